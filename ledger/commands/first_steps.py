"""What a first letter may find missing, a ledger or a payer: at a terminal each is offered, else the way is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.commands.asking import ask, at_terminal
from ledger.commands.payer_named import file_name, payer_named
from ledger.store.library import Library
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    import typer

    from ledger.commands.session import Session

_FOLDER = "recoup-ledger"
_YES = ("y", "yes")


def ledger_or_made(ctx: typer.Context, session: Session) -> None:
    """See to it that there is a ledger. Raises UsageError where there is none and none is wanted."""
    try:
        _ = session.root
    except UsageError:
        if not at_terminal() or ask("There is no ledger here. Make one? (yes, no)", "yes").casefold() not in _YES:
            raise
        from ledger.commands.init import init, unsynced

        root = unsynced(Path(ask("In which folder", _FOLDER)).expanduser().absolute(), "recoup init")
        init(ctx, str(root))
        session.asked.ledger = str(root)


def payer_or_added(ctx: typer.Context, session: Session, typed: str) -> str:
    """The payer's file name; a payer that is not known is offered to be added.

    Raises UsageError where it is not known and not wanted.
    """
    name = typed or ask("Who demands the money")
    try:
        return payer_named(session, name)
    except UsageError as unknown:
        if not name or not at_terminal():
            raise
        session.note(f"  {unknown.message}")
        if ask("Add this payer? (yes, no)", "no").casefold() not in _YES:
            raise
    from ledger.commands.payer import add

    slug = file_name(name)
    add(ctx, slug, name=name)
    session.library = Library(session.root)
    return payer_named(session, slug)
