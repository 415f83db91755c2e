"""Interest by day: the published example, both readings, payments, free days and instalments."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.interest.debt import Debt, Payment, free_through, instalments, next_charges, owed_on
from ledger.core.law.rule import Charging
from tests.core.reckoned import day

FULL = Charging("full_periods", 30, 360)
STARTED = Charging("started_periods", 30, 360)
STATUTE = Charging("full_periods", 30, 360, free_days=30)
DAILY = Charging("days")
WAIVED = Charging("days", free_days=30)
LETTER = Debt(Decimal(10000), Decimal("11.5"), day("2023-07-20"))


@pytest.mark.parametrize(
    ("paid_on", "full", "started"),
    [
        ("2023-08-18", "0.00", "0.00"),  # day 30
        ("2023-08-19", "95.83", "95.83"),  # day 31
        ("2023-08-20", "95.83", "191.67"),
        ("2023-09-17", "95.83", "191.67"),  # day 60
        ("2023-09-18", "191.67", "191.67"),  # day 61
        ("2023-09-19", "191.67", "287.50"),
    ],
)
def test_the_published_example_by_both_readings(paid_on: str, full: str, started: str) -> None:
    assert owed_on(LETTER, FULL, day(paid_on)).charged == Decimal(full)
    assert owed_on(LETTER, STARTED, day(paid_on)).charged == Decimal(started)
    assert owed_on(LETTER, FULL, day(paid_on)).total == Decimal(10000) + Decimal(full)


def test_a_payment_goes_to_interest_first_and_later_charges_run_on_what_is_left() -> None:
    paid = LETTER._replace(payments=(Payment(day("2023-08-25"), Decimal("5095.83")),))
    owed = owed_on(paid, FULL, day("2023-09-18"))
    assert (owed.principal, owed.interest, owed.charged) == (Decimal("5000.00"), Decimal("47.92"), Decimal("143.75"))
    assert owed_on(paid, FULL, day("2023-08-24")).principal == Decimal("10000.00")


def test_money_that_comes_back_is_owed_again() -> None:
    moved = (Payment(day("2023-07-25"), Decimal(4000)), Payment(day("2023-08-01"), Decimal(-1000)))
    assert owed_on(LETTER._replace(payments=moved), FULL, day("2023-08-02")).principal == Decimal("7000.00")


def test_free_days_hold_the_first_charge() -> None:
    assert free_through(LETTER, FULL) == day("2023-08-18")
    assert free_through(LETTER, STATUTE) == day("2023-08-19")
    assert owed_on(LETTER, STATUTE, day("2023-08-19")).charged == 0
    assert owed_on(LETTER, STATUTE, day("2023-08-20")).charged == Decimal("95.83")
    assert free_through(LETTER, DAILY) is None


def test_interest_by_the_day_spares_what_is_paid_within_the_free_days() -> None:
    assert owed_on(LETTER, DAILY, day("2023-07-30")).interest == Decimal("31.51")
    half = LETTER._replace(payments=(Payment(day("2023-08-10"), Decimal(5000)),))
    assert owed_on(half, WAIVED, day("2023-08-19")).total == Decimal("5000.00")
    assert owed_on(half, WAIVED, day("2023-08-20")).interest == Decimal("48.84"), "31 days on the half that was left"
    assert owed_on(half, DAILY, day("2023-08-20")).total == Decimal("5082.12"), "the payment covers interest first"
    assert free_through(LETTER, WAIVED) == day("2023-08-19")


def test_the_next_charges() -> None:
    assert next_charges(LETTER, FULL, day("2023-08-19"), 2) == (day("2023-09-18"), day("2023-10-18"))
    assert next_charges(LETTER, DAILY, day("2023-08-19"), 2) == ()
    cleared = LETTER._replace(payments=(Payment(day("2023-08-01"), Decimal(10000)),))
    assert next_charges(cleared, FULL, day("2023-08-19"), 2) == ()


@given(
    st.integers(1, 400_000), st.integers(0, 2000), st.integers(0, 900), st.sampled_from([FULL, STARTED, DAILY, WAIVED])
)
def test_waiting_never_costs_less(cents: int, rate: int, days: int, charging: Charging) -> None:
    debt = Debt(Decimal(cents) / 100, Decimal(rate) / 100, day("2024-01-15"))
    earlier, later = (owed_on(debt, charging, debt.begun + timedelta(days=days + more)) for more in (0, 1))
    assert later.total >= earlier.total
    assert earlier.principal == debt.principal


@given(st.integers(5_000, 5_000_000), st.integers(0, 1500), st.integers(1, 36))
def test_instalments_clear_the_debt_to_the_cent(cents: int, rate: int, months: int) -> None:
    debt = Debt(Decimal(cents) / 100, Decimal(rate) / 100, day("2024-01-15"))
    due = [day("2024-02-15") + timedelta(days=30 * number) for number in range(months)]
    each, interest = instalments(debt, FULL, debt.begun, due)
    assert each * months >= debt.principal
    paid = debt._replace(payments=tuple(Payment(one, each) for one in due))
    assert owed_on(paid, FULL, due[-1]).total == 0
    assert 0 <= each * months - debt.principal - interest <= each, "the last instalment may be smaller"
