"""One reading of a window with its working: a day that was named, or a count from a day that starts it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ledger.core.day import short
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
    safe = _safe_day(view, day, source)
    steps = (_lands(day, day, safe, calendar),)
    return Read(
        Reading(day, day, safe, source.basis, source.words, steps, None, view.paper.document or None), source.filed_when
    )


def count_off(view: View, start: Start, counting: Counting, source: Source) -> Read:
    """The reading that a count from a day makes, with its steps."""
    counts, calendar = view.offices
    last = after(start.day, counting.number, counting.unit, counts, first_day=counting.first_day)
    day, safe = rolled(last, counting.roll, calendar), _safe_day(view, last, source)
    length = counted(counting.number, _UNITS[counting.unit])
    if counting.unit == CALENDAR_YEARS:
        nth = _ORDINALS[counting.number - 1] if counting.number <= len(_ORDINALS) else f"{counting.number}th"
        working = f"the {nth} calendar year after {start.day.year} ends "
        words = f"{length} after the year of {start.words}"
    elif counting.first_day:
        working = f"{_bare(start.day)} is day 1; day {counting.number} = "
        words = f"day {counting.number}, {start.words} as day 1"
    else:
        working = f"{_bare(start.day)} + {length} = "
        words = f"{length.replace('calendar ', '')} from {start.words}"
    steps = (start.step, working + _lands(last, day, safe, calendar), counting.because)
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


def _bare(day: date) -> str:
    """``6 Mar``: a day to count from."""
    return short(day).partition(" ")[2]


def _safe_day(view: View, last: date, source: Source) -> date:
    """Where filed means arrived, the last working day on or before; no move to a later day is relied on.

    A day of the payer's is that day: nothing of ours has to arrive.
    """
    ours = view.window.kind != THEIRS and source.filed_when == RECEIVED
    return rolled(last, PREVIOUS, view.offices.closes) if ours else last


def _lands(last: date, day: date, safe: date, calendar: Calendar) -> str:
    if calendar.is_open(last):
        known = "" if calendar.covers(last) else f" (the holidays of {last.year} are not listed)"
        return f"{short(last)}, a working day{known}"
    text = f"{short(last)}, {calendar.why_closed(last)}"
    if day != last:
        text += f"; rolls to {short(day)}"
    return f"{text}; the safe day is {short(safe)}" if safe != last else text
