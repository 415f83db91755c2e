"""Taking back an entry that was saved: a new entry withdraws it, and a note says why. Nothing is removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ledger.core.edit import AppendEntry, Change
from ledger.core.edited import Tree

# What a withdrawing entry repeats of the one that it withdraws: what its list asks of every entry.
_REPEATED = {
    "counsel": ("party", "asked_on", "answered_on"),
    "notices": ("kind", "dated_on"),
    "documents": ("kind", "file", "sha256"),
    "decisions": ("decided_on", "choice"),
    "extensions": ("deadline", "until", "proof"),
    "passed": ("deadline", "how"),
    "money": ("dated_on", "kind", "amount"),
    "communications": ("at", "channel", "summary"),
}
_NAMED = ("notices", "documents")
"""Lists in which every entry has a name of its own."""


def withdrawal(tree: Mapping[str, Tree], name: str, at: str, because: str, stamps: tuple[str, str]) -> Change:
    """Take back the entry that goes by ``name``: its id, or the tag that ends its ``recorded``.

    ``at`` is the moment of the note that says why; ``stamps`` end the two new entries.

    Raises ValueError with one plain line where no entry of that name is on file, or more than one.
    """
    found = list(_named(tree, name))
    if not found:
        message = f"no entry is called {name}; its tag is the four letters that end recorded"
        raise ValueError(message)
    if len(found) > 1:
        message = f"{name} can mean entries of {' and '.join(field for field, _ in found)}; name it by its tag"
        raise ValueError(message)
    field, entry = found[0]
    repeated = {key: value for key in _REPEATED[field] if isinstance(value := entry.get(key), str) and value}
    own = {"id": f"{_own(entry)}-withdrawn"} if field in _NAMED else {}
    withdrawing = {**own, **repeated, "retracts": name, "recorded": stamps[0]}
    note = {"at": at, "channel": "note", "summary": f"{name} taken back: {because}"}
    if field == "communications":
        edits: tuple[AppendEntry, ...] = (AppendEntry((field,), {**note, "retracts": name, "recorded": stamps[0]}),)
    else:
        said_why = AppendEntry(("communications",), {**note, "recorded": stamps[1]})
        edits = (AppendEntry((field,), withdrawing), said_why)
    said = f"Taken back: {name} in {field}. The entry stays in the file and counts no more."
    return Change(edits, f"entry {name} of {field} taken back", "retraction", said)


def _named(tree: Mapping[str, Tree], name: str) -> Iterator[tuple[str, Mapping[str, Tree]]]:
    for field in _REPEATED:
        listed = tree.get(field)
        for entry in listed if isinstance(listed, list) else ():
            if isinstance(entry, dict) and name in (entry.get("id"), _tag(entry), _kind(field, entry)):
                yield field, entry


def _kind(field: str, entry: Mapping[str, Tree]) -> Tree:
    """The word that names a notice as long as it is the only one of its kind."""
    return entry.get("kind") if field == "notices" and not entry.get("id") else None


def _own(entry: Mapping[str, Tree]) -> Tree:
    return entry.get("id") or entry.get("kind")


def _tag(entry: Mapping[str, Tree]) -> str | None:
    recorded = entry.get("recorded")
    return recorded.rpartition(" ")[2] if isinstance(recorded, str) else None
