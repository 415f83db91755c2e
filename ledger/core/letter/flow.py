"""What was filed, taken and paid, as a letter says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.amount import dollars
from ledger.core.balance import NOTHING
from ledger.core.day import spelled_out
from ledger.core.entries import effective
from ledger.core.letter.answer import total
from ledger.core.letter.filed import how_sent, last_dispute, name_of
from ledger.core.letter.missing import missing
from ledger.core.letter.record import FILINGS, TAKEN

if TYPE_CHECKING:
    from ledger.core.case import Money
    from ledger.core.letter.exhibit import Exhibits
    from ledger.core.letter.matter import Matter

_CARRIED_BY = {"refund": "refund", "partial_repayment": "refund", "medicare_ers": "instalment"}
"""Letters that go with a payment, and what kind of entry in ``money`` that payment is."""


def filed(matter: Matter, exhibits: Exhibits) -> dict[str, Any]:
    """The dispute that a request to stop the taking rests on: the last one sent with its proof."""
    if matter.kind.serves != "hold":
        return {}
    last = last_dispute(matter.case)
    if last is None or last.sent_on is None:
        gaps = {"what": missing("a dispute that was filed"), "sent": missing("day"), "proof": missing("proof")}
        return {**gaps, "arrived": "", "exhibit": "", "reconsideration": False}
    return {
        "what": FILINGS.get(name_of(last), "dispute").lower(),
        "sent": spelled_out(last.sent_on.day),
        "proof": how_sent(last),
        "arrived": spelled_out(last.arrived_on.day) if last.arrived_on is not None else "",
        "exhibit": exhibits.refer(last.document, "Filing"),
        "reconsideration": name_of(last) == "reconsideration",
    }


def taken(matter: Matter) -> dict[str, Any]:
    """What was taken on the disputed claims; money that the remittance splits over other claims is left out."""
    disputed = {row.claim for row in matter.rows if row.disputed}
    amounts = [
        entry.amount
        for entry in effective(matter.case.money)
        if entry.kind in TAKEN
        and entry.amount is not None
        and (not entry.by_claim or "" in disputed or disputed & {name.partition("/")[0] for name, _ in entry.by_claim})
    ]
    return {"any": bool(amounts), "amount": dollars(sum(amounts, NOTHING))}


def clause(matter: Matter) -> str:
    """What the contract says about taking, as the payer file keeps it."""
    contract = matter.payer.contract if matter.payer is not None else None
    return (contract.offset_clause or "").rstrip(".") if contract is not None else ""


def payment(matter: Matter) -> str:
    """The check or transfer that carries a repayment: the one that was named, else the one on file that fits it."""
    if matter.wishes.payment:
        return matter.wishes.payment
    paid = carrying(matter)
    if paid is not None:
        return f"{paid.trace} of {spelled_out(paid.dated_on)}"
    return missing("check number") if matter.kind.name in _CARRIED_BY else ""


def carrying(matter: Matter) -> Money | None:
    """The last payment on file that can go with this letter, None where none fits.

    It is no older than the demand. A repayment has the sum that the letter repays, and is for no other claims.
    """
    kind, since = _CARRIED_BY.get(matter.kind.name), matter.case.demand.dated_on
    paid = [
        entry
        for entry in effective(matter.case.money)
        if entry.kind == kind and entry.trace and (since is None or entry.dated_on >= since)
    ]
    return next((entry for entry in reversed(paid) if kind != "refund" or _repays(matter, entry)), None)


def _repays(matter: Matter, entry: Money) -> bool:
    repaid = {row.claim for row in matter.rows if row.to_repay}
    apart = {name.partition("/")[0] for name, _ in entry.by_claim}
    return entry.amount == total(matter.rows, "to_repay") and (not apart or apart == repaid)
