"""Days that contradict each other, and days that have not come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from ledger.core.case import (
    Claim,
    Closed,
    Communication,
    Counsel,
    Coverage,
    Decision,
    Demand,
    Extrapolation,
    Hold,
    Line,
    Money,
    SelfReport,
)
from ledger.core.checks.walk import Part, key
from ledger.core.day import in_words
from ledger.core.finding import Finding, Path
from ledger.core.proof import Approval, Consent, Evidence, HoldEntry
from ledger.core.sending import Appeal, Copy, Filing, Moment, Notice, Offer, RepaymentPlan

PAYMENT_AHEAD = timedelta(days=10)
"""A remittance can reach the practice some days before the day of its payment."""

_SENDING = (
    ("sent_on", "arrived_on"),
    ("sent_on", "decided_on"),
    ("arrived_on", "decided_on"),
    ("decided_on", "decision_received_on"),
    ("held_from", "held_through"),
)
_ORDER: dict[type, tuple[tuple[str, str], ...]] = {
    Demand: (("dated_on", "received_on"), ("dated_on", "answer_by"), ("dated_on", "interest_from")),
    Notice: (("dated_on", "received_on"), ("dated_on", "answer_by")),
    Claim: (("submitted_on", "accepted_on"), ("submitted_on", "paid_on"), ("paid_on", "payment_received_on")),
    Line: (("served_on", "served_through"),),
    Extrapolation: (("period_from", "period_through"),),
    SelfReport: (("investigating_from", "investigating_through"),),
    Counsel: (("asked_on", "answered_on"),),
    Hold: (("since", "until"),),
    HoldEntry: (("since", "until"),),
    Evidence: (("begun_on", "ended_on"), ("requested_on", "promised_by"), ("requested_on", "received_on")),
    Approval: (("valid_from", "valid_through"),),
    Consent: (("signed_on", "countersigned_on"), ("signed_on", "expires_on")),
    Filing: _SENDING,
    Appeal: (*_SENDING, ("hearing_notice_received_on", "hearing_on")),
    RepaymentPlan: (*_SENDING, ("first_due_on", "ended_on")),
    Offer: (("dated_on", "until"), ("dated_on", "accepted_on"), ("accepted_on", "pay_by")),
    Communication: (("at", "promised_by"), ("at", "follow_up_on")),
}
_SENT = ("sent_on", "arrived_on", "decided_on", "decision_received_on")
_HAPPENED: dict[type, tuple[str, ...]] = {
    Demand: ("dated_on", "received_on"),
    Notice: ("dated_on", "received_on"),
    Claim: ("submitted_on", "accepted_on", "paid_on", "payment_received_on"),
    Line: ("served_on", "served_through"),
    Coverage: ("verified_on", "payer_knew_on"),
    SelfReport: ("identified_on", "investigating_from"),
    Counsel: ("asked_on", "answered_on"),
    Hold: ("since",),
    HoldEntry: ("since", "lifted_on"),
    Closed: ("closed_on",),
    Evidence: ("requested_on", "received_on"),
    Approval: ("given_on",),
    Consent: ("signed_on", "countersigned_on"),
    Decision: ("decided_on",),
    Filing: _SENT,
    Appeal: (*_SENT, "hearing_notice_received_on"),
    RepaymentPlan: (*_SENT, "ended_on"),
    Copy: ("sent_on",),
    Offer: ("dated_on", "accepted_on"),
    Money: ("dated_on",),
    Communication: ("at",),
}


class _Day(NamedTuple):
    """A day with its hour, where one was given, and how both read."""

    day: date
    clock: str

    def before(self, other: _Day) -> bool:
        """Whether this is surely earlier: the hours decide only where both are known."""
        if self.day != other.day:
            return self.day < other.day
        return bool(self.clock and other.clock) and self.clock < other.clock

    def __str__(self) -> str:
        return f"{self.day} {self.clock}".rstrip()


def days_in_order(everything: Sequence[Part]) -> Iterator[Finding]:
    """Find a later step that is dated before the earlier one."""
    for path, part in everything:
        for first, then in _ORDER.get(type(part), ()):
            earlier, later = _day(part, first), _day(part, then)
            if earlier is not None and later is not None and later.before(earlier):
                yield _out_of_order(path, (first, earlier), (then, later))
        if isinstance(part, Claim):
            yield from _served_before_paid(path, part)


def days_not_ahead(everything: Sequence[Part], today: date) -> Iterator[Finding]:
    """Find days of things that happened, but lie after today."""
    for path, part in everything:
        latest = today + PAYMENT_AHEAD if isinstance(part, Money) else today
        for field in _HAPPENED.get(type(part), ()):
            happened = _day(part, field)
            if happened is not None and happened.day > latest:
                yield Finding(
                    "LED312",
                    f"{field} is {in_words(happened.day)}, and today is {in_words(today)}",
                    "write the day it happened; check the year",
                    (*path, key(part, field)),
                )


def _out_of_order(path: Path, first: tuple[str, _Day], then: tuple[str, _Day]) -> Finding:
    (earlier, earlier_day), (later, later_day) = first, then
    said = f"{later} {later_day} is before {earlier} {earlier_day}"
    if (earlier, later) == ("dated_on", "received_on"):
        return Finding(
            "LED304", said, "received_on is the day the paper reached you; check the stamp", (*path, "received_on")
        )
    return Finding("LED305", said, "look at both days on the papers and type the right ones", (*path, later))


def _served_before_paid(path: Path, claim: Claim) -> Iterator[Finding]:
    for index, line in enumerate(claim.lines):
        for field in ("submitted_on", "paid_on"):
            day: date | None = getattr(claim, field)
            if day is not None and line.served_on > day:
                yield Finding(
                    "LED305",
                    f"served_on {line.served_on} is after the claim's {field} {day}",
                    "look at the remittance and type the right day",
                    (*path, "lines", index, "served_on"),
                )


def _day(part: Any, field: str) -> _Day | None:  # noqa: ANN401 - any named tuple of a case
    value: date | Moment | None = getattr(part, field)
    if value is None:
        return None
    return _Day(value.day, value.clock) if isinstance(value, Moment) else _Day(value, "")
