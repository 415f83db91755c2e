"""``recoup history``: who changed what and when, in sentences, from the saved versions themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.past import saves_of, saves_of_all
from ledger.commands.session import session_of
from ledger.core.history import Told, told
from ledger.report.history import as_data, as_text
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.commands.session import Session
    from ledger.core.history import Saved

NEWEST = 50
"""How many saves are told where no case and no day is named."""


def history(
    ctx: typer.Context,
    case: Annotated[str, arguments.case] = "",
    field: Annotated[
        str, typer.Option(metavar="PATH", help="Only this field, as demand.amount or appeals.first.")
    ] = "",
    since: Annotated[str, arguments.day("Only what was saved on this day or later.")] = "",
    by: Annotated[str, typer.Option(metavar="PERSON", help="Only what this person did, typed or saved.")] = "",
) -> None:
    """Tell who changed what, and when.

    One case is told from its beginning; without a case the newest saves of all cases come first.
    """
    session = session_of(ctx)
    if session.format not in ("text", "json"):
        raise UsageError(f"--format takes text or json, not {session.format!r}")
    start = session.day(since, "--since") if since else None
    if case:
        saves, more = saves_of(session, session.open_case(case).file), False
    else:
        saves, more = saves_of_all(session, None if start else NEWEST)
    events = _chosen(session, saves, field.strip("."), start, _handle(session, by))
    if session.format == "json":
        session.json("history", {"events": as_data(events)})
        return
    for line in as_text(events, session.clock.zone, many_cases=not case):
        session.say(line)
    if not events:
        session.confirm("Nothing was saved that fits.")
    elif more:
        session.confirm(f"The newest {NEWEST} saves. More: recoup history --since DATE, or recoup history CASE.")


def _chosen(session: Session, saves: Sequence[Saved], field: str, start: date | None, by: str) -> list[Told]:
    zone = session.clock.zone
    recent = [saved for saved in saves if start is None or saved.at.astimezone(zone).date() >= start]
    events = [one for saved in recent for one in told(saved, zone, field)]
    return [one for one in events if not by or by in _people(one)]


def _people(one: Told) -> set[str]:
    recorded = one.event.recorded
    return {name.casefold() for name in (one.saved_by, one.event.who, recorded.by if recorded else None) if name}


def _handle(session: Session, name: str) -> str:
    """The id of the person meant, by id, name or e-mail; the name itself for somebody who is not in ``people:``."""
    wanted = name.strip().casefold()
    for person in session.settings.people:
        if wanted and wanted in (person.id.casefold(), person.name.casefold(), (person.email or "").casefold()):
            return person.id.casefold()
    return wanted
