"""What one overturned claim is worth: the projection worked out again with its finding at nothing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.extrapolation.estimate import Basis, Estimate, estimate_of, limit_of, to_the_cent

if TYPE_CHECKING:
    from ledger.core.extrapolation.sample import Sample, Unit


class Worth(NamedTuple):
    """How much the point estimate and the limit fall, in dollars, where one unit's finding is nothing.

    The limit may rise instead (``off_limit`` below nothing): with one finding less the rest can lie further apart.
    """

    stratum: str
    unit: Unit
    off_point: Decimal
    off_limit: Decimal


def worths(sample: Sample, basis: Basis, confidence: Decimal) -> tuple[Worth, ...]:
    """The worth of every unit with a finding, those that take most off the limit first."""
    whole = estimate_of(sample)
    before = limit_of(whole, basis, confidence).lower
    known: dict[tuple[str, Decimal], tuple[Decimal, Decimal]] = {}
    found = []
    for at, layer in enumerate(sample.layers):
        for unit in layer.units:
            if not unit.finding:
                continue
            key = (layer.id, unit.finding)
            if key not in known:
                after = _without(whole, at, unit.finding)
                fallen = to_the_cent(whole.point - after.point)
                known[key] = (fallen, before - limit_of(after, basis, confidence).lower)
            found.append(Worth(layer.id, unit, *known[key]))
    return tuple(sorted(found, key=lambda one: (-one.off_limit, -one.off_point)))


def _without(estimate: Estimate, at: int, finding: Decimal) -> Estimate:
    """The projection with one finding of one layer at nothing: its sums lose it, its number of units does not."""
    part, gone = estimate.parts[at], Fraction(finding)
    changed = part._replace(total=part.total - gone, squares=part.squares - gone * gone)
    return Estimate((*estimate.parts[:at], changed, *estimate.parts[at + 1 :]))
