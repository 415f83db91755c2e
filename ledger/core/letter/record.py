"""What the papers of a case say happened, as the table of facts of a letter: days, papers, filings and money.

Only what somebody else's paper or our own filing shows. Notes of calls, reasons and opinions of ours never stand here,
and our day of receipt stands only where the person asked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.entries import effective
from ledger.core.letter.filed import filings_of, how_sent, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.core.letter.exhibit import Exhibits
    from ledger.core.letter.matter import Matter
    from ledger.core.sending import Appeal, Filing, Notice

SECTION = "Facts"

NOTICES = {
    "demand": "Demand",
    "records_request": "Request for records",
    "review_results": "Review results",
    "second_notice": "Second notice",
    "offset_notice": "Notice of offset",
    "revised_demand": "Revised demand",
    "withdrawal": "Notice of withdrawal",
    "statement": "Account statement",
    "intent_to_refer": "Intent-to-refer letter",
    "treasury_referral": "Notice of referral to Treasury",
    "default": "Notice of default",
    "suspension": "Notice of suspension",
}
FILINGS = {
    "rebuttal": "Rebuttal",
    "contest": "Notice of disagreement",
    "records": "Records",
    "information": "Request for records and information",
    "hold": "Request to stop the taking",
    "refund_notice": "Refund notice",
    "reopening": "Request for reopening",
    "discussion": "Discussion request",
    "first": "First-level appeal",
    "second": "Second-level appeal",
    "redetermination": "Request for redetermination",
    "reconsideration": "Request for reconsideration",
    "alj": "Request for hearing",
    "council": "Request for Council review",
    "external": "Request for external review",
    "immediate_recoupment": "Request for immediate recoupment",
    "complaint": "Complaint",
}
TAKEN = {"offset": "Offset", "withheld": "Amount withheld", "forwarded_taken": "Forwarded amount offset"}
PAID = {"refund": "Refund paid", "instalment": "Instalment paid", "returned": "Amount returned by the payer"}


class Event(NamedTuple):
    """One row: the day, what happened, the document that shows it, and a text with citations to set behind it."""

    day: date
    what: str
    document: str | None = None
    evidence: str = ""


def events_of(matter: Matter, exhibits: Exhibits) -> list[list[str]]:
    """The rows day, event, exhibit, in the order of their days.

    Left out: facts of claims under another law, whatever lies after today, and the filing that this letter itself is.
    """
    found = [*_demand(matter), *_notices(matter), *_sent(matter), *_money(matter)]
    events = sorted((event for event in found if event.day <= matter.today), key=lambda event: event.day)
    return [_row(event, exhibits) for event in events]


def _row(event: Event, exhibits: Exhibits) -> list[str]:
    evidence = exhibits.cite(event.evidence, SECTION) if event.evidence else ""
    what = f"{event.what}, {evidence}" if evidence else event.what
    return [f"{event.day:%m/%d/%Y}", what, exhibits.refer(event.document, SECTION)]


def _demand(matter: Matter) -> Iterator[Event]:
    demand = matter.case.demand
    if demand.dated_on is not None:
        number = f" {demand.reference}" if demand.reference else ""
        yield Event(demand.dated_on, f"Demand{number}", demand.document)
    if matter.wishes.state_receipt and demand.received_on is not None:
        yield Event(demand.received_on.day, "Demand received", None, demand.received_evidence or "")


def _notices(matter: Matter) -> Iterator[Event]:
    notices: tuple[Notice, ...] = effective(matter.case.notices)
    for notice in notices:
        if notice.dated_on is not None and _touches(matter, notice.claims):
            number = f" {notice.reference}" if notice.reference else ""
            yield Event(notice.dated_on, f"{NOTICES.get(notice.kind, 'Letter')}{number}", notice.document)


def _sent(matter: Matter) -> Iterator[Event]:
    for filing in filings_of(matter.case):
        name = name_of(filing)
        itself = name == matter.kind.serves and (filing.sent_on is None or filing.sent_on.day >= matter.today)
        if name in FILINGS and not itself and _touches(matter, filing.claims):
            yield from _one_sent(matter, filing, FILINGS[name])


def _one_sent(matter: Matter, filing: Filing | Appeal, title: str) -> Iterator[Event]:
    if filing.sent_on is not None:
        how = how_sent(filing)
        yield Event(filing.sent_on.day, f"{title} sent{', ' + how if how else ''}", filing.document)
    if filing.arrived_on is not None and (filing.sent_on is None or filing.arrived_on.day != filing.sent_on.day):
        yield Event(filing.arrived_on.day, f"{title} arrived", None, filing.arrival_evidence or "")
    if filing.decided_on is not None:
        outcome = (filing.outcome or "").replace("_", " ")
        result = f": {outcome}" if outcome and outcome != "no answer" else ""
        yield Event(filing.decided_on, f"{title} decided{result}", filing.decision_document)
    if matter.wishes.state_receipt and filing.decision_received_on is not None:
        yield Event(filing.decision_received_on, f"{title}: decision received", None, filing.decision_evidence or "")


def _money(matter: Matter) -> Iterator[Event]:
    for entry in effective(matter.case.money):
        title = TAKEN.get(entry.kind) or PAID.get(entry.kind)
        if title is None or entry.amount is None or not _touches(matter, tuple(name for name, _ in entry.by_claim)):
            continue
        trace = f", {entry.trace}" if entry.trace else ""
        yield Event(entry.dated_on, f"{title}: ${dollars(entry.amount)}{trace}", entry.document)


def _touches(matter: Matter, claims: tuple[str, ...]) -> bool:
    inside = {claim.number for claim in matter.group.claims}
    return not claims or bool(inside & {name.partition("/")[0] for name in claims})
