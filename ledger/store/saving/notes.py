"""Notes kept for later: what was logged while its case file was half edited, until the next save files it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.core.edit import AppendEntry, Change, Edit, SetField
from ledger.store.refusal import Refused
from ledger.store.saving.place import folder, refusal
from ledger.store.saving.turn_taking import home, turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.store.git import Git

_NAME = "kept.jsonl"


class Note(NamedTuple):
    """One change that waits for its case file: ``id`` names it, ``case`` is the case's id, ``kept_at`` an instant."""

    id: str
    case: str
    kept_at: str
    change: Change


def keep_note(git: Git, note: Note) -> None:
    """Keep a note under git's folder; when this returns, it is on the disk.

    Raises Refused where the disk does not take it.
    """
    with turn(git):
        _write(git, [*kept_notes(git), note])


def kept_notes(git: Git) -> tuple[Note, ...]:
    """The notes that wait, oldest first. Raises Refused where one cannot be read, and none is lost by that."""
    with folder(home(git)) as place:
        data = place.read(_NAME) or b""
    try:
        return tuple(_note(json.loads(line)) for line in data.decode().splitlines())
    except (ValueError, KeyError, TypeError):
        raise Refused(
            f"{home(git) / _NAME}: a kept note cannot be read", "open the file and mend or move the line"
        ) from None


def drop_note(git: Git, note_id: str) -> None:
    """Forget a note, once it stands in its case. Raises Refused where the disk refuses."""
    with turn(git):
        _write(git, [note for note in kept_notes(git) if note.id != note_id])


def _write(git: Git, notes: Sequence[Note]) -> None:
    text = "".join(json.dumps(_row(note), ensure_ascii=False) + "\n" for note in notes)
    try:
        with folder(home(git)) as place:
            place.write(_NAME, text.encode(), private=True)
    except OSError as error:
        raise refusal(error, "the note could not be kept") from None


def _row(note: Note) -> dict[str, Any]:
    edits = [_edit_row(edit) for edit in note.change.edits]
    return {"id": note.id, "case": note.case, "kept_at": note.kept_at, **note.change._asdict(), "edits": edits}


def _edit_row(edit: Edit) -> dict[str, Any]:
    if isinstance(edit, AppendEntry):
        return {"append": edit.path, "value": edit.entry}
    return {"set": edit.path, "value": edit.value}


def _note(row: dict[str, Any]) -> Note:
    change = Change(tuple(_edit(edit) for edit in row["edits"]), row["subject"], row["event"], row["said"])
    return Note(row["id"], row["case"], row["kept_at"], change)


def _edit(row: dict[str, Any]) -> Edit:
    if "append" in row:
        return AppendEntry(tuple(row["append"]), row["value"])
    return SetField(tuple(row["set"]), row["value"])
