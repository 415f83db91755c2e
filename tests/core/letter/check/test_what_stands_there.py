"""Gaps, persons, exhibits, sums, days, law, arguments and length: each is seen, and its near miss is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ledger.core.identity import Identities, Member, Patient
from ledger.core.letter.check.argument import argument_findings
from ledger.core.letter.check.days import dated, day_findings, days_in
from ledger.core.letter.check.ease import ease_findings, ease_of, syllables_in
from ledger.core.letter.check.enclosed import exhibit_findings
from ledger.core.letter.check.gaps import gap_findings
from ledger.core.letter.check.law import law_findings
from ledger.core.letter.check.passage import FRAME, Letter, Passage, Span
from ledger.core.letter.check.persons import person_findings
from ledger.core.letter.check.sums import number_of, sum_findings
from ledger.store.letters.reading import letter_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.core.finding import Finding


def messages(findings: Iterable[Finding]) -> list[str]:
    return [finding.message for finding in findings]


@pytest.mark.parametrize(
    "gap",
    [
        "[date]", "[ ]", "{{ name }}", "{% if x %}", "[[MISSING: addressee]]", "<Patient Name>", "XX/XX/XXXX", "XXXXX",
        "TBD", "TODO", "FIXME:", "XXX", "$X,XXX", "Lorem ipsum", "$____", "it was paid ____ , on", "[demand p2]",
        "DRAFT: not a letter",
    ],
)  # fmt: skip
def test_a_gap_is_seen(gap: str) -> None:
    text = f"It was paid {gap} and so on.".replace("\\", "")
    passage = Passage("text", text, (Span(0, 1, 1),))
    assert len(list(gap_findings(Letter((passage,))))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "[sic]",
        "[emphasis added]",
        "[t]he plan",
        "it reimburse[d]",
        "2 < 3 and 5 > 4",
        "Title XXX of the Act",
        "\\_\\_\\_\\_\\_\\_\\_",
    ],
)
def test_what_an_editor_marks_is_no_gap(words: str) -> None:
    assert list(gap_findings(letter_of(words))) == []


def test_a_draft_is_told_once_and_frames_hold_no_gaps() -> None:
    frame = Passage(FRAME, "DRAFT: not a letter [x]", (Span(0, 0, 1),))
    assert messages(gap_findings(Letter((frame, frame)))) == ["the letter says that it is a draft"]


OWN = Patient("P-1", "Ana Moreno", members=(Member("payer", "M-77001"),))
OTHERS = (
    Patient("P-2", "Luis Ortega", "ORTEGA LUIS", mbi="1EG4-TE5-MK72"),
    Patient("P-3", "Ana Moreno"),
    Patient("P-4", "Jordan Lee"),
    Patient("P-5", "Cher", members=(Member("payer", "M-77001"), Member("payer", "M-88002"), Member("payer"))),
    Patient("P-6"),
    Patient("P-7", "Luis Bravo"),
)
WHO = Identities((OWN, *OTHERS))


def persons(text: str, own: set[str] | None = None) -> list[str]:
    return messages(person_findings(letter_of(text), WHO, {"P-1"} if own is None else own, "Jordan Lee"))


def test_another_patient_is_named_by_key_only() -> None:
    assert persons("Seen: Ana Moreno.\n\nAnd Ortega, Luis.") == [
        "the name of P-2, who is no patient of this case, stands here"
    ]
    assert persons("Signed Jordan Lee for Ana Moreno, M-77001.") == []
    assert persons("Luis\n\nOrtega") == ["the name of P-2, who is no patient of this case, stands here"]
    [finding] = person_findings(letter_of("Plain.\n\nLuis Ortega was seen."), WHO, {"P-1"}, "")
    assert (finding.code, finding.line) == ("LED616", 3)


def test_a_number_of_another_patient_is_seen_without_its_dashes() -> None:
    assert persons("Plain.\n\nNumber 1EG4TE5MK72") == ["a number of P-2, who is no patient of this case, stands here"]
    assert persons("Number M-88002") == ["a number of P-5, who is no patient of this case, stands here"]


def test_without_a_case_nobody_is_another_patient() -> None:
    found = person_findings(letter_of("Luis Ortega"), WHO, None, "")
    assert list(found) == []


def test_a_social_security_number_is_seen_and_a_tracking_number_is_not() -> None:
    assert persons("SSN 219-09-9999.") == ["a social security number stands here"]
    assert persons("Certified mail 7022 0410 0001 5566 7788, born on May 4, 1961") == []


@pytest.mark.parametrize("who", ["Ana Moreno", "Patient: Some Body"])
def test_a_name_with_its_birth_date_in_the_subject_is_seen(who: str) -> None:
    assert persons(f"RE: appeal, {who}, DOB 05/04/1961\n\nDear Sir:\n\nWords.") == [
        "the subject shows a full name with its birth date"
    ]
    assert persons("RE: appeal, claim C-1, DOB 05/04/1961\n\nDear Sir:\n\nWords.") == []
    assert persons(f"RE: appeal, {who}\n\nDear Sir:\n\nWords.") == []


ENCLOSED = (
    "\n\n## Enclosures\n\n| Exhibit | Document | Pages |\n| --- | --- | --- |\n"
    "| A | Chart | 3 |\n| B | Log |  |\n| C | X | 2 |\n"
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("See Exhibits A and B, and Exhibit C.", []),
        ("See Exhibits A-C.", []),
        ("See Exhibit A, pages 2, 3, Ex. B and Exhibit C.", []),
        ("See Exhibits A, B, C and D.", ["Exhibit D is cited and not among the enclosures"]),
        ("See Exhibits A to C, page 9.", ["Exhibit C has 2 pages, and page 9 is cited"]),
        ("See Exhibit A at page 4 and Exhibits B & C.", ["Exhibit A has 3 pages, and page 4 is cited"]),
        ("See Exhibits A and C.", ["Exhibit B is enclosed and cited nowhere"]),
        ("See Exhibits AA, A, B and C.", ["Exhibit AA is cited and not among the enclosures"]),
    ],
)
def test_exhibits_are_cited_and_enclosed(words: str, found: list[str]) -> None:
    assert messages(exhibit_findings(letter_of(words + ENCLOSED))) == found


def test_exhibits_without_any_list() -> None:
    assert messages(exhibit_findings(letter_of("See Exhibit A."))) == [
        "exhibits are cited (A), and no list of enclosures stands in the letter"
    ]
    assert messages(exhibit_findings(letter_of("Words alone."))) == []
    assert messages(exhibit_findings(letter_of("See Exhibit A.\n\nEnclosures:\n\n1. Exhibit A: the chart\n"))) == []


def table(*rows: str) -> str:
    return "\n".join(["| Claim | Demanded | To repay | Disputed |", "| --- | ---: | ---: | ---: |", *rows])


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("| C-1 | 60.00 | 20.00 | 40.00 |", "| **Total** | **60.00** | **20.00** | **40.00** |"), []),
        (
            ("| C-1 | 60.00 | 20.00 | 30.00 |", "| Total | 61.00 | | 30.00 |"),
            [
                "to repay + disputed is 50.00, and 60.00 stands on the line",
                "the total says 61.00, the rows above add up to 60.00",
            ],
        ),
        (("| C-1 | 60.00 | | 30.00 |", "| other | as said | 1.00 | 1.00 |"), []),
    ],
)
def test_a_table_ties(rows: tuple[str, ...], found: list[str]) -> None:
    assert messages(sum_findings(letter_of(table(*rows)))) == found


def test_after_a_decision_the_answers_are_to_what_it_left() -> None:
    head = "| Claim | Demanded | Left by the decision | Disputed |\n| --- | --- | --- | --- |\n"
    text = f"{head}| C-1 | 60.00 | 40.00 | 40.00 |\n"
    assert messages(sum_findings(letter_of(text))) == []
    assert messages(sum_findings(letter_of("| A | B |\n| --- | --- |\n| x | 1.00 |\n"))) == []


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("ninety-eight dollars and eighty-four cents ($98.84)", False),
        ("ninety-eight dollars and 84/100 ($98.84)", False),
        ("twelve thousand six hundred and four dollars ($12,604.00)", False),
        ("thirty (30) days", False),
        ("thirty days (30)", False),
        ("thirty (35) days", True),
        ("one million two hundred thousand dollars ($1,200,000)", False),
        ("twelve thousand dollars ($12,604.88)", True),
        ("one hundred (100.50)", False),
        ("a hundred cases (see page 3)", False),
    ],
)
def test_words_and_digits_agree(words: str, wrong: bool) -> None:  # noqa: FBT001 - a column of the table
    assert len(list(sum_findings(letter_of(f"It asks for {words}.")))) == wrong
    assert list(sum_findings(letter_of(f"> It asks for {words}."))) == []


def test_numbers_in_words() -> None:
    assert number_of("hundred thousand and one") == 100_001
    assert number_of("nineteen") == 19


def day_messages(text: str, demanded_on: date | None = None) -> list[str]:
    return messages(day_findings(letter_of(text), demanded_on))


def test_days_are_read_in_every_form() -> None:
    text = "March 6, 2026; Mar. 6, 2026; 3/6/2026; 03/06/2026; 2026-03-06; February 30, 2026; 13/40/2026"
    assert [day for _, day in days_in(text)] == [date(2026, 3, 6)] * 5


def test_a_letter_is_not_older_than_its_demand() -> None:
    text = "Practice\n\nMarch 1, 2026\n\nRE: x \\\nDemand dated: March 2, 2026\n\nDear Sir:\n\nWords of March 3, 2026."
    assert day_messages(text) == ["the letter is dated Sun 1 March 2026, before the demand of Mon 2 March 2026"]
    assert day_messages(text, date(2026, 2, 1)) == []
    assert day_messages(text.replace("March 2,", "(none) March 2,")) == []
    assert day_messages("Dear Sir:\n\nMarch 1, 2026") == []
    assert dated(letter_of("# Heading\n\nSent on March 1, 2026 by mail")) is None


def test_an_answer_is_asked_for_by_a_day_to_come() -> None:
    text = "March 9, 2026\n\nDear Sir:\n\nPlease answer in writing by {}. The visit was on March 1, 2026."
    assert day_messages(text.format("March 8, 2026")) == [
        "an answer is asked for by Sun 8 March 2026, before the day of the letter"
    ]
    assert day_messages(text.format("March 20, 2026")) == []


@pytest.mark.parametrize(
    ("words", "regime", "sponsors", "count"),
    [
        ("under ERISA", "erisa", {"church"}, 0),
        ("under ERISA", "texas", set(), 1),
        ("under ERISA", "", set(), 0),
        ("under ERISA", "", {"government"}, 1),
        ("under 29 U.S.C. 1133, since this is a church plan", "", set(), 1),
        ("under 42 CFR 405.944", "medicare-ffs", set(), 0),
        ("under 42 CFR 405.944", "texas", set(), 1),
        ("under 28 TAC 21.2818", "texas", set(), 0),
        ("under 28 TAC 21.2818", "erisa", set(), 1),
        ("under 28 TAC 21.2818", "contract", set(), 0),
    ],
)
def test_a_law_of_others_is_seen(words: str, regime: str, sponsors: set[str], count: int) -> None:
    assert len(list(law_findings(letter_of(f"We write {words}."), regime, sponsors))) == count
    assert list(law_findings(letter_of(f"> We write {words}."), regime, sponsors)) == []


@pytest.mark.parametrize(
    ("words", "serves", "count"),
    [
        ("The service was medically necessary.", "rebuttal", 1),
        ("The service was medically necessary.", "redetermination", 0),
        ("Repayment is a financial hardship.", "redetermination", 1),
        ("Repayment is a financial hardship.", "rebuttal", 0),
        ("Repayment is a financial hardship.", "reconsideration", 1),
        ("> Repayment is a financial hardship.", "reconsideration", 0),
        ("Repayment is a financial hardship.", "contest", 0),
    ],
)
def test_an_argument_for_another_letter_is_seen(words: str, serves: str, count: int) -> None:
    assert len(list(argument_findings(letter_of(words), serves))) == count


PLAIN = "We ask for a copy of the file. The plan has it on hand. "


def test_length_and_ease_have_limits_of_our_own() -> None:
    assert messages(ease_findings(letter_of(PLAIN * 8))) == []
    assert list(ease_findings(letter_of("| a | b |\n| --- | --- |\n| c | d |"))) == []
    assert [one.severity for one in ease_findings(letter_of(PLAIN * 90))] == ["note"]
    assert [one.severity for one in ease_findings(letter_of(PLAIN * 200))] == ["warning"]
    assert list(ease_findings(letter_of("One. " * 3))) == []


def test_hard_sentences_are_measured() -> None:
    long = "We ask for it " + "and for more of the same thing " * 4 + "now. "
    found = list(ease_findings(letter_of(long * 4)))
    assert [one.severity for one in found] == ["note"]
    assert found[0].message.startswith("a sentence has 33 words in the mean, the longest 33; 20 is our own limit")
    longer = "We ask for it " + "and for more of the same thing " * 8 + "now. "
    assert next(iter(ease_findings(letter_of(longer * 3)))).severity == "warning"
    passive = "The claim was not fully paid by the plan. "
    assert messages(ease_findings(letter_of(passive * 13)))[0].startswith("100 % of the sentences are in the passive")


def test_a_letter_to_a_member_is_to_be_plainer() -> None:
    text = "The corresponding determination regarding reimbursement remains unsatisfactory today. " * 8
    assert len(list(ease_findings(letter_of(text)))) == 1
    middle = "We ask the company to look at the original payment again and to correct the resulting balance. " * 8
    assert messages(ease_findings(letter_of(middle))) == []
    assert len(list(ease_findings(letter_of(middle), to_member=True))) == 1


@pytest.mark.parametrize(
    ("word", "count"),
    [("plan", 1), ("claim", 1), ("paid", 1), ("line", 1), ("table", 2), ("services", 3), ("denied", 2), ("hmm", 1)],
)
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    assert syllables_in(word) == count


def test_what_is_no_sentence_is_not_counted() -> None:
    assert ease_of(letter_of("## Heading\n\nJordan Lee \\\nBilling manager")).sentences == 0
    assert ease_of(letter_of("We wrote to Dr. Lee at Ins. Code 12 today. He answered.")).sentences == 2
