"""The screen of a projection in the cases that the sample ledger does not have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ledger.core.extrapolation.sample import sample_of
from ledger.core.sending import Appeal
from ledger.report.extrapolation import Asked, as_data, recomputed
from tests.core.extrapolation.samples import C1, C2, B, a_case

if TYPE_CHECKING:
    from ledger.core.case import Case

SIMPLE = ("all", 1000, B)
TWO = ("1", 600, C1), ("2", 200, C2)


def shown(case: Case, **asked: Any) -> str:
    lines = recomputed(case, sample_of(case), Asked(**asked))
    assert all(len(line) <= 80 for line in lines)
    return "\n".join(lines)


def test_a_simple_sample_without_a_stated_figure() -> None:
    screen = shown(a_case(SIMPLE))
    assert "Point            39,183.33\n" in screen
    assert "Demanded" not in screen
    assert "<-" not in screen
    assert "one-sided, t (29)                      1.311434     24,328.97" in screen
    assert "Satterthwaite" not in screen


def test_a_demand_that_ties_to_nothing_says_so() -> None:
    case = a_case(*TWO, amount="23000.00", limit="two_sided_lower", point_estimate=Decimal("36100.00"))
    screen = shown(case)
    assert "the demand says 36,100.00: off by 100.00" in screen
    assert "ties to no limit below, said to be the two-sided lower limit" in " ".join(screen.split())
    assert "ties to no limit below\n" in shown(a_case(*TWO, amount="23000.00"))


def test_a_point_estimate_as_the_demand() -> None:
    decided = Appeal("redetermination", decided_on=date(2026, 5, 1), by_claim=(("2-10", Decimal(0)),))
    case = a_case(*TWO, amount="36000.00", limit="point")._replace(appeals=(decided,))
    screen = shown(case)
    assert "the point estimate: ties" in screen
    assert "After the redetermination: 26,000.00" in screen
    assert "by the point estimate" in screen
    assert "said to be the point estimate, and is not" in shown(a_case(*TWO, amount="1.00", limit="point"))


def test_a_decision_about_claims_outside_the_sample() -> None:
    decided = Appeal("redetermination", decided_on=date(2026, 5, 1), by_claim=(("9-9", Decimal(0)),))
    case = a_case(*TWO)._replace(appeals=(decided,))
    assert "After the redetermination: it names 9-9, which no sampled unit is" in shown(case)
    assert as_data(case, sample_of(case), Asked())["decisions"] == [
        {"level": "redetermination", "left": None, "worked_out": None, "not_in_sample": ["9-9"]}
    ]


def test_before_any_decision_a_claim_is_counted_from_the_demand() -> None:
    screen = shown(a_case(*TWO, amount="22351.49"), overturned=("2-10",), confidence=Decimal(95), every=True)
    assert "Limits at 95 percent" in screen
    assert "Overturned  2-10\n" in screen
    assert "10,000.00 less" in screen
    assert "more: --all shows them" not in screen


def test_what_is_missing_stands_alone() -> None:
    screen = shown(a_case(("all", 1, ["5"])))
    assert "stratum all: at least two sampled units" in screen
    assert "Limits" not in screen
