"""``recoup hold``: a legal hold on a case or on the whole ledger, placed, shown and lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.held import require_role
from ledger.commands.session import session_of
from ledger.commands.settings_file import record_in_settings
from ledger.core.acts.holding import lifted, placed
from ledger.core.holding import LEDGER, on_ledger, standing
from ledger.core.names import id_of
from ledger.report.holds import as_data, line
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.holding import Standing


def hold(
    ctx: typer.Context,
    case: Annotated[str, arguments.case] = "",
    everything: Annotated[bool, typer.Option("--all", help="The whole ledger, not one case.")] = False,
    asked_by: Annotated[
        str, typer.Option(metavar="WHO", help="Who asked for the hold, or for its end: counsel, a court, a person.")
    ] = "",
    since: Annotated[str, arguments.day("The day it was asked for; today if left out.")] = "",
    until: Annotated[str, arguments.day("The day they named as its end; the hold stands until it is lifted.")] = "",
    lift: Annotated[bool, typer.Option("--lift", help="End the hold; takes a role that may.")] = False,
    which: Annotated[str, typer.Option(metavar="TAG", help="With --lift: which hold, where several stand.")] = "",
) -> None:
    """Place, show or lift a legal hold.

    While it stands nothing there can be taken back, removed or cleaned up. Without --asked-by the holds are listed.
    """
    session = session_of(ctx)
    if case and everything:
        raise UsageError("a hold lies on one case or on the whole ledger", "name the case, or give --all")
    if not asked_by and not lift:
        _list(session, case, everything=everything)
        return
    if not case and not everything:
        raise UsageError("say what the hold lies on", "name a case, or give --all for the whole ledger")
    if not asked_by.strip():
        raise UsageError("say who asked for it", "--asked-by 'Harrow and Finch, letter of 3/8/2026'")
    if lift:
        _lift(session, case, asked_by.strip(), since, which)
    else:
        _place(session, case, asked_by.strip(), since, until)


def _place(session: Session, case: str, asked_by: str, since: str, until: str) -> None:
    opened = session.open_case(case) if case else None
    day = session.day_not_ahead(since, "--since") if since else session.today
    named = session.day(until, "--until") if until else None
    if named is not None and named < day:
        raise UsageError(f"--until: {named} is before the hold begins ({day})", "leave it out where no day was named")
    change = placed(id_of(opened.file) if opened is not None else LEDGER, day, asked_by, named, session.stamp())
    if opened is not None:
        session.record(opened, change)
    else:
        record_in_settings(session, change)


def _lift(session: Session, case: str, asked_by: str, on: str, which: str) -> None:
    require_role(session, "lift a hold")
    opened = session.open_case(case) if case else None
    found = standing(session.usable(opened), None) if opened is not None else on_ledger(session.settings)
    where = id_of(opened.file) if opened is not None else LEDGER
    chosen = [one for one in found if not which or one.name.casefold() == which.strip().casefold()]
    if not chosen:
        hint = "recoup hold lists the holds that stand; nothing was changed"
        raise Refused(f"no {f'hold {which}' if which else 'hold'} stands on {where}", hint)
    if len(chosen) > 1:
        names = ", ".join(one.name for one in chosen)
        raise UsageError(f"{len(chosen)} holds stand on {where}", f"say which with --which: {names}")
    day = session.day_not_ahead(on, "--since") if on else session.today
    change = lifted(chosen[0], day, asked_by, session.stamp())
    if opened is not None:
        session.record(opened, change)
    else:
        record_in_settings(session, change)


def _list(session: Session, case: str, *, everything: bool) -> None:
    found: list[Standing] = list(on_ledger(session.settings))
    if case:
        found = list(standing(session.usable(session.open_case(case)), session.settings))
    elif not everything:
        found += [one for each in session.cases() for one in standing(each, None)]
    if session.format == "json":
        session.json("holds", {"holds": as_data(found)})
        return
    for one in found:
        session.say(line(one))
    if not found:
        session.say("No hold stands.")
