"""What stops a save: an unanswered day moved later without a document, and other work on a case past every reading.

Recording what happened is never stopped: new cases, added entries, filled empty fields, work on claims and documents,
`pass`, `close` and whatever cures it go through. No message asks why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ledger.core.case import Case
from ledger.core.citation import citations
from ledger.core.comparison import losses
from ledger.core.day import short
from ledger.core.deadline import MOVED, MUST, NO_DATE, OPEN, OVERDUE, PAST_SAFE_DAY, Deadline
from ledger.core.edited import Tree, value_at
from ledger.core.finding import ERROR, WARNING, Finding, Path
from ledger.core.names import id_of

MOVES = "LED402"
KEPT_WAITING = "LED403"
PAST_SAFE = "LED404"

BLOCK_NEVER = "never"

_UNANSWERED = (OPEN, PAST_SAFE_DAY, OVERDUE)
_STILL_UNANSWERED = (*_UNANSWERED, MOVED, NO_DATE)
_FREE = frozenset(
    {"claims", "documents", "evidence", "grounds", "findings", "approvals", "consents", "closed", "passed"}
)
"""Blocks in which a change is work on claims and documents, or ends the case."""
_SOURCES = {
    "answer_by": ("answer_by_source",),
    "received_on": ("received_evidence", "document"),
    "decision_received_on": ("decision_evidence", "decision_document"),
    "until": ("proof", "source", "document"),
    "days": ("source", "document"),
    "held_through": ("decision_evidence", "document"),
}
"""Where the document stands that lets a day move; ``document`` for every other field."""


class Version(NamedTuple):
    """One version of a case file: its plain tree, its value and its deadlines as of today."""

    tree: Mapping[str, Tree]
    case: Case
    deadlines: Sequence[Deadline]


class Stop(NamedTuple):
    """A finding about a deadline, with what a screen needs to say more: the field that moved, its old and new text."""

    finding: Finding
    deadline: Deadline
    field: str = ""
    was: str = ""
    now: str = ""


def stops(before: Version | None, after: Version, block: str, today: date) -> list[Stop]:
    """Everything to be said about the deadlines of one case that is about to be saved; errors stop the save.

    ``block`` is ``deadlines.block`` of the ledger: with ``never`` everything is a warning.
    """
    stopping = WARNING if block == BLOCK_NEVER else ERROR
    found = [] if before is None else list(_moved(before, after, stopping, today))
    told = {stop.deadline.name for stop in found}
    found.extend(_waiting(before, after, stopping, today) if not told else ())
    found.extend(_past_safe_day(after, today))
    return found


# a day that moves later


def _moved(before: Version, after: Version, severity: str, today: date) -> Iterator[Stop]:
    for old in before.deadlines:
        new = _same(old, after.deadlines)
        if old.kind != MUST or old.state not in _UNANSWERED or old.act_by is None or new is None:
            continue
        if new.state not in _STILL_UNANSWERED or (new.act_by is not None and new.act_by <= old.act_by):
            continue
        move = _moving_field(before.tree, after.tree)
        if move.path and not _document_named(after, move.path):
            yield _stop_moved(old, move, severity, today)


def _same(old: Deadline, deadlines: Sequence[Deadline]) -> Deadline | None:
    named = [one for one in deadlines if one.name == old.name]
    return next((one for one in named if one.claims == old.claims), next(iter(named), None))


class _Move(NamedTuple):
    """A field that changed, with its old and its new text; no path where nothing did."""

    path: Path = ()
    was: str = ""
    now: str = ""


def _moving_field(before: Mapping[str, Tree], after: Mapping[str, Tree]) -> _Move:
    """The changed field that most likely moved the day: one whose own day is later, else an entry that was added."""
    changed = [_Move(path, _text(was), _text(now)) for path, was, now in losses(dict(before), dict(after))]
    later = [one for one in changed if _day(one.was) and (not one.now or (_day(one.now) or "") > one.was)]
    if later:
        return later[0]
    for name in ("extensions", "notices"):
        entries = after.get(name)
        if isinstance(entries, list) and len(entries) > len(_listed(before.get(name))):
            return _Move((name, len(entries) - 1, "until" if name == "extensions" else "received_on"))
    return changed[0] if changed else _Move()


def _listed(tree: Tree) -> Sequence[Tree]:
    return tree if isinstance(tree, list) else ()


def _text(tree: Tree) -> str:
    return tree if isinstance(tree, str) else ""


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None


def _document_named(after: Version, path: Path) -> bool:
    known = {document.id for document in after.case.documents}
    block = value_at(dict(after.tree), path[:-1])
    fields = block if isinstance(block, dict) else {}
    for key in _SOURCES.get(str(path[-1]), ("document",)):
        text = _text(fields.get(key))
        if text in known or any(citation.name in known for citation in citations(text)):
            return True
    return False


def _stop_moved(old: Deadline, move: _Move, severity: str, today: date) -> Stop:
    field = str(move.path[-1])
    went = f"{field} went from {_shown(move.was, today)} to {_shown(move.now, today)}"
    went = went if move.was else "its day moves later"
    message = f"{went}, no document named; {act(old, today)} and no answer is recorded"
    hint = "name the document and page beside it, as [demand p2], then save again"
    return Stop(Finding(MOVES, message, hint, move.path, severity=severity), old, field, move.was, move.now)


def _shown(text: str, today: date) -> str:
    day = _day(text)
    return short(date.fromisoformat(day), today).partition(" ")[2] if day else (text or "nothing")


def act(deadline: Deadline, today: date) -> str:
    """``the disagreement had to arrive by Wed 1 Apr``, with the day to act by."""
    verb = "arrive" if deadline.filed_when == "received" else "be sent"
    day = "an unknown day" if deadline.act_by is None else short(deadline.act_by, today)
    had = "had to" if deadline.act_by is not None and deadline.act_by < today else "must"
    return f"the {deadline.title} {had} {verb} by {day}"


# a deadline past every reading


def _waiting(before: Version | None, after: Version, severity: str, today: date) -> Iterator[Stop]:
    overdue = [one for one in after.deadlines if one.kind == MUST and one.keeps_appeal and one.state == OVERDUE]
    for deadline in overdue:
        path = () if before is None else _other_change(before, after, deadline)
        changed = f", and {path[-1]} changed" if path else ""
        message = f"{act(deadline, today)}; no answer is recorded{changed}"
        yield Stop(
            Finding(KEPT_WAITING, message, _ways_out(deadline), path, severity=severity if path else WARNING), deadline
        )


def _other_change(before: Version, after: Version, deadline: Deadline) -> Path:
    """A filled field that changed outside the free blocks, where the deadline was overdue before as well."""
    old = _same(deadline, before.deadlines)
    if old is None or old.state != OVERDUE:
        return ()
    return next((path for path, _, _ in losses(dict(before.tree), dict(after.tree)) if path[0] not in _FREE), ())


def _ways_out(deadline: Deadline) -> str:
    case, level = prefix(deadline.case), level_of(deadline)
    return f"recoup appeal {case} {level}, recoup pass {case} {deadline.name}, or recoup explain {case} {deadline.name}"


def _past_safe_day(after: Version, today: date) -> Iterator[Stop]:
    for deadline in after.deadlines:
        if deadline.kind == MUST and deadline.state == PAST_SAFE_DAY:
            message = f"{act(deadline, today)}; a later day may be arguable"
            yield Stop(Finding(PAST_SAFE, message, _ways_out(deadline), severity=WARNING), deadline)


def prefix(case_id: str) -> str:
    """The first letters of the random part, as people type them: ``7K4Q``."""
    return id_of(case_id).rpartition("-")[2][:4]


def level_of(deadline: Deadline) -> str:
    """What ``recoup appeal`` calls the act that meets a deadline."""
    return deadline.level or deadline.name.removesuffix("_stop")
