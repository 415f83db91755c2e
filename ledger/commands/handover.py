"""``recoup handover``: counsel's bundle, whole or redacted."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.session import session_of


def handover(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    redacted: Annotated[
        bool, typer.Option("--redacted", help="Without papers, free text and what leads to a patient.")
    ] = False,
) -> None:
    """Make the bundle for counsel: memo, days with reasons, chronology, claims, papers, hashes."""
    session = session_of(ctx)
    from ledger.commands.handing_over import hand_over

    hand_over(session, session.open_case(case), redacted=redacted)
