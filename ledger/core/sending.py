"""What was sent to the payer and what came back: filings, appeals, plans, notices and the windows papers print."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.core.proof import Recorded


class Moment(NamedTuple):
    """A day, with the hour where somebody knew it (``17:32``; empty otherwise)."""

    day: date
    clock: str = ""


class Printed(NamedTuple):
    """A window that a paper states: a day (``until``) or a count; it beats payer file and rule."""

    deadline: str
    until: date | None = None
    days: int | None = None
    unit: str | None = None
    counted_from: str | None = None
    filed_when: str | None = None
    source: str | None = None


class Desk(NamedTuple):
    """Where to write: for which acts, with the day and source of the address."""

    use: tuple[str, ...] = ()
    name: str | None = None
    address: str | None = None
    phone: str | None = None
    fax: str | None = None
    email: str | None = None
    portal: str | None = None
    max_file_mb: int | None = None
    max_pages: int | None = None
    source: str | None = None
    as_of: date | None = None
    confidence: str | None = None


class Copy(NamedTuple):
    """A copy of a sending to another party."""

    to: str
    sent_on: Moment | None = None
    method: str | None = None
    proof: str | None = None


class Notice(NamedTuple):
    """A paper of the payer other than the demand that counts now."""

    kind: str
    id: str | None = None
    sender: str | None = None  # `from` in the file
    reference: str | None = None
    dated_on: date | None = None
    received_on: Moment | None = None
    received_evidence: str | None = None
    method: str | None = None
    trace: str | None = None
    codes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    amount: Decimal | None = None
    by_claim: tuple[tuple[str, Decimal], ...] = ()
    balance: Decimal | None = None
    balance_interest: Decimal | None = None
    offset_from: date | None = None
    answer_by: date | None = None
    answer_by_source: str | None = None
    printed: tuple[Printed, ...] = ()
    document: str | None = None
    corrects: str | None = None
    retracts: str | None = None
    recorded: Recorded | None = None


class Filing(NamedTuple):
    """Something filed that is no appeal: a rebuttal, a contest, records, a request to hold."""

    kind: str
    id: str | None = None
    answers: tuple[str, ...] = ()
    covers: str | None = None
    to: str | None = None
    sent_by: str | None = None
    claims: tuple[str, ...] = ()
    sent_on: Moment | None = None
    method: str | None = None
    proof: str | None = None
    arrived_on: Moment | None = None
    arrival_evidence: str | None = None
    reference: str | None = None
    copies: tuple[Copy, ...] = ()
    late_because: str | None = None
    document: str | None = None
    decided_on: date | None = None
    decided_by: str | None = None
    decision_received_on: date | None = None
    decision_evidence: str | None = None
    decision_document: str | None = None
    outcome: str | None = None
    printed: tuple[Printed, ...] = ()
    held_from: date | None = None
    held_through: date | None = None
    corrects: str | None = None
    recorded: Recorded | None = None


class Appeal(NamedTuple):
    """One level of appeal, from sending to decision."""

    level: str
    id: str | None = None
    follows: str | None = None
    further_evidence: str | None = None
    to: str | None = None
    sent_by: str | None = None
    claims: tuple[str, ...] = ()
    sent_on: Moment | None = None
    method: str | None = None
    proof: str | None = None
    arrived_on: Moment | None = None
    arrival_evidence: str | None = None
    reference: str | None = None
    copies: tuple[Copy, ...] = ()
    late_because: str | None = None
    document: str | None = None
    hearing_notice_received_on: date | None = None
    hearing_on: date | None = None
    decided_on: date | None = None
    decided_by: str | None = None
    decision_received_on: date | None = None
    decision_evidence: str | None = None
    decision_document: str | None = None
    outcome: str | None = None
    amount_upheld: Decimal | None = None
    by_claim: tuple[tuple[str, Decimal], ...] = ()
    printed: tuple[Printed, ...] = ()
    held_from: date | None = None
    held_through: date | None = None
    corrects: str | None = None
    recorded: Recorded | None = None


class RepaymentPlan(NamedTuple):
    """A plan to repay in instalments, asked for and answered."""

    months: int | None = None
    id: str | None = None
    kind: str | None = None
    instalment: Decimal | None = None
    rate: Decimal | None = None
    first_due_on: date | None = None
    because: str | None = None
    terms: str | None = None
    to: str | None = None
    sent_by: str | None = None
    claims: tuple[str, ...] = ()
    sent_on: Moment | None = None
    method: str | None = None
    proof: str | None = None
    arrived_on: Moment | None = None
    arrival_evidence: str | None = None
    reference: str | None = None
    copies: tuple[Copy, ...] = ()
    late_because: str | None = None
    document: str | None = None
    decided_on: date | None = None
    decided_by: str | None = None
    decision_received_on: date | None = None
    decision_evidence: str | None = None
    decision_document: str | None = None
    outcome: str | None = None
    printed: tuple[Printed, ...] = ()
    held_from: date | None = None
    held_through: date | None = None
    ended_on: date | None = None
    ended_by: str | None = None
    corrects: str | None = None
    recorded: Recorded | None = None


class Offer(NamedTuple):
    """An offer to settle an amount, with its last day."""

    dated_on: date
    made_by: str
    amount: Decimal | None = None
    until: date | None = None
    terms: str | None = None
    accepted_on: date | None = None
    pay_by: date | None = None
    document: str | None = None
