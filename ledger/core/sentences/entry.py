"""Entries in words: what came, what went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ledger.core.acts.words import spoken
from ledger.core.amount import dollars
from ledger.core.case import (
    Case,
    Claim,
    Closed,
    Communication,
    Counsel,
    Decision,
    Extension,
    Hold,
    Line,
    Money,
    Passed,
    Related,
)
from ledger.core.proof import Approval, Consent, Document, Evidence, Ground, HoldEntry, PointFound
from ledger.core.sending import Appeal, Filing, Notice, Offer, Printed, RepaymentPlan
from ledger.core.sentences.field import LONGEST_VALUE, text_of
from ledger.core.sentences.sending import of_sending
from ledger.core.sentences.sentence import Sentence

_CONTACTS = {
    "phone": "phone call",
    "voicemail": "voicemail",
    "note": "note",
    "mail": "letter",
    "certified_mail": "certified letter",
    "portal": "portal message",
    "in_person": "visit",
    "edi": "EDI message",
}
_TOGETHER = ("phone", "in_person", "note")


def opened(case: Case) -> Sentence:
    """Return how a new case is told: ``case opened: LSH-OP-2026-0331 of 2026-03-02, 1,482.60 demanded``."""
    demand = case.demand
    said = f"{demand.reference or 'a letter'} of {demand.dated_on}" if demand.dated_on else "no letter yet"
    amount = f", {dollars(demand.amount)} demanded" if demand.amount is not None else ""
    return Sentence("opened", f"case opened: {said}{amount}", demand.dated_on)


def of_entry(entry: Any) -> tuple[Sentence, ...]:  # noqa: ANN401 - any named tuple of a case
    """Return the sentences that a new entry or block makes; a sending already decided makes several."""
    if isinstance(entry, (Filing, Appeal, RepaymentPlan)):
        return of_sending(None, entry)
    teller = _TELLERS.get(type(entry))
    return (teller(entry),) if teller else (Sentence("entry", f"{_word(entry)} added{_details(entry)}"),)


def removed(entry: Any) -> Sentence:  # noqa: ANN401
    """Return how an entry that is no longer there is told."""
    last = of_entry(entry)[-1]
    return Sentence("removed", f"taken out: {last.words}", last.when)


def _communication(entry: Communication) -> Sentence:
    noun = _CONTACTS.get(entry.channel, spoken(entry.channel))
    towards = "with" if entry.channel in _TOGETHER else {"in": "from", "out": "to"}.get(entry.direction or "", "with")
    contact = f" {towards} {entry.contact.partition(',')[0]}" if entry.contact else ""
    return Sentence("communication", f"{noun}{contact} ({entry.at.day})", entry.at.day)


def _money(entry: Money) -> Sentence:
    amount = f" of {dollars(entry.amount)}" if entry.amount is not None else ""
    return Sentence("money", f"{spoken(entry.kind)}{amount} ({entry.dated_on})", entry.dated_on)


def _decision(entry: Decision) -> Sentence:
    return Sentence("decision", f"decided to {spoken(entry.choice)} ({entry.decided_on})", entry.decided_on)


def _extension(entry: Extension) -> Sentence:
    return Sentence("extension", f"{entry.deadline} extended until {entry.until}")


def _passed(entry: Passed) -> Sentence:
    return Sentence("passed", f"{entry.deadline} ended, {spoken(entry.how)}")


def _counsel(entry: Counsel) -> Sentence:
    party = f" {entry.party}" if entry.party else ""
    days = [
        f"{word} {on}" for word, on in (("asked", entry.asked_on), ("answered", entry.answered_on)) if on is not None
    ]
    return Sentence("counsel", f"counsel{party} {', '.join(days)}".rstrip(), entry.answered_on or entry.asked_on)


def _notice(entry: Notice) -> Sentence:
    dated = f" dated {entry.dated_on}" if entry.dated_on else ""
    received = entry.received_on.day if entry.received_on else entry.dated_on
    return Sentence("notice", f"{spoken(entry.kind)}{dated} taken in", received)


def _document(entry: Document) -> Sentence:
    return Sentence("document", f"document {entry.id} added ({spoken(entry.kind)})")


def _offer(entry: Offer) -> Sentence:
    amount = f" of {dollars(entry.amount)}" if entry.amount is not None else ""
    return Sentence("offer", f"offer{amount} by the {entry.made_by} ({entry.dated_on})", entry.dated_on)


def _closed(entry: Closed) -> Sentence:
    return Sentence("closed", f"closed, {spoken(entry.outcome)} ({entry.closed_on})", entry.closed_on)


def _hold(entry: Hold) -> Sentence:
    return Sentence("hold", f"legal hold since {entry.since}, asked by {entry.asked_by}", entry.since)


def _hold_entry(entry: HoldEntry) -> Sentence:
    if entry.lifts:
        words = f"legal hold {entry.lifts} lifted ({entry.lifted_on}), asked by {entry.asked_by}"
        return Sentence("hold_lifted", words, entry.lifted_on)
    named = f", {entry.until} named as its end" if entry.until else ""
    return Sentence("hold", f"legal hold since {entry.since}, asked by {entry.asked_by}{named}", entry.since)


def _related(entry: Related) -> Sentence:
    return Sentence("related", f"related to {entry.case} ({spoken(entry.link)})")


def _claim(entry: Claim) -> Sentence:
    lines = "1 line" if len(entry.lines) == 1 else f"{len(entry.lines)} lines"
    return Sentence("claim", f"claim {entry.number} added, {lines}")


def _line(entry: Line) -> Sentence:
    demanded = f", {dollars(entry.demanded)} demanded" if entry.demanded is not None else ""
    return Sentence("line", f"line {entry.served_on} {entry.procedure} added{demanded}")


def _printed(entry: Printed) -> Sentence:
    window = f"until {entry.until}" if entry.until else f"{entry.days} {spoken(entry.unit or 'calendar_days')}"
    return Sentence("printed", f"printed window {entry.deadline}, {window}")


def _by_name(kind: str, word: str, field: str) -> Callable[[Any], Sentence]:
    def told(entry: Any) -> Sentence:  # noqa: ANN401
        return Sentence(kind, f"{word} {spoken(getattr(entry, field))} added")

    return told


_TELLERS: dict[type, Callable[[Any], Sentence]] = {
    Communication: _communication,
    Money: _money,
    Decision: _decision,
    Extension: _extension,
    Passed: _passed,
    Counsel: _counsel,
    Notice: _notice,
    Document: _document,
    Offer: _offer,
    Closed: _closed,
    Hold: _hold,
    HoldEntry: _hold_entry,
    Related: _related,
    Claim: _claim,
    Line: _line,
    Printed: _printed,
    Ground: _by_name("ground", "ground", "id"),
    PointFound: _by_name("finding", "finding", "id"),
    Evidence: _by_name("evidence", "evidence", "item"),
    Approval: _by_name("approval", "approval", "number"),
    Consent: _by_name("consent", "consent", "kind"),
}


def _word(entry: Any) -> str:  # noqa: ANN401
    """``SendTo`` as ``send to``."""
    name = type(entry).__name__
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _details(entry: Any) -> str:  # noqa: ANN401
    values = [text_of(field, value) for field, value in zip(entry._fields, entry, strict=True)]
    filled = [value for value in values if value and len(value) <= LONGEST_VALUE]
    return f": {', '.join(filled[:3])}" if filled else ""
