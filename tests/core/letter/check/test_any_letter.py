"""Whatever stands in a letter: the check ends, soon, and every place it names is there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.codes import CODES
from ledger.core.identity import Identities, Member, Patient
from ledger.core.letter.check.whole import Against, letter_findings
from ledger.store.letters.reading import letter_of
from ledger.store.letters.tone_table import tone_table
from tests.core.letter.matters import a_matter

PIECES = [
    *(
        "Dear Sir:",
        "RE: x",
        "\n",
        "\n\n",
        " \\\n",
        "| a | 1.00 |",
        "| --- | ---: |",
        "| Total | 2.00 |",
        "# Enclosures",
        "> ",
    ),
    *(
        "- ",
        "1. ",
        "**",
        "\\",
        '"',
        "\u201c",
        "`",
        "Exhibit A, page 3",
        "Exhibits A-C",
        "March 1, 2026",
        "$60.00",
        "one (2)",
    ),
    *(
        "clearly",
        "Pat One",
        "1EG4-TE5-MK72",
        "219-09-9999",
        "DOB 05/04/1961",
        "[date]",
        "{{",
        "ERISA",
        "42 CFR 405.374",
    ),
    *("must", "!", "NOT SO BAD", "hardship", "\u0000", "\u202e", "\U0001f600", "Letter mark: K7Q2", "Words here. "),
]
WHO = Identities(
    (Patient("P-1", "Pat One", mbi="1EG4-TE5-MK72"), Patient("P-2", "Ana Lo", members=(Member("p", "M-1"),)))
)
CONTEST = a_matter("contest")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40))
def test_any_text_is_checked_and_every_place_is_in_it(pieces: list[str]) -> None:
    text = " ".join(pieces).replace("\r", "\n")
    lines = text.split("\n")
    letter = letter_of(text)
    for against in (Against(tone_table(), WHO), Against(tone_table(), WHO, "Jordan Lee", CONTEST.kind, CONTEST)):
        for finding in letter_findings(letter, against):
            assert finding.code in CODES
            if finding.line and finding.column:
                assert 1 <= finding.line <= len(lines)
                assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1


@pytest.mark.parametrize("unit", ["!", "one ", "CPT ", "\u201c", "[[MISSING: ", "a", "Exhibit A, ", "| \\", "X", " "])
def test_no_length_of_one_thing_takes_long(unit: str) -> None:
    text = "Dear Sir:\n\n" + unit * (12_000 // len(unit))
    assert len(letter_findings(letter_of(text), Against(tone_table(), WHO))) < 60
