"""What the audit is told of each save: who, when, from which earlier ones, and which files it touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from heapq import heappop, heappush
from typing import NamedTuple

ABSENT = ""
"""In place of a content: the file was not there."""


class Signed(NamedTuple):
    """A name, an e-mail and a time as they stand in a save. The time bears its own zone; all three are claims."""

    name: str
    email: str
    at: datetime


class Step(NamedTuple):
    """One file of one save against one of the saves it came from (empty: against nothing).

    ``before`` and ``after`` name contents; ``ABSENT`` is no file. ``mode`` is git's, of the file after.
    """

    parent: str
    path: str
    mode: str
    before: str
    after: str


class Save(NamedTuple):
    """One save. ``signed`` says that a signature is there, not that it holds."""

    version: str
    parents: tuple[str, ...]
    author: Signed
    committer: Signed
    message: str
    signed: bool
    steps: tuple[Step, ...] = ()

    @property
    def joins(self) -> bool:
        """Whether two lines of work were joined here."""
        return len(self.parents) > 1

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0]

    def trailers(self, key: str) -> list[str]:
        """What stands behind ``Key:`` in the last paragraph of the message."""
        start = f"{key}: "
        last = self.message.rstrip().rpartition("\n\n")[2]
        return [line[len(start) :].strip() for line in last.split("\n") if line.startswith(start)]


def reached(start: str, saves: Sequence[Save]) -> frozenset[str]:
    """Return every save that one save stands on, itself included; empty where it is none of them."""
    parents = {save.version: save.parents for save in saves}
    found: set[str] = set()
    waiting = [start] if start in parents else []
    while waiting:
        version = waiting.pop()
        if version not in found:
            found.add(version)
            waiting.extend(parents.get(version, ()))
    return frozenset(found)


class Lines:
    """Where lines of work parted: the latest saves that several stand on. ``saves`` has the older ones first."""

    def __init__(self, saves: Sequence[Save]) -> None:
        self._parents = {save.version: save.parents for save in saves}
        self._order = {save.version: at for at, save in enumerate(saves)}

    def parted(self, versions: Sequence[str]) -> list[str]:
        """Return the latest saves that all of ``versions`` stand on; several where lines had crossed before."""
        marks: dict[str, int] = {}
        waiting: list[tuple[int, str]] = []
        every, below = (1 << len(versions)) - 1, 1 << len(versions)

        def mark(version: str, bits: int) -> None:
            if version in self._order and marks.get(version, 0) | bits != marks.get(version, 0):
                marks[version] = marks.get(version, 0) | bits
                heappush(waiting, (-self._order[version], version))

        for at, version in enumerate(versions):
            mark(version, 1 << at)
        found = []
        while any(marks[version] & below == 0 for _, version in waiting):
            version = heappop(waiting)[1]
            bits = marks[version]
            if bits & every == every and not bits & below:
                found.append(version)
            for parent in self._parents[version]:
                mark(parent, bits | (below if bits & every == every else 0))
        return [version for version in dict.fromkeys(found) if not marks[version] & below]
