"""What one save did to one case file: entries added, entries lost, and which keys it touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger.core.audit.blocks import Blocks, Entry, blocks_after, blocks_of, grown
from ledger.core.comparison import Meaning, empty, meaning
from ledger.core.edited import Tree
from ledger.core.finding import Finding
from ledger.core.growing import FILLED, KEPT, breaches

Read = Callable[[bytes], "Mapping[str, Tree] | None"]
"""The reader of YAML: the keys of a text, or None where it cannot be read."""


class Between(NamedTuple):
    """The difference of two versions.

    ``added`` holds list and entry; ``touched`` the keys that differ in any way; ``was`` and ``now`` what stood and what
    stands there, of lists that only grew the new entries alone. ``reordered`` names lists whose old entries stand in
    another order.
    """

    added: tuple[tuple[str, Entry], ...] = ()
    lost: tuple[Finding, ...] = ()
    touched: frozenset[str] = frozenset()
    was: Mapping[str, object] = {}
    now: Mapping[str, object] = {}
    reordered: tuple[str, ...] = ()


class Proved(NamedTuple):
    """One version whose blocks are known to be its keys."""

    data: bytes
    blocks: Blocks


def proved(data: bytes, tree: Mapping[str, Tree]) -> Proved | None:
    """Return the version in blocks, where a reading of the whole shows the same keys; else None."""
    blocks = blocks_of(data)
    return Proved(data, blocks) if blocks is not None and list(blocks) == list(tree) else None


def followed(before: Proved, data: bytes, read: Read) -> tuple[Proved, Between] | None:
    """Return what a version did to a proved one, reading only the blocks that changed; None where that proves nothing.

    New entries behind a list at the end of the file, which is what nearly every save is, are not read at all.
    """
    last = next(reversed(before.blocks), "")
    if last and data.startswith(before.data):
        more = data[len(before.data) :]
        entries = grown(before.blocks[last], more)
        if entries is not None:
            blocks = {**before.blocks, last: before.blocks[last] + more}
            added = tuple((last, entry) for entry in entries)
            return Proved(data, blocks), Between(added, (), frozenset({last}), {}, {last: [*entries]})
    blocks_now = blocks_after(before.blocks, before.data, data)
    if not blocks_now:
        return None
    found = _by_block(before.blocks, blocks_now, read)
    return None if found is None else (Proved(data, blocks_now), found)


def _by_block(before: Blocks, after: Blocks, read: Read) -> Between | None:
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    old: dict[str, Tree] = {}
    new: dict[str, Tree] = {}
    grew: dict[str, object] = {}
    added: list[tuple[str, Entry]] = []
    for key in changed:
        was, now = before.get(key, b""), after.get(key, b"")
        entries = grown(was, now[len(was) :]) if was and now.startswith(was) else None
        if entries is not None:
            added += [(key, entry) for entry in entries]
            grew[key] = [*entries]
            continue
        for text, into in ((was, old), (now, new)):
            tree = read(text) if text else {}
            if tree is None or (text and list(tree) != [key]):
                return None
            into.update(tree)
    whole = between_trees(old, new)
    touched = frozenset({*grew, *whole.touched})
    return Between((*added, *whole.added), whole.lost, touched, old, {**new, **grew}, whole.reordered)


def between_trees(old: Mapping[str, Tree], new: Mapping[str, Tree]) -> Between:
    """Return the difference of two versions that were read whole."""
    touched = frozenset(key for key in {*old, *new} if meaning(old.get(key)) != meaning(new.get(key)))
    lost = tuple(breaches(dict(old), dict(new)))
    was, now = ({key: tree[key] for key in touched if key in tree} for tree in (old, new))
    return Between(tuple(_added(old, new)), lost, touched, was, now, tuple(_reordered(was, now)))


def _reordered(old: Mapping[str, Tree], new: Mapping[str, Tree]) -> Iterator[str]:
    for name in (*KEPT, *FILLED):
        if name not in old or name not in new:
            continue
        was, now = ([meaning(entry) for entry in _listed(tree, name)] for tree in (old, new))
        if now[: len(was)] == was:
            continue
        both = Counter(was) & Counter(now)
        if _common(was, both) != _common(now, both):
            yield name


def _common(entries: Sequence[Meaning], both: Counter[Meaning]) -> list[Meaning]:
    left = Counter(both)
    found = []
    for entry in entries:
        if left[entry]:
            left[entry] -= 1
            found.append(entry)
    return found


def _added(old: Mapping[str, Tree], new: Mapping[str, Tree]) -> list[tuple[str, Entry]]:
    found = []
    for name in KEPT:
        if name not in new:
            continue
        known = Counter(meaning(entry) for entry in _listed(old, name))
        stamps = {entry.get("recorded") for entry in _listed(old, name) if isinstance(entry, dict)} - {None}
        for entry in _listed(new, name):
            if known[meaning(entry)]:
                known[meaning(entry)] -= 1
            elif isinstance(entry, dict) and entry.get("recorded") not in stamps:  # else it was changed, not added
                fields = {key: value for key, value in entry.items() if isinstance(value, str) and value}
                found.append((name, fields))
    return found


def _listed(tree: Mapping[str, Tree], name: str) -> list[Tree]:
    listed = tree.get(name)
    return [entry for entry in listed if not empty(entry)] if isinstance(listed, list) else []
