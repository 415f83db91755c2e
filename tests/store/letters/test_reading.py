"""Letters read back: places in Markdown and DOCX, what a DOCX hides, and files that are no letters."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from ledger.store.letters.docx.document import drawn
from ledger.store.letters.markdown import blocks
from ledger.store.letters.reading import LARGEST_DOCX, LARGEST_TEXT, letter_of, read_letter
from ledger.store.letters.unreadable import Unreadable
from ledger.store.refusal import UsageError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.core.letter.check.passage import Letter

GOLDEN = ROOT / "tests" / "golden" / "letters" / "second_appeal-H3YFCF.md"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def ours(text: str) -> bytes:
    page = {"title": "A letter", "mark": "K7Q2-0G5R", "draft": False, "addressee": "Payer A", "reference": "LSH-1"}
    parts = ROOT / "templates" / "letters" / "docx"
    return drawn(parts, {**page, "date": "March 9, 2026", "blocks": blocks(text)}, date(2026, 3, 9))


def packed(**parts: str | bytes) -> bytes:
    """A DOCX of these parts: ``document`` and ``styles`` lie below word/, the others say their whole name."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr({"document": "word/document.xml", "styles": "word/styles.xml"}.get(name, name), text)
    return file.getvalue()


def body(inside: str) -> str:
    return f'<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'


def read(folder: Path, data: bytes, name: str = "letter.docx") -> Letter:
    path = folder / name
    path.write_bytes(data)
    return read_letter(path)


def test_markdown_keeps_the_place_of_every_word() -> None:
    letter = letter_of(
        "# A **head**\n\nOne \\\n  two \\* three\nfour\n- item\n  more\n> said\n\n"
        "| a\\|b | c |\n| --- | ---: |\n| | d |\n<!-- x -->\n"
    )
    told = [(one.kind, one.text, one.place(0)) for one in letter.passages]
    assert told == [
        ("heading", "A head", (1, 3)),
        ("text", "One\ntwo * three four", (3, 1)),
        ("text", "item more", (6, 3)),
        ("quote", "said", (8, 3)),
        ("cell", "a|b", (10, 3)),
        ("cell", "c", (10, 10)),
        ("cell", "", (12, 3)),
        ("cell", "d", (12, 5)),
    ]
    two = letter.passages[1]
    assert [two.place(two.text.index(word)) for word in ("two", "*", "three", "four")] == [
        (4, 3),
        (4, 8),
        (4, 10),
        (5, 1),
    ]


def test_docx_and_markdown_say_the_same(tmp_path: Path) -> None:
    text = GOLDEN.read_text(encoding="utf-8")
    markdown, word = letter_of(text), read(tmp_path, ours(text))
    blank = {"_" * 24, ""}
    ours_said = [one.text for one in word.passages if one.kind != "frame"]
    assert [one.replace("\u00a0", " ") for one in ours_said] == [
        one.text for one in markdown.passages if one.text not in blank and not one.text.startswith("Letter mark:")
    ]
    assert word.mark == "K7Q2-0G5R"
    assert word.traces == ()
    assert [len(table) for table in word.tables()] == [len(table) for table in markdown.tables()]
    assert [one.text for one in word.about] == [one.text for one in markdown.about]
    assert len(word.enclosures) > 10
    assert [one.kind for one in word.passages].count("quote") == 1


def test_the_line_of_a_docx_is_its_paragraph(tmp_path: Path) -> None:
    inside = "<w:p/><w:p><w:r><w:t>Two</w:t><w:tab/><w:t>words</w:t><w:br/><w:noBreakHyphen/></w:r></w:p>"
    [passage] = read(tmp_path, packed(document=body(inside))).passages
    assert (passage.text, passage.place(4)) == ("Two words\n-", (2, 5))


def test_what_is_deleted_or_doubled_for_old_programs_is_not_read(tmp_path: Path) -> None:
    inside = (
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>here</w:t></w:r></w:ins>"
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback>'
        "<w:t>twice</w:t></mc:Fallback></mc:AlternateContent></w:p>"
    )
    letter = read(tmp_path, packed(document=body(inside), **{"[Content_Types].xml": "<Types/>"}))
    assert [one.text for one in letter.passages] == ["here"]
    assert [one.what for one in letter.traces] == ["it holds tracked changes"]


def test_a_style_may_have_any_id(tmp_path: Path) -> None:
    styles = f'<w:styles xmlns:w="{W}"><w:style w:styleId="b1"><w:name w:val="heading 2"/></w:style></w:styles>'
    inside = '<w:p><w:pPr><w:pStyle w:val="b1"/></w:pPr><w:r><w:t>Kopf</w:t></w:r></w:p>'
    [passage] = read(tmp_path, packed(document=body(inside), styles=styles)).passages
    assert passage.kind == "heading"


