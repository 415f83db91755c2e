"""The case as a value: one recoupment, typed by the schema (field names as in ``schema/case.schema.json``)."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.core.proof import Approval, Consent, Document, Evidence, Ground, HoldEntry, PointFound, Recorded
from ledger.core.sending import Appeal, Desk, Filing, Moment, Notice, Offer, Printed, RepaymentPlan

ByClaim = tuple[tuple[str, Decimal], ...]
"""An amount split over claims: pairs of claim number (or ``claim/line``) and dollars."""


class SendTo(NamedTuple):
    """Where the demand says to answer; the short form of ``desks``."""

    address: str | None = None
    fax: str | None = None
    email: str | None = None
    portal: str | None = None
    source: str | None = None


class Demand(NamedTuple):
    """The letter that counts now. Amounts in dollars; ``amount`` is principal only."""

    reference: str | None = None
    aliases: tuple[str, ...] = ()
    dated_on: date | None = None
    received_on: Moment | None = None
    received_evidence: str | None = None
    method: str | None = None
    answer_by: date | None = None
    answer_by_source: str | None = None
    send_to: SendTo | None = None
    amount: Decimal | None = None
    letter_total: Decimal | None = None
    interest: Decimal | None = None
    penalty: Decimal | None = None
    interest_rate: Decimal | None = None
    interest_from: date | None = None
    reason: str | None = None
    stated: str | None = None
    codes: tuple[str, ...] = ()
    basis: str | None = None
    found_by: str | None = None
    section_935: bool | None = None
    offset_from: date | None = None
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    printed: tuple[Printed, ...] = ()
    desks: tuple[Desk, ...] = ()
    document: str | None = None
    replaces: str | None = None
    clock: str | None = None


class Stratum(NamedTuple):
    """One layer of a sample."""

    id: str
    universe: int | None = None
    sampled: int | None = None


class Extrapolation(NamedTuple):
    """How a sample was projected to the demand."""

    unit: str | None = None
    point_estimate: Decimal | None = None
    limit: str | None = None
    confidence: Decimal | None = None
    error_rate: Decimal | None = None
    because: str | None = None
    seed: str | None = None
    period_from: date | None = None
    period_through: date | None = None
    document: str | None = None
    strata: tuple[Stratum, ...] = ()


class SelfReport(NamedTuple):
    """The facts of the 60-day report-and-return rule."""

    identified_on: date | None = None
    investigating_from: date | None = None
    investigating_through: date | None = None


class Coverage(NamedTuple):
    """What was known about the patient's coverage on the day of service."""

    verified_on: date | None = None
    evidence: str | None = None
    ended_on: date | None = None
    payer_knew_on: date | None = None


class Line(NamedTuple):
    """One service line: what was paid, what is demanded, how we answer."""

    served_on: date
    procedure: str
    line: str | None = None
    served_through: date | None = None
    modifiers: tuple[str, ...] = ()
    place: str | None = None
    units: Decimal | None = None
    minutes: int | None = None
    billed: Decimal | None = None
    allowed: Decimal | None = None
    paid: Decimal | None = None
    should_have_paid: Decimal | None = None
    recoded_as: str | None = None
    demanded: Decimal | None = None
    answer: str | None = None
    repay: Decimal | None = None


class Claim(NamedTuple):
    """One claim under the demand; LAW fields here override the case and the payer file."""

    number: str
    patient: str | None = None
    aliases: tuple[str, ...] = ()
    account: str | None = None
    rendering: str | None = None
    plan: str | None = None
    line_of_business: str | None = None
    funding: str | None = None
    funding_evidence: str | None = None
    sponsor: str | None = None
    plan_type: str | None = None
    issued_in: str | None = None
    network: str | None = None
    diagnoses: tuple[str, ...] = ()
    submitted_on: date | None = None
    accepted_on: date | None = None
    paid_on: date | None = None
    payment_received_on: date | None = None
    trace: str | None = None
    reason: str | None = None
    stated: str | None = None
    stratum: str | None = None
    approval: str | None = None
    coverage: Coverage | None = None
    demanded: Decimal | None = None
    lines: tuple[Line, ...] = ()


