"""What a removal is asked for, how its text is found, and the record and the line it leaves behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ledger.core.edit import Flow, Value
from ledger.core.removal import FOLDER, pattern_of

SHORTEST = 4
"""Characters; a shorter text stands in too many other words."""

_ANY_CASE = "(?i)"
_ALONE = ("(?<![A-Za-z0-9])", "(?![A-Za-z0-9])")


class Wanted(NamedTuple):
    """What is to be removed, the mark in its place, why and on whose authority."""

    texts: tuple[str, ...]
    replacement: str
    reason: str
    authority: str


class StoodIn(NamedTuple):
    """One file that held the text: in how many versions, first and last saved on which days."""

    file: str
    versions: int
    first: date
    last: date


def patterns(texts: Sequence[str], *, alone: bool = True) -> tuple[str, ...]:
    """Return how each text is found: large or small letters, any white space between words, not inside a longer word.

    With ``alone=False`` inside longer words, too.
    """
    before, after = _ALONE if alone else ("", "")
    return tuple(f"{_ANY_CASE}{before}{pattern_of(text)}{after}" for text in texts)


def file_of(removal: str, part: str = "") -> str:
    """Return the file of a record, or of a part of it: ``names``, ``seals``."""
    return f"{FOLDER}/{removal}-{part}.txt" if part else f"{FOLDER}/{removal}.yaml"


def saves_renamed(parents: Mapping[str, Sequence[str]], touched: frozenset[str]) -> int:
    """Return how many saved states get another name: those touched, and all that stand on them.

    ``parents`` has every state with those it was made from, oldest first.
    """
    found: set[str] = set()
    for save, befores in parents.items():
        if save in touched or any(before in found for before in befores):
            found.add(save)
    return len(found)


def record(facts: Mapping[str, str], stood_in: Sequence[StoodIn], replaced: Sequence[str]) -> dict[str, Value]:
    """Return the record as it is written: facts, where the text stood, and the lines of the seals that went."""
    found: dict[str, Value] = dict(facts)
    found["stood_in"] = [
        Flow(file=one.file, versions=str(one.versions), first=str(one.first), last=str(one.last)) for one in stood_in
    ]
    if replaced:
        found["replaced_seals"] = list(replaced)
    return found
