"""Who saved what when, told while git still walks: nothing is held but the save that is being told.

This way starts git itself, unlike ``past``: GitPython alone takes seven times the start of Python to import, more than
the whole history of a case may take, and it hands over an output only when the call has ended.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

    from ledger.store.git.program import Program

# Fields end with NUL, which none of them can hold: hash, parents, author, committer.
_FIELDS = ("%H", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI")
_FORMAT = "--format=" + "".join(f"{field}%x00" for field in _FIELDS)
_PIECE = 65_536
SAID_PLAINLY = (
    "--full-history",
    "--diff-merges=first-parent",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-show-signature",
    "--encoding=UTF-8",
)
"""How git is to tell the past: every file of every save against its first parent, whatever somebody's settings say."""


class FileChange(NamedTuple):
    """One file of one commit; a blob is None where the file was absent."""

    path: str
    before: str | None
    after: str | None


class Save(NamedTuple):
    """One saved change of the files asked for; ``files`` compares with the first parent."""

    commit: str
    parents: tuple[str, ...]
    author_name: str
    author_email: str
    authored_at: datetime
    committer_name: str
    committer_email: str
    committed_at: datetime
    files: tuple[FileChange, ...]


def saves(git: Program, paths: Sequence[str], *, oldest_first: bool = False) -> Iterator[Save]:
    """The saves behind the last one that touched the paths, newest first; sides that were joined one after the other.

    Renames are not followed: case files are never renamed. Raises GitFailed where nothing was ever saved.
    """
    words = (
        "log",
        "--topo-order",
        *(("--reverse",) if oldest_first else ()),
        *SAID_PLAINLY,
        _FORMAT,
        "--end-of-options",
        "HEAD",
        "--",
        *paths,
    )
    with git.flowing(*words) as flow:
        yield from _saves(_tokens(flow))


def sides(git: Program, ours: str, theirs: str, paths: Sequence[str]) -> tuple[list[Save], list[Save]]:
    """The saves of some paths that only one of two states stands on, newest first; joinings in between left out."""
    found: tuple[list[Save], list[Save]] = ([], [])
    for side, (kept, left_out) in zip(found, ((ours, theirs), (theirs, ours)), strict=True):
        words = ("log", "--topo-order", "--no-merges", *SAID_PLAINLY, _FORMAT, "--end-of-options", kept, f"^{left_out}")
        with git.flowing(*words, "--", *paths) as flow:
            side.extend(_saves(_tokens(flow)))
    return found


def bases(git: Program, ours: str, theirs: str) -> list[str]:
    """The latest states that two others both build on; none where they have nothing in common."""
    return git.run("merge-base", "--all", "--end-of-options", ours, theirs, ok=(0, 1)).decode().split()


def made_at(data: bytes | None) -> datetime | None:
    """When a save was made, from its own bytes; None where it is not here."""
    for line in (data or b"").partition(b"\n\n")[0].split(b"\n"):
        if line.startswith(b"committer "):
            return datetime.fromtimestamp(int(line.rsplit(b" ", 2)[1]), UTC)
    return None


def _tokens(flow: IO[bytes]) -> Iterator[str]:
    rest = b""
    while piece := flow.read(_PIECE):
        *whole, rest = (rest + piece).split(b"\0")
        for token in whole:
            yield token.decode("utf-8", "replace")


def _saves(tokens: Iterator[str]) -> Iterator[Save]:
    """Fields of one save, git's own empty end of them, then pairs of facts and path."""
    fields: list[str] = []
    files: list[FileChange] = []
    for token in tokens:
        if len(fields) < len(_FIELDS):
            fields.append(token.strip("\n"))
        elif token.lstrip("\n").startswith(":"):
            _, _, before, after, _ = token.lstrip("\n").split(" ")
            files.append(
                FileChange(next(tokens), before if before.strip("0") else None, after if after.strip("0") else None)
            )
        elif token:
            yield _save(fields, files)
            fields, files = [token.strip("\n")], []
    if fields:
        yield _save(fields, files)


def _save(fields: Sequence[str], files: Sequence[FileChange]) -> Save:
    commit, parents, author, email, authored, committer, committer_email, committed = fields
    return Save(
        commit,
        tuple(parents.split()),
        author,
        email,
        datetime.fromisoformat(authored),
        committer,
        committer_email,
        datetime.fromisoformat(committed),
        tuple(files),
    )
