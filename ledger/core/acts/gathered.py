"""Noting that evidence was asked for, came, or is explained: the item's entry, added or filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.acts.words import spoken
from ledger.core.edit import AppendEntry, Change, Edit, SetField

if TYPE_CHECKING:
    from datetime import date

    from ledger.core.case import Case

REQUESTED, RECEIVED, EXPLAINED = "requested", "received", "explained"


class Gathered(NamedTuple):
    """What somebody typed about one item: what happened to it on which day, and what goes with that."""

    item: str
    what: str
    on: date
    holder: str = ""
    promised_by: date | None = None
    document: str = ""
    explanation: str = ""


def gathered(case: Case, typed: Gathered) -> Change:
    """Note it. Raises ValueError with one plain line where the entry on file already says otherwise."""
    fields = _fields(typed)
    place = next((index for index, one in enumerate(case.evidence) if one.item == typed.item), None)
    edits: tuple[Edit, ...]
    if place is None:
        edits = (AppendEntry(("evidence",), {"item": typed.item, **fields}),)
    else:
        entry = case.evidence[place]
        kept = {name: getattr(entry, name) for name in fields}
        other = [name for name, value in fields.items() if kept[name] is not None and str(kept[name]) != value]
        if other and other != ["promised_by"]:
            message = (
                f"{typed.item} has {other[0]} {kept[other[0]]} on file; mend it in the file, so that both are seen"
            )
            raise ValueError(message)
        edits = tuple(SetField(("evidence", place, name), value) for name, value in fields.items())
    said = f"{spoken(typed.item)} {typed.what} ({typed.on})"
    return Change(edits, f"evidence: {said}", "evidence", f"Noted: {said}.")


def _fields(typed: Gathered) -> dict[str, str]:
    pairs = {
        "holder": typed.holder,
        "requested_on": str(typed.on) if typed.what == REQUESTED else "",
        "promised_by": str(typed.promised_by) if typed.promised_by is not None else "",
        "received_on": str(typed.on) if typed.what == RECEIVED else "",
        "document": typed.document,
        "explanation": typed.explanation,
    }
    return {name: value for name, value in pairs.items() if value}
