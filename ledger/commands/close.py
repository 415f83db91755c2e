"""``recoup close``: the end of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.choosing import one_of
from ledger.commands.session import session_of
from ledger.core.acts.ending import closing, named_back
from ledger.core.acts.words import CLOSED
from ledger.core.names import id_of
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from datetime import date

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.store.library import Loaded


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
    day = session.day_not_ahead(closed_on, "--closed-on") if closed_on else session.today
    if same_as:
        _close_twin(session, opened, session.open_case(same_as), outcome, day, root_cause)
    else:
        session.record(opened, closing(outcome, day, root_cause))
    from ledger.commands.sealing import seal_if_due

    seal_if_due(session, closing=True)


def _close_twin(
    session: Session, opened: Loaded, stays: Loaded, outcome: str, closed_on: date, root_cause: str
) -> None:
    """Close one of two cases for one demand: both files name each other, in one saved change."""
    from ledger.commands.several import changed
    from ledger.core.message import message

    twin = session.usable(stays)
    if opened.file == stays.file:
        raise UsageError("a case is not the twin of itself", "--same-as names the case that stays")
    if twin.closed is not None and twin.closed.outcome == outcome:
        hint = f"name the case that stays: {twin.closed.same_as or 'recoup list shows them'}"
        raise Refused(f"{twin.id} was entered in error itself; nothing was changed", hint)
    case = session.usable(opened)
    change = closing(outcome, closed_on, root_cause, twin.id)
    theirs = [] if _names(case, twin) else [named_back(twin.id)]
    ours = [] if _names(twin, case) else [named_back(case.id)]
    pair = [changed(session, opened, [*change.edits, *theirs])]
    pair += [changed(session, stays, ours)] if ours else []
    text = message(case.id, change, session.version, body=f"- {twin.id} stays; each names the other")
    session.keep([one.write for one in pair], text.replace("\nEvent:", f"\nCase: {twin.id}\nEvent:", 1))
    if not session.dry_run:
        session.confirm(change.said)
        session.confirm(f"{twin.id} stays, and names it. Lists count the demand once.")


def _names(one: Case, other: Case) -> bool:
    return any(link.case == other.id for link in one.related)
