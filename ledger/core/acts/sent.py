"""Sending, arriving and being decided: appeals and filings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.acts.corrected import corrected
from ledger.core.acts.words import FILINGS, called, spoken
from ledger.core.day import in_words
from ledger.core.edit import AppendEntry, Change, Edit, SetField, Value
from ledger.core.sending import Appeal, Filing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledger.core.case import Case
    from ledger.core.edited import Tree

SENDS_NOTHING = "Noted. This program sends nothing."


class Sending(NamedTuple):
    """What somebody typed about a sending; empty text and None where nothing was typed."""

    sent_on: date | None = None
    method: str = ""
    proof: str = ""
    arrived_on: date | None = None
    arrival_evidence: str = ""
    to: str = ""
    reference: str = ""
    document: str = ""
    claims: tuple[str, ...] = ()


def sending(case: Case, level: str, typed: Sending) -> Change:
    """Note a sending or its arrival: a new entry, or the empty fields of the one on file.

    ``level`` is a level of appeal, or the kind of a filing that is no appeal (``rebuttal``, ``contest`` ...).
    Raises ValueError with one plain line where the entry on file already says otherwise.
    """
    key, name = ("filings", "kind") if level in FILINGS else ("appeals", "level")
    fields = _fields(typed)
    index = _on_file(case, key, level)
    if index is None:
        edits: tuple[Edit, ...] = (AppendEntry((key,), {name: level, **fields}),)
    else:
        edits = _filled(getattr(case, key)[index], (key, index), fields)
    return Change(edits, _subject(level, typed), "sent" if typed.sent_on else "arrived", _said(level, typed))


def resent(tree: Mapping[str, Tree], called: str, level: str, typed: Sending) -> Change:
    """Put right a sending that was saved with a wrong value; raises ValueError where no entry goes by ``called``."""
    change = Change((), _subject(level, typed), "sent" if typed.sent_on else "arrived", _said(level, typed))
    return corrected(tree, called, _fields(typed), change)


def redecided(tree: Mapping[str, Tree], called: str, level: str, result: str, typed: dict[str, str]) -> Change:
    """Put right a decision that was saved with a wrong value; raises ValueError where no entry goes by ``called``."""
    return corrected(tree, called, {**typed, "outcome": result}, _decided((), level, result, typed))


def outcome(case: Case, level: str, result: str, typed: dict[str, str]) -> Change:
    """Note how the payer decided; ``typed`` holds the fields of the decision as text.

    Raises ValueError with one plain line where nothing of that level is on file, or a decision is.
    """
    key = "filings" if level in FILINGS else "appeals"
    index = _on_file(case, key, level)
    if index is None:
        message = f"no {spoken(level)} is on file in {case.id}; note the sending first: recoup appeal {case.id} {level}"
        raise ValueError(message)
    edits = _filled(getattr(case, key)[index], (key, index), {**typed, "outcome": result})
    return _decided(edits, level, result, typed)


def _decided(edits: tuple[Edit, ...], level: str, result: str, typed: dict[str, str]) -> Change:
    day = typed.get("decided_on") or typed.get("decision_received_on", "")
    when = f" ({day})" if day else ""
    said = f"Noted: {spoken(level)} {spoken(result)}{when}."
    return Change(edits, f"{called(level)} {spoken(result)}{when}", "outcome", said)


def _on_file(case: Case, key: str, level: str) -> int | None:
    """The last entry of that level or kind, by its place in the file."""
    entries: Sequence[Appeal | Filing] = case.appeals if key == "appeals" else case.filings
    places = [index for index, entry in enumerate(entries) if level in (entry.id, _level_of(entry))]
    return places[-1] if places else None


def _level_of(entry: Appeal | Filing) -> str:
    return entry.level if isinstance(entry, Appeal) else entry.kind


def _fields(typed: Sending) -> dict[str, Value]:
    pairs: dict[str, object] = {
        "to": typed.to,
        "claims": typed.claims,
        "sent_on": typed.sent_on,
        "method": typed.method,
        "proof": typed.proof,
        "arrived_on": typed.arrived_on,
        "arrival_evidence": typed.arrival_evidence,
        "reference": typed.reference,
        "document": typed.document,
    }
    return {
        name: [str(one) for one in value] if isinstance(value, tuple) else str(value)
        for name, value in pairs.items()
        if value
    }


def _filled(entry: object, path: tuple[str, int], fields: Mapping[str, Value]) -> tuple[Edit, ...]:
    edits: list[Edit] = []
    for name, value in fields.items():
        there = getattr(entry, name)
        if not there:
            edits.append(SetField((*path, name), value))
        elif _as_text(there) != value:
            message = (
                f"{name} is on file as {_as_text(there)}; a saved value is not changed. "
                "A second sending needs an id of its own, a wrong one a new entry with corrects"
            )
            raise ValueError(message)
    if not edits:
        message = "all of this is on file already; nothing to add"
        raise ValueError(message)
    return tuple(edits)


def _as_text(value: object) -> str:
    day = getattr(value, "day", None)
    clock = getattr(value, "clock", "")
    return f"{day}T{clock}" if clock else str(day if hasattr(value, "clock") else value)


def _subject(level: str, typed: Sending) -> str:
    if typed.sent_on is not None:
        by = f" by {spoken(typed.method)}" if typed.method else ""
        return f"{called(level)} sent{by} ({typed.sent_on})"
    if typed.arrived_on is not None:
        return f"{called(level)} arrived ({typed.arrived_on})"
    return f"{called(level)}: proof added"


def _said(level: str, typed: Sending) -> str:
    parts = []
    if typed.sent_on is not None:
        parts.append(f"sent {in_words(typed.sent_on)}" + (f" by {spoken(typed.method)}" if typed.method else ""))
    if typed.arrived_on is not None:
        parts.append(f"arrived {in_words(typed.arrived_on)}")
    if typed.proof:
        parts.append(f"proof {typed.proof}")
    name = spoken(level)
    return f"{name[0].upper()}{name[1:]}: {', '.join(parts)}.\n{SENDS_NOTHING}"
