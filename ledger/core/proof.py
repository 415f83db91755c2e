"""What proves a case: documents, evidence, grounds, approvals and consents (the field names of the case format)."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class Recorded(NamedTuple):
    """Who saved an entry and when; ends every entry that may only be added (``2026-03-09T16:22:07Z jlee K7Q2``)."""

    at: datetime
    by: str
    tag: str


class HoldEntry(NamedTuple):
    """A legal hold (``since``), or the lifting of one (``lifts``, ``lifted_on``), on a case or on the whole ledger."""

    asked_by: str
    since: date | None = None
    lifts: str | None = None
    lifted_on: date | None = None
    until: date | None = None
    recorded: Recorded | None = None


class Document(NamedTuple):
    """A paper kept in the private folder; the ledger keeps its name and its SHA-256."""

    id: str
    kind: str
    file: str
    sha256: str | None = None
    pages: int | None = None
    title: str | None = None
    author: str | None = None
    dated_on: date | None = None
    effective_on: date | None = None
    patients: tuple[str, ...] = ()
    made_with: str | None = None
    corrects: str | None = None
    retracts: str | None = None
    recorded: Recorded | None = None


class PointFound(NamedTuple):
    """A point beyond the stated reason that a paper of the payer raises (``findings`` in the file)."""

    id: str
    paper: str
    says: str
    claims: tuple[str, ...] = ()


class Ground(NamedTuple):
    """Why a disputed part is right: point, rule and the findings it answers."""

    id: str
    point: str
    rule: str | None = None
    answers: tuple[str, ...] = ()
    relief: str | None = None
    claims: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


class Evidence(NamedTuple):
    """One item to be proved, who holds it and what shows it."""

    item: str
    id: str | None = None
    criterion: str | None = None
    fact: str | None = None
    begun_on: date | None = None
    ended_on: date | None = None
    at_least_days: int | None = None
    holder: str | None = None
    asked_by: str | None = None
    requested_on: date | None = None
    promised_by: date | None = None
    received_on: date | None = None
    document: str | None = None
    explanation: str | None = None


class Approval(NamedTuple):
    """A prior approval, with the procedures and the days it covers."""

    number: str
    procedures: tuple[str, ...] = ()
    units: Decimal | None = None
    valid_from: date | None = None
    valid_through: date | None = None
    provider: str | None = None
    given_by: str | None = None
    given_on: date | None = None
    document: str | None = None


class Consent(NamedTuple):
    """A signed paper that lets somebody act or receive: assignment, appointment, waiver, authorization."""

    kind: str
    patient: str | None = None
    given_by: str | None = None
    given_to: str | None = None
    scope: str | None = None
    rep_status: str | None = None
    signed_on: date | None = None
    countersigned_on: date | None = None
    expires_on: date | None = None
    document: str | None = None
