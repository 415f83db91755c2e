"""Copies of a ledger: making one, fetching one, and how far apart two of them are."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.store.git.program import NETWORK_SECONDS, GitFailed, Program
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.store.git.program import Answer

BRANCH = "main"
REMOTE = "origin"

_SCP_LIKE = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]+:[^:].*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*::?//|[A-Za-z][A-Za-z0-9+.-]*::")
# Settings that this program may write, all in the clone's own file; a constant key never carries a section of its own.
_SETTABLE = frozenset(
    {
        "recoup.private",
        "recoup.python",
        "gpg.format",
        "user.signingkey",
        "commit.gpgsign",
        "tag.gpgsign",
        "user.name",
        "user.email",
        "merge.conflictStyle",
        "merge.recoup.driver",
        "merge.recoup.name",
        "core.commitGraph",
        "fetch.writeCommitGraph",
        "core.longpaths",
        "diff.recoup.textconv",
        "diff.recoup.cachetextconv",
        "diff.recoup.xfuncname",
    }
)


class Shared(NamedTuple):
    """How this copy stands to the shared one: changes only here, changes only there, when the two last met."""

    ahead: int
    behind: int
    last: datetime | None


def address_of(text: str) -> str:
    """A checked address of a shared copy: https, ssh (both spellings) or a folder on this computer or network.

    Raises UsageError for anything else; addresses can name programs to be run.
    """
    if not text.strip() or not text.isprintable() or text.startswith("-"):
        message = "the address is empty, starts with a dash or holds a control character"
        raise UsageError(message, "copy the address again from the person who gave it to you")
    folder = Path(text).expanduser()
    if text.startswith(("https://", "ssh://")):
        return text
    if _SCHEME.match(text):
        message = f"{text.partition(':')[0]}: addresses of this kind are not used"
        raise UsageError(message, "an address begins with https:// or ssh://, or is a folder")
    if folder.is_absolute() or folder.exists() or text.startswith((".", "~")):
        return str(folder.absolute())
    if _SCP_LIKE.fullmatch(text):
        return text
    return str(folder.absolute())


def shared_of(git: Program) -> Shared | None:
    """How this copy stands to the one it shares with, as of the last meeting; None where it shares with none."""
    answer = git.ask("rev-list", "--left-right", "--count", "@{upstream}...HEAD")
    if answer.status:
        return None
    behind, ahead = answer.out.split()
    last = git.ask("log", "-1", "-g", "--date=iso-strict", "--format=%gd", "@{upstream}").out.decode()
    stamp = last.partition("@{")[2].rstrip("}\n")
    if not stamp:
        stamp = git.run("log", "-1", "--format=%cI", "@{upstream}").decode().strip()
    times = [datetime.fromisoformat(stamp)] if stamp else []
    return Shared(int(ahead), int(behind), max([*times, *_met(git)], default=None))


MET = "met"
"""The file, beside the lock, that says when this copy last met the shared one, also where nothing was new."""


def _met(git: Program) -> list[datetime]:
    try:
        met = datetime.fromisoformat((git.root / ".git" / "recoup" / MET).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return []
    return [met] if met.tzinfo is not None else []


def begin(git: Program) -> None:
    """Make the root a repository with the branch ``main``; one that is there already stays as it is."""
    git.run("init", "--quiet", f"--initial-branch={BRANCH}", writes=True)


def clone(address: str, folder: Path) -> Program:
    """Copy a shared ledger into ``folder``, which must be absent or empty.

    Raises UsageError for an address of a refused kind, GitFailed where the copy cannot be made.
    """
    source = address_of(address)
    folder.parent.mkdir(parents=True, exist_ok=True)
    above = Program(folder.parent)
    answer = above.ask(
        "clone", "--quiet", "--no-local", "--", source, str(folder.absolute()), seconds=NETWORK_SECONDS, writes=True
    )
    if answer.status:
        raise _not_reached(answer)
    return Program(folder)


def share_copy(git: Program, address: str) -> None:
    """Name the shared copy of this ledger and send it what is saved here.

    A folder that does not exist yet becomes a shared copy first. Raises GitFailed where it cannot be reached or already
    holds something else.
    """
    source = address_of(address)
    folder = Path(source)
    if folder.is_absolute() and not folder.exists():
        make_bare(folder)
    if REMOTE in git.run("remote").decode().split():
        git.run("remote", "set-url", "--", REMOTE, source, writes=True)
    else:
        git.run("remote", "add", "--", REMOTE, source, writes=True)
    push(git)


def make_bare(folder: Path) -> None:
    """Make an empty shared copy at ``folder``: a repository without files, whose branch is ``main``."""
    folder.mkdir(parents=True)
    Program(folder).run("init", "--quiet", "--bare", f"--initial-branch={BRANCH}", writes=True)


def push(git: Program) -> None:
    """Send what is saved here to the shared copy. Raises GitFailed where it is refused; nothing here changes then."""
    branch = git.run("symbolic-ref", "--short", "HEAD").decode().strip()
    answer = git.ask(
        "push", "--quiet", "--set-upstream", "--", REMOTE, f"refs/heads/{branch}", seconds=NETWORK_SECONDS, writes=True
    )
    if answer.status:
        raise _not_reached(answer)


def fetch(git: Program) -> None:
    """Learn what the shared copy holds; no file changes. Raises GitFailed where it cannot be reached."""
    answer = git.ask("fetch", "--quiet", "--no-tags", "--", REMOTE, seconds=NETWORK_SECONDS, writes=True)
    if answer.status:
        raise _not_reached(answer)


def setting(git: Program, key: str) -> str | None:
    """One setting of this clone, else of the person, else of the computer; None where none has it."""
    answer = git.ask("config", "--get", "--", key)
    return None if answer.status else answer.out.decode("utf-8", "surrogateescape").rstrip("\n")


def set_here(git: Program, key: str, value: str) -> bool:
    """Write one setting of this clone; whether that changed anything.

    Raises Refused for a value with a line break or control character, which could smuggle in another setting.
    """
    if key not in _SETTABLE:
        raise KeyError(key)
    if not value.isprintable():
        message = f"the value for {key} holds a control character"
        raise Refused(message, "type it again by hand")
    before = git.ask("config", "--local", "--get", "--", key)
    if not before.status and before.out.decode("utf-8", "surrogateescape").rstrip("\n") == value:
        return False
    git.run("config", "--local", "--", key, value, writes=True)
    return True


def write_commit_graph(git: Program) -> None:
    """Write the index of saved changes with its path filters, which makes the history of one case quick."""
    git.run("commit-graph", "write", "--reachable", "--changed-paths", writes=True, seconds=NETWORK_SECONDS)


def _not_reached(answer: Answer) -> GitFailed:
    said = [line for line in answer.complaint.splitlines() if line.strip() and not line.startswith("hint:")]
    why = said[0].removeprefix("fatal: ").removeprefix("error: ") if said else f"status {answer.status}"
    message = f"the shared copy did not answer as it should: {why}"
    return GitFailed(message, answer.complaint, "check the address and your connection; nothing was lost here")
