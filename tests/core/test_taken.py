"""More money gone than was asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledger.core.case import Case, Demand, Money
from ledger.core.checks.taken import taken_within_demand


def case(*money: tuple[str, str, str | None], interest: str | None = None) -> Case:
    entries = tuple(
        Money(date(2026, 3, 8), kind, Decimal(amount), Decimal(part) if part else None) for kind, amount, part in money
    )
    demand = Demand(amount=Decimal("100.00"), interest=Decimal(interest) if interest else None)
    return Case("RC-2026-7K4QXM", "x", "lone-star", demand, money=entries)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (case(), False),
        (case(("offset", "100.00", None)), False),
        (case(("offset", "100.00", None), ("refund", "0.01", None)), True),
        (case(("offset", "110.00", "10.00")), False),
        (case(("offset", "105.00", None), interest="5.00"), False),
        (case(("offset", "150.00", None), ("returned", "60.00", None)), False),
        (case(("offset", "150.00", None))._replace(demand=Demand()), False),
    ],
)
def test_more_than_was_demanded_is_found(given: Case, *, found: bool) -> None:
    findings = list(taken_within_demand(given))
    assert bool(findings) is found
    if found:
        assert findings[0].message == "100.01 was taken or paid, 100.00 is demanded"
