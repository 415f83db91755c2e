"""``recoup show``: one case on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ledger.commands import arguments
from ledger.commands.session import session_of
from ledger.core.entries import effective
from ledger.core.names import id_of
from ledger.core.outlook import Outlook, outlook
from ledger.report.case import Around, shown
from ledger.report.cases import as_json
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from datetime import date

    from ledger.commands.earlier import Earlier
    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.store.library import Library, Loaded


class _Seen(NamedTuple):
    """A case as it is shown: the file, how it stands, what surrounds it, and the lines above the screen."""

    loaded: Loaded
    row: Outlook
    around: Around
    head: tuple[str, ...] = ()
    state: dict[str, object] | None = None


def show(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    as_of: Annotated[str, arguments.day("As it had been recorded by the end of this day.")] = "",
    at: Annotated[str, typer.Option(metavar="REV", help="As it stood in this saved state.")] = "",
) -> None:
    """Show one case on one screen."""
    session = session_of(ctx)
    if as_of and at:
        message = "--as-of and --at ask for two different states"
        raise UsageError(message, "give one of them")
    seen = _then(session, case, as_of, at) if as_of or at else _now(session, case)
    if session.format == "json":
        state = {"state": seen.state} if seen.state is not None else {}
        row = as_json([seen.row])[0]
        session.json("case", {"today": str(seen.around.today), **state, **row, "file": seen.loaded.tree})
        return
    for line in (*seen.head, *shown(seen.row, seen.around)):
        session.say(line)


def _now(session: Session, name: str) -> _Seen:
    opened = session.open_case(name)
    case = session.usable(opened)
    around = _around(session, session.library, case, session.today)
    return _Seen(opened, outlook(case, session.deadlines(case)), around)


def _then(session: Session, name: str, as_of: str, at: str) -> _Seen:
    """An earlier state, with its own payers and rules; the files of today are neither read nor changed."""
    from ledger.commands.earlier import as_recorded_by, listed, named_state, said
    from ledger.commands.looking_back import case_file, look_back
    from ledger.core.day import in_full
    from ledger.core.reckoning import deadlines_for
    from ledger.store.library_at import LibraryAt

    look_back(session)
    if at:
        earlier = named_state(session, at)
        file, asked = case_file(session, name), f"As it stood in {at}"
    else:
        day = session.day(as_of, "--as-of")
        file, asked = case_file(session, name), f"As recorded by the end of {in_full(day)}"
        earlier = as_recorded_by(session, file, day)
    library = LibraryAt(session.git, earlier.version)
    loaded = _held(library, file, earlier)
    today = session.today if session.asked.today else earlier.day
    earlier = earlier._replace(day=today)
    case = _readable(loaded)
    row = outlook(case, deadlines_for(case, library.law, today))
    head = tuple(said(earlier, session.clock.zone, asked))
    return _Seen(loaded, row, _around(session, library, case, today), head, listed(earlier))


def _held(library: Library, file: str, earlier: Earlier) -> Loaded:
    try:
        return library.load_case(file)
    except Refused:
        message = f"{id_of(file)} was not there in the state {earlier.version[:10]}"
        raise UsageError(message, "recoup history shows when it was first saved") from None


def _readable(loaded: Loaded) -> Case:
    """The case, with whatever was wrong in it then. Raises Refused where it could not be read as one at all."""
    if loaded.case is None:
        raise Refused(f"{loaded.file} could not be read as a case in that state", "name another day or state")
    return loaded.case


def _around(session: Session, library: Library, case: Case, today: date) -> Around:
    owner = next((one for one in library.settings.people if one.id == case.owner), None)
    title = "nobody" if case.owner is None else ((owner.title or "").lower() or owner.name if owner else case.owner)
    states = {document.id: session.private.state_of(document) for document in effective(case.documents)}
    return Around(library.payers, title, states, today, library.settings)
