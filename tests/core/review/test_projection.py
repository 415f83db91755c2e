"""Checks of a projected demand: its arithmetic, its limit, decisions, seed, zeros and what has to stand behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ledger.core.extrapolation.held import held, reruns
from ledger.core.extrapolation.sample import sample_of
from ledger.core.review.checks import reviewed
from ledger.core.review.point import CANNOT_TELL, POSSIBLE
from ledger.core.sending import Appeal
from tests.core.extrapolation.samples import C1, C2, a_case, with_stratum
from tests.core.reckoned import HARBOR, a_law
from tests.core.review.reviews import a_demand, dollars, on, points, verdicts

if TYPE_CHECKING:
    from ledger.core.case import Case

TWO = ("1", 600, C1), ("2", 200, C2)


def projected(amount: str = "22351.49", lacks: tuple[str, ...] = (), **fields: Any) -> Case:
    """The worked case C as a demand of its one-sided lower limit."""
    told = {"limit": "one_sided_lower", "confidence": Decimal(90), "point_estimate": dollars("36000.00")}
    told |= {"because": "high error rate", "seed": "4711", "error_rate": Decimal("50.0")}
    case = a_case(*TWO, amount=amount, **(told | fields))
    return case._replace(demand=case.demand._replace(lacks=lacks))


ALL = ("sample_sums", "sample_limit", "sample_rerun", "sample_seed", "sample_basis")


def test_a_projection_that_ties_and_says_all_has_nothing() -> None:
    assert [check for check in ALL if points(projected(), check)] == []
    assert [check for check in (*ALL, "sample_zero") if points(a_demand(HARBOR), check)] == []


def test_a_point_estimate_above_the_sample() -> None:
    [one] = points(projected(point_estimate=dollars("36000.01")), "sample_sums")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("0.01"))
    assert "give $36,000.00" in one.paragraph
    for stated in ("36000.00", "35999.99"):
        assert points(projected(point_estimate=dollars(stated)), "sample_sums") == []
    assert points(projected(point_estimate=None), "sample_sums") == []
    missing = with_stratum(a_case(("all", 100, ["5", "6"]), amount="9.00"), sampled=3)
    assert verdicts(missing, "sample_sums") == [CANNOT_TELL]
    assert points(missing, "sample_limit") == []
    assert verdicts(projected(confidence=Decimal(40)), "sample_sums") == [CANNOT_TELL]


def test_more_than_its_limit_by_every_way_of_working_it_out() -> None:
    [one] = points(projected("22351.50"), "sample_limit")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("0.01"))
    assert "The one-sided lower limit at 90 percent is at most $22,351.49." in one.paragraph
    [less] = points(projected("22000.00"), "sample_limit")
    assert (less.verdict, less.amount) == (CANNOT_TELL, dollars("0.00"))
    [unsaid] = points(projected("36000.01", limit=None), "sample_limit")
    assert (unsaid.verdict, unsaid.amount) == (POSSIBLE, dollars("0.01"))
    [unnamed] = points(projected("30000.00", limit=None), "sample_limit")
    assert "states no limit by name, and its amount ties to no way" in unnamed.sentence
    [whole] = points(projected("36000.00", limit=None), "sample_limit")
    assert (whole.verdict, whole.sentence) == (
        CANNOT_TELL,
        "The demand states no limit by name, and its amount is the point estimate.",
    )
    assert points(projected("36000.00", limit="point"), "sample_limit") == []
    assert verdicts(projected("36000.01", limit="point"), "sample_limit") == [POSSIBLE]
    without = projected()
    assert points(without._replace(demand=without.demand._replace(amount=None)), "sample_limit") == []


def test_what_a_decision_left_is_projected_again() -> None:
    decided = Appeal("redetermination", decided_on=date(2026, 5, 1), by_claim=(("2-10", Decimal(0)),))
    case = projected()._replace(appeals=(decided._replace(amount_upheld=dollars("20000.00")),))
    [one] = points(case, "sample_rerun")
    assert one.verdict == POSSIBLE
    assert one.arithmetic[0].startswith("left 20,000.00 - worked out ")
    sample = sample_of(case)
    [again] = reruns(case, sample, held(case, sample))
    for left in (again.limit, dollars("100.00"), None):
        assert points(case._replace(appeals=(decided._replace(amount_upheld=left),)), "sample_rerun") == []
    strange = case._replace(appeals=(decided._replace(by_claim=(("9-9", Decimal(0)),)),))
    assert verdicts(strange, "sample_rerun") == [CANNOT_TELL]


def test_a_sample_without_a_seed_cannot_be_drawn_again() -> None:
    assert verdicts(projected(seed=None, document="sampling-file"), "sample_seed") == [CANNOT_TELL]
    assert points(projected(seed="0"), "sample_seed") == []


def test_a_point_on_sampled_claims_leads_to_their_worth() -> None:
    first, second = projected().claims[:2]
    seen = first._replace(lines=(first.lines[0]._replace(procedure="99212", paid=dollars("70.29"), minutes=None),))
    low = second._replace(
        lines=(
            second.lines[0]._replace(
                procedure="99215", paid=dollars("99.00"), recoded_as="99212", demanded=dollars("50.00")
            ),
        )
    )
    case = projected()._replace(claims=(seen, low, *projected().claims[2:]))
    found = reviewed(case, a_law(), on("2026-06-01")).points
    [one] = [one for one in found if one.check == "recoded_price"]
    assert one.arithmetic[-1] == "in the projection: recoup extrapolate RC-2026-7K4QXM --overturn 1-2"
    seed = reviewed(projected(seed=None), a_law(), on("2026-06-01")).points
    assert all("in the projection" not in line for one in seed for line in one.arithmetic)


def test_units_that_were_underpaid_or_unpaid() -> None:
    assert verdicts(projected(), "sample_zero") == [CANNOT_TELL]
    below = a_case(("all", 100, ["5", "-1"]))
    assert points(below, "sample_zero") == []
    first = projected().claims[0]
    unpaid = first._replace(lines=(first.lines[0]._replace(paid=Decimal(0)),))
    assert points(projected()._replace(claims=(unpaid, *projected().claims[1:])), "sample_zero") == []
    assert points(projected()._replace(claims=()), "sample_zero") == []


def test_the_letter_says_that_it_is_a_projection_and_why() -> None:
    [one] = points(projected(lacks=("extrapolation_stated",)), "sample_basis")
    assert one.rule is not None
    assert one.verdict == POSSIBLE
    [two] = points(projected(because=None), "sample_basis")
    assert two.rule is not None
    assert (two.verdict, two.rule.citation) == (CANNOT_TELL, "42 U.S.C. 1395ddd(f)(3)")
    elsewhere = projected(because=None, lacks=("extrapolation_stated",))._replace(payer="harbor")
    [three] = points(elsewhere, "sample_basis")
    assert (three.verdict, three.rule) == (POSSIBLE, None)


@pytest.mark.parametrize(("rate", "verdict"), [("50.0", []), ("50.1", [POSSIBLE]), ("50", []), ("51", [POSSIBLE])])
def test_the_error_rate_against_the_sample(rate: str, verdict: list[str]) -> None:
    assert verdicts(projected(error_rate=Decimal(rate)), "sample_basis") == verdict


def test_the_error_rate_in_dollars_counts_too() -> None:
    case = projected(error_rate=Decimal(90))
    lines = [claim._replace(lines=(claim.lines[0]._replace(paid=Decimal(80)),)) for claim in case.claims]
    assert points(case._replace(claims=tuple(lines)), "sample_basis") == []  # 1,600 found of 1,600 paid
    assert points(projected(error_rate=None), "sample_basis") == []
    missing = with_stratum(a_case(("all", 100, ["5", "6"]), error_rate=Decimal(99), because="x"), sampled=3)
    assert points(missing, "sample_basis") == []
