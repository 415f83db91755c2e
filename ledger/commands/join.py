"""``recoup join``: a colleague's copy of the team's ledger, ready to use."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from ledger.commands.init import unsynced
from ledger.commands.preparing import Wanted, prepare
from ledger.commands.session import Asked, Session, session_of
from ledger.store.git import Git, address_of, clone
from ledger.store.refusal import LedgerError, Refused
from ledger.store.root import MARK


def join(
    ctx: typer.Context,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Where your team's ledger is shared.")],
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="Where to put your copy; else named after it.")] = "",
    private: Annotated[str, typer.Option(metavar="PATH", help="The folder for names and papers, outside DIR.")] = "",
    name: Annotated[str, typer.Option(metavar="NAME", help="Your name, which stands beside what you save.")] = "",
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="Your e-mail at the practice.")] = "",
) -> None:
    """Get your team's ledger onto this computer, ready to use."""
    session = session_of(ctx)
    source = address_of(address)
    root = unsynced(Path(folder or _named_after(source)).expanduser().absolute(), f"recoup join {address}")
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise Refused(f"{root} is there already and not empty", f"name another folder: recoup join {address} FOLDER")
    git = _copy(source, root)
    session.confirm(f"Your copy of the ledger: {root}")
    try:
        prepare(session, git, Wanted(name, email, private))
    except LedgerError as refused:
        raise type(refused)(refused.message, f"{refused.hint}; then complete it there: recoup setup") from None
    git.write_commit_graph()
    asked = Asked()
    asked.ledger = str(root)
    identity = git.identity()
    if identity is not None and Session(asked).person is None:
        session.confirm(f"  {identity.email} is not among people: in ledger.yaml yet; add yourself there")
    session.confirm("What you save stays on this computer until you share it: recoup sync")
    session.confirm(f"Next: cd {root}, then recoup")


def _copy(source: str, root: Path) -> Git:
    """The copy, or nothing at all: what turns out not to be a ledger is removed again."""
    fresh = not root.exists()
    git = clone(source, root)
    if (root / MARK).is_file():
        return git
    if fresh:
        shutil.rmtree(root, ignore_errors=True)
    raise Refused(
        f"there is no ledger at {source}", "ask your team for the address; recoup init --team makes the first one"
    )


def _named_after(source: str) -> str:
    last = source.rstrip("/\\").replace("\\", "/").rpartition("/")[2].rpartition(":")[2]
    return last.removesuffix(".git") or "ledger"
