"""Tables of a DOCX: a head that is repeated on every page, rows that stay whole, amounts at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.document import Document
    from docx.table import _Row
    from docx.text.paragraph import Paragraph

_WIDTH_TWIPS = 9360
"""Six and a half inches: a letter page between margins of one inch."""

_CHARACTER_TWIPS = 115
_PADDING_TWIPS = 160
_NARROW = 17
_LONGEST = 90
_HOLD_TOGETHER = 8
"""A table of so many rows at most moves to the next page whole."""


def add_table(document: Document, block: dict[str, Any], title: str, fill: Callable[[Paragraph, Any], None]) -> None:
    """Add a table block; ``title`` is what a screen reader announces, ``fill`` writes inline parts into a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    rows = [block["head"], *block["rows"]]
    table = document.add_table(rows=0, cols=len(block["head"]), style="Letter Table")
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no other door to what follows
    for name in ("w:tblCaption", "w:tblDescription"):
        said = OxmlElement(name)
        said.set(qn("w:val"), title)
        properties.append(said)
    widths = _widths(rows)
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001 - as above
        column.set(qn("w:w"), str(width))
    for number, cells in enumerate(rows):
        row = table.add_row()
        _keep_whole(row, head=number == 0)
        together = len(rows) <= _HOLD_TOGETHER and number < len(rows) - 1
        for place, (cell, parts) in enumerate(zip(row.cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            cell._tc.width = widths[place] * 635  # noqa: SLF001 - `cell.width` takes Length; 635 EMU are a twip
            paragraph.style = "Table Text"
            paragraph.paragraph_format.keep_with_next = True if together else None
            _align(paragraph, block["align"][place])
            fill(paragraph, [{"kind": "strong", "inline": parts}] if number == 0 else parts)


def _keep_whole(row: _Row, *, head: bool) -> None:
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other door to a row's properties
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _align(paragraph: Paragraph, side: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    sides = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
    if side in sides:
        paragraph.alignment = sides[side]


def _widths(rows: Sequence[Sequence[Any]]) -> list[int]:
    """Twips for each column: short ones as wide as their longest text, the others share what is left by theirs."""
    longest = [max(_length(row[place]) for row in rows) for place in range(len(rows[0]))]
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


def _length(parts: Sequence[dict[str, Any]]) -> int:
    return sum(len(part.get("text", "")) + _length(part.get("inline", ())) for part in parts)
