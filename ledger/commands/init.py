"""``recoup init``: a new ledger with its private folder, its checks and its first saved state."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledger import __version__
from ledger.commands.asking import ask, at_terminal
from ledger.commands.preparing import Wanted, beside, introduce, prepare
from ledger.commands.session import session_of
from ledger.store.git import Git, address_of
from ledger.store.new_ledger import Founding, first_files, require_free, time_zone_here
from ledger.store.refusal import LedgerError, Refused, UsageError
from ledger.store.root import MARK
from ledger.store.saving import save
from ledger.store.synced import place_not_synced, synced_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.commands.session import Session

_SAID_ONCE = """
What is saved here stays, with your name and the time, and others may be
entitled to read it. Write what happened; keep opinions and lawyers' advice out.
Names stay in the private folder. What remains here, days of service and claim
numbers, is health information all the same: share it only with a private copy
under contract, keep disks encrypted, and keep separate confidences in separate
ledgers. Nothing leaves this computer until you share it.
"""


def init(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="Where; made if it is not there.")] = ".",
    practice: Annotated[str, typer.Option(metavar="NAME", help="The practice's name.")] = "",
    name: Annotated[str, typer.Option(metavar="NAME", help="Your name, which stands beside what you save.")] = "",
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="Your e-mail at the practice.")] = "",
    time_zone: Annotated[str, typer.Option(metavar="NAME", help="As America/Chicago; else this computer's.")] = "",
    team: Annotated[str, typer.Option(metavar="ADDRESS", help="Make the copy your team shares, there.")] = "",
    private: Annotated[str, typer.Option(metavar="PATH", help="The folder for names and papers, outside DIR.")] = "",
) -> None:
    """Make a new ledger with its first saved state."""
    session = session_of(ctx)
    shared = address_of(team) if team else ""
    root = unsynced(Path(folder).expanduser().absolute(), "recoup init")
    if shared and (root / MARK).is_file():
        _share(session, Git(root), shared)
        return
    require_free(root)
    practice = practice or ask("The practice's name")
    named = bool(practice)
    practice = practice or root.name
    with _nothing_left_behind(root):
        git = Git(root)
        git.begin_repository()
        introduce(git, Wanted(name, email))
        founding = _founding(git, practice, time_zone)
        files = [file for file in first_files(founding) if not (root / file.path).exists()]
        save(git, files, f"Begin the ledger of {founding.practice}\n\nEvent: begin\nRecoup: {__version__}\n")
    session.confirm(f"Ledger of {founding.practice}: {root}")
    prepare(session, git, Wanted(private=private or str(beside(root))))
    git.write_commit_graph()
    _share(session, git, shared)
    session.confirm(f"  time zone: {founding.time_zone} (ledger.yaml)")
    if not named:
        session.confirm(f"  practice: {practice}, after the folder; letters bear this name (ledger.yaml)")
    for line in _SAID_ONCE.rstrip().split("\n"):
        session.confirm(line)
    session.confirm("Next: recoup payer add SLUG, recoup new")


_ELSEWHERE = "choose a folder that is yours, as recoup init Documents/bluestem-ledger"


@contextmanager
def _nothing_left_behind(root: Path) -> Iterator[None]:
    """Make the folder for the block, and take away what the block began in it where it cannot end it."""
    fresh, bare = not root.exists(), not (root / ".git").exists()
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{root}: the folder cannot be made ({error.strerror})", _ELSEWHERE) from None
    if not os.access(root, os.W_OK | os.X_OK):
        raise Refused(f"{root}: you may not write in this folder", _ELSEWHERE)
    try:
        yield
    except LedgerError:
        if fresh:
            shutil.rmtree(root, ignore_errors=True)
        elif bare:
            shutil.rmtree(root / ".git", ignore_errors=True)
        raise


def unsynced(folder: Path, command: str) -> Path:
    """The folder, or the one agreed on instead where a service copies it away file by file.

    Raises Refused where nobody can be asked, or the other place is not wanted.
    """
    service = synced_by(folder)
    if service is None:
        return folder
    other = place_not_synced(folder.name)
    message = f"{folder} is copied away file by file by {service}, which breaks a ledger sooner or later"
    if at_terminal() and ask(f"{message}.\nUse {other} instead? (yes, no)", "yes").casefold() in ("y", "yes"):
        return other
    raise Refused(message, f"{command} {other}")


def _founding(git: Git, practice: str, time_zone: str) -> Founding:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    identity = git.identity()
    if identity is None:
        raise Refused("this computer does not know who you are", 'add --name "Your Name" --email you@practice.example')
    zone = time_zone or time_zone_here()
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise UsageError(
            f"--time-zone: there is no time zone {zone!r}", "write a name such as America/Chicago"
        ) from None
    handle = "".join(char for char in identity.email.partition("@")[0].casefold() if char.isascii() and char.isalnum())
    return Founding(practice, handle or "me", identity.name, identity.email, zone)


def _share(session: Session, git: Git, address: str) -> None:
    if address:
        git.share_copy(address)
        session.confirm(f"  shared copy: {address}")
        session.confirm(f"  a colleague joins with: recoup join {address}")
