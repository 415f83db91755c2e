"""The payer's own time: one window of the payer's from its readings to a deadline, by the reading kindest to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ledger.core.case import Claim
from ledger.core.day import short
from ledger.core.deadline import MET, OPEN, OVERDUE, RELEASED, THEIRS, Deadline
from ledger.core.entries import effective
from ledger.core.law.governing import counted
from ledger.core.law.rule import Window
from ledger.core.reckoning.facts import fails
from ledger.core.reckoning.occasion import Occasion, occasions
from ledger.core.reckoning.reading import Gathered, Setting, View, gather
from ledger.core.reckoning.start import OF_CLAIMS, days_of
from ledger.core.reckoning.taking import announced, first_taking

EACH_DAY = 40
"""So many days of claims have a deadline each; of more, those that stand alike share one."""

DEMAND = "demand"
OFFSET = "offset"
POSSIBLE = "possible ground"
CANNOT_TELL = "cannot tell"


def deadlines_of_theirs(window: Window, setting: Setting) -> Iterator[Deadline]:
    """The deadlines of a window of the payer's: one for each paper, or for each day of claims, that starts it."""
    trigger = next((one.counting.counted_from for one in window.versions), "")
    if trigger in OF_CLAIMS:
        yield from _by_claims(window, setting, trigger)
        return
    for paper in occasions(setting.case, window, setting.regime, setting.letter):
        view = View(window, paper, setting)
        gathered = gather(view)
        if gathered.reads:
            yield _deadline(view, gathered, facts_of_paper(paper, setting.today))


# one deadline for each day on which a trigger fell


def _by_claims(window: Window, setting: Setting, trigger: str) -> Iterator[Deadline]:
    """One deadline for each day of a trigger; claims without that day have none."""
    by_day: dict[date, dict[str, Claim]] = {}
    for claim in setting.claims:
        if claim.reason and fails(window.when, {"reason": (claim.reason,)}):
            continue
        for day in days_of(claim, trigger):
            by_day.setdefault(day, {})[claim.number] = claim
    days = sorted(by_day)

    def reckoned(at: int) -> Deadline | None:
        key = str(days[at]) if len(days) > 1 else ""
        paper = setting.letter._replace(key=key, counted_from=trigger, trigger=days[at])
        view = View(window, paper, setting._replace(claims=tuple(by_day[days[at]].values())))
        gathered = gather(view)
        return _deadline(view, gathered, facts_of_paper(paper, setting.today)) if gathered.reads else None

    if len(days) <= EACH_DAY:
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
    last = days[run.last]
    said = f"the first of {run.last - run.first + 1} days of {words} that stand alike, through {_dated(last)}"
    return one._replace(claims=numbers, note="; ".join(part for part in (one.note, said) if part))


# where a day of theirs stands


class _Done(NamedTuple):
    """The day on which they did it; ``exact`` unless all that is known is that it was no later."""

    day: date
    exact: bool = True


class _Stand(NamedTuple):
    state: str
    note: str = ""


def _deadline(view: View, gathered: Gathered, facts: tuple[str, ...]) -> Deadline:
    window, case = view.window, view.setting.case
    days = [one.reading.day for one in gathered.reads]
    kindest, other = (min(days), max(days)) if window.permission else (max(days), min(days))
    done = _done(view)
    if window.permission:
        stand = _may(view, kindest, other)
        facts = (*facts, *_said_of_taking(view))
    else:
        stand = _must(view, done, kindest, other)
    trigger = view.paper.counted_from
    return Deadline(
        case=case.id,
        name=view.name,
        title=window.title,
        kind=THEIRS,
        state=stand.state,
        regime=view.setting.regime.name,
        level=window.level,
        act_by=kindest,
        arguable_until=kindest,
        claims=tuple(claim.number for claim in view.setting.claims),
        readings=tuple(one.reading for one in gathered.reads),
        facts=facts,
        met_on=done.day if done is not None else None,
        note=stand.note,
        awaited=not (window.permission or window.limits or trigger),
        limits=window.limits,
        then=window.then,
    )


