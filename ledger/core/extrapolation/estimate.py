"""A projection from a sample: mean, spread, point estimate, and every limit that is in use.

Standard results of survey sampling (federal facts 7.3): simple and stratified samples, with and without the correction
for a finite population, limits by Student's t and by the normal distribution. Sums, means and the point estimate are
exact; roots and limits are worked out with 34 digits, a quantile with about ten, and shown to the cent.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.extrapolation.student import normal_quantile, student_quantile

if TYPE_CHECKING:
    from ledger.core.extrapolation.sample import Layer, Sample

NORMAL = "normal"
STUDENT = "t"
SATTERTHWAITE = "t, Satterthwaite"
ONE_SIDED = "one_sided"
TWO_SIDED = "two_sided"
DIGITS = 34
_CONTEXT = Context(prec=DIGITS)
_CENT = Decimal("0.01")


class Part(NamedTuple):
    """One layer in numbers, exact: ``universe`` N, ``sampled`` n, the sum and the sum of squares of its findings."""

    id: str
    universe: int
    sampled: int
    total: Fraction
    squares: Fraction

    @property
    def mean(self) -> Fraction:
        """The mean finding, in dollars."""
        return self.total / self.sampled

    @property
    def variance(self) -> Fraction:
        """The sample variance s squared, with n - 1."""
        return (self.squares - self.total * self.total / self.sampled) / (self.sampled - 1)

    @property
    def deviation(self) -> Decimal:
        """The standard deviation s, in dollars."""
        return _root(self.variance)

    def variance_of_total(self, *, corrected: bool) -> Fraction:
        """The variance of N times the mean; ``corrected`` for a finite population by 1 - n/N."""
        whole = Fraction(self.universe**2) * self.variance / self.sampled
        return whole * (1 - Fraction(self.sampled, self.universe)) if corrected else whole


class Limit(NamedTuple):
    """The limits at a confidence by one method, in dollars; ``freedom`` is 0 for the normal distribution."""

    sides: str
    method: str
    corrected: bool
    freedom: float
    quantile: float
    lower: Decimal
    upper: Decimal


class Estimate(NamedTuple):
    """A projection from its parts."""

    parts: tuple[Part, ...]

    @property
    def point(self) -> Fraction:
        """The point estimate, the sum of N times the mean, exact."""
        return sum((part.universe * part.mean for part in self.parts), Fraction(0))

    def error(self, *, corrected: bool) -> Decimal:
        """The standard error of the point estimate, in dollars."""
        return _root(sum((part.variance_of_total(corrected=corrected) for part in self.parts), Fraction(0)))

    @property
    def freedom(self) -> int:
        """Degrees of freedom: sampled units less strata."""
        return sum(part.sampled - 1 for part in self.parts)

    def satterthwaite(self, *, corrected: bool) -> float:
        """Degrees of freedom by Satterthwaite's formula; those of ``freedom`` where nothing varies."""
        each = [(part.variance_of_total(corrected=corrected), part.sampled - 1) for part in self.parts]
        below = sum((variance**2 / freedom for variance, freedom in each), Fraction(0))
        whole = sum((variance for variance, _ in each), Fraction(0))
        return float(whole**2 / below) if below else float(self.freedom)


class Basis(NamedTuple):
    """Which limit is meant: how many sides, by which method, with the correction or without."""

    sides: str = ONE_SIDED
    method: str = NORMAL
    corrected: bool = True


def estimate_of(sample: Sample) -> Estimate:
    """The projection of a sample that lacks nothing."""
    return Estimate(tuple(_part(layer) for layer in sample.layers))


def methods_of(estimate: Estimate) -> tuple[str, ...]:
    """The methods that are in use for a sample: Satterthwaite's degrees of freedom belong to several strata."""
    return (STUDENT, NORMAL) if len(estimate.parts) == 1 else (NORMAL, STUDENT, SATTERTHWAITE)


def limits_of(estimate: Estimate, confidence: Decimal) -> tuple[Limit, ...]:
    """Every limit at a confidence in percent (``is_confidence``)."""
    return tuple(
        limit_of(estimate, Basis(sides, method, corrected), confidence)
        for corrected in (True, False)
        for sides in (ONE_SIDED, TWO_SIDED)
        for method in methods_of(estimate)
    )


def limit_of(estimate: Estimate, basis: Basis, confidence: Decimal) -> Limit:
    """The limits by one method at a confidence in percent."""
    share = float(confidence) / 100
    probability = share if basis.sides == ONE_SIDED else (1 + share) / 2
    if basis.method == NORMAL:
        freedom, quantile = 0.0, normal_quantile(probability)
    else:
        whole = basis.method == STUDENT
        freedom = float(estimate.freedom) if whole else estimate.satterthwaite(corrected=basis.corrected)
        quantile = student_quantile(probability, freedom)
    point = _decimal(estimate.point)
    half = _CONTEXT.multiply(Decimal(repr(quantile)), estimate.error(corrected=basis.corrected))
    return Limit(
        *basis,
        freedom,
        quantile,
        to_the_cent(_CONTEXT.subtract(point, half)),
        to_the_cent(_CONTEXT.add(point, half)),
    )


def to_the_cent(amount: Decimal | Fraction) -> Decimal:
    """Dollars rounded to the cent, half a cent up."""
    exact = amount if isinstance(amount, Decimal) else _decimal(amount)
    return exact.quantize(_CENT, ROUND_HALF_UP)


def _part(layer: Layer) -> Part:
    findings = [Fraction(unit.finding) for unit in layer.units]
    squares = sum((finding * finding for finding in findings), Fraction(0))
    return Part(layer.id, layer.universe, len(findings), sum(findings, Fraction(0)), squares)


def _decimal(number: Fraction) -> Decimal:
    return _CONTEXT.divide(Decimal(number.numerator), Decimal(number.denominator))


def _root(number: Fraction) -> Decimal:
    return _CONTEXT.sqrt(_decimal(number))
