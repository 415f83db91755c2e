"""Which entries of a list that only grows count today: corrections replace, retractions withdraw.

Nothing saved is ever changed, so a wrong entry is answered by a new one: ``corrects: X`` takes the place of X,
``retracts: X`` takes X away. X is an entry's id or the tag that ends its ``recorded``; where a kind or a level names an
entry (appeals, filings, notices, plans), that word serves until a second one of the kind has an id of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

from ledger.core.proof import Recorded
from ledger.core.sending import Appeal, Filing, Notice, RepaymentPlan

E = TypeVar("E", bound=tuple[Any, ...])

_NAMED_BY: dict[type, str] = {Appeal: "level", Filing: "kind", Notice: "kind", RepaymentPlan: "kind"}
_NOT_SAVED_YET = datetime.max.replace(tzinfo=UTC)


class Answer(NamedTuple):
    """What an entry says about an earlier one. ``target`` is its index, None when nothing there has this name."""

    name: str
    retracts: bool
    target: int | None


def names_of(entry: tuple[Any, ...]) -> tuple[str, ...]:
    """Return every name by which ``corrects`` or ``retracts`` can mean this entry: its id (or kind), then its tag."""
    own: str | None = getattr(entry, "id", None)
    if own is None and type(entry) in _NAMED_BY:
        own = getattr(entry, _NAMED_BY[type(entry)])
    recorded: Recorded | None = getattr(entry, "recorded", None)
    return tuple(name for name in (own, recorded.tag if recorded else None) if name)


def answers(entries: Sequence[tuple[Any, ...]]) -> tuple[Answer | None, ...]:
    """Return for each entry which other entry it corrects or retracts, in the order of the list."""
    places: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        for name in names_of(entry):
            places.setdefault(name, []).append(index)
    return tuple(_answer(entry, index, places) for index, entry in enumerate(entries))


def effective(entries: Sequence[E]) -> tuple[E, ...]:
    """Return the entries that count, each correction standing where the entry it corrects stood.

    A retraction never counts itself; retracting a correction or a retraction brings the earlier entry back. Of two
    corrections of one entry the later saved counts. Entries that answer each other in a circle all stand: the checks
    report them, and money that was taken is better shown twice than not at all.
    """
    if all(getattr(one, "corrects", None) is None and getattr(one, "retracts", None) is None for one in entries):
        return tuple(entries)  # nearly always
    said = answers(entries)
    acting = _acting(said)
    chosen: dict[int, int] = {}
    for index, answer in enumerate(said):
        if not acting[index] or (answer is not None and answer.retracts):
            continue
        root = _root(said, index)
        if root not in chosen or _later(entries[index], index) > _later(entries[chosen[root]], chosen[root]):
            chosen[root] = index
    return tuple(entries[chosen[root]] for root in sorted(chosen))


def _answer(entry: tuple[Any, ...], index: int, places: dict[str, list[int]]) -> Answer | None:
    corrected: str | None = getattr(entry, "corrects", None)
    retracted: str | None = getattr(entry, "retracts", None)
    name = corrected or retracted
    if name is None:
        return None
    others = [place for place in places.get(name, ()) if place != index]
    earlier = [place for place in others if place < index]
    target = earlier[-1] if earlier else others[0] if others else None
    return Answer(name, retracts=corrected is None, target=target)


def _acting(said: Sequence[Answer | None]) -> list[bool]:
    """Return for each entry whether it stands: not withdrawn by a standing retraction, not replaced by a correction.

    Entries nobody speaks about are settled first, then those they speak about, and so on.
    """
    waiting = Counter(answer.target for answer in said if answer is not None and answer.target is not None)
    withdrawn, replaced = [False] * len(said), [False] * len(said)
    settled = [index for index in range(len(said)) if not waiting[index]]
    for index in settled:  # grows while it is read
        answer = said[index]
        if answer is None or answer.target is None:
            continue
        if answer.retracts:
            withdrawn[answer.target] |= not (withdrawn[index] or replaced[index])
        else:  # a correction that was itself corrected still keeps the first entry out
            replaced[answer.target] |= replaced[index] or not withdrawn[index]
        waiting[answer.target] -= 1
        if not waiting[answer.target]:
            settled.append(answer.target)
    return [not (out or gone) for out, gone in zip(withdrawn, replaced, strict=True)]


def _root(said: Sequence[Answer | None], index: int) -> int:
    """Follow corrections to the entry whose place they take; in a circle each keeps its own place."""
    seen = [index]
    answer = said[index]
    while answer is not None and not answer.retracts and answer.target is not None:
        if answer.target in seen:
            return index
        seen.append(answer.target)
        answer = said[answer.target]
    return seen[-1]


def _later(entry: tuple[Any, ...], index: int) -> tuple[datetime, int]:
    recorded: Recorded | None = getattr(entry, "recorded", None)
    return (recorded.at if recorded else _NOT_SAVED_YET, index)
