"""Amounts as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.amount import LARGEST, NotAnAmount, dollars, parse_amount, plain


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("$1,482.60", "1482.60"),
        ("1482.6", "1482.60"),
        ("1482", "1482.00"),
        (" $ 12 ", "12.00"),
        ("1,234,567.89", "1234567.89"),
        ("0.00", "0.00"),
    ],
)
def test_an_amount_may_be_typed_with_sign_and_commas(typed: str, value: str) -> None:
    assert parse_amount(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("12.345", "more than two decimals"),
        ("1,48.60", "is not an amount"),
        ("1482,60", "is not an amount"),
        ("1234,567", "is not an amount"),
        ("-5", "is not an amount"),
        ("(12.00)", "is not an amount"),
        ("1e3", "is not an amount"),
        ("12.x", "is not an amount"),
        ("", "is not an amount"),
        ("100000000.00", "more than a case can hold"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(typed: str, says: str) -> None:
    with pytest.raises(NotAnAmount, match=says):
        parse_amount(typed)


@given(st.decimals(0, LARGEST, places=2))
def test_every_amount_reads_back(amount: Decimal) -> None:
    assert parse_amount(plain(amount)) == amount
    assert parse_amount(f"${dollars(amount)}") == amount
