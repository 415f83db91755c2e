"""``recoup save``: checks what was changed by hand, says it in sentences and keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer  # noqa: TC002 - Typer reads the annotation of ctx

from ledger.commands import arguments
from ledger.commands.hand_edits import files_edited, hand_edits
from ledger.commands.kept import file_kept
from ledger.commands.recording import say_finished
from ledger.commands.saving_edits import save_edit
from ledger.commands.session import session_of
from ledger.core.finding import Finding

if TYPE_CHECKING:
    from ledger.commands.session import Session


def save(ctx: typer.Context, cases: Annotated[list[str] | None, arguments.cases] = None) -> None:
    """Check what you changed by hand and keep it.

    Without a case: every file of the ledger that differs from its last saved state, and every note that was kept.
    A file with mistakes is left as you typed it; the others are saved.
    """
    session = session_of(ctx)
    begin(session)
    among = [session.open_case(case).file for case in cases or ()]
    sound, found = save_edited(session, among)
    waiting = file_kept(session) if session.commit and not session.dry_run else 0
    if not found and not waiting:
        session.confirm("Nothing to save: every file is as it was last saved.")
    if not sound:
        session.leave(1)


def begin(session: Session) -> None:
    """Finish what an earlier command could not, locks and all; then say why nothing can be saved, before reading."""
    from ledger.store.saving import recover
    from ledger.store.saving.ready import require_ready

    finished = recover(session.git)
    if finished is not None:
        say_finished(session, finished)
    require_ready(session.git, session.git.state())


def save_edited(session: Session, among: list[str]) -> tuple[bool, int]:
    """Save each edited file that is sound; whether all were, and how many there were.

    What cases are held against (settings, payers, rules) goes before them.
    """
    edited = files_edited(session, among)
    order = sorted(edited, key=lambda file: (file.startswith("cases/"), file))
    here = [file for file in order if not edited[file].conflicted and (session.root / file).exists()]
    missing = [file for file in order if file not in here]
    for file in missing:
        session.report([_why_not(file, conflicted=edited[file].conflicted)])
    sound = [save_edit(session, edit) for edit in hand_edits(session, here)]
    return not missing and all(sound), len(order)


def _why_not(file: str, *, conflicted: bool) -> Finding:
    if conflicted:
        hint = "finish joining them first; nothing of either is lost"
        return Finding("LED115", "two versions of this file wait to be joined", hint, file=file, severity="error")
    message = f"{file} was removed or renamed; nothing of a ledger ever is"
    hint = "bring the file back; a case entered by mistake is closed with recoup close CASE entered_in_error"
    return Finding("LED702", message, hint, file=file, severity="error")
