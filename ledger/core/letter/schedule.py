"""A schedule of instalments, month by month: what is paid, what of it is interest, what is left."""

from __future__ import annotations

from datetime import MAXYEAR
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.balance import principal_standing
from ledger.core.day import days_in
from ledger.core.entries import effective

if TYPE_CHECKING:
    from datetime import date

    from ledger.core.letter.matter import Matter
    from ledger.core.sending import RepaymentPlan

_CENT = Decimal("0.01")
_PER_MONTH = Decimal(1200)
"""Per cent a year to a share a month."""
_YEAR = 12
_MOST_MONTHS = 600


class Instalment(NamedTuple):
    """One payment in dollars: ``paid`` = ``interest`` + ``principal``; ``left`` after it."""

    number: int
    due_on: date
    paid: Decimal
    interest: Decimal
    principal: Decimal
    left: Decimal


def plan_of(matter: Matter) -> RepaymentPlan | None:
    """The plan that this letter asks for: the last one on file that nobody has decided."""
    wanted = "medicare_ers" if matter.kind.name == "medicare_ers" else "contract"
    open_ones = [
        one
        for one in effective(matter.case.repayment_plans)
        if one.decided_on is None and one.ended_on is None and one.kind in (wanted, None)
    ]
    return open_ones[-1] if open_ones else None


def instalments_of(plan: RepaymentPlan, principal: Decimal) -> tuple[Instalment, ...]:
    """Every instalment; the last one pays what is left. None without months, amount or first day, or beyond 50 years.

    Interest is a twelfth of the year's rate on what is left (an estimate; a contractor may count otherwise).
    """
    if plan.months is None or plan.instalment is None or plan.first_due_on is None:
        return ()
    if plan.months > _MOST_MONTHS or plan.first_due_on.year + _MOST_MONTHS // _YEAR >= MAXYEAR:
        return ()
    rows, left = [], principal
    for number in range(1, plan.months + 1):
        interest = (left * (plan.rate or 0) / _PER_MONTH).quantize(_CENT, ROUND_HALF_UP)
        paid = left + interest if number == plan.months else min(plan.instalment, left + interest)
        left = left + interest - paid
        due = _months_on(plan.first_due_on, number - 1)
        rows.append(Instalment(number, due, paid, interest, paid - interest, left))
    return tuple(rows)


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.month - 1 + months, _YEAR)
    year, month = first.year + year, month + 1
    return first.replace(year=year, month=month, day=min(first.day, days_in(year, month)))


def schedule_of(matter: Matter) -> tuple[Instalment, ...]:
    """The instalments of the plan that the letter asks for; none where there is none."""
    plan = plan_of(matter)
    return instalments_of(plan, principal_standing(matter.case)) if plan is not None else ()


def ties(plan: RepaymentPlan, rows: tuple[Instalment, ...]) -> bool:
    """Whether the instalments pay the amount off: the last one is no more than the others, but for the cents."""
    return bool(rows) and plan.instalment is not None and 0 < rows[-1].paid <= plan.instalment + plan_slack(rows)


def plan_slack(rows: tuple[Instalment, ...]) -> Decimal:
    """What rounding each instalment to the cent can add up to, in dollars."""
    return len(rows) * _CENT
