"""Saved states compared and put together by path, without a file of the work tree or a line of the index touched."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ledger.store.git.program import Program
from ledger.store.git.sharing import setting
from ledger.store.git.standing import between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ledger.store.git.program import Answer

_SECONDS = 300


class Entry(NamedTuple):
    """One path of a state: its mode and the name of its bytes, which is None where the state has no such path."""

    path: str
    mode: str
    blob: str | None


class Sided(NamedTuple):
    """A path that both sides changed in different ways: the bytes of each state by name; None where it is absent."""

    path: str
    base: str | None
    ours: str | None
    theirs: str | None


class Sides(NamedTuple):
    """What two states did since a third: paths that only theirs changed, and those that both changed otherwise."""

    theirs: tuple[Entry, ...]
    both: tuple[Sided, ...]


def sides(git: Program, base: str, ours: str, theirs: str) -> Sides:
    """Compare two states with the one both come from. Each is the name of a state or of its tree."""
    mine = {one.path: one for one in between(git, base, ours)}
    taken, both = [], []
    for one in between(git, base, theirs):
        own = mine.get(one.path)
        if own is None:
            taken.append(Entry(one.path, one.mode, one.after))
        elif own.after != one.after:
            both.append(Sided(one.path, one.before, own.after, one.after))
    return Sides(tuple(taken), tuple(both))


def keep_bytes(git: Program, data: bytes) -> str:
    """Keep bytes as they are among git's objects and return their name; no path bears them yet."""
    return git.run("hash-object", "-w", "--stdin", stdin=data, writes=True).decode().strip()


def tree_with(git: Program, state: str, entries: Sequence[Entry], index: Path) -> str:
    """The tree of a state, named in full, with some paths changed; ``index`` is a file that exists only meanwhile."""
    lock = index.with_name(f"{index.name}.lock")
    _gone(index)
    _gone(lock)  # git was killed over it; only one program at a time is here
    try:
        beside = Program(git.root, index=str(index))
        beside.run("read-tree", state, writes=True, seconds=_SECONDS)
        lines = b"".join(index_line(entry, len(state)) for entry in entries)
        beside.run("update-index", "-z", "--index-info", stdin=lines, writes=True, seconds=_SECONDS)
        return beside.run("write-tree", writes=True, seconds=_SECONDS).decode().strip()
    finally:
        _gone(index)
        _gone(lock)


def _gone(file: Path) -> None:
    """Remove a file, where the disk lets it go: git refuses one that is in its way, in words, and reads none anew."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def index_line(entry: Entry, width: int, stage: int = 0) -> bytes:
    """One line that tells git's index of a path; without bytes it is taken out. ``width`` is that of git's names."""
    mode, blob = (entry.mode, entry.blob) if entry.blob else ("0", "0" * width)
    return f"{mode} {blob} {stage}\t".encode() + entry.path.encode("utf-8", "surrogateescape") + b"\0"


def commit_tree(git: Program, tree: str, parents: Sequence[str], message: str) -> Answer:
    """Save a tree as the state that follows its parents, signed where this computer signs what it saves.

    No branch goes there yet.
    """
    signs = (setting(git, "commit.gpgsign") or "").casefold() in ("true", "yes", "on", "1")
    words = [word for parent in parents for word in ("-p", parent)]
    sign = ["-S"] if signs else []
    return git.ask("commit-tree", *sign, *words, "-F", "-", tree, stdin=message.encode(), writes=True)


def as_files(git: Program, entries: Sequence[Entry]) -> Iterator[bytes | None]:
    """The bytes that belong on the disk for each entry: line endings and filters applied; None for an absent one."""
    from ledger.store.git.blobs import contents

    filtered = _filtered(git, [entry.path for entry in entries])
    names = [entry.blob for entry in entries if entry.blob]
    plain = dict(zip(names, contents(git, names), strict=True))
    for entry in entries:
        if entry.blob is None:
            yield None
        elif entry.path in filtered:
            yield git.run("cat-file", "--filters", f"--path={entry.path}", entry.blob)
        else:
            yield plain[entry.blob]


def _filtered(git: Program, paths: Sequence[str]) -> set[str]:
    """The paths whose bytes on the disk may differ from those that git keeps."""
    asked = ("text", "eol", "filter", "ident", "working-tree-encoding")
    stdin = b"".join(path.encode("utf-8", "surrogateescape") + b"\0" for path in paths)
    out = git.run("check-attr", "-z", "--stdin", *asked, stdin=stdin).decode("utf-8", "surrogateescape").split("\0")
    said: dict[str, dict[str, str]] = {}
    for path, name, value in zip(out[0::3], out[1::3], out[2::3], strict=False):
        said.setdefault(path, {})[name] = value
    return {path for path, values in said.items() if not _as_kept(values)}


def _as_kept(values: dict[str, str]) -> bool:
    untouched = {"unspecified", "unset"}
    if any(values[name] not in untouched for name in ("filter", "ident", "working-tree-encoding")):
        return False
    return values["eol"] == "lf" or values["text"] == "unset"
