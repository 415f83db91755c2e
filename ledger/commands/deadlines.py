"""``recoup deadlines``: what must arrive by when, and what waits on others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.choosing import one_of
from ledger.commands.session import session_of
from ledger.core.day import short
from ledger.core.due import Due, pressing, sheet, within
from ledger.report.days import CLOSING, Head, screen
from ledger.report.deadlines import as_csv, as_findings, as_json
from ledger.report.holds import hold_lines
from ledger.report.law import unusable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session

FORMATS = ("text", "json", "csv", "github", "ics")


def deadlines(
    ctx: typer.Context,
    cases: Annotated[list[str] | None, arguments.cases] = None,
    within_days: Annotated[
        int | None, typer.Option("--within", metavar="DAYS", min=0, help="Only what falls due in so many days.")
    ] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Only acts of ours that are past; leaves with 1 where there is one.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show for each act of ours why its date is that.")] = False,
) -> None:
    """Show what must arrive by when."""
    session = session_of(ctx)
    chosen = one_of(session.format, FORMATS, "a format of deadlines")
    found: tuple[Due, ...] = tuple(_asked_for(session, cases or []))
    if within_days is not None:
        found = within(found, within_days, session.today)
    past = pressing(found)
    if overdue:
        found = tuple(Due(due.case, tuple(one for one in due.deadlines if one in past)) for due in found)
        found = tuple(due for due in found if due.deadlines)
    _show(session, found, chosen, explain=explain)
    if overdue and past:
        session.leave(1)


def _asked_for(session: Session, names: Sequence[str]) -> list[Due]:
    read = [session.usable(session.open_case(name)) for name in names] if names else session.cases()
    return [Due(case, session.deadlines(case)) for case in read]


def _show(session: Session, found: Sequence[Due], chosen: str, *, explain: bool) -> None:
    if chosen == "json":
        session.json("deadlines", {"today": str(session.today), **as_json(found)})
        return
    if chosen == "csv":
        for line in as_csv(found).splitlines():
            session.say(line)
        session.note(CLOSING)
        return
    if chosen == "github":
        from ledger.report.findings.github import as_github

        for line in as_github(as_findings(found)).splitlines():
            session.say(line)
        return
    if chosen == "ics":
        from ledger.commands.calendar_feed import write_feed

        write_feed(session, found)
        return
    if explain:
        from ledger.commands.explain import explain_all

        explain_all(session, [(due.case, one) for due in found for one in due.deadlines])
        return
    head = Head(session.today, session.settings.time_zone, _shared(session), session.settings.frozen_on)
    for line in unusable(session.library.law):
        session.say(line)
    *lines, closing = screen(sheet(found, session.today), found, session.library.payers, head)
    for line in (*lines, *hold_lines([due.case for due in found], session.settings), closing):
        session.say(line)


def _shared(session: Session) -> str:
    """``Shared Fri 16:10.``; empty where this ledger is not shared with anybody."""
    shared = session.git.shared()
    if shared is None:
        return ""
    if shared.last is None:
        return "Not shared yet."
    last = shared.last.astimezone(session.clock.zone)
    day = short(last.date(), session.today).partition(" ")[0] if (session.today - last.date()).days < 7 else ""  # noqa: PLR2004
    return f"Shared {day or short(last.date(), session.today)} {last:%H:%M}."
