"""A payer file as a value: who to write to, what the contract says, which law it brings."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.core.sending import Desk


class OurNumber(NamedTuple):
    """How the payer knows one of our providers."""

    npi: str
    number: str | None = None
    ptan: str | None = None
    network: str | None = None
    valid_from: date | None = None
    valid_through: date | None = None


class Contract(NamedTuple):
    """The contract on file, by name and hash."""

    valid_from: date | None = None
    valid_through: date | None = None
    file: str | None = None
    sha256: str | None = None
    offset_clause: str | None = None
    notice_to: str | None = None


class PayerWindow(NamedTuple):
    """A window from a contract, manual or profile: a count of days, its trigger and its source."""

    deadline: str
    until: date | None = None
    days: int | None = None
    unit: str | None = None
    counted_from: str | None = None
    filed_when: str | None = None
    valid_from: date | None = None
    because: str | None = None
    source: str | None = None
    as_of: date | None = None
    confidence: str | None = None


class Patch(NamedTuple):
    """A change to a rule that this payer file makes, with what it replaces."""

    window: str
    was: str
    now: str
    because: str


class Offsets(NamedTuple):
    """How fast this payer takes: share of each remittance in percent, dollars a week."""

    share: Decimal | None = None
    plan_share: Decimal | None = None
    weekly_remittance: Decimal | None = None


class Payer(NamedTuple):
    """One organization we write to. ``slug`` is the file's name without its ending."""

    name: str
    role: str | None = None
    regime: str | None = None
    profile: str | None = None
    acts_for: tuple[str, ...] = ()
    line_of_business: str | None = None
    funding: str | None = None
    funding_evidence: str | None = None
    sponsor: str | None = None
    plan_type: str | None = None
    issued_in: str | None = None
    network: str | None = None
    naic: str | None = None
    payer_ids: tuple[str, ...] = ()
    our_numbers: tuple[OurNumber, ...] = ()
    desks: tuple[Desk, ...] = ()
    contract: Contract | None = None
    windows: tuple[PayerWindow, ...] = ()
    patches: tuple[Patch, ...] = ()
    offsets: Offsets | None = None
    paid_by_year: tuple[tuple[str, Decimal], ...] = ()
    source: str | None = None
    as_of: date | None = None
    confidence: str | None = None
    slug: str = ""
    file: str = ""
