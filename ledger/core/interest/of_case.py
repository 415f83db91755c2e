"""The debts of one case as its law charges them: whose interest, at which rate, by which reading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.core.balance import NOTHING, TAKEN, claim_demanded, principal_standing
from ledger.core.case import Case, Money
from ledger.core.entries import effective
from ledger.core.interest.debt import Debt, Payment
from ledger.core.law.governing import Governed, Law, governing
from ledger.core.law.rule import Charging, Figure, Interest, InterestVersion
from ledger.core.law.taking_back import PRACTICE
from ledger.core.reckoning import regime_for
from ledger.core.reckoning.occasion import demand_paper

_REDUCES = (*TAKEN, "refund", "instalment")
_RESTORES = ("returned", "void")


class Charged(NamedTuple):
    """One debt under one law. ``readings`` are the ways to charge it, the main one first.

    ``debt`` is None where something is ``missing``: the rate, or the day from which interest runs; ``rate_source`` says
    where the rate stands.
    """

    regime: str
    interest: Interest
    version: InterestVersion | None
    debt: Debt | None
    rate_source: str
    missing: str = ""

    @property
    def readings(self) -> tuple[Charging, ...]:
        """The ways to charge, the main one first."""
        return () if self.version is None else (self.version.charging, *self.version.also)


def charged(case: Case, law: Law) -> tuple[Charged, ...]:
    """Every debt of a case that bears interest by its law; none where no law of it says anything about interest."""
    found = []
    for group in governing(case, law):
        regime = regime_for(group, law)
        for interest in regime.interest:
            if interest.owed_to == PRACTICE:
                found += _theirs_to_pay(case, regime.name, interest, regime.figure(interest.figure))
            else:
                found.append(_ours_to_pay(case, group, law, interest))
    return tuple(found)


def _ours_to_pay(case: Case, group: Governed, law: Law, interest: Interest) -> Charged:
    regime = regime_for(group, law)
    begun = case.demand.interest_from or demand_paper(case).dated
    if begun is None:
        return Charged(regime.name, interest, None, None, "", "type the date on the letter")
    version = interest.on(begun)
    if version is None:
        return Charged(regime.name, interest, None, None, "", f"no rule for interest on {begun} is known")
    rate, source = _rate(case, regime.figure(interest.figure), begun)
    if rate is None:
        return Charged(regime.name, interest, version, None, "", source)
    debt = Debt(_principal(case, group), rate, begun, _payments(case))
    return Charged(regime.name, interest, version, debt, source)


def _rate(case: Case, figure: Figure | None, day: date) -> tuple[Decimal | None, str]:
    """The rate and where it stands; without one, what to type. The letter's own goes first."""
    if case.demand.interest_rate is not None:
        return case.demand.interest_rate, "the letter prints it"
    point = figure.on(day) if figure is not None else None
    if point is None:
        return None, f"type the rate that the letter prints (interest_rate): none is known for {day}"
    return point.value, f"{point.citation}, confidence {point.confidence}"


def _principal(case: Case, group: Governed) -> Decimal:
    """The principal of a group of claims; of the whole case what its latest paper leaves, with what was paid before."""
    if group.claims and len(group.claims) < len(case.claims):
        return sum((claim_demanded(claim) for claim in case.claims if claim.number in group.claims), NOTHING)
    standing = principal_standing(case)
    notices = [one for one in effective(case.notices) if one.amount == standing and one.dated_on is not None]
    said = max((one.dated_on for one in notices if one.dated_on is not None), default=None)
    if said is None or standing == case.demand.amount:
        return standing
    return standing + sum((one.amount for one in _payments(case) if one.day < said), NOTHING)


def _payments(case: Case) -> tuple[Payment, ...]:
    return tuple(
        Payment(entry.dated_on, entry.amount if entry.kind in _REDUCES else -entry.amount)
        for entry in effective(case.money)
        if entry.amount is not None and entry.kind in (*_REDUCES, *_RESTORES)
    )


def _theirs_to_pay(case: Case, regime: str, interest: Interest, figure: Figure | None) -> list[Charged]:
    """Interest the payer owes on takings that a decision undid: those held shortest, which is kindest to it."""
    money = effective(case.money)
    takings = [entry for entry in money if entry.kind in TAKEN and entry.amount]
    over = sum((entry.amount or NOTHING for entry in takings), NOTHING) - principal_standing(case)
    back = max((entry.dated_on for entry in money if entry.kind == "returned"), default=None)
    begun = demand_paper(case).dated
    decided = any(appeal.outcome in ("overturned", "overturned_in_part") for appeal in effective(case.appeals))
    if not decided or over <= NOTHING or begun is None:
        return []
    rate, source = _rate(case, figure, begun)
    found = []
    for entry in sorted(takings, key=lambda one: one.dated_on, reverse=True):
        part = min(over, entry.amount or NOTHING)
        version = interest.on(entry.dated_on)
        if part > NOTHING and version is not None:
            found.append(_held(entry, part, rate, Charged(regime, interest, version, None, source), back))
            over -= part
    return found


def _held(entry: Money, part: Decimal, rate: Decimal | None, known: Charged, back: date | None) -> Charged:
    """One taking as a debt of the payer: from the day it was taken, until it came back."""
    if rate is None:
        return known._replace(rate_source="", missing=known.rate_source)
    ended = back if back is not None and back >= entry.dated_on else None
    return known._replace(debt=Debt(part, rate, entry.dated_on, ended=ended))
