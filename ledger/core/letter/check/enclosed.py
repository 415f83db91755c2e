"""Exhibits: what the words cite against what the list of enclosures holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.letter.check.passage import CELL, FRAME, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.finding import Finding
    from ledger.core.letter.check.passage import Letter, Passage

ABSENT = "LED618"
UNUSED = "LED619"

_LETTER = r"(?:[A-Z]{1,2}|\d{1,3})(?![\w'])(?:(?:-| to | through )(?:[A-Z]|\d{1,3})(?![\w'-]))?"
_CITED = re.compile(
    rf"\b(?:Exhibits?|Exs?\.)\s+({_LETTER}(?:(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)(?:Exhibit\s+)?{_LETTER})*)"
)
_ONE = re.compile(r"\b([A-Z]{1,2}|\d{1,3})\b(?:(?:-| to | through )([A-Z]|\d{1,3})\b)?")
_PAGES = re.compile(r"(?:,\s*|\s+at\s+)(?:pages?|pp?\.)\s+(\d+(?:\s*[-,]\s*\d+)*)")
_LISTED = re.compile(rf"\s*(?:Exhibit\s+)?({_LETTER})(?:\s*[:.)-]|\s*$)")


class _Citation(NamedTuple):
    letter: str
    passage: Passage
    offset: int
    last_page: int


class _Enclosed(NamedTuple):
    letter: str
    passage: Passage
    pages: int


def exhibit_findings(letter: Letter) -> Iterator[Finding]:
    """LED618 for what is cited and not enclosed, or beyond its pages; LED619 for what is enclosed and cited nowhere."""
    section = letter.enclosures
    enclosed = {one.letter: one for one in _list(section)}
    cited = [one for passage in letter.passages if passage not in section for one in _citations(passage)]
    if cited and not enclosed:
        first = cited[0]
        names = ", ".join(dict.fromkeys(one.letter for one in cited))
        message = f"exhibits are cited ({names}), and no list of enclosures stands in the letter"
        yield at(first.passage, first.offset, ABSENT, message, "list them below Enclosures")
        return
    for one in cited:
        held = enclosed.get(one.letter)
        if held is None:
            message = f"Exhibit {one.letter} is cited and not among the enclosures"
            yield at(one.passage, one.offset, ABSENT, message, "enclose it, or cite the exhibit that shows it")
        elif held.pages and one.last_page > held.pages:
            message = f"Exhibit {one.letter} has {held.pages} pages, and page {one.last_page} is cited"
            yield at(one.passage, one.offset, ABSENT, message, "look the page up")
    used = {one.letter for one in cited}
    for name, held in enclosed.items():
        if name not in used:
            message = f"Exhibit {name} is enclosed and cited nowhere"
            yield at(held.passage, 0, UNUSED, message, "cite it where it proves something, or leave it out")


def _list(section: tuple[Passage, ...]) -> Iterator[_Enclosed]:
    head: dict[int, str] = {}
    rows: dict[int, dict[str, str]] = {}
    for passage in section:
        if passage.kind == CELL and passage.row == 0:
            head[passage.column] = passage.text.strip().casefold()
        elif passage.kind == CELL:
            rows.setdefault(passage.row, {})[head.get(passage.column, "")] = passage.text.strip()
    for passage in section:
        listed = passage.kind != FRAME and (passage.kind != CELL or (passage.column == 0 and passage.row > 0))
        match = _LISTED.match(passage.text) if listed else None
        if match:
            pages = rows.get(passage.row, {}).get("pages", "") if passage.kind == CELL else ""
            yield _Enclosed(match.group(1), passage, int(pages) if pages.isdecimal() else 0)


def _citations(passage: Passage) -> Iterator[_Citation]:
    for match in _CITED.finditer(passage.text):
        letters = list(_letters(match.group(1)))
        pages = _PAGES.match(passage.text, match.end())
        last = max(int(page) for page in re.findall(r"\d+", pages.group(1))) if pages else 0
        for name in letters:
            yield _Citation(name, passage, match.start(), last if name == letters[-1] else 0)


def _letters(text: str) -> Iterator[str]:
    """Each exhibit of ``A, C and E``; those between two are named as well in ``A-C``."""
    for name, last in _ONE.findall(text):
        if last and len(name) == len(last) == 1:
            yield from (chr(code) for code in range(ord(name), ord(last) + 1))
        else:
            yield name
