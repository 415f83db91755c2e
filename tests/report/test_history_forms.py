"""No value of a case becomes markup, a formula or a command to a terminal, in whatever form history is told."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from markdown_it import MarkdownIt

from ledger.core.event import Event
from ledger.core.history import Saved, Told
from ledger.core.labels import Label
from ledger.report.clean import clean
from ledger.report.history import COLUMNS, as_csv, as_row, as_text, csv_row, markdown_head, markdown_row

HOSTILE = [
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@x",
    "|cmd",
    "a | b",
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "**bold** _it_ `code` ~~no~~",
    "[a](https://evil.example)",
    "![a](x.png)",
    "https://evil.example www.evil.example a@evil.example",
    "\x1b[31mred\x07",
    "two\nlines\r\n| three |",
    "back\\slash \\| and $x$",
    "# heading",
    "1. one",
    "\u202eright to left",
    "--- | ---",
]


def told(text: str) -> Told:
    at = datetime(2026, 3, 9, 15, tzinfo=UTC)
    saved = Saved("RC-2026-NPDMXC", "abc", at, f"{text} <a@b.example>", (None,), None, kept_by=text, written_at=at)
    event = Event("field", ("title",), f"title {text}", "title", text, text, who=text)
    return Told(saved, event, (Label("late", text),), (Label("proxy", text),), text, (text,))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_markdown_reader_shows_what_stands_there_and_nothing_else(text: str) -> None:
    row = markdown_row(told(text), UTC, many_cases=True)
    assert "\n" not in row
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = reader.parse("\n".join([*markdown_head(many_cases=True), row]))
    cells = [token for token in tokens if token.type == "inline"][-8:]
    assert [
        child.type for cell in cells for child in cell.children or [] if child.type not in ("text", "text_special")
    ] == []
    shown = ["".join(child.content for child in cell.children or []) for cell in cells]
    flat = clean(" ".join(text.split()))
    assert shown[3] == flat
    assert shown[7] == f"{flat}; {flat}"
    assert "https:" not in row
    assert "www." not in row


@pytest.mark.parametrize("text", HOSTILE)
def test_a_spreadsheet_takes_nothing_for_a_formula(text: str) -> None:
    (row,) = csv.reader(StringIO(as_csv([csv_row(told(text))])))
    assert len(row) == len(COLUMNS)
    assert [cell for cell in row if cell[:1] in tuple("=+-@|\t\r")] == []
    assert all(cell.isprintable() for cell in row)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_screen_stays_within_eighty_columns_and_a_program_gets_the_value_itself(text: str) -> None:
    lines = as_text([told(text)], UTC, many_cases=True)
    assert max(map(len, lines)) <= 80
    assert json.loads(json.dumps(as_row(told(text))))["new"] == text
