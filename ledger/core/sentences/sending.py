"""What happens to something sent: it is entered, sent, arrives, is decided."""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from ledger.core.acts.words import called, spoken
from ledger.core.amount import dollars
from ledger.core.day import short
from ledger.core.sending import Appeal, Filing, Moment, RepaymentPlan
from ledger.core.sentences.sentence import Sentence

Sending = Filing | Appeal | RepaymentPlan


def of_sending(before: Sending | None, after: Sending) -> tuple[Sentence, ...]:
    """Return what happened to something sent: entered, sent, arrived, decided; the fields told are named in each."""
    called = named(after)
    found = []
    for step in _STEPS:
        told = tuple(field for field in (step.first, *step.others) if _filled(before, after, field))
        if step.first in told:
            found.append(Sentence(step.kind, f"{called} {step.say(after)}", _day(getattr(after, step.day)), told))
    if before is None and not found:
        return (Sentence("entered", f"{called} entered"),)
    return tuple(found)


def named(sending: Sending) -> str:
    """Return what a sending is called: ``redetermination``, ``first appeal``, ``contest``, ``repayment plan``."""
    if isinstance(sending, RepaymentPlan):
        return "repayment plan"
    return called(sending.level if isinstance(sending, Appeal) else sending.kind)


def _filled(before: Sending | None, after: Sending, field: str) -> bool:
    return not _has(before, field) and _has(after, field)


def _has(sending: Sending | None, field: str) -> bool:
    return getattr(sending, field, None) is not None


def _sent(sending: Sending) -> str:
    by = f" by {spoken(sending.method)}" if sending.method else ""
    to = f" to {sending.to}" if sending.to else ""
    return f"sent {_dated(sending.sent_on)}{to}{by}"


def _arrived(sending: Sending) -> str:
    return f"arrived {_dated(sending.arrived_on)}"


def _decided(sending: Sending) -> str:
    upheld = sending.amount_upheld if isinstance(sending, Appeal) else None
    left = f", {dollars(upheld)} left standing" if upheld is not None else ""
    on = f" {_dated(sending.decided_on)}" if sending.decided_on else ""
    return f"decided{on}: {spoken(sending.outcome or '')}{left}"


def _received(sending: Sending) -> str:
    return f"decision received {_dated(sending.decision_received_on)}"


class _Step(NamedTuple):
    """What can happen to something sent: the field that says so, the one with its day, those that support it."""

    kind: str
    first: str
    day: str
    others: tuple[str, ...]
    say: Callable[[Any], str]


_STEPS = (
    _Step("sent", "sent_on", "sent_on", ("method", "proof", "to"), _sent),
    _Step("arrived", "arrived_on", "arrived_on", ("arrival_evidence",), _arrived),
    _Step("decided", "outcome", "decided_on", ("decided_on", "amount_upheld"), _decided),
    _Step("decision_received", "decision_received_on", "decision_received_on", ("decision_evidence",), _received),
)


def _day(value: date | Moment | None) -> date | None:
    return value.day if isinstance(value, Moment) else value


def _dated(value: date | Moment | None) -> str:
    day = _day(value)
    return f"{short(day)} {day.year}" if day is not None else ""
