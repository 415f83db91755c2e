"""A provider said not to be enrolled: the numbers that the payer file holds against the days of service."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from ledger.core.day import spelled_out, with_year
from ledger.core.law.rule import HIGH
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.subject import MEDICARE, Lines, demanded_on, lines_said, name_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.case import Claim, Line
    from ledger.core.payer import OurNumber
    from ledger.core.review.subject import Subject

_RETRO = Rule("42 CFR 424.521(a)", HIGH, "decisions of the Departmental Appeals Board")

_RETRO_DAYS = 30


def enrollment(subject: Subject) -> Iterator[Point]:
    """A provider said not to be enrolled: the numbers that the payer file holds against the days of service."""
    found: dict[str, list[tuple[Claim, Line]]] = defaultdict(list)
    for claim, line in subject.disputable("enrollment"):
        found[_enrolled(subject, claim, line)].append((claim, line))
    if lines := found["valid"]:
        yield _on_roster(subject, lines)
    if lines := found["before"]:
        yield Point(
            "enrollment",
            POSSIBLE,
            f"{lines_said(lines)}: served within {_RETRO_DAYS} days before the number took effect.",
            tuple(_number_said(subject, *pair) for pair in lines[:6]),
            _RETRO,
            f"The services named here were given within the {_RETRO_DAYS} days before the effective date of the"
            " enrollment.",
            names_of(lines),
            demanded_on(lines),
            "the approval letter with the day the application came; the conditions of the rule were not read",
        )
    if lines := found["unknown"]:
        yield Point(
            "enrollment",
            CANNOT_TELL,
            f"{lines_said(lines)}: no number of ours that was valid on the day is in the payer file.",
            tuple(_number_said(subject, *pair) for pair in lines[:6]),
            claims=names_of(lines),
            amount=demanded_on(lines),
            ask="the application's receipt, the approval letter, and the roster with number, location and days",
        )


def _numbers(subject: Subject, claim: Claim) -> list[OurNumber]:
    practice = subject.law.settings.practice
    npi = claim.rendering or subject.case.provider or (practice.npi if practice is not None else None)
    return [one for payer in subject.under(claim).payers for one in payer.our_numbers if one.npi == npi]


def _enrolled(subject: Subject, claim: Claim, line: Line) -> str:
    numbers = _numbers(subject, claim)
    for one in numbers:
        begun = one.valid_from is not None and one.valid_from <= line.served_on
        if begun and (one.valid_through is None or line.served_on <= one.valid_through):
            return "valid"
    early = [
        one
        for one in numbers
        if one.valid_from is not None
        and line.served_on < one.valid_from <= line.served_on + timedelta(days=_RETRO_DAYS)
    ]
    return "before" if early and subject.under(claim).governed.regime == MEDICARE else "unknown"


def _number_said(subject: Subject, claim: Claim, line: Line) -> str:
    numbers = _numbers(subject, claim)
    known = "; ".join(
        f"{one.npi} from {with_year(one.valid_from) if one.valid_from else 'a day not typed'}"
        + (f" through {with_year(one.valid_through)}" if one.valid_through else "")
        for one in numbers
    )
    return f"{name_of(claim, line)}: served {with_year(line.served_on)}; {known or 'no number on file'}"


def _on_roster(subject: Subject, lines: Lines) -> Point:
    days = sorted(line.served_on for _, line in lines)
    return Point(
        "enrollment",
        POSSIBLE,
        f"{lines_said(lines)}: the payer file holds a number that was valid on the day.",
        tuple(_number_said(subject, *pair) for pair in lines[:6]),
        paragraph=(
            "The provider's number was on file with you on each day of service named here, from"
            f" {spelled_out(days[0])} through {spelled_out(days[-1])}."
        ),
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the approval letter or the roster that shows the number and its days, as an exhibit",
    )
