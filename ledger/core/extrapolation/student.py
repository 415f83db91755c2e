"""Quantiles of Student's t and of the normal distribution, to about ten digits.

The distribution is the incomplete beta function (DLMF 8.17, https://dlmf.nist.gov/8.17; Abramowitz and Stegun 26.7.1),
worked out by its continued fraction (DLMF 8.17.22) the way Lentz does it, and turned round by halving. The tests hold
it against printed tables. A library of statistics would be larger than this program.
"""

from __future__ import annotations

from functools import cache
from math import exp, lgamma, log, log1p

_TINY = 1e-300
_CLOSE = 1e-15


def normal_quantile(probability: float) -> float:
    """The value that a standard normal variable stays below with a probability between 0 and 1."""
    from statistics import NormalDist

    return NormalDist().inv_cdf(probability)


@cache
def student_quantile(probability: float, freedom: float) -> float:
    """The value that Student's t stays below with a probability; degrees of freedom above 0, not always whole.

    Raises ValueError outside these ranges.
    """
    if not 0 < probability < 1 or freedom <= 0:
        raise ValueError(f"no quantile of t for probability {probability} and {freedom} degrees of freedom")
    if probability < 0.5:  # noqa: PLR2004 - the middle
        return -student_quantile(1 - probability, freedom)
    low, high = 0.0, 1.0
    while student_below(high, freedom) < probability:
        low, high = high, high * 2
    middle = (low + high) / 2
    while low < middle < high:
        low, high = (middle, high) if student_below(middle, freedom) < probability else (low, middle)
        middle = (low + high) / 2
    return middle


def student_below(value: float, freedom: float) -> float:
    """The probability that Student's t stays below a value of 0 or more."""
    return 1 - incomplete_beta(freedom / (freedom + value * value), freedom / 2, 0.5) / 2


def incomplete_beta(share: float, first: float, second: float) -> float:
    """The regularized incomplete beta function of a share from 0 to 1 and two positive parameters."""
    if share in (0.0, 1.0):
        return share
    front = exp(lgamma(first + second) - lgamma(first) - lgamma(second) + first * log(share) + second * log1p(-share))
    if share < (first + 1) / (first + second + 2):
        return front * _fraction(share, first, second) / first
    return 1 - front * _fraction(1 - share, second, first) / second


def _fraction(share: float, first: float, second: float) -> float:
    """The continued fraction of the incomplete beta function, from its front until a step changes nothing."""
    above, below = 1.0, _safe(1 - (first + second) * share / (first + 1))
    below = 1 / below
    value, change, step = below, 0.0, 0
    while abs(change - 1) > _CLOSE:
        step += 1
        twice = 2 * step
        even = step * (second - step) * share / ((first + twice - 1) * (first + twice))
        odd = -(first + step) * (first + second + step) * share / ((first + twice) * (first + twice + 1))
        for term in (even, odd):
            below = 1 / _safe(1 + term * below)
            above = _safe(1 + term / above)
            change = above * below
            value *= change
    return value


def _safe(value: float) -> float:
    """Never zero: what comes next divides by it."""
    return value if abs(value) > _TINY else _TINY
