"""``recoup list``: the cases, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.choosing import one_of
from ledger.commands.morning import outlooks
from ledger.commands.session import session_of
from ledger.core.owner import away
from ledger.core.stage import STAGES
from ledger.report.cases import DISCLAIMER, absences, as_json, listed
from ledger.report.holds import hold_lines
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.commands.session import Session
    from ledger.core.outlook import Outlook

NOBODY = "nobody"

_SORTS: dict[str, Callable[[Outlook], object]] = {
    "amount": lambda row: -row.balance.standing,
    "payer": lambda row: (row.case.payer, row.case.id),
    "owner": lambda row: (row.case.owner or "", row.case.id),
    "stage": lambda row: (STAGES.index(row.stage), row.case.id),
    "case": lambda row: row.case.id,
}


def list_(
    ctx: typer.Context,
    payer: Annotated[str, typer.Option(help="Only this payer, by the name of its file.")] = "",
    owner: Annotated[str, typer.Option(help="Only what this person has or covers: an id, me, nobody.")] = "",
    stage: Annotated[str, typer.Option(help="Only this stage: new, decided, answered, appeal_pending ...")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only cases with a day of ours that is past.")] = False,
    due_within: Annotated[
        int | None, typer.Option(metavar="DAYS", help="Only cases with a day of ours so near, or none yet.")
    ] = None,
    sort: Annotated[str, typer.Option(help="date, amount, payer, owner, stage or case.")] = "date",
) -> None:
    """List the cases."""
    session = session_of(ctx)
    wanted_stage = (
        one_of(stage.replace(" ", "_"), [name.replace(" ", "_") for name in STAGES], "a stage") if stage else ""
    )
    order = one_of(sort, ("date", *_SORTS), "an order")
    theirs = _owned_by(session, owner) if owner else None
    rows = [
        row
        for row in outlooks(session)
        if (not payer or row.case.payer == payer)
        and (theirs is None or (row.case.owner or NOBODY) in theirs)
        and (not wanted_stage or row.stage.replace(" ", "_") == wanted_stage)
        and (not overdue or row.overdue)
        and (due_within is None or row.due_within(due_within, session.today))
    ]
    if order != "date":
        rows.sort(key=_SORTS[order])  # type: ignore[arg-type]  # each order compares only with itself
    if session.format == "json":
        session.json("cases", {"today": str(session.today), "cases": as_json(rows)})
        return
    for line in listed(rows, session.library.payers, {one.id: one for one in session.settings.people}, session.today):
        session.say(line)
    people = {one.id: one for one in session.settings.people}
    for line in (*absences(rows, people, session.today), *hold_lines([row.case for row in rows], session.settings)):
        session.say(line)
    session.say(DISCLAIMER)


def _owned_by(session: Session, typed: str) -> set[str]:
    """The owners whose cases somebody looks after today: themselves, and everybody they stand in for.

    Raises UsageError for a word that means nobody of the team.
    """
    wanted = typed.strip().casefold()
    if wanted == NOBODY:
        return {NOBODY}
    if wanted == "me":
        wanted = session.handle
    people = session.settings.people
    known = {one.id for one in people} | {case.owner for case in session.cases()}
    if people and wanted not in known:
        message = f"--owner: {typed!r} is nobody of people: in ledger.yaml"
        raise UsageError(message, f"one of: {', '.join(sorted(one for one in known if one))}, me, {NOBODY}")
    return {wanted} | {one.id for one in people if one.covered_by == wanted and away(one, session.today)}
