"""Saved changes on their way to others: which ones, what each did to the files, against every state it builds on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.arrival import Arrived
from ledger.core.guarding import GONE, RUNNABLE, Change, is_kept
from ledger.store.git.blobs import contents
from ledger.store.git.standing import PLAIN_FILE, Staged, as_staged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledger.store.git.program import Program

_SECONDS = 600
_TOGETHER = 500
"""So many changes are read at once: their files are held in memory meanwhile."""
_FORMAT = "--format=%H%x00%P%x00%ct%x00%an%x00%ae"
_FIELDS = 5


class Step(NamedTuple):
    """One saved change and what it did to the files."""

    arrived: Arrived
    changes: tuple[Change, ...]


def arriving(git: Program, news: Sequence[str], known: Sequence[str] = (), *, beyond: str = "") -> list[Arrived]:
    """The saved changes behind ``news`` that ``known`` does not hold, oldest first.

    ``beyond`` names more that is known, as git takes it after ``--not``: ``--all`` or ``--remotes=origin``.

    Raises GitFailed where a name is unknown.
    """
    stdin = "".join([*(f"{new}\n" for new in news), *(f"^{old}\n" for old in known)]).encode()
    words = ("log", "--topo-order", "--reverse", "--no-show-signature", "--encoding=UTF-8", "-z", _FORMAT, "--stdin")
    out = git.run(*words, *(("--not", beyond) if beyond else ()), stdin=stdin, seconds=_SECONDS)
    fields = out.decode("utf-8", "replace").split("\0") if out else []
    rows = zip(*(fields[place::_FIELDS] for place in range(_FIELDS)), strict=False)
    return [
        Arrived(commit, tuple(parents.split()), name, email, int(saved_at or 0))
        for commit, parents, saved_at, name, email in rows
    ]


def times_of(git: Program, commits: Sequence[str]) -> dict[str, int]:
    """When each of these was saved, in seconds since 1970, by its own word."""
    if not commits:
        return {}
    stdin = "".join(f"{commit}\n" for commit in commits).encode()
    out = git.run("log", "--no-walk=unsorted", "--no-show-signature", "--format=%H %ct", "--stdin", stdin=stdin)
    return {commit: int(time) for commit, time in (line.split(" ") for line in out.decode().splitlines())}


def steps(git: Program, arrived: Sequence[Arrived]) -> Iterator[Step]:
    """What each change did to the files. Of files whose lists only grow the bytes are read, of all others none."""
    for start in range(0, len(arrived), _TOGETHER):
        some = arrived[start : start + _TOGETHER]
        told = _compared(git, some)
        data = _bytes_of(git, [one for pairs in told for pair in pairs for one in pair])
        for one, pairs in zip(some, told, strict=True):
            yield Step(one, tuple(_joined(pairs, data)))


def changes_of(git: Program, compared: Sequence[Sequence[Staged]]) -> list[Change]:
    """One change, with all bytes, for each file that differs from any earlier state.

    ``compared`` has one list for each of these states.
    """
    return list(_joined(compared, _bytes_of(git, [one for pair in compared for one in pair], kept=False)))


def _compared(git: Program, arrived: Sequence[Arrived]) -> list[list[list[Staged]]]:
    """For each change, what differs from each state that it builds on; a first one builds on none."""
    lines = [f"{one.commit} {parent}".rstrip() for one in arrived for parent in one.parents or ("",)]
    words = ("diff-tree", "--stdin", "--always", "--root", "-r", "--raw", "-z", "--no-renames", "--no-abbrev")
    out = git.run(*words, stdin="".join(f"{line}\n" for line in lines).encode(), seconds=_SECONDS)
    tokens = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    told: list[list[Staged]] = []
    for token in tokens:
        if token.startswith(":"):
            told[-1].append(as_staged(token, next(tokens)))
        elif token:
            told.append([])
    pairs = iter(told)
    return [[next(pairs) for _ in one.parents or ("",)] for one in arrived]


def _bytes_of(git: Program, differing: Sequence[Staged], *, kept: bool = True) -> dict[str, bytes | None]:
    """The bytes behind all plain files that differ, or only of those whose lists grow."""
    wanted = [one for one in differing if one.mode in (PLAIN_FILE, RUNNABLE, GONE) and (is_kept(one.path) or not kept)]
    names = sorted({name for one in wanted for name in (one.before, one.after) if name})
    return dict(zip(names, contents(git, names), strict=True))


def _joined(compared: Sequence[Sequence[Staged]], data: Mapping[str, bytes | None]) -> Iterator[Change]:
    """One change for each path, with what every earlier state holds of it; where one does not differ, the same."""
    by_path = [{one.path: one for one in pair} for pair in compared]
    for path in sorted({path for pair in by_path for path in pair}):
        known = next(pair[path] for pair in by_path if path in pair)
        blobs = [pair[path].before if path in pair else known.after for pair in by_path]
        befores = tuple(None if blob is None else data.get(blob) or b"" for blob in blobs)
        after = None if known.after is None else data.get(known.after) or b""
        yield Change(path, known.mode if known.after else GONE, befores, after)
