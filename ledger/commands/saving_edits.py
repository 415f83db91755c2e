"""Saving what was changed by hand: shown in sentences, with a message made from them, one save a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.checking import kind_of
from ledger.commands.hand_edits import HandEdit, days_of
from ledger.core.citation import citations
from ledger.core.edit import Change
from ledger.core.finding import ERROR
from ledger.core.gist import subject, summary, told
from ledger.core.law.moved import days_moved, trailer
from ledger.core.message import message, moved_days
from ledger.core.names import id_of
from ledger.core.privacy import personal_data
from ledger.core.severity import severity_of
from ledger.report.following import next_day
from ledger.report.rules_update import moves_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.event import Event
    from ledger.core.law.moved import DayMoved
    from ledger.core.message import Moved

AS_TYPED = "Not saved. The file is as you typed it."


def save_edit(session: Session, edit: HandEdit) -> bool:
    """Show what was changed in one file and save it; False, after saying what is wrong, where it cannot be saved."""
    if edit.refused:
        refuse(session, edit)
        session.note(AS_TYPED)
        return False
    session.report(edit.findings)
    by_law = moved_by_law(session, edit.file, edit.before.data if edit.before is not None else None, edit.after.data)
    _show(session, edit, by_law)
    _write(session, edit, by_law)
    if not session.dry_run:
        session.confirm(f"Saved: {edit.name}." if session.commit else f"Written, not yet saved: {edit.name}.")
        for line in next_day(days_of(session, edit.after), session.today):
            session.confirm(line)
    return True


def refuse(session: Session, edit: HandEdit) -> None:
    """Print everything that is wrong with one file, a deadline that stops it on its own screen."""
    from ledger.report.door import stopped

    stop = next((stop for stop in edit.stops if severity_of(stop.finding) == ERROR), None)
    others = [finding for finding in edit.findings if stop is None or finding != stop.finding]
    session.report(others)
    if stop is not None:
        for line in stopped(stop, session.today):
            session.note(line)


def _show(session: Session, edit: HandEdit, by_law: Sequence[DayMoved]) -> None:
    title = f"  {edit.case.title}" if edit.case is not None else ""
    session.confirm(f"{edit.name}{title}")
    for line in _sentences(edit):
        session.confirm(f"  {line}")
    for moved in _moved(session, edit):
        session.confirm(f"  day to act moved: {moved.deadline} {moved.before} -> {moved.after}")
    for line in moves_said(by_law):
        session.confirm(line)


def _sentences(edit: HandEdit) -> Sequence[str]:
    if edit.case is None:
        return ["changed" if edit.before is not None else "new"]
    return [told(event) for event in edit.events] or ["only the layout changed"]


def _moved(session: Session, edit: HandEdit) -> tuple[Moved, ...]:
    before, after = days_of(session, edit.before), days_of(session, edit.after)
    return moved_days(before, after, _document_named(edit.events) if edit.case is not None else "")


def moved_by_law(session: Session, file: str, before: bytes | None, after: bytes) -> list[DayMoved]:
    """The open days of all cases that a change of rules, or of what a payer file says, moves."""
    if kind_of(file) not in ("regime", "payer"):
        return []
    from ledger.store.revised import Revised

    laws = [Revised(session.root, {file: data}).law for data in (before, after)]
    return days_moved(_concerned(session, file), laws[0], laws[1], session.today)


def _concerned(session: Session, file: str) -> list[Case]:
    """The cases that a file can move: all for rules, for a payer those that name it; no other is read."""
    if kind_of(file) == "regime":
        return session.cases()
    slug, library = id_of(file).encode(), session.library
    naming = (library.load_case(one) for one in library.case_files() if slug in library.bytes_of(one))
    return [loaded.case for loaded in naming if loaded.case is not None]


def _document_named(events: Sequence[Event]) -> str:
    """The first document that the changes name: a day that moved has moved by it."""
    cited = (citation.name for event in events for citation in citations(event.new or ""))
    named = (event.new for event in events if event.field.endswith("document") and event.new)
    return next(cited, None) or next(named, None) or ""


def message_for(session: Session, edit: HandEdit, by_law: Sequence[DayMoved] = ()) -> str:
    """The message for one file; ``by_law`` are the days of all cases that it moves.

    Words that were taken out may have been a name: a message never repeats personal data.
    """
    if edit.case is None:
        trailers = [f"Recoup: {session.version}", *(f"Moved: {trailer(one)}" for one in by_law)]
        return f"{edit.file} changed by hand\n\n" + "\n".join(trailers) + "\n"
    events = edit.events
    kinds = ", ".join(dict.fromkeys(event.kind for event in events)) or "layout"
    change = Change((), subject(events) if events else "layout changed by hand", kinds)
    body = summary(events) if len(events) > 1 else ""
    text = message(edit.name, change, session.version, moved=_moved(session, edit), body=body)
    if personal_data(text, session.identities, in_message=True):
        return message(edit.name, Change((), "changed by hand", kinds), session.version)
    return text


def _write(session: Session, edit: HandEdit, by_law: Sequence[DayMoved]) -> None:
    from ledger.commands.recording import show_difference
    from ledger.store.saving import Write, save

    if session.dry_run:
        show_difference(session, Write(edit.file, edit.before.data if edit.before else None, edit.after.data))
        return
    write = Write(edit.file, edit.typed, edit.after.data)
    save(session.git, [write], message_for(session, edit, by_law), commit=session.commit, edited=True)
