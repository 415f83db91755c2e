"""Which open days other rules move: every deadline of a case under the law as it is and as it would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ledger.core.case import Case
from ledger.core.deadline import ANSWERED, MOVED, NO_DATE, OPEN, OVERDUE, PAST_SAFE_DAY, SENT, THEIRS, Deadline
from ledger.core.law.governing import Law, governing
from ledger.core.reckoning import deadlines_for

LATER = "later"
EARLIER = "earlier"
APPEARS = "appears"
DISAPPEARS = "disappears"
GETS_A_DAY = "gets a day"
LOSES_ITS_DAY = "loses its day"
ARGUABLE = "arguable"

LOUD = (LATER, DISAPPEARS, LOSES_ITS_DAY)
"""What must not be overlooked where the act is ours: the rules give more time, or no day any more."""
_OPEN = (OPEN, MOVED, NO_DATE, SENT, PAST_SAFE_DAY, OVERDUE, ANSWERED)
"""States in which a day still matters; one that was answered after its last day may have been answered in time."""


class DayMoved(NamedTuple):
    """One open deadline of one case under two laws; None where that law knows no such deadline."""

    before: Deadline | None
    after: Deadline | None

    @property
    def deadline(self) -> Deadline:
        """The deadline as it would be, or as it was where it goes."""
        return self.after or self.before  # type: ignore[return-value]  # one of the two is always there

    @property
    def change(self) -> str:
        """What happens to it: the day to act by decides, the arguable day where that one stays."""
        if self.before is None or self.after is None:
            return APPEARS if self.before is None else DISAPPEARS
        was, now = self.before.act_by, self.after.act_by
        if was is None or now is None:
            return ARGUABLE if was == now else GETS_A_DAY if was is None else LOSES_ITS_DAY
        return ARGUABLE if was == now else LATER if now > was else EARLIER

    @property
    def is_loud(self) -> bool:
        """Whether a person must look at it first: an act of ours for which the new rules leave more time, or none."""
        return self.change in LOUD and self.deadline.kind != THEIRS

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The days that moved: those to act by, or the arguable ones where only these did."""
        if self.change == ARGUABLE:
            return _arguable(self.before), _arguable(self.after)
        return (self.before.act_by if self.before else None), (self.after.act_by if self.after else None)


def days_moved(cases: Iterable[Case], old: Law, new: Law, today: date) -> list[DayMoved]:
    """The open deadlines of open cases that differ between two laws, those to look at first at the head."""
    differing = _differing(old, new)
    found = [
        moved
        for case in cases
        if case.closed is None and _concerns(case, old, new, differing)
        for moved in _of_case(deadlines_for(case, old, today), deadlines_for(case, new, today))
    ]
    return sorted(found, key=lambda one: (not one.is_loud, one.deadline.case, one.deadline.name))


class _Differing(NamedTuple):
    """What two laws do not share: regimes and payer files by name, and whether anything that all cases stand on."""

    regimes: frozenset[str]
    payers: frozenset[str]
    ground: bool


def _differing(old: Law, new: Law) -> _Differing:
    def names(before: Mapping[str, object], after: Mapping[str, object]) -> frozenset[str]:
        return frozenset(name for name in {*before, *after} if before.get(name) != after.get(name))

    ground = (old.settings, old.holidays) != (new.settings, new.holidays)
    return _Differing(names(old.regimes, new.regimes), names(old.payers, new.payers), ground)


def _concerns(case: Case, old: Law, new: Law, differing: _Differing) -> bool:
    """Whether the difference can touch a case: most cases go by other rules, and need not be reckoned twice."""
    plans = {case.payer, case.plan, *(claim.plan for claim in case.claims), *(filing.to for filing in case.filings)}
    if differing.ground or plans & differing.payers:
        return True
    groups = governing(case, old)
    if groups != governing(case, new):
        return True
    return any(name in differing.regimes for group in groups for name in (group.regime, group.proposed))


def _of_case(before: Iterable[Deadline], after: Iterable[Deadline]) -> list[DayMoved]:
    pairs = [DayMoved(was, now) for was, now in _paired(list(before), list(after))]
    return [pair for pair in pairs if _is_open(pair) and _differs(pair)]


def _paired(before: list[Deadline], after: list[Deadline]) -> list[tuple[Deadline | None, Deadline | None]]:
    """Deadlines of one name and the same claims belong together; then, where one is left on either side, of one name.

    Claims that come under another law make other groups, and the same act is still the same act.
    """
    found: list[tuple[Deadline | None, Deadline | None]] = []
    for was in list(before):
        same = next((now for now in after if (now.name, now.claims) == (was.name, was.claims)), None)
        if same is not None:
            before.remove(was)
            after.remove(same)
            found.append((was, same))
    for was in list(before):
        left = [now for now in after if now.name == was.name]
        alone = sum(one.name == was.name for one in before) == 1
        if len(left) == 1 and alone:
            before.remove(was)
            after.remove(left[0])
            found.append((was, left[0]))
    return [*found, *((was, None) for was in before), *((None, now) for now in after)]


def _is_open(pair: DayMoved) -> bool:
    return any(one is not None and one.state in _OPEN for one in pair)


def _differs(pair: DayMoved) -> bool:
    if pair.before is None or pair.after is None:
        return True
    return (pair.before.act_by, _arguable(pair.before)) != (pair.after.act_by, _arguable(pair.after))


def _arguable(deadline: Deadline | None) -> date | None:
    return None if deadline is None else deadline.arguable_until or deadline.act_by


def trailer(moved: DayMoved) -> str:
    """``RC-2026-7K4QXM first_stop 2026-04-20 -> 2026-04-16 [rules/texas]``, as the line ``Moved:`` of a save."""
    was, now = moved.days
    word = " arguable" if moved.change == ARGUABLE else ""
    one = moved.deadline
    rules = f" [rules/{one.regime}]" if one.regime else ""
    return f"{one.case} {one.name}{word} {was or 'none'} -> {now or 'none'}{rules}"
