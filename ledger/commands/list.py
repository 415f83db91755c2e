"""``recoup list``: the cases, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.choosing import one_of
from ledger.commands.morning import outlooks
from ledger.commands.session import session_of
from ledger.core.stage import STAGES
from ledger.report.cases import DISCLAIMER, as_json, listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.core.outlook import Outlook

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
    owner: Annotated[str, typer.Option(help="Only what this person has.")] = "",
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
    rows = [
        row
        for row in outlooks(session)
        if (not payer or row.case.payer == payer)
        and (not owner or row.case.owner == owner)
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
    session.say(DISCLAIMER)
