"""History for people and for programs: one block a save, its sentences below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from itertools import groupby
from textwrap import wrap
from typing import Any

from ledger.core.day import short
from ledger.core.history import Told

_WIDTH = 80
_SHOWN = 5
"""How many sentences of one save are told where the saves of all cases stand together."""


def as_text(events: Sequence[Told], zone: tzinfo, *, many_cases: bool) -> list[str]:
    """The lines: who saved when, in the ledger's time zone; below it each sentence, with what a reader must know."""
    lines = []
    for (_, case, _), block in groupby(events, key=lambda one: (one.version, one.case, one.saved_by)):
        told = list(block)
        at = told[0].saved_at.astimezone(zone)
        head = f"{short(at.date())} {at:%Y %H:%M}  {told[0].saved_by}"
        lines.append(f"{head}  {case}" if many_cases else head)
        shown = told[:_SHOWN] if many_cases else told
        for one in shown:
            lines += wrap(one.event.sentence, _WIDTH, initial_indent="  ", subsequent_indent="    ")
            lines += [f"      {mark}" for mark in one.event.marks]
        if len(told) > len(shown):
            lines.append(f"  and {len(told) - len(shown)} more: recoup history {case}")
    return lines


def as_data(events: Sequence[Told]) -> list[dict[str, Any]]:
    """One object an event. Instants are UTC; what is not known is null."""
    return [_row(one) for one in events]


def _row(told: Told) -> dict[str, Any]:
    event = told.event
    recorded = event.recorded
    return {
        "case": told.case,
        "version": told.version,
        "kind": event.kind,
        "sentence": event.sentence,
        "field": event.field,
        "old": event.old,
        "new": event.new,
        "happened_on": str(event.when) if event.when else None,
        "acted": event.who,
        "recorded_at": f"{recorded.at:%Y-%m-%dT%H:%M:%SZ}" if recorded else None,
        "recorded_by": recorded.by if recorded else None,
        "saved_at": told.saved_at.isoformat(),
        "saved_by": told.saved_by,
        "marks": list(event.marks),
    }
