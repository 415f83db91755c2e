"""The message a save carries: a subject anyone can read in a log, and trailers a program can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.edit import AppendEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.core.deadline import Deadline
    from ledger.core.edit import Change


SUBJECT_LENGTH = 63
"""How long a subject may become; with the case's id before it a line of 80 columns holds it."""

_DAY = re.compile(r" \([0-9]{4}-[0-9]{2}-[0-9]{2}\)$")


class Moved(NamedTuple):
    """A day that a saved fact moved: the deadline, its day before and after (ISO, or ``none``), the document named."""

    deadline: str
    before: str
    after: str
    document: str = ""


def moved_days(before: Iterable[Deadline], after: Iterable[Deadline], document: str = "") -> tuple[Moved, ...]:
    """The deadlines whose day to act by is another one than before."""
    old = {(deadline.name, deadline.claims): deadline.act_by for deadline in before}
    return tuple(
        Moved(deadline.name, _iso(old[deadline.name, deadline.claims]), _iso(deadline.act_by), document)
        for deadline in after
        if (deadline.name, deadline.claims) in old and old[deadline.name, deadline.claims] != deadline.act_by
    )


def _iso(day: object) -> str:
    return "none" if day is None else str(day)


def message(case_id: str, change: Change, version: str, *, moved: Sequence[Moved] = (), body: str = "") -> str:
    """The whole message: ``RC-...: subject``, a body where there is one, and the trailers.

    Never an amount a patient owes, never a name: subjects are made of ids, verbs and days.
    """
    trailers = [f"Case: {case_id}", f"Event: {change.event}", f"Recoup: {version}"]
    trailers += [f"Moved: {_said(one)}" for one in moved]
    parts = [f"{case_id}: {subject_of(change)}", body.strip(), "\n".join(trailers)]
    return "\n\n".join(part for part in parts if part) + "\n"


def subject_of(change: Change) -> str:
    """The subject of a change: one that answers an earlier entry says so, so that a log tells it from a new one."""
    entries = [edit.entry for edit in change.edits if isinstance(edit, AppendEntry)]
    corrects = any(isinstance(entry, dict) and entry.get("corrects") for entry in entries)
    begun = change.subject.startswith(("correction of ", "undo of "))
    return cut(f"correction of {change.subject}" if corrects and not begun else change.subject)


def cut(text: str, most: int = SUBJECT_LENGTH) -> str:
    """A text shortened by whole words to so many letters; a day at its end stays."""
    if len(text) <= most:
        return text
    found = _DAY.search(text)
    end = found.group() if found else ""
    head = text[: most - 3 - len(end)]
    return f"{head.rpartition(' ')[0] or head}...{end}"


def _said(moved: Moved) -> str:
    named = f" [{moved.document}]" if moved.document else ""
    return f"{moved.deadline} {moved.before} -> {moved.after}{named}"
