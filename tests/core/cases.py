"""Short cases for the tests of core."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from ledger.core.case import Case, Claim, Decision, Demand, Line, Money
from ledger.core.proof import Recorded

DATED = date(2026, 3, 2)


def a_case(**fields: Any) -> Case:
    """A case of 100.00 with nothing else known, and the fields a test is about."""
    start = Case("RC-2026-7K4QXM", "A title", "lone-star-health", Demand(dated_on=DATED, amount=Decimal("100.00")))
    return start._replace(**fields)


def a_line(demanded: str, answer: str | None = None, repay: str | None = None) -> Line:
    """A service line with an amount demanded and an answer."""
    return Line(
        date(2025, 7, 14),
        "90837",
        demanded=Decimal(demanded),
        answer=answer,
        repay=Decimal(repay) if repay else None,
    )


def a_claim(*lines: Line, number: str = "0026030217755", **fields: Any) -> Claim:
    """A claim with lines."""
    return Claim(number, "P-1042", lines=lines)._replace(**fields)


def moved(kind: str, amount: str, tag: str = "0G5R", **fields: Any) -> Money:
    """Money of one kind, saved under a tag."""
    return Money(date(2026, 4, 20), kind, Decimal(amount), recorded=recorded(tag))._replace(**fields)


def decided(choice: str, tag: str = "M3VD") -> Decision:
    """A decision, saved under a tag."""
    return Decision(date(2026, 3, 8), choice, recorded=recorded(tag))


def recorded(tag: str) -> Recorded:
    """The end of a saved entry."""
    return Recorded(datetime(2026, 4, 21, 13, 40, 10, tzinfo=UTC), "mortiz", tag)
