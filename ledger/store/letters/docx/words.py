"""The words of a DOCX as they stream by: paragraphs, headings, quotations and cells, each with its number."""

from __future__ import annotations

import re

from ledger.core.letter.check.passage import CELL, HEADING, QUOTE, TEXT, Passage, Span
from ledger.store.letters.unreadable import Unreadable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"heading \d|title", re.IGNORECASE)
_QUOTING = {"quote", "intense quote", "block text"}
_COUNTED = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
_DEEPEST = 200
_MOST_PASSAGES = 100_000
_MOST_CHARACTERS = 20_000_000

_CHANGES = {f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")}
_COMMENTS = {f"{_W}commentReference", f"{_W}commentRangeStart"}
_OFF = {"0", "false", "off"}


class _Target:
    """What every part is fed to: a document type ends it before an entity could be declared."""

    def doctype(self, *_: object) -> None:
        raise Unreadable("it declares a document type, which no word processor does", "do not open it")

    def close(self) -> None:
        """Nothing is left to do."""


class Styles(_Target):
    """The names of the paragraph styles by their ids."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._id = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == f"{_W}style":
            self._id = attributes.get(f"{_W}styleId", "")
        elif tag == f"{_W}name" and self._id and len(self.names) < _MOST_PASSAGES:
            self.names.setdefault(self._id, attributes.get(f"{_W}val", ""))


class _Open:
    """A paragraph that has begun."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.style = ""
        self.pieces: list[str] = []


class _Grid:
    """A table that has begun."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = self.column = -1


class Words(_Target):
    """The passages of one part, and what else was seen in it."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.passages: list[Passage] = []
        self.seen: set[str] = set()
        self._styles = styles
        self._open: list[_Open] = []
        self._grids: list[_Grid] = []
        self._paragraphs = self._tables = self._depth = self._skipped = self._characters = 0
        self._words = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable("it is nested deeper than a letter can be", "ask for the file again")
        if tag == _FALLBACK or self._skipped:
            self._skipped += 1
            return
        self._seen(tag, attributes)
        name = tag.removeprefix(_W)
        if name == "p":
            self._paragraphs += 1
            self._open.append(_Open(self._paragraphs))
        elif name == "tbl":
            self._tables += 1
            self._grids.append(_Grid(self._tables))
        elif name == "tr" and self._grids:
            self._grids[-1].row += 1
            self._grids[-1].column = -1
        elif name == "tc" and self._grids:
            self._grids[-1].column += 1
        elif self._open:
            self._inside(name, attributes)

    def _inside(self, name: str, attributes: dict[str, str]) -> None:
        if name == "pStyle":
            self._open[-1].style = attributes.get(f"{_W}val", "")
        elif name in ("br", "cr"):
            self._open[-1].pieces.append("\n")
        elif name == "tab":
            self._open[-1].pieces.append(" ")
        elif name == "noBreakHyphen":
            self._open[-1].pieces.append("-")
        self._words = name == "t"

    def _seen(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _CHANGES:
            self.seen.add("tracked changes")
        elif tag in _COMMENTS:
            self.seen.add("comments")
        elif tag == f"{_W}vanish" and attributes.get(f"{_W}val", "true") not in _OFF:
            self.seen.add("hidden text")
        elif tag == f"{_W}fldSimple":
            self._field(attributes.get(f"{_W}instr", ""))
        elif tag == f"{_W}instrText":
            self.seen.add("")  # what it says follows as data

    def _field(self, instruction: str) -> None:
        words = instruction.split()
        if words and words[0].upper() not in _COUNTED:
            self.seen.add("a field that is worked out when it is opened")

    def data(self, text: str) -> None:
        """Words of the element that is open."""
        if "" in self.seen:
            self.seen.discard("")
            self._field(text)
        elif self._words and not self._skipped and self._open:
            self._characters += len(text)
            if self._characters > _MOST_CHARACTERS:
                raise Unreadable("it holds more words than a letter can", "ask for the file again")
            self._open[-1].pieces.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
            return
        self._words = False
        if tag == f"{_W}p" and self._open:
            self._closed(self._open.pop())
        elif tag == f"{_W}tbl" and self._grids:
            self._grids.pop()

    def _closed(self, paragraph: _Open) -> None:
        text = "".join(paragraph.pieces)
        if not text.strip():
            return
        if len(self.passages) >= _MOST_PASSAGES:
            raise Unreadable("it has more paragraphs than a letter can", "ask for the file again")
        style = self._styles.get(paragraph.style, paragraph.style)
        kind = HEADING if _HEADING.fullmatch(style) else QUOTE if style.casefold() in _QUOTING else TEXT
        spans = (Span(0, paragraph.number, 1),)
        if not self._grids:
            self.passages.append(Passage(kind, text, spans))
            return
        grid = self._grids[-1]
        self.passages.append(Passage(CELL, text, spans, grid.number, max(grid.row, 0), max(grid.column, 0)))
