"""A claim said to be filed late: the day it was accepted against the contract's time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ledger.core.day import spelled_out, with_year
from ledger.core.law.calendar import CALENDAR_DAYS, after
from ledger.core.law.governing import counted
from ledger.core.law.rule import MEDIUM
from ledger.core.reckoning.typed import FILING_LIMIT
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.subject import Lines, demanded_on, lines_said, name_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.core.case import Claim, Line
    from ledger.core.payer import PayerWindow
    from ledger.core.review.subject import Subject

_ACCEPTED = Rule("acceptance reports as proof of timely filing, as articles describe it", MEDIUM)


def timely_filing(subject: Subject) -> Iterator[Point]:
    """A claim said to be late: the day it was accepted against the contract's time, where that is typed."""
    found: dict[str, list[tuple[Claim, Line]]] = defaultdict(list)
    limits: dict[str, PayerWindow] = {}
    for claim, line in subject.disputable("timely_filing"):
        limit = _limit(subject, claim)
        if claim.accepted_on is None:
            found["bare"].append((claim, line))
        elif limit is None or limit.days is None:
            found["unknown"].append((claim, line))
        elif claim.accepted_on <= _last(subject, line, limit):
            found["in time"].append((claim, line))
            limits[claim.number] = limit
        else:
            found["after"].append((claim, line))
    if lines := found["in time"]:
        yield _in_time(lines, limits)
    if lines := found["unknown"]:
        yield _no_limit(lines)
    if lines := found["bare"]:
        yield _not_accepted(lines)


def _limit(subject: Subject, claim: Claim) -> PayerWindow | None:
    under = subject.under(claim)
    return next((one for payer in under.payers for one in payer.windows if one.deadline == FILING_LIMIT), None)


def _last(subject: Subject, line: Line, limit: PayerWindow) -> date:
    return after(line.served_on, limit.days or 0, limit.unit or CALENDAR_DAYS, subject.law.holidays)


def _gap(claim: Claim, line: Line) -> str:
    accepted = claim.accepted_on or line.served_on
    days = counted((accepted - line.served_on).days, "day")
    return f"{name_of(claim, line)}: served {with_year(line.served_on)}, accepted {with_year(accepted)}, {days} later"


def _in_time(lines: Lines, limits: dict[str, PayerWindow]) -> Point:
    claim, line = lines[0]
    limit = limits[claim.number]
    source = limit.source or "the payer file"
    accepted = claim.accepted_on or line.served_on
    return Point(
        "timely_filing",
        POSSIBLE,
        f"{lines_said(lines)}: accepted within the contract's time to file.",
        (*(_gap(*pair) for pair in lines[:6]), f"the limit: {limit.days} days ({source})"),
        paragraph=(
            f"The claims named here were accepted within the time for filing ({source}). The first was accepted on"
            f" {spelled_out(accepted)}, {counted((accepted - line.served_on).days, 'day')} after the service."
        ),
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the acceptance report (277CA) of each claim with its time and trace, as an exhibit",
    )


def _no_limit(lines: Lines) -> Point:
    return Point(
        "timely_filing",
        CANNOT_TELL,
        f"{lines_said(lines)}: the day of acceptance is known, the contract's time to file is not typed.",
        tuple(_gap(*pair) for pair in lines[:6]),
        _ACCEPTED,
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask=f"the time to file from the contract (payer file, windows: {FILING_LIMIT}, counted from the service)",
    )


def _not_accepted(lines: Lines) -> Point:
    return Point(
        "timely_filing",
        CANNOT_TELL,
        f"{lines_said(lines)}: no day of acceptance is typed.",
        rule=_ACCEPTED,
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the acceptance report (277CA) with its time and trace; a 999 proves only that the batch could be read",
    )
