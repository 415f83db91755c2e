"""What git keeps of a join that waits for a person: the three versions of each file, and who wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.store.git.blobs import contents
from ledger.store.git.program import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.store.git.program import Program

HOOK_SECONDS = 900
_LOOKED_AT = 50


class Stages(NamedTuple):
    """The versions of one file in conflict, as object names; None where a version has no such file."""

    base: str | None
    ours: str | None
    theirs: str | None


def conflicted(git: Program, paths: Sequence[str] = ()) -> dict[str, Stages]:
    """Every file that waits to be joined, or those among ``paths``, with its versions."""
    found: dict[str, dict[int, str]] = {}
    for record in filter(None, git.run("ls-files", "-u", "-z", "--", *paths).split(b"\0")):
        facts, _, path = record.decode("utf-8", "surrogateescape").partition("\t")
        _, blob, stage = facts.split(" ")
        found.setdefault(path, {})[int(stage)] = blob
    return {path: Stages(*(stages.get(number) for number in (1, 2, 3))) for path, stages in found.items()}


def versions_of(git: Program, stages: Stages) -> tuple[bytes | None, bytes | None, bytes | None]:
    """The bytes of the versions of one file."""
    names = [name for name in stages if name is not None]
    data = dict(zip(names, contents(git, names), strict=True))
    base, ours, theirs = (data.get(name or "") for name in stages)
    return base, ours, theirs


def authors_of(git: Program, blob: str | None, base: str | None, path: str) -> tuple[str, ...]:
    """The names of all who worked on this version of a file since the base, the last one first.

    None where no saved state is known to hold it, or only an older one than could be looked at.
    """
    if blob is None:
        return ()
    found = git.ask("log", "-1", "--format=%H", "-m", f"--find-object={blob}", "--all", "HEAD", "--", path)
    commit = found.out.decode().partition("\n")[0].strip()
    if found.status or not commit:
        return ()
    words = ("log", f"-{_LOOKED_AT}", "--format=%x00%an", "--raw", "--no-abbrev", "--no-renames", commit, "--", path)
    names: list[str] = []
    for record in git.run(*words).split(b"\0")[1:]:
        name, _, changed = plain(record).partition("\n")
        names.append(name.strip())
        blobs = changed.split()[2:3]  # :modes before and after, then the blob before
        if blobs and (blobs[0] == base or not blobs[0].strip("0")):
            break
    return tuple(dict.fromkeys(filter(None, names)))


def take(git: Program, paths: Sequence[str]) -> None:
    """Tell git that these files, as they lie in the folder, are joined. Raises GitFailed."""
    git.run("add", "--", *paths, writes=True)


def finish(git: Program, message: str) -> str:
    """Save the join under a message and return its id; the checks before a save run. Raises GitFailed."""
    words = ("commit", "--quiet", "--cleanup=whitespace", "--file=-")
    git.run(*words, stdin=message.encode(), writes=True, seconds=HOOK_SECONDS)
    return git.run("rev-parse", "HEAD").decode().strip()
