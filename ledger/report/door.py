"""The screen for a save that was stopped at a deadline: what moved, what to do, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date
from textwrap import wrap

from ledger.core.day import short
from ledger.core.stopping import MOVES, Stop, act, level_of, prefix

NOT_ADVICE = "Not a substitute for the advice of an attorney."
_WIDTH = 80


def stopped(stop: Stop, today: date) -> list[str]:
    """The lines of the screen. The first stands alone: editors show no more."""
    case, finding = stop.deadline.case, stop.finding
    where = f"{case} line {finding.line}" if finding.line else case
    moves = finding.code == MOVES
    what = "moves an unanswered date later without proof" if moves else "changes a case with no answer recorded"
    said = f"Nothing you typed is lost. {_capital(act(stop.deadline, today))}; no answer is recorded."
    return [
        f"NOT SAVED: {where} {what}",
        *wrap(f"{said} {_change(stop, today)}".strip(), _WIDTH),
        *(f"  {name:<17}  {command}" for name, command in _ways(stop, today)),
        "Calls, letters, money, documents and work on claims are always saved.",
        NOT_ADVICE,
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _change(stop: Stop, today: date) -> str:
    if stop.finding.code != MOVES:
        return ""
    if not stop.was:
        return "Its day moves later, no document named."
    return f"{stop.field} went from {_day(stop.was, today)} to {_day(stop.now, today)}, no document named."


def _day(text: str, today: date) -> str:
    try:
        return short(date.fromisoformat(text[:10]), today).partition(" ")[2]
    except ValueError:
        return text or "nothing"


def _ways(stop: Stop, today: date) -> list[tuple[str, str]]:
    case, name, level = prefix(stop.deadline.case), stop.deadline.name, level_of(stop.deadline)
    ways = [("It was sent", f"recoup appeal {case} {level} --sent-on DATE --proof TEXT")]
    if stop.now:
        day = _day(stop.now, today)
        right = f"{day} is right" if day != stop.now else "That is right"
        ways.append((right, "name the document and page, save again"))
    return [
        *ways,
        ("More time given", f"recoup extend {case} {name} --until DATE --proof TEXT"),
        ("Closed, no filing", f"{f'recoup pass {case} {name}':<34} no reasons asked"),
        ("Not sure", f"{f'recoup explain {case} {name}':<34} later may be arguable"),
    ]
