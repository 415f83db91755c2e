"""Days as people type them and as they are read back."""

from __future__ import annotations

from datetime import date

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAYS_IN_FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class NotADay(ValueError):
    """The text names no day; the message says why in one line."""


def parse_day(text: str) -> date:
    """The day that ``2026-03-06`` or the American ``3/6/2026`` names.

    Raises ``NotADay`` for anything else, for a two-digit year and for a day the month does not have.
    """
    words = text.strip()
    iso = words.split("-")
    slashed = words.split("/")
    if len(iso) == 3 and [len(part) for part in iso] == [4, 2, 2] and _digits(iso):  # noqa: PLR2004
        year, month, day = (int(part) for part in iso)
    elif len(slashed) == 3 and len(slashed[2]) == 4 and _digits(slashed):  # noqa: PLR2004
        month, day, year = (int(part) for part in slashed)
    else:
        message = f"{words!r} is not a day; write 3/6/2026 or 2026-03-06"
        raise NotADay(message)
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADay(_why_not(words, year, month)) from None


def _digits(parts: list[str]) -> bool:
    return all(part.isascii() and part.isdigit() for part in parts)


def _why_not(words: str, year: int, month: int) -> str:
    if not 1 <= month <= len(MONTHS):
        return f"{words!r} is not a day: there is no month {month}"
    if year < 1:
        return f"{words!r} is not a day: there is no year {year}"
    return f"{words!r} is not a day: {MONTHS[month - 1]} {year} has {days_in(year, month)} days"


def days_in(year: int, month: int) -> int:
    """How many days a month has."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def in_words(day: date) -> str:
    """``Fri 6 March 2026``: the echo of a typed day."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def in_full(day: date) -> str:
    """``Monday 9 March 2026``: the head of a screen."""
    return f"{DAYS_IN_FULL[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short(day: date, today: date | None = None) -> str:
    """``Fri 6 Mar``; with the year where ``today`` lies in another one."""
    year = f" {day.year}" if today is not None and today.year != day.year else ""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]}{year}"


def with_year(day: date) -> str:
    """``Fri 6 Mar 2026``: for days of several years side by side."""
    return f"{short(day)} {day.year}"


def column(day: date) -> str:
    """``Wed  1 Apr``: as ``short``, but as wide for every day of the month."""
    return f"{DAYS[day.weekday()]} {day.day:>2} {MONTHS[day.month - 1][:3]}"


def spelled_out(day: date) -> str:
    """``March 6, 2026``: as an American letter writes it."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def days_left(day: date, today: date) -> str:
    """``23 days``, ``1 day``, ``today`` or ``3 days ago``."""
    left = (day - today).days
    if left == 0:
        return "today"
    count = "1 day" if abs(left) == 1 else f"{abs(left)} days"
    return count if left > 0 else f"{count} ago"
