"""The debts of a case: the letter's rate first, no rate that was not published, what the payer owes back."""

from __future__ import annotations

from decimal import Decimal

from ledger.core.case import Case, Claim, Line, Money
from ledger.core.interest.debt import owed_on
from ledger.core.interest.of_case import Charged, charged
from ledger.core.law.governing import Law
from ledger.core.sending import Notice
from tests.core.reckoned import HARBOR, MAC, TEXAS, a_law, a_letter, day, decided


def a_demand(**fields: object) -> Case:
    return a_letter(MAC, "2023-07-17", amount=Decimal(10000), **fields)


def only(case: Case, law: Law | None = None) -> Charged:
    found = [one for one in charged(case, law or a_law()) if one.interest.owed_to == "payer"]
    assert len(found) == 1
    return found[0]


def test_the_rate_of_the_letter_goes_before_the_published_one() -> None:
    published = only(a_demand())
    assert published.debt is not None
    assert (published.debt.rate, published.rate_source) == (Decimal("11.50"), "Transmittal 12123, confidence medium")
    typed = only(a_demand(interest_rate=Decimal("11.625"), interest_from=day("2023-07-20")))
    assert typed.debt is not None
    assert (typed.debt.rate, typed.debt.begun, typed.rate_source) == (
        Decimal("11.625"),
        day("2023-07-20"),
        "the letter prints it",
    )
    assert len(typed.readings) > 1, "sources conflict; every reading is shown"


def test_what_is_not_known_is_asked_for_and_never_guessed() -> None:
    unpublished = only(a_letter(MAC, "2026-03-02", amount=Decimal(10)))
    assert unpublished.debt is None
    assert unpublished.missing.startswith("type the rate that the letter prints")
    assert only(a_letter(MAC)).missing == "type the date on the letter"
    old = only(a_letter(MAC, "1995-03-02"))
    assert (old.readings, old.missing) == ((), "no rule for interest on 1995-03-02 is known")
    regime = a_law().regimes["medicare-ffs"]
    bare = regime._replace(figures=())
    law = a_law(MAC, regimes={"medicare-ffs": bare})
    assert only(a_demand(), law).debt is None


def test_no_rule_about_interest_gives_no_debt() -> None:
    assert charged(a_letter(HARBOR, "2026-03-02"), a_law()) == ()


def test_takings_and_refunds_reduce_the_debt_and_what_came_back_restores_it() -> None:
    money = (
        Money(day("2023-09-01"), "offset", Decimal(4000)),
        Money(day("2023-09-02"), "returned", Decimal(1000)),
        Money(day("2023-09-03"), "acknowledged", Decimal(9)),
        Money(day("2023-09-04"), "offset"),
    )
    one = only(a_demand()._replace(money=money))
    assert one.debt is not None
    assert [payment.amount for payment in one.debt.payments] == [Decimal(4000), Decimal(-1000)]


def test_a_notice_that_states_what_is_left_is_read_with_what_was_paid_before_it() -> None:
    money = (Money(day("2023-08-01"), "refund", Decimal(4000)),)
    notices = (Notice("n", "statement", dated_on=day("2023-08-10"), amount=Decimal(6000)),)
    one = only(a_demand()._replace(money=money, notices=notices))
    assert one.debt is not None
    assert one.debt.principal == Decimal(10000)
    assert owed_on(one.debt, one.readings[0], day("2023-08-12")).principal == Decimal(6000)


def test_claims_under_one_law_bear_their_own_part() -> None:
    line = (Line(served_on=day("2023-01-02"), procedure="1", demanded=Decimal(30)),)
    claims = (Claim("1", lines=line), Claim("2", plan="lone-star", lines=line))
    case = a_demand()._replace(claims=claims)
    one = only(case, a_law(MAC, TEXAS._replace(slug="lone-star")))
    assert one.debt is not None
    assert one.debt.principal == Decimal(30)


def test_what_the_payer_owes_back_counts_the_takings_held_shortest() -> None:
    money = (
        Money(day("2023-08-01"), "offset", Decimal(1000)),
        Money(day("2023-09-01"), "offset", Decimal(2000)),
        Money(day("2023-10-01"), "offset", Decimal(3000)),
        Money(day("2023-12-30"), "returned", Decimal(2000)),
    )
    won = decided("redetermination", "2023-11-15", outcome="overturned_in_part", amount_upheld=Decimal(2000))
    case = a_demand()._replace(money=money, appeals=(won,))
    theirs = [one for one in charged(case, a_law()) if one.interest.owed_to == "practice"]
    debts = [one.debt for one in theirs if one.debt is not None]
    assert [(one.begun, one.principal) for one in debts] == [
        (day("2023-10-01"), Decimal(3000)),
        (day("2023-09-01"), Decimal(1000)),
    ]
    assert owed_on(debts[0], theirs[0].readings[0], day("2024-06-30")).charged == Decimal("86.25"), "three full periods"
    undecided = case._replace(appeals=())
    assert all(one.interest.owed_to == "payer" for one in charged(undecided, a_law()))
    no_rate = case._replace(demand=case.demand._replace(dated_on=day("2023-08-20")))
    lacking = [one for one in charged(no_rate, a_law()) if one.interest.owed_to == "practice"]
    assert {one.debt for one in lacking} == {None}
    kept = case._replace(money=money[:3])
    assert {one.debt.ended for one in charged(kept, a_law()) if one.debt and one.interest.owed_to == "practice"} == {
        None
    }
