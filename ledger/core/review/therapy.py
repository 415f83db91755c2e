"""Therapy units against the timed minutes of the day, by both ways of counting."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.day import spelled_out, with_year
from ledger.core.law.rule import MEDIUM
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.subject import demanded_on, few, lines_said, name_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ledger.core.case import Claim, Line
    from ledger.core.review.subject import Subject

TIMED = (
    "97032", "97033", "97034", "97035", "97036",
    "97110", "97112", "97113", "97116", "97124", "97140", "97530", "97533", "97535", "97542",
)  # fmt: skip
"""Therapy codes of 15 minutes each: modalities with constant attendance and therapeutic procedures.

Other codes are left alone. Source: https://ptmedicalbilling.com/post/the-8-minute-rule names the two families.
"""

_UNIT_RULE = Rule(
    "therapy units by total timed minutes (8-minute rule) and by the midpoint of each code",
    MEDIUM,
    "https://www.chirocode.com/article.html?id=25388 quotes the manual, ch. 5 section 20.2; not opened itself",
)

_QUARTER = 15
_MIDPOINT = 8


def units_of_total(minutes: int) -> int:
    """Units of 15 minutes by the total of the day: 8 to 22 are 1, 23 to 37 are 2."""
    return 0 if minutes < _MIDPOINT else (minutes + 7) // _QUARTER


def units_by_code(minutes: Sequence[int]) -> int:
    """Units where each code passes the midpoint for itself: a rest of 8 minutes or more is one more unit."""
    return sum(one // _QUARTER + (1 if one % _QUARTER >= _MIDPOINT else 0) for one in minutes)


class Day(NamedTuple):
    """The timed therapy of one patient on one day: its lines, and the units both ways of counting give."""

    day: date
    lines: tuple[tuple[Claim, Line], ...]
    billed: int
    minutes: int
    by_total: int
    by_code: int


def therapy_units(subject: Subject) -> Iterator[Point]:
    """Timed therapy whose minutes support the units billed by both ways of counting, or only by one of them."""
    reasons = ("therapy_documentation", "time_based_coding", "units", "documentation")
    days = _days(subject, reasons)
    both = [one for one in days if min(one.by_total, one.by_code) >= one.billed]
    one_way = [one for one in days if one not in both and max(one.by_total, one.by_code) >= one.billed]
    if both:
        yield _supported(both)
    if one_way:
        yield _by_one_way(one_way)


def _days(subject: Subject, reasons: tuple[str, ...]) -> list[Day]:
    """Days on which every timed line has its minutes and its units; a day with a gap cannot be counted."""
    found: dict[tuple[str, date], list[tuple[Claim, Line]]] = defaultdict(list)
    gap = set()
    disputed = {(claim.number, id(line)) for claim, line in subject.disputable(*reasons)}
    for claim in subject.case.claims:
        for line in claim.lines:
            if line.procedure in TIMED:
                key = (claim.patient or claim.number, line.served_on)
                found[key].append((claim, line))
                if line.minutes is None or line.units is None or line.units != int(line.units):
                    gap.add(key)
    return [
        _day(key[1], lines)
        for key, lines in found.items()
        if key not in gap and any((claim.number, id(line)) in disputed for claim, line in lines)
    ]


def _day(day: date, lines: list[tuple[Claim, Line]]) -> Day:
    minutes: dict[str, int] = defaultdict(int)
    for _, line in lines:
        minutes[line.procedure] += line.minutes or 0
    billed = sum(int(line.units or 0) for _, line in lines)
    total = sum(minutes.values())
    return Day(day, tuple(lines), billed, total, units_of_total(total), units_by_code(tuple(minutes.values())))


def _counted(one: Day) -> str:
    return (
        f"{few(tuple(dict.fromkeys(name_of(*pair) for pair in one.lines)))} of {with_year(one.day)}:"
        f" {one.minutes} minutes are {one.by_total} by the total, {one.by_code} by the midpoint of each code;"
        f" {one.billed} billed"
    )


def _supported(days: Sequence[Day]) -> Point:
    lines = [pair for one in days for pair in one.lines if pair[1].demanded]
    said = "; ".join(
        f"{spelled_out(one.day)}: {one.minutes} timed minutes, {one.billed} units billed" for one in days[:8]
    )
    more = f"; and {len(days) - 8} more days" if len(days) > 8 else ""  # noqa: PLR2004 - as many as a sentence bears
    return Point(
        "therapy_units",
        POSSIBLE,
        f"{lines_said(lines)}: the timed minutes support the units billed, by both ways of counting.",
        (*(_counted(one) for one in days[:6]), *((f"{len(days) - 6} more days",) if len(days) > 6 else ())),  # noqa: PLR2004
        _UNIT_RULE,
        f"The timed minutes recorded support the units billed. {said}{more}.",
        names_of(lines),
        demanded_on(lines),
        "the record that shows the timed minutes of each day, as an exhibit",
    )


def _by_one_way(days: Sequence[Day]) -> Point:
    lines = [pair for one in days for pair in one.lines if pair[1].demanded]
    return Point(
        "therapy_units",
        CANNOT_TELL,
        f"{lines_said(lines)}: one way of counting supports the units billed, the other does not.",
        tuple(_counted(one) for one in days[:6]),
        _UNIT_RULE,
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="which way of counting the payer's manual adopts: by the total, or by the midpoint of each code",
    )