class Decision(NamedTuple):
    """What we decided to do: repay, dispute, dispute_in_part, hold, reopen."""

    decided_on: date
    choice: str
    because: str | None = None
    approved_by: str | None = None
    corrects: str | None = None
    retracts: str | None = None
    recorded: Recorded | None = None


class Extension(NamedTuple):
    """More time that somebody gave for a deadline, with its proof."""

    deadline: str
    until: date
    proof: str | None = None
    corrects: str | None = None
    retracts: str | None = None
    recorded: Recorded | None = None


class Passed(NamedTuple):
    """A deadline that ended without a filing: how, never why."""

    deadline: str
    how: str
    corrects: str | None = None
    retracts: str | None = None
    recorded: Recorded | None = None


class Counsel(NamedTuple):
    """That counsel was asked and answered, never what."""

    party: str | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    corrects: str | None = None
    retracts: str | None = None
    recorded: Recorded | None = None


class Money(NamedTuple):
    """Money that moved or was put off; unsigned, the kind gives the direction."""

    dated_on: date
    kind: str
    amount: Decimal | None = None
    interest: Decimal | None = None
    trace: str | None = None
    code: str | None = None
    reference: str | None = None
    by_claim: ByClaim = ()
    provider: str | None = None
    document: str | None = None
    note: str | None = None
    id: str | None = None
    corrects: str | None = None
    retracts: str | None = None
    recorded: Recorded | None = None


class Communication(NamedTuple):
    """One contact with the payer or anybody else about the case."""

    at: Moment
    channel: str
    summary: str
    by: str | None = None
    direction: str | None = None
    contact: str | None = None
    reference: str | None = None
    promised_by: date | None = None
    follow_up_on: date | None = None
    document: str | None = None
    id: str | None = None
    corrects: str | None = None
    retracts: str | None = None
    recorded: Recorded | None = None


class Hold(NamedTuple):
    """A legal hold on the case: the short form of an entry in ``holds``."""

    since: date
    asked_by: str
    until: date | None = None


class Related(NamedTuple):
    """Another case that belongs to this one, and how."""

    case: str
    link: str  # `as` in the file


class Closed(NamedTuple):
    """How and when the case ended."""

    closed_on: date
    outcome: str
    same_as: str | None = None
    root_cause: str | None = None
    contributing: tuple[str, ...] = ()


class Case(NamedTuple):
    """One recoupment. ``file`` is its path from the ledger's root, with forward slashes."""

    id: str
    title: str
    payer: str
    demand: Demand
    vendor: str | None = None
    plan: str | None = None
    side: str | None = None
    provider: str | None = None
    owner: str | None = None
    line_of_business: str | None = None
    funding: str | None = None
    funding_evidence: str | None = None
    sponsor: str | None = None
    plan_type: str | None = None
    issued_in: str | None = None
    network: str | None = None
    counsel: tuple[Counsel, ...] = ()
    hold: Hold | None = None
    related: tuple[Related, ...] = ()
    closed: Closed | None = None
    extrapolation: Extrapolation | None = None
    self_report: SelfReport | None = None
    notices: tuple[Notice, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[PointFound, ...] = ()
    grounds: tuple[Ground, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    approvals: tuple[Approval, ...] = ()
    consents: tuple[Consent, ...] = ()
    documents: tuple[Document, ...] = ()
    decisions: tuple[Decision, ...] = ()
    filings: tuple[Filing, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    repayment_plans: tuple[RepaymentPlan, ...] = ()
    offers: tuple[Offer, ...] = ()
    extensions: tuple[Extension, ...] = ()
    passed: tuple[Passed, ...] = ()
    holds: tuple[HoldEntry, ...] = ()
    money: tuple[Money, ...] = ()
    communications: tuple[Communication, ...] = ()
    file: str = ""
