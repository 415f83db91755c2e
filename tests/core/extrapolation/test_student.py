"""Quantiles against a printed table (bookdown.org/pingapang9/linear_models_bookdown/appt.html) and known values."""

from __future__ import annotations

import pytest

from ledger.core.extrapolation.student import incomplete_beta, normal_quantile, student_below, student_quantile

# Degrees of freedom: the critical values of t for 0.90, 0.95, 0.975, 0.99, 0.995 and 0.999, as printed.
PRINTED = {
    1: (3.078, 6.314, 12.706, 31.821, 63.657, 318.309),
    2: (1.886, 2.920, 4.303, 6.965, 9.925, 22.327),
    3: (1.638, 2.353, 3.182, 4.541, 5.841, 10.215),
    5: (1.476, 2.015, 2.571, 3.365, 4.032, 5.893),
    10: (1.372, 1.812, 2.228, 2.764, 3.169, 4.144),
    18: (1.330, 1.734, 2.101, 2.552, 2.878, 3.610),
    28: (1.313, 1.701, 2.048, 2.467, 2.763, 3.408),
}
LEVELS = (0.90, 0.95, 0.975, 0.99, 0.995, 0.999)


@pytest.mark.parametrize("freedom", PRINTED)
def test_quantiles_are_those_of_the_printed_table(freedom: int) -> None:
    for level, printed in zip(LEVELS, PRINTED[freedom], strict=True):
        assert student_quantile(level, freedom) == pytest.approx(printed, abs=0.0006)


def test_quantiles_agree_with_the_worked_figures() -> None:
    assert f"{student_quantile(0.90, 29):.7f}" == "1.3114336"
    assert f"{student_quantile(0.95, 29):.7f}" == "1.6991270"
    assert f"{normal_quantile(0.90):.7f}" == "1.2815516"
    assert f"{normal_quantile(0.95):.7f}" == "1.6448536"


def test_one_and_two_degrees_of_freedom_have_closed_forms() -> None:
    assert student_quantile(0.75, 1) == pytest.approx(1.0, abs=1e-12)  # the quantile of Cauchy's distribution
    assert student_quantile(0.9, 2) == pytest.approx((2 * 0.8**2 / (1 - 0.8**2)) ** 0.5, abs=1e-12)


def test_the_two_sides_mirror_each_other_and_many_degrees_are_normal() -> None:
    assert student_quantile(0.1, 7) == -student_quantile(0.9, 7)
    assert student_quantile(0.5, 3.5) == pytest.approx(0, abs=1e-12)
    assert student_quantile(0.9, 1e7) == pytest.approx(normal_quantile(0.9), abs=1e-6)


def test_a_quantile_is_turned_back_into_its_probability() -> None:
    for freedom in (1.5, 10.334064, 28.0, 4999.0):
        assert student_below(student_quantile(0.9, freedom), freedom) == pytest.approx(0.9, abs=1e-13)


def test_the_ends_of_the_incomplete_beta_function() -> None:
    assert (incomplete_beta(0.0, 2, 3), incomplete_beta(1.0, 2, 3)) == (0.0, 1.0)
    assert incomplete_beta(0.3, 1, 1) == pytest.approx(0.3, abs=1e-15)
    assert incomplete_beta(0.5, 1, 2) == pytest.approx(0.75, abs=1e-15)


@pytest.mark.parametrize(("probability", "freedom"), [(0.0, 5.0), (1.0, 5.0), (0.9, 0.0)])
def test_what_has_no_quantile_is_refused(probability: float, freedom: float) -> None:
    with pytest.raises(ValueError, match="no quantile"):
        student_quantile(probability, freedom)
