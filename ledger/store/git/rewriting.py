"""Taking a text out of every saved state, in a copy beside the ledger; the ledger itself changes in one step, last.

The rewriting is git-filter-repo's, a program of its own in the extra ``removal``. It works on a copy under git's
folder. Until every name of a saved state is moved in one transaction, the ledger is as it was.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.store.git import Git
from ledger.store.git.program import GitFailed, plain
from ledger.store.git.whole import names_of
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOLDER = "removal"
_SECONDS = 3600
_COPIED = ("user.name", "user.email", "user.signingkey", "gpg.format", "gpg.ssh.program", "commit.gpgsign")
"""Settings of this copy alone that the copy beside it needs, to save and to seal as the same person."""
_KEEPS = (
    *("--prune-empty", "never", "--prune-degenerate", "never", "--replace-refs", "delete-no-add"),
    *("--preserve-commit-hashes", "--preserve-commit-encoding", "--force", "--quiet"),
)
"""No saved state disappears, and no message changes but by the text that is taken out."""
_DROPPED = ("refs/notes/textconv/", "refs/prefetch/", "refs/recoup/")
"""Names that programs keep for speed or for later, and make again."""
_LEFT_BEHIND = ("ORIG_HEAD", "FETCH_HEAD", "MERGE_MSG", "COMMIT_EDITMSG", "SQUASH_MSG", "AUTO_MERGE", "gitk.cache")
"""Files of git that name, or quote, what was saved before."""


def require_tool() -> None:
    """Raise Refused where the program that rewrites is not installed."""
    if find_spec("git_filter_repo") is None:
        hint = "pip install 'recoupment-ledger[removal]', then run the command again"
        raise Refused("git-filter-repo is not installed, and nothing else here rewrites saved states", hint)


def copy_beside(git: Git, where: Path) -> Git:
    """A copy of all branches and tags in ``where``, with the branch that this copy is on; nothing else comes along."""
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir(mode=0o700, parents=True)
    branch = git.run("symbolic-ref", "HEAD").decode().strip()
    beside = Git(where)
    beside.run("init", "--quiet", f"--initial-branch={branch.removeprefix('refs/heads/')}", writes=True)
    words = ("fetch", "--quiet", "--no-tags", "--update-head-ok", "--no-write-fetch-head", "--", str(git.root))
    beside.run(*words, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*", seconds=_SECONDS, writes=True)
    for key in _COPIED:
        answer = git.ask("config", "--local", "--get", "--", key)
        if not answer.status:
            value = answer.out.decode("utf-8", "surrogateescape").rstrip("\n")
            beside.run("config", "--local", "--", key, value, writes=True)
    beside.run("reset", "--quiet", "--hard", writes=True)
    return beside


def rewrite(beside: Git, patterns: Sequence[str], replacement: str) -> dict[str, str]:
    """Put ``replacement`` in the place of the text in every file and message of the copy; the new names by the old.

    Raises GitFailed with what the program said.
    """
    lines = "".join(f"regex:{pattern}==>{replacement}\n" for pattern in patterns)
    asked = beside.common_dir / "recoup-removal.txt"
    _write_private(asked, lines.encode())
    words = ("-m", "git_filter_repo", *_KEEPS, "--replace-text", str(asked), "--replace-message", str(asked))
    path = f"{beside.program.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    done = subprocess.run(
        [sys.executable, *words],
        cwd=beside.root,
        env={**beside.environment(writes=True, literal=False), "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    asked.unlink()
    if done.returncode:
        raise GitFailed(f"git-filter-repo did not end well: {plain(done.stderr).partition(chr(10))[0]}")
    rows = (beside.common_dir / "filter-repo" / "commit-map").read_text("ascii").splitlines()[1:]
    pairs = (row.split() for row in rows)
    renamed = {old: new for old, new in pairs if old != new}
    if any(not new.strip("0") for new in renamed.values()):
        message = "a saved state would have disappeared"
        raise GitFailed(message, hint="nothing was changed; please report this")
    beside.run("reset", "--quiet", "--hard", writes=True)
    return renamed


def forget_tags(beside: Git, tags: Sequence[str]) -> None:
    """Take tags out of the copy."""
    stdin = "".join(f"delete {tag}\n" for tag in tags)
    beside.run("update-ref", "--stdin", stdin=stdin.encode("utf-8", "surrogateescape"), writes=True)


def bring_back(beside: Git, git: Git, tags: Sequence[str]) -> None:
    """Let the copy have tags of the ledger that the rewriting left as they were."""
    if tags:
        words = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", str(git.root))
        beside.run(*words, *(f"{tag}:{tag}" for tag in tags), writes=True)


def bring_over(git: Git, beside: Git) -> None:
    """Let the ledger's store hold what the copy holds; no name changes, so nothing of the ledger does."""
    words = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", str(beside.root))
    names = names_of(beside)
    git.run(*words, *names.branches, *names.tags, seconds=_SECONDS, writes=True)


def swap(git: Git, beside: Git, gone: Sequence[str]) -> None:
    """Move every branch and tag to its new state in one transaction, and take away the tags ``gone``.

    Raises GitFailed, with every name as it was, where one of them moved meanwhile.
    """
    now, new = names_of(git), names_of(beside)
    steps = []
    for before, after in ((now.branches, new.branches), (now.tags, new.tags)):
        steps += [f"update {name} {target} {before[name]}" for name, target in after.items() if name in before]
        steps += [f"create {name} {target}" for name, target in after.items() if name not in before]
    steps += [f"delete {name} {now.tags[name]}" for name in gone]
    stdin = "\n".join(["start", *steps, "prepare", "commit", ""])
    git.run("update-ref", "--stdin", stdin=stdin.encode("utf-8", "surrogateescape"), writes=True)


def settle(git: Git) -> list[str]:
    """Let files, names and store agree with the new states, and drop all that leads to the old ones.

    May be repeated: an interrupted removal is finished by it. Returns the addresses of the copies that it took leave
    of: whatever they hold is old.
    """
    git.run("reset", "--quiet", "--hard", writes=True, seconds=_SECONDS)
    addresses = [_address(git, name) for name in git.run("remote").decode().split()]
    for name in git.run("remote").decode().split():
        git.run("remote", "remove", "--", name, writes=True)
    names = names_of(git)
    leftover = [f"option no-deref\ndelete {name}" for name in (*names.remote, *names.others)]
    if leftover:
        git.run("update-ref", "--stdin", stdin=("\n".join(leftover) + "\n").encode(), writes=True)
    for name in _LEFT_BEHIND:
        (git.common_dir / name).unlink(missing_ok=True)
    git.run("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all", writes=True, seconds=_SECONDS)
    git.run("gc", "--quiet", "--prune=now", writes=True, seconds=_SECONDS)
    return addresses


def obstacles(git: Git, state_names: Mapping[str, str]) -> str:
    """Why this copy cannot be rewritten whole; empty where it can.

    ``state_names`` are the names of states beside branches, tags and those of other copies.
    """
    if git.run("worktree", "list", "--porcelain").count(b"worktree ") > 1:
        return "this copy has further folders of its own (git worktree list)"
    kept = [name for name in state_names if not name.startswith(_DROPPED)]
    if kept:
        return f"this copy keeps states under a name of its own ({kept[0]})"
    if git.status():
        return "some files have changes that are not saved"
    return ""


def _address(git: Git, name: str) -> str:
    return git.run("remote", "get-url", "--", name).decode("utf-8", "surrogateescape").strip()


def _write_private(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
