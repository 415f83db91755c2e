"""What a joining of two lines of work made of each side's changes: taken, decided between, dropped, or something else.

Judged by what stands in the files, field by field. Where one side alone changed a field, its value must stand; where
both did, whichever stands is a decision, and no accusation. Entries of lists that only grow are judged as losses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger.core.comparison import Meaning, empty, meaning
from ledger.core.edited import Tree, value_at
from ledger.core.merging.identity import CASE, Rule, Where, called, name_of, rule_of, set_of_words, together
from ledger.core.merging.lost import lost

DROPPED = "dropped"
DECIDED = "decided"
OTHERWISE = "otherwise"
"""A value that no side had, where at most one of them had changed what was there."""


class Versions(NamedTuple):
    """One value before the lines parted, on each side, and as it was joined; None where it does not stand."""

    base: Tree
    sides: tuple[Tree, ...]
    joined: Tree

    @property
    def all(self) -> tuple[Tree, ...]:
        """The value in every version."""
        return (self.base, *self.sides, self.joined)

    def of(self, part: Callable[[Tree], Tree]) -> Versions:
        """A part of the value in every version."""
        return Versions(part(self.base), tuple(part(side) for side in self.sides), part(self.joined))

    @property
    def changed(self) -> tuple[int, ...]:
        """The sides that changed it."""
        was = meaning(self.base)
        return tuple(at for at, side in enumerate(self.sides) if meaning(side) != was)


class Fate(NamedTuple):
    """One place where more than taking over was done. ``name`` is the place in words, ``sides`` those not followed."""

    kind: str
    name: tuple[str, ...]
    versions: Versions
    sides: tuple[int, ...] = ()


def fates(kind: str, versions: Versions) -> Iterator[Fate]:
    """Yield every place of a file of that kind (``case``, ``payer``, ``ledger``) where a side was not followed."""
    yield from _fates(kind, (), (), versions)


def entries_dropped(versions: Versions) -> list[tuple[int, str]]:
    """Return, as side and list, each entry of a case that one side had added and that the joining lacks."""
    saved = [(name, meaning(entry)) for name, entry in lost(versions.base, None, None, versions.joined)]
    found = []
    for at, side in enumerate(versions.sides):
        for name, entry in lost(versions.base, side, None, versions.joined, renamed=True):
            if (name, meaning(entry)) not in saved:
                found.append((at, name))
    return found


def in_all(found: Sequence[Sequence[Fate]]) -> Iterator[Fate]:
    """Yield what was found against each of several states from which both lines came."""
    first, *others = found
    for fate in first:
        if all(any(fate.kind == one.kind and fate.name == one.name for one in other) for other in others):
            yield fate


def _fates(kind: str, where: Where, name: tuple[str, ...], versions: Versions) -> Iterator[Fate]:
    if _followed(versions):
        return
    rule = rule_of(kind, where)
    filled = [tree for tree in versions.all if not empty(tree)]
    if kind == CASE and rule is not None and (rule.kept or rule.filled):
        return
    if len(filled) < 2 or empty(versions.joined) or _taken_out(versions):  # noqa: PLR2004 - one has nothing beside it
        yield from _leaf(name, versions)
    elif all(isinstance(tree, dict) for tree in filled):
        yield from _of_mapping(kind, where, name, versions)
    elif all(isinstance(tree, list) for tree in filled):
        yield from _of_list(kind, where, name, versions, rule)
    else:
        yield from _leaf(name, versions)


def _followed(versions: Versions) -> bool:
    """Whether nothing but taking over was done: the joined value is the only changed one, or the old one."""
    changed = {meaning(versions.sides[at]) for at in versions.changed} or {meaning(versions.base)}
    return changed == {meaning(versions.joined)}


def _taken_out(versions: Versions) -> bool:
    """Whether one side took the whole out: then it is followed, or not, for the whole."""
    return not empty(versions.base) and any(empty(side) for side in versions.sides)


def _leaf(name: tuple[str, ...], versions: Versions) -> Iterator[Fate]:
    changed, stands = versions.changed, meaning(versions.joined)
    against = tuple(at for at in changed if meaning(versions.sides[at]) != stands)
    if len({meaning(versions.sides[at]) for at in changed}) > 1:
        yield Fate(DECIDED, name, versions, against)
    elif changed and stands == meaning(versions.base):
        yield Fate(DROPPED, name, versions, against)
    else:
        yield Fate(OTHERWISE, name, versions, against)


def _of_mapping(kind: str, where: Where, name: tuple[str, ...], versions: Versions) -> Iterator[Fate]:
    done: set[str] = set()
    for key in _keys(versions.all):
        if key in done:
            continue
        group = [one for one in together(kind, where, key) if one in _keys(versions.all)]
        done.update(group)
        fields = {one: versions.of(lambda tree, one=one: value_at(tree, (one,))) for one in group}  # type: ignore[misc]  # the default binds the key
        if len(group) > 1 and _decided_together(fields):
            yield from _of_group(name, fields)
            continue
        for one, inner in fields.items():
            yield from _fates(kind, (*where, one), (*name, one), inner)


def _decided_together(fields: Mapping[str, Versions]) -> bool:
    """Whether two sides changed fields of one group in different ways."""
    changed = {at for inner in fields.values() for at in inner.changed}
    values = {tuple(meaning(inner.sides[at]) for inner in fields.values()) for at in changed}
    return len(values) > 1


def _of_group(name: tuple[str, ...], fields: Mapping[str, Versions]) -> Iterator[Fate]:
    """One decision for all fields of which not every change stands, by the first of them."""
    against = {
        one: tuple(at for at in inner.changed if meaning(inner.sides[at]) != meaning(inner.joined))
        for one, inner in fields.items()
    }
    open_ = [one for one, sides in against.items() if sides]
    if open_:
        yield Fate(DECIDED, (*name, open_[0]), fields[open_[0]], against[open_[0]])
    for one, inner in fields.items():
        if not inner.changed and not _followed(inner):
            yield Fate(OTHERWISE, (*name, one), inner)


def _of_list(kind: str, where: Where, name: tuple[str, ...], versions: Versions, rule: Rule | None) -> Iterator[Fate]:
    lists = [tree if isinstance(tree, list) else [] for tree in versions.all]
    if rule is None and not set_of_words(where, [word for one in lists for word in one]):
        yield from _leaf(name, versions)
        return
    named = [_named(one, rule) for one in lists]
    if any(len(entries) != len(one) for entries, one in zip(named, lists, strict=True)):
        named = [_named(one, None) for one in lists]  # two of one name: told apart by all they hold
    words = {key: word for entries in reversed(named) for key, (word, _) in entries.items()}
    for key, word in words.items():
        base, *sides, joined = (entries[key][1] if key in entries else None for entries in named)
        yield from _of_entry(kind, where, (*name, word), Versions(base, tuple(sides), joined))


def _of_entry(kind: str, where: Where, name: tuple[str, ...], versions: Versions) -> Iterator[Fate]:
    """One entry of a list: its fields where it stands everywhere, else as a whole."""
    if _followed(versions):
        return
    filled = [tree for tree in versions.all if not empty(tree)]
    whole = empty(versions.joined) or _taken_out(versions) or not all(isinstance(tree, dict) for tree in filled)
    yield from _leaf(name, versions) if whole else _of_mapping(kind, where, name, versions)


def _named(entries: Sequence[Tree], rule: Rule | None) -> dict[Meaning, tuple[str, Tree]]:
    found: dict[Meaning, tuple[str, Tree]] = {}
    for index, entry in enumerate(entries):
        names = (name_of(entry, fields) for fields in rule.names) if rule is not None else ()
        key = next((one for one in names if one is not None), meaning(entry))
        word = called(entry, rule, index) if rule is not None else entry if isinstance(entry, str) else str(index + 1)
        found[key] = (word, entry)
    return found


def _keys(trees: Iterable[Tree]) -> list[str]:
    return list(dict.fromkeys(key for tree in trees if isinstance(tree, dict) for key in tree))
