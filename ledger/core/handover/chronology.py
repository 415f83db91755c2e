"""What happened, in its order: each row with the paper that shows it and when it was written down."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.entries import effective
from ledger.core.handover.table import Table, day, money, noted, plain
from ledger.core.law.governing import counted
from ledger.core.letter.filed import filings_of, how_sent, name_of
from ledger.core.letter.kind import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.core.case import Case, Demand
    from ledger.core.proof import Recorded
    from ledger.core.sending import Appeal, Filing, Moment, Notice

HEAD = ("when", "what", "shown by", "written down")


class _Event(NamedTuple):
    when: date | Moment
    what: str
    document: str | None = None
    recorded: Recorded | None = None


def chronology(case: Case, *, services: bool = True) -> Table:
    """Every dated fact of the case. Corrected entries stand as corrected; `recoup history` tells what they replaced.

    What has no hour stands first on its day, in the order in which one follows from the other. ``services``: the days
    of service and of payment too.
    """
    events = [*(_services(case) if services else ()), *_papers(case), *_ours(case), *_evidence(case), *_made(case)]
    events += [*_filings(case), *_offers(case), *_money(case), *_words(case)]
    rows = [(day(one.when), one.what, one.document or "", noted(one.recorded)) for one in events]
    return Table("chronology", HEAD, tuple(sorted(rows, key=lambda row: row[0])))


def _services(case: Case) -> Iterator[_Event]:
    """The first and the last day of service, and each day on which claims were paid."""
    served = sorted(line.served_on for claim in case.claims for line in claim.lines)
    if served and served[0] == served[-1]:
        yield _Event(served[0], "the day of service")
    elif served:
        yield _Event(served[0], "first day of service")
        yield _Event(served[-1], "last day of service")
    paid = Counter(
        (claim.payment_received_on or claim.paid_on, "received" if claim.payment_received_on else "made")
        for claim in case.claims
    )
    for (paid_on, how), number in paid.items():
        if paid_on is not None:
            yield _Event(paid_on, f"payment of {counted(number, 'claim')} {how}")


def _papers(case: Case) -> Iterator[_Event]:
    demand = case.demand
    if demand.dated_on is not None:
        amount = f" for {money(demand.amount)}" if demand.amount is not None else ""
        yield _Event(demand.dated_on, f"demand {demand.reference or 'without a number'} dated{amount}", demand.document)
    if demand.received_on is not None:
        evidence = f" ({demand.received_evidence})" if demand.received_evidence else " (as stated, without evidence)"
        yield _Event(demand.received_on, f"demand received{evidence}", demand.document)
    yield from _printed(demand, "demand")
    for notice in effective(case.notices):
        name = f"{plain(notice.kind)}{f' {notice.reference}' if notice.reference else ''}"
        if notice.dated_on is not None:
            yield _Event(notice.dated_on, f"{name} dated", notice.document, notice.recorded)
        if notice.received_on is not None:
            yield _Event(notice.received_on, f"{name} received", notice.document, notice.recorded)
        yield from _printed(notice, name)


def _printed(paper: Demand | Notice, name: str) -> Iterator[_Event]:
    """The days that a paper names itself."""
    if paper.answer_by is not None:
        yield _Event(paper.answer_by, f"last day for an answer, as the {name} prints it", paper.document)
    if paper.offset_from is not None:
        yield _Event(paper.offset_from, f"taking begins, as the {name} announces", paper.document)


def _evidence(case: Case) -> Iterator[_Event]:
    for one in case.evidence:
        name, holder = plain(one.item), f" ({plain(one.holder)})" if one.holder else ""
        if one.requested_on is not None:
            yield _Event(one.requested_on, f"evidence asked for: {name}{holder}")
        if one.received_on is not None:
            yield _Event(one.received_on, f"evidence received: {name}{holder}", one.document)


def _made(case: Case) -> Iterator[_Event]:
    """Letters, packets and bundles that were made here: making one sends nothing."""
    for one in effective(case.documents):
        if one.dated_on is not None and (one.kind in KINDS or one.kind in ("packet", "handover")):
            yield _Event(one.dated_on, f"{plain(one.kind)} made", one.id, one.recorded)


def _offers(case: Case) -> Iterator[_Event]:
    for one in case.offers:
        yield _Event(one.dated_on, f"offer made: {money(one.amount)}", one.document)
        if one.accepted_on is not None:
            yield _Event(one.accepted_on, "offer accepted", one.document)


def _filings(case: Case) -> Iterator[_Event]:
    for one in filings_of(case):
        name = plain(name_of(one))
        if one.sent_on is not None:
            how = how_sent(one)
            yield _Event(one.sent_on, f"{name} sent{f', {how}' if how else ''}", one.document, one.recorded)
        if one.arrived_on is not None:
            shown = f" ({one.arrival_evidence})" if one.arrival_evidence else ""
            yield _Event(one.arrived_on, f"{name} arrived{shown}", one.document, one.recorded)
        yield from _decided(one, name)


def _decided(one: Filing | Appeal, name: str) -> Iterator[_Event]:
    if one.decided_on is not None:
        result = f": {plain(one.outcome)}" if one.outcome else ""
        yield _Event(one.decided_on, f"{name} decided{result}", one.decision_document, one.recorded)
    if one.decision_received_on is not None:
        yield _Event(one.decision_received_on, f"{name}: decision received", one.decision_document, one.recorded)


def _ours(case: Case) -> Iterator[_Event]:
    for decision in effective(case.decisions):
        yield _Event(decision.decided_on, f"the practice chose: {plain(decision.choice)}", None, decision.recorded)
    for extension in effective(case.extensions):
        if extension.recorded is not None:
            what = (
                f"more time for {plain(extension.deadline)}, until {extension.until}: {extension.proof or 'no proof'}"
            )
            yield _Event(extension.recorded.at.date(), what, None, extension.recorded)
    for passed in effective(case.passed):
        if passed.recorded is not None:
            what = f"{plain(passed.deadline)} ended without a filing"
            yield _Event(passed.recorded.at.date(), what, None, passed.recorded)
    for asked in effective(case.counsel):
        for when, what in ((asked.asked_on, "counsel asked"), (asked.answered_on, "counsel answered")):
            if when is not None:
                yield _Event(when, what, None, asked.recorded)
    if case.closed is not None:
        yield _Event(case.closed.closed_on, f"case closed: {plain(case.closed.outcome)}")


def _money(case: Case) -> Iterator[_Event]:
    for entry in effective(case.money):
        trace = f", {entry.trace}" if entry.trace else ""
        what = f"{plain(entry.kind)} {money(entry.amount)}{trace}"
        yield _Event(entry.dated_on, what, entry.document, entry.recorded)


def _words(case: Case) -> Iterator[_Event]:
    for one in effective(case.communications):
        who = f" with {one.contact}" if one.contact else ""
        way = {"in": ", from them", "out": ", from us"}.get(one.direction or "", "")
        yield _Event(
            one.at, f"{plain(one.channel)}{who}{way}: {' '.join(one.summary.split())}", one.document, one.recorded
        )
