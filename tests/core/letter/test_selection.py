"""One letter never mixes claims under different law or plans."""

from __future__ import annotations

import pytest

from ledger.core.case import Case
from ledger.core.law.governing import Law
from ledger.core.law.rule import Condition, Regime
from ledger.core.letter.kind import KINDS
from ledger.core.letter.selection import Selection, chosen, groups_of
from tests.core.letter.matters import CLAIM, a_case, a_law

TEXAS = Regime("texas", "Texas", (), applies_when=(Condition("funding", ("fully_insured",)),))
LAW = a_law(regimes={"texas": TEXAS}, regime="texas")
INSURED = CLAIM._replace(funding="fully_insured", aliases=("OLD-1",))
UNKNOWN = CLAIM._replace(number="C-2", funding="unknown")
MIXED = a_case(claims=(INSURED, UNKNOWN))
CONTEST = KINDS["contest"]


def numbers(case: Case, selection: Selection, law: Law = LAW) -> list[str]:
    group, findings = chosen(case, selection, law, CONTEST)
    assert findings == []
    assert group is not None
    return [claim.number for claim in group.claims]


def test_two_laws_give_two_commands_and_no_letter() -> None:
    group, findings = chosen(MIXED, Selection(), LAW, CONTEST)
    assert group is None
    assert [(one.code, one.message, one.hint, one.path) for one in findings] == [
        (
            "LED606",
            "1 claim (texas, fully insured) need a letter of their own",
            "recoup letter RC-2026-7K4QXM contest --law texas",
            ("claims", 0),
        ),
        (
            "LED606",
            "1 claim (law unknown) need a letter of their own",
            "recoup letter RC-2026-7K4QXM contest --law unknown",
            ("claims", 1),
        ),
    ]


def test_two_plans_under_one_law_are_told_apart_by_plan() -> None:
    case = a_case(claims=(INSURED._replace(plan="employer-a"), INSURED._replace(number="C-2", plan="employer-b")))
    _, findings = chosen(case, Selection(), LAW, CONTEST)
    assert [one.hint.partition("contest ")[2] for one in findings] == ["--plan employer-a", "--plan employer-b"]
    assert "plan employer-a" in findings[0].message


def test_what_neither_law_nor_plan_tells_apart_is_named_by_its_claims() -> None:
    law = a_law(regimes={"texas": TEXAS._replace(applies_when=())}, regime="texas")
    case = a_case(claims=(INSURED, UNKNOWN._replace(funding="self_funded"), INSURED._replace(number="C-3")))
    _, findings = chosen(case, Selection(), law, CONTEST)
    assert [one.hint.partition("contest ")[2] for one in findings] == ["--claims C-1,C-3", "--claims C-2"]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(claims=("C-1",)), ["C-1"]),
        (Selection(claims=("OLD-1",)), ["C-1"]),
        (Selection(law="texas"), ["C-1"]),
        (Selection(law="unknown"), ["C-2"]),
    ],
)
def test_a_choice_leaves_one_group(selection: Selection, expected: list[str]) -> None:
    assert numbers(MIXED, selection) == expected


def test_a_plan_may_stand_on_the_case_or_the_claim() -> None:
    case = a_case(plan="employer-a", claims=(INSURED, INSURED._replace(number="C-2", plan="employer-b")))
    assert numbers(case, Selection(plan="employer-a")) == ["C-1"]


def test_a_claim_that_is_not_in_the_case() -> None:
    group, findings = chosen(MIXED, Selection(claims=("C-9", "C-1")), LAW, CONTEST)
    assert group is None
    assert [one.message for one in findings] == ["claim C-9 is not in this case"]


def test_a_choice_that_fits_nothing() -> None:
    for selection in (Selection(plan="nobody"), Selection(law="florida")):
        group, findings = chosen(MIXED, selection, LAW, CONTEST)
        assert group is None
        assert [one.code for one in findings] == ["LED310"]


def test_a_case_without_claims_still_has_its_law() -> None:
    group, findings = chosen(a_case(claims=(), funding="fully_insured"), Selection(), LAW, CONTEST)
    assert group is not None
    assert (group.regime, group.claims, findings) == ("texas", (), [])


@pytest.mark.parametrize(
    ("kind", "regime", "hint"),
    [
        ("medicare_redetermination", "texas", "contest or first_appeal"),
        ("medicare_rebuttal", "texas", "contest or hold_request"),
        ("first_appeal", "medicare-ffs", "medicare_redetermination"),
        ("second_appeal", "medicare-ffs", "medicare_reconsideration"),
    ],
)
def test_a_letter_of_the_other_world_is_refused_with_the_right_one(kind: str, regime: str, hint: str) -> None:
    law = a_law(regimes={regime: Regime(regime, regime, ())}, regime=regime)
    group, findings = chosen(a_case(), Selection(), law, KINDS[kind])
    assert group is not None
    assert [(one.code, one.hint) for one in findings] == [("LED608", f"for these claims: {hint}")]


def test_a_medicare_letter_under_a_law_not_yet_known() -> None:
    _, findings = chosen(a_case(funding="unknown"), Selection(), LAW, KINDS["medicare_redetermination"])
    assert "a law not yet known" in findings[0].message


def test_funding_may_come_from_the_payer_file() -> None:
    law = a_law(regimes={"texas": TEXAS}, regime="texas", funding="fully_insured")
    [group] = groups_of(a_case(), a_case().claims, law)
    assert (group.regime, group.funding, group.title) == ("texas", "fully_insured", "texas, fully insured")