def test_what_a_word_processor_leaves_is_told(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Words")
    document.add_comment(paragraph.runs[0], "a comment", "JL", "JL")
    paragraph.runs[0].font.hidden = True
    document.core_properties.author = "Jordan Lee"
    document.part.relate_to(
        "https://payer.example", f"{W}/hyperlink".replace("wordprocessingml", "r"), is_external=True
    )
    document.part.relate_to("https://payer.example/x.dotm", "http://x/attachedTemplate", is_external=True)
    file = io.BytesIO()
    document.save(file)
    traces = {one.what: one.severity for one in read(tmp_path, file.getvalue()).traces}
    assert traces == {
        "it holds a link": "warning",
        "it draws something in from elsewhere when it is opened": "error",
        "its properties name its author": "warning",
        "it holds comments": "warning",
        "it holds hidden text": "warning",
    }


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"word/vbaProject.bin": b"x"}, "it holds macros"),
        ({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}, "it holds macros"),
        ({"word/embeddings/ole.bin": b"x"}, "it holds an embedded object"),
        (
            {"docProps/app.xml": "<P><Company>Bluestem</Company><Manager> </Manager></P>"},
            "its properties name a company",
        ),
        (
            {"document": body("<w:p><w:r><w:t>x</w:t><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p>")},
            "it holds a field that is worked out when it is opened",
        ),
        (
            {"document": body('<w:p><w:fldSimple w:instr="INCLUDETEXT x"/><w:r><w:t>x</w:t></w:r></w:p>')},
            "it holds a field that is worked out when it is opened",
        ),
    ],
)
def test_what_could_run_or_call_out_is_told(tmp_path: Path, parts: Mapping[str, str | bytes], what: str) -> None:
    start: dict[str, str | bytes] = {"document": body("<w:p><w:r><w:t>Words</w:t></w:r></w:p>")}
    assert [one.what for one in read(tmp_path, packed(**{**start, **parts})).traces] == [what]


BOMB = f'<w:document xmlns:w="{W}"><w:body>' + "<w:p><w:r><w:t>aaaaaaaaaaaaaaaa</w:t></w:r></w:p>" * 101_000
DTD = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "holds no words"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file, or one with a password"),
        (b"{\\rtf1 x}", "an RTF file"),
        (b"words\0words", "neither text nor a DOCX"),
        ("Gr\u00fc\u00dfe".encode("utf-16"), "not UTF-8|neither text"),
        (b"one\ntwo \xfc", "line 2 is not UTF-8"),
        (b"x" * (LARGEST_TEXT + 1), "MB of text"),
        (b"PK\x03\x04 cut short", "damaged"),
        (packed(document=body("")), "holds no words"),
        (packed(other="x"), "no Word document"),
        (packed(document="<w:document"), "is not XML"),
        (packed(document=DTD + body("<w:p>&b;</w:p>")), "declares a document type"),
        (packed(document=(DTD + body("<w:p/>")).encode("utf-16")), "declares a document type"),
        (packed(document=body("<a>" * 300 + "</a>" * 300)), "nested deeper"),
        (packed(**{f"part{number}": "x" for number in range(2001)}), "2001 parts"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_letter_is_refused_in_one_sentence(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as caught:
        read(tmp_path, data)
    assert caught.value.hint


def test_a_part_that_grows_without_end_is_left_in_time(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"more paragraphs|grows beyond any letter"):
        read(tmp_path, packed(document=BOMB))


def test_a_file_that_was_cut_or_locked_is_refused(tmp_path: Path) -> None:
    whole = ours("Words.")
    for data in (whole[: len(whole) // 2], whole[:200] + b"\0" * 400 + whole[600:]):
        with pytest.raises(Unreadable, match=r"damaged|not XML"):
            read(tmp_path, data)
    locked = bytearray(packed(document=body("")))
    for start in (locked.index(b"PK\x03\x04") + 6, locked.index(b"PK\x01\x02") + 8):
        locked[start] |= 1
    with pytest.raises(Unreadable, match="password"):
        read(tmp_path, bytes(locked))


def test_a_file_in_which_anything_was_changed_is_read_or_refused(tmp_path: Path) -> None:
    whole = ours("# Practice\n\nDear Sir:\n\nWords.\n\n| a | b |\n| --- | --- |\n| c | d |\n")
    hints = []
    for start in range(0, len(whole), len(whole) // 150):
        broken = bytearray(whole)
        broken[start] ^= 0xFF
        try:
            read(tmp_path, bytes(broken))
        except Unreadable as error:
            hints.append(error.hint)
    assert len(hints) > 20
    assert all(hints)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no holes in files and no pipes in folders")
def test_a_huge_file_is_not_read_and_no_pipe_is_waited_for(tmp_path: Path) -> None:
    huge = tmp_path / "huge.docx"
    with huge.open("wb") as file:
        file.truncate(LARGEST_DOCX * 60)
    with pytest.raises(Unreadable, match="MB"):
        read_letter(huge)
    os.mkfifo(tmp_path / "pipe.md")
    for name in ("pipe.md", ".", "absent.md"):
        with pytest.raises(UsageError):
            read_letter(tmp_path / name)
    with pytest.raises(UsageError, match="cannot be read"):
        read_letter(tmp_path / ("x" * 300))
