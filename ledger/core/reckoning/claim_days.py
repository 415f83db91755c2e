"""A window of the payer's that the claims start: a deadline for each day, or for many days that stand alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ledger.core.case import Claim
from ledger.core.day import with_year
from ledger.core.deadline import Deadline
from ledger.core.law.rule import Window
from ledger.core.reckoning.facts import fails
from ledger.core.reckoning.reading import gather
from ledger.core.reckoning.start import OF_CLAIMS, days_of
from ledger.core.reckoning.taking import first_taking
from ledger.core.reckoning.theirs import CANNOT_TELL, deadline_of_theirs, said_of_claims
from ledger.core.reckoning.view import Setting, View

EACH_DAY = 40
"""So many days of claims have a deadline each; of more, those that stand alike share one."""


def deadlines_by_claims(window: Window, setting: Setting, trigger: str) -> Iterator[Deadline]:
    """One deadline for each day of a trigger; claims without that day have none."""
    of_reason = [one for one in window.when if one.fact == "reason"]
    by_day: dict[date, dict[str, Claim]] = {}
    for claim in setting.claims:
        reason = claim.reason or setting.case.demand.reason
        if reason and fails(of_reason, {"reason": (reason,)}):
            continue
        for day in days_of(claim, trigger):
            by_day.setdefault(day, {})[claim.number] = claim
    days = sorted(by_day)
    many = len(days) > EACH_DAY
    taken = first_taking(setting.case, ()) if many else None  # one day for all, so that none in between stands apart

    def reckoned(at: int) -> Deadline | None:
        key = str(days[at]) if len(days) > 1 else ""
        paper = setting.letter._replace(key=key, counted_from=trigger, trigger=days[at], taken=taken)
        view = View(window, paper, setting._replace(claims=tuple(by_day[days[at]].values())))
        gathered = gather(view)
        return deadline_of_theirs(view, gathered) if gathered.reads else None

    if not many:
        yield from (one for at in range(len(days)) if (one := reckoned(at)) is not None)
        return
    for run in _runs(len(days), reckoned):
        numbers = dict.fromkeys(number for day in days[run.first : run.last + 1] for number in by_day[day])
        yield _of_run(run, days, tuple(numbers), OF_CLAIMS[trigger])


class _Run(NamedTuple):
    """Days that stand alike, from one index to another, and the deadline of the first."""

    first: int
    last: int
    deadline: Deadline


def _runs(count: int, reckoned: Callable[[int], Deadline | None]) -> Iterator[_Run]:
    """The days parted where their standing changes: a later day never stands worse for the payer than an earlier one.

    The last of those that stand alike is found by halving, so that thousands of days need few reckonings.
    """
    at = 0
    while at < count:
        first = reckoned(at)
        if first is None:
            return
        low, high = at, count - 1
        while low < high:
            middle = (low + high + 1) // 2
            other = reckoned(middle)
            low, high = (middle, high) if other is not None and _alike(first, other) else (low, middle - 1)
        yield _Run(at, low, first)
        at = low + 1


def _alike(one: Deadline, other: Deadline) -> bool:
    return one.state == other.state and (CANNOT_TELL in one.note) == (CANNOT_TELL in other.note)


def _of_run(run: _Run, days: Sequence[date], numbers: tuple[str, ...], words: str) -> Deadline:
    one = run.deadline
    if run.first == run.last:
        return one
    alike = days[run.first : run.last + 1]
    said = f"the first of {len(alike)} days of {words} that stand alike, through {with_year(alike[-1])}"
    facts = (*one.facts[:-1], said_of_claims(numbers, words, alike))
    return one._replace(claims=numbers, facts=facts, note="; ".join(part for part in (one.note, said) if part))
