"""The one door to python-docx for writing: a letter as DOCX, from the blocks its PDF is set from."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from ledger.store.letters.docx.body import write_blocks
from ledger.store.letters.docx.package import closed, empty_package
from ledger.store.letters.docx.plain import plain
from ledger.store.letters.docx.runs import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

DRAFT = "DRAFT: not a letter, not to be sent"
_MARK = "Letter mark:"


def drawn(parts: Path, page: Mapping[str, Any], dated_on: date) -> bytes:
    """The DOCX of a letter.

    ``parts`` is the folder with its styles; ``page`` holds what the PDF is made from: title, mark, draft, addressee,
    reference, date and blocks. The same input gives the same bytes. No text of the page can become a field, markup
    or a link, since every text is written as the text of a run.
    """
    import docx

    document = docx.Document(empty_package(parts, page["title"], page["mark"], dated_on))
    write_blocks(document, [block for block in page["blocks"] if not _is_mark(block)])
    _frame(document, page)
    package = BytesIO()
    document.save(package)
    return closed(package.getvalue(), dated_on)


def _is_mark(block: Mapping[str, Any]) -> bool:
    """The mark stands in the foot of every page, so its own line is not written again."""
    return bool(block["kind"] == "paragraph" and words(block["inline"]).startswith(_MARK))


def _frame(document: Document, page: Mapping[str, Any]) -> None:
    """Letter paper, one-inch margins, the header from page 2 on, the mark and the page at the foot of every page."""
    from docx.shared import Inches

    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    section.header_distance = section.footer_distance = Inches(0.5)
    section.different_first_page_header_footer = True
    _heads(section, page)
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.style = "Footer"
        line.add_run(f"{_MARK} {plain(page['mark'])}\t")
        _counted(line, "PAGE")


def _heads(section: Section, page: Mapping[str, Any]) -> None:
    from docx.shared import Pt

    first, second = section.first_page_header.paragraphs[0], section.header.paragraphs[0]
    first.style = second.style = "Header"
    for line in (first, second):
        if page["draft"]:
            line.add_run(DRAFT).bold = True
    if page["draft"]:
        second.add_run().add_break()
    second.add_run(f"{plain(page['addressee'])}\tPage ")
    _counted(second, "PAGE")
    second.add_run(" of ")
    _counted(second, "NUMPAGES")
    second.add_run().add_break()
    second.add_run(f"{plain(page['reference'])}\t{plain(page['date'])}")
    second.paragraph_format.space_after = Pt(9)
    _underline(second)


def _counted(paragraph: Paragraph, what: str) -> None:
    """A number that the word processor counts: PAGE or NUMPAGES, the only fields of a letter."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), what)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no other door to a field


def _underline(paragraph: Paragraph) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    border, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "2"), ("color", "808080")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")  # noqa: SLF001 - as above
