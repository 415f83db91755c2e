"""Words that a letter is better without, by the shipped table, outside of what is quoted, cited or clinical."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.letter.check.passage import CELL, HEADING, QUOTE, at, same_marks, shown, without_short_dots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.finding import Finding
    from ledger.core.letter.check.passage import Letter, Passage

CODE = "LED614"

_QUOTED = re.compile(r'"[^"]{1,1500}"|\u201c[^\u201c\u201d]{1,1500}\u201d|`[^`]{1,500}`')
CITED = re.compile(
    r"\b\d{1,3} (?:CFR|C\.F\.R\.|U\.?S\.?C\.?|TAC|WAC|CCR|ILCS)(?!\w)"
    r"|\b(?:Stat|Code|Ann|Laws?|Rev)\.? (?:section |sec\. |\u00a7 ?)?\d"
    r"|\bERISA\b|\u00a7|\bsection \d"
)
_MOST_TOLD = 50
"""Hits of one sentence that are told at most."""

_DIGITS = re.compile(r"\d")
_SENTENCE = re.compile(r"[^.?!\n](?:[^.?!\n]|[.](?=\S)){0,4000}[.?!]*|[?!]+")


class Row(NamedTuple):
    """One row of the table: what is looked for, how bad it is, what to write instead, and what spares a sentence."""

    number: int
    pattern: re.Pattern[str]
    sort: str
    severity: str
    instead: str
    unless: re.Pattern[str] | None = None
    cited: bool = False
    not_in: str = ""
    quoted: bool = False


class Table(NamedTuple):
    """All rows, and what is clinical and never flagged."""

    rows: tuple[Row, ...]
    clinical: tuple[re.Pattern[str], ...] = ()


class _Hit(NamedTuple):
    start: int
    end: int
    row: Row


def tone_findings(letter: Letter, table: Table, kind: str = "") -> Iterator[Finding]:
    """LED614 for each place where a row fires. ``kind`` is the letter's, where it is known."""
    rows = [row for row in table.rows if not (row.not_in and row.not_in in kind)]
    plain: set[str] = set()  # cells that differ in digits alone need one look: a table may have thousands of lines
    for passage in letter.prose:
        alike = _DIGITS.sub("0", passage.text) if passage.kind == CELL and "%" not in passage.text else ""
        if passage.kind == QUOTE or alike in plain:
            continue
        found = list(_in_passage(passage, rows, table.clinical))
        if alike and not found:
            plain.add(alike)
        yield from found


def _in_passage(passage: Passage, rows: Sequence[Row], clinical: Sequence[re.Pattern[str]]) -> Iterator[Finding]:
    whole = same_marks(passage.text)
    open_words = _blanked(_blanked(whole, (_QUOTED,)), clinical)
    for start, end in _sentences(open_words):
        hits: list[_Hit] = []
        for row in rows:
            sentence = (whole if row.quoted else open_words)[start:end]
            spared = (row.cited and CITED.search(sentence)) or (row.unless is not None and row.unless.search(sentence))
            if not spared:
                hits += [_Hit(start + one.start(), start + one.end(), row) for one in row.pattern.finditer(sentence)]
        yield from _told(passage, whole, hits)


def _told(passage: Passage, whole: str, hits: list[_Hit]) -> Iterator[Finding]:
    """The hits in their order; of two that overlap the longer is told."""
    taken: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.row.number))[:_MOST_TOLD]:
        capitals = hit.row.sort == "format" and passage.kind in (CELL, HEADING)
        if not capitals and all(hit.end <= other.start or hit.start >= other.end for other in taken):
            taken.append(hit)
    for hit in sorted(taken):
        said = shown(whole[hit.start : hit.end].strip('"\u201c\u201d') or whole[hit.start : hit.end])
        hint = f"instead: {hit.row.instead}"
        found = at(passage, hit.start, CODE, f'says "{said}" ({hit.row.sort})', hint)
        yield found._replace(severity=hit.row.severity)


def _blanked(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """The text with what the patterns match turned into as many blanks, so that every place stays where it was."""
    for pattern in patterns:
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def _sentences(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _SENTENCE.finditer(without_short_dots(text))]
