"""The demand against its own sample, decisions one after another, and what a single claim is worth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledger.core.extrapolation.estimate import NORMAL, ONE_SIDED, STUDENT, TWO_SIDED, Basis
from ledger.core.extrapolation.held import held, reruns, standing
from ledger.core.extrapolation.leverage import worths
from ledger.core.extrapolation.sample import sample_of
from ledger.core.sending import Appeal
from tests.core.cases import a_case as any_case
from tests.core.extrapolation.samples import C1, C2, B, a_case, a_sample

TWO = ("1", 600, C1), ("2", 200, C2)
DAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("amount", "limit", "ties"),
    [
        ("22351.49", "one_sided_lower", Basis(ONE_SIDED, NORMAL)),
        ("21831.35", "one_sided_lower", Basis(ONE_SIDED, STUDENT)),
        ("18482.33", "two_sided_lower", Basis(TWO_SIDED, NORMAL)),
        ("18482.33", None, Basis(TWO_SIDED, NORMAL)),
        ("18482.33", "one_sided_lower", None),
        ("36000.00", "point", None),
    ],
)
def test_the_limit_that_gives_the_demand_is_found(amount: str, limit: str | None, ties: Basis | None) -> None:
    case = a_case(*TWO, amount=amount, limit=limit, confidence=Decimal(90))
    against = held(case, sample_of(case))
    assert against.ties == ties
    assert against.point_ties == (limit == "point")
    assert against.basis.sides == (TWO_SIDED if amount.startswith("18") and limit != "one_sided_lower" else ONE_SIDED)


def test_the_highest_reading_is_that_of_the_limit_it_states() -> None:
    case = a_case(*TWO, amount="1.00", limit="two_sided_lower", confidence=Decimal(90))
    assert str(held(case, sample_of(case)).highest) == "18482.33"
    unsaid = a_case(*TWO, amount="1.00")
    assert str(held(unsaid, sample_of(unsaid)).highest) == "36000.00"


def test_the_confidence_is_asked_for_or_said_or_the_usual_one() -> None:
    case = a_case(*TWO, confidence=Decimal(95))
    sample = sample_of(case)
    assert held(case, sample).confidence == 95
    assert held(case, sample, Decimal(80)).confidence == 80
    bare = any_case()
    assert held(bare, sample).confidence == 90
    assert held(bare, sample).point_said is None


def test_each_decision_is_projected_on_top_of_the_one_before() -> None:
    case = a_case(*TWO, amount="22351.49", limit="one_sided_lower", confidence=Decimal(90))
    first = Appeal("redetermination", decided_on=DAY, amount_upheld=Decimal(1), by_claim=(("2-10", Decimal(0)),))
    second = Appeal("reconsideration", decided_on=DAY, by_claim=(("2-4", Decimal(100)),))
    pending = Appeal("alj", by_claim=(("2-5", Decimal(0)),))
    case = case._replace(appeals=(first, second, pending, Appeal("council", decided_on=DAY)))
    sample = sample_of(case)
    found = reruns(case, sample, held(case, sample))
    assert [one.level for one in found] == ["redetermination", "reconsideration"]
    assert found[0].estimate is not None
    assert found[1].estimate is not None
    assert found[0].estimate.point == 26000
    assert found[1].estimate.point == 23000
    left, level = standing(case, sample)
    assert level == "reconsideration"
    assert sum(unit.finding for unit in left.layers[1].units) == 850


def test_a_point_estimate_is_compared_as_such() -> None:
    case = a_case(*TWO, amount="36000.00", limit="point")
    decided = Appeal("redetermination", decided_on=DAY, by_claim=(("2-10", Decimal(0)),))
    case = case._replace(appeals=(decided,))
    sample = sample_of(case)
    [one] = reruns(case, sample, held(case, sample))
    assert one.limit == Decimal("26000.00")


def test_a_claim_outside_the_sample_ends_the_working() -> None:
    decided = Appeal("redetermination", decided_on=DAY, by_claim=(("9-9", Decimal(0)),))
    case = a_case(*TWO)._replace(appeals=(decided,))
    sample = sample_of(case)
    [one] = reruns(case, sample, held(case, sample))
    assert (one.limit, one.unmatched) == (None, ("9-9",))
    assert standing(case, sample) == (sample, "")


def test_a_claim_is_worth_its_finding_times_units_over_sampled() -> None:
    found = worths(a_sample(("all", 1000, B)), Basis(), Decimal(90))
    assert len(found) == 12
    assert (str(found[0].unit.finding), str(found[0].off_point)) == ("240", "8000.00")
    assert sum(one.off_point for one in found) == pytest.approx(Decimal("39183.33"), abs=Decimal("0.06"))


def test_the_limit_can_rise_where_the_rest_lies_further_apart() -> None:
    found = worths(a_sample(("all", 1000, ["0", "0", "0", "0", "1", "400", "400", "400"])), Basis(), Decimal(90))
    one = next(one for one in found if one.unit.finding == 1)
    assert one.off_point > 0
    even = worths(a_sample(("all", 1000, ["100"] * 8)), Basis(), Decimal(90))
    assert even[0].off_limit > even[0].off_point  # what is left is less sure
    mixed = worths(a_sample(("all", 1000, ["-5", "100", "100"])), Basis(), Decimal(90))
    assert mixed[-1].off_limit < 0
