"""Noting in a case that a letter was written: its file, its hash and what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.edit import AppendEntry, Change

if TYPE_CHECKING:
    from datetime import date

    from ledger.core.case import Case
    from ledger.core.edit import Value


class Written(NamedTuple):
    """A finished letter and whose data it holds.

    ``made_with`` holds the revisions of case and template; ``pages`` is None for Markdown.
    """

    kind: str
    title: str
    file: str
    sha256: str
    dated_on: date
    made_with: str
    patients: tuple[str, ...]
    pages: int | None = None


def letter_written(case: Case, letter: Written, recorded: str) -> Change:
    """Note a letter among the documents, under its kind's name and a number from the second on."""
    name = document_name(case, letter.kind)
    entry: dict[str, Value] = {"id": name, "kind": letter.kind, "file": letter.file, "sha256": letter.sha256}
    if letter.pages is not None:
        entry["pages"] = str(letter.pages)
    entry["dated_on"] = str(letter.dated_on)
    if letter.patients:
        entry["patients"] = list(letter.patients)
    entry |= {"made_with": letter.made_with, "recorded": recorded}
    subject = f"{letter.title[0].lower()}{letter.title[1:]} written ({letter.dated_on})"
    return Change((AppendEntry(("documents",), entry),), subject, "letter")


def document_name(case: Case, kind: str) -> str:
    """``contest``, then ``contest-2``: the first name of the kind that no document of the case bears."""
    known = {document.id for document in case.documents}
    base = kind.replace("_", "-")
    number = 1
    while (name := base if number == 1 else f"{base}-{number}") in known:
        number += 1
    return name
