"""Where one of our own acts stands on one day: answered, ended, or waiting by its days."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ledger.core.day import short
from ledger.core.deadline import (
    ANSWERED,
    LAPSED,
    MET,
    MOVED,
    NO_DATE,
    OPEN,
    OPTION,
    OVERDUE,
    PASSED,
    PAST_SAFE_DAY,
    RELEASED,
    SENT,
)
from ledger.core.entries import effective
from ledger.core.law.governing import counted
from ledger.core.reckoning.answer import Answer, answers, disputed_claims, open_claims, superseded
from ledger.core.reckoning.view import View


class Days(NamedTuple):
    """The safe day and the last day; None where there is none. ``moved``: an extension with its document moved them."""

    act_by: date | None
    arguable_until: date | None
    moved: bool = False


class Standing(NamedTuple):
    """The state, what met it and when, what to say about it, and the claims still open (None: all of them)."""

    state: str
    met_by: str = ""
    met_on: date | None = None
    note: str = ""
    left: tuple[str, ...] | None = None


def standing(view: View, filed_when: str, days: Days, kind: str) -> Standing:
    """Where an act stands: answered first, then ended, then by its days."""
    given = answers(view)
    filed = [(answer, day) for answer in given if (day := answer.day(filed_when)) is not None]
    in_time = [pair for pair in filed if days.arguable_until is None or pair[1] <= days.arguable_until]
    wanted = disputed_claims(view.setting.claims)
    left = open_claims(wanted, tuple(answer for answer, _ in in_time)) if in_time else None
    if left == ():
        return _met(in_time, days)
    on_the_way = [answer for answer in given if answer.day(filed_when) is None]
    ended = _ended(view, filed, in_time, on_the_way, days)
    if ended is not None:
        return ended
    if on_the_way and not open_claims(wanted, (*on_the_way, *(answer for answer, _ in in_time))):
        return Standing(SENT, "; ".join(answer.in_words() for answer in on_the_way), note="arrival not proven")
    part = f"{len(wanted) - len(left)} of {counted(len(wanted), 'claim')} answered" if left else ""
    return Standing(_by_its_days(kind, days, view.setting.today), note=part, left=left)


def _met(in_time: list[tuple[Answer, date]], days: Days) -> Standing:
    answer, day = max(in_time, key=lambda pair: pair[1])
    note = ""
    if days.act_by is not None and day > days.act_by:
        note = f"after the safe day, {short(days.act_by)} {days.act_by.year}; in time by a later reading"
    return Standing(MET, answer.in_words(), day, note)


def _ended(
    view: View,
    filed: list[tuple[Answer, date]],
    in_time: list[tuple[Answer, date]],
    on_the_way: list[Answer],
    days: Days,
) -> Standing | None:
    """An end without an answer in time: noted, answered after the last day, case closed, later level reached."""
    case, last = view.setting.case, days.arguable_until
    for entry in effective(case.passed):
        if entry.deadline == view.name:
            return Standing(PASSED, note=f"ended without a filing: {entry.how.replace('_', ' ')}")
    late = [*filed, *((one, one.sent) for one in on_the_way if one.sent is not None)]
    if last is not None and late and not in_time and all(day > last for _, day in late):
        answer, day = min(late, key=lambda pair: pair[1])
        gap = f"{counted((day - last).days, 'day')} after the last day reckoned, {short(last)} {last.year}"
        return Standing(ANSWERED, answer.in_words(), day, gap)
    if case.closed is not None:
        return Standing(RELEASED, note="the case is closed")
    later = superseded(view)
    return Standing(RELEASED, note=later) if later else None


def _by_its_days(kind: str, days: Days, today: date) -> str:
    if days.act_by is None or days.arguable_until is None:
        return NO_DATE
    if today <= days.act_by:
        return MOVED if days.moved else OPEN
    if today <= days.arguable_until:
        return PAST_SAFE_DAY
    return LAPSED if kind == OPTION else OVERDUE
