"""The marker lines of a file in conflict, as a person's editor may have left them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

_OPENS, _BASE, _PARTS, _CLOSES = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_FOLLOWS = {_OPENS: ("",), _BASE: (_OPENS,), _PARTS: (_OPENS, _BASE), _CLOSES: (_PARTS,)}
"""After which marker each may stand; nothing stands for the text outside."""


class Markers(NamedTuple):
    """The markers of one text: how many places they enclose, and the line of one that has no counterpart (0: none)."""

    places: int
    half: int


def markers_in(text: str) -> Markers:
    """Find the markers; a lone one, or one in the wrong order, has no counterpart."""
    inside, opened, places = "", 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        mark = _mark(line)
        if not mark:
            continue
        if inside not in _FOLLOWS[mark]:
            return Markers(places, number)
        if mark == _OPENS:
            opened = number
        places += mark == _CLOSES
        inside = "" if mark == _CLOSES else mark
    return Markers(places, opened if inside else 0)


def typed_line(text: str, versions: Iterable[str]) -> int:
    """The line (from 1) of the first text that stands in none of the versions: somebody typed it; 0 for none."""
    known = {line.strip() for version in versions for line in version.splitlines()}
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if not _mark(line) and line.strip() not in {"", *known}), 0)


def _mark(line: str) -> str:
    mark = line[:7]
    if mark == _PARTS:
        return mark if not line[7:].strip() else ""
    return mark if mark in _FOLLOWS and line[7:8] in {"", " "} else ""
