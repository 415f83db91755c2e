"""What a screen says of a case in one row: the next day of ours, and how pressing it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.balance import Balance, balance
from ledger.core.deadline import MOVED, MUST, NO_DATE, OPEN, OVERDUE, PAST_SAFE_DAY, Deadline
from ledger.core.due import without_a_day
from ledger.core.stage import stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.core.case import Case

WAITING = (OPEN, MOVED, PAST_SAFE_DAY, OVERDUE, NO_DATE)


class Outlook(NamedTuple):
    """One case as a list shows it. ``next`` is the nearest act of ours; ``undated`` one whose claims have no day."""

    case: Case
    stage: str
    balance: Balance
    deadlines: tuple[Deadline, ...]
    next: Deadline | None
    undated: Deadline | None

    def due_within(self, days: int, today: date) -> bool:
        """Whether an act of ours falls due in so many days, or has no day."""
        if self.undated is not None:
            return True
        return self.next is not None and self.next.act_by is not None and (self.next.act_by - today).days <= days

    @property
    def overdue(self) -> bool:
        """Whether an act of ours is past its safe day or past every reading."""
        return any(one.kind == MUST and one.state in (OVERDUE, PAST_SAFE_DAY) for one in self.deadlines)


def outlook(case: Case, deadlines: Sequence[Deadline]) -> Outlook:
    """How a case stands among its days."""
    ours = [one for one in deadlines if one.kind == MUST and one.state in WAITING]
    dated = sorted((one for one in ours if one.act_by is not None), key=lambda one: (str(one.act_by), one.name))
    undated = next(iter(without_a_day(deadlines)), None)
    return Outlook(case, stage(case), balance(case), tuple(deadlines), dated[0] if dated else None, undated)


def pressing_first(rows: Sequence[Outlook]) -> list[Outlook]:
    """The rows with NO DATE on top, then by the next day of ours, then those that wait for nothing."""
    return sorted(rows, key=_pressing)


def _pressing(row: Outlook) -> tuple[int, str, str]:
    if row.undated is not None:
        return (0, "", row.case.id)
    if row.next is not None:
        return (1, str(row.next.act_by), row.case.id)
    return (2, "", row.case.id)
