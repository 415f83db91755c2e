"""What went out, held against what the case records of it: the file, its hash, its way, its proof and its arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.letter.filed import filings_of, how_sent, name_of
from ledger.core.packet.lacks import CHANGED, INTACT, NO_HASH, NOT_HERE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from ledger.core.case import Case
    from ledger.core.proof import Document

SAME, OTHERWISE, ATTACHED = "same", "otherwise", "attached"

_STATES = {
    INTACT: "as recorded",
    CHANGED: "NOT the file that was recorded",
    NOT_HERE: "not on this computer",
    NO_HASH: "no hash on file",
}


class Paper(NamedTuple):
    """A letter or packet that the case records: how its file stands, and whether it could be made again.

    ``again`` is one of ``SAME``, ``OTHERWISE``, ``ATTACHED`` (it was never made here), empty for a packet, or the words
    that say why it could not be tried.
    """

    document: Document
    state: str
    again: str = ""

    @property
    def wrong(self) -> bool:
        """Whether it is another file than the case says, or would come out otherwise."""
        return self.state == CHANGED or self.again == OTHERWISE

    @property
    def told(self) -> str:
        """``as recorded; made again: the same``."""
        again = {
            SAME: "made again: the same",
            OTHERWISE: "made again: it comes out OTHERWISE",
            ATTACHED: "attached, not made here",
        }.get(self.again, f"not made again: {self.again}" if self.again else "")
        return "; ".join(part for part in (_STATES[self.state], again) if part)


class Sent(NamedTuple):
    """One sending: what it was, when, how, which file; and what would be missed by whoever has to prove it."""

    name: str
    sent_on: date
    how: str
    document: str
    arrived_on: date | None
    lacks: tuple[str, ...]


def sent_of(case: Case, papers: Sequence[Paper], unproven: Collection[str]) -> tuple[Sent, ...]:
    """Every sending of the practice's own, in the order of its day.

    ``unproven`` names the levels and filings whose rule counts arrival and whose arrival nothing shows.
    """
    found = []
    for one in filings_of(case):
        if one.sent_on is None or one.sent_by == "payer":
            continue
        name = name_of(one)
        arrived = one.arrived_on.day if one.arrived_on is not None else None
        lacks = [f"no {field}" for field in ("method", "proof") if getattr(one, field) is None]
        lacks += ["arrival not proven, and the rule counts arrival"] if name in unproven else []
        lacks += _file_lacks(one.document, papers)
        found.append(Sent(name, one.sent_on.day, how_sent(one), one.document or "", arrived, tuple(lacks)))
    return tuple(sorted(found, key=lambda one: one.sent_on))


def _file_lacks(name: str | None, papers: Sequence[Paper]) -> list[str]:
    if name is None:
        return ["the case does not say which file was sent"]
    paper = next((one for one in papers if one.document.id == name), None)
    if paper is None or paper.state == INTACT:
        return []
    return [f"its file {name} is {_STATES[paper.state]}" if paper.state != NO_HASH else f"its file {name} has no hash"]
