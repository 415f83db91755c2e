"""``recoup remove``: the ceremony by which a name or a number that was saved by mistake leaves every saved state."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.session import session_of
from ledger.core.removing import SHORTEST, Wanted
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session

_TEXT = "A file with what must go, one spelling a line; - reads what is piped in. Never typed on the command line."


def remove(
    ctx: typer.Context,
    text_file: Annotated[str, typer.Option(metavar="FILE", help=_TEXT)] = "",
    reason: Annotated[str, typer.Option(help="Why, without the text itself.")] = "",
    authority: Annotated[str, typer.Option(help="Who decided it: a court order, the privacy officer.")] = "",
    replacement: Annotated[str, typer.Option(help="What stands in its place; REMOVED and a tag if left out.")] = "",
    rewrite: Annotated[bool, typer.Option("--rewrite", help="Do it; without this only the plan is shown.")] = False,
    tick: Annotated[str, typer.Option(metavar="PLACE", help="Note that a place outside was seen to.")] = "",
    finish: Annotated[bool, typer.Option("--finish", help="End an interrupted removal, or take it back.")] = False,
) -> None:
    """Remove a name or number that was saved by mistake.

    Without --rewrite this shows where it stands. Without --text-file it lists what is still to be done elsewhere.
    """
    from ledger.commands.removal_after import finish_removal, show_places, tick_place

    session = session_of(ctx)
    if finish:
        finish_removal(session)
    elif tick:
        tick_place(session, tick)
    elif not text_file:
        show_places(session)
    else:
        _remove(
            session, Wanted(_texts(text_file), replacement, _one_line(reason), _one_line(authority)), rewrite=rewrite
        )


def _remove(session: Session, wanted: Wanted, *, rewrite: bool) -> None:
    from ledger.commands.removal_doing import do
    from ledger.commands.removal_plan import made, shown

    if not rewrite:
        for line in shown(made(session, wanted)):
            session.say(line)
        session.say("Nothing was changed.")
        return
    if not wanted.reason or not wanted.authority:
        message = "a removal says why, and on whose authority"
        raise UsageError(message, "--reason 'Name typed in a summary' --authority 'Privacy officer, 3/9/2026'")
    do(session, wanted)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _texts(source: str) -> tuple[str, ...]:
    """The spellings to remove. Raises UsageError where they cannot be read, or are too short to be meant."""
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).expanduser().read_bytes()
        lines = [_one_line(line) for line in data.decode("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        message = f"{source} cannot be read"
        raise UsageError(message, "write the text into a plain file outside the ledger, one spelling a line") from None
    texts = tuple(dict.fromkeys(line for line in lines if line))
    if not texts or any(len(text) < SHORTEST for text in texts):
        message = f"there is nothing to look for, or a spelling of fewer than {SHORTEST} characters"
        raise UsageError(message, "write whole words: a short text stands in many others")
    return texts
