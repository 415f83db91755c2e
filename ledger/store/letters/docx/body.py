"""The blocks of a letter as paragraphs, lists and tables of a DOCX, in its own styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.store.letters.docx.runs import fill, words
from ledger.store.letters.docx.tables import add_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph

Block = dict[str, Any]

_SIGNATURE = re.compile(r"_{10,}")
_INDENT_INCHES = 0.3
_DECIMAL, _BULLET = 0, 1
_DEEPEST = 2
_LONGEST_CLOSE = 30


class Depth(NamedTuple):
    """How far in a block stands: inside a quotation, and how many lists down."""

    quoted: bool = False
    lists: int = 0


def write_blocks(document: Document, blocks: Sequence[Block], depth: Depth = Depth()) -> None:  # noqa: B008 - a value
    """Add blocks in their order at the end of a document."""
    title = "Table"
    for block in blocks:
        kind = block["kind"]
        if kind == "heading":
            level = min(block["level"], 3)
            fill(document.add_paragraph(style=f"Heading {level}")._p, block["inline"])  # noqa: SLF001 - see runs.py
            title = words(block["inline"])
        elif kind == "paragraph":
            if _is_close(block) and document.paragraphs:  # no page begins with a close or with a line to sign on
                document.paragraphs[-1].paragraph_format.keep_with_next = True
            _paragraph(document, block["inline"], depth)
        elif kind == "quote":
            write_blocks(document, block["blocks"], depth._replace(quoted=True))
        elif kind == "list":
            _list(document, block, depth)
        elif kind == "table":
            add_table(document, block, title)
            _space_after(document)
        else:
            document.add_paragraph(style="Rule")


def _is_close(block: Block) -> bool:
    """Whether a paragraph is ``Sincerely,`` or the like, or the line of a signature."""
    said = words(block["inline"]).strip()
    return (said.endswith(",") and len(said) <= _LONGEST_CLOSE) or _SIGNATURE.fullmatch(said) is not None


def _paragraph(document: Document, parts: Sequence[Block], depth: Depth) -> None:
    said = words(parts)
    if _SIGNATURE.fullmatch(said.strip()):
        document.add_paragraph(style="Signature Line")
        return
    broken = any(part["kind"] == "break" for part in parts)
    style = "Quote" if depth.quoted else "List Paragraph" if depth.lists else "Address Block" if broken else "Normal"
    paragraph = document.add_paragraph(style=style)
    if depth.lists and not depth.quoted:
        _indent(paragraph, depth.lists)
    if said.rstrip().endswith((":", ",")):
        paragraph.paragraph_format.keep_with_next = True
    fill(paragraph._p, parts)  # noqa: SLF001 - see runs.py


def _indent(paragraph: Paragraph, lists: int) -> None:
    from docx.shared import Inches

    paragraph.paragraph_format.left_indent = Inches(_INDENT_INCHES * lists)


def _list(document: Document, block: Block, depth: Depth) -> None:
    level = min(depth.lists, _DEEPEST)
    number = _numbering(document, ordered=block["ordered"], start=block["start"], level=level)
    for item in block["items"]:
        first, rest = (item[0], item[1:]) if item and item[0]["kind"] == "paragraph" else ({"inline": []}, item)
        paragraph = document.add_paragraph(style="List Paragraph")
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no other door to a list
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number
        fill(paragraph._p, first["inline"])  # noqa: SLF001 - see runs.py
        write_blocks(document, rest, Depth(depth.quoted, depth.lists + 1))


def _numbering(document: Document, *, ordered: bool, start: int, level: int) -> int:
    """A numbering of its own for each list, so that each begins where its text says."""
    numbering: Any = document.part.numbering_part.element
    number = numbering.add_num(_DECIMAL if ordered else _BULLET)
    if ordered:
        number.add_lvlOverride(ilvl=level).add_startOverride(start)
    return int(number.numId)


def _space_after(document: Document) -> None:
    from docx.shared import Pt

    gap = document.add_paragraph().paragraph_format
    gap.space_after, gap.line_spacing = Pt(0), Pt(8)
