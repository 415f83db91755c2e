"""``recoup server-hook``: let a shared copy check what comes in, and keep a list of who brought what when."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.session import session_of
from ledger.core.received import ADMITTED, UNKNOWN, unaccounted
from ledger.report.receiving import list_lines
from ledger.store import receiving
from ledger.store.git.bare import Bare
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.received import Received

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def server_hook(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The shared copy, on the server.")],
    list_: Annotated[bool, typer.Option("--list", help="Show who brought what when, and whether it is whole.")] = False,
    signers: Annotated[
        str, typer.Option(metavar="FILE", help="Take only what is signed with a key of this list.")
    ] = "",
    admit: Annotated[str, typer.Option(metavar="COMMIT", help="Let one change in by name; it stays on the list.")] = "",
    because: Annotated[str, typer.Option(metavar="TEXT", help="With --admit: the reason.")] = "",
) -> None:
    """Let a shared copy on a server check what comes in."""
    session = session_of(ctx)
    git = Bare(Path(folder).expanduser().absolute())
    if list_:
        _show(session, git)
    elif admit:
        _admit(session, git, admit, because)
    else:
        _install(session, git, signers)


def _install(session: Session, git: Bare, signers: str) -> None:
    said = receiving.install(git)
    if signers:
        try:
            data = Path(signers).expanduser().read_bytes()
        except OSError as error:
            raise Refused(f"{signers}: cannot be read ({error.strerror})", "name the file with the keys") from None
        said += ["the list of keys"] if receiving.set_signers(git, data) else []
    session.confirm(f"Shared copy: {git.root}")
    for line in said:
        session.confirm(f"  in place now: {line}")
    if not said:
        session.confirm("  everything was in place already")
    session.confirm(f"Who brought what when: recoup server-hook {git.root} --list")


def _admit(session: Session, git: Bare, commit: str, because: str) -> None:
    if not _COMMIT.fullmatch(commit):
        raise UsageError(f"--admit: {commit!r} is no whole name of a change", "git rev-parse prints it")
    if not because.strip():
        raise UsageError("--admit needs a reason", "add --because 'the clock of the front desk stood a day ahead'")
    receiving.admit(git, commit, because.strip())
    session.confirm(f"Noted: {commit[:10]} is let in when it comes; the list says who allowed it and why.")


def _authors(git: Bare, entries: Sequence[Received]) -> dict[str, str]:
    """Who wrote the last of the changes that somebody brought whom nobody asked to sign in."""
    brought = dict.fromkeys(entry.new for entry in entries if entry.who == UNKNOWN and entry.name != ADMITTED)
    asked = {name: git.ask("log", "-1", "--format=%an", "--end-of-options", name) for name in brought if name}
    return {name: answer.out.decode("utf-8", "replace").strip() for name, answer in asked.items() if not answer.status}


def _show(session: Session, git: Bare) -> None:
    entries, wrong = receiving.received(git)
    wrong = (*wrong, *unaccounted(entries, git.tips()), *(f"the setting {key} is gone" for key in git.unprotected()))
    if session.format == "json":
        session.json("received", {"received": [entry._asdict() for entry in entries], "wrong": list(wrong)})
    else:
        for line in list_lines(entries, _authors(git, entries)):
            session.say(line)
    for sentence in wrong:
        session.note(f"NOT WHOLE: {sentence}")
    if wrong:
        session.leave(1)
