"""Which entry of one version is which entry of another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from ledger.core.comparison import Meaning, differences, empty, losses, meaning
from ledger.core.edited import Tree
from ledger.core.merging.identity import Rule, name_of

GAINED = ("recorded", "sha256", "pages")
"""What a saved entry may gain: written by the tool, or by ``check --fix``."""

Pairs = dict[int, int]
_Entry = dict[str, Tree]


class Triple(NamedTuple):
    """One entry: where it stands in each of the three versions; None where it does not."""

    base: int | None
    ours: int | None
    theirs: int | None


def triples(rule: Rule, base: Sequence[Tree], ours: Sequence[Tree], theirs: Sequence[Tree]) -> list[Triple]:
    """Every entry of the three versions once: those of the base first, then new ones."""
    in_ours, in_theirs = matched(rule, base, ours), matched(rule, base, theirs)
    new_ours = [index for index in range(len(ours)) if index not in in_ours.values()]
    new_theirs = [index for index in range(len(theirs)) if index not in in_theirs.values()]
    one, other = ([side[index] for index in new] for side, new in ((ours, new_ours), (theirs, new_theirs)))
    twice = {new_ours[index]: new_theirs[place] for index, place in matched_new(rule, one, other).items()}
    found = [Triple(index, in_ours.get(index), in_theirs.get(index)) for index in range(len(base))]
    found += [Triple(None, index, twice.get(index)) for index in new_ours]
    return [*found, *(Triple(None, None, index) for index in new_theirs if index not in twice.values())]


def matched(rule: Rule, old: Sequence[Tree], new: Sequence[Tree]) -> Pairs:
    """Where each entry of an older version stands in a newer one."""
    ways: list[Callable[[Tree], Hashable | None]] = [meaning]
    ways += [_core, _tag, _id] if rule.kept else _by_names(rule)
    pairs = _paired(old, new, ways, rule)
    if rule.filled:  # an id may be added later, when a second one of the kind appears
        _grown_into(old, new, pairs)
    if rule.kept:
        _altered_into(old, new, pairs)
    return pairs


def matched_new(rule: Rule, ours: Sequence[Tree], theirs: Sequence[Tree]) -> Pairs:
    """Which new entries of the two sides are the same one.

    In lists that grow only those are that say nothing different: two of one name may be two.
    """
    if not (rule.kept or rule.filled):
        return _paired(ours, theirs, [meaning, *_by_names(rule)], rule)
    pairs = _paired(ours, theirs, [meaning], rule)
    for index, entry in enumerate(ours):
        if index not in pairs:
            taken = set(pairs.values())
            same = (place for place, other in enumerate(theirs) if place not in taken and _agree(rule, entry, other))
            place = next(same, None)
            if place is not None:
                pairs[index] = place
    return pairs


def clashing(rule: Rule, ours: Sequence[Tree], theirs: Sequence[Tree]) -> Iterator[tuple[int, int]]:
    """New entries of the two sides that bear one name or one tag and are not the same."""
    for index, entry in enumerate(ours):
        for place, other in enumerate(theirs):
            if any((name := way(entry)) is not None and name == way(other) for way in (_tag, _own_name(rule))):
                yield index, place


def _by_names(rule: Rule) -> list[Callable[[Tree], Hashable | None]]:
    return [lambda entry, fields=fields: name_of(entry, fields) for fields in rule.names]  # type: ignore[misc]


def _own_name(rule: Rule) -> Callable[[Tree], Hashable | None]:
    return lambda entry: next((name for fields in rule.names if (name := name_of(entry, fields)) is not None), None)


def _paired(
    old: Sequence[Tree], new: Sequence[Tree], ways: Sequence[Callable[[Tree], Hashable | None]], rule: Rule
) -> Pairs:
    """Pairs by each way of naming in turn, the first of a name with the first; one of two names is not the other."""
    pairs: Pairs = {}
    left = dict(enumerate(new))
    for way in ways:
        places: dict[Hashable, list[int]] = {}
        for place, other in left.items():
            places.setdefault(way(other), []).append(place)
        for index, entry in enumerate(old):
            name = way(entry) if index not in pairs else None
            same = places.get(name, []) if name is not None else []
            place = next((place for place in same if not _two_names(rule, entry, new[place])), None)
            if place is not None:
                pairs[index] = place
                same.remove(place)
                del left[place]
    return pairs


def _two_names(rule: Rule, one: Tree, other: Tree) -> bool:
    """Whether both have a name of the best kind, and not the same one."""
    if not rule.names:
        return False
    first, second = name_of(one, rule.names[0]), name_of(other, rule.names[0])
    return first is not None and second is not None and first != second


def _core(entry: Tree) -> Meaning:
    if not isinstance(entry, dict):
        return meaning(entry)
    return meaning({field: value for field, value in entry.items() if field not in GAINED})


def _tag(entry: Tree) -> str | None:
    recorded = entry.get("recorded") if isinstance(entry, dict) else None
    return recorded.rpartition(" ")[2] if isinstance(recorded, str) and recorded else None


def _id(entry: Tree) -> Meaning | None:
    return name_of(entry, ("id",))


def _agree(rule: Rule, one: Tree, other: Tree) -> bool:
    """Whether two new entries say nothing different: equal but for what is gained, or one of a name filled further."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    shared = [field for field in one if field in other and not empty(one[field]) and not empty(other[field])]
    if any(meaning(one[field]) != meaning(other[field]) for field in shared):
        return False
    if rule.kept:
        return _core(one) == _core(other)
    name = _own_name(rule)
    return name(one) is not None and name(one) == name(other)


def _grown_into(old: Sequence[Tree], new: Sequence[Tree], pairs: Pairs) -> None:
    for index, entry in enumerate(old):
        if index in pairs:
            continue
        taken = set(pairs.values())
        for place, other in enumerate(new):
            if place not in taken and not any(losses(entry, other)):
                pairs[index] = place
                break


def _altered_into(old: Sequence[Tree], new: Sequence[Tree], pairs: Pairs) -> None:
    """An entry without tag or name that differs in one field from one that came is probably that one, altered."""
    for index, entry in enumerate(old):
        if index in pairs or not isinstance(entry, dict) or "recorded" in entry or "id" in entry:
            continue
        taken = set(pairs.values())
        for place, other in enumerate(new):
            if place not in taken and isinstance(other, dict) and len(list(differences(entry, other, GAINED))) == 1:
                pairs[index] = place
                break
