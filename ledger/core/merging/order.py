"""In which order things stand after a merge: each side's own order is kept, and no side comes first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)
_END = ("the end",)


def ordered(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], rank: Callable[[T], Any]) -> list[T]:
    """Everything in ``ours`` or ``theirs`` once: what both have as they have it, what one has after its neighbour.

    Where one side put what it shares with the other in a new order, that order holds; where both did, the old one.
    Between new things at one place ``rank`` decides. The answer is the same with the sides exchanged.
    """
    spine = _spine(base, ours, theirs, rank)
    gaps_of_ours, gaps_of_theirs = _gaps(ours, spine), _gaps(theirs, spine)
    result: list[T] = []
    for thing in (None, *spine):
        result += [] if thing is None else [thing]
        result += _zipped(gaps_of_ours.pop(thing, []), gaps_of_theirs.pop(thing, []), rank)
    return [*result, *_zipped(gaps_of_ours.get(_END, []), gaps_of_theirs.get(_END, []), rank)]


def put_back(base: Sequence[T], side: Sequence[T]) -> list[T]:
    """The side with everything of ``base`` that it lacks, each behind the thing it followed in ``base``."""
    result = list(side)
    here = set(side)
    for index, thing in enumerate(base):
        if thing not in here:
            place = result.index(base[index - 1]) + 1 if index else 0
            result.insert(place, thing)
    return result


def _spine(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], rank: Callable[[T], Any]) -> list[T]:
    """What both sides have, in the order that one of them chose; where both or neither did, in the old one."""
    shared = set(ours) & set(theirs)
    one, other = ([thing for thing in side if thing in shared] for side in (ours, theirs))
    old = [thing for thing in base if thing in shared]
    saved = set(old)
    moved_one, moved_other = ([thing for thing in side if thing in saved] != old for side in (one, other))
    if one == other or (moved_one and not moved_other):
        return one
    if moved_other and not moved_one:
        return other
    places = {thing: index for index, thing in enumerate(old)}
    return sorted(shared, key=lambda thing: (places.get(thing, len(old)), rank(thing)))


def _gaps(side: Sequence[T], spine: Sequence[T]) -> dict[Hashable, list[T]]:
    """What stands on one side only, by the shared thing it follows; what follows all of them stands at the end."""
    firm = set(spine)
    last = max((index for index, thing in enumerate(side) if thing in firm), default=-1)
    gaps: dict[Hashable, list[T]] = {_END: list(side[last + 1 :])}
    after: Hashable = None
    for thing in side[: last + 1]:
        if thing in firm:
            after = thing
        else:
            gaps.setdefault(after, []).append(thing)
    return gaps


def _zipped(one: Sequence[T], other: Sequence[T], rank: Callable[[T], Any]) -> list[T]:
    """Two queues in one, the lower head first, so that neither loses its own order."""
    left, right = list(one), list(other)
    result: list[T] = []
    while left and right:
        result.append((left if rank(left[0]) <= rank(right[0]) else right).pop(0))
    return [*result, *left, *right]
