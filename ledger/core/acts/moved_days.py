"""What a later paper did to the days, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.core.day import column
from ledger.core.deadline import MUST, NO_DATE, OPEN, PAST_SAFE_DAY, Deadline


def days_said(before: Iterable[Deadline], after: Iterable[Deadline]) -> tuple[str, ...]:
    """Return one line for each open day of ours that moved or is new, or one that says that the first dates stand."""
    old = {(deadline.name, deadline.claims): deadline for deadline in before}
    open_now = [one for one in after if one.kind == MUST and one.state in (OPEN, PAST_SAFE_DAY, NO_DATE)]
    said = []
    for deadline in open_now:
        known = old.get((deadline.name, deadline.claims))
        if known is None and deadline.act_by is not None:
            said.append(f"New: {deadline.title}, {column(deadline.act_by)}")
        elif known is not None and known.act_by != deadline.act_by:
            said.append(f"Moved: {deadline.title}, from {_day(known)} to {_day(deadline)}")
    return tuple(said) or (("The first dates stand.",) if open_now else ())


def _day(deadline: Deadline) -> str:
    return "no date" if deadline.act_by is None else column(deadline.act_by)
