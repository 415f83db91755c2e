"""What an update of the rules changes, in sentences, and which open days it moves, the loud ones first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from ledger.core.day import short
from ledger.core.deadline import THEIRS, Deadline
from ledger.core.law.moved import (
    APPEARS,
    ARGUABLE,
    DISAPPEARS,
    EARLIER,
    GETS_A_DAY,
    LATER,
    LOSES_ITS_DAY,
    DayMoved,
)
from ledger.report.columns import DISCLAIMER, WIDTH

LOUD = "OURS, LATER OR GONE BY THE NEW RULES: look at each before you rely on it"
_WORDS = {
    LATER: "later",
    EARLIER: "earlier",
    APPEARS: "new",
    DISAPPEARS: "gone",
    GETS_A_DAY: "has a day now",
    LOSES_ITS_DAY: "has no day any more",
    ARGUABLE: "only the arguable day, for your attorney to judge",
}


def changed(name: str, title: str, said: Iterable[str]) -> list[str]:
    """One rule file and what differs in it."""
    lines = [f"{name}   {title}"[:WIDTH]]
    return [*lines, *(line for one in said for line in wrap(f"  {one}", WIDTH, subsequent_indent="      "))]


def left(file: str, why: str, step: str) -> list[str]:
    """One rule file that an update leaves alone, why, and what would replace it."""
    said = f"LEFT AS IT IS: {file}, {why}"
    lines = [*wrap(said, WIDTH, subsequent_indent="  "), *wrap(f"  {step} puts the shipped text there", WIDTH)]
    return [line.rstrip() for line in lines]


def moves(moved: Sequence[DayMoved], cases: int) -> list[str]:
    """Every open day that moves, and how many; the count says that all open cases were looked at."""
    looked = f"{cases} open case{'' if cases == 1 else 's'} looked at"
    if not moved:
        return [f"No open day moves; {looked}.", DISCLAIMER]
    days = "1 open day moves" if len(moved) == 1 else f"{len(moved)} open days move"
    loud = sum(one.is_loud for one in moved)
    return [*moves_said(moved), f"{days}, {loud} of ours later or gone; {looked}.", DISCLAIMER]


def moves_said(moved: Sequence[DayMoved]) -> list[str]:
    """The days that move, from which day to which; those to look at first under a heading of their own."""
    loud, others = [one for one in moved if one.is_loud], [one for one in moved if not one.is_loud]
    lines = [LOUD, *(line for one in loud for line in _moved(one))] if loud else []
    return lines + (["OPEN DAYS THAT MOVE", *(line for one in others for line in _moved(one))] if others else [])


def _moved(moved: DayMoved) -> list[str]:
    one, (was, now) = moved.deadline, moved.days
    whose = "theirs, " if one.kind == THEIRS else ""
    lines = wrap(
        f"  {one.case}  {one.title} ({one.name}): {whose}{_WORDS[moved.change]}", WIDTH, subsequent_indent=" " * 18
    )
    if moved.change in (APPEARS, DISAPPEARS):
        lines.append(f"{'':<18}{_day(now if moved.change == APPEARS else was, one)}")
    else:
        lines.append(f"{'':<18}{_day(was, one)}  ->  {_day(now, one)}")
    return lines + ([f"{'':<18}{said}"] if (said := _arguable(moved)) else [])


def _arguable(moved: DayMoved) -> str:
    """How the arguable day moved beside the day to act by; empty where it did not, or is the same day."""
    if moved.change == ARGUABLE or moved.before is None or moved.after is None:
        return ""
    was, now = moved.before.arguable_until, moved.after.arguable_until
    if was == now or (was, now) == (moved.before.act_by, moved.after.act_by):
        return ""
    return f"arguable, for your attorney to judge: {_day(was, moved.before)}  ->  {_day(now, moved.after)}"


def _day(day: date | None, one: Deadline) -> str:
    return f"{short(day)} {day.year}" if day is not None else f"no day{f' ({one.missing})' if one.missing else ''}"


def as_data(moved: DayMoved) -> dict[str, Any]:
    """One moved day for a program; a day is null where there is none."""
    one = moved.deadline
    before, after = moved.before, moved.after
    return {
        "case": one.case,
        "deadline": one.name,
        "regime": one.regime or None,
        "change": moved.change,
        "look_first": moved.is_loud,
        "before": _text(before.act_by if before else None),
        "after": _text(after.act_by if after else None),
        "arguable_before": _text(before.arguable_until if before else None),
        "arguable_after": _text(after.arguable_until if after else None),
    }


def _text(day: date | None) -> str | None:
    return None if day is None else str(day)
