"""What a payer file alone brings: rules by its facts, and whether a letter would have a day."""

from __future__ import annotations

import pytest

from ledger.core.law.governing import Law
from ledger.core.payer import Payer, PayerWindow
from ledger.core.payer_law import lacks_a_day, law_brought, rules_brought
from ledger.store.known import KnownRules
from tests.core.reckoned import HARBOR, MAC, PLAN, TEXAS, a_law, day

TODAY = day("2026-03-09")


def law() -> Law:
    return a_law()._replace(shipped=KnownRules())


@pytest.mark.parametrize(
    ("payer", "brought"),
    [
        (MAC, ("medicare-ffs",)),
        (TEXAS, ("texas",)),
        (PLAN, ("erisa",)),
        (HARBOR, ()),
        (TEXAS._replace(funding="unknown"), ()),
        (TEXAS._replace(issued_in="OH"), ("ohio",)),
        (Payer("A plan", line_of_business="medicare_advantage", network="contracted"), ("medicare-advantage",)),
    ],
)
def test_facts_bring_rules_and_an_unknown_fact_brings_none(payer: Payer, brought: tuple[str, ...]) -> None:
    assert rules_brought(payer, KnownRules()) == brought


def test_rules_without_a_condition_are_never_brought_by_facts() -> None:
    known = {name: one._replace(applies_when=()) for name, one in KnownRules().items()}
    assert rules_brought(TEXAS, known) == ()


def test_the_law_of_a_payer_is_said_without_a_case() -> None:
    assert law_brought(TEXAS, law()).regime == "texas"
    open_one = law_brought(HARBOR, law())
    assert open_one.regime == "contract"
    assert open_one.ask == ("who pays the claims: the insurer, or the patient's employer",)


@pytest.mark.parametrize(
    ("payer", "lacks"),
    [
        (MAC, False),
        (TEXAS, False),
        (TEXAS._replace(funding=None), True),
        (HARBOR, True),
        (HARBOR._replace(windows=(PayerWindow("first_stop", days=30, counted_from="dated"),)), False),
        (HARBOR._replace(windows=(PayerWindow("first", days=180, counted_from="dated"),)), True),
        (HARBOR._replace(windows=(PayerWindow("taking_own_rule", days=49, counted_from="dated"),)), True),
        (PLAN, True),
    ],
)
def test_a_payer_without_a_window_for_the_answer_makes_the_user_type_the_day(payer: Payer, lacks: bool) -> None:  # noqa: FBT001 - pytest
    assert lacks_a_day(payer, law(), TODAY) is lacks
