"""``recoup hook``: what git's hooks start; the work is done in ``hooking``, which needs no command line."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands.hooking import run_hook
from ledger.commands.session import session_of


def hook(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As pre-commit, commit-msg, pre-push.")],
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[ARG]...", help="What git hands to the hook.")
    ] = None,
) -> None:
    """Run one of the ledger's hooks."""
    session_of(ctx).leave(run_hook(name, arguments or []))
