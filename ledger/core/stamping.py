"""Which entries of a hand-edited case are new and still lack their stamp or their hash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from ledger.core.comparison import Meaning, meaning
from ledger.core.edited import Tree
from ledger.core.growing import KEPT

STAMPED = tuple(name for name in KEPT if name != "notices")
"""Lists whose entries end in ``recorded``; a notice is a paper and has its own dates."""


class Unstamped(NamedTuple):
    """A new entry without ``recorded``: its list and its index there."""

    name: str
    index: int


def unstamped(before: Mapping[str, Tree], after: Mapping[str, Tree]) -> tuple[Unstamped, ...]:
    """Return the entries that only ``after`` has and that nobody stamped.

    Entries that were saved without a stamp keep the time of that save as theirs.
    """
    found = []
    for name in STAMPED:
        saved = Counter(meaning(entry) for entry in _entries(before, name))
        for index, entry in enumerate(_entries(after, name)):
            if saved[meaning(entry)]:
                saved[meaning(entry)] -= 1
            elif isinstance(entry, dict) and not entry.get("recorded"):
                found.append(Unstamped(name, index))
    return tuple(found)


def unhashed(before: Mapping[str, Tree], after: Mapping[str, Tree]) -> tuple[int, ...]:
    """Return the indexes of new documents without ``sha256``."""
    known: set[Meaning] = {meaning(entry) for entry in _entries(before, "documents")}
    return tuple(
        index
        for index, entry in enumerate(_entries(after, "documents"))
        if isinstance(entry, dict) and not entry.get("sha256") and meaning(entry) not in known
    )


def _entries(tree: Mapping[str, Tree], name: str) -> list[Tree]:
    listed = tree.get(name)
    return listed if isinstance(listed, list) else []
