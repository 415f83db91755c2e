"""Which entries of a hand-edited case are new and still lack their stamp or their hash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ledger.core.comparison import Meaning, meaning
from ledger.core.edited import Tree, value_at
from ledger.core.finding import Path
from ledger.core.growing import KEPT

STAMPED = tuple(name for name in KEPT if name != "notices")
"""Lists whose entries end in ``recorded``; a notice is a paper and has its own dates."""


class Unstamped(NamedTuple):
    """A new entry without ``recorded``: its list and its place there."""

    name: str
    place: int


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


def stamp_last(order: Callable[[Path], Sequence[str]], tree: Mapping[str, Tree]) -> Callable[[Path], Sequence[str]]:
    """Return the order of keys by which an entry keeps its own and ends in its stamp, whatever order it was typed in.

    So its last line is nobody else's, and two clones that each add an entry join without a conflict.
    """

    def order_at(path: Path) -> Sequence[str]:
        entry = value_at(dict(tree), path) if path and path[0] in KEPT else None
        if not isinstance(entry, dict):
            return order(path)
        return [*(name for name in entry if name != "recorded"), "sha256", "recorded"]

    return order_at


def _entries(tree: Mapping[str, Tree], name: str) -> list[Tree]:
    listed = tree.get(name)
    return listed if isinstance(listed, list) else []
