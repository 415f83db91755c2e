"""Notes that were kept because their case file could not take them; each save files those that it can take now."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ledger.core.edit import AppendEntry
from ledger.core.names import id_of
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.commands.session import Session
    from ledger.core.edit import Change
    from ledger.store.library import Loaded
    from ledger.store.saving import Note


def why_it_must_wait(session: Session, opened: Loaded) -> str:
    """Why a case file cannot take an entry now, as the end of a sentence; empty where it can."""
    if opened.case is None or opened.broken:
        return "its file has mistakes"
    standing = session.git.status([opened.file]).get(opened.file)
    if standing is not None and standing.conflicted:
        return "two versions of its file wait to be joined"
    if standing is not None:
        return "its file has edits that are not saved yet"
    if (session.root / ".git" / "MERGE_HEAD").exists():
        return "two versions of another file wait to be joined"
    return ""


def keep_for_later(session: Session, opened: Loaded, change: Change, because: str) -> None:
    """Keep a change under git's folder until its file can take it, and say so."""
    from ledger.store.saving import Note, keep_note

    case_id = id_of(opened.file)
    keep_note(session.git, Note(session.tag(), case_id, f"{session.now:%Y-%m-%dT%H:%M:%SZ}", change))
    session.say(f"Kept, not filed: {case_id}, {because}.")
    session.say(f"  {change.subject}")
    session.say("Nothing is lost. recoup save files it as soon as the file can take it.")


def file_kept(session: Session) -> int:
    """File every kept note whose case can take it now; returns how many still wait."""
    from ledger.store.saving import drop_note, kept_notes

    waiting = 0
    for note in kept_notes(session.git):
        if _filed(session, note):
            drop_note(session.git, note.id)
        else:
            waiting += 1
    return waiting


def _filed(session: Session, note: Note) -> bool:
    files = session.files_named(note.case)
    if len(files) != 1:
        session.note(f"Kept, not filed: {note.change.subject}; there is no file of {note.case}.")
        return False
    opened = session.library.load_case(files[0])
    if _stands_in(note.change, opened):
        return True
    because = why_it_must_wait(session, opened)
    if not because:
        try:
            session.record(opened, note.change)
        except Refused as error:
            because = error.message
        else:
            return True
    session.note(f"Kept, not filed: {note.case}, {note.change.subject}; {because}.")
    return False


def _stands_in(change: Change, opened: Loaded) -> bool:
    """Whether an earlier, interrupted save has filed the note already: its stamp is in the file."""
    stamps = [str(edit.entry["recorded"]) for edit in change.edits if isinstance(edit, AppendEntry)]
    return bool(stamps) and all(stamp.encode() in opened.data for stamp in stamps)


@contextmanager
def never_lost(session: Session, text: str) -> Iterator[None]:
    """Whatever goes wrong inside, print what was typed, since it stands nowhere else."""
    try:
        yield
    except BaseException:
        session.note("Not saved. This is what you typed:")
        for line in text.splitlines():
            session.note(f"  {line}")
        raise
