"""Rules in words: counts, conditions, figures and spans of days, as screens and messages say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ledger.core.law.rule import Condition, Counting, Figure, Point, WindowVersion

_UNITS = {
    "calendar_days": "calendar day",
    "business_days": "business day",
    "months": "month",
    "years": "year",
    "calendar_years": "calendar year",
}
_TRIGGERS = {
    "dated": "the date of the paper",
    "received": "receipt of the paper",
    "decision_dated": "the date of the decision",
    "decision_received": "receipt of the decision",
    "filing_received": "arrival of the request",
    "hearing_notice_received": "receipt of the hearing notice",
    "payment_received": "receipt of the payment",
    "remittance": "the date of the remittance",
    "other_payer_notice": "the other payer's notice",
    "identified": "the day the overpayment was identified",
    "taken": "the first taking",
    "paid": "payment",
    "served": "the service",
    "discharged": "the discharge",
    "submitted": "submission of the claim",
    "accepted": "acceptance of the claim",
}
_ROLLS = {
    "next": "a last day off moves to the next working day",
    "previous": "a last day off moves to the working day before",
}


def count_said(counting: Counting) -> str:
    """``45 calendar days from receipt of the paper``, with what belongs to the counting."""
    noun = _UNITS.get(counting.unit, counting.unit)
    length = f"{counting.number} {noun}" if counting.number == 1 else f"{counting.number} {noun}s"
    said = f"{length} from {_TRIGGERS.get(counting.counted_from, counting.counted_from)}"
    more = ["that day is day 1"] if counting.first_day else []
    if counting.presumption_days is not None:
        more.append(f"receipt presumed {counting.presumption_days} days after the date")
    more += [_ROLLS[counting.roll]] if counting.roll in _ROLLS else []
    if counting.hold_days is not None:
        more.append(f"held up to {counting.hold_days} days by an investigation")
    return "; ".join([said, *more])


def conditions_said(conditions: Iterable[Condition]) -> str:
    """``where network contracted; not where reason fraud allegation``; empty for no condition."""
    listed = list(conditions)
    parts = []
    for word, excluded in (("where", False), ("not where", True)):
        facts = [f"{spaced(one.fact)} {_or(one.values)}" for one in listed if one.excluded == excluded]
        parts += [f"{word} {', '.join(facts)}"] if facts else []
    return "; ".join(parts)


def _or(values: Iterable[str]) -> str:
    return " or ".join(spaced(value) for value in values)


def span_said(first: date | None, last: date | None) -> str:
    """``from 2025-03-31`` or ``from 2025-01-01 through 2025-12-31``."""
    begun = f"from {first}" if first is not None else ""
    ended = f"through {last}" if last is not None else ""
    return " ".join(part for part in (begun, ended) if part)


def version_said(version: WindowVersion) -> str:
    """When a version holds: its days, and its conditions where it has any."""
    only = conditions_said(version.when)
    return span_said(version.effective_from, version.through) + (f", {only}" if only else "")


def point_said(figure: Figure, point: Point) -> str:
    """``11.375 percent`` or ``190.00 dollars``."""
    return f"{point.value} {figure.unit}".rstrip()


def spaced(word: str) -> str:
    """A name of the rules as people write it."""
    return word.replace("_", " ")
