"""The deadlines of several cases, sorted into what a screen of days shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from ledger.core.case import Case
from ledger.core.deadline import (
    LAPSED,
    MOVED,
    MUST,
    NO_DATE,
    OPEN,
    OPTION,
    OVERDUE,
    PAST_SAFE_DAY,
    SENT,
    TERM,
    THEIRS,
    Deadline,
)

WAITING = (OPEN, MOVED, PAST_SAFE_DAY, OVERDUE)
PRESSING = (PAST_SAFE_DAY, OVERDUE)
_LAPSED_SHOWN = timedelta(days=14)


class Due(NamedTuple):
    """One case with its deadlines."""

    case: Case
    deadlines: tuple[Deadline, ...]


class Pair(NamedTuple):
    """The two days of one case under one law: what stops the taking, what keeps the appeal; other acts stand alone.

    One act may do both.
    """

    case: Case
    stops: Deadline | None
    keeps: Deadline | None
    other: Deadline | None = None

    @property
    def first(self) -> Deadline:
        """The one to do first."""
        found = [one for one in (self.stops, self.keeps, self.other) if one is not None and one.act_by is not None]
        return min(found, key=lambda one: one.act_by or date.max)


class Sheet(NamedTuple):
    """Everything that the screen of days shows, each part in the order of its days."""

    undated: tuple[Deadline, ...]
    pairs: tuple[Pair, ...]
    sent: tuple[Deadline, ...]
    theirs: tuple[Deadline, ...]
    terms: tuple[Deadline, ...]
    options: tuple[Deadline, ...]
    ended: tuple[Deadline, ...]


def sheet(cases: Iterable[Due], today: date) -> Sheet:
    """Sort the deadlines of some cases for one screen.

    Claims head the screen under NO DATE where no act of ours has a day for them. Ended options are shown for two weeks.
    """
    listed = list(cases)
    every = [one for due in listed for one in due.deadlines]
    options = [one for one in every if one.kind == OPTION and one.act_by is not None]
    return Sheet(
        undated=tuple(one for due in listed for one in undated(due)),
        pairs=tuple(sorted((pair for due in listed for pair in _pairs(due)), key=lambda one: str(one.first.act_by))),
        sent=_by_day(one for one in every if one.state == SENT),
        theirs=_by_day(one for one in every if one.kind == THEIRS and one.state in WAITING and one.awaited),
        terms=_by_day(one for one in every if one.kind == TERM and one.state in WAITING),
        options=_by_day(one for one in options if one.state in WAITING),
        ended=_by_day(one for one in options if one.state == LAPSED and today - _last(one) <= _LAPSED_SHOWN),
    )


def undated(due: Due) -> list[Deadline]:
    """The acts of a case that lack a day: one for each group of claims."""
    return list(without_a_day(due.deadlines))


def without_a_day(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """The acts of ours that lack a day, for claims that no other act of ours has a day for; one for each group.

    A day for one plan's claims says nothing about another's: their missing day stays in sight, and so does their money.
    """
    ours = [one for one in deadlines if one.kind == MUST]
    dated = [one for one in ours if one.state in WAITING]
    found: list[Deadline] = []
    for one in ours:
        if one.state == NO_DATE and not any(_about_the_same(one, other) for other in dated):
            alike = (other for other in found if other.regime == one.regime)
            if not any(_share_a_claim(one, other) for other in alike):
                found.append(one)
    return tuple(found)


def _share_a_claim(one: Deadline, other: Deadline) -> bool:
    return not one.claims or not other.claims or not set(one.claims).isdisjoint(other.claims)


def _about_the_same(one: Deadline, other: Deadline) -> bool:
    return not one.claims or not other.claims or set(one.claims) <= set(other.claims)


def pressing(cases: Iterable[Due]) -> tuple[Deadline, ...]:
    """Acts of ours past their safe day or past every reading, in the order of their days."""
    return _by_day(one for due in cases for one in due.deadlines if one.kind == MUST and one.state in PRESSING)


def within(cases: Iterable[Due], days: int, today: date) -> tuple[Due, ...]:
    """The cases with only what falls due in so many days, the other clock of it beside it; what has no day stays."""
    last = today + timedelta(days=days)
    kept = [Due(due.case, _near(due, last)) for due in cases]
    return tuple(due for due in kept if due.deadlines)


def _near(due: Due, last: date) -> tuple[Deadline, ...]:
    near = [one for one in due.deadlines if one.act_by is None or one.act_by <= last]
    pairs = [(pair.stops, pair.keeps) for pair in _pairs(due)]
    beside = [one for pair in pairs if any(two in near for two in pair) for one in pair]
    return tuple(one for one in due.deadlines if one in near or one in beside)


def _pairs(due: Due) -> list[Pair]:
    """A pair for each law of a case; further acts, each on its own."""
    ours = [one for one in due.deadlines if one.kind == MUST and one.state in WAITING]
    found = []
    for regime in dict.fromkeys(one.regime for one in ours):
        mine = [one for one in ours if one.regime == regime]
        stops = [one for one in mine if one.stops_taking]
        keeps = [one for one in mine if one.keeps_appeal and not one.stops_taking]
        unknown = [one for one in due.deadlines if one.state == NO_DATE and one.regime == regime and one.keeps_appeal]
        both = [one for one in stops[:1] if one.keeps_appeal]
        if stops or keeps:
            found.append(Pair(due.case, next(iter(stops), None), next(iter((*both, *keeps, *unknown)), None)))
        found += [Pair(due.case, one, one if one.keeps_appeal else None) for one in stops[1:]]
        found += [Pair(due.case, None, one) for one in (keeps if both else keeps[1:])]
        found += [Pair(due.case, None, None, one) for one in mine if not one.protects]
    return found


def _by_day(found: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return tuple(sorted(found, key=lambda one: (one.act_by or date.max, one.case, one.name)))


def _last(one: Deadline) -> date:
    return one.arguable_until or date.min
