"""Which entry of one version is which entry of another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from itertools import islice
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
    ways += [] if rule.kept else _by_names(rule)
    pairs = _paired(old, new, ways, rule)
    if rule.kept:
        _gained_into(old, new, pairs)
        _altered_into(old, new, pairs)
    if rule.filled:  # an id may be added later, when a second one of the kind appears
        _grown_into(old, new, pairs)
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
            pairs.update((index, place) for place in islice(same, 1))
    return pairs


def clashing(rule: Rule, ours: Sequence[Tree], theirs: Sequence[Tree]) -> Iterator[tuple[int, int]]:
    """New entries of the two sides that bear one name or one tag and are not the same."""
    for index, entry in enumerate(ours):
        for place, other in enumerate(theirs):
            if any((name := way(entry)) is not None and name == way(other) for way in (_tag, _own_name(rule))):
                yield index, place


def _by_names(rule: Rule) -> list[Callable[[Tree], Hashable | None]]:
    return [partial(name_of, fields=fields) for fields in rule.names]


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
            for place in same:
                if rule.kept or not _two_names(rule, entry, new[place]):
                    pairs[index] = place
                    same.remove(place)
                    del left[place]
                    break
    return pairs


def _two_names(rule: Rule, one: Tree, other: Tree) -> bool:
    """Whether both have a name of the best kind, and not the same one."""
    first, second = (name_of(entry, rule.names[0]) if rule.names else None for entry in (one, other))
    return first is not None and second is not None and first != second


def _core(entry: _Entry) -> Meaning:
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
    _pair_where(old, new, pairs, lambda entry, other: not any(losses(entry, other)))


def _gained_into(old: Sequence[Tree], new: Sequence[Tree], pairs: Pairs) -> None:
    _pair_where(old, new, pairs, lambda entry, other: not list(_differing(entry, other)))


def _altered_into(old: Sequence[Tree], new: Sequence[Tree], pairs: Pairs) -> None:
    """The entry of a tag or id is that entry, altered; one without differs in one field from what it was."""
    _pair_where(old, new, pairs, lambda entry, other: _tag(entry) is not None and _tag(entry) == _tag(other))
    _pair_where(old, new, pairs, lambda entry, other: _id(entry) is not None and _id(entry) == _id(other))
    _pair_where(
        old,
        new,
        pairs,
        lambda entry, other: _tag(entry) is None and _id(entry) is None and len(list(_differing(entry, other))) == 1,
    )


def _differing(entry: Tree, other: Tree) -> Iterator[object]:
    if isinstance(entry, dict) and isinstance(other, dict):
        return iter(differences(entry, other, GAINED))
    return iter(() if meaning(entry) == meaning(other) else ((), ()))


def _pair_where(old: Sequence[Tree], new: Sequence[Tree], pairs: Pairs, same: Callable[[Tree, Tree], bool]) -> None:
    """Pair what is left over, each with the first that is left and the same."""
    left = [index for index in range(len(old)) if index not in pairs]
    for index in left:
        taken = set(pairs.values())
        for place, other in enumerate(new):
            if place not in taken and same(old[index], other):
                pairs[index] = place
                break
