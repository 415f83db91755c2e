"""One reading of a window with its working: a day that was named, or a count from a day that starts it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from ledger.core.day import short, with_year
from ledger.core.deadline import THEIRS, Reading
from ledger.core.law.calendar import (
    BUSINESS_DAYS,
    CALENDAR_DAYS,
    CALENDAR_YEARS,
    PREVIOUS,
    Calendar,
    after,
    rolled,
)
from ledger.core.law.governing import counted
from ledger.core.law.rule import Counting
from ledger.core.reckoning.start import Start
from ledger.core.reckoning.view import View

RECEIVED = "received"

LETTER = "letter"
CONTRACT = "contract"
PROFILE = "profile"
LAW = "law"
EXTENSION = "extension"

_UNITS = {
    CALENDAR_DAYS: "calendar day",
    BUSINESS_DAYS: "business day",
    "months": "month",
    "years": "year",
    CALENDAR_YEARS: "calendar year",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Read(NamedTuple):
    """A reading and what counts as filed under it: ``sent`` or ``received``."""

    reading: Reading
    filed_when: str


class Source(NamedTuple):
    """Where a stated window comes from, and whether it was filed when sent or when received."""

    basis: str
    words: str
    filed_when: str


def on_the_day(view: View, day: date, source: Source) -> Read:
    """The reading of a day that a paper, a contract or an extension names."""
    calendar = view.offices.closes
    safe = _safe_day(view, day)
    steps = (_lands(_Last(day, day, safe), calendar, _dated((day, safe))),)
    return Read(
        Reading(day, day, safe, source.basis, source.words, steps, None, view.paper.document or None), source.filed_when
    )


def count_off(view: View, start: Start, counting: Counting, source: Source) -> Read:
    """The reading that a count from a day makes, with its steps."""
    counts, calendar = view.offices
    last = after(start.day, counting.number, counting.unit, counts, first_day=counting.first_day)
    day, safe = rolled(last, counting.roll, calendar), _safe_day(view, last)
    dated = _dated((start.day, last, day, safe))
    length = counted(counting.number, _UNITS[counting.unit])
    if counting.unit == CALENDAR_YEARS:
        nth = _ORDINALS[counting.number - 1] if counting.number <= len(_ORDINALS) else f"{counting.number}th"
        working = f"the {nth} calendar year after {start.day.year} ends "
        words = f"{length} after the year of {start.words}"
    elif counting.first_day:
        working = f"{_bare(start.day, dated)} is day 1; day {counting.number} = "
        words = f"day {counting.number}, {start.words} as day 1"
    else:
        working = f"{_bare(start.day, dated)} + {length} = "
        words = f"{length.replace('calendar ', '')} from {start.words}"
    steps = (start.step, working + _lands(_Last(last, day, safe), calendar, dated), counting.because)
    reading = Reading(
        day=day,
        unrolled=last,
        safe_day=safe,
        basis=source.basis,
        source=f"{source.words}, {words}",
        steps=tuple(step for step in steps if step),
        document=view.paper.document or None,
    )
    return Read(reading, source.filed_when)


class _Last(NamedTuple):
    """The last day of a period, where a roll moves it, and the safe day before it."""

    day: date
    rolled: date
    safe: date


_Said = Callable[[date], str]
"""How the days of one working are said: ``Sat 20 Jun``, with their years where these differ."""


def _dated(days: Iterable[date]) -> _Said:
    """Days of one year without it; of several, each with its own, so that no day is taken for that of another year."""
    return short if len({day.year for day in days}) == 1 else with_year


def _bare(day: date, dated: _Said) -> str:
    """``6 Mar``: a day to count from."""
    return dated(day).partition(" ")[2]


def _safe_day(view: View, last: date) -> date:
    """The last working day on or before; no move to a later day is relied on.

    On a closed day nothing is taken in, and what must be sent finds the post office closed. A day of the payer's is
    that day: nothing of ours has to arrive or to leave.
    """
    return last if view.window.kind == THEIRS else rolled(last, PREVIOUS, view.offices.closes)


def _lands(last: _Last, calendar: Calendar, dated: _Said) -> str:
    if calendar.is_open(last.day):
        known = "" if calendar.covers(last.day) else f" (the holidays of {last.day.year} are not listed)"
        return f"{dated(last.day)}, a working day{known}"
    text = f"{dated(last.day)}, {calendar.why_closed(last.day)}"
    if last.rolled != last.day:
        text += f"; rolls to {dated(last.rolled)}"
    return f"{text}; the safe day is {dated(last.safe)}" if last.safe != last.day else text
