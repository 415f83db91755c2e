"""Whether a merge kept every entry: looked up in the result, not taken for granted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.core.comparison import losses, meaning
from ledger.core.edited import Tree, value_at
from ledger.core.growing import FILLED, KEPT, STANDING

Entry = tuple[str, Tree]
"""The list's name, and the entry."""


def lost(base: Tree, ours: Tree, theirs: Tree, result: Tree, *, renamed: bool = False) -> Iterator[Entry]:
    """Yield the entries of the three versions that the result lacks.

    A saved entry must stand with all that was saved. A new one of either side must stand as it is; one that bears the
    tag or the name of a saved entry is that entry, altered or filled further, and not looked for. ``renamed``: a person
    may have given a new entry another id.
    """
    for name in (*KEPT, *FILLED, *STANDING):
        saved, found = _entries(base, name), _entries(result, name)
        if name not in STANDING:
            yield from ((name, entry) for entry in _without_a_place(saved, found))
        for side in (ours, theirs):
            new = [entry for entry in _entries(side, name) if not _known(name, entry, saved)]
            if renamed:
                new, found = [_unnamed(entry) for entry in new], [_unnamed(entry) for entry in found]
            yield from ((name, entry) for entry in _without_a_place(new, found))


def _entries(tree: Tree, name: str) -> list[Tree]:
    listed = value_at(tree, (name,))
    return listed if isinstance(listed, list) else []


def _unnamed(entry: Tree) -> Tree:
    return {key: value for key, value in entry.items() if key != "id"} if isinstance(entry, dict) else entry


def _without_a_place(wanted: Sequence[Tree], found: Sequence[Tree]) -> Iterator[Tree]:
    """Take one place for each entry, equals first; what finds none is lost."""
    left = list(found)
    unequal = []
    for entry in wanted:
        same = next((other for other in left if meaning(other) == meaning(entry)), None)
        if same is None:
            unequal.append(entry)
        else:
            left.remove(same)
    for entry in unequal:
        grown = next((other for other in left if not any(losses(entry, other))), None)
        if grown is None:
            yield entry
        else:
            left.remove(grown)


def _known(name: str, entry: Tree, saved: Sequence[Tree]) -> bool:
    return any(meaning(entry) == meaning(other) or _same_name(name, entry, other) for other in saved)


def _same_name(name: str, one: Tree, other: Tree) -> bool:
    """Whether two entries share the tag of ``recorded``, an id, or the name their list has for them."""
    keys = {**FILLED, **STANDING}.get(name)
    if keys is not None:
        return all(meaning(value_at(one, (key,))) == meaning(value_at(other, (key,))) for key in keys)
    return any(
        bool(first) and first == second for first, second in zip(_words(one), _words(other), strict=True)
    ) or _stamped(one, other)


def _words(entry: Tree) -> tuple[str, str]:
    recorded, own = value_at(entry, ("recorded",)), value_at(entry, ("id",))
    return (
        recorded.rpartition(" ")[2] if isinstance(recorded, str) else "",
        own if isinstance(own, str) else "",
    )


def _stamped(one: Tree, saved: Tree) -> bool:
    """Whether an entry is a saved one that lacked its ``recorded`` and got it, or one in which a word was altered."""
    if not isinstance(one, dict) or not isinstance(saved, dict) or "recorded" in saved:
        return False
    fields = {field for field in (*one, *saved) if meaning(one.get(field)) != meaning(saved.get(field))}
    return len(fields - {"recorded", "sha256", "pages"}) <= 1