def _done(view: View) -> _Done | None:
    """When the payer did what the window asks, as far as the case shows it."""
    sending = view.paper.sending
    if sending is not None:
        day = sending.decided_on or sending.decision_received_on
        return _Done(day) if day is not None else None
    days = []
    letter = view.setting.letter
    if DEMAND in view.window.met_by and (letter.dated or letter.received):
        days.append(_Done(letter.dated or letter.received or date.max, letter.dated is not None))
    if OFFSET in view.window.met_by:
        taken = first_taking(view.setting.case, view.setting.claims)
        days += [_Done(taken)] if taken is not None else []
    return min(days, default=None)


def _may(view: View, kindest: date, other: date) -> _Stand:
    """A day from which they may act: a taking before it is a possible ground."""
    case = view.setting.case
    asked = any(filing.kind == "immediate_recoupment" for filing in effective(case.filings))
    taken = first_taking(case, view.setting.claims) if concerns_taking(view.window.name) and not asked else None
    note = before_the_day("taken", taken, kindest, other) if taken is not None else ""
    if case.closed is not None:
        return _Stand(RELEASED, note)
    return _Stand(OPEN if view.setting.today < kindest else MET, note)


def concerns_taking(name: str) -> bool:
    """Whether a window is about the taking itself: ``taking``, ``taking_audit``, ``taking/may``."""
    return name.replace("/", "_").partition("_")[0] == "taking"


def before_the_day(word: str, day: date, kindest: date, other: date) -> str:
    """What to say of a taking on a day, or announced for it, beside the law's earliest days; empty where in order."""
    if day < kindest:
        return f"{word} {_dated(day)}, before the earliest day, {_dated(kindest)}: {POSSIBLE}"
    if day < other:
        return f"{CANNOT_TELL}: {word} {_dated(day)}; a reading has {_dated(other)} as the earliest day"
    return ""


def _said_of_taking(view: View) -> tuple[str, ...]:
    if not concerns_taking(view.window.name):
        return ()
    return tuple(f"they announce it for {_dated(day)}" for day in announced(view.setting.case)[:1])


def _must(view: View, done: _Done | None, kindest: date, other: date) -> _Stand:
    """A day by which they must act: late only where the reading kindest to them has passed."""
    case, today, sending = view.setting.case, view.setting.today, view.paper.sending
    if done is not None and (done.day <= kindest or sending is not None):
        return _Stand(MET, _in_time(done, kindest, other))
    if case.closed is not None:
        return _Stand(RELEASED)
    if done is not None:
        return _Stand(OVERDUE, _late(done, kindest))
    if today <= kindest:
        between = f"{CANNOT_TELL}: by one reading it ended {_dated(other)}" if other < today else ""
        return _Stand(OPEN, between)
    if sending is None and DEMAND not in view.window.met_by and OFFSET not in view.window.met_by:
        return _Stand(OVERDUE, f"{CANNOT_TELL}: nothing in a case shows whether it was done")
    return _Stand(OVERDUE, "" if sending is not None else "nothing on file shows that it was done")


def _in_time(done: _Done, kindest: date, other: date) -> str:
    if done.day > kindest:
        return f"{counted((done.day - kindest).days, 'day')} after it, {_dated(done.day)}"
    if done.day > other:
        return (
            f"{CANNOT_TELL}: done {_dated(done.day)}; one reading ends {_dated(other)}, the kindest {_dated(kindest)}"
        )
    return ""


def _late(done: _Done, kindest: date) -> str:
    gap = counted((done.day - kindest).days, "day")
    if not done.exact:
        return f"{CANNOT_TELL}: it came {gap} after the day and bears no date"
    return f"{_dated(done.day)} is {gap} after the reading kindest to them: {POSSIBLE}"


def _dated(day: date) -> str:
    return f"{short(day)} {day.year}"


def facts_of_paper(paper: Occasion, today: date) -> tuple[str, ...]:
    """``dated Mon 2 Mar; received Fri 6 Mar (date stamp)``; a day without evidence is ``as stated``."""
    said = f"dated {short(paper.dated, today)}" if paper.dated else f"no date on the {paper.word}"
    if paper.received is not None:
        evidence = paper.evidence.partition("[")[0].strip() or "evidence on file"
        said += f"; received {short(paper.received, today)} ({evidence if paper.evidence else 'as stated'})"
    return (said,)
