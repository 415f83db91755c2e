"""What condition a repository is in, read without changing anything."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ledger.store.git.program import Program

NONE = "none"
BARE = "bare"
FOREIGN = "foreign"
READY = "ready"

_NAME = re.compile(r"[0-9a-f]{40,64}")

# What git leaves in its folder while it is in the middle of something, most telling first.
_UNFINISHED = (
    ("rebase-merge", "rebase"),
    ("rebase-apply/applying", "am"),
    ("rebase-apply", "rebase"),
    ("MERGE_HEAD", "merge"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("sequencer", "cherry-pick"),
    ("BISECT_LOG", "bisect"),
)


class State(NamedTuple):
    """The condition of one repository.

    ``kind``: ``ready``, ``none`` (not a repository), ``bare`` (a shared copy without files) or ``foreign`` (it belongs
    to another user of the computer); everything else is meaningful only for ``ready``. ``branch`` is None on a detached
    head, ``commit`` None before the first one. ``unfinished`` names what git is in the middle of.
    """

    kind: str
    git_dir: Path = Path()
    common_dir: Path = Path()
    branch: str | None = None
    commit: str | None = None
    unfinished: str = ""
    submodule: bool = False
    grafted: bool = False
    shallow: bool = False
    locks: tuple[Path, ...] = ()


def state_of(git: Program) -> State:
    """Read the condition of the repository at the root; three short calls."""
    answer = git.ask(
        "rev-parse",
        "--is-bare-repository",
        "--absolute-git-dir",
        "--path-format=absolute",
        "--git-common-dir",
        "--show-superproject-working-tree",
    )
    if answer.status:
        return State(_kind_of(answer.complaint))
    bare, git_text, common_text, *above = answer.out.decode("utf-8", "surrogateescape").splitlines()
    if bare == "true":
        return State(BARE)
    git_dir, common_dir = Path(git_text), Path(common_text)
    branch = git.ask("symbolic-ref", "-q", "HEAD").out.decode().strip() or None
    return State(
        READY,
        git_dir,
        common_dir,
        branch.removeprefix("refs/heads/") if branch else None,
        git.ask("rev-parse", "-q", "--verify", "HEAD^{commit}").out.decode().strip() or None,
        next((name for file, name in _UNFINISHED if (git_dir / file).exists()), ""),
        bool(above and above[0]),
        (common_dir / "info" / "grafts").exists(),
        (common_dir / "shallow").exists(),
        locks_in(git_dir, common_dir, branch),
    )


def locks_in(git_dir: Path, common_dir: Path, branch: str | None) -> tuple[Path, ...]:
    """The lock files of git that exist: of the index, of the head, of the branch, of the packed names."""
    candidates = [git_dir / "index.lock", git_dir / "HEAD.lock", common_dir / "packed-refs.lock"]
    if branch:
        candidates.append(common_dir / f"{branch}.lock")
    return tuple(path for path in candidates if os.path.lexists(path))


def knows(git: Program, commit: str) -> bool:
    """Whether a saved change is here."""
    return not git.ask("cat-file", "-e", f"{commit}^{{commit}}").status


def follows(git: Program, old: str, new: str) -> bool:
    """Whether ``new`` has ``old`` in its past."""
    return not git.ask("merge-base", "--is-ancestor", old, new).status


def joining(git_dir: Path) -> list[str]:
    """The states that a merge under way joins to the last saved one; none where none is under way.

    Before a merge without conflict is saved, git names them only to its hooks, as variables.
    """
    named = [name.removeprefix("GITHEAD_") for name in os.environ if name.startswith("GITHEAD_")]
    with suppress(OSError):
        named += (git_dir / "MERGE_HEAD").read_text(encoding="ascii", errors="replace").split()
    return [name for name in dict.fromkeys(named) if _NAME.fullmatch(name)]


def replaced(git: Program) -> bool:
    """Whether some objects pretend to be others (``refs/replace``); every call of ours ignores that."""
    return bool(git.run("for-each-ref", "--count=1", "refs/replace/"))


def _kind_of(complaint: str) -> str:
    if "dubious ownership" in complaint:
        return FOREIGN
    if "cannot use bare repository" in complaint:
        return BARE
    return NONE
