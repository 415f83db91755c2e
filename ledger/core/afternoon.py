"""Contacts of one day in the order in which they happened, where they were typed in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from ledger.core.history import Told

Tellings = tuple[Told, ...]
"""What one save tells."""


def as_it_happened(saves: Iterable[Tellings], *, newest_first: bool = False) -> Iterator[Tellings]:
    """Yield what saves tell, those that follow each other and tell only contacts of one day and case by their hour.

    Nothing else moves: a correction, a changed field or an entry without an hour stays where it was saved.
    """
    for day, group in groupby((_in_save(told) for told in saves), key=_day):
        if day is None:
            yield from group
        else:
            yield from sorted(group, key=lambda told: told[0].event.clock, reverse=newest_first)


def _in_save(told: Tellings) -> Tellings:
    """The contacts that one save brought together, by their hour."""
    ordered: list[Told] = []
    for when, group in groupby(told, key=_hour_known):
        together = list(group)
        ordered += together if when is None else sorted(together, key=lambda one: one.event.clock)
    return tuple(ordered)


def _day(told: Tellings) -> tuple[str, date] | None:
    days = {_hour_known(one) for one in told}
    when = days.pop() if len(days) == 1 else None
    return None if when is None else (told[0].case, when)


def _hour_known(told: Told) -> date | None:
    event = told.event
    return event.when if event.kind == "communication" and event.clock else None
