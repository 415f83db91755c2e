"""One sign-in on two computers at once, as far as saves can tell: two lines of work that cross in time.

What can be told is little. Two unshared lines with saves of one person, the ones of each falling between those of the
other, were made in two copies in turn: perhaps two computers of one person, perhaps one sign-in of two people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from typing import NamedTuple

from ledger.core.finding import Finding

_OURS, _THEIRS, _BOTH = 1, 2, 3
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Made(NamedTuple):
    """One save: its name, those it was made from, the e-mail it bears and its time in seconds since 1970."""

    version: str
    parents: tuple[str, ...]
    email: str
    at: int


class Crossing(NamedTuple):
    """One person on two lines of work at once, from the first to the last of the times that cross."""

    who: str
    first: int
    last: int
    joined: str


def crossings(saves: Sequence[Made], handle: Callable[[str], str]) -> Iterator[Crossing]:
    """Yield who saved on both sides of a joining in turn. ``saves`` stand newest first, each before what it builds on.

    ``handle`` says who an e-mail is.
    """
    order = {save.version: index for index, save in enumerate(saves)}
    for save in saves:
        if len(save.parents) == 2 and all(parent in order for parent in save.parents):  # noqa: PLR2004 - two sides
            sides = _sides(saves, order, (save.parents[0], save.parents[1]))
            spans = [_spans([one for one in side if len(one.parents) < 2], handle) for side in sides]  # noqa: PLR2004
            for who in sorted(spans[0].keys() & spans[1].keys()):
                found = _crossed(spans[0][who], spans[1][who])
                if found:
                    yield Crossing(who, *found, save.version)


def crossing_findings(found: Sequence[Crossing]) -> list[Finding]:
    """Return what there is to look at: the latest crossing of each person, and how many there are."""
    by: dict[str, list[Crossing]] = {}
    for one in found:
        by.setdefault(one.who, []).append(one)
    return [_finding(who, crossed) for who, crossed in sorted(by.items())]


def sign_in_findings(emails: Mapping[str, Sequence[str]]) -> list[Finding]:
    """Return the handles under which several e-mails saved."""
    hint = "ask who they are; give each person an address of their own under people:, or mend git's on that computer"
    return [
        Finding("LED767", f"{who} saved under {' and under '.join(used)}", hint, file="ledger.yaml")
        for who, used in sorted(emails.items())
        if len(used) > 1
    ]


def _finding(who: str, crossed: Sequence[Crossing]) -> Finding:
    latest = max(crossed, key=lambda one: one.last)
    more = f", and {len(crossed) - 1} more times" if len(crossed) > 1 else ""
    message = f"{who} saved in two copies in turn, from {_utc(latest.first)} to {_utc(latest.last)}{more}"
    hint = "to look at: two computers of one person, or one sign-in of two people; ask, nothing need be wrong"
    return Finding("LED768", message, hint, file="ledger.yaml")


def _utc(at: int) -> str:
    return f"{_BEGINNING + timedelta(seconds=at):%Y-%m-%d %H:%M}Z"


def _sides(saves: Sequence[Made], order: Mapping[str, int], tips: tuple[str, str]) -> tuple[list[Made], list[Made]]:
    """What only one of two lines of work holds, for each; the walk ends where nothing but what both hold is left."""
    marks: dict[int, int] = {}
    waiting: list[int] = []
    for tip, mark in zip(tips, (_OURS, _THEIRS), strict=True):
        marks[order[tip]] = marks.get(order[tip], 0) | mark
        heappush(waiting, order[tip])
    single = len({*waiting})
    sides: tuple[list[Made], list[Made]] = ([], [])
    seen: set[int] = set()
    while waiting and single:
        at = heappop(waiting)
        if at in seen:
            continue
        seen.add(at)
        mark = marks[at]
        if mark != _BOTH:
            single -= 1
            sides[mark - 1].append(saves[at])
        for parent in saves[at].parents:
            below = order.get(parent)
            if below is None:
                continue
            old = marks.get(below, 0)
            marks[below] = old | mark
            single += (marks[below] != _BOTH) - (old in (_OURS, _THEIRS))
            if not old:
                heappush(waiting, below)
    return sides


def _spans(side: Sequence[Made], handle: Callable[[str], str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for save in side:
        found.setdefault(handle(save.email), []).append(save.at)
    return {who: sorted(times) for who, times in found.items()}


def _crossed(ours: Sequence[int], theirs: Sequence[int]) -> tuple[int, int] | None:
    """The first and last of the times that lie in turn on both sides; None where one side was done before the other."""
    between = any(ours[0] < at < ours[-1] for at in theirs) or any(theirs[0] < at < theirs[-1] for at in ours)
    return (min(ours[0], theirs[0]), max(ours[-1], theirs[-1])) if between else None
