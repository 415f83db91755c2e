"""How a projection worked out again looks: its strata, limits and decisions, and what each claim is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.core.amount import dollars, plain
from ledger.core.extrapolation.estimate import (
    DIGITS,
    NORMAL,
    Basis,
    estimate_of,
    limit_of,
    to_the_cent,
)
from ledger.core.extrapolation.held import POINT, Held, held, reruns, standing
from ledger.core.extrapolation.leverage import worths
from ledger.core.extrapolation.sample import overturned
from ledger.report.columns import DISCLAIMER, padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ledger.core.case import Case
    from ledger.core.extrapolation.estimate import Estimate, Limit
    from ledger.core.extrapolation.held import Rerun
    from ledger.core.extrapolation.sample import Sample

_HANG = " " * 12
_FEW = 10
_SIDES = {"one_sided": "one-sided", "two_sided": "two-sided"}
_SAID = {
    "one_sided_lower": "one-sided lower limit",
    "two_sided_lower": "two-sided lower limit",
    POINT: "point estimate",
}
NOTE = (
    "Whether the sample was drawn and the method chosen soundly is for a statistician; this is arithmetic on the"
    " findings of the case. Texts of the manual on which limit is usual were not read."
)


class Asked(NamedTuple):
    """Which claims to take as overturned, the confidence in percent (None: as the case says), whether to list all."""

    overturned: tuple[str, ...] = ()
    confidence: Decimal | None = None
    every: bool = False


class Left(NamedTuple):
    """The sample that still counts, and the level whose decision left it; empty before any decision."""

    sample: Sample
    level: str

    @property
    def said(self) -> str:
        """``, after the reconsideration``."""
        return f", after the {self.level.replace('_', ' ')}" if self.level else ""


def recomputed(case: Case, sample: Sample, asked: Asked) -> list[str]:
    """The screen of ``recoup extrapolate``."""
    lines = [*wrapped(f"{case.id}  {case.title}"), ""]
    if sample.missing:
        lines += ["MISSING     Without these the projection cannot be worked out:"]
        lines += [line for one in sample.missing for line in wrapped(f"  {one}", "    ")]
        return [*lines, "", f"Check the source. {DISCLAIMER}"]
    estimate, against = estimate_of(sample), held(case, sample, asked.confidence)
    lines += _strata(estimate)
    lines += _estimates(estimate, against)
    lines += _limits(against)
    lines += _decisions(reruns(case, sample, against), against)
    left = Left(*standing(case, sample))
    if asked.overturned:
        lines += _as_if(left, asked, against)
    lines += _worths(left, asked, against)
    lines += wrapped(f"Digits      {_digits()}", _HANG)
    lines += wrapped(f"Note        {NOTE}", _HANG)
    return [*lines, f"Check the source. {DISCLAIMER}"]


def _digits() -> str:
    return f"sums and means exact; roots and limits with {DIGITS} digits, quantiles with about 10; shown to the cent"


def _strata(estimate: Estimate) -> Iterator[str]:
    yield f"{'Stratum':<12}{'units':>9}{'sampled':>9}{'sum':>14}{'mean':>14}{'deviation':>14}"
    for part in estimate.parts:
        sums = f"{dollars(to_the_cent(part.total)):>14}{_six(part.mean):>14}{part.deviation:>14.6f}"
        yield f"{padded(part.id, 12)}{part.universe:>9,}{part.sampled:>9,}{sums}"
    yield ""


def _six(number: Any) -> str:  # noqa: ANN401 - a Fraction, shown with six places
    return f"{float(number):.6f}"


def _estimates(estimate: Estimate, against: Held) -> Iterator[str]:
    said = f", the demand says {dollars(against.point_said)}" if against.point_said is not None else ""
    yield f"Point       {dollars(against.point):>14}{_ties(against.point_said, against.point, said)}"
    with_, without = (estimate.error(corrected=corrected) for corrected in (True, False))
    error = f"{dollars(to_the_cent(with_)):>14}"
    yield f"Error       {error}  corrected for a finite population; without {dollars(to_the_cent(without))}"
    if against.asked is not None:
        yield from wrapped(f"Demanded    {dollars(against.asked):>14}{_of_demand(against)}", _HANG)
    yield ""


def _ties(said: Decimal | None, found: Decimal, words: str) -> str:
    if said is None:
        return ""
    return f"{words}: ties" if said == found else f"{words}: off by {dollars(said - found)}"


def _of_demand(against: Held) -> str:
    stated = _SAID.get(against.said, "")
    if against.said == POINT:
        return "  the point estimate: ties" if against.point_ties else "  said to be the point estimate, and is not"
    if against.ties is not None:
        return f"  ties to the {basis_said(against.ties)} limit"
    said = f", said to be the {stated}" if stated else ""
    return f"  ties to no limit below{said}"


def basis_said(basis: Basis) -> str:
    """``one-sided, normal, corrected``."""
    return f"{_SIDES[basis.sides]}, {basis.method}, {'corrected' if basis.corrected else 'uncorrected'}"


def _limits(against: Held) -> Iterator[str]:
    yield f"Limits at {against.confidence.normalize():f} percent"
    yield f"  {'':38}{'quantile':>9}{'lower':>14}{'upper':>14}"
    for one in against.limits:
        freedom = f" ({one.freedom:.4f})".replace(".0000", "") if one.method != NORMAL else ""
        sides = f"{_SIDES[one.sides]}, {one.method}{freedom}"
        mark = " <-" if one.lower == against.asked else ""
        shown = f"{padded(sides, 38)}{one.quantile:>9.6f}{dollars(one.lower):>14}{dollars(one.upper):>14}"
        if one is against.limits[0]:
            yield "  corrected for a finite population"
        elif one is next(other for other in against.limits if not other.corrected):
            yield "  not corrected"
        yield f"  {shown}{mark}"
    yield ""


def _decisions(found: tuple[Rerun, ...], against: Held) -> Iterator[str]:
    for one in found:
        level = one.level.replace("_", " ")
        if one.limit is None:
            names = ", ".join(one.unmatched[:3])
            yield from wrapped(f"After the {level}: it names {names}, which no sampled unit is", "  ")
            continue
        left = f", it left {dollars(one.left)}" if one.left is not None else ""
        yield from wrapped(f"After the {level}: {dollars(one.limit)}{_ties(one.left, one.limit, left)}", "  ")
    if found:
        yield from wrapped(f"  by the {_basis_of(against)}", "    ")
        yield ""


def _basis_of(against: Held) -> str:
    return "point estimate" if against.said == POINT else f"{basis_said(against.basis)} limit"


def _as_if(left: Left, asked: Asked, against: Held) -> Iterator[str]:
    yield from wrapped(f"Overturned  {', '.join(asked.overturned)}{left.said}", _HANG)
    before, after = _both(left.sample, against), _both(overturned(left.sample, asked.overturned), against)
    for word, was, now in zip(("point estimate", "lower limit"), before, after, strict=True):
        yield f"  {word:<16}{dollars(now):>14}   {dollars(was - now):>12} less"
    yield ""


def _both(sample: Sample, against: Held) -> tuple[Decimal, Decimal]:
    """The point estimate and the lower limit of a sample, by the basis of the demand."""
    estimate = estimate_of(sample)
    return to_the_cent(estimate.point), limit_of(estimate, against.basis, against.confidence).lower


def _worths(left: Left, asked: Asked, against: Held) -> Iterator[str]:
    found = worths(left.sample, against.basis, against.confidence)
    yield from wrapped(f"What one overturned claim takes off{left.said} (limit: {basis_said(against.basis)})", "  ")
    yield f"  {'sampled':<22}{'stratum':<10}{'finding':>11}{'off the point':>15}{'off the limit':>15}"
    shown = found if asked.every else found[:_FEW]
    for one in shown:
        finding = f"{dollars(one.unit.finding):>11}{dollars(one.off_point):>15}{dollars(one.off_limit):>15}"
        yield f"  {padded(one.unit.name, 21)} {padded(one.stratum, 10)}{finding}"
    if len(found) > len(shown):
        yield f"  {len(found) - len(shown)} more: --all shows them"
    yield ""


# for a program


def as_data(case: Case, sample: Sample, asked: Asked) -> dict[str, Any]:
    """The same as plain data: amounts as text."""
    if sample.missing:
        return {"missing": list(sample.missing)}
    estimate, against = estimate_of(sample), held(case, sample, asked.confidence)
    left = Left(*standing(case, sample))
    data: dict[str, Any] = {
        "missing": [],
        "strata": [
            {
                "id": part.id,
                "universe": part.universe,
                "sampled": part.sampled,
                "sum": plain(to_the_cent(part.total)),
                "mean": _six(part.mean),
                "deviation": f"{part.deviation:.6f}",
            }
            for part in estimate.parts
        ],
        "point_estimate": plain(against.point),
        "point_estimate_said": _plain(against.point_said),
        "demanded": _plain(against.asked),
        "limit_said": against.said or None,
        "ties_to": basis_said(against.ties) if against.ties is not None else None,
        "confidence": str(against.confidence),
        "standard_error": plain(to_the_cent(estimate.error(corrected=True))),
        "standard_error_uncorrected": plain(to_the_cent(estimate.error(corrected=False))),
        "limits": [_limit_data(one) for one in against.limits],
        "decisions": [
            {
                "level": one.level,
                "left": _plain(one.left),
                "worked_out": _plain(one.limit),
                "not_in_sample": list(one.unmatched),
            }
            for one in reruns(case, sample, against)
        ],
        "basis": basis_said(against.basis),
        "claims": [
            {
                "unit": one.unit.name,
                "stratum": one.stratum,
                "finding": plain(one.unit.finding),
                "off_point_estimate": plain(one.off_point),
                "off_limit": plain(one.off_limit),
            }
            for one in worths(left.sample, against.basis, against.confidence)
        ],
    }
    data["counted_after"] = left.level or None
    if asked.overturned:
        point, limit = _both(overturned(left.sample, asked.overturned), against)
        data["overturned"] = {
            "claims": list(asked.overturned),
            "point_estimate": plain(point),
            "lower_limit": plain(limit),
        }
    return data


def _limit_data(one: Limit) -> dict[str, Any]:
    return {
        "sides": one.sides,
        "method": one.method,
        "corrected": one.corrected,
        "degrees_of_freedom": round(one.freedom, 6) if one.method != NORMAL else None,
        "quantile": round(one.quantile, 7),
        "lower": plain(one.lower),
        "upper": plain(one.upper),
    }


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else plain(amount)
