"""Values and changed fields in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.core.amount import dollars
from ledger.core.proof import Recorded
from ledger.core.sending import Moment

LONGEST_VALUE = 40
"""A longer text is not repeated in a sentence: who wants to read it opens the case."""

_ONE = {
    "claims": "claim",
    "lines": "line",
    "notices": "notice",
    "documents": "document",
    "grounds": "ground",
    "findings": "finding",
    "filings": "filing",
    "appeals": "appeal",
    "repayment_plans": "repayment plan",
    "offers": "offer",
    "approvals": "approval",
    "consents": "consent",
    "strata": "stratum",
    "copies": "copy",
    "desks": "desk",
    "communications": "communication",
}
_NO_AMOUNTS = ("units", "rate", "interest_rate", "confidence", "error_rate")


def altered(name: str, field: str, old: object, new: object) -> str:
    """Return how a changed field is told: ``demand amount 12,400.00 -> 9,150.00``."""
    label = label_of(name)
    before, after = text_of(field, old), text_of(field, new)
    if isinstance(new, tuple) and isinstance(old, tuple) and not isinstance(new, (Moment, Recorded)):
        return f"{label}: {_list_change(field, old, new)}"
    if not before:
        return f"{label} set to {after}" if len(after) <= LONGEST_VALUE else f"{label} written"
    if not after:
        return f"{label} taken out" + (f", was {before}" if len(before) <= LONGEST_VALUE else "")
    if max(len(before), len(after)) > LONGEST_VALUE:
        return f"{label} reworded"
    moved = "moved " if isinstance(new, (date, Moment)) else ""
    return f"{label} {moved}{before} -> {after}"


def text_of(field: str, value: object) -> str:
    """Return a value in one line as a person reads it; empty for nothing."""
    match value:
        case None:
            text = ""
        case bool():
            text = "true" if value else "false"
        case Decimal():
            text = f"{value:f}" if field in _NO_AMOUNTS else dollars(value)
        case Moment():
            text = f"{value.day} {value.clock}"
        case Recorded():
            text = f"{value.at:%Y-%m-%d} by {value.by}"
        case (str() as number, Decimal() as amount):
            text = f"{number} {dollars(amount)}"
        case tuple():
            text = ", ".join(text_of(field, item) for item in value)
        case _:
            text = str(value)
    return " ".join(text.split())


def label_of(name: str) -> str:
    """Return ``claims.0026.lines.2.answer`` as ``claim 0026 line 2 answer``."""
    words = name.split(".")
    return " ".join(_ONE.get(word, word) if more else word for word, more in zip(words, [*words[1:], ""], strict=True))


def _list_change(field: str, old: Sequence[Any], new: Sequence[Any]) -> str:
    added = [item for item in new if item not in old]
    gone = [item for item in old if item not in new]
    parts = [f"{text_of(field, tuple(added))} added"] if added else []
    parts += [f"{text_of(field, tuple(gone))} taken out"] if gone else []
    return "; ".join(parts) or "put in another order"
