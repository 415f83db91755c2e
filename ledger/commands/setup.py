"""``recoup setup``: complete a copy of a ledger; safe to run at any time."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.commands.preparing import Wanted, prepare
from ledger.commands.session import session_of
from ledger.store.saving.ready import require_repository


def setup(
    ctx: typer.Context,
    private: Annotated[
        str, typer.Option(metavar="PATH", help="The folder for names and papers, outside the ledger.")
    ] = "",
    name: Annotated[str, typer.Option(metavar="NAME", help="Your name, which stands beside what you save.")] = "",
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="Your e-mail at the practice.")] = "",
    signing_key: Annotated[
        str, typer.Option(metavar="FILE", help="Your SSH key; with it everything that you save here is signed.")
    ] = "",
    pre_commit: Annotated[
        bool, typer.Option("--pre-commit", help="Let the pre-commit program run the checks, instead of plain hooks.")
    ] = False,
) -> None:
    """Set up what a copy of a ledger cannot carry along."""
    session = session_of(ctx)
    git = session.git
    require_repository(git.state())
    session.confirm(f"Setting up {session.root}")
    if not prepare(session, git, Wanted(name, email, private, pre_commit, signing_key)):
        session.confirm("  everything was in place already")
    identity = git.identity()
    if identity is not None and session.person is None:
        session.confirm(f"  {identity.email} is not among people: in ledger.yaml yet; add yourself there")
