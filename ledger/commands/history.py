"""``recoup history``: who changed what and when, in sentences, from the saved versions themselves."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.session import session_of
from ledger.commands.telling import Wanted, tell


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

    One case is told from its beginning; without a case the newest saves of all cases come first. All conditions hold
    together. --format takes text, json, csv and markdown.
    """
    tell(session_of(ctx), Wanted(case, field, since, by))
