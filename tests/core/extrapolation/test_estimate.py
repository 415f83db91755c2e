"""Projections against the worked figures of the federal facts, 7.4: every number of A, B and C."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.extrapolation.estimate import (
    NORMAL,
    ONE_SIDED,
    SATTERTHWAITE,
    STUDENT,
    TWO_SIDED,
    Basis,
    Estimate,
    Part,
    estimate_of,
    limit_of,
    limits_of,
    methods_of,
    to_the_cent,
)
from ledger.core.extrapolation.sample import Layer, Sample, Unit, overturned
from tests.core.extrapolation.samples import C1, C2, B, a_sample

NINETY = Decimal(90)


def lower(estimate: Estimate, sides: str, method: str, *, corrected: bool = True) -> str:
    return str(limit_of(estimate, Basis(sides, method, corrected), NINETY).lower)


def test_case_a_mean_times_units() -> None:
    """Published: 30 of 10,000 sampled, 500 found."""
    estimate = Estimate((Part("", 10_000, 30, Fraction(500), Fraction(20_000)),))
    assert str(to_the_cent(estimate.parts[0].mean)) == "16.67"
    assert f"{to_the_cent(estimate.point):,.0f}" == "166,667"


def test_case_b_a_simple_sample() -> None:
    estimate = estimate_of(a_sample(("all", 1000, B)))
    part = estimate.parts[0]
    assert part.total == Fraction("1175.50")
    assert f"{float(part.mean):.6f}" == "39.183333"
    assert f"{part.deviation:.6f}" == "62.991582"
    assert 1 - Fraction(part.sampled, part.universe) == Fraction("0.97")
    assert str(to_the_cent(estimate.point)) == "39183.33"
    assert str(to_the_cent(estimate.error(corrected=True))) == "11326.81"
    assert str(to_the_cent(estimate.error(corrected=False))) == "11500.64"
    assert lower(estimate, ONE_SIDED, STUDENT) == "24328.97"
    assert lower(estimate, ONE_SIDED, NORMAL) == "24667.44"
    assert lower(estimate, TWO_SIDED, STUDENT) == "19937.64"
    assert lower(estimate, TWO_SIDED, NORMAL) == "20552.38"
    assert lower(estimate, ONE_SIDED, STUDENT, corrected=False) == "24101.01"
    one, two = (limit_of(estimate, Basis(sides, STUDENT), NINETY) for sides in (ONE_SIDED, TWO_SIDED))
    assert (f"{one.quantile:.7f}", f"{two.quantile:.7f}", one.freedom) == ("1.3114336", "1.6991270", 29)
    assert methods_of(estimate) == (STUDENT, NORMAL)
    assert len(limits_of(estimate, NINETY)) == 8


def test_case_c_two_strata() -> None:
    estimate = estimate_of(a_sample(("1", 600, C1), ("2", 200, C2)))
    first, second = estimate.parts
    assert (int(first.mean), int(second.mean)) == (10, 150)
    assert (f"{first.deviation:.6f}", f"{second.deviation:.6f}") == ("14.907120", "166.666667")
    each = [to_the_cent(Estimate((part,)).error(corrected=True)) for part in estimate.parts]
    assert [str(error) for error in each] == ["2804.76", "10274.02"]
    assert str(to_the_cent(estimate.point)) == "36000.00"
    assert str(to_the_cent(estimate.error(corrected=True))) == "10649.99"
    assert lower(estimate, ONE_SIDED, NORMAL) == "22351.49"
    assert lower(estimate, ONE_SIDED, STUDENT) == "21831.35"
    assert estimate.freedom == 18
    assert f"{estimate.satterthwaite(corrected=True):.6f}" == "10.334064"
    assert lower(estimate, ONE_SIDED, SATTERTHWAITE) == "21419.54"
    assert lower(estimate, TWO_SIDED, NORMAL) == "18482.33"
    assert methods_of(estimate) == (NORMAL, STUDENT, SATTERTHWAITE)
    assert len(limits_of(estimate, NINETY)) == 12


def test_where_nothing_varies_every_limit_is_the_point_estimate() -> None:
    estimate = estimate_of(a_sample(("1", 600, ["10"] * 4), ("2", 200, ["7"] * 3)))
    assert estimate.satterthwaite(corrected=True) == 5
    assert {str(one.lower) for one in limits_of(estimate, NINETY)} == {"7400.00"}


def test_half_a_cent_goes_up() -> None:
    assert str(to_the_cent(Decimal("0.125"))) == "0.13"
    assert str(to_the_cent(Fraction(-1, 8))) == "-0.13"


findings = st.lists(st.integers(0, 50_000).map(lambda cents: Decimal(cents) / 100), min_size=2, max_size=8)


def _sample(values: list[Decimal], universe: int) -> Sample:
    units = tuple(Unit(str(index), value) for index, value in enumerate(values))
    return Sample((Layer("all", universe, units),))


@settings(max_examples=25, deadline=None)
@given(values=findings, more=st.integers(0, 1000))
def test_one_stratum_is_a_simple_sample(values: list[Decimal], more: int) -> None:
    sample = _sample(values, len(values) + more)
    estimate = estimate_of(sample)
    assert estimate.point == Fraction(sum(values)) * (len(values) + more) / len(values)
    assert estimate.satterthwaite(corrected=False) == pytest.approx(estimate.freedom)
    limits = limits_of(estimate, NINETY)
    assert all(one.lower <= to_the_cent(estimate.point) <= one.upper for one in limits)
    assert max(one.lower for one in limits if not one.corrected) <= max(one.lower for one in limits if one.corrected)


@settings(max_examples=25, deadline=None)
@given(values=findings, which=st.integers(0, 7))
def test_overturning_never_raises_the_point_estimate_where_nothing_is_negative(
    values: list[Decimal], which: int
) -> None:
    sample = _sample(values, 100)
    after = estimate_of(overturned(sample, [str(which)]))
    assert after.point <= estimate_of(sample).point


@settings(max_examples=15, deadline=None)
@given(values=findings)
def test_order_does_not_matter_and_a_whole_universe_has_no_error(values: list[Decimal]) -> None:
    whole = estimate_of(_sample(values, len(values)))
    assert whole.error(corrected=True) == 0
    assert whole.parts[0]._replace(id="") == estimate_of(_sample(values[::-1], len(values))).parts[0]._replace(id="")
