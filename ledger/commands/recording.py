"""The way from a change to a saved file: splice, read again, guard, save, say what it did to the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.day import column
from ledger.core.deadline import MUST, NO_DATE, OPEN, PAST_SAFE_DAY
from ledger.core.message import message, moved_days
from ledger.core.names import id_of
from ledger.store.library import load_case
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.deadline import Deadline
    from ledger.core.edit import Change
    from ledger.store.library import Loaded
    from ledger.store.saving import Write


def record(session: Session, opened: Loaded, change: Change, document: str = "") -> Loaded:
    """Put ``change`` into the file that was opened and save it (see ``Session.record``)."""
    from ledger.store.saving import Write
    from ledger.store.schema import key_order
    from ledger.store.yaml.splice import splice

    case = session.usable(opened)
    text = splice(opened.text, change.edits, key_order("case"))
    changed = load_case(text.encode(), opened.file)
    after = _sound(session, opened, changed)
    days = session.deadlines(after)
    moved = moved_days(session.deadlines(case), days, document)
    write = Write(opened.file, opened.data, changed.data)
    said = message(case.id, change, session.version, moved=moved)
    keep(session, [write], said)
    if not session.dry_run:
        _say(session, change, days)
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
    save(session.git, writes, message, commit=session.commit)


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


def _say(session: Session, change: Change, days: Sequence[Deadline]) -> None:
    if change.said:
        session.confirm(change.said)
    following = next_day(days)
    if following:
        session.confirm(following)
    if not session.commit:
        session.confirm("Written, not yet saved: recoup save keeps it.")


def next_day(deadlines: Sequence[Deadline]) -> str:
    """The next thing to do in one line; empty where nothing is open."""
    waiting = [one for one in deadlines if one.kind == MUST and one.state in (OPEN, PAST_SAFE_DAY, NO_DATE)]
    undated = next((one for one in waiting if one.act_by is None), None)
    if undated is not None:
        return f"Next: {id_of(undated.case)} {undated.title}: NO DATE; {undated.missing}"
    dated = sorted((one for one in waiting if one.act_by is not None), key=lambda one: str(one.act_by))
    if not dated or dated[0].act_by is None:
        return ""
    verb = "must ARRIVE by" if dated[0].filed_when == "received" else "must be SENT by"
    return f"Next: {dated[0].title} {verb} {column(dated[0].act_by)}"
