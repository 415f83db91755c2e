"""DOCX from the blocks of a letter: real styles, nothing about its maker, nothing in the data is ever obeyed."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Inches

from ledger.store.letters.docx.document import drawn
from ledger.store.letters.markdown import blocks, escaped
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

PARTS = ROOT / "templates" / "letters" / "docx"
LETTERS = sorted((ROOT / "tests" / "golden" / "letters").glob("*.md"))
DAY = date(2026, 3, 9)
MARK = "K7Q2-0G5R-M3VD-4QNT-8WZC-01KV"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(text: str, **more: Any) -> bytes:
    start = {
        "title": "Request for redetermination",
        "mark": MARK,
        "draft": False,
        "addressee": "Payer A",
        "reference": "LSH-1",
        "date": "March 9, 2026",
        "blocks": blocks(text),
    }
    return drawn(PARTS, {**start, **more}, DAY)


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def parts_of(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.fixture(scope="module")
def contest() -> bytes:
    """The DOCX of one letter, made once."""
    return made((ROOT / "tests" / "golden" / "letters" / "contest-8G7VFB.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_every_letter_says_as_docx_what_it_says_as_markdown(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = opened(made(text))
    said = {word for one in document.element.body.iter(f"{WORD}t") for word in one.text.replace("\u00a0", " ").split()}
    plain = re.sub(r"^Letter mark:.*$|[|#>*]|\\.| -+:?|^\d+\. | \\$", " ", text, flags=re.MULTILINE)
    assert {word for word in plain.split() if len(word) > 2} <= said
    assert len(document.tables) == text.count("\n| --- |")


def test_headings_tables_and_lists_are_real(contest: bytes) -> None:
    document = opened(contest)
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name if paragraph.style else "", []).append(paragraph.text)
    assert by_style["Heading 1"] == ["Bluestem Medical Group, PLLC"]
    assert "Relief requested" in by_style["Heading 2"]
    assert by_style["Quote"][0].startswith('"Trial of a conventional DMARD')
    assert "Withdraw the refund request as to the contested portion, $12,604.88." in by_style["List Paragraph"]
    for table in document.tables:
        rows: list[Any] = table._tbl.tr_lst  # noqa: SLF001 - python-docx does not read these properties
        assert rows[0].trPr.find(f"{WORD}tblHeader") is not None
        assert all(row.trPr.find(f"{WORD}tblHeader") is None for row in rows[1:])
        assert table._tbl.tblPr.find(f"{WORD}tblCaption").get(f"{WORD}val")  # noqa: SLF001 - as above
    amounts = document.tables[-2]
    assert amounts.cell(1, 2).paragraphs[0].alignment == 2
    assert amounts.cell(1, 0).paragraphs[0].alignment is None


def test_no_page_begins_with_the_close(contest: bytes) -> None:
    paragraphs = opened(contest).paragraphs
    close = next(index for index, one in enumerate(paragraphs) if one.text == "Sincerely,")
    assert [one.paragraph_format.keep_with_next for one in paragraphs[close - 2 : close + 1]] == [None, True, True]


def test_the_page_is_letter_paper_with_a_header_from_page_two(contest: bytes) -> None:
    section = opened(contest).sections[0]
    assert (section.page_width, section.page_height) == (Inches(8.5), Inches(11))
    assert {section.left_margin, section.right_margin, section.top_margin, section.bottom_margin} == {Inches(1)}
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert section.header.paragraphs[0].text.startswith("Payer A\tPage ")
    assert section.first_page_footer.paragraphs[0].text.startswith(f"Letter mark: {MARK}")
    assert section.footer.paragraphs[0].text.startswith(f"Letter mark: {MARK}")


def test_it_says_nothing_about_its_maker(contest: bytes) -> None:
    properties = opened(contest).core_properties
    assert (properties.title, properties.language, properties.keywords) == (
        "Request for redetermination",
        "en-US",
        MARK,
    )
    assert not any((properties.author, properties.last_modified_by, properties.comments, properties.revision))
    assert str(properties.created) == "2026-03-09 12:00:00+00:00"
    parts = parts_of(contest)
    assert set(parts) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        *(
            f"word/{name}.xml"
            for name in ("footer1", "footer2", "header1", "header2", "numbering", "settings", "styles")
        ),
    }
    everything = "".join(parts.values())
    for trace in ("rsid", "w:ins ", "w:del ", "w:comment", "w:vanish", "TargetMode", "python-docx", "docProps/app"):
        assert trace not in everything
    assert sorted(re.findall(r'w:instr="(\w+)"', everything)) == ["NUMPAGES", "PAGE", "PAGE", "PAGE"]


def test_the_same_letter_gives_the_same_bytes(contest: bytes) -> None:
    text = (ROOT / "tests" / "golden" / "letters" / "contest-8G7VFB.md").read_text(encoding="utf-8")
    assert made(text) == contest
    assert made(text, mark="0G5R") != contest
    with ZipFile(BytesIO(contest)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 3, 9, 12, 0, 0)}


def test_what_stands_in_the_data_is_text_and_nothing_else() -> None:
    fields = '<w:instrText>DDEAUTO c:\\cmd</w:instrText> {INCLUDETEXT "x"} ]]> &xxe; [a](http://x)'
    hostile = f"{fields} \x0b\x1b[31m\u202e\ufffe\x00 end"
    data = made(escaped(hostile), title=hostile, addressee=hostile, reference=hostile, mark=hostile)
    document = opened(data)
    assert "<w:instrText>DDEAUTO" in document.paragraphs[0].text
    assert document.paragraphs[0].text.endswith("end")
    assert not list(document.element.body.iter(f"{WORD}instrText"))
    everything = "".join(parts_of(data).values())
    assert sorted(re.findall(r'w:instr="(\w+)"', everything)) == ["NUMPAGES", "PAGE", "PAGE", "PAGE"]
    assert "TargetMode" not in everything
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\ufffe]", everything)


def test_a_draft_says_so_on_every_page_and_shades_its_gaps() -> None:
    document = opened(made("To [[MISSING: addressee]]:", draft=True))
    for header in (document.sections[0].first_page_header, document.sections[0].header):
        assert header.paragraphs[0].text.startswith("DRAFT: not a letter, not to be sent")
    shaded = [run.text for run in document.paragraphs[0].runs if run.font.highlight_color is not None]
    assert shaded == ["[[MISSING: addressee]]"]


def test_lists_count_from_where_they_begin_and_nest() -> None:
    lists = "4. four\n\n   more\n\n   - deep\n5. five\n\n---\n\n1. one\n\n"
    text = f"{lists}> - quoted\n\n*em* **st**\n\n- > a quotation first\n"
    document = opened(made(text))
    starts = [int(one.get(f"{WORD}val")) for one in document.part.numbering_part.element.iter(f"{WORD}startOverride")]
    assert starts == [4, 1]
    deep: Any = next(paragraph for paragraph in document.paragraphs if paragraph.text == "deep")
    assert deep._p.pPr.numPr.ilvl.val == 1  # noqa: SLF001 - python-docx does not read the level


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this computer")
def test_libreoffice_opens_every_letter(tmp_path: Path) -> None:
    for path in LETTERS:
        (tmp_path / f"{path.stem}.docx").write_bytes(made(path.read_text(encoding="utf-8")))
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    names = [f"{path.stem}.docx" for path in LETTERS]
    command = ["soffice", "--headless", home, "--convert-to", "pdf", *names]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    for path in LETTERS:
        assert (tmp_path / f"{path.stem}.pdf").read_bytes().startswith(b"%PDF-")
