"""One thing the audit has to say: a finding with the save it stands in, under one of the auditor's questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from ledger.core.audit.saves import Save
from ledger.core.finding import NOTE, Finding
from ledger.core.severity import severity_of

TIMES = "who acted, who typed, and when"
CLOCKS = "clocks and stamps"
KEPT = "nothing that was saved has disappeared"
DATES = "what moved a date"
RULES = "rules and program"
PEOPLE = "people and signatures"
TOPICS = (TIMES, CLOCKS, KEPT, DATES, RULES, PEOPLE)
"""The auditor's questions, in their order."""


class Point(NamedTuple):
    """A finding, its topic, and the save that it is about (empty: none in particular).

    ``mended`` names the later save in which what was lost stands again, ``mended_at`` and ``mended_by`` when and whose.
    """

    topic: str
    finding: Finding
    save: str = ""
    at: datetime | None = None
    by: str = ""
    mended: str = ""
    mended_at: datetime | None = None
    mended_by: str = ""

    @property
    def stands(self) -> bool:
        """Whether it is more than a remark."""
        return severity_of(self.finding) != NOTE


def point(topic: str, save: Save, finding: Finding) -> Point:
    """Return the point that one save makes."""
    return Point(topic, finding, save.version, save.committer.at, save.author.email)


def with_mending(points: Iterable[Point], saves: Iterable[Save]) -> list[Point]:
    """Return the points, each that was mended with when and by whom."""
    known = {save.version: save for save in saves}
    return [
        one._replace(mended_at=save.committer.at, mended_by=save.author.email)
        if (save := known.get(one.mended))
        else one
        for one in points
    ]


def about(points: Iterable[Point], topic: str) -> Sequence[Point]:
    """Return the points under one question, in their order."""
    return tuple(one for one in points if one.topic == topic)
