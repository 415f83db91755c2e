"""Rules whose text nobody has read for a year: law changes, and an old date is one that was right once."""

from __future__ import annotations

from datetime import date

from ledger.core.finding import Finding
from ledger.core.law.rule import Regime


def last_read(regime: Regime) -> date | None:
    """The last day on which somebody read the text of these very rules; None where no day is known."""
    days = [regime.verified_on, *(one.confirmed_on for one in regime.confirmed if one.holds)]
    return max((day for day in days if day is not None), default=None)


def not_read_lately(regime: Regime, today: date) -> Finding | None:
    """LED506 where the text was last read more than a year before ``today``; rules without a count never age."""
    if not any(window.versions for window in regime.windows):
        return None
    read = last_read(regime)
    if read is not None and read >= _year_before(today):
        return None
    said = f"the text of {regime.name} was last read on {read}" if read else f"no day says when {regime.name} was read"
    hint = f"read it, then: recoup rules confirm {regime.name} --by HANDLE --read-on SOURCE"
    return Finding("LED506", said, hint, ("verified_on",))


def _year_before(day: date) -> date:
    """The same day of the year before; the first of March for the last of February in a leap year."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 3, 1)
