"""The payer's own time: one window of the payer's from its readings to a deadline, by the reading kindest to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ledger.core.day import short, with_year
from ledger.core.deadline import MET, OPEN, OVERDUE, RELEASED, THEIRS, Deadline
from ledger.core.entries import effective
from ledger.core.law.governing import counted
from ledger.core.reckoning.facts import assumed
from ledger.core.reckoning.occasion import Occasion
from ledger.core.reckoning.reading import Gathered
from ledger.core.reckoning.start import OF_CLAIMS
from ledger.core.reckoning.taking import announced, first_taking
from ledger.core.reckoning.view import View

DEMAND = "demand"
OFFSET = "offset"
POSSIBLE = "possible ground"
CANNOT_TELL = "cannot tell"
_NAMED = 3
_SAYS_NOTHING = ("remittance", "statement", "withdrawal")


class _Done(NamedTuple):
    """The day on which they did it; ``exact`` unless all that is known is that it was no later."""

    day: date
    exact: bool = True


class _Stand(NamedTuple):
    state: str
    note: str = ""


def deadline_of_theirs(view: View, gathered: Gathered) -> Deadline:
    """The deadline of one window of theirs for what starts it. There is at least one reading."""
    window, case = view.window, view.setting.case
    days = [one.reading.day for one in gathered.reads]
    kindest, other = (min(days), max(days)) if window.permission else (max(days), min(days))
    done = _done(view)
    facts = facts_of_paper(view.paper, view.setting.today)
    if window.permission:
        stand = _may(view, kindest, other)
        facts = (*facts, *_said_of_taking(view))
    else:
        stand = _must(view, done, kindest, other)
    trigger, claims = view.paper.counted_from, tuple(claim.number for claim in view.setting.claims)
    if view.paper.trigger is not None:
        facts = (*facts, said_of_claims(claims, OF_CLAIMS[trigger], (view.paper.trigger,)))
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
        claims=claims,
        readings=tuple(one.reading for one in gathered.reads),
        facts=facts,
        met_on=done.day if done is not None else None,
        note=stand.note,
        awaited=not (window.permission or window.limits or trigger),
        limits=window.limits,
        then=window.then,
        assumed=assumed(window.when, view.setting.facts),
    )


def said_of_claims(numbers: Sequence[str], words: str, days: Sequence[date]) -> str:
    """``claims 1, 2, 3 and 4 more: payment on Thu 20 Jun 2024``: which claims a day of theirs is about, and since when.

    ``days`` in their order; of several the first and the last are named.
    """
    more = len(numbers) - _NAMED
    named = ", ".join(numbers[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    when = f"on {with_year(days[0])}" if len(days) == 1 else f"from {with_year(days[0])} through {with_year(days[-1])}"
    return f"claim{'' if len(numbers) == 1 else 's'} {named}: {words} {when}"


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
        taken = view.paper.taken or first_taking(view.setting.case, view.setting.claims)
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
        return f"{word} {with_year(day)}, before the earliest day, {with_year(kindest)}: {POSSIBLE}"
    if day < other:
        return f"{CANNOT_TELL}: {word} {with_year(day)}; a reading has {with_year(other)} as the earliest day"
    return ""


def _said_of_taking(view: View) -> tuple[str, ...]:
    if not concerns_taking(view.window.name):
        return ()
    return tuple(f"they announce it for {with_year(day)}" for day in announced(view.setting.case)[:1])


def _must(view: View, done: _Done | None, kindest: date, other: date) -> _Stand:
    """A day by which they must act: late only where the reading kindest to them has passed."""
    today, sending = view.setting.today, view.paper.sending
    if done is not None and (done.day <= kindest or sending is not None):
        return _Stand(MET, _in_time(done, kindest, other))
    if view.setting.case.closed is not None:
        return _Stand(RELEASED)
    if done is not None:
        return _not_in_time(view, done, kindest)
    if today <= kindest:
        between = f"{CANNOT_TELL}: by one reading it ended {with_year(other)}" if other < today else ""
        return _Stand(OPEN, between)
    if sending is not None:
        return _Stand(OVERDUE)
    seen = DEMAND in view.window.met_by or OFFSET in view.window.met_by
    not_seen = f"{CANNOT_TELL}: nothing in a case shows whether it was done"
    return _Stand(OVERDUE, "nothing on file shows that it was done" if seen else not_seen)


def _not_in_time(view: View, done: _Done, kindest: date) -> _Stand:
    """Too late for the reading kindest to them, unless a paper of theirs took the matter up before."""
    late, before = _late(done, kindest), _earlier_paper(view)
    if before is not None and before <= kindest:
        return _Stand(MET, f"{CANNOT_TELL}: {late}, but a paper of theirs is of {with_year(before)}")
    if not done.exact:
        return _Stand(OVERDUE, f"{CANNOT_TELL}: {late}")
    recovery = view.setting.regime.recovery
    exceptions = [one.kind.replace("_", " ") for one in recovery.exceptions] if recovery and view.window.limits else []
    unless = f", unless an exception holds ({', '.join(exceptions)})" if exceptions else ""
    return _Stand(OVERDUE, f"{late}: {POSSIBLE}{unless}")


def _in_time(done: _Done, kindest: date, other: date) -> str:
    if done.day > kindest:
        return f"{counted((done.day - kindest).days, 'day')} after it, {with_year(done.day)}"
    if done.day > other:
        ends = f"one reading ends {with_year(other)}, the kindest {with_year(kindest)}"
        return f"{CANNOT_TELL}: done {with_year(done.day)}; {ends}"
    return ""


def _late(done: _Done, kindest: date) -> str:
    gap = counted((done.day - kindest).days, "day")
    if not done.exact:
        return f"it came {gap} after the day and bears no date"
    return f"{with_year(done.day)} is {gap} after the reading kindest to them"


def _earlier_paper(view: View) -> date | None:
    """The day of the first other paper in which they took the matter up, such as a request for records."""
    if DEMAND not in view.window.met_by:
        return None
    days = [one.dated_on for one in effective(view.setting.case.notices) if one.kind not in _SAYS_NOTHING]
    return min((day for day in days if day is not None), default=None)


def facts_of_paper(paper: Occasion, today: date) -> tuple[str, ...]:
    """``dated Mon 2 Mar; received Fri 6 Mar (date stamp)``; a day without evidence is ``as stated``."""
    said = f"dated {short(paper.dated, today)}" if paper.dated else f"no date on the {paper.word}"
    if paper.received is not None:
        evidence = paper.evidence.partition("[")[0].strip() or "evidence on file"
        said += f"; received {short(paper.received, today)} ({evidence if paper.evidence else 'as stated'})"
    return (said,)
