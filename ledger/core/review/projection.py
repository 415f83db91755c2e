"""A demand that is projected from a sample: its arithmetic, its limit, and what its papers have to say."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from ledger.core.amount import dollars
from ledger.core.balance import NOTHING
from ledger.core.extrapolation.held import POINT, held, reruns
from ledger.core.extrapolation.sample import sample_of
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point
from ledger.core.review.subject import MEDICARE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.case import Extrapolation
    from ledger.core.extrapolation.held import Held
    from ledger.core.extrapolation.sample import Sample
    from ledger.core.review.subject import Subject

_WHEN = "when_a_contractor_may_extrapolate"
_WHO_DESIGNS = "who_designs_the_sample"
_STATISTICIAN = "a statistician, and counsel before anything is sent"
_SIDES = {
    "one_sided_lower": "one-sided lower limit",
    "two_sided_lower": "two-sided lower limit",
    POINT: "point estimate",
}


def _told(subject: Subject) -> Extrapolation | None:
    return subject.case.extrapolation


def _held(subject: Subject) -> tuple[Sample, Held] | None:
    """The sample and what the demand says beside it; None where there is no sample, or something is missing."""
    told = _told(subject)
    sample = sample_of(subject.case)
    if told is None or sample.missing:
        return None
    return sample, held(subject.case, sample)


def sample_sums(subject: Subject) -> Iterator[Point]:
    """The point estimate: the mean of each stratum times its units, against the figure stated."""
    told = _told(subject)
    if told is None:
        return
    sample = sample_of(subject.case)
    if sample.missing:
        yield Point(
            "sample_sums",
            CANNOT_TELL,
            "The projection cannot be worked out again: something of the sample is missing.",
            sample.missing,
            amount=subject.whole,
            ask="the universe, the frame and the sample with the finding on each unit",
        )
        return
    found = _held(subject)
    if found is None or told.point_estimate is None or told.point_estimate <= found[1].point:
        return
    against = found[1]
    off = told.point_estimate - against.point
    yield Point(
        "sample_sums",
        POSSIBLE,
        "The point estimate stated is more than the sample gives.",
        (
            f"stated {dollars(told.point_estimate)} - worked out {dollars(against.point)} = {dollars(off)}",
            "recoup extrapolate shows every stratum",
        ),
        paragraph=(
            f"The point estimate stated is ${dollars(told.point_estimate)}{subject.exhibit}. The findings on the"
            f" sampled units, projected to the universe stated, give ${dollars(against.point)}."
        ),
        amount=off,
        ask=_STATISTICIAN,
    )


def sample_limit(subject: Subject) -> Iterator[Point]:
    """The amount demanded against the limit it says it took, in the reading that gives the most."""
    found = _held(subject)
    if found is None:
        return
    against = found[1]
    if against.asked is None or against.ties is not None or (against.said == POINT and against.point_ties):
        return
    shown = (f"demanded {dollars(against.asked)}, point estimate {dollars(against.point)}",)
    if against.asked > against.highest:
        off = against.asked - against.highest
        name = _SIDES.get(against.said, "point estimate")
        yield Point(
            "sample_limit",
            POSSIBLE,
            f"More is demanded than the {name} of the sample by any way of working it out.",
            (*shown, f"the most that any way gives is {dollars(against.highest)}: {dollars(off)} less"),
            paragraph=(
                f"The demand{subject.exhibit} asks for ${dollars(against.asked)}. The {name} at {_percent(against)}"
                f" percent is at most ${dollars(against.highest)}. We ask for the working of the difference of"
                f" ${dollars(off)}."
            ),
            amount=off,
            ask=_STATISTICIAN,
        )
        return
    said = f"the {_SIDES[against.said]}" if against.said else "no limit by name"
    ties = "is the point estimate" if against.point_ties else "ties to no way of working it out"
    yield Point(
        "sample_limit",
        CANNOT_TELL,
        f"The demand states {said}, and its amount {ties}.",
        shown,
        amount=NOTHING,
        ask="which limit was taken, at which confidence, by which formula and program",
    )


def _percent(against: Held) -> str:
    return f"{against.confidence.normalize():f}"


def sample_rerun(subject: Subject) -> Iterator[Point]:
    """After a decision that overturned single claims: what it left, against the projection done again."""
    found = _held(subject)
    if found is None:
        return
    sample, against = found
    for one in reruns(subject.case, sample, against):
        level = one.level.replace("_", " ")
        if one.limit is None:
            yield Point(
                "sample_rerun",
                CANNOT_TELL,
                f"The {level} names claims that no sampled unit is, so the projection cannot be done again.",
                (", ".join(one.unmatched[:6]),),
                ask="which sampled units the decision means",
            )
        elif one.left is not None and one.left > one.limit:
            yield Point(
                "sample_rerun",
                POSSIBLE,
                f"After the {level} more is left than the projection gives with the claims it overturned.",
                (f"left {dollars(one.left)} - worked out {dollars(one.limit)} = {dollars(one.left - one.limit)}",),
                paragraph=(
                    f"With the findings that the {level} left, the projection gives ${dollars(one.limit)} by the method"
                    f" the demand states; ${dollars(one.left)} was left standing. We ask for it to be worked out again."
                ),
                amount=one.left - one.limit,
                ask=_STATISTICIAN,
            )


def sample_seed(subject: Subject) -> Iterator[Point]:
    """Without the seed nobody can draw the sample again."""
    told = _told(subject)
    if told is not None and told.seed is None:
        yield Point(
            "sample_seed",
            CANNOT_TELL,
            "Whether the sample can be drawn again cannot be told: no seed is typed.",
            (("a sampling file is on file: " + told.document,) if told.document else ()),
            amount=subject.whole,
            ask="the seed, the program with its version, and the frame in the order it was drawn from",
        )


def sample_zero(subject: Subject) -> Iterator[Point]:
    """Units that were underpaid, or on which nothing was paid, keep their true value in a sample."""
    told = _told(subject)
    if told is None or not subject.case.claims:
        return
    lines = [line for claim in subject.case.claims for line in claim.lines]
    below = any(line.demanded is not None and line.demanded < 0 for line in lines)
    unpaid = any(line.paid == 0 for line in lines)
    if not below and not unpaid:
        yield Point(
            "sample_zero",
            CANNOT_TELL,
            "No sampled unit is underpaid or unpaid; whether such units were left out cannot be told.",
            amount=subject.whole,
            ask="the frame with its exclusions, and every unit that was replaced after the draw",
        )


def sample_basis(subject: Subject) -> Iterator[Point]:
    """What has to stand behind a projection: that it is stated, why it was allowed, and the error rate it rests on."""
    told = _told(subject)
    if told is None:
        return
    medicare = next((under for under in subject.groups if under.governed.regime == MEDICARE), None)
    if "extrapolation_stated" in subject.case.demand.lacks:
        yield Point(
            "sample_basis",
            POSSIBLE,
            "The letter does not say that its amount is projected from a sample.",
            rule=medicare.rule(_WHO_DESIGNS) if medicare is not None else None,
            paragraph=f"The notice{subject.exhibit} does not state that the amount is projected from a sample.",
            amount=subject.whole,
            ask=_STATISTICIAN,
        )
    if medicare is not None and not told.because:
        yield Point(
            "sample_basis",
            CANNOT_TELL,
            "Why a projection was allowed is not typed: a sustained or high level of error, or education that failed.",
            tuple(said.says for said in (medicare.statement(_WHEN),) if said is not None),
            medicare.rule(_WHEN),
            amount=subject.whole,
            ask="the page that says which of the two it rests on (because)",
        )
    yield from _error_rate(subject, told)


def _error_rate(subject: Subject, told: Extrapolation) -> Iterator[Point]:
    """The error rate stated against the sample, counted in every way and rounded as stated."""
    findings = [line.demanded for claim in subject.case.claims for line in claim.lines if line.demanded is not None]
    if told.error_rate is None or not findings or sample_of(subject.case).missing:
        return
    rates = _rates(subject, findings, told.error_rate)
    if told.error_rate > max(rates.values()):
        yield Point(
            "sample_basis",
            POSSIBLE,
            f"The error rate stated, {told.error_rate} percent, is more than the sample shows.",
            tuple(f"{words}: {rate} percent" for words, rate in rates.items()),
            paragraph=(
                f"The error rate stated is {told.error_rate} percent{subject.exhibit}. The findings on the sampled"
                f" units give at most {max(rates.values())} percent."
            ),
            ask="how the rate was worked out",
        )


def _rates(subject: Subject, findings: list[Decimal], stated: Decimal) -> dict[str, Decimal]:
    paid = sum((line.paid or NOTHING for claim in subject.case.claims for line in claim.lines), NOTHING)
    step = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    changed = Decimal(sum(1 for one in findings if one != 0)) / len(findings)
    over = Decimal(sum(1 for one in findings if one > 0)) / len(findings)
    rates = {"units with a finding": changed, "units found overpaid": over}
    if paid:
        rates["dollars found of dollars paid"] = sum(findings, NOTHING) / paid
    return {words: (rate * 100).quantize(step, ROUND_HALF_UP) for words, rate in rates.items()}
