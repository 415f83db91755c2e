"""Noting that a letter was written."""

from __future__ import annotations

from datetime import date

from ledger.core.acts.letter import Written, document_name, letter_written
from ledger.core.edit import AppendEntry
from ledger.core.proof import Document
from tests.core.cases import a_case

LETTER = Written(
    "first_appeal", "First-level appeal", "X/X.pdf", "ab" * 32, date(2026, 3, 9), "4c1d9e02 7ab31f55", ("P-1",), 3
)


def test_the_case_notes_file_hash_pages_and_revisions() -> None:
    change = letter_written(a_case(), LETTER, "2026-03-09T15:00:00Z jlee K7Q2")
    assert change.edits == (
        AppendEntry(
            ("documents",),
            {
                "id": "first-appeal",
                "kind": "first_appeal",
                "file": "X/X.pdf",
                "sha256": "ab" * 32,
                "pages": "3",
                "dated_on": "2026-03-09",
                "patients": ["P-1"],
                "made_with": "4c1d9e02 7ab31f55",
                "recorded": "2026-03-09T15:00:00Z jlee K7Q2",
            },
        ),
    )
    assert (change.subject, change.event) == ("first-level appeal written (2026-03-09)", "letter")


def test_markdown_has_no_pages() -> None:
    [edit] = letter_written(a_case(), LETTER._replace(pages=None, patients=()), "x").edits
    assert isinstance(edit, AppendEntry)
    assert not {"pages", "patients"} & set(edit.entry)


def test_the_second_of_a_kind_gets_a_number() -> None:
    case = a_case(documents=(Document("contest", "contest", "x"), Document("contest-2", "contest", "y")))
    assert document_name(case, "contest") == "contest-3"
    assert document_name(case, "first_appeal") == "first-appeal"
