"""Two versions of a value: what is the same however it is spelled, and what was filled and is no longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Union

from ledger.core.edited import Tree
from ledger.core.finding import Path

Meaning = Union[str, tuple["Meaning", ...], frozenset[tuple[str, "Meaning"]]]  # noqa: UP007 - it names itself
"""What two spellings of the same thing share; it can be looked up."""

Loss = tuple[Path, Tree, Tree]
"""A field that was not kept: where in its entry, what stood there, what stands there now."""


def empty(value: Tree) -> bool:
    """Whether nothing was filled in: an empty field is an absent one."""
    if isinstance(value, dict):
        return all(empty(inner) for inner in value.values())
    return not value if isinstance(value, str) else value is None or all(empty(item) for item in value)


def meaning(tree: Tree) -> Meaning:
    """Return the value behind a spelling: line breaks are white space, empty fields are absent, keys have no order."""
    if tree is None:
        return ""
    if isinstance(tree, str):
        return " ".join(tree.split())
    if isinstance(tree, list):
        return tuple(meaning(item) for item in tree if not empty(item))
    return frozenset((key, meaning(value)) for key, value in tree.items() if not empty(value))


def differences(old: dict[str, Tree], new: dict[str, Tree], gained: Sequence[str]) -> Iterator[Loss]:
    """Yield the fields that differ, apart from what an entry may gain."""
    for field in (*old, *(field for field in new if field not in old)):
        if field not in old and field in gained:
            continue
        before, now = old.get(field), new.get(field)
        if meaning(before) != meaning(now):
            yield (field,), before, now


def losses(old: Tree, new: Tree, path: Path = ()) -> Iterator[Loss]:
    """Yield what was filled in ``old`` and is not so in ``new``, at any depth."""
    if empty(old):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for field, value in old.items():
            yield from losses(value, new.get(field), (*path, field))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _lost_items(old, new, path)
    elif meaning(old) != meaning(new):
        yield path, old, new


def _lost_items(old: Sequence[Tree], new: Sequence[Tree], path: Path) -> Iterator[Loss]:
    """Match each old item with an equal one, and what is left with one that only grew."""
    left = list(new)
    unequal = []
    for item in (item for item in old if not empty(item)):
        same = next((other for other in left if meaning(other) == meaning(item)), None)
        if same is None:
            unequal.append(item)
        else:
            left.remove(same)
    for item in unequal:
        grown = next((other for other in left if isinstance(item, dict) and not any(losses(item, other))), None)
        if grown is None:
            yield path, item, None
        else:
            left.remove(grown)
