"""``recoup packet``: a letter and its exhibits as pages, numbered and split where the payer takes no more."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.session import session_of
from ledger.core.packet.volume import Limits
from ledger.store.refusal import UsageError

_MEGABYTE = 1024 * 1024


def packet(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    letter: Annotated[
        str, typer.Argument(metavar="LETTER", help="A letter that the case records; else the last one.")
    ] = "",
    max_pages: Annotated[int, typer.Option(help="So many pages a file; else what the payer's file says.")] = 0,
    max_mb: Annotated[int, typer.Option(help="So many megabytes a file; else what the payer's file says.")] = 0,
) -> None:
    """Bind a letter with its exhibits into one PDF."""
    session = session_of(ctx)
    if min(max_pages, max_mb) < 0:
        message = "a file holds at least one page and one megabyte"
        raise UsageError(message, "leave the limit out where there is none")
    from ledger.commands.packeting import bind

    bind(session, session.open_case(case), letter, Limits(max_pages or None, max_mb * _MEGABYTE or None))
