"""More money gone than was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ledger.core.amount import dollars
from ledger.core.balance import balance
from ledger.core.case import Case
from ledger.core.entries import effective
from ledger.core.finding import Finding

_NOTHING = Decimal(0)


def taken_within_demand(case: Case) -> Iterator[Finding]:
    """Find a case in which taken and paid, less returned, is more than demanded with interest and penalty, in dollars.

    The interest inside an entry is left out of its amount: it is owed on top of the principal.
    """
    sums = balance(case)
    if not case.money or not sums.demanded:
        return
    interest = sum((entry.interest or _NOTHING for entry in effective(case.money)), _NOTHING)
    gone = sums.taken + sums.paid - sums.returned - interest
    asked = sums.demanded + (case.demand.interest or _NOTHING) + (case.demand.penalty or _NOTHING)
    if gone > asked:
        message = f"{dollars(gone)} was taken or paid, {dollars(asked)} is demanded"
        yield Finding("LED801", message, "check the remittances; the difference may be owed to you", ("money",))
