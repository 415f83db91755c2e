"""Lines that are asked for twice, and services that were paid twice or only look alike."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ledger.core.amount import dollars
from ledger.core.balance import NOTHING
from ledger.core.day import spelled_out
from ledger.core.review.gone import linked
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point
from ledger.core.review.subject import demanded_on, few, lines_said, name_of, names_of, plus

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from ledger.core.case import Case, Claim, Line
    from ledger.core.review.subject import Subject


def twice(subject: Subject) -> Iterator[Point]:
    """The same line in this demand twice, in another case, or the same service under two claim numbers."""
    yield from _twice_here(subject)
    mine: dict[Hashable, tuple[Claim, Line]] = {
        _line_key(claim, line): (claim, line) for claim in subject.case.claims for line in claim.lines if line.demanded
    }
    for other in subject.others:
        if other.payer != subject.case.payer or linked(subject.case, other):
            continue
        keys = {_line_key(claim, line) for claim in other.claims for line in claim.lines if line.demanded}
        lines = [pair for key, pair in mine.items() if key in keys]
        if lines:
            yield _in_two_cases(other, lines)


def _in_two_cases(other: Case, lines: list[tuple[Claim, Line]]) -> Point:
    reference = other.demand.reference or other.id
    amounts = [line.demanded or NOTHING for _, line in lines]
    dated = f" of {spelled_out(other.demand.dated_on)}" if other.demand.dated_on is not None else ""
    exhibit = f"the letter {reference}{dated}"
    return Point(
        "twice",
        POSSIBLE,
        f"{lines_said(lines)}: demanded here and in {other.id}.",
        (f"also demanded in {exhibit}", plus(amounts)),
        paragraph=(
            f"{lines_said(lines).capitalize()} of this demand, ${dollars(sum(amounts, NOTHING))}, stand in your letter"
            f" {reference}{dated} as well. We ask which of the two demands stands."
        ),
        claims=names_of(lines),
        amount=sum(amounts, NOTHING),
        ask=f"{exhibit}, as an exhibit",
    )


def _line_key(claim: Claim, line: Line) -> Hashable:
    return (claim.number, line.served_on, line.procedure, line.modifiers, line.line)


def _twice_here(subject: Subject) -> Iterator[Point]:
    places: dict[Hashable, list[tuple[Claim, Line]]] = defaultdict(list)
    for claim in subject.case.claims:
        for line in claim.lines:
            if line.demanded and line.demanded > 0 and claim.patient:
                service = (claim.patient, line.served_on, line.procedure, line.modifiers, line.units, claim.rendering)
                places[service].append((claim, line))
    again = [pairs for pairs in places.values() if len(pairs) > 1]
    if again:
        lines = [pair for pairs in again for pair in pairs]
        amounts = [line.demanded or NOTHING for pairs in again for _, line in pairs[1:]]
        yield Point(
            "twice",
            CANNOT_TELL,
            f"{lines_said(lines)}: the same service of the same day stands more than once in this demand.",
            (
                *(f"{few([name_of(*pair) for pair in pairs])}: {pairs[0][1].procedure}" for pairs in again[:3]),
                plus(amounts),
            ),
            claims=names_of(lines),
            amount=sum(amounts, NOTHING),
            ask="whether two services were given that day, or one line was listed twice",
        )


def duplicate(subject: Subject) -> Iterator[Point]:
    """Payments said to be for one service paid twice: what tells the two services apart, as far as it is on file."""
    mine = list(subject.disputable("duplicate_payment"))
    known = [
        (claim, line)
        for case in (subject.case, *subject.others)
        if case.payer == subject.case.payer
        for claim in case.claims
        for line in claim.lines
    ]
    apart: list[tuple[tuple[Claim, Line], str]] = []
    rest = []
    for claim, line in mine:
        signs = [signs for pair in known if (signs := _apart(claim, line, pair))]
        if signs:
            apart.append(((claim, line), signs[0]))
        else:
            rest.append((claim, line))
    if apart:
        yield _told_apart(subject, apart)
    if rest:
        yield _alike(rest)


def _apart(claim: Claim, line: Line, other: tuple[Claim, Line]) -> str:
    """What differs from another line for the same service of that day; empty where it is no such line, or nothing."""
    theirs, beside = other
    same = (theirs.patient, beside.served_on, beside.procedure) == (claim.patient, line.served_on, line.procedure)
    if not same or theirs.number == claim.number or claim.patient is None:
        return ""
    differs = [
        f"{words} {_shown(one)} and {_shown(two)}"
        for words, one, two in (
            ("modifiers", line.modifiers, beside.modifiers),
            ("units", line.units, beside.units),
            ("place", line.place, beside.place),
            ("rendering provider", claim.rendering, theirs.rendering),
        )
        if one and two and one != two
    ]
    return f"claim {claim.number} and claim {theirs.number}: {', '.join(differs)}" if differs else ""


def _shown(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _told_apart(subject: Subject, apart: list[tuple[tuple[Claim, Line], str]]) -> Point:
    lines = [pair for pair, _ in apart]
    signs = list(dict.fromkeys(sign for _, sign in apart))
    return Point(
        "duplicate",
        POSSIBLE,
        f"{lines_said(lines)}: the claims on file tell two services apart.",
        tuple(signs[:6]),
        paragraph=(
            f"The demand{subject.exhibit} takes two claims for one service. As billed they differ:"
            f" {'; '.join(signs[:6])}."
        ),
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="what shows two services: times, sites or notes, and both remittances, as exhibits",
    )


def _alike(lines: list[tuple[Claim, Line]]) -> Point:
    return Point(
        "duplicate",
        CANNOT_TELL,
        f"{lines_said(lines)}: nothing on file tells the two services apart, or shows the other payment.",
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="both remittances and the bank's trace (two payments, or one and its reversal?), and both notes",
    )
