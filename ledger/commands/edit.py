"""``recoup edit``: one case in the person's own editor, checked and saved when it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer  # noqa: TC002 - Typer reads the annotation of ctx

from ledger.commands import arguments
from ledger.commands.asking import ask, at_terminal
from ledger.commands.hand_edits import HandEdit, files_edited, hand_edits
from ledger.commands.kept import file_kept
from ledger.commands.saving_edits import AS_TYPED, refuse, save_edit
from ledger.commands.session import session_of
from ledger.core.finding import ERROR
from ledger.core.names import id_of
from ledger.core.severity import severity_of
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from ledger.commands.session import Session


def edit(ctx: typer.Context, case: Annotated[str, arguments.case]) -> None:
    """Open a case in your editor and check it afterwards.

    The editor works on the case file itself, so nothing you type is ever lost. A file with a mistake is opened again
    at its line; a sound one is saved, with a message made from what you changed.
    """
    session = session_of(ctx)
    file = session.open_case(case).file
    if not at_terminal():
        raise Refused(
            "there is no terminal to open an editor in; nothing was changed",
            f"open {file} in any editor, then recoup save",
        )
    edited = _until_sound(session, file)
    if edited is None:
        session.confirm(f"{id_of(file)} is as it was last saved.")
    elif edited.refused:
        session.note(AS_TYPED)
        session.leave(1)
    else:
        save_edit(session, edited)
        file_kept(session)


def _until_sound(session: Session, file: str) -> HandEdit | None:
    """Open the editor until the file has no mistakes or the person leaves it; None where nothing differs."""
    from ledger.store.editor import open_in_editor

    line = 0
    while True:
        open_in_editor(session.root / file, line)
        if file not in files_edited(session, [file]):
            return None
        edited = hand_edits(session, [file])[0]
        if not edited.refused:
            return edited
        refuse(session, edited)
        line = next(finding.line for finding in edited.findings if severity_of(finding) == ERROR)
        again = f"Press Enter to open it again{f' at line {line}' if line else ''}, or type q to leave it as typed"
        if ask(again).casefold() in ("q", "quit", "n", "no"):
            return edited
