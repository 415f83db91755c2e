"""Days that count: working days, holidays, months, and what happens when a last day falls on a closed one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from ledger.core.day import days_in

DAY = timedelta(days=1)
SATURDAY = 5

CALENDAR_DAYS = "calendar_days"
BUSINESS_DAYS = "business_days"
MONTHS = "months"
YEARS = "years"
CALENDAR_YEARS = "calendar_years"
UNITS = (CALENDAR_DAYS, BUSINESS_DAYS, MONTHS, YEARS, CALENDAR_YEARS)

NONE = "none"
NEXT = "next"
PREVIOUS = "previous"
ROLLS = (NONE, NEXT, PREVIOUS)

_MONTHS_A_YEAR = 12


class Calendar(NamedTuple):
    """The closed days of one office calendar, by name; Saturdays and Sundays are closed in any case.

    ``first_year`` and ``last_year`` say how far the holidays were listed; ``closures`` are extra days a ledger adds.
    """

    holidays: dict[date, str]
    first_year: int
    last_year: int
    closures: frozenset[date] = frozenset()

    def is_open(self, day: date) -> bool:
        """Whether an office works on this day."""
        return day.weekday() < SATURDAY and day not in self.holidays and day not in self.closures

    def covers(self, day: date) -> bool:
        """Whether the holidays of this day's year were listed; outside, only weekends are known to be closed."""
        return self.first_year <= day.year <= self.last_year

    def why_closed(self, day: date) -> str:
        """``a Sunday``, ``Labor Day`` or ``a closed day``; empty for an open day."""
        if day in self.holidays:
            return self.holidays[day]
        if day.weekday() >= SATURDAY:
            return "a Saturday" if day.weekday() == SATURDAY else "a Sunday"
        return "a closed day" if day in self.closures else ""


class Offices(NamedTuple):
    """The two calendars of one act: ``counts`` for its business days, ``closes`` for rolls and safe days."""

    counts: Calendar
    closes: Calendar


def joined(one: Calendar, other: Calendar) -> Calendar:
    """Closed where either is closed, listed only for the years that both list. A day on both keeps the first's name."""
    return Calendar(
        {**other.holidays, **one.holidays},
        max(one.first_year, other.first_year),
        min(one.last_year, other.last_year),
        one.closures | other.closures,
    )


def offices(federal: Calendar, state: Calendar | None, *, theirs: bool) -> Offices:
    """Which calendars count for an act of ours or, ``theirs``, of the payer's.

    ``state`` is the state's calendar with the federal days in it; None where no state's law is meant.

    An uncertain holiday always falls out to our cost. Business days of our own acts are counted over federal holidays
    alone: fewer closed days, an earlier end. Rolls and safe days look at the state's holidays too: more closed days, an
    earlier safe day. The payer's business days are counted over both, which is kindest to the payer.
    """
    both = federal if state is None else state
    return Offices(both if theirs else federal, both)


def rolled(day: date, roll: str, calendar: Calendar) -> date:
    """The day itself, or the next or previous open day, as the rule's roll says."""
    step = {NEXT: DAY, PREVIOUS: -DAY}.get(roll)
    if step is None:
        return day
    while not calendar.is_open(day):
        day += step
    return day


def business_days_before(day: date, count: int, calendar: Calendar) -> date:
    """The open day that lies ``count`` open days before ``day``; 5 before Wed 1 April 2026 is Wed 25 March."""
    day = rolled(day, PREVIOUS, calendar)
    for _ in range(count):
        day = rolled(day - DAY, PREVIOUS, calendar)
    return day


def after(start: date, count: int, unit: str, calendar: Calendar, *, first_day: bool = False) -> date:
    """The last day of a period of ``count`` units that ``start`` triggers.

    The count begins the day after, unless ``first_day``: then the trigger day itself is day 1. A period of months ends
    on the same day of the month; where the month has none, on the first day of the next (45 CFR 147.136(d)(2)(i)).
    Calendar years are counted whole: the first is the one after the trigger's (42 CFR 405.350(c)).
    """
    if unit == CALENDAR_DAYS:
        return start + DAY * (count - 1 if first_day else count)
    if unit == BUSINESS_DAYS:
        return _business_days_after(start, count, calendar, first_day=first_day)
    if unit == CALENDAR_YEARS:
        return date(start.year + count, 12, 31)
    months = count * _MONTHS_A_YEAR if unit == YEARS else count
    last = _months_after(start, months)
    return last - DAY if first_day else last


def _business_days_after(start: date, count: int, calendar: Calendar, *, first_day: bool) -> date:
    day = start
    left = count - 1 if first_day and calendar.is_open(start) else count
    while left > 0:
        day = rolled(day + DAY, NEXT, calendar)
        left -= 1
    return day


def _months_after(start: date, months: int) -> date:
    whole = start.year * _MONTHS_A_YEAR + start.month - 1 + months
    year, month = divmod(whole, _MONTHS_A_YEAR)
    if start.day <= days_in(year, month + 1):
        return date(year, month + 1, start.day)
    return date(year + (month + 1) // _MONTHS_A_YEAR, (month + 1) % _MONTHS_A_YEAR + 1, 1)
