"""Everything that git keeps of a ledger, looked through for a text: files, their names, messages, who saved, seals."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from ledger.store.git.asked import asked_for
from ledger.store.git.program import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.store.git.program import Program

_SECONDS = 900


class Hit(NamedTuple):
    """One object that holds the text: its name, its kind, and its bytes' places."""

    name: str
    kind: str
    data: bytes


class Names(NamedTuple):
    """Every name of a saved state, with the object it stands for: branches, tags, those of other copies, all others."""

    branches: dict[str, str]
    tags: dict[str, str]
    remote: dict[str, str]
    others: dict[str, str]


def names_of(git: Program) -> Names:
    """The names in a repository."""
    out = git.run("for-each-ref", "--format=%(refname) %(objectname)").decode("utf-8", "surrogateescape")
    found = Names({}, {}, {}, {})
    for line in out.splitlines():
        name, _, target = line.partition(" ")
        kinds = {"refs/heads/": found.branches, "refs/tags/": found.tags, "refs/remotes/": found.remote}
        next((kind for start, kind in kinds.items() if name.startswith(start)), found.others)[name] = target
    return found


def reachable(git: Program) -> list[str]:
    """Every object that a branch or a tag leads to, or that lies in what was saved before on this computer."""
    out = git.run("rev-list", "--objects", "--all", "--reflog", "--no-object-names", seconds=_SECONDS)
    tags = git.run("for-each-ref", "--format=%(objectname)", "refs/tags").decode().split()
    return list(dict.fromkeys([*out.decode().split(), *tags]))


def hits(git: Program, pattern: re.Pattern[bytes], names: Sequence[str] | None = None) -> Iterator[Hit]:
    """The objects that hold the text, of those named, or of all that lie here at all, reachable or not."""
    which = ("--batch-all-objects", "--unordered") if names is None else ()
    with asked_for(names or ()) as asked:
        with git.stream("cat-file", "--batch", *which, stdin=asked) as child:
            out = child.stdout
            while out is not None and (header := out.readline()):
                name, kind, size = header.decode().split()
                data = out.read(int(size))
                out.read(1)
                if pattern.search(data):
                    yield Hit(name, kind, data)
        if child.returncode:
            message = "what git keeps cannot be read to its end"
            raise GitFailed(message, hint="git fsck --full names what is damaged")


class Placed(NamedTuple):
    """One version of one file, and the saved state that brought it."""

    commit: str
    at: datetime
    path: str
    blob: str


def placed(git: Program, blobs: frozenset[str]) -> list[Placed]:
    """Where versions of files stand, in every branch and tag, oldest first; a joining that kept one brings nothing."""
    words = ("log", "--all", "--reverse", "--topo-order", "--raw", "-m", "-z", "--no-abbrev", "--no-renames", "--root")
    out = git.run(*words, "--no-show-signature", "--no-color", "--format=%x01%H %ct", seconds=_SECONDS)
    found: dict[tuple[str, str, str], Placed] = {}
    commit, at = "", 0
    tokens = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    for token in tokens:
        if "\x01" in token:
            commit, _, moment = token.rpartition("\x01")[2].strip().partition(" ")
            at = int(moment.split()[0])
            token = token.rpartition("\n")[2] if ":" in token else ""  # noqa: PLW2901 - the rest of the token
        facts = token.lstrip("\n")
        if facts.startswith(":"):
            blob, path = facts.split(" ")[3], next(tokens)
            if blob in blobs:
                found.setdefault((commit, path, blob), Placed(commit, datetime.fromtimestamp(at, UTC), path, blob))
    return list(found.values())


class Line(NamedTuple):
    """One saved state with those it was made from; ``signed``: it bears a signature, which no rewriting keeps."""

    commit: str
    parents: tuple[str, ...]
    signed: bool


def lines(git: Program) -> list[Line]:
    """Every saved state, oldest first."""
    out = git.run("rev-list", "--all", "--topo-order", "--reverse", "--header", seconds=_SECONDS)
    found = []
    for record in filter(None, out.split(b"\0")):
        head = record.partition(b"\n\n")[0].split(b"\n")
        parents = tuple(line[7:].decode() for line in head if line.startswith(b"parent "))
        found.append(Line(head[0].strip().decode(), parents, any(line.startswith(b"gpgsig") for line in head)))
    return found
