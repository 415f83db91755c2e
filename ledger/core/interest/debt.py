"""A debt and its charges: simple interest on the principal that is left, payments to interest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ledger.core.law.rule import Charging
from ledger.core.law.taking_back import DAYS, STARTED_PERIODS

NOTHING = Decimal(0)
_CENT = Decimal("0.01")
_PERCENT = 100
_DAYS_A_YEAR = 365


class Payment(NamedTuple):
    """Dollars that reduced a debt on one day, taken or paid; negative where they came back."""

    day: date
    amount: Decimal


class Debt(NamedTuple):
    """A principal in dollars that bears ``rate`` percent a year from ``begun`` until the whole came back, ``ended``."""

    principal: Decimal
    rate: Decimal
    begun: date
    payments: tuple[Payment, ...] = ()
    ended: date | None = None


class Owed(NamedTuple):
    """What a debt stands at on one day: principal and interest unpaid, and all interest charged so far, in dollars."""

    day: date
    principal: Decimal
    interest: Decimal
    charged: Decimal

    @property
    def total(self) -> Decimal:
        """Principal and interest together."""
        return self.principal + self.interest


def owed_on(debt: Debt, charging: Charging, day: date) -> Owed:
    """What is owed at the end of a day, before anything is paid on it beyond the payments of the debt.

    A charge of a day comes before a payment of the same day; payments go to interest first, then to principal
    (69 FR 45604). Interest is simple: never on interest. Cents are rounded once, at the end.
    """
    if debt.ended is not None and day >= debt.ended:
        held = owed_on(debt._replace(ended=None), charging, debt.ended)
        return Owed(day, _cents(NOTHING), held.interest, held.charged)
    if charging.charged_for == DAYS:
        return _by_days(debt, charging, day)
    principal, interest, charged = debt.principal, NOTHING, NOTHING
    events = [(when, 0, NOTHING) for when in _charged_on(debt, charging, day)]
    events += [(one.day, 1, one.amount) for one in debt.payments if one.day <= day]
    for _, is_payment, amount in sorted(events):
        if is_payment:
            to_interest = min(interest, max(amount, NOTHING))
            interest, principal = interest - to_interest, max(principal - (amount - to_interest), NOTHING)
        else:
            charge = _of_a_period(principal, debt.rate, charging)
            interest, charged = interest + charge, charged + charge
    return Owed(day, _cents(principal), _cents(interest), _cents(charged))


def next_charges(debt: Debt, charging: Charging, after: date, number: int) -> tuple[date, ...]:
    """The next days on which a charge is posted; none where interest runs by the day or nothing is left."""
    if charging.charged_for == DAYS or owed_on(debt, charging, after).principal == NOTHING:
        return ()
    last = max(after, debt.begun) + timedelta(days=(charging.period_days or 1) * (number + 1))
    return tuple(day for day in _charged_on(debt, charging, last) if day > after)[:number]


def free_through(debt: Debt, charging: Charging) -> date | None:
    """The last day on which the whole can be paid without interest; None where the first day already bears some."""
    if charging.charged_for == DAYS:
        return debt.begun + timedelta(days=charging.free_days) if charging.free_days else None
    return debt.begun + timedelta(days=max((charging.period_days or 1) - 1, charging.free_days or 0))


def _charged_on(debt: Debt, charging: Charging, through: date) -> Iterator[date]:
    """The days on which charges are posted: at the end of each full period, or a day into each one begun.

    The first is never posted before a whole period and the free days have gone: within them nothing is charged.
    """
    period = charging.period_days or 1
    first = debt.begun + timedelta(days=(charging.free_days or 0) + 1)
    number = 1
    while True:
        early = charging.charged_for == STARTED_PERIODS and number > 1
        day = debt.begun + timedelta(days=(number - 1) * period + 1 if early else number * period)
        day = max(day, first) if charging.free_days else day
        if day > through:
            return
        yield day
        number += 1


def _of_a_period(principal: Decimal, rate: Decimal, charging: Charging) -> Decimal:
    days = Decimal(charging.period_days or 1)
    return principal * rate / _PERCENT * days / (charging.year_days or _DAYS_A_YEAR)


def _by_days(debt: Debt, charging: Charging, day: date) -> Owed:
    """Interest by the day; what is paid within the free days never bore any."""
    free = debt.begun + timedelta(days=charging.free_days or 0)
    paid = sorted(one for one in debt.payments if one.day <= day)
    early = sum((one.amount for one in paid if charging.free_days and one.day <= free), NOTHING)
    principal, interest, charged = max(debt.principal - early, NOTHING), NOTHING, NOTHING
    if charging.free_days and day <= free:
        return Owed(day, principal, NOTHING, NOTHING)
    since = debt.begun
    for one in (*(one for one in paid if not charging.free_days or one.day > free), Payment(day, NOTHING)):
        grown = principal * debt.rate / _PERCENT * (one.day - since).days / (charging.year_days or _DAYS_A_YEAR)
        interest, charged, since = interest + grown, charged + grown, max(since, one.day)
        to_interest = min(interest, max(one.amount, NOTHING))
        interest, principal = interest - to_interest, max(principal - (one.amount - to_interest), NOTHING)
    return Owed(day, _cents(principal), _cents(interest), _cents(charged))


def instalments(debt: Debt, charging: Charging, first: date, due: Iterable[date]) -> tuple[Decimal, Decimal]:
    """The even instalment that clears a debt on the days given, and the interest it all costs, in dollars.

    The last instalment is smaller or equal. ``first`` is the day from which the debt is looked at.
    """
    days = list(due)
    low, high = NOTHING, owed_on(debt, charging, first).total * 2
    while high - low > _CENT:
        middle = _cents((low + high) / 2)
        if _after(debt, charging, days, middle).total > NOTHING:
            low = middle
        else:
            high = middle
    return high, _after(debt, charging, days, high).charged


def _after(debt: Debt, charging: Charging, days: list[date], each: Decimal) -> Owed:
    plan = tuple(Payment(day, each) for day in days)
    return owed_on(debt._replace(payments=(*debt.payments, *plan)), charging, days[-1])


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)
