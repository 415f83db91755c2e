"""The way from a change to a saved file: splice, read again, guard, save, say what it did to the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.edit import AppendEntry
from ledger.core.message import message, moved_days
from ledger.report.columns import DISCLAIMER, wrapped
from ledger.report.following import answered_late, next_day
from ledger.store.library import load_case
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.deadline import Deadline
    from ledger.core.edit import Change
    from ledger.store.library import Loaded
    from ledger.store.saving import Finished, Write


def record(session: Session, opened: Loaded, change: Change, document: str = "", *, more: bool = False) -> Loaded:
    """Put ``change`` into the file that was opened and save it (see ``Session.record``).

    Commands that add entries to one case at the same moment follow each other.
    """
    from ledger.store.saving import kept_by_git, turn

    if session.dry_run or not kept_by_git(session.git):
        return _record(session, opened, change, document, more=more)
    with turn(session.git):
        return _record(session, _as_it_is_now(session, opened, change), change, document, more=more)


def _as_it_is_now(session: Session, opened: Loaded, change: Change) -> Loaded:
    """The file again where another command has saved it since and the change only adds to it; else as it was opened."""
    now = session.library.load_case(opened.file)
    adds_only = all(isinstance(edit, AppendEntry) for edit in change.edits)
    saved_since = adds_only and now.data != opened.data and opened.file not in session.git.status([opened.file])
    return now if saved_since else opened


def _record(session: Session, opened: Loaded, change: Change, document: str, *, more: bool) -> Loaded:
    from ledger.store.saving import Write
    from ledger.store.schema import key_order
    from ledger.store.yaml.splice import splice

    case = session.usable(opened)
    text = splice(opened.text, change.edits, key_order("case"))
    changed = load_case(text.encode(), opened.file)
    after = _sound(session, opened, changed)
    days = session.deadlines(after)
    before = session.deadlines(case)
    moved = moved_days(before, days, document)
    write = Write(opened.file, opened.data, changed.data)
    said = message(case.id, change, session.version, moved=moved)
    keep(session, [write], said)
    if not session.dry_run:
        known = answered_late(before)
        _say(session, change, days, [line for line in answered_late(days) if line not in known], more=more)
    return changed


def _sound(session: Session, opened: Loaded, changed: Loaded) -> Case:
    """The case after the change; the checks that a hook would run are run here first, where they can be explained."""
    from ledger.commands.guarding import new_mistakes

    wrong = new_mistakes(session, opened, changed)
    if wrong or changed.case is None:
        session.report(wrong or changed.findings)
        message = f"not saved: the change would leave {opened.file} with the mistakes above"
        raise Refused(message, "nothing was changed")
    return changed.case


def keep(session: Session, writes: Sequence[Write], message: str) -> None:
    """Save the writes under one message, or show them (see ``Session.keep``)."""
    if session.dry_run:
        for write in writes:
            show_difference(session, write)
        return
    from ledger.store.saving import save

    _guard(session, message)
    saved = save(session.git, writes, message, commit=session.commit)
    if saved.finished is not None:
        say_finished(session, saved.finished)


def finish_interrupted(session: Session) -> None:
    """Bring a save that another command could not end to its end, if that can be done now; a reader reads on if not."""
    from ledger.store.saving import recover

    try:
        finished = recover(session.git)
    except Refused as error:
        session.note(f"An interrupted save waits: {error.message}")
    else:
        if finished is not None:
            say_finished(session, finished)


def say_finished(session: Session, finished: Finished) -> None:
    """Say what became of an interrupted save: whoever typed it saw no answer."""
    if finished.aside:
        session.note(f"An interrupted save was found, and its file was changed since: {finished.subject}")
        session.note(f"  what it would have written is kept in .git/recoup/{finished.aside}")
    else:
        session.note(f"An interrupted save was {'finished' if finished.saved else 'taken back'}: {finished.subject}")


def _guard(session: Session, message: str) -> None:
    """The line that names a save is seen by everyone who sees the ledger: it holds no personal data."""
    from ledger.core.privacy import personal_data

    found = personal_data(message, session.identities, in_message=True)
    if found:
        session.report(found)
        raise Refused("not saved: the line that would name this save holds personal data", "nothing was changed")


def show_difference(session: Session, write: Write) -> None:
    """Print what a write would change, line by line."""
    from difflib import unified_diff

    old = (write.before or b"").decode("utf-8", "replace").splitlines()
    new = write.after.decode("utf-8", "replace").splitlines()
    for line in unified_diff(old, new, f"{write.path} (as it is)", f"{write.path} (as it would be)", lineterm="", n=2):
        session.say(line)


def _say(session: Session, change: Change, days: Sequence[Deadline], late: Sequence[str], *, more: bool) -> None:
    for line in change.said.split("\n") if change.said else ():
        session.confirm(line)
    following = [*(line for one in late for line in wrapped(f"Late: {one}")), *next_day(days, session.today)]
    for line in following:
        session.confirm(line)
    if following and not more:
        session.confirm(DISCLAIMER)
    if not session.commit:
        session.confirm("Written, not yet saved: recoup save keeps it.")
