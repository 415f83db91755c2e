"""Tables for spreadsheets: one line a row, and nothing that a spreadsheet would take for a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.report.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|")


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The rows under their headings; what would be a formula is led by an apostrophe, as spreadsheets know it."""
    import csv
    from io import StringIO

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(text) for text in row] for row in rows)
    return out.getvalue()


def _cell(text: str) -> str:
    text = clean(" ".join(text.split()))
    return f"'{text}" if text.startswith(_FORMULA) else text
