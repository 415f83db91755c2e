"""The payer's taking: when it began, and for which day it was announced."""

from __future__ import annotations

from datetime import date

from ledger.core.balance import TAKEN
from ledger.core.case import Case, Claim
from ledger.core.entries import effective


def first_taking(case: Case, claims: tuple[Claim, ...]) -> date | None:
    """The day on which money was first taken for some claims; an entry that names no claim is about all of them."""
    if not case.money:
        return None
    numbers = {number for claim in claims for number in (claim.number, *claim.aliases)}
    taken = [
        entry.dated_on
        for entry in effective(case.money)
        if entry.kind in TAKEN
        and (not entry.by_claim or not numbers or any(name.partition("/")[0] in numbers for name, _ in entry.by_claim))
    ]
    return min(taken, default=None)


def announced(case: Case) -> tuple[date, ...]:
    """The days for which the letter and later notices announce the taking, the first first."""
    days = {case.demand.offset_from, *(notice.offset_from for notice in effective(case.notices))}
    return tuple(sorted(day for day in days if day is not None))
