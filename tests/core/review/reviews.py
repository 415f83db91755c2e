"""Demands to review: short cases under the shipped law, each with what one check is about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ledger.core.case import Case, Claim, Demand, Line, Money
from ledger.core.proof import Document
from ledger.core.review.checks import CHECKS
from ledger.core.review.subject import subject_of
from ledger.core.sending import Appeal, Filing, Moment
from tests.core.reckoned import TEXAS, a_law, day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.core.law.governing import Law
    from ledger.core.payer import Payer
    from ledger.core.review.point import Point

LETTER = Document("demand", "demand_letter", "RC-2026-7K4QXM/demand.pdf", pages=3)
ALL_OF_TEXAS = ("amount_per_claim", "reason_per_claim", "appeal_right", "recovery_method")


def dollars(text: str) -> Decimal:
    """``100.00`` as an amount."""
    return Decimal(text)


def a_line(demanded: str = "100.00", procedure: str = "99214", served: str = "2025-11-14", **fields: Any) -> Line:
    """A service line with money demanded."""
    return Line(day(served), procedure, demanded=dollars(demanded))._replace(**fields)


def a_claim(number: str = "C-1", *lines: Line, **fields: Any) -> Claim:
    """A claim of a patient, paid in time for every limit; one line where none is given."""
    start = Claim(number, "P-1042", paid_on=day("2025-12-01"), payment_received_on=day("2025-12-04"))
    return start._replace(lines=lines or (a_line(),))._replace(**fields)


def a_demand(payer: Payer = TEXAS, *claims: Claim, **fields: Any) -> Case:
    """A demand of 2 March 2026 for these claims, one where none is given; fields of the demand or of the case."""
    of_demand = {name: fields.pop(name) for name in [*fields] if name in Demand._fields}
    claims = claims or (a_claim(),)
    amount = sum((line.demanded or Decimal(0) for claim in claims for line in claim.lines), Decimal(0))
    demand = Demand(
        "LSH-1",
        dated_on=day("2026-03-02"),
        received_on=Moment(day("2026-03-06")),
        method="mail",
        amount=amount,
        reason="other",
        document="demand",
        has=ALL_OF_TEXAS,
        section_935=True,
    )
    case = Case("RC-2026-7K4QXM", "A title", payer.slug, demand._replace(**of_demand), claims=claims)
    return case._replace(documents=(LETTER,))._replace(**fields)


def points(
    case: Case, check: str, today: str = "2026-06-01", others: Iterable[Case] = (), law: Law | None = None
) -> list[Point]:
    """What one check finds."""
    return list(CHECKS[check](subject_of(case, law or a_law(), day(today), others)))


def verdicts(case: Case, check: str, today: str = "2026-06-01", **more: Any) -> list[str]:
    """The verdicts of what one check finds."""
    return [one.verdict for one in points(case, check, today, **more)]


def taken(on: str, amount: str = "100.00", kind: str = "offset", **fields: Any) -> Money:
    """Money that moved on a day."""
    return Money(day(on), kind, dollars(amount))._replace(**fields)


def filed(kind: str, arrived: str, **fields: Any) -> Filing:
    """Something that arrived at the payer."""
    return Filing(kind, sent_on=Moment(day(arrived)), arrived_on=Moment(day(arrived)))._replace(**fields)


def appealed(level: str, arrived: str, decided: str | None = None, **fields: Any) -> Appeal:
    """An appeal that arrived, and perhaps was decided."""
    one = Appeal(level, sent_on=Moment(day(arrived)), arrived_on=Moment(day(arrived)))
    return one._replace(decided_on=day(decided) if decided else None)._replace(**fields)


def on(text: str) -> date:
    """A day."""
    return day(text)
