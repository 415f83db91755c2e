"""Whatever is left out of a case, and whatever day is typed: a review and a projection answer all the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ledger.core.extrapolation.sample import sample_of
from ledger.core.law.rule import HIGH
from ledger.core.review.checks import reviewed
from ledger.core.review.point import CANNOT_TELL
from ledger.report.extrapolation import Asked, recomputed
from ledger.report.review import Shown, as_data, screen
from ledger.store.library import load_case
from tests.core.reckoned import HARBOR, MAC, PLAN, TEXAS, a_law, day, shipped_regimes

if TYPE_CHECKING:
    from random import Random

    from ledger.core.case import Case
    from ledger.core.law.governing import Law

WHOLE = Path(__file__).resolve().parents[2] / "examples" / "whole"
SLUGS = {"gulf-mac-part-b": MAC, "lone-star-health": TEXAS, "northfield-fabrication-plan": PLAN, "bayou-blue": HARBOR}
EXTREMES = (date(1900, 1, 1), date(2026, 3, 2), date(2100, 12, 31))
"""The first and the last day that can be typed, and that of the letters."""


@cache
def worked() -> list[Case]:
    found = [load_case(path.read_bytes(), path.name).case for path in sorted(WHOLE.glob("RC-*.yaml"))]
    return [case for case in found if case is not None]


@cache
def law() -> Law:
    return a_law(*(payer._replace(slug=slug) for slug, payer in SLUGS.items()))


def with_holes(value: Any, chance: Random) -> Any:  # noqa: ANN401 - any value of a case
    """A value with some optional fields taken out, some days moved to an end of time, and some lists emptied."""
    if hasattr(value, "_fields"):
        defaults = value._field_defaults
        changed = {}
        for name in value._fields:
            inner = getattr(value, name)
            odd = chance.randint(0, 11)
            if name in defaults and odd == 0:
                changed[name] = defaults[name]
            elif isinstance(inner, date) and odd == 1:
                changed[name] = EXTREMES[chance.randint(0, 2)]
            elif isinstance(inner, Decimal) and odd == 1:
                changed[name] = Decimal(chance.choice(["0.00", "-5.00", "99999999.99"]))
            else:
                changed[name] = with_holes(inner, chance)
        return value._replace(**changed)
    if isinstance(value, tuple):
        return tuple(with_holes(one, chance) for one in value)
    return value


@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(chance=st.randoms(use_true_random=False), which=st.integers(0, 5))
def test_a_case_with_holes_is_reviewed_and_worked_out(chance: Random, which: int) -> None:
    case = with_holes(worked()[which], chance)._replace(id=worked()[which].id)
    review = reviewed(case, law(), day("2026-11-25"), worked())
    shown = Shown(case, review, shipped_regimes())
    assert screen(shown)[-1].startswith("Check the source.")
    assert len(as_data(shown)["points"]) == len(review.points)
    for point in review.points:
        assert point.sentence
        assert point.ask
        assert not (point.verdict == CANNOT_TELL and point.paragraph)
        assert point.rule is None or point.rule.citation
        if point.rule is not None and "The rule relied on" in point.paragraph:
            assert point.rule.confidence == HIGH
    assert recomputed(case, sample_of(case), Asked())
