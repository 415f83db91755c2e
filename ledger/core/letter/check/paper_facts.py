"""What must stand there of decisions, filings and the money that goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.letter.answer import total
from ledger.core.letter.check.fact import Fact, amount_fact, day_fact, uncited
from ledger.core.letter.check.passage import shown
from ledger.core.letter.filed import last_dispute
from ledger.core.letter.flow import carrying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.letter.matter import Matter


def left(matter: Matter) -> Iterator[Fact]:
    """What the decision left."""
    return amount_fact("the amount left by the decision", total(matter.rows, "left"))


def decision(matter: Matter) -> Iterator[Fact]:
    """The decision that is answered: its day and who made it."""
    decision = matter.decision
    if decision is None:
        return
    yield from day_fact("the date of the decision", decision.decided_on)
    by = matter.law.payers.get(decision.decided_by or matter.case.payer)
    if by is not None:
        yield Fact(f"who decided, {by.name}", (by.name,))


def findings(matter: Matter) -> Iterator[Fact]:
    """Each point of the paper that is answered."""
    papers = {matter.kind.after, matter.decision.decision_document if matter.decision is not None else None}
    for finding in matter.case.findings:
        if finding.paper in papers:
            says = uncited(finding.says)
            yield Fact(f'an answer to the decision\'s point "{shown(says)}"', (says,), words=True)


def asked_for(matter: Matter) -> Iterator[Fact]:
    """Each paper that the decision found missing."""
    for item in matter.case.evidence:
        if matter.kind.after and item.asked_by == matter.kind.after:
            name = item.item.replace("_", " ")
            yield Fact(f"the {name} that the decision found missing", (name, item.explanation or name))


def taking_date(matter: Matter) -> Iterator[Fact]:
    """The day on which the taking is to start."""
    return day_fact("the day on which the taking is to start", matter.case.demand.offset_from)


def filed(matter: Matter) -> Iterator[Fact]:
    """The day of the dispute that is pending."""
    last = last_dispute(matter.case)
    if last is not None and last.sent_on is not None:
        yield from day_fact("the day the dispute was sent", last.sent_on.day)


def payment(matter: Matter) -> Iterator[Fact]:
    """The check or transfer: the one that was named, else the one on file that goes with the letter."""
    paid = carrying(matter)
    named = matter.wishes.payment or (paid.trace if paid is not None else None)
    if named:
        yield Fact(f"the check or transfer that carries the money, {named}", (named,), bare=True)


def reason(matter: Matter) -> Iterator[Fact]:
    """The reason that goes with a refund."""
    if matter.case.demand.reason:
        yield Fact("the reason", ("reason", matter.case.demand.reason.replace("_", " ")))


def demand_copy(matter: Matter) -> Iterator[Fact]:
    """A copy of the demand, where section 935 covers it."""
    if matter.case.demand.section_935 and matter.case.demand.document:
        yield Fact("a copy of the demand among the enclosures", ("demand letter", "copy of the demand", "your demand"))


def enclosed_demand(matter: Matter) -> Iterator[Fact]:
    """A copy of the demand."""
    if matter.case.demand.document:
        yield Fact("a copy of the demand among the enclosures", ("demand letter", "copy of the demand", "your demand"))


def appeal_number(matter: Matter) -> Iterator[Fact]:
    """The decision's own number."""
    if matter.decision is not None and matter.decision.reference:
        number = matter.decision.reference
        yield Fact(f"the number of the decision, {number}", (number,), bare=True)


def nothing(matter: Matter) -> Iterator[Fact]:
    """The sums, and answers to lines, are held against each other and not against the case."""
    del matter
    return iter(())
