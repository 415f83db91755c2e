"""Numbers and days that give a person away: social security, Medicare, birth date (reliability standard, 4.3)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.day import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

SOCIAL_SECURITY = "LED711"
MEDICARE = "LED712"
BIRTH_DATE = "LED713"

_WINDOW = 30  # characters between a label and what it labels
_SSN_PARTS = (3, 2, 4)
_MBI_PARTS = (4, 3, 4)
MEDICARE_LENGTH = 11
_SHORTEST = 11  # of a social security number with dashes and of a Medicare number
_MBI_LETTERS = frozenset("ACDEFGHJKMNPQRTUVWXY")
_MBI_FORM = "1A?0A?0AA00"  # 1: 1 to 9; 0: a digit; A: a letter; ?: a digit or a letter
_DIGITS = frozenset("0123456789")
_ALLOWED = {"1": _DIGITS - {"0"}, "0": _DIGITS, "A": _MBI_LETTERS, "?": _DIGITS | _MBI_LETTERS}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\uff0d"), "-")
_KEEP = {point: " " for point in range(128) if not (chr(point).isalnum() or chr(point) == "-")}


class Hit(NamedTuple):
    """What was found, on which line (from 1), and its value in one spelling."""

    line: int
    code: str
    value: str


def numbers(text: str) -> Iterator[Hit]:
    """Find social security numbers with dashes and Medicare numbers, as words of their own."""
    plain = _ascii(text)
    if not any(_number(word) for word in _long_words(plain)):
        return
    for line, content in enumerate(plain.split("\n"), 1):
        for word in _long_words(content):
            if kind := _number(word):
                yield Hit(line, *kind)


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    return text.translate(_DASHES).encode("ascii", "replace").decode()


def _long_words(text: str) -> list[str]:
    return [word for word in text.translate(_KEEP).split() if len(word) >= _SHORTEST]


@lru_cache(maxsize=4096)
def _number(word: str) -> tuple[str, str] | None:
    """Return which number a word holds, with its value; a word with dashes is looked at part by part."""
    parts = word.strip("-").upper().split("-")
    for index, part in enumerate(parts):
        three = parts[index : index + 3]
        lengths = tuple(map(len, three))
        joined = "".join(three)
        if len(part) == MEDICARE_LENGTH and is_medicare_number(part):
            return MEDICARE, part
        if lengths == _MBI_PARTS and is_medicare_number(joined):
            return MEDICARE, joined
        if lengths == _SSN_PARTS and _is_ssn(joined) and not _numeric_neighbour(parts, index):
            return SOCIAL_SECURITY, joined
    return None


def _numeric_neighbour(parts: Sequence[str], index: int) -> bool:
    around = [*parts[max(index - 1, 0) : index], *parts[index + 3 : index + 4]]
    return any(_DIGITS.intersection(part) for part in around)


def is_medicare_number(word: str) -> bool:
    """Whether the eleven characters have the exact form of a Medicare beneficiary identifier."""
    return all(letter in _ALLOWED[form] for letter, form in zip(word, _MBI_FORM, strict=True))


def _is_ssn(digits: str) -> bool:
    """Whether nine digits can be a social security number: no 000, 666 or 9xx area, no 00 group, no 0000 serial."""
    return (
        _DIGITS.issuperset(digits)
        and digits[:3] not in ("000", "666")
        and digits[0] != "9"
        and digits[3:5] != "00"
        and digits[5:] != "0000"
    )


def labelled(text: str) -> Iterator[Hit]:
    """Find bare social security numbers and birth dates near a label that says so."""
    low = text.lower()
    if "ssn" in low or "social" in low:
        for start, value in _near(low, _patterns()["ssn"], _patterns()["nine"]):
            digits = "".join(letter for letter in value if letter in _DIGITS)
            if _is_ssn(digits):
                yield Hit(_line_of(low, start), SOCIAL_SECURITY, digits)
    if "born" in low or "birth" in low or "dob" in low or "d.o.b" in low:
        for start, value in _near(low, _patterns()["birth"], _patterns()["day"]):
            yield Hit(_line_of(low, start), BIRTH_DATE, value)


def _near(low: str, label: re.Pattern[str], wanted: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Find what stands within 30 characters before or after a label."""
    for found in label.finditer(low):
        start = max(found.start() - _WINDOW, 0)
        for match in wanted.finditer(low, start, found.end() + 2 * _WINDOW):
            if match.start() - found.end() <= _WINDOW:
                yield match.start(), match.group()


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    month = "(?:" + "|".join(f"{name.lower()}|{name[:3].lower()}" for name in MONTHS) + r")\.?"
    days = (
        r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})",
        r"\d{4}[/.-]\d{1,2}[/.-]\d{1,2}",
        rf"{month}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}",
        rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{month},?\s+\d{{4}}",
        r"(?:19|20)\d{6}",
    )
    return {
        "ssn": re.compile(r"(?<![a-z])(?:ssn|social)(?![a-rt-z])"),
        "nine": re.compile(r"(?<![\w-])\d{3}[ .-]?\d{2}[ .-]?\d{4}(?![\w-])"),
        "birth": re.compile(r"(?<![a-z])(?:dob|d\.o\.b\.?|born|birth\s?da(?:y|te)|birth)(?![a-z])"),
        "day": re.compile(rf"(?<![\w/-])(?:{'|'.join(days)})(?![\w/-])"),
    }


def spellings(day: date) -> tuple[str, ...]:
    """Return the ways in which people write one day, in small letters."""
    month = MONTHS[day.month - 1].lower()
    return (
        day.isoformat(),
        f"{day.month}/{day.day}/{day.year}",
        f"{day:%m/%d/%Y}",
        f"{day.month}/{day.day}/{day:%y}",
        f"{day:%m/%d/%y}",
        f"{day:%m-%d-%Y}",
        f"{day:%Y%m%d}",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
    )
