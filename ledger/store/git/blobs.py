"""The bytes of files as git keeps them: in the index, in the last saved state, in any earlier one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from ledger.store.git.program import GitFailed

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Sequence

    from ledger.store.git.program import Program

_QUESTION = 32_768
"""Bytes of one question: more might fill the pipe while git waits for its answers to be read."""

STAGED = ":0"
"""In place of a revision: the index."""


class TreeEntry(NamedTuple):
    """One file of a saved state."""

    mode: str
    blob: str
    path: str


def contents(git: Program, names: Sequence[str]) -> list[bytes | None]:
    """The bytes behind object names, in their order: a hash, ``HEAD:path``, ``:0:path``. None for what is not there.

    Names go in by standard input, so none can be taken for an option. Raises GitFailed for a name with a line break.
    """
    if any("\n" in name for name in names):
        message = "a file's name holds a line break"
        raise GitFailed(message, hint="rename the file")
    if not names:
        return []
    stdin = b"".join(name.encode("utf-8", "surrogateescape") + b"\n" for name in names)
    out = git.run("cat-file", "--batch", stdin=stdin)
    found: list[bytes | None] = []
    start = 0
    for name in names:
        end = out.index(b"\n", start)
        header = out[start:end]
        if header.endswith((b" missing", b" ambiguous")):
            found.append(None)
            start = end + 1
            continue
        _, kind, size = header.rsplit(b" ", 2)
        body = end + 1
        start = body + int(size) + 1
        found.append(out[body : start - 1] if kind == b"blob" else None)
        if kind != b"blob" and ":" not in name:
            message = f"{name} is not a file"
            raise GitFailed(message)
    return found


class Store:
    """What git keeps, one object at a time, from one process that waits for the next name."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def get(self, name: str) -> bytes | None:
        """The bytes behind an object name, a file's or a save's; None for what is not there."""
        return self.several([name])[name]

    def several(self, names: Sequence[str]) -> dict[str, bytes | None]:
        """The bytes behind some names; those that no longer fit into one question are left out."""
        stdin = self._process.stdin
        asked: dict[str, bytes | None] = {}
        question = b""
        for name in names:
            line = name.encode("utf-8", "surrogateescape") + b"\n"
            if len(question) + len(line) > _QUESTION:
                break
            asked[name] = None
            question += b"" if "\n" in name else line
        if stdin is not None and question:
            stdin.write(question)
            stdin.flush()
        for name in asked:
            asked[name] = None if "\n" in name else self._answer()
        return asked

    def _answer(self) -> bytes | None:
        stdout = self._process.stdout
        if stdout is None:
            return None
        header = stdout.readline().rstrip(b"\n")
        if not header or header.endswith((b" missing", b" ambiguous")):
            return None
        size = int(header.rsplit(b" ", 1)[1])
        body = stdout.read(size)
        stdout.read(1)
        return body


@contextmanager
def opened(git: Program) -> Iterator[Store]:
    """Git's own store, to be asked again and again inside the block."""
    with git.asking("cat-file", "--batch") as process:
        yield Store(process)


def blob_at(git: Program, rev: str, path: str) -> bytes | None:
    """The bytes of ``path`` in the state that ``rev`` names; None where it is not there."""
    return contents(git, [f"{rev}:{path}"])[0]


def entries_at(git: Program, rev: str, under: str = "") -> list[TreeEntry]:
    """Every file of the state that ``rev`` names, or of one folder of it. Raises GitFailed for an unknown ``rev``."""
    where = [under] if under else []
    out = git.run("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", rev, *where)
    entries = []
    for record in filter(None, out.split(b"\0")):
        facts, _, path = record.decode("utf-8", "surrogateescape").partition("\t")
        mode, _, blob = facts.split(" ")
        entries.append(TreeEntry(mode, blob, path))
    return entries


def stored_name(git: Program, path: str, data: bytes) -> str:
    """The hash that git would keep ``data`` under at ``path``, filters and line endings applied; nothing is written."""
    return git.run("hash-object", f"--path={path}", "--stdin", stdin=data).decode().strip()
