"""No sentence of a draft has a hole: what is missing is marked where it belongs."""

from __future__ import annotations

import re

import pytest

from ledger.core.letter.content import letter_data
from ledger.core.letter.kind import KINDS
from ledger.store.letters.rendering import render
from tests.core.letter.matters import whole
from tests.core.letter.test_elements import ROWS, TAKEN
from tests.store.letters.letters_of_the_sample import MARK, TEMPLATES

HOLE = re.compile(
    r"(?<=\S)  +(?=\S)(?!\\)"  # two spaces where a word was
    r"| [.,;:](?=\s|$)|,,|\(\s*\)|: \("
    r"|\$(?![\d\[])"
    r"|^(?:[-*]|\d+\.)\s*$",
    re.MULTILINE,
)
# What a sentence names beside the parts that a letter of every kind has.
SAID_IN_SENTENCES = (
    "practice_name",
    "reason",
    "payment",
    "demand_date",
    "demand_amount",
    "decision",
    "offer",
    "schedule",
)
DRAFTS = [*((name, "") for name in KINDS), *(row for row in ROWS if row[1] in SAID_IN_SENTENCES)]


def holes(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if not line.startswith("|")]  # a cell of a table may be empty
    return [line for line in lines if HOLE.search(line)]


@pytest.mark.parametrize(
    "text", ["by  on", "is .", "gives:  (Exhibit A)", "gives: (Exhibit A)", "of $ in", "1. ", "a ()"]
)
def test_a_hole_is_seen(text: str) -> None:
    assert holes(text) == [text]


@pytest.mark.parametrize(("name", "key"), DRAFTS)
def test_a_draft_marks_what_is_missing_and_has_no_hole(name: str, key: str) -> None:
    matter = TAKEN[key](whole(name)) if key else whole(name)
    assert holes(render(TEMPLATES, KINDS[name].template, letter_data(matter, MARK))) == []
