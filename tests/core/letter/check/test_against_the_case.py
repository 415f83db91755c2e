"""A letter against its case: each element of each kind is missed when its words go, and an unknown amount is seen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ledger.core.case import Claim, Counsel, Extrapolation, Money
from ledger.core.identity import Identities, Patient
from ledger.core.law.regime import Regime
from ledger.core.law.rule import Statement
from ledger.core.letter.check.elements import element_findings, not_looked_for, strange_amounts
from ledger.core.letter.check.fact import Fact
from ledger.core.letter.check.facts import SAID, facts_for, is_looked_for
from ledger.core.letter.check.known_days import strange_days
from ledger.core.letter.check.passage import FRAME, Letter, Passage, Span, Trace
from ledger.core.letter.check.tone import Table
from ledger.core.letter.check.whole import NO_KIND, Against, letter_findings
from ledger.core.letter.content import letter_data
from ledger.core.letter.kind import KINDS, Element
from ledger.core.letter.matter import Wishes
from ledger.core.practice import Settings
from ledger.core.proof import Evidence, PointFound
from ledger.core.severity import severity_of
from ledger.store.letters.reading import letter_of
from tests.core.letter.matters import (
    CLAIM,
    DECIDED,
    DEMAND,
    GROUND,
    LINE,
    a_case,
    a_law,
    a_matter,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.letter.matter import Matter


def known(matter: Matter, key: str) -> list[Fact]:
    return facts_for(matter, key, letter_data(matter, ""))


def written(matter: Matter) -> Letter:
    """Everything that a template could lay out, one text a passage."""
    said = [fact.spellings[0] for fact in SAID.values()]  # words that stand in the templates, not in the data
    texts = [*_texts(letter_data(matter, "K7Q2")), matter.kind.title, "We disagree", "copy of the demand", *said]
    return Letter(tuple(Passage("text", text, (Span(0, number, 1),)) for number, text in enumerate(texts, 1) if text))


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)


def without(letter: Letter, *spellings: str) -> Letter:
    def stripped(text: str) -> str:
        for spelling in spellings:
            text = text.replace(spelling, "?")
        return text

    return Letter(tuple(one._replace(text=stripped(one.text)) for one in letter.passages))


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_letter_lacks_nothing(kind: str) -> None:
    matter = whole(kind)
    assert [one.message for one in element_findings(written(matter), matter)] == []
    assert [one.message for one in strange_amounts(written(matter), matter)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_fact_that_goes_is_missed_with_its_citation(kind: str) -> None:
    matter = whole(kind)
    letter = written(matter)
    for element in matter.kind.elements:
        forbidden = element.level == "forbidden"
        conditional = element.level == "conditional" and element.key in SAID
        for fact in () if forbidden or conditional else known(matter, element.key):
            gone = without(letter, *fact.spellings, *(spelling.capitalize() for spelling in fact.spellings))
            gone = gone if not fact.words else Letter(())
            found = [one.message for one in element_findings(gone, matter)]
            assert any(fact.what in message and message.endswith(")") for message in found), fact


def test_numbers_are_compared_without_dashes_and_days_in_every_form() -> None:
    matter = a_matter("contest")
    text = " ".join(passage.text for passage in written(matter).passages)
    other = text.replace("March 2, 2026", "3/2/2026").replace("LSH-1", "LSH 1").replace("Pat One", "One, Pat")
    letter = Letter((Passage("text", other, (Span(0, 1, 1),)),))
    assert [one.message for one in element_findings(letter, matter)] == []


def test_many_that_lack_are_one_finding() -> None:
    claims = tuple(CLAIM._replace(number=f"CLM-{number}") for number in range(6))
    matter = a_matter("contest", a_case(claims=claims))
    [finding] = [one for one in element_findings(Letter(()), matter) if "claim CLM-0" in one.message]
    assert finding.message.endswith("claim CLM-3, and 2 more (letter standard)")
    assert (finding.code, finding.line) == ("LED612", 1)


def test_a_ground_in_other_words_is_found_and_one_that_is_gone_is_a_warning() -> None:
    matter = a_matter("contest")
    passages = (
        Passage("text", "As the chart shows, all minutes were charted.", (Span(0, 1, 1),)),
        Passage(FRAME, "minutes charted", (Span(0, 0, 1),)),
    )
    found = {one.message: one.severity for one in element_findings(Letter(passages), matter)}
    assert not any("ground 1" in message for message in found)
    found = {one.message: one.severity for one in element_findings(Letter(passages[1:]), matter)}
    assert found['contest lacks ground 1, "The minutes are charted." (letter standard)'] == "warning"


def test_a_ground_of_no_words_asks_for_none() -> None:
    matter = a_matter("contest", a_case(grounds=(GROUND._replace(point="[chart p2]"),)))
    assert not any("ground" in one.message for one in element_findings(Letter(()), matter))


def test_what_a_case_does_not_know_is_not_looked_for() -> None:
    bare = a_matter(
        "medicare_redetermination",
        a_case(
            demand=DEMAND._replace(reference=None, dated_on=None, amount=None, section_935=False, reason=None),
            claims=(Claim("C-1", None), Claim("C-2", "P-9")),
            grounds=(),
            decisions=(),
        ),
        law=a_law(Settings("1", "America/Chicago"), desks=(), our_numbers=()),
        identities=Identities(),
    )
    keys = (*(element.key for element in bare.kind.elements), "ptan", "to_repay", "reason", "payment", "filed_dispute")
    found = {key: [fact.what for fact in known(bare._replace(wishes=Wishes()), key)] for key in keys}
    assert {key: whats for key, whats in found.items() if whats} == {
        "contested_portion": ["that the amount is contested"],
    }
    assert known(whole("second_appeal")._replace(case=a_case()), "decision") == []
    assert is_looked_for("an element of tomorrow") is False
    assert known(bare, "an element of tomorrow") == []


def test_a_later_level_is_held_against_the_decision() -> None:
    case = a_case(
        appeals=(DECIDED._replace(level="redetermination", decided_by="nobody"),),
        findings=(
            PointFound("r1", "ruling", "The log of signatures is missing [ruling p2]"),
            PointFound("x", "other", "Not of this paper"),
        ),
        evidence=(
            Evidence("signature_log", asked_by="redetermination", explanation="none was kept"),
            Evidence("policy", asked_by="demand"),
        ),
    )
    matter = a_matter("medicare_reconsideration", case)
    found = " ".join(one.message for one in element_findings(Letter(()), matter))
    for words in (
        'point "The log of signatures is missing"',
        "the date of the decision, February 1, 2026",
        "the signature log",
    ):
        assert words in found
    assert "Not of this paper" not in found
    assert "who decided" not in found


def test_the_check_of_a_refund_is_the_one_that_carries_it() -> None:
    paid = Money(date(2026, 3, 8), "refund", Decimal("60.00"), trace="check 5033")
    matter = whole("refund")._replace(wishes=Wishes())
    for money, named in (((paid,), [("check 5033",)]), ((paid._replace(amount=Decimal("9.00")),), [])):
        case = matter.case._replace(money=money)
        assert [fact.spellings for fact in known(matter._replace(case=case), "payment")] == named


def test_a_plan_that_funds_itself_is_said_to() -> None:
    matter = whole("regulator_complaint")
    assert list(known(matter, "self_funded")) == []
    own = matter._replace(group=matter.group._replace(funding="self_funded"))
    assert [fact.what for fact in known(own, "self_funded")] == ["that the plan is self-funded"]


def test_california_asks_for_the_tax_number() -> None:
    matter = a_matter("contest", a_case(issued_in="CA"))
    assert [fact.what for fact in known(matter, "state_contest")] == [
        "the disagreement in writing",
        "the practice's tax number",
    ]


def test_an_amount_that_the_case_does_not_know_is_seen() -> None:
    matter = a_matter("contest")

    def strange(text: str, kind: str = "text") -> list[str]:
        letter = Letter((Passage(kind, text, (Span(0, 1, 1),)),))
        return [one.message for one in strange_amounts(letter, matter)]

    assert strange("It is $61.00 and not $60.00 or $60.") == ["the case knows no amount of 61.00"]
    assert strange("61.00", "cell") == ["the case knows no amount of 61.00"]
    assert strange("61.00 of something", "cell") == []
    assert strange("$61.00", "quote") == []
    assert strange("28 TAC 21.2818 and M05.79") == []


def test_the_whole_says_what_it_could_not_look_at() -> None:
    letter = Letter(
        (Passage("text", "Words.", (Span(0, 1, 1),)),), (Trace("it holds comments", "delete them", "warning"),)
    )

    def said(**fields: Any) -> list[str]:
        return [one.message for one in letter_findings(letter, Against(Table(()), Identities(), **fields))]

    assert said() == ["no case is recognised: what a rule asks for was not looked for", "it holds comments"]
    matter = a_matter("contest")._replace(kind=NO_KIND)
    assert said(matter=matter)[0] == "no kind of letter is recognised: what a rule asks for was not looked for"
    matter = a_matter("contest", here=False)
    kind = matter.kind._replace(elements=(*matter.kind.elements, Element("an_element_of_tomorrow")))
    assert said(matter=matter._replace(kind=kind), kind=kind)[:2] == [
        "the private folder is not on this computer: names and numbers of patients were not looked for",
        "not looked for in the words: an element of tomorrow",
    ]
    assert not_looked_for(matter) == []


def test_a_church_plan_is_known_from_the_case() -> None:
    text = Letter((Passage("text", "We write under ERISA.", (Span(0, 1, 1),)),))
    matter = a_matter("contest", a_case(sponsor="church"))
    matter = matter._replace(group=matter.group._replace(regime=""))
    found = [
        one.code for one in letter_findings(text, Against(Table(()), Identities(), kind=matter.kind, matter=matter))
    ]
    assert "LED623" in found
    assert LINE.served_on == date(2025, 7, 14)


def test_a_patient_of_whom_nothing_is_known_here_is_not_looked_for() -> None:
    matter = a_matter("contest", identities=Identities((Patient("P-1"),)))
    assert [known(matter, key) for key in ("patient_name", "mbi", "member_id")] == [[], [], []]


def test_a_number_does_not_stand_inside_another() -> None:
    matter = a_matter("contest")
    text = " ".join(passage.text for passage in written(matter).passages)
    inside = text.replace("60.00", "160.00").replace("C-1", "C-17")
    found = " ".join(one.message for one in element_findings(letter_of(inside), matter))
    assert "the amount demanded, $60.00" in found
    assert "claim C-1" in found


def test_what_is_recommended_is_a_note_and_what_is_forbidden_is_not_asked_for() -> None:
    matter = a_matter("contest")

    def found(key: str, level: str) -> list[str]:
        asked = matter._replace(kind=matter.kind._replace(elements=(Element(key, "a page", level),)))
        return [severity_of(one) for one in element_findings(Letter(()), asked)] + not_looked_for(asked)

    assert found("npi", "required") == ["error"]
    assert found("npi", "recommended") == ["note"]
    assert found("npi", "forbidden") == found("of_tomorrow", "forbidden") == []
    assert found("waiver", "required") == ["error"]
    assert found("waiver", "conditional") == []
    assert found("of_tomorrow", "required") == ["of tomorrow"]


def test_elements_of_later_levels_are_taken_from_the_case() -> None:
    patient = Patient("P-1", "Pat One", address="1 Elm St\nAustin TX", phone="512-555-0100")
    decided = DECIDED._replace(level="redetermination", reference="1-2345")
    case = a_case(appeals=(decided,), extrapolation=Extrapolation(), findings=(PointFound("r1", "ruling", "No log"),))
    matter = a_matter("medicare_reconsideration", case, identities=Identities((patient, Patient("P-2"))))
    keys = ("demand_letter_copy", "beneficiary_contact", "appeal_number", "sampling_reasons", "points_noted")
    assert {key: [fact.what for fact in known(matter, key)] for key in keys} == {
        "demand_letter_copy": ["a copy of the demand among the enclosures"],
        "beneficiary_contact": ["the address of P-1", "the phone number of P-1"],
        "appeal_number": ["the number of the decision, 1-2345"],
        "sampling_reasons": ["a reason about the sample"],
        "points_noted": ['an answer to the decision\'s point "No log"'],
    }
    bare = a_case(demand=DEMAND._replace(document=None), claims=(CLAIM._replace(patient="P-2"),))
    matter = matter._replace(case=bare, group=matter.group._replace(claims=bare.claims))
    assert [known(matter, key) for key in keys] == [[], [], [], [], []]


def test_a_rule_that_nobody_read_and_claims_of_two_laws_are_seen() -> None:
    other = CLAIM._replace(number="C-2222")
    matter = a_matter("contest", a_case(claims=(CLAIM, other)))
    matter = matter._replace(group=matter.group._replace(claims=(CLAIM,)))
    said = Statement("no_stop", "It stops nothing.", "42 CFR 405.375", "a page", "medium")
    matter = matter._replace(
        law=a_law(regimes={"medicare-ffs": Regime("medicare-ffs", "Medicare", (), statements=(said,))})
    )
    text = letter_of("We write of C-1 and C-2222.\n\nSee 42 CFR 405.375.")
    found = {one.code: one.message for one in letter_findings(text, Against(Table(()), Identities(), matter=matter))}
    assert found["LED606"] == "claims under another law or plan are named as well: C-2222"
    assert found["LED608"].startswith("the letter cites 42 CFR 405.375, which the rules medicare-ffs hold with medium")
    quoted = letter_of("> See 42 CFR 405.375.")
    assert "LED608" not in {
        one.code for one in letter_findings(quoted, Against(Table(()), Identities(), matter=matter))
    }


def test_a_letter_that_waits_for_counsel_is_told_to() -> None:
    matter = a_matter("contest", a_case(counsel=(Counsel(asked_on=date(2026, 3, 3)),)))
    found = {
        one.code: one.message for one in letter_findings(Letter(()), Against(Table(()), Identities(), matter=matter))
    }
    assert found["LED609"].startswith("counsel was asked on 2026-03-03")


STRANGE = {
    "a day of service that is none": ("The session of July 15, 2025 lasted 56 minutes.", ["Tue 15 July 2025"]),
    "the day of service": ("The session of July 14, 2025 lasted 56 minutes.", []),
    "the same in digits, told once": ("On 07/15/2025 and 7/15/2025.", ["Tue 15 July 2025"]),
    "a day in a text of the case": ("The call of March 4, 2026.", []),
    "a birth date": ("Born on March 6, 1988.", []),
    "another birth date": ("Born on March 7, 1988.", ["Mon 7 March 1988"]),
    "a day ahead": ("We ask for it by May 1, 2026.", []),
}


@pytest.mark.parametrize(("words", "told"), STRANGE.values(), ids=STRANGE)
def test_a_day_that_the_case_does_not_know_is_told(words: str, told: list[str]) -> None:
    matter = a_matter("contest", a_case(grounds=(GROUND._replace(point="They called on 2026-03-04."),)))
    born = matter.identities.patients[0]._replace(born_on=date(1988, 3, 6))
    matter = matter._replace(identities=matter.identities._replace(patients=(born,)))
    for own in ("March 9, 2026", ""):
        found = list(strange_days(letter_of(f"{own}\n\nTo Disputes:\n\n{words}\n"), matter))
        assert [one.message for one in found] == [f"{day} is no day that the case knows" for day in told]
        assert {(one.code, one.severity) for one in found} <= {("LED622", "warning")}


def test_what_the_case_does_not_give_a_kind_is_not_looked_for() -> None:
    matter = whole("medicaid_prelim_WA")
    bare = matter._replace(case=matter.case._replace(grounds=()))
    assert list(known(bare, "relief_per_finding")) == []
    complaint = whole("regulator_complaint")
    unruled = tuple(ground._replace(rule=None) for ground in complaint.case.grounds)
    bare = complaint._replace(case=complaint.case._replace(grounds=unruled, appeals=(), filings=()))
    assert list(known(bare, "rule_in_question")) == []
    assert list(known(bare, "dispute_first")) == []
    appointing = whole("appointment_of_rep")
    bare = appointing._replace(case=appointing.case._replace(consents=()))
    assert list(known(bare, "both_contacts")) == []


LEFT = {
    "hardship": ("medicare_ers", 'why instalments are needed, "The demand is 11 percent'),
    "fax_number": ("fax_cover", "the fax number, 512-555-0100"),
    "scope": ("appointment_of_rep", 'the purpose and scope, "The redetermination'),
    "relief_per_finding": ("medicaid_prelim_WA", 'the relief of finding 1, "withdraw finding 1'),
    "offer_terms": ("settlement_offer", 'the terms, "Release of the claims listed'),
    "notice_items": ("itemization_request", 'the item "The dates of service"'),
    "schedule_form": ("medicare_ers", "the form, Request for an extended repayment schedule"),
}


@pytest.mark.parametrize(("key", "kind", "told"), [(key, *row) for key, row in LEFT.items()], ids=LEFT)
def test_a_letter_that_says_nothing_lacks_what_only_its_kind_has(key: str, kind: str, told: str) -> None:
    assert key in {element.key for element in KINDS[kind].elements}
    found = " ".join(one.message for one in element_findings(Letter(()), whole(kind)))
    assert told in found
