"""Every save that can be reached, from the oldest on, and every content they name: two streams, one pass each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import IO, TYPE_CHECKING

from ledger.core.audit.saves import ABSENT, Save, Signed, Step
from ledger.store.git.asked import asked_for
from ledger.store.git.program import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.store.git.program import Program

# No path is named: git would leave out the side of a joining that was thrown away. -m: each earlier save is compared,
# so an edit hidden in a joining shows. --no-renames: a case file that is renamed is one removed and one added.
_LOG = (
    "log",
    "--raw",
    "--no-abbrev",
    "-m",
    "--root",
    "--no-renames",
    "--reverse",
    "--topo-order",
    "--pretty=raw",
    "--no-color",
    "--no-show-signature",
    "--no-notes",
    "--no-mailmap",
    "--no-ext-diff",
    "--no-textconv",
    "--encoding=UTF-8",
    "-z",
)
_PIECE = 1 << 20
_MESSAGE = b"    "
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Twenty thousand versions of cases stand on each other in long chains; git's own measure holds too few of them.
_CACHE = "core.deltaBaseCacheLimit=512m"


def saves(git: Program) -> list[Save]:
    """Every save that any branch, tag or copy of the shared one reaches, older ones first.

    What was put aside (``stash``) was never saved, and what pretends to be something else (``replace``) is not
    followed. Raises GitFailed where the history cannot be read to its end.
    """
    names = ("--exclude=refs/stash", "--exclude=refs/replace/*", "--exclude=refs/notes/*", "--all", "HEAD", "--")
    with git.stream("-c", "log.showRoot=true", *_LOG, *names) as child:
        found = list(_saves(_tokens(_output(child.stdout))))
    if child.returncode:
        message = "the history cannot be read to its end"
        raise GitFailed(message, hint="git fsck --full names what is damaged; another copy of the ledger may be whole")
    return found


def contents(git: Program, names: Sequence[str]) -> Iterator[bytes | None]:
    """The bytes behind many names, one after the other, without holding them all; None for what is not there."""
    with asked_for(names) as asked, git.stream("-c", _CACHE, "cat-file", "--batch", stdin=asked) as child:
        out = _output(child.stdout)
        for _ in names:
            yield _one(out)


def versions_of(git: Program, path: str, heads: Sequence[str]) -> list[bytes]:
    """Every content that a file ever had on the way to some states, each once; none where nothing was saved."""
    words = ("log", "--format=", "--raw", "--no-abbrev", "-m", "--root", "--no-renames", "--full-history", "--no-color")
    answer = git.ask(*words, "--no-show-signature", "--no-ext-diff", "--end-of-options", *heads, "--", path)
    rows = [line.split(b" ") for line in answer.out.split(b"\n") if line.startswith(b":")]
    names = dict.fromkeys(name.decode() for row in rows for name in row[2:4] if name.strip(b"0"))
    return [data for data in contents(git, list(names)) if data is not None]


def names_at(git: Program, places: Sequence[str]) -> list[str]:
    """The name of the content at each place, ``SAVE:PATH``; ``ABSENT`` where nothing is. No place has a line break."""
    if not places:
        return []
    asked = b"".join(place.encode("utf-8", "surrogateescape") + b"\n" for place in places)
    out = git.run("cat-file", "--batch-check", stdin=asked).split(b"\n")
    return [line[: line.index(b" ")].decode() if b" blob " in line else ABSENT for line in out[: len(places)]]


def _output(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        message = "git gave no output"
        raise GitFailed(message)
    return stream


def _one(out: IO[bytes]) -> bytes | None:
    header = out.readline()
    if header.endswith((b" missing\n", b" ambiguous\n")):
        return None
    if not header:
        message = "a file of an earlier save cannot be read"
        raise GitFailed(message, hint="git fsck --full names what is damaged; another copy of the ledger may be whole")
    _, kind, size = header.rsplit(b" ", 2)
    data = out.read(int(size))
    out.read(1)
    return data if kind == b"blob" else None


def _tokens(out: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while piece := out.read(_PIECE):
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole
    yield rest


def _saves(tokens: Iterator[bytes]) -> Iterator[Save]:
    """A save of several parents comes once for each of them, its steps behind each."""
    save: Save | None = None
    steps: list[Step] = []
    parent = ""
    for token in tokens:
        raw = token
        if token.startswith(b"commit "):
            head, _, raw = token.partition(b"\n\n:")
            version, parent = _named(head[: head.index(b"\n")].decode())
            if save is None or save.version != version:
                if save is not None:
                    yield save._replace(steps=tuple(steps))
                save, steps = _save(version, head), []
            parent = parent or next(iter(save.parents), "")
        elif token.startswith(b":"):
            raw = token[1:]
        else:
            continue
        if raw:
            path = next(tokens).decode("utf-8", "surrogateescape")
            _, mode, before, after, _ = raw.decode().split(" ")
            steps.append(Step(parent, path, mode, _content(before), _content(after)))
    if save is not None:
        yield save._replace(steps=tuple(steps))


def _named(line: str) -> tuple[str, str]:
    """The save and, where it is told against one of several, which one: ``commit X (from Y)``."""
    version, _, parent = line.removeprefix("commit ").partition(" (from ")
    return version, parent.rstrip(")")


def _content(name: str) -> str:
    return name if name.strip("0") else ABSENT


def _save(version: str, head: bytes) -> Save:
    headers, _, message = head.partition(b"\n\n")
    lines = headers.split(b"\n")
    parents = tuple(line[7:].decode() for line in lines if line.startswith(b"parent "))
    author = next(line[7:] for line in lines if line.startswith(b"author "))
    committer = next(line[10:] for line in lines if line.startswith(b"committer "))
    who = _signed(author)
    text = message.replace(b"\n    ", b"\n").removeprefix(_MESSAGE).decode("utf-8", "replace")
    signed = b"\ngpgsig" in headers
    return Save(version, parents, who, who if committer == author else _signed(committer), text, signed)


def _signed(value: bytes) -> Signed:
    who, seconds, offset = value.rsplit(b" ", 2)
    at = (_EPOCH + timedelta(seconds=int(seconds))).astimezone(_zone(offset.decode()))
    return Signed(*_named_as(who), at)


@lru_cache(256)
def _named_as(who: bytes) -> tuple[str, str]:
    name, _, email = who.decode("utf-8", "replace").rpartition(" <")
    return name, email.rstrip(">")


@lru_cache(64)
def _zone(offset: str) -> timezone:
    minutes = int(offset[1:3]) * 60 + int(offset[3:5])
    return timezone(timedelta(minutes=-minutes if offset.startswith("-") else minutes))
