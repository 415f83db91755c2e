"""What the payer approved before, and which version of its policy it now cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.balance import NOTHING
from ledger.core.day import spelled_out, with_year
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point
from ledger.core.review.subject import demanded_on, few, lines_said, name_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from ledger.core.case import Claim, Line
    from ledger.core.proof import Approval
    from ledger.core.review.subject import Subject

_AUTHORIZATION = "prior_authorization"
_REASONS = (_AUTHORIZATION, "medical_necessity", "not_covered")


def approval(subject: Subject) -> Iterator[Point]:
    """Lines under an approval: its days, its codes, its units and its provider against what was billed."""
    by_number = {one.number: one for one in subject.case.approvals}
    covered: dict[str, list[tuple[Claim, Line]]] = {}
    apart: list[tuple[Claim, Line, str]] = []
    bare: list[tuple[Claim, Line]] = []
    for claim, line in subject.disputable(*_REASONS):
        given = by_number.get(claim.approval or "")
        if given is None:
            if subject.reason(claim) == _AUTHORIZATION:
                bare.append((claim, line))
            continue
        against = _against(subject, claim, line, given)
        if against:
            apart.append((claim, line, against))
        else:
            covered.setdefault(given.number, []).append((claim, line))
    for number, lines in covered.items():
        yield _covered(by_number[number], lines)
    if apart:
        yield _apart(apart)
    if bare:
        yield _bare(bare)


def _against(subject: Subject, claim: Claim, line: Line, given: Approval) -> str:
    """What does not fit the approval; empty where all that is typed fits."""
    provider = claim.rendering or subject.case.provider
    if given.valid_from is not None and line.served_on < given.valid_from:
        return f"served {with_year(line.served_on)}, approved from {with_year(given.valid_from)} on"
    if given.valid_through is not None and line.served_on > given.valid_through:
        return f"served {with_year(line.served_on)}, approved through {with_year(given.valid_through)}"
    if given.procedures and line.procedure not in given.procedures:
        return f"{line.procedure} was billed, {few(given.procedures)} approved"
    if given.provider is not None and provider is not None and given.provider != provider:
        return f"provider {provider}, approved for {given.provider}"
    used = _units(subject, given)
    if given.units is not None and used > given.units:
        return f"{used.normalize():f} units billed in all, {given.units.normalize():f} approved"
    return ""


def _units(subject: Subject, given: Approval) -> Decimal:
    return sum(
        (
            line.units or NOTHING
            for claim in subject.case.claims
            if claim.approval == given.number
            for line in claim.lines
        ),
        NOTHING,
    )


def _covered(given: Approval, lines: Sequence[tuple[Claim, Line]]) -> Point:
    exhibit = f" [{given.document}]" if given.document else ""
    days = sorted(line.served_on for _, line in lines)
    window = " ".join(
        part
        for part in (
            f"from {spelled_out(given.valid_from)}" if given.valid_from else "",
            f"through {spelled_out(given.valid_through)}" if given.valid_through else "",
        )
        if part
    )
    codes = ", ".join(dict.fromkeys(line.procedure for _, line in lines))
    when = (
        f"on {spelled_out(days[0])}"
        if days[0] == days[-1]
        else f"from {spelled_out(days[0])} through {spelled_out(days[-1])}"
    )
    granted = f" on {spelled_out(given.given_on)}" if given.given_on else ""
    unknown = [
        words
        for words, value in (
            ("its days", given.valid_from),
            ("its codes", given.procedures),
            ("its units", given.units),
        )
        if not value
    ]
    return Point(
        "approval",
        POSSIBLE,
        f"{lines_said(lines)} stand under approval {given.number}, and fit it in all that is typed.",
        (
            f"approved {window or 'without days typed'}; served {with_year(days[0])} through {with_year(days[-1])}",
            *((f"not typed of the approval: {', '.join(unknown)}",) if unknown else ()),
        ),
        paragraph=f"Approval {given.number} was given{granted}{f' for services {window}' if window else ''}{exhibit}."
        f" The services billed under it ({codes}) were given {when}.",
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the approval with its codes, units and days, as an exhibit" if not exhibit else "the page of the approval",
    )


def _apart(apart: Sequence[tuple[Claim, Line, str]]) -> Point:
    lines = [(claim, line) for claim, line, _ in apart]
    return Point(
        "approval",
        CANNOT_TELL,
        f"{lines_said(lines)} name an approval that they do not fit as typed.",
        tuple(f"{name_of(claim, line)}: {against}" for claim, line, against in apart[:6]),
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the approval itself, a change on the same day, or the number under which it was extended",
    )


def _bare(lines: Sequence[tuple[Claim, Line]]) -> Point:
    return Point(
        "approval",
        CANNOT_TELL,
        f"{lines_said(lines)}: an approval is said to be missing, and none is typed.",
        (f"{few(names_of(lines))}",),
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the approval's number, from the portal, the call log or the facility (also under another number of ours)",
    )


# the policy
