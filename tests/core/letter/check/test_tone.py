"""The table of tone: each row fires once on its example and spares its near miss; each guard has a fixture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledger.core.letter.check.passage import HEADING, QUOTE, TEXT, Letter, Passage, Span
from ledger.core.letter.check.tone import tone_findings
from ledger.core.letter.tone import BLOCKED
from ledger.store.letters.reading import letter_of
from ledger.store.letters.tone_table import tone_table, tone_tree

if TYPE_CHECKING:
    from ledger.core.finding import Finding

TABLE = tone_table()
ROWS = tone_tree()["rows"]

GUARDS = {
    "failed methotrexate": "She failed methotrexate and leflunomide before adalimumab.",
    "treatment failure": "This was a treatment failure at week 12.",
    "patient refused": "The patient refused the second injection.",
    "substance abuse": "Screening for substance abuse was done.",
    "abuse in the name of a programme": "The Substance Abuse and Mental Health Services Administration lists it.",
    "negative for": "The test was negative for tuberculosis.",
    "acute": "Acute pain of the left knee was charted.",
    "aggressive therapy": "Aggressive therapy for an aggressive disease was begun.",
    "fraud quoted from the demand": 'Your letter says "possible fraud and abusive billing" (Exhibit A, page 1).',
    "never received, with its day": "We never received the notice dated May 3, 2025.",
    "clearly visualised": "The common bile duct was clearly visualised.",
    "always in the definition of a code": "By its definition CPT 90837 always means 53 minutes or more.",
    "must of a statute": "Under 28 TAC 21.2818 the payer shall and must stop the taking.",
    "demand letter": "Your demand letter of May 3 is enclosed.",
    "a citation that says bad faith": "Bad faith is defined in 42 Pa. Code 8371.",
    "words in curly quotation marks": "The notice calls it \u201coutrageous\u201d on page 2.",
    "code": "The portal answered `very clearly never`.",
    "mood": "Patient was very angry and felt frustrated.",
}


def found(text: str, kind: str = "") -> list[Finding]:
    return list(tone_findings(letter_of(text), TABLE, kind))


def test_the_table_has_all_its_rows() -> None:
    assert [row["number"] for row in ROWS] == [str(number) for number in range(1, 85)]
    assert {row["severity"] for row in ROWS} == {"error", "warning", "note"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["number"])
def test_a_row_fires_once_and_spares_its_near_miss(row: dict[str, str]) -> None:
    [finding] = found(row["fires"])
    assert (finding.code, finding.severity) == ("LED614", row["severity"])
    assert finding.hint == f"instead: {row['instead']}"
    assert found(row["spares"]) == []


@pytest.mark.parametrize("words", ["You are thieves.", "The plan is a thief.", "The demand is barred by law."])
def test_other_words_of_a_row_fire_too(words: str) -> None:
    assert [finding.code for finding in found(words)] == ["LED614"]


@pytest.mark.parametrize("guard", GUARDS)
def test_a_guard_spares_what_it_guards(guard: str) -> None:
    assert found(GUARDS[guard]) == []


def test_the_guards_spare_no_more_than_they_should() -> None:
    assert len(found('You failed to read it. "Quoted" is one thing, outrageous another.')) == 2
    assert len(found("Patient was angry. We are angry.")) == 1


def test_quoted_blocks_and_what_stands_above_the_greeting_are_not_looked_at() -> None:
    assert found("> Clearly outrageous.\n") == []
    assert found("Very Clear Health Plan\n\nDear Sir or Madam:\n\nPlain words.\n") == []
    assert len(found("Dear Sir or Madam:\n\nVery plain words.\n")) == 1


def test_the_place_is_that_of_the_words() -> None:
    [first, second] = found("It is a **plain** fact, and it is\n*clearly* and really so.\n")
    assert [(one.line, one.column) for one in (first, second)] == [(2, 2), (2, 15)]


def test_of_two_that_overlap_the_longer_is_told() -> None:
    assert [one.message for one in found("It is utterly false??")] == [
        'says "utterly" (intensifier)',
        'says "??" (format)',
    ]
    assert [one.message for one in found("We are deeply concerned!")] == [
        'says "deeply concerned" (emotional)',
        'says "!" (format)',
    ]


def test_an_admission_belongs_into_an_agreed_refund() -> None:
    assert len(found("We overbilled line 2.", "contest")) == 1
    assert found("We overbilled line 2.", "refund") == []


def test_capitals_are_left_alone_in_headings() -> None:
    def one(kind: str) -> list[Finding]:
        return list(tone_findings(Letter((Passage(kind, "STOP THIS NOW", (Span(0, 1, 1),)),)), TABLE))

    assert [len(one(kind)) for kind in (TEXT, HEADING, QUOTE)] == [1, 0, 0]


def test_what_keeps_a_letter_from_being_made_is_an_error_of_the_check_too() -> None:
    for words in BLOCKED:
        said = f"This is {words} indeed." if not words.startswith("l") else f"They were {words} about it."
        assert [one.severity for one in found(said) if one.severity == "error"] == ["error"], words


def test_cells_that_differ_in_digits_alone_are_looked_at_once_while_they_are_plain() -> None:
    table = "| a | b |\n| --- | --- |\n| line 1 | 95% plain |\n| line 2 | 100% correct |\n| very 1 | very 2 |\n"
    assert [(one.line, one.column) for one in found(table)] == [(4, 12), (5, 3), (5, 12)]
