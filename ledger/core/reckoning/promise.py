"""Days that no law brings: promises, follow-ups, hearings, offers, holds, announced takings, instalments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ledger.core.amount import dollars
from ledger.core.case import Case, Communication
from ledger.core.day import short
from ledger.core.deadline import LAPSED, MET, OPEN, OPTION, OVERDUE, PASSED, RELEASED, TERM, THEIRS, Deadline
from ledger.core.entries import effective
from ledger.core.law.calendar import MONTHS, Calendar, after
from ledger.core.reckoning.taking import announced
from ledger.core.reckoning.theirs import before_the_day, concerns_taking
from ledger.core.sending import RepaymentPlan

_TITLE_WIDTH = 60
_RUNNING = ("granted", "granted_in_part")
_ASK_AGAIN = "follow_up"


class _Day(NamedTuple):
    """A day that somebody named: ``done`` where it was kept or looked at again."""

    name: str
    title: str
    kind: str
    day: date
    done: date | None = None


def days_named(case: Case, calendar: Calendar, today: date) -> list[Deadline]:
    """Every day that stands in the case itself, with its state."""
    named = [*_talks(case), *_evidence(case), *_hearings(case), *_offers(case), *_holds(case, today)]
    return [*(_deadline(case, one, today) for one in named), *_instalments(case, calendar, today)]


def _talks(case: Case) -> list[_Day]:
    """What was promised and what we meant to look at again; the next contact from that day on settles it."""
    talks = effective(case.communications)
    found = []
    for talk in talks:
        for word, kind, day in (("promise", THEIRS, talk.promised_by), ("follow_up", TERM, talk.follow_up_on)):
            if day is not None:
                later = [one.at.day for one in talks if one is not talk and one.at.day >= day]
                found.append(_Day(f"{word}/{day}", _gist(talk), kind, day, min(later, default=None)))
    return found


def _gist(talk: Communication) -> str:
    """The first sentence of what was said, cut at a word: the whole of it stands in the case."""
    first = " ".join(talk.summary.split()).partition(". ")[0].rstrip(".")
    return first if len(first) <= _TITLE_WIDTH else first[:_TITLE_WIDTH].rsplit(" ", 1)[0].rstrip(",;:") + " ..."


def _evidence(case: Case) -> list[_Day]:
    return [
        _Day(f"promise/{item.id or item.item}", item.item.replace("_", " "), THEIRS, item.promised_by, item.received_on)
        for item in case.evidence
        if item.promised_by is not None
    ]


def _hearings(case: Case) -> list[_Day]:
    return [
        _Day("hearing", "hearing", TERM, appeal.hearing_on, appeal.decided_on)
        for appeal in effective(case.appeals)
        if appeal.hearing_on is not None
    ]


def _offers(case: Case) -> list[_Day]:
    found = []
    for offer in case.offers:
        if offer.until is not None and offer.accepted_on is None:
            ours = offer.made_by == "practice"
            amount = f" of {dollars(offer.amount)}" if offer.amount is not None else ""
            title, kind = (f"answer to our offer{amount}", THEIRS) if ours else (f"their offer{amount} ends", OPTION)
            found.append(_Day(f"offer/{offer.until}", title, kind, offer.until))
        if offer.pay_by is not None and offer.accepted_on is not None:
            found.append(_Day(f"payment/{offer.pay_by}", "payment agreed", TERM, offer.pay_by))
    return found


def _holds(case: Case, today: date) -> list[_Day]:
    """The last days through which they said they hold the taking; once past, nothing is left to do about them."""
    ends = {
        *(one.held_through for one in effective(case.filings)),
        *(one.held_through for one in effective(case.appeals)),
        *(one.held_through for one in effective(case.repayment_plans)),
    }
    days = sorted(day for day in ends if day is not None)
    return [_Day(f"hold/{day}", "their hold ends", TERM, day, day if day < today else None) for day in days]


def announced_takings(case: Case, by_law: Iterable[Deadline], today: date) -> list[Deadline]:
    """The days for which the payer announces the taking, beside the earliest days that the law gives for it."""
    days = announced(case)
    law = [one for one in by_law if concerns_taking(one.name) and one.act_by is not None]
    earliest = min((one.act_by for one in law if one.act_by is not None), default=date.min)
    other = max((reading.day for one in law for reading in one.readings), default=date.min)
    found = []
    for day in days:
        name = "taking_announced" if len(days) == 1 else f"taking_announced/{day}"
        done = day if day <= today else None
        one = _deadline(case, _Day(name, "taking announced", THEIRS, day, done), today)
        note = before_the_day("announced for", day, earliest, other)
        found.append(one._replace(awaited=False, note=note, facts=("the letter or a later notice announces it",)))
    return found


def _instalments(case: Case, calendar: Calendar, today: date) -> list[Deadline]:
    """The instalments of the plan that runs, each met by the payment of its number."""
    paid = [entry.dated_on for entry in effective(case.money) if entry.kind == "instalment"]
    running = [plan for plan in effective(case.repayment_plans) if plan.outcome in _RUNNING and plan.ended_on is None]
    found = []
    for plan in running[-1:]:
        for number, due in enumerate(_due(plan, calendar)):
            done = paid[number] if number < len(paid) else None
            named = _Day(f"instalment/{due}", f"instalment {number + 1}", TERM, due, done)
            deadline = _deadline(case, named, today)
            found.append(deadline if plan.instalment is None else deadline._replace(worth=plan.instalment))
    return found


def _due(plan: RepaymentPlan, calendar: Calendar) -> list[date]:
    if plan.first_due_on is None:
        return []
    return [after(plan.first_due_on, number, MONTHS, calendar) for number in range(plan.months or 1)]


def _deadline(case: Case, named: _Day, today: date) -> Deadline:
    state = OPEN
    if named.done is not None:
        state = MET
    elif any(one.deadline == named.name for one in effective(case.passed)):
        state = PASSED
    elif case.closed is not None:
        state = RELEASED
    elif today > named.day:
        state = LAPSED if named.kind == OPTION else OVERDUE
    return Deadline(
        case=case.id,
        name=named.name,
        title=named.title,
        kind=named.kind,
        state=state,
        act_by=named.day,
        arguable_until=named.day,
        filed_when="sent",
        facts=(f"named for {short(named.day)} {named.day.year}",),
        met_on=named.done,
        then=_ASK_AGAIN if named.kind == THEIRS else "",
    )
