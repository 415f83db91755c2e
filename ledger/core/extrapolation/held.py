"""The demand held against its own sample: what ties to the cent, and what the projection is after each decision."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.entries import effective
from ledger.core.extrapolation.estimate import (
    ONE_SIDED,
    TWO_SIDED,
    Basis,
    Estimate,
    Limit,
    estimate_of,
    limit_of,
    limits_of,
    to_the_cent,
)
from ledger.core.extrapolation.sample import changed, names_of

if TYPE_CHECKING:
    from ledger.core.case import Case
    from ledger.core.extrapolation.sample import Sample

USUAL_CONFIDENCE = Decimal(90)
POINT = "point"
_SIDES = {"one_sided_lower": ONE_SIDED, "two_sided_lower": TWO_SIDED}


class Held(NamedTuple):
    """The amounts that a demand states beside those of its sample, in dollars.

    ``said`` names the limit it says it took, empty where it says none. ``ties`` is the limit that gives the amount
    demanded to the cent, None where none does; ``basis`` that one, or the one to go on with. ``highest`` is the most
    that any reading of what it says gives: the reading kindest to the payer.
    """

    said: str
    confidence: Decimal
    point: Decimal
    point_said: Decimal | None
    asked: Decimal | None
    ties: Basis | None
    point_ties: bool
    basis: Basis
    highest: Decimal
    limits: tuple[Limit, ...]


class Rerun(NamedTuple):
    """The projection after a decision: what it left by its own figure, and what the sample gives then."""

    level: str
    left: Decimal | None
    estimate: Estimate | None
    limit: Decimal | None
    unmatched: tuple[str, ...] = ()


def held(case: Case, sample: Sample, confidence: Decimal | None = None) -> Held:
    """A demand against its sample, which must lack nothing; ``confidence`` in percent, else of the case, else 90."""
    told = case.extrapolation
    said = (told.limit if told is not None else None) or ""
    level = confidence or (told.confidence if told is not None else None) or USUAL_CONFIDENCE
    estimate = estimate_of(sample)
    limits = limits_of(estimate, level)
    meant = [one for one in limits if one.sides == _SIDES.get(said, one.sides)]
    asked, point = case.demand.amount, to_the_cent(estimate.point)
    tied = next((one for one in meant if one.lower == asked), None) if said != POINT else None
    ties = Basis(tied.sides, tied.method, tied.corrected) if tied is not None else None
    highest = max(one.lower for one in meant) if said in _SIDES else point
    return Held(
        said,
        level,
        point,
        told.point_estimate if told is not None else None,
        asked,
        ties,
        asked == point,
        ties or Basis(_SIDES.get(said, ONE_SIDED)),
        highest,
        limits,
    )


def standing(case: Case, sample: Sample) -> tuple[Sample, str]:
    """The sample as the last decision left it, and that decision's level; as demanded, and empty, before any."""
    known, level = names_of(sample), ""
    findings: dict[str, Decimal] = {}
    for appeal in effective(case.appeals):
        if appeal.by_claim and appeal.decided_on is not None and known.issuperset(name for name, _ in appeal.by_claim):
            findings.update(appeal.by_claim)
            level = appeal.level
    return changed(sample, findings), level


def reruns(case: Case, sample: Sample, against: Held) -> tuple[Rerun, ...]:
    """The projection after each decision that changed single claims, each on top of the one before."""
    known = names_of(sample)
    findings: dict[str, Decimal] = {}
    found = []
    for appeal in effective(case.appeals):
        if not appeal.by_claim or appeal.decided_on is None:
            continue
        findings.update(appeal.by_claim)
        unmatched = tuple(name for name in findings if name not in known)
        if unmatched:
            found.append(Rerun(appeal.level, appeal.amount_upheld, None, None, unmatched))
            continue
        estimate = estimate_of(changed(sample, findings))
        limit = limit_of(estimate, against.basis, against.confidence).lower
        amount = to_the_cent(estimate.point) if against.said == POINT else limit
        found.append(Rerun(appeal.level, appeal.amount_upheld, estimate, amount))
    return tuple(found)
