"""Limits of the law that the facts typed so far do not let anybody reckon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.law.calendar import after
from ledger.core.law.governing import counted
from ledger.core.law.rule import PAYMENT_RECEIVED, versions_in_force
from ledger.core.reckoning.facts import fails, meets
from ledger.core.reckoning.start import OF_CLAIMS, days_of
from ledger.core.reckoning.theirs import DEMAND
from ledger.core.reckoning.typed import trigger_of
from ledger.core.review.point import CANNOT_TELL, Point
from ledger.core.review.subject import few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.case import Claim
    from ledger.core.law.rule import Gap, Window
    from ledger.core.review.subject import Subject, Under

FAULT = "without_fault"
"""The window of the presumption that a provider was without fault: no limit on asking, and never asked about."""


def without_a_day(subject: Subject, under: Under, reckoned: set[str]) -> Iterator[Point]:
    """A limit of the law that the facts typed so far do not let anybody reckon; ``reckoned`` claims have theirs."""
    gaps = [gap for gap in under.regime.gaps if gap.when and _limiting(gap, under) and meets(gap.when, under.facts)]
    if gaps:
        yield from (_gap(under, gap) for gap in gaps)
        return
    demand = subject.case.demand
    for window in under.regime.windows:
        if not _sets_a_limit(window, under):
            continue
        trigger = trigger_of(window, under.payers)
        what = OF_CLAIMS[trigger]
        where = "from the remittance or the bank"
        bare = [one for one in under.claims if not days_of(one, trigger) and not _surely_open(subject, window, one)]
        if demand.dated_on is None and demand.received_on is None:
            bare = [one for one in under.claims if one.number not in reckoned]
            what, where = "their letter", "from its head or its envelope"
        if bare:
            yield _undated(subject, window, tuple(one.number for one in bare), (what, where))
            return


def _gap(under: Under, gap: Gap) -> Point:
    return Point(
        "lookback",
        CANNOT_TELL,
        f"{under.law}: {gap.what} is not in the texts read.",
        (gap.because,),
        claims=under.names,
        amount=under.amount,
        ask="the contract's own time, or a text of the law that says it",
    )


def _undated(subject: Subject, window: Window, numbers: tuple[str, ...], words: tuple[str, str]) -> Point:
    what, where = words
    return Point(
        "lookback",
        CANNOT_TELL,
        f"{counted(len(numbers), 'claim')}: the day of {what} is not typed ({window.title}).",
        (f"claims {few(numbers)}",),
        claims=numbers,
        amount=subject.demanded(numbers),
        ask=f"the day of {what}, {where}",
    )


def _sets_a_limit(window: Window, under: Under) -> bool:
    """Whether a window limits a demand by a day of the claims, and holds for these facts."""
    limits = bool(window.limits and window.versions) and DEMAND in window.met_by and window.name != FAULT
    return limits and trigger_of(window, under.payers) in OF_CLAIMS and not fails(window.when, under.facts)


def _surely_open(subject: Subject, window: Window, claim: Claim) -> bool:
    """Whether the limit holds even counted from the day of payment, which no receipt comes before."""
    dated, paid = subject.case.demand.dated_on, claim.paid_on
    if dated is None or paid is None:
        return False
    lasts = [
        after(paid, one.counting.number, one.counting.unit, subject.law.holidays)
        for one in versions_in_force(window, dated)
        if one.counting.counted_from == PAYMENT_RECEIVED
    ]
    return bool(lasts) and dated <= min(lasts)


def _limiting(gap: Gap, under: Under) -> bool:
    limits = {window.name for window in under.regime.windows if window.limits}
    return bool(limits.intersection(gap.windows)) or "lookback" in gap.windows
