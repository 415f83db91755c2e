"""A written letter as passages: headings, paragraphs, quotations and cells, each with its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADING = "heading"
TEXT = "text"
QUOTE = "quote"
CELL = "cell"
FRAME = "frame"
"""The head or foot of a page, which has no place in the text."""

_ALIKE = str.maketrans({"\u00a0": " ", "\u2013": "-", "\u2014": "-", "\u2011": "-", "\u2019": "'", "\u2018": "'"})
_ABOUT = re.compile(r"\s*RE\s*:", re.IGNORECASE)
_GREETING = re.compile(r"(?:To|Dear)\b[^.\n]{0,120}:|Dear\b[^.\n]{0,120},|To whom it may concern", re.IGNORECASE)
_SECTION_OF_ENCLOSURES = re.compile(
    r"(?:list of |index of )?(?:enclosures?|enclosed|exhibits|exhibit (?:list|index)|attachments?)(?: ?\(\d+\))?",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|No|Nos|Inc|Ins|Stat|Code|Ann|Rev|Ex|Exs|vs?|U\.S\.C|C\.F\.R|U\.S|e\.g|i\.e|approx|Dept|sec|pp?"
    r"|Tex|Cal|Fla|Pa|Ill|Wash|Mass|Conn|N\.Y|N\.J)\."
)
_MARK = re.compile(r"Letter mark:\s*(\S+)")
_MOST_ABOUT = 12
MOST_SHOWN = 60


class Span(NamedTuple):
    """From ``offset`` in a passage on, its text stands on ``line`` from ``column`` on (both from 1; 0: no place)."""

    offset: int
    line: int
    column: int


class Passage(NamedTuple):
    """One paragraph, heading, list item or cell; a break inside a paragraph is a line feed in ``text``.

    Cells say where in which table they stand, counted from 1 for tables and from 0 for rows and columns.
    """

    kind: str
    text: str
    spans: tuple[Span, ...]
    table: int = 0
    row: int = 0
    column: int = 0

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character of the text."""
        span = self.spans[max(bisect_right(self.spans, (offset, 1 << 60, 0)) - 1, 0)]
        return (span.line, span.column + offset - span.offset) if span.line else (0, 0)


class Trace(NamedTuple):
    """Something that a file holds beside its words: who wrote it, a change, a comment, a link."""

    what: str
    hint: str
    severity: str


class Letter(NamedTuple):
    """A written letter. ``traces`` are what a word processor left in the file."""

    passages: tuple[Passage, ...]
    traces: tuple[Trace, ...] = ()

    @property
    def text(self) -> str:
        """All its words, one passage on a line, with alike marks made the same."""
        return same_marks("\n".join(passage.text for passage in self.passages))

    @property
    def mark(self) -> str:
        """Its random mark, empty where it bears none."""
        found = _MARK.search(self.text)
        return found.group(1) if found else ""

    @property
    def about(self) -> tuple[Passage, ...]:
        """The RE block: from ``RE:`` up to the greeting."""
        for index, passage in enumerate(self.passages):
            if _ABOUT.match(passage.text):
                rest = self.passages[index + 1 : index + _MOST_ABOUT]
                end = next((at for at, one in enumerate(rest) if is_greeting(one) or one.kind == HEADING), 0)
                return (passage, *rest[:end])
        return ()

    @property
    def prose(self) -> tuple[Passage, ...]:
        """What follows the greeting, the foot of the letter included; everything where there is no greeting."""
        start = next((index for index, one in enumerate(self.passages) if is_greeting(one)), -1)
        return tuple(one for one in self.passages[start + 1 :] if one.kind != FRAME)

    @property
    def enclosures(self) -> tuple[Passage, ...]:
        """What stands below the heading of the enclosures."""
        starts = [
            index
            for index, one in enumerate(self.passages)
            if one.kind in (HEADING, TEXT) and _SECTION_OF_ENCLOSURES.fullmatch(one.text.strip().rstrip(":"))
        ]
        if not starts:
            return ()
        rest = self.passages[starts[-1] + 1 :]
        end = next((index for index, one in enumerate(rest) if one.kind in (HEADING, FRAME)), len(rest))
        return rest[:end]

    def tables(self) -> Iterator[list[list[Passage]]]:
        """The rows of each table, the head first; rows without a cell are left out."""
        cells: dict[int, dict[int, list[Passage]]] = {}
        for passage in self.passages:
            if passage.kind == CELL:
                cells.setdefault(passage.table, {}).setdefault(passage.row, []).append(passage)
        for rows in cells.values():
            yield [rows[number] for number in sorted(rows)]


def is_greeting(passage: Passage) -> bool:
    """Whether a passage is ``To Provider Disputes:`` or ``Dear ...``."""
    return passage.kind == TEXT and bool(_GREETING.fullmatch(passage.text.strip()))


def same_marks(text: str) -> str:
    """The text with dashes, apostrophes and blanks of every sort in their plain form; as long as it was."""
    return text.translate(_ALIKE)


def without_short_dots(text: str) -> str:
    """The text with the dots of ``Dr.`` and ``Ins.`` replaced, so that a dot ends a sentence; as long as it was."""
    return _SHORT.sub(lambda match: match.group().replace(".", "_"), text)


def at(passage: Passage, offset: int, code: str, message: str, hint: str) -> Finding:
    """A finding about a character of a passage."""
    line, column = passage.place(offset)
    return Finding(code, message, hint, line=line, column=column)


def shown(text: str) -> str:
    """A piece of a letter as a message quotes it: on one line, and short."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_SHOWN else f"{line[:MOST_SHOWN]}..."
