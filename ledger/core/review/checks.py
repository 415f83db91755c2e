"""The checks of a review by name, and the review: what they found, the most at stake first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.review.approval import approval
from ledger.core.review.coverage import coverage, other_payer
from ledger.core.review.filing import timely_filing
from ledger.core.review.gone import already_paid
from ledger.core.review.lookback import Standing, lookback, standings, without_fault
from ledger.core.review.minutes import time_code, visit_time
from ledger.core.review.notice import no_letter, notice
from ledger.core.review.papers import records, signature
from ledger.core.review.point import POSSIBLE, Point
from ledger.core.review.policy import policy
from ledger.core.review.price import recoded_price
from ledger.core.review.projection import (
    sample_basis,
    sample_limit,
    sample_rerun,
    sample_seed,
    sample_sums,
    sample_zero,
)
from ledger.core.review.roster import enrollment
from ledger.core.review.route import erisa, law, reopening, reviewer, section_935
from ledger.core.review.subject import Subject, subject_of
from ledger.core.review.sums import balance_stated, difference, more_than_paid, sums
from ledger.core.review.taking import other_provider, taking
from ledger.core.review.therapy import therapy_units
from ledger.core.review.twice import duplicate, twice

if TYPE_CHECKING:
    from datetime import date

    from ledger.core.case import Case
    from ledger.core.law.governing import Law

_NAMED = 2
Find = Callable[[Subject], Iterator[Point]]

CHECKS: dict[str, Find] = {
    "law": law,
    "lookback": lookback,
    "without_fault": without_fault,
    "no_letter": no_letter,
    "notice": notice,
    "sums": sums,
    "more_than_paid": more_than_paid,
    "difference": difference,
    "recoded_price": recoded_price,
    "balance": balance_stated,
    "already_paid": already_paid,
    "twice": twice,
    "duplicate": duplicate,
    "taking": taking,
    "other_provider": other_provider,
    "time_code": time_code,
    "therapy_units": therapy_units,
    "visit_time": visit_time,
    "coverage": coverage,
    "other_payer": other_payer,
    "approval": approval,
    "policy": policy,
    "records": records,
    "signature": signature,
    "timely_filing": timely_filing,
    "enrollment": enrollment,
    "reopening": reopening,
    "section_935": section_935,
    "erisa": erisa,
    "reviewer": reviewer,
    "sample_sums": sample_sums,
    "sample_limit": sample_limit,
    "sample_rerun": sample_rerun,
    "sample_seed": sample_seed,
    "sample_zero": sample_zero,
    "sample_basis": sample_basis,
}
"""Every check by the name it is picked by, in the order of their families."""


class Review(NamedTuple):
    """What the checks of one case found. ``quiet`` are the checks that found nothing."""

    points: tuple[Point, ...]
    quiet: tuple[str, ...]
    standings: tuple[Standing, ...] = ()


def reviewed(case: Case, law: Law, today: date, others: Iterable[Case] = ()) -> Review:
    """Look at a demand from every side. ``others`` are the other cases of the ledger, for lines asked for twice."""
    subject = subject_of(case, law, today, others)
    found = {name: list(find(subject)) for name, find in CHECKS.items()}
    told = [_sampled(subject, point) for points in found.values() for point in points]
    points = sorted(told, key=_order)
    return Review(tuple(points), tuple(name for name, points in found.items() if not points), standings(subject))


def _sampled(subject: Subject, point: Point) -> Point:
    """A point on some claims of a sample, with the way to what they are worth in the projection."""
    if subject.case.extrapolation is None or not point.amount or not 0 < len(point.claims) < len(subject.case.claims):
        return point
    named = f"recoup extrapolate {subject.case.id} --overturn {','.join(point.claims[:_NAMED])}"
    more = ",..." if len(point.claims) > _NAMED else ""
    return point._replace(arithmetic=(*point.arithmetic, f"in the projection: {named}{more}"))


def _order(point: Point) -> tuple[object, ...]:
    return (-point.amount, point.verdict != POSSIBLE)
