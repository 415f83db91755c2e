"""What the audit is told of each save: who, when, from which earlier ones, and which files it touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
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
