"""``recoup pass``: a deadline ended without a filing."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.choosing import one_of
from ledger.commands.deadline_named import deadline_named
from ledger.commands.session import session_of
from ledger.core.acts.ending import passing
from ledger.core.acts.words import HOW_PASSED


def pass_(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    deadline: Annotated[str, typer.Argument(help="The deadline, as recoup deadlines names it.")],
    how: Annotated[
        str, typer.Option(help="not_used, conceded, replaced, counsel or nothing_recorded.")
    ] = "nothing_recorded",
    corrects: Annotated[str, arguments.corrects] = "",
) -> None:
    """Note that a deadline ended without a filing; no reasons asked."""
    session = session_of(ctx)
    opened = session.open_case(case)
    name = deadline_named(session, session.usable(opened), deadline)
    session.record(opened, passing(name, one_of(how, HOW_PASSED, "a way of ending"), session.stamp(), corrects))
