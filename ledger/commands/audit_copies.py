"""The audit's look at another copy: a colleague's folder, a shared copy, or a bundle that somebody kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.core.audit.point import KEPT, Point
from ledger.core.finding import Finding
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session

_HEADS = "refs/heads/"
_SEALS = "refs/tags/seal/"


def compared(session: Session, other: str, tip: str) -> tuple[tuple[str, ...], list[Point]]:
    """What another copy holds against this one, in sentences, and what does not fit together.

    Its saves are fetched without a name, so nothing here changes. Raises UsageError for a place where nothing is.
    """
    if not other:
        return (), []
    place = Path(other).expanduser().absolute()
    if not place.exists():
        message = f"{other} is not there"
        raise UsageError(message, "name a folder with another copy of this ledger, or a bundle")
    git = session.git
    out = git.run("ls-remote", "--quiet", "--", str(place)).decode("utf-8", "replace")
    names = {name: version for version, _, name in (line.partition("\t") for line in out.splitlines())}
    wanted = {name: version for name, version in names.items() if name.startswith((_HEADS, _SEALS)) and "^" not in name}
    git.run(
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        "--refmap=",
        "--",
        str(place),
        *wanted,
        writes=True,
        seconds=600,
    )
    told, points = [], []
    for name, version in wanted.items():
        if name.startswith(_SEALS):
            points += _seal(session, name.removeprefix("refs/tags/"), version)
        else:
            said, more = _head(session, name.removeprefix(_HEADS), version, tip)
            told.append(said)
            points += more
    return tuple(told), points


def _seal(session: Session, name: str, theirs: str) -> list[Point]:
    ours = session.git.ask("rev-parse", "-q", "--verify", f"refs/tags/{name}").out.decode().strip()
    if ours and ours != theirs:
        message = f"{name} is another one in the other copy ({theirs[:10]}, here {ours[:10]})"
        return [Point(KEPT, Finding("LED752", message, "a seal is never moved: find out which copy was changed"))]
    return []


def _head(session: Session, name: str, theirs: str, tip: str) -> tuple[str, list[Point]]:
    out = session.git.run("rev-list", "--left-right", "--count", f"{tip}...{theirs}").decode().split()
    here, there = int(out[0]), int(out[1])
    if not there:
        return f"{name} of the other copy ({theirs[:10]}) is part of this one.", []
    said = f"{name} of the other copy ({theirs[:10]}) has {there:,} saves that are not here"
    if not here:
        return f"{said}; everything here is part of it.", []
    message = f"{said}, and here are {here:,} that it does not have"
    hint = "share both copies, then compare again: a history that was rewritten stays different"
    return f"{message}.", [Point(KEPT, Finding("LED755", message, hint), theirs)]
