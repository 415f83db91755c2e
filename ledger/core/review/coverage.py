"""Who had to pay: coverage that was verified, that ended later, or that another payer is said to owe."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ledger.core.balance import claim_demanded
from ledger.core.citation import citations
from ledger.core.day import spelled_out, with_year
from ledger.core.entries import effective
from ledger.core.law.governing import counted
from ledger.core.review.notice import rule_on_recovery
from ledger.core.review.point import CANNOT_TELL, NOTHING, POSSIBLE, Point
from ledger.core.review.subject import demanded_on, few, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ledger.core.case import Claim, Line
    from ledger.core.review.subject import Subject, Under

_ELIGIBILITY = "eligibility"
_OTHER_PAYER = ("coordination_of_benefits", "third_party_liability")
_EXHIBIT = "the dated eligibility response for each day of service, as an exhibit"


def coverage(subject: Subject) -> Iterator[Point]:
    """Eligibility that was verified before the service, coverage that ended after it, and what the payer knew."""
    found: dict[str, list[tuple[Claim, Line]]] = defaultdict(list)
    for claim, line in subject.disputable(_ELIGIBILITY, *_OTHER_PAYER):
        found[_standing(claim, line)].append((claim, line))
    if lines := found["after"]:
        yield _ended_later(subject, lines)
    if lines := found["verified"]:
        yield _verified(subject, lines)
    if lines := [pair for pair in found["unknown"] if subject.reason(pair[0]) == _ELIGIBILITY]:
        yield _unknown(lines)


def _standing(claim: Claim, line: Line) -> str:
    """``after``: coverage ended after the service; ``verified``: it was looked up by then; else ``unknown``."""
    told = claim.coverage
    if told is None:
        return "unknown"
    if told.ended_on is not None and told.ended_on >= line.served_on:
        return "after"
    if told.verified_on is not None and told.verified_on <= line.served_on:
        return "verified"
    return "unknown"


def _claims(lines: Sequence[tuple[Claim, Line]]) -> list[Claim]:
    return list({claim.number: claim for claim, _ in lines}.values())


def _ended_later(subject: Subject, lines: Sequence[tuple[Claim, Line]]) -> Point:
    claims = _claims(lines)
    days = sorted({line.served_on for _, line in lines})
    ended = min(claim.coverage.ended_on for claim in claims if claim.coverage and claim.coverage.ended_on)
    return Point(
        "coverage",
        POSSIBLE,
        f"Coverage of {counted(len(claims), 'claim')} ended on or after the day of service.",
        tuple(
            f"claim {claim.number}: served {with_year(line.served_on)}, ended {with_year(claim.coverage.ended_on)}"
            for claim, line in lines[:6]
            if claim.coverage is not None and claim.coverage.ended_on is not None
        ),
        paragraph=(
            f"The services named here were given by {spelled_out(days[-1])}. Coverage ended on {spelled_out(ended)},"
            f" not before them{subject.exhibit}."
        ),
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the notice or response that states the last day of coverage, as an exhibit",
    )


def _verified(subject: Subject, lines: Sequence[tuple[Claim, Line]]) -> Point:
    claims = _claims(lines)
    working = [
        f"claim {claim.number}: verified {with_year(told.verified_on)}, {told.evidence or 'no proof typed'}"
        for claim in claims[:4]
        if (told := claim.coverage) is not None and told.verified_on is not None
    ]
    working += _knowledge(subject, claims)
    said = "; ".join(
        f"claim {claim.number}, verified {spelled_out(claim.coverage.verified_on)}{_exhibits(subject, claim)}"
        for claim in claims[:6]
        if claim.coverage is not None and claim.coverage.verified_on is not None
    )
    more = f"; and {len(claims) - 6} more" if len(claims) > 6 else ""  # noqa: PLR2004 - as many as a sentence bears
    return Point(
        "coverage",
        POSSIBLE,
        f"Eligibility of {counted(len(claims), 'claim')} was verified by the day of service.",
        tuple(working),
        paragraph=f"Eligibility was confirmed before each service: {said}{more}.{_knew(subject, claims)}",
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask=f"{_EXHIBIT}; what reliance on it is worth differs by state and is not in the texts read",
    )


def _exhibits(subject: Subject, claim: Claim) -> str:
    """`` [eligibility p1]``: the papers of the case that the evidence of a claim names."""
    evidence = claim.coverage.evidence if claim.coverage is not None else None
    there = {one.id for one in effective(subject.case.documents)}
    return "".join(f" {one.text}" for one in citations(evidence or "") if one.name in there)


def _known(claims: Sequence[Claim]) -> date | None:
    return min(
        (claim.coverage.payer_knew_on for claim in claims if claim.coverage and claim.coverage.payer_knew_on),
        default=None,
    )


def _knowledge(subject: Subject, claims: Sequence[Claim]) -> Iterator[str]:
    knew, dated = _known(claims), subject.case.demand.dated_on
    if knew is not None and dated is not None and dated > knew:
        yield f"the payer knew on {with_year(knew)}; its letter came {counted((dated - knew).days, 'day')} later"
    early = [one.number for one in claims if _knew_before_paying(one)]
    if early:
        yield f"the payer knew before it paid: claims {few(early)}"


def _knew_before_paying(claim: Claim) -> bool:
    told = claim.coverage
    return bool(told and told.payer_knew_on and claim.paid_on and told.payer_knew_on < claim.paid_on)


def _knew(subject: Subject, claims: Sequence[Claim]) -> str:
    knew, dated = _known(claims), subject.case.demand.dated_on
    if knew is None or dated is None or dated <= knew:
        return ""
    return (
        f" The plan knew of the end of coverage on {spelled_out(knew)}; its notice is dated {spelled_out(dated)}"
        f"{subject.exhibit}."
    )


def _unknown(lines: Sequence[tuple[Claim, Line]]) -> Point:
    claims = _claims(lines)
    return Point(
        "coverage",
        CANNOT_TELL,
        f"{counted(len(claims), 'claim')}: when eligibility was verified, and when coverage ended, is not typed.",
        (f"claims {few([claim.number for claim in claims])}",),
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the eligibility response of the day of service (verified_on, evidence), and the day coverage ended",
    )


def other_payer(subject: Subject) -> Iterator[Point]:
    """Another payer is said to have been first: which, and whether this payer turns to it before the practice."""
    for under in subject.groups:
        claims = [claim for claim in under.claims if subject.reason(claim) in _OTHER_PAYER]
        if not claims or not subject.case.claims:
            continue
        yield _turns_to_other(subject, under, claims)


def _turns_to_other(subject: Subject, under: Under, claims: Sequence[Claim]) -> Point:
    recovery = under.regime.recovery
    exceptions = recovery.exceptions if recovery is not None else ()
    turns = next((one for one in exceptions if one.kind == "secondary_payer"), None)
    rule = rule_on_recovery(under)
    numbers = tuple(claim.number for claim in claims)
    amount = sum((claim_demanded(claim) for claim in claims), NOTHING)
    unnamed = "other_payer" in subject.case.demand.lacks
    named = ("the letter names no other payer",) if unnamed else ()
    if turns is None:
        return Point(
            "other_payer",
            CANNOT_TELL,
            f"{counted(len(numbers), 'claim')}: another payer is said to have been first"
            + ("; the letter does not name it." if unnamed else "."),
            named,
            claims=numbers,
            amount=amount,
            ask="who the other payer is and what shows it; the questionnaire; the time that payer gives to bill it",
        )
    text = f"The notice{subject.exhibit} says that another payer was primary"
    text += " and does not name it." if unnamed else "."
    text += " We ask you to turn to that payer for its share."
    return Point(
        "other_payer",
        POSSIBLE,
        f"{under.law}: a secondary carrier turns to the primary carrier first.",
        (*named, turns.says),
        rule,
        text,
        numbers,
        amount,
        "whether the primary carrier paid the same part too; who it is",
    )
