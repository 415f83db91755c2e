"""A new demand as the blocks of its case file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.acts.words import spoken
from ledger.core.amount import plain
from ledger.core.edit import Change, Flow

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ledger.core.case import Claim, Line
    from ledger.core.edit import Value

NOT_STATED = "not_stated"


class Demand(NamedTuple):
    """What a person reads off a letter. ``amount`` in dollars, principal only; ``document`` as it will be listed."""

    payer: str
    amount: Decimal
    reference: str = ""
    dated_on: date | None = None
    received_on: date | None = None
    received_evidence: str = ""
    answer_by: date | None = None
    offset_from: date | None = None
    send_to: str = ""
    reason: str = NOT_STATED
    funding: str = ""
    title: str = ""
    owner: str = ""
    claims: tuple[Claim, ...] = ()
    document: Flow | None = None


def blocks_of(case_id: str, demand: Demand) -> tuple[dict[str, Value | None], ...]:
    """Return the blocks of a new case file in the order of the format; None is a bare key that waits for entries.

    The lists that are written first in daily work stand there from the start, so that first entries in two copies of
    the ledger do not add the same key twice.
    """
    head: dict[str, Value | None] = {"id": case_id, "title": demand.title or title_of(demand), "payer": demand.payer}
    head |= {name: getattr(demand, name) for name in ("funding", "owner") if getattr(demand, name)}
    blocks: list[dict[str, Value | None]] = [head, {"demand": _facts(demand)}]
    if demand.claims:
        blocks.append({"claims": [claim_entry(claim) for claim in demand.claims]})
    blocks.append({"documents": [demand.document] if demand.document is not None else None})
    return (*blocks, {"money": None}, {"communications": None})


def title_of(demand: Demand) -> str:
    """Return a title of words that name nobody: ``time based coding, 11 claims, 30 lines``."""
    lines = sum(len(claim.lines) for claim in demand.claims)
    subject = "Demand" if demand.reason in (NOT_STATED, "other") else spoken(demand.reason).capitalize()
    parts = [subject, counted(len(demand.claims), "claim"), counted(lines, "line") if lines else ""]
    return ", ".join(part for part in parts if part and not part.startswith("0 "))


def counted(count: int, noun: str) -> str:
    """``1 claim``, ``11 claims``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def new_demand(demand: Demand) -> Change:
    """Return how the save of a new case is called; its lines are those of ``blocks_of``."""
    named = " ".join(part for part in (demand.payer, demand.reference) if part)
    day = f" ({demand.dated_on})" if demand.dated_on else ""
    return Change((), f"new demand, {named}{day}", "demand")


def send_to(text: str) -> dict[str, Value]:
    """Return where to answer, from ``PO Box 1, Austin TX; fax 512-555-0100``: parts by semicolon, each by its look."""
    place: dict[str, Value] = {}
    for part in (piece.strip() for piece in text.split(";")):
        kind, _, rest = part.partition(" ")
        if kind.casefold().rstrip(":") in ("fax", "portal", "email", "e-mail"):
            place[kind.casefold().rstrip(":").replace("-", "")] = rest.strip()
        elif "@" in part and " " not in part:
            place["email"] = part
        elif part.startswith(("http://", "https://")):
            place["portal"] = part
        elif part:
            place["address"] = f"{place['address']}; {part}" if "address" in place else part
    return place


def claim_entry(claim: Claim) -> dict[str, Value]:
    """Return one claim as it is written: its lines on one line each."""
    entry: dict[str, Value] = {"number": claim.number}
    for name in ("patient", "account", "plan", "funding"):
        if getattr(claim, name):
            entry[name] = getattr(claim, name)
    if claim.diagnoses:
        entry["diagnoses"] = list(claim.diagnoses)
    if claim.paid_on:
        entry["paid_on"] = str(claim.paid_on)
    for name in ("trace", "reason", "stated"):
        if getattr(claim, name):
            entry[name] = getattr(claim, name)
    if claim.demanded is not None:
        entry["demanded"] = plain(claim.demanded)
    if claim.lines:
        return {**entry, "lines": [_line_entry(line) for line in claim.lines]}
    return Flow(entry)


def _facts(demand: Demand) -> dict[str, Value]:
    facts: dict[str, Value] = {}
    if demand.reference:
        facts["reference"] = demand.reference
    _add(facts, "dated_on", demand.dated_on)
    _add(facts, "received_on", demand.received_on)
    if demand.received_evidence:
        facts["received_evidence"] = demand.received_evidence
    _add(facts, "answer_by", demand.answer_by)
    if demand.send_to:
        facts["send_to"] = Flow(send_to(demand.send_to))
    facts |= {"amount": plain(demand.amount), "reason": demand.reason}
    _add(facts, "offset_from", demand.offset_from)
    if demand.document is not None:
        facts["document"] = demand.document["id"]
    return facts


def _add(facts: dict[str, Value], name: str, day: date | None) -> None:
    if day is not None:
        facts[name] = str(day)


def _line_entry(line: Line) -> Flow:
    entry = Flow()
    if line.line:
        entry["line"] = line.line
    _add(entry, "served_on", line.served_on)
    _add(entry, "served_through", line.served_through)
    entry["procedure"] = line.procedure
    if line.modifiers:
        entry["modifiers"] = list(line.modifiers)
    for name in ("place", "units", "minutes"):
        if getattr(line, name) is not None:
            entry[name] = str(getattr(line, name))
    for name in ("billed", "allowed", "paid", "should_have_paid", "demanded"):
        if getattr(line, name) is not None:
            entry[name] = plain(getattr(line, name))
    return entry
