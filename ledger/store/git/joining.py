"""What git keeps of a join that waits for a person: the three versions of each file, and who wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.store.git.blobs import contents
from ledger.store.git.program import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.store.git.program import Program

HOOK_SECONDS = 900


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


def author_of(git: Program, blob: str | None, path: str) -> str:
    """The name of whoever last saved this version of a file; empty where no saved state is known to hold it."""
    if blob is None:
        return ""
    words = ("log", "-1", "--format=%an", "-m", "--no-renames", f"--find-object={blob}", "--all", "HEAD", "--", path)
    answer = git.ask(*words)
    return plain(answer.out).partition("\n")[0].strip() if not answer.status else ""


def take(git: Program, paths: Sequence[str]) -> None:
    """Tell git that these files, as they lie in the folder, are joined. Raises GitFailed."""
    git.run("add", "--", *paths, writes=True)


def finish(git: Program, message: str) -> str:
    """Save the join under a message and return its id; the checks before a save run. Raises GitFailed."""
    words = ("commit", "--quiet", "--cleanup=whitespace", "--file=-")
    git.run(*words, stdin=message.encode(), writes=True, seconds=HOOK_SECONDS)
    return git.run("rev-parse", "HEAD").decode().strip()
