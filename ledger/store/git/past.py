"""The past: who saved what when, and how each file read before and after. The one user of GitPython."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.store.git.blobs import contents
from ledger.store.git.program import GitFailed, plain
from ledger.store.git.saves import SAID_PLAINLY, FileChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.store.git.program import Program

# Fields end with NUL, which no message can hold: hash, parents, author, committer, subject, body, trailers.
_FIELDS = ("%H", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%s", "%b", "%(trailers:only=true,unfold=true)")
_FORMAT = "--format=" + "".join(f"{field}%x00" for field in _FIELDS)


class Commit(NamedTuple):
    """One saved change. Times carry their own offset; ``files`` compares with the first parent."""

    commit: str
    parents: tuple[str, ...]
    author_name: str
    author_email: str
    authored_at: datetime
    committer_name: str
    committer_email: str
    committed_at: datetime
    subject: str
    body: str
    trailers: tuple[tuple[str, str], ...]
    files: tuple[FileChange, ...]


class Version(NamedTuple):
    """One version of one file: the commit that made it, its bytes before (in the first parent) and after.

    ``joined``: its bytes in the further parents, when two lines of work were joined; else empty.
    """

    commit: Commit
    before: bytes | None
    after: bytes | None
    joined: tuple[bytes | None, ...] = ()


class Named(NamedTuple):
    """One saved state: its hash, and when it was saved."""

    name: str
    at: datetime


def line(git: Program) -> list[Named]:
    """The states that the last one stands on, newest first; of joined lines the one that was continued."""
    return _states(git, "--first-parent", "--end-of-options", "HEAD")


def elsewhere(git: Program, state: str, path: str) -> list[Named]:
    """The saves of one file that a state does not stand on, newest first."""
    behind = [f"^{state}"] if state else []
    return _states(
        git, "--topo-order", "--full-history", "--no-merges", "--end-of-options", "HEAD", *behind, "--", path
    )


def state_named(git: Program, rev: str) -> Named | None:
    """The saved state that a name means: a hash or its beginning, a tag, any name that git knows; else None."""
    answer = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    name = answer.out.decode().strip()
    if answer.status or not name:
        return None
    return _states(git, "-1", "--end-of-options", name)[0]


def _states(git: Program, *arguments: str) -> list[Named]:
    out = _recall(git, "log", "--no-color", "--no-show-signature", "--format=%H %cI", *arguments)
    rows = (row.split(" ") for row in out.decode("ascii").splitlines())
    return [Named(name, datetime.fromisoformat(at)) for name, at in rows]


def commits(git: Program, paths: Sequence[str] = (), rev: str = "HEAD", newest: int = 0) -> list[Commit]:
    """The commits behind ``rev`` that touched the paths, oldest first; all of them where no path is named.

    ``newest`` leaves out all but the last ones.

    Sides that were joined are told one after the other, whatever their clocks said. Renames are not followed: case
    files are never renamed. Raises GitFailed for an unknown ``rev``.
    """
    out = _recall(
        git,
        "log",
        *((f"--max-count={newest}",) if newest else ()),
        "--topo-order",
        "--reverse",
        *SAID_PLAINLY,
        _FORMAT,
        "--end-of-options",
        rev,
        "--",
        *paths,
    )
    return list(_commits(out.decode("utf-8", "replace").split("\0")))


def versions(git: Program, path: str, rev: str = "HEAD") -> list[Version]:
    """Every version of one file behind ``rev``, newest last."""
    told = commits(git, [path], rev)
    names: list[str] = []
    for commit in told:
        names += [f"{parent}:{path}" for parent in commit.parents] + [f"{commit.commit}:{path}"]
    found = iter(contents(git, names))
    made = []
    for commit in told:
        parents = [next(found) for _ in commit.parents]
        before, *joined = parents or [None]
        made.append(Version(commit, before, next(found), tuple(joined)))
    return made


def _commits(tokens: Sequence[str]) -> Iterator[Commit]:
    width = len(_FIELDS)
    at = 0
    while at + width < len(tokens):
        fields = [field.strip("\n") for field in tokens[at : at + width]]
        at += width + 1  # the empty token is git's own end of the message
        files = []
        while at + 1 < len(tokens) and tokens[at].lstrip("\n").startswith(":"):
            _, _, before, after, _ = tokens[at].lstrip("\n").split(" ")
            files.append(
                FileChange(tokens[at + 1], before if before.strip("0") else None, after if after.strip("0") else None)
            )
            at += 2
        yield _commit(fields, tuple(files))


def _commit(fields: Sequence[str], files: tuple[FileChange, ...]) -> Commit:
    commit, parents, author, email, authored, committer, committer_email, committed, subject, body, trailers = fields
    pairs = (line.partition(": ") for line in trailers.splitlines())
    return Commit(
        commit,
        tuple(parents.split()),
        author,
        email,
        datetime.fromisoformat(authored),
        committer,
        committer_email,
        datetime.fromisoformat(committed),
        subject,
        body,
        tuple((key, value) for key, mark, value in pairs if mark),
        files,
    )


def _recall(git: Program, *arguments: str) -> bytes:
    """Run one reading call through GitPython: a fixed list through ``Git.execute``, never its dynamic calls."""
    library = _gitpython(git)
    try:
        with _alone(git.environment()):
            status, out, err = library.cmd.Git(str(git.root)).execute(
                [*git.command(), *arguments],
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
            )
    except OSError as error:
        message = f"git could not be started in {git.root} ({error.strerror})"
        raise GitFailed(message) from None
    if status:
        complaint = plain(err.encode() if isinstance(err, str) else err)
        raise GitFailed(f"git {arguments[0]} refused: {complaint.partition(chr(10))[0]}", complaint)
    return bytes(out)


@contextmanager
def _alone(environment: dict[str, str]) -> Iterator[None]:
    """For one call, let the process have this environment alone: GitPython adds to it and cannot take away."""
    kept = dict(os.environ)
    os.environ.clear()
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def _gitpython(git: Program) -> Any:  # noqa: ANN401 - the library's module
    """GitPython, imported when the past is first asked for, and told to use our git and to be silent."""
    with _alone({**os.environ, "GIT_PYTHON_GIT_EXECUTABLE": str(git.program), "GIT_PYTHON_REFRESH": "quiet"}):
        import git as library  # seven times the start of Python; only the past pays for it

    return library
