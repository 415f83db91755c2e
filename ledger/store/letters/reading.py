"""A written letter read back for a check: Markdown or DOCX, ours or anybody's, within limits, nothing being run."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

from ledger.core.letter.check.passage import CELL, HEADING, QUOTE, TEXT, Letter, Passage, Span
from ledger.store.letters.unreadable import Unreadable
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_TEXT = 2 * 1024 * 1024
LARGEST_DOCX = 32 * 1024 * 1024
"""Bytes of a file that are read at most: letters of five thousand claim lines fit into either."""

_MOST_CHARACTERS_OF_A_LINE = 100_000
_MARK = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\*\*?(?=\S)|(?<=\S)\*\*?|(?<![A-Za-z0-9_])_(?=\w)|(?<=\w)_(?![A-Za-z0-9_])")
_OPENING = re.compile(r"\s*(?:#{1,6}\s+|(?:>\s?)+|[-+*]\s+|\d{1,9}[.)]\s+)?")
_RULER = re.compile(r"\|?:?-{3,}:?(?:\|:?-{3,}:?)*\|?")
_KINDS_OF_FILES = (
    (b"%PDF", "a PDF, whose words cannot be read back in order", "check the Markdown or the DOCX it was made from"),
    (b"\xd0\xcf\x11\xe0", "an old Word file, or one with a password", "save it as DOCX without a password"),
    (b"{\\rtf", "an RTF file", "save it as DOCX"),
)


def read_letter(path: Path) -> Letter:
    """The letter in a file. Raises UsageError where there is no such file, Unreadable where it is no letter."""
    data = _bytes_of(path)
    if data.startswith(b"PK"):
        from ledger.store.letters.docx.reading import letter_in

        return letter_in(data)
    return letter_of(_text_of(data))


def letter_of(text: str) -> Letter:
    """The letter that a Markdown text is; the places are its lines and columns."""
    return Letter(tuple(_passages(text)))


def _bytes_of(path: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise UsageError(f"{path} is no file", "name a letter as .md or .docx")
            if state.st_size > LARGEST_DOCX:
                raise Unreadable(f"it has {state.st_size // 1_000_000} MB", "a letter is smaller; is it a packet?")
            return file.read(LARGEST_DOCX + 1)
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}", "name a letter as .md or .docx") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror})", "check the name and your rights") from None


def _text_of(data: bytes) -> str:
    for start, what, hint in _KINDS_OF_FILES:
        if data.startswith(start):
            raise Unreadable(f"it is {what}", hint)
    if len(data) > LARGEST_TEXT:
        raise Unreadable(f"it has {len(data) // 1_000_000} MB of text", "a letter is smaller")
    if b"\0" in data:
        raise Unreadable("it is neither text nor a DOCX", "name a letter as .md or .docx")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"line {line} is not UTF-8 text", "save it as UTF-8") from None
    if not text.strip():
        raise Unreadable("it holds no words", "name a letter as .md or .docx")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _passages(text: str) -> Iterator[Passage]:
    """Paragraphs of consecutive lines, and headings, list items, quoted lines and cells for themselves."""
    waiting: list[tuple[int, str]] = []
    table = row = 0
    for number, whole in enumerate([*text.split("\n"), ""], 1):
        line = whole[:_MOST_CHARACTERS_OF_A_LINE]
        opening = _OPENING.match(line)
        mark = opening.group().strip() if opening else ""
        in_table = line.lstrip().startswith("|")
        if waiting and (not line.strip() or in_table or mark):
            yield _joined(waiting)
            waiting = []
        if in_table:
            if row == 0:
                table += 1
            if not _RULER.fullmatch("".join(line.split())):
                yield from _cells(line, number, table, row)
                row += 1
            continue
        row = 0
        if line.strip() and not line.lstrip().startswith("<!--"):
            waiting.append((number, line))
            if mark.startswith("#"):
                yield _joined(waiting)
                waiting = []


def _joined(lines: list[tuple[int, str]]) -> Passage:
    """One passage of some lines; a line that ends in a hard break is apart from the next, another runs on."""
    opening = _OPENING.match(lines[0][1])
    mark = opening.group().strip() if opening else ""
    kind = HEADING if mark.startswith("#") else QUOTE if mark.startswith(">") else TEXT
    text = ""
    spans: list[Span] = []
    apart = ""
    for number, line in lines:
        start = _OPENING.match(line) if number == lines[0][0] or kind == QUOTE else re.match(r"\s*", line)
        begin = start.end() if start else 0
        hard = line.endswith("  ") or line.rstrip().endswith("\\")
        content = line.rstrip().removesuffix("\\").rstrip() if hard else line.rstrip()
        text += apart
        plain, marks = _unmarked(content[begin:], number, begin + 1, len(text))
        text += plain
        spans += marks
        apart = "\n" if hard else " "
    return Passage(kind, text, tuple(spans))


def _cells(line: str, number: int, table: int, row: int) -> Iterator[Passage]:
    start = line.index("|") + 1
    for column, match in enumerate(re.finditer(r"(?:\\.?|[^|\\])*(?=\||$)\|?", line[start:])):
        raw = match.group().removesuffix("|")
        if match.end() == match.start() or (not raw.strip() and start + match.end() >= len(line)):
            continue
        begin = start + match.start() + len(raw) - len(raw.lstrip())
        plain, marks = _unmarked(raw.strip(), number, begin + 1, 0)
        yield Passage(CELL, plain, tuple(marks), table, row, column)


def _unmarked(content: str, number: int, column: int, offset: int) -> tuple[str, list[Span]]:
    """The words without backslashes and marks of emphasis, and where each piece of them stands in the file."""
    text = ""
    spans = [Span(offset, number, column)]
    done = 0
    for match in _MARK.finditer(content):
        if match.start() < done:  # what a backslash made literal
            continue
        text += content[done : match.start()]
        done = match.end()
        spans.append(Span(offset + len(text), number, column + done))
        if match.group() == "\\":
            text += content[done : done + 1]
            done += 1
    return text + content[done:], spans
