"""Pages from plain data: the same bytes each time, tagged, and nothing in the data is ever obeyed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger.store.letters.markdown import blocks, escaped
from ledger.store.letters.page import laid_out
from ledger.store.refusal import Refused
from tests.conftest import ROOT
from tests.store.letters.letters_of_the_sample import SAMPLES, Sample, letter_of

LAYOUT = ROOT / "templates" / "letters" / "letter.typ"
DAY = date(2026, 3, 9)


def data_of(text: str, **more: Any) -> dict[str, Any]:
    start = {
        "title": "Request for redetermination",
        "author": "Bluestem",
        "mark": "K7Q2",
        "draft": False,
        "addressee": "Payer A",
        "reference": "LSH-1",
        "date": "March 9, 2026",
        "blocks": blocks(text),
    }
    return {**start, **more}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_letter_is_laid_out_and_stays_a_letter(sample: Sample) -> None:
    laid = laid_out(LAYOUT, "letter", data_of(letter_of(sample)), DAY)
    assert laid.data.startswith(b"%PDF-")
    assert 1 <= laid.pages <= 4


def test_the_same_letter_gives_the_same_bytes() -> None:
    text = letter_of(SAMPLES[0])
    assert laid_out(LAYOUT, "letter", data_of(text), DAY) == laid_out(LAYOUT, "letter", data_of(text), DAY)
    other = laid_out(LAYOUT, "letter", data_of(text, mark="0G5R"), DAY)
    assert other.data != laid_out(LAYOUT, "letter", data_of(text), DAY).data


def test_the_page_is_tagged_and_says_title_and_language() -> None:
    data = laid_out(LAYOUT, "letter", data_of("Words."), DAY).data
    for mark in (b"pdfuaid:part", b"Request for redetermination", b"/Lang", b"StructTreeRoot"):
        assert mark in data


def test_what_stands_in_the_data_is_never_obeyed() -> None:
    hostile = '#read("/etc/passwd") #include "x" $x$ \\ #panic("no") @label <label> *a*'
    laid = laid_out(LAYOUT, "letter", data_of(escaped(hostile), title=hostile, addressee=hostile), DAY)
    assert laid.pages == 1
    assert b"root:" not in laid.data


def test_a_draft_says_so_on_every_page() -> None:
    plain = laid_out(LAYOUT, "letter", data_of("Words."), DAY)
    draft = laid_out(LAYOUT, "letter", data_of("Words.", draft=True), DAY)
    assert draft.pages == plain.pages
    assert draft.data != plain.data


def test_a_layout_that_cannot_be_laid_out_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.typ"
    bad.write_text("#panic(")
    with pytest.raises(Refused, match="LED605"):
        laid_out(bad, "letter", {}, DAY)
    outside = tmp_path / "outside.typ"
    outside.write_text('#read("../secret.txt")')
    with pytest.raises(Refused, match="LED605"):
        laid_out(outside, "letter", {}, DAY)
