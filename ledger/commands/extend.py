"""``recoup extend``: more time for a deadline."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands import arguments
from ledger.commands.deadline_named import deadline_named
from ledger.commands.session import session_of
from ledger.core.acts.ending import extension


def extend(
    ctx: typer.Context,
    case: Annotated[str, arguments.case],
    deadline: Annotated[str, typer.Argument(help="The deadline, as recoup deadlines names it.")],
    until: Annotated[str, arguments.day("The last day that was granted.")],
    proof: Annotated[
        str, typer.Option(help="Who granted it, when and where it is written: 'Letter of 2026-03-30 [extension p1]'.")
    ],
    corrects: Annotated[str, arguments.corrects] = "",
) -> None:
    """Note more time for a deadline, with its proof."""
    session = session_of(ctx)
    opened = session.open_case(case)
    name = deadline_named(session, session.usable(opened), deadline)
    change = extension(name, session.day(until, "--until"), proof, session.stamp(), corrects)
    session.record(opened, change, proof)
