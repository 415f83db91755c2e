"""How each line of a demand is answered, as sums that tie: demanded = to repay + disputed + not yet answered."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.balance import NOTHING, claim_demanded, last_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.core.case import Case, Claim, Line
    from ledger.core.sending import Appeal


class Row(NamedTuple):
    """One line of the table of amounts, in dollars. ``left`` is what a decision left standing, None before any."""

    claim: str
    line: str
    service: str
    demanded: Decimal
    to_repay: Decimal
    disputed: Decimal
    open: Decimal
    left: Decimal | None = None


def rows_of(case: Case, claims: Sequence[Claim], decision: Appeal | None = None) -> tuple[Row, ...]:
    """The rows of these claims: one for each line, or for each claim after a decision that left part of it.

    A sample that was projected is no sum of its findings: the whole demand is one row.
    """
    if case.extrapolation is not None:
        return (_projected(case, decision),)
    rows = tuple(row for claim in claims for row in _rows(case, claim))
    return rows if decision is None else tuple(_after(rows, claim, decision) for claim in claims)


def total(rows: Sequence[Row], amount: str) -> Decimal:
    """The sum of one column; ``left`` counts as nothing where there is no decision."""
    return sum((getattr(row, amount) or NOTHING for row in rows), NOTHING)


def _rows(case: Case, claim: Claim) -> list[Row]:
    """The decision on the whole case speaks for the lines without an answer; a line said to be open stays open."""
    whole = last_choice(case)
    if not claim.lines:
        return [_row(claim.number, "", "", claim_demanded(claim), _parts(claim_demanded(claim), None, whole, NOTHING))]
    return [_line(claim, line, whole) for line in claim.lines]


def _line(claim: Claim, line: Line, whole: str | None) -> Row:
    demanded = line.demanded or NOTHING
    parts = _parts(demanded, line.answer, whole, line.repay or NOTHING)
    return _row(claim.number, line.line or "", service_of(line), demanded, parts)


def _row(claim: str, line: str, service: str, demanded: Decimal, parts: tuple[Decimal, Decimal]) -> Row:
    to_repay, disputed = parts
    return Row(claim, line, service, demanded, to_repay, disputed, demanded - to_repay - disputed)


def _parts(demanded: Decimal, answer: str | None, whole: str | None, repay: Decimal) -> tuple[Decimal, Decimal]:
    answered = whole if answer is None else answer
    if answered == "dispute":
        return NOTHING, demanded
    if answered == "repay":
        return demanded, NOTHING
    if answered == "dispute_in_part" and answer == answered:
        return repay, demanded - repay
    return NOTHING, NOTHING


def service_of(line: Line) -> str:
    """``11/14/2025, 90837-GP``: the day or days and the procedure with its modifiers."""
    days = f"{line.served_on:%m/%d/%Y}"
    if line.served_through is not None and line.served_through != line.served_on:
        days += f" to {line.served_through:%m/%d/%Y}"
    return f"{days}, {'-'.join((line.procedure, *line.modifiers))}"


def _after(rows: Sequence[Row], claim: Claim, decision: Appeal) -> Row:
    """One row for a claim after a decision: what it left, less what was to be repaid, stays disputed."""
    own = [row for row in rows if row.claim == claim.number]
    demanded, to_repay, unanswered = (total(own, column) for column in ("demanded", "to_repay", "open"))
    left = _left(own, dict(decision.by_claim), decision)
    disputed = max(left - to_repay - unanswered, NOTHING)
    services = "; ".join(row.service for row in own if row.service)
    return Row(claim.number, "", services, demanded, to_repay, disputed, unanswered, left)


def _left(rows: Sequence[Row], by_claim: dict[str, Decimal], decision: Appeal) -> Decimal:
    if decision.outcome == "overturned":
        return NOTHING
    claim = rows[0].claim
    if claim in by_claim:
        return by_claim[claim]
    return sum((by_claim.get(f"{claim}/{row.line}", row.demanded) for row in rows), NOTHING)


def _projected(case: Case, decision: Appeal | None) -> Row:
    demanded = case.demand.amount or NOTHING
    left = decision.amount_upheld if decision is not None else None
    standing = demanded if left is None else left
    to_repay, disputed = _parts(standing, None, last_choice(case), NOTHING)
    service = "projected from the sample listed under Claims"
    return Row("", "", service, demanded, to_repay, disputed, standing - to_repay - disputed, left)
