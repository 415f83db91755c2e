"""``recoup close``: the end of a case."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.choosing import one_of
from ledger.commands.session import session_of
from ledger.core.acts.ending import closing
from ledger.core.acts.words import CLOSED
from ledger.core.names import id_of
from ledger.store.refusal import Refused, UsageError


def close(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    result: Annotated[str, typer.Argument(help="overturned, repaid, settled, withdrawn, entered_in_error ...")],
    closed_on: Annotated[str, arguments.day("The day it ended; today if left out.")] = "",
    root_cause: Annotated[str, typer.Option(help="A code of the causes, if you know it; never required.")] = "",
    same_as: Annotated[str, typer.Option(metavar="CASE", help="For a case entered twice: the one that stays.")] = "",
) -> None:
    """Close a case with its result."""
    session = session_of(ctx)
    opened = session.open_case(case)
    if session.usable(opened).closed is not None:
        message = f"{id_of(opened.file)} is closed already"
        raise Refused(message, "recoup show says how; nothing was changed")
    outcome = one_of(result, CLOSED, "a result")
    if outcome == "entered_in_error" and not same_as:
        message = "a case entered in error names the case it equals"
        raise UsageError(message, "--same-as CASE")
    twin = id_of(session.open_case(same_as).file) if same_as else ""
    day = session.day_not_ahead(closed_on, "--closed-on") if closed_on else session.today
    session.record(opened, closing(outcome, day, root_cause, twin))
    from ledger.commands.sealing import seal_if_due

    seal_if_due(session, closing=True)
