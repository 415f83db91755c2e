"""A DOCX read back for a check: in a stream, within limits, without entities, and with what it holds beside its words.

Nothing of python-docx is used: a file of a stranger is never built as a tree, so what it may grow to is bounded.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, XMLParser
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - the class bears a small letter there

from ledger.core.finding import ERROR, WARNING
from ledger.core.letter.check.passage import FRAME, Letter, Trace
from ledger.store.letters.docx.words import Styles, Words
from ledger.store.letters.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any
    from zipfile import ZipInfo

LARGEST_PART = 48 * 1024 * 1024
_MOST_PARTS = 2000
_ENTRY = b"PK\x01\x02"
_PIECE = 64 * 1024
_ENCRYPTED = 0x1
_DOCUMENT = "word/document.xml"
_FRAMES = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_LINK = re.compile(r"<Relationship\b[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>")
_SAYS_WHO = (
    ("docProps/core.xml", r"<dc:creator>\s*[^<\s]", "its author"),
    ("docProps/core.xml", r"<cp:lastModifiedBy>\s*[^<\s]", "who saved it last"),
    ("docProps/app.xml", r"<Company>\s*[^<\s]", "a company"),
    ("docProps/app.xml", r"<Manager>\s*[^<\s]", "a manager"),
    ("docProps/custom.xml", r"<property\b", "more, in fields of somebody's own"),
)
_NO_DOCX = "name a letter as .md or .docx"


def letter_in(data: bytes) -> Letter:
    """The letter in a DOCX; the line of a passage is the number of its paragraph. Raises Unreadable."""
    parts = data.count(_ENTRY)
    if parts > _MOST_PARTS:  # before the list of them is built
        raise Unreadable(f"it has {parts} parts", "a letter has some ten")
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _letter(archive)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise Unreadable("it is damaged, or no DOCX", "open and save it again, or ask for it again") from None


def _letter(archive: ZipFile) -> Letter:
    entries = archive.infolist()
    names = {entry.filename: entry for entry in entries}
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Unreadable("it has a password", "save it without one")
    if _DOCUMENT not in names:
        raise Unreadable("it is a ZIP file and no Word document", _NO_DOCX)
    styles = Styles()
    if "word/styles.xml" in names:
        _stream(archive, names["word/styles.xml"], styles)
    words = Words(styles.names)
    _stream(archive, names[_DOCUMENT], words)
    passages = list(words.passages)
    for name in sorted(names):
        if _FRAMES.fullmatch(name):
            frame = Words(styles.names)
            _stream(archive, names[name], frame)
            passages += [one._replace(kind=FRAME, spans=((one.spans[0]._replace(line=0)),)) for one in frame.passages]
            words.seen |= frame.seen
    if not any(passage.text.strip() for passage in passages):
        raise Unreadable("it holds no words", _NO_DOCX)
    return Letter(tuple(passages), tuple(_traces(archive, names, words.seen)))


def _stream(archive: ZipFile, entry: ZipInfo, target: Any) -> None:  # noqa: ANN401 - what XMLParser calls a target
    """Feed one part to a target in pieces; more than the limit, a document type or bad XML is refused."""
    parser = XMLParser(target=target)  # noqa: S314 - a document type is refused, so no entity can be declared
    read = 0
    try:
        with archive.open(entry) as part:
            while piece := part.read(_PIECE):
                read += len(piece)
                if read > LARGEST_PART:
                    raise Unreadable(f"{entry.filename} inside it grows beyond any letter", "ask for the file again")
                parser.feed(piece)
        parser.close()
    except ParseError as error:
        raise Unreadable(f"{entry.filename} inside it is not XML ({error})", "open and save it again") from None


def _text(archive: ZipFile, entry: ZipInfo) -> str:
    with archive.open(entry) as part:
        return part.read(_PIECE * 16).decode("utf-8", "replace")


def _traces(archive: ZipFile, names: dict[str, ZipInfo], seen: set[str]) -> Iterator[Trace]:
    """What the file holds beside its words; what could run or call out is an error."""
    kinds = _text(archive, names["[Content_Types].xml"]) if "[Content_Types].xml" in names else ""
    if "macroEnabled" in kinds or any(name.lower().endswith("vbaproject.bin") for name in names):
        yield Trace("it holds macros", "save it as DOCX without macros", ERROR)
    if any(name.startswith(("word/embeddings/", "word/activeX/")) for name in names):
        yield Trace("it holds an embedded object", "take it out; an exhibit shows what the letter needs", ERROR)
    for name in sorted(names):
        if name.endswith(".rels"):
            yield from _links(_text(archive, names[name]))
    for name, pattern, what in _SAYS_WHO:
        if name in names and re.search(pattern, _text(archive, names[name])):
            yield Trace(f"its properties name {what}", "take it out: Inspect Document, Document Properties", WARNING)
    for what, hint in _INSIDE.items():
        if what in seen:
            yield Trace(f"it holds {what}", hint, WARNING)


def _links(relations: str) -> Iterator[Trace]:
    for link in _LINK.findall(relations):
        if "/hyperlink" in link:
            yield Trace("it holds a link", "print the address in plain words instead", WARNING)
        else:
            yield Trace("it draws something in from elsewhere when it is opened", "break the link", ERROR)


_INSIDE = {
    "tracked changes": "accept or reject them, then save",
    "comments": "delete them",
    "hidden text": "delete it, or show it",
    "a field that is worked out when it is opened": "turn it into plain text",
}
