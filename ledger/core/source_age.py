"""How old the source of a payer's figure is: manuals change, and an old figure is one that was right once."""

from __future__ import annotations

from datetime import date

from ledger.core.law.rule import LOW

OLD_AFTER = 2
"""Years: a source of an earlier day is shown as old."""


def is_old(as_of: date | None, today: date) -> bool:
    """Whether a source lies more than two years before ``today``; a source without a day is not known to be old."""
    if as_of is None:
        return False
    return (as_of.year + OLD_AFTER, as_of.month, as_of.day) < (today.year, today.month, today.day)


def doubt(confidence: str | None, as_of: date | None, today: date) -> str:
    """``confidence low, old: 2018``: what a figure has to be read with; empty for a recent one that was well read."""
    parts = ["confidence low"] if confidence == LOW else []
    if as_of is not None and is_old(as_of, today):
        parts.append(f"old: {as_of.year}")
    return ", ".join(parts)
