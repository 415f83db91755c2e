"""What a case is worth today: demanded, disputed, to repay, taken and returned, all in dollars of principal."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.entries import effective

if TYPE_CHECKING:
    from datetime import date

    from ledger.core.case import Case, Claim, Line

NOTHING = Decimal(0)
TAKEN = ("offset", "withheld", "forwarded_taken")
_PAID = ("refund", "instalment")
_BACK = ("returned", "interest_received")


class Balance(NamedTuple):
    """The sums of one case. ``demanded`` = ``disputed`` + ``to_repay`` + ``unanswered``.

    ``standing`` is the principal that the latest paper leaves; ``taken`` counts what left a remittance, less what was
    only put off (``forwarded``) and is counted when it is taken later.
    """

    demanded: Decimal
    disputed: Decimal
    to_repay: Decimal
    unanswered: Decimal
    standing: Decimal
    taken: Decimal
    paid: Decimal
    returned: Decimal


def balance(case: Case) -> Balance:
    """The sums of a case, from its lines, its decisions and its money."""
    demanded = _demanded(case)
    disputed, to_repay = _answered(case, demanded)
    money = effective(case.money)
    put_off = sum((entry.amount or NOTHING for entry in money if entry.kind == "forwarded"), NOTHING)
    taken = sum((entry.amount or NOTHING for entry in money if entry.kind in TAKEN), NOTHING) - put_off
    paid = sum((entry.amount or NOTHING for entry in money if entry.kind in _PAID), NOTHING)
    returned = sum((entry.amount or NOTHING for entry in money if entry.kind in _BACK), NOTHING)
    unanswered = demanded - disputed - to_repay
    return Balance(demanded, disputed, to_repay, unanswered, principal_standing(case), taken, paid, returned)


def principal_standing(case: Case) -> Decimal:
    """The principal that still stands: the latest of demand, notice, decision and accepted offer (case format)."""
    dated: list[tuple[date, Decimal]] = [
        (appeal.decided_on, appeal.amount_upheld)
        for appeal in case.appeals
        if appeal.decided_on is not None and appeal.amount_upheld is not None
    ]
    dated += [
        (notice.dated_on, notice.amount)
        for notice in effective(case.notices)
        if notice.dated_on is not None and notice.amount is not None
    ]
    dated += [
        (offer.accepted_on, offer.amount)
        for offer in case.offers
        if offer.accepted_on is not None and offer.amount is not None
    ]
    start = case.demand.dated_on
    later = [(day, amount) for day, amount in dated if start is None or day >= start]
    return max(later, key=lambda pair: pair[0])[1] if later else _demanded(case)


def _demanded(case: Case) -> Decimal:
    if case.demand.amount is not None:
        return case.demand.amount
    return sum((claim_demanded(claim) for claim in case.claims), NOTHING)


def claim_demanded(claim: Claim) -> Decimal:
    """What is demanded on one claim: its lines, or its own figure where it has none."""
    if claim.lines:
        return sum((line.demanded or NOTHING for line in claim.lines), NOTHING)
    return claim.demanded or NOTHING


def _answered(case: Case, demanded: Decimal) -> tuple[Decimal, Decimal]:
    """The disputed part and the part to repay; a decision on the whole case speaks for the lines without an answer."""
    lines = [line for claim in case.claims for line in claim.lines]
    choice = last_choice(case)
    if any(line.answer is not None for line in lines):
        lines = [line._replace(answer=line.answer or choice) for line in lines]
        bare = sum((claim_demanded(claim) for claim in case.claims if not claim.lines), NOTHING)
        disputed = sum((_disputed(line) for line in lines), bare if choice == "dispute" else NOTHING)
        return disputed, sum((_to_repay(line) for line in lines), bare if choice == "repay" else NOTHING)
    if choice == "dispute":
        return demanded, NOTHING
    if choice == "repay":
        return NOTHING, demanded
    return NOTHING, NOTHING


def last_choice(case: Case) -> str | None:
    """What was decided last on the whole case; None before any decision."""
    decisions = effective(case.decisions)
    return decisions[-1].choice if decisions else None


def _disputed(line: Line) -> Decimal:
    whole = line.demanded or NOTHING
    if line.answer == "dispute":
        return whole
    return whole - line.repay if line.answer == "dispute_in_part" and line.repay is not None else NOTHING


def _to_repay(line: Line) -> Decimal:
    if line.answer == "repay":
        return line.demanded or NOTHING
    return line.repay or NOTHING if line.answer == "dispute_in_part" else NOTHING
