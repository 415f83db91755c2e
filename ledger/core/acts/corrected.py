"""Correcting an appeal or another filing that was saved with a wrong value: a new entry takes its place."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.core.comparison import empty
from ledger.core.edit import AppendEntry, Change, Value
from ledger.core.edited import Tree

_NAMED_BY = {"appeals": "level", "filings": "kind"}
_OWN = ("id", "corrects", "recorded")
_MOST = 99


def corrected(tree: Mapping[str, Tree], called: str, fields: Mapping[str, Value], change: Change) -> Change:
    """Return the change that puts a new entry in the place of the one that goes by ``called``: its id, level or kind.

    What was typed stands in it, and all else as it was saved first; both entries stay in the file. ``change`` lends its
    subject, its event and what is said. Raises ValueError with one plain line where there is no such entry.
    """
    field, wrong = _wrong(tree, called)
    entries = [one for one in _entries(tree, field) if isinstance(one, dict)]
    if any(one.get("corrects") == called for one in entries):
        message = f"another entry takes the place of {called} already; correct that one, by its own id"
        raise ValueError(message)
    taken = {one.get("id") for one in entries}
    own = next(name for number in range(2, _MOST) if (name := f"{called}-{number}") not in taken)
    kept = {key: _value(value) for key, value in wrong.items() if key not in _OWN and not empty(value)}
    entry = {"id": own, **kept, **fields, "corrects": called}
    return change._replace(edits=(AppendEntry((field,), entry),))


def _wrong(tree: Mapping[str, Tree], called: str) -> tuple[str, Mapping[str, Tree]]:
    for field, named_by in _NAMED_BY.items():
        for entry in _entries(tree, field):
            if isinstance(entry, dict) and called == (entry.get("id") or entry.get(named_by)):
                return field, entry
    message = f"no appeal or filing is called {called}; its name is its id, else its level or kind"
    raise ValueError(message)


def _entries(tree: Mapping[str, Tree], field: str) -> list[Tree]:
    listed = tree.get(field)
    return listed if isinstance(listed, list) else []


def _value(value: Tree) -> Value:
    """A value as it is written again: text, a list, a mapping."""
    if isinstance(value, dict):
        return {key: _value(inner) for key, inner in value.items() if not empty(inner)}
    return [_value(item) for item in value] if isinstance(value, list) else value or ""
