"""Tables of a DOCX: a head that is repeated on every page, rows that stay whole, amounts at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.store.letters.docx.plain import plain
from ledger.store.letters.docx.runs import W, child, fill, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

_WIDTH_TWIPS = 9360
"""Six and a half inches: a letter page between margins of one inch."""

_CHARACTER_TWIPS = 115
_PADDING_TWIPS = 160
_NARROW = 17
_LONGEST = 90
_HOLD_TOGETHER = 8
"""A table of so many rows at most moves to the next page whole."""


def add_table(document: Document, block: dict[str, Any], title: str) -> None:
    """Add a table block; ``title`` is what a screen reader announces."""
    rows = [block["head"], *block["rows"]]
    widths = _widths(rows)
    table = document.add_table(rows=0, cols=len(widths), style="Letter Table")
    table.autofit = False
    root: Any = table._tbl  # noqa: SLF001 - python-docx has no other door to what follows
    for name in ("tblCaption", "tblDescription"):
        child(root.tblPr, name, val=plain(title))
    for column, width in zip(root.tblGrid.gridCol_lst, widths, strict=True):
        column.set(f"{W}w", str(width))
    for number, cells in enumerate(rows):
        together = len(rows) <= _HOLD_TOGETHER and number < len(rows) - 1
        row = child(root, "tr")
        properties = child(row, "trPr")
        child(properties, "cantSplit")
        if number == 0:
            child(properties, "tblHeader")
        for place, parts in enumerate(cells):
            cell = child(row, "tc")
            child(child(cell, "tcPr"), "tcW", w=str(widths[place]), type="dxa")
            paragraph = child(cell, "p")
            _style(paragraph, block["align"][place], together=together)
            fill(paragraph, parts, bold=number == 0)


def _style(paragraph: Any, side: str, *, together: bool) -> None:  # noqa: ANN401 - an element of lxml
    properties = child(paragraph, "pPr")
    child(properties, "pStyle", val="TableText")
    if together:
        child(properties, "keepNext")
    if side in ("right", "center"):
        child(properties, "jc", val=side)


def _widths(rows: Sequence[Sequence[Any]]) -> list[int]:
    """Twips for each column: short ones as wide as their longest text, the others share what is left by theirs."""
    longest = [max(len(words(row[place])) for row in rows) for place in range(len(rows[0]))]
    widest = longest.index(max(longest))
    fixed = {
        place: max(length, 4) * _CHARACTER_TWIPS + _PADDING_TWIPS
        for place, length in enumerate(longest)
        if length <= _NARROW and place != widest
    }
    if sum(fixed.values()) > _WIDTH_TWIPS * 3 // 4:
        fixed = {}
    left = _WIDTH_TWIPS - sum(fixed.values())
    shares = {place: min(max(length, 4), _LONGEST) for place, length in enumerate(longest) if place not in fixed}
    whole = sum(shares.values())
    return [fixed.get(place) or left * shares[place] // whole for place in range(len(longest))]
