"""``recoup show``: one case on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.session import session_of
from ledger.core.outlook import outlook
from ledger.report.case import Around, shown
from ledger.report.cases import as_json
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.store.library import Loaded


def show(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    as_of: Annotated[str, arguments.day("As the file stood at the end of this day.")] = "",
    at: Annotated[str, typer.Option(metavar="REV", help="As the file stood at this saved state.")] = "",
) -> None:
    """Show one case on one screen."""
    session = session_of(ctx)
    opened = session.open_case(case)
    if as_of and at:
        message = "--as-of and --at ask for two different states"
        raise UsageError(message, "give one of them")
    if as_of or at:
        opened = _earlier(session, opened, as_of, at)
    read = session.usable(opened)
    row = outlook(read, session.deadlines(read))
    if session.format == "json":
        session.json("case", {"today": str(session.today), **as_json([row])[0], "file": opened.tree})
        return
    if as_of or at:
        session.say(f"As it stood {f'at the end of {as_of}' if as_of else f'in {at}'}:")
    for line in shown(row, _around(session, read)):
        session.say(line)


def _earlier(session: Session, opened: Loaded, as_of: str, at: str) -> Loaded:
    from ledger.store.library import load_case

    data = _bytes_at_end_of(session, opened.file, as_of) if as_of else session.git.blob_at(at, opened.file)
    if data is None:
        message = f"{opened.file} was not there yet"
        raise UsageError(message, "recoup history shows when it was first saved")
    return load_case(data, opened.file)


def _bytes_at_end_of(session: Session, file: str, as_of: str) -> bytes | None:
    """The file as the last save of that day, in the ledger's time zone, left it."""
    day = session.day(as_of, "--as-of")
    zone = session.clock.zone
    until = [one for one in session.git.versions(file) if one.commit.committed_at.astimezone(zone).date() <= day]
    return until[-1].after if until else None


def _around(session: Session, case: Case) -> Around:
    owner = next((one for one in session.settings.people if one.id == case.owner), None)
    title = "nobody" if case.owner is None else ((owner.title or "").lower() or owner.name if owner else case.owner)
    states = {document.id: session.private.state_of(document) for document in case.documents}
    return Around(session.library.payers, title, states, session.today)
