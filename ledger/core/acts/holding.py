"""Placing a legal hold and lifting it: entries of one list, on a case or on the whole ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.day import in_words
from ledger.core.edit import AppendEntry, Change, Flow

if TYPE_CHECKING:
    from datetime import date

    from ledger.core.holding import Standing


def placed(on: str, since: date, asked_by: str, until: date | None, recorded: str) -> Change:
    """Note that somebody asked for a hold; ``until`` is the day they named, which lifts nothing by itself."""
    entry = Flow(since=str(since), asked_by=asked_by)
    if until is not None:
        entry["until"] = str(until)
    entry["recorded"] = recorded
    said = f"Noted: a legal hold on {on} since {in_words(since)}. Nothing saved there can be taken back or removed."
    return Change((AppendEntry(("holds",), entry),), f"legal hold since {since}", "hold", said)


def lifted(hold: Standing, lifted_on: date, asked_by: str, recorded: str) -> Change:
    """Note that a hold ended, and at whose word; the hold itself stays on file."""
    entry = Flow(lifts=hold.name, lifted_on=str(lifted_on), asked_by=asked_by, recorded=recorded)
    said = f"Lifted: the legal hold on {hold.on} since {hold.since}. Both stay on file."
    subject = f"legal hold since {hold.since} lifted ({lifted_on})"
    return Change((AppendEntry(("holds",), entry),), subject, "hold_lifted", said)
