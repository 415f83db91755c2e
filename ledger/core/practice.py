"""``ledger.yaml`` as a value: the practice, its people, its thresholds."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.core.proof import HoldEntry


class Practice(NamedTuple):
    """Letterhead and identity of the practice."""

    name: str
    npi: str | None = None
    entity: str | None = None
    address: str | None = None
    phone: str | None = None
    fax: str | None = None
    email: str | None = None


class Provider(NamedTuple):
    """One billing or rendering provider of the practice."""

    npi: str
    key: str | None = None
    name: str | None = None
    license: str | None = None
    state: str | None = None


class Person(NamedTuple):
    """A member of the team; ``id`` is the handle that stands in ``recorded``."""

    id: str
    name: str
    title: str | None = None
    phone: str | None = None
    email: str | None = None
    roles: tuple[str, ...] = ()
    signs: bool | None = None
    covered_by: str | None = None
    away_from: date | None = None
    away_through: date | None = None
    joined_on: date | None = None  # `from` in the file
    left_on: date | None = None  # `through` in the file


class Channel(NamedTuple):
    """A place where demands can arrive, who looks there and how often (days)."""

    id: str
    name: str | None = None
    owner: str | None = None
    every_days: int | None = None


class DeadlinePolicy(NamedTuple):
    """What the deadline hook stops and when the team is warned; ``mail_days`` is the transit margin in days."""

    block: str = "overdue"
    warn_days: tuple[int, ...] = (14, 7, 3, 1)
    mail_days: int = 5


class Signing(NamedTuple):
    """Whether saves must be signed."""

    required: bool | None = None
    allowed_signers: str | None = None


class Thresholds(NamedTuple):
    """Where counsel or a plan comes in: dollars, percent of a month's revenue, number of related cases."""

    counsel_amount: Decimal | None = None
    counsel_share: Decimal | None = None
    counsel_related: int | None = None
    plan_share: Decimal | None = None


class CreditLine(NamedTuple):
    """A line of credit: dollars and percent a year."""

    limit: Decimal | None = None
    drawn: Decimal | None = None
    rate: Decimal | None = None


class Finance(NamedTuple):
    """Cash figures of the practice, in dollars a month, as of one day."""

    as_of: date | None = None
    monthly_revenue: Decimal | None = None
    monthly_cost: Decimal | None = None
    cash: Decimal | None = None
    reserve_months: Decimal | None = None
    hourly_cost: Decimal | None = None
    credit_line: CreditLine | None = None


class Settings(NamedTuple):
    """All of ``ledger.yaml``. ``frozen_on`` stands only in samples: the day they believe it is."""

    format: str
    time_zone: str
    practice: Practice | None = None
    private: str | None = None
    frozen_on: date | None = None
    providers: tuple[Provider, ...] = ()
    people: tuple[Person, ...] = ()
    channels: tuple[Channel, ...] = ()
    deadlines: DeadlinePolicy = DeadlinePolicy()
    thresholds: Thresholds | None = None
    finance: Finance | None = None
    signing: Signing | None = None
    holds: tuple[HoldEntry, ...] = ()
