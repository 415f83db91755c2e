"""When a save was first seen in the shared copy, from what this copy noted whenever the two met."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.store.git.program import Program

_NOTHING = "0"


class FirstSeen(NamedTuple):
    """What this copy knows of the shared one.

    ``met``: when each save was first seen there; ``waiting``: the saves that only this copy holds. Any other save was
    there before this copy began to note it. ``shares``: whether there is a shared copy; ``cut``: the saves before which
    this copy's history was left out.
    """

    shares: bool
    met: Mapping[str, datetime]
    waiting: frozenset[str]
    cut: frozenset[str] = frozenset()


class _Meeting(NamedTuple):
    """One line that git noted of the shared copy: its state before and after, and when."""

    old: str
    new: str
    at: datetime


def first_seen(git: Program) -> FirstSeen:
    """What this copy noted of the shared one; nothing where it shares with none."""
    asked = git.ask("rev-parse", "--path-format=absolute", "--git-common-dir", "--symbolic-full-name", "@{upstream}")
    folder, *upstream = asked.out.decode("utf-8", "surrogateescape").splitlines() or [""]
    cut = _cut(Path(folder)) if folder else frozenset()
    if asked.status or not upstream:
        return FirstSeen(shares=False, met={}, waiting=frozenset(), cut=cut)
    meetings = _meetings(Path(folder, "logs", upstream[0]))
    met: dict[str, datetime] = {}
    if meetings:
        parents = _parents(git, upstream[0], meetings[0].old)
        for meeting in meetings:
            _mark(meeting, parents, met)
    waiting = git.ask("rev-list", "--end-of-options", "HEAD", f"^{upstream[0]}").out.decode().split()
    return FirstSeen(shares=True, met=met, waiting=frozenset(waiting) - met.keys(), cut=cut)


def _cut(folder: Path) -> frozenset[str]:
    try:
        return frozenset((folder / "shallow").read_text(encoding="ascii").split())
    except OSError:
        return frozenset()


def _meetings(log: Path) -> list[_Meeting]:
    """Every time this copy learned of a new state of the shared one, oldest first; none where git did not note them."""
    try:
        lines = log.read_bytes().decode("utf-8", "replace").split("\n")
    except OSError:
        return []
    found = []
    for line in filter(None, lines):
        facts = line.partition("\t")[0]
        old, new, *_ = facts.split(" ", 2)
        found.append(_Meeting(old, new, datetime.fromtimestamp(int(facts.rsplit(" ", 2)[1]), UTC)))
    return found


def _parents(git: Program, upstream: str, since: str) -> Mapping[str, Sequence[str]]:
    """The saves of the shared copy, each with those it was made from; not those it held at the first meeting."""
    before = [f"^{since}"] if since.strip(_NOTHING) else []
    answer = git.ask("rev-list", "--parents", "--end-of-options", upstream, *before)
    if answer.status:  # the state of the first meeting is no longer here: then everything is read
        answer = git.ask("rev-list", "--parents", "--end-of-options", upstream)
    rows = (line.split() for line in answer.out.decode().splitlines())
    return {save: parents for save, *parents in rows}


def _mark(meeting: _Meeting, parents: Mapping[str, Sequence[str]], met: dict[str, datetime]) -> None:
    """Whatever stands behind the state of one meeting, and behind none before it, was first seen then."""
    waiting = [meeting.new]
    while waiting:
        save = waiting.pop()
        if save in parents and save not in met:
            met[save] = meeting.at
            waiting.extend(parents[save])
