"""Events in short: one line for a list of saves, a few for the message of one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ledger.core.event import Event
from ledger.core.message import SUBJECT_LENGTH, cut

_SHOWN = 4
"""How many events of one kind are told one by one before they are only counted."""

_RANK = (
    "case_removed",
    "opened",
    "closed",
    "decided",
    "sent",
    "arrived",
    "decision_received",
    "decision",
    "extension",
    "passed",
    "notice",
    "offer",
    "money",
    "correction",
    "retraction",
    "communication",
    "entered",
    "hold",
    "hold_lifted",
    "counsel",
    "document",
)
"""What a one-line summary names first; changed fields come last."""

_MANY = {
    "claim": "claims added",
    "line": "lines added",
    "document": "documents added",
    "communication": "contacts noted",
    "money": "movements of money noted",
    "recorded": "entries stamped",
    "removed": "entries taken out",
    "correction": "corrections",
    "retraction": "retractions",
    "notice": "notices taken in",
    "evidence": "items of evidence added",
    "ground": "grounds added",
}


def subject(events: Sequence[Event]) -> str:
    """Return one line for all events: ``phone call with Dana (2026-03-09)``, ``... and 2 more changes``."""
    told = sorted((event for event in events if event.kind != "recorded"), key=_rank) or list(events)
    if not told:
        return "no change"
    first = told[0]
    alike = [event for event in told if event.kind == first.kind]
    head = first.sentence
    rest = len(told) - 1
    if len(alike) > 1 and first.kind in _MANY:
        head, rest = f"{len(alike)} {_MANY[first.kind]}", len(told) - len(alike)
    if not rest or first.kind == "opened":  # everything in a new case is new
        return cut(head)
    more = f", and {rest} more change{'s' if rest > 1 else ''}"
    return f"{cut(head, SUBJECT_LENGTH - len(more))}{more}"


def summary(events: Sequence[Event]) -> str:
    """Return the events one a line, with their marks; many of one kind in a row are counted."""
    lines = []
    for kind, group in groupby(events, key=lambda event: event.kind):
        alike = list(group)
        if len(alike) > _SHOWN and kind in _MANY and not any(event.marks for event in alike):
            lines.append(f"- {len(alike)} {_MANY[kind]}")
        else:
            lines.extend(f"- {told(event)}" for event in alike)
    return "\n".join(lines)


def told(event: Event) -> str:
    """Return an event's sentence with its marks in brackets."""
    return f"{event.sentence} [{'; '.join(event.marks)}]" if event.marks else event.sentence


def _rank(event: Event) -> int:
    """Named kinds first, then other entries, then changed values, then texts that were only reworded."""
    if event.kind in _RANK:
        return _RANK.index(event.kind)
    return len(_RANK) + (event.kind == "field") + event.sentence.endswith(("reworded", "written"))
