"""What a command says after it saved: the next day of ours, and an answer that came after a safe day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.day import days_left, short
from ledger.core.deadline import ANSWERED, MET
from ledger.core.reckoning import next_deadline
from ledger.report.columns import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ledger.core.deadline import Deadline


def next_day(deadlines: Sequence[Deadline], today: date) -> list[str]:
    """The next thing to do; nothing where nothing is open. A day that is past says how long."""
    following = next_deadline(deadlines)
    if following is None:
        return []
    if following.act_by is None:
        return wrapped(f"Next: {following.title}: NO DATE; {following.missing}")
    verb = "must ARRIVE by" if following.filed_when == "received" else "must be SENT by"
    past = f" ({days_left(following.act_by, today)})" if following.act_by < today else ""
    return wrapped(f"Next: {following.title} {verb} {short(following.act_by)} {following.act_by.year}{past}")


def answered_late(deadlines: Iterable[Deadline], *, last_day: bool = False) -> list[str]:
    """Each act of ours that was done after its safe day, or after its last day.

    ``last_day`` names the last day too: that is for counsel, and no screen shows it (design, dates).
    """
    return [
        f"{one.title}: {one.met_by}; {one.note if last_day or one.state == MET else one.note.partition(',')[0]}"
        for one in deadlines
        if one.note and one.met_on is not None and one.act_by is not None and _is_late(one, one.met_on, one.act_by)
    ]


def _is_late(one: Deadline, met_on: date, act_by: date) -> bool:
    return one.state == ANSWERED or (one.state == MET and met_on > act_by)
