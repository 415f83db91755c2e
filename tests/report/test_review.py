"""The worked cases under review: every defect that was planted in them is found, and nothing else."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ledger.core.review.checks import CHECKS, reviewed
from ledger.core.review.point import CANNOT_TELL, POSSIBLE
from ledger.report.review import Shown, as_data, screen
from ledger.store.library import load_case
from tests.core.reckoned import HARBOR, MAC, PLAN, TEXAS, a_law, day, shipped_regimes

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.core.case import Case
    from ledger.core.law.governing import Law

NEVER = re.compile(r"\b(barred|you should|illegal|unlawful|win|strong case|we admit|overpaid)\b", re.IGNORECASE)
WHOLE = Path(__file__).resolve().parent.parent / "examples" / "whole"
TODAY = day("2026-11-25")

# What was planted in each case, by check. That Medicare needs good cause after a year is no defect: it is named with
# nothing at stake.
PLANTED = {
    "RC-2026-ZAB5RK": {
        ("sample_seed", CANNOT_TELL),  # the seed was asked for and never came
        ("other_provider", CANNOT_TELL),  # one taking came from the other number of the tax id
        ("recoded_price", CANNOT_TELL),  # 99212 at 49.37, which the sample itself shows paid at 70.29
        ("lookback", CANNOT_TELL),  # paid more than a year before
        ("notice", CANNOT_TELL),  # no policy is cited; no text read asks for it
    },
    "RC-2026-H3YFCF": {
        ("notice", POSSIBLE),  # no reasons
        ("notice", CANNOT_TELL),  # no right to appeal, no last day, no plan provision, no policy
        ("reviewer", POSSIBLE),  # the vendor decided its own finding
        ("taking", CANNOT_TELL),  # 168.40 taken while the appeal and the request to hold were pending
        ("erisa", CANNOT_TELL),  # a network contract
    },
    "RC-2026-VXKBC5": {
        ("law", CANNOT_TELL),  # nobody knows who funds the plan
        ("no_letter", CANNOT_TELL),  # three takings and no letter
    },
    "RC-2026-NXM23D": {
        ("therapy_units", POSSIBLE),  # three claims have their minutes
        ("already_paid", POSSIBLE),  # refunded by check and offset as well
        ("notice", CANNOT_TELL),  # no last day to appeal; Texas does not list it
    },
    "RC-2026-KK83N8": {
        ("lookback", POSSIBLE),  # 242 and 207 days after the payments came
        ("coverage", POSSIBLE),  # verified on the day of service
        ("taking", CANNOT_TELL),  # announced between two readings of the earliest day
        ("notice", CANNOT_TELL),  # nobody compared the letter with the list
    },
    "RC-2026-8G7VFB": {
        ("approval", POSSIBLE),  # approved and paid
        ("policy", POSSIBLE),  # a policy from after the approval
        ("notice", CANNOT_TELL),  # how they mean to recover was not looked for
    },
}


@cache
def law() -> Law:
    """The shipped law with the payers of the worked cases."""
    payers = (
        MAC._replace(slug="gulf-mac-part-b"),
        TEXAS._replace(slug="lone-star-health", network="contracted"),
        PLAN._replace(slug="northfield-fabrication-plan", network=None),
        HARBOR._replace(slug="crestline-tpa", regime=None),
        HARBOR._replace(slug="bayou-blue", regime=None, issued_in="LA"),
        HARBOR._replace(slug="harborview-audit", name="Harborview Payment Integrity", regime=None, role="vendor"),
    )
    return a_law(*payers)


@cache
def cases() -> dict[str, Case]:
    """The worked cases by id."""
    loaded = [load_case(path.read_bytes(), path.name).case for path in sorted(WHOLE.glob("RC-*.yaml"))]
    return {case.id: case for case in loaded if case is not None}


def shown(case_id: str) -> Shown:
    case = cases()[case_id]
    return Shown(case, reviewed(case, law(), TODAY, cases().values()), shipped_regimes())


def test_every_worked_case_has_its_list() -> None:
    assert set(PLANTED) == set(cases())


@pytest.mark.parametrize("case_id", PLANTED)
def test_every_planted_defect_is_found_and_nothing_else(case_id: str, golden: Callable[[str, str], None]) -> None:
    one = shown(case_id)
    assert {(point.check, point.verdict) for point in one.review.points} == PLANTED[case_id]
    lines = screen(one)
    assert all(len(line) <= 80 and line.isascii() for line in lines)
    assert not NEVER.search(" ".join(" ".join(lines).split()))
    golden(f"review/{case_id}.txt", "\n".join(lines) + "\n")


def test_the_same_for_a_program() -> None:
    data = as_data(shown("RC-2026-KK83N8"))
    assert data["counts"] == {"possible ground": 2, "cannot tell": 2, "nothing found": len(CHECKS) - 4}
    first = data["points"][0]
    assert (first["check"], first["at_stake"], first["rule"]["may_be_cited"]) == ("lookback", "436.20", True)
    assert data["lookback"][0] == {
        "claim": "25TX99120441",
        "window": "lookback",
        "standing": "possible ground",
        "last_day": "2026-04-07",
    }
    assert next(point for point in data["points"] if point["check"] == "coverage")["rule"] is None
