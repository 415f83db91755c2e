"""Text in a file and what it means: days, moments, amounts, numbers, yes and no, and the stamp of who saved.

One reader for each kind of value that the schemas name. What the schema's patterns cannot say stands here: how long a
month is, how large an amount may be. A reader never raises; what it cannot read comes back as ``Unreadable``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from ledger.core.amount import LARGEST, NotAnAmount, dollars, parse_amount, plain
from ledger.core.day import MONTHS, NotADay, days_in, parse_day
from ledger.core.names import ALPHABET, TAG_LENGTH
from ledger.core.proof import Recorded
from ledger.core.sending import Moment

FIRST_YEAR = 1950
LAST_YEAR = 2100
LARGEST_COUNT = 999_999_999
MOST_DIGITS = 18
_DAY_LENGTH = len("2026-03-06")
_CLOCK_LENGTH = len("17:32")
_SHOWN = 60


class Unreadable(NamedTuple):
    """Why a text is not of its kind: the code of the finding and what to write instead."""

    code: str
    hint: str


def shown(text: str) -> str:
    """A text as a finding shows it: one line, cut short."""
    line = " ".join(text.split()) or "an empty text"
    return line if len(line) <= _SHOWN else line[: _SHOWN - 3] + "..."


def day(text: str) -> date | Unreadable:
    """A day: ``2026-03-06``."""
    if len(text) == _DAY_LENGTH and text[4] == text[7] == "-" and _digits(text[:4] + text[5:7] + text[8:]):
        try:
            found = date.fromisoformat(text)
        except ValueError:
            return Unreadable("LED203", _month_hint(int(text[:4]), int(text[5:7])))
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
        return Unreadable("LED203", f"the year {found.year} cannot be meant; write the day on the stamp, as 2026-03-06")
    return Unreadable("LED203", _day_hint(text))


def moment(text: str) -> Moment | Unreadable:
    """A day, or a day with the hour: ``2026-03-20T17:32``."""
    words, parted, clock = text.partition("T")
    found = day(words)
    if isinstance(found, Unreadable):
        return found
    if not parted:
        return Moment(found)
    if _is_clock(clock):
        return Moment(found, clock)
    return Unreadable("LED203", f"write the hour with four digits after a T, as {words}T17:32, or the day alone")


def money(text: str) -> Decimal | Unreadable:
    """Dollars without a sign: ``1482.60``, up to 99,999,999.99."""
    whole, point, cents = text.partition(".")
    if _digits(whole) and (not point or (len(cents) <= 2 and _digits(cents))):  # noqa: PLR2004 - cents
        found = Decimal(text)
        return found if found <= LARGEST else Unreadable("LED204", f"the largest amount is {dollars(LARGEST)}")
    return Unreadable("LED204", _amount_hint(text))


def signed_money(text: str) -> Decimal | Unreadable:
    """Dollars that may be negative: ``-12.15``."""
    found = money(text.removeprefix("-"))
    return -found if text[:1] == "-" and isinstance(found, Decimal) else found


def count(text: str) -> int | Unreadable:
    """A whole number."""
    if not _digits(text):
        return Unreadable("LED207", "write a whole number with digits only, as 60")
    found = int(text) if len(text) <= MOST_DIGITS else LARGEST_COUNT + 1
    return found if found <= LARGEST_COUNT else Unreadable("LED207", f"the largest number is {LARGEST_COUNT:,}")


def number(text: str) -> Decimal | Unreadable:
    """A number without a sign, with a decimal point where needed."""
    whole, point, rest = text.partition(".")
    if not _digits(whole) or (point and not _digits(rest)):
        return Unreadable("LED207", "write a number with digits and, where needed, a point, as 1.5")
    if len(text) > MOST_DIGITS or (found := Decimal(text)) > LARGEST_COUNT:
        return Unreadable("LED207", f"the largest number is {LARGEST_COUNT:,}")
    return found


def percent(text: str) -> Decimal | Unreadable:
    """A percentage from 0 to 100: ``11.625``."""
    if text.endswith("%"):
        return Unreadable("LED207", "write the percentage without its sign, as 11.625")
    found = number(text)
    if isinstance(found, Decimal) and found > 100:  # noqa: PLR2004 - percent
        return Unreadable("LED207", "a percentage lies between 0 and 100")
    return found


def flag(text: str) -> bool | Unreadable:
    """``true`` or ``false``."""
    if text in {"true", "false"}:
        return text == "true"
    return Unreadable("LED209", "write true or false")


def recorded(text: str) -> Recorded | Unreadable:
    """When an entry was saved, by whom, and its tag: ``2026-03-09T16:22:07Z jlee K7Q2``."""
    stamp, *rest = text.split(" ")
    at = _instant(stamp)
    if at is None or len(rest) != len(("by", "tag")) or not _is_handle(rest[0]) or not _is_tag(rest[1]):
        return Unreadable("LED208", "take the line out: the tool, or `recoup check --fix`, writes it")
    return Recorded(at, *rest)


READERS: dict[str, Callable[[str], Any]] = {
    "day": day,
    "moment": moment,
    "money": money,
    "signed_money": signed_money,
    "count": count,
    "number": number,
    "percent": percent,
    "flag": flag,
    "recorded": recorded,
}
"""The reader of each kind of value, by its name under ``$defs``; every other kind is text and stays as it is."""


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _instant(text: str) -> datetime | None:
    """The moment of ``2026-03-09T16:22:07Z``, in that form alone; None for every other."""
    if not text.endswith("Z"):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == f"{text[:-1]}+00:00" else None


def _is_handle(text: str) -> bool:
    """Small letters and digits, in parts joined by a dot, dash or underscore."""
    parts = text.replace("_", ".").replace("-", ".").split(".")
    return text.isascii() and all(part.isalnum() and part == part.lower() for part in parts)


def _is_tag(text: str) -> bool:
    return len(text) == TAG_LENGTH and not text.strip(ALPHABET)


def _is_clock(text: str) -> bool:
    hour, minute = text[:2], text[3:]
    parts = len(text) == _CLOCK_LENGTH and text[2] == ":" and _digits(hour + minute)
    return parts and hour <= "23" and minute <= "59"


def _month_hint(year: int, month: int) -> str:
    if not 1 <= month <= len(MONTHS) or not year:
        return "month and day are two digits each, the year four; write the day on the stamp, as 2026-03-06"
    return f"{MONTHS[month - 1]} {year} has {days_in(year, month)} days; write the day on the stamp, as 2026-03-06"


def _day_hint(text: str) -> str:
    """What to write for a day in another spelling: the American one, one with an hour, digits left out."""
    first, parted, _ = text.partition("T")
    try:
        meant = parse_day(first).isoformat()
    except NotADay:
        meant = _filled(first)
    if parted and meant:
        return f"this key takes a day without the hour; write {meant}"
    return f"write {meant}" if meant else "write year, month and day, as 2026-03-06"


def _filled(text: str) -> str:
    """``2026-03-06`` for ``2026-3-6``; empty where that makes no day."""
    try:
        return parse_day("-".join(part.zfill(2) for part in text.split("-"))).isoformat()
    except NotADay:
        return ""


def _amount_hint(text: str) -> str:
    words = text.strip()
    if words.startswith(("-", "(")):
        return "amounts have no sign here: the key or the kind says which way the money went"
    _, point, cents = words.partition(".")
    if point and len(cents) > 2 and _digits(cents):  # noqa: PLR2004 - cents
        return "an amount has two decimals at most; write it as it is printed, as 1482.60"
    try:
        return f"write {plain(parse_amount(words))}"
    except NotAnAmount:
        return "write dollars and cents with digits and a point, as 1482.60"
