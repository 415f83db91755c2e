"""The message a save carries: a subject anyone can read in a log, and trailers a program can."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.core.deadline import Deadline
    from ledger.core.edit import Change


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
    parts = [f"{case_id}: {change.subject}", body.strip(), "\n".join(trailers)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _said(moved: Moved) -> str:
    named = f" [{moved.document}]" if moved.document else ""
    return f"{moved.deadline} {moved.before} -> {moved.after}{named}"
