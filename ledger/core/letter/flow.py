"""What was filed, taken and paid, as a letter says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.amount import dollars
from ledger.core.balance import NOTHING
from ledger.core.day import spelled_out
from ledger.core.entries import effective
from ledger.core.letter.filed import how_sent, last_dispute, name_of
from ledger.core.letter.missing import missing
from ledger.core.letter.record import FILINGS, TAKEN

if TYPE_CHECKING:
    from ledger.core.letter.exhibit import Exhibits
    from ledger.core.letter.matter import Matter


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
    """The check or transfer that carries a repayment: the one that was named, else the last one noted."""
    if matter.wishes.payment:
        return matter.wishes.payment
    paid = [entry for entry in effective(matter.case.money) if entry.kind == "refund" and entry.trace]
    if paid:
        return f"{paid[-1].trace} of {spelled_out(paid[-1].dated_on)}"
    return missing("check number") if matter.kind.name in ("refund", "partial_repayment") else ""
