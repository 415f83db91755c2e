"""What a case's debt costs by day: owed today, the next charges, what paying earlier saves, and instalments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from ledger.core.amount import dollars, plain
from ledger.core.case import Case
from ledger.core.day import short
from ledger.core.interest.debt import Debt, Owed, free_through, instalments, next_charges, owed_on
from ledger.core.interest.of_case import Charged
from ledger.core.law.calendar import DAY, MONTHS, Calendar, after
from ledger.core.law.rule import Charging
from ledger.core.law.taking_back import PRACTICE
from ledger.report.columns import DISCLAIMER, wrapped

_HANG = " " * 12
_CHARGES = 4


class Asked(NamedTuple):
    """The day the debt is looked at, how many instalments to try, and the calendar they fall due by."""

    on: date
    months: Sequence[int]
    calendar: Calendar


def planned(case: Case, debts: Iterable[Charged], asked: Asked) -> list[str]:
    """The screen of ``recoup plan CASE``."""
    lines = [f"{case.id}  {case.title}", ""]
    listed = list(debts)
    if not listed:
        said = "No rule about interest is known for this case; what the letter and the contract say counts."
        lines += wrapped(f"Interest    {said}", _HANG)
    for one in listed:
        lines += [*_of_debt(one, asked), ""]
    lines += wrapped("Paying is your decision; this program pays nothing and sends nothing.", "")
    return [*lines, f"Check the source. {DISCLAIMER}"]


def _of_debt(one: Charged, asked: Asked) -> list[str]:
    head = wrapped(f"Interest    {one.interest.title} ({one.regime})", _HANG)
    if one.debt is None:
        return [*head, *wrapped(f"Not known   {one.missing}", _HANG)]
    debt = one.debt
    head += wrapped(f"Debt        {dollars(debt.principal)} from {_day(debt.begun, asked.on)}", _HANG)
    head += wrapped(f"Rate        {debt.rate.normalize():f} percent a year; {one.rate_source}", _HANG)
    main, *others = one.readings
    head += _of_reading(one, debt, main, asked)
    for charging in others:
        head += _of_another(one, debt, charging, asked)
    if one.version is not None and one.version.note:
        head += wrapped(f"Note        {one.version.note}", _HANG)
    return head


def _of_reading(one: Charged, debt: Debt, charging: Charging, asked: Asked) -> list[str]:
    lines = wrapped(f"Reading     {_read_as(charging)}", _HANG)
    whose = "They owe" if one.interest.owed_to == PRACTICE else "Owed"
    lines += wrapped(f"{whose:<12}{_sum(owed_on(debt, charging, asked.on))} on {_day(asked.on, asked.on)}", _HANG)
    if one.interest.owed_to == PRACTICE:
        return lines
    return [*lines, *_charges(debt, charging, asked), *_over_time(debt, charging, asked)]


def _of_another(one: Charged, debt: Debt, charging: Charging, asked: Asked) -> list[str]:
    """A reading beside the main one, by what differs from it."""
    lines = wrapped(f"Also read   {_read_as(charging)}", _HANG)
    owed, before = owed_on(debt, charging, asked.on), owed_on(debt, one.readings[0], asked.on)
    said = [f"{_sum(owed)} on {_day(asked.on, asked.on)}"] if owed.total != before.total else []
    free, first = free_through(debt, charging), free_through(debt, one.readings[0])
    if free is not None and free != first and free >= asked.on:
        said.append(f"paid by {_day(free, asked.on)} it costs no interest")
    mine, main = (next_charges(debt, reading, asked.on, 2) for reading in (charging, one.readings[0]))
    if mine != main and mine:
        said.append(f"charged on {', '.join(_day(day, asked.on) for day in mine)}")
    return lines + wrapped(f"{'':<12}{'; '.join(said) or 'today it comes to the same'}", _HANG)


def _read_as(charging: Charging) -> str:
    because = f"; {charging.because}" if charging.because else ""
    return f"{_charged_for(charging)} ({charging.citation}, confidence {charging.confidence}){because}"


def _charged_for(charging: Charging) -> str:
    year = f", a year of {charging.year_days} days" if charging.year_days else ""
    free = f", nothing where paid within {charging.free_days} days" if charging.free_days else ""
    words = {
        "full_periods": f"for each full {charging.period_days} days",
        "started_periods": f"for each {charging.period_days} days or part of them",
        "days": "for each day",
    }
    return f"{words[charging.charged_for]}{year}{free}"


def _sum(owed: Owed) -> str:
    interest = f" and {dollars(owed.interest)} interest" if owed.interest else ", no interest yet"
    return f"{dollars(owed.principal)}{interest}"


def _charges(debt: Debt, charging: Charging, asked: Asked) -> list[str]:
    """The next charges: what paying the day before each saves against paying on the day."""
    lines: list[str] = []
    free = free_through(debt, charging)
    if free is not None and free >= asked.on:
        lines += wrapped(f"Free        paid by {_day(free, asked.on)} it costs no interest", _HANG)
    for day in next_charges(debt, charging, asked.on, _CHARGES):
        before, charged = owed_on(debt, charging, day - DAY), owed_on(debt, charging, day)
        saved = charged.total - before.total
        text = f"{_day(day - DAY, asked.on):>16}  {dollars(before.total):>12}   a day later {dollars(saved):>10} more"
        lines.append(f"{'Paid by' if not any('a day later' in line for line in lines) else '':<12}{text}")
    return lines


def _over_time(debt: Debt, charging: Charging, asked: Asked) -> list[str]:
    lines: list[str] = []
    for months in asked.months:
        due = [after(asked.on, number, MONTHS, asked.calendar) for number in range(1, months + 1)]
        each, interest = instalments(debt, charging, asked.on, due)
        text = f"{months:>3} months  {dollars(each):>10} a month  {dollars(interest):>10} interest in all"
        lines.append(f"{'Over time' if not lines else '':<12}{text}")
    return lines


def _day(day: date, today: date) -> str:
    return short(day) if day.year == today.year else f"{short(day)} {day.year}"


def as_data(debts: Iterable[Charged], asked: Asked) -> list[dict[str, Any]]:
    """The same for a program: amounts as text, every reading."""
    return [_debt_data(one, asked) for one in debts]


def _debt_data(one: Charged, asked: Asked) -> dict[str, Any]:
    data: dict[str, Any] = {
        "regime": one.regime,
        "interest": one.interest.name,
        "owed_to": one.interest.owed_to,
        "missing": one.missing or None,
        "rate_source": one.rate_source or None,
        "readings": [],
    }
    if one.debt is None:
        return data
    data |= {"principal": plain(one.debt.principal), "rate": str(one.debt.rate), "from": str(one.debt.begun)}
    for charging in one.readings:
        owed = owed_on(one.debt, charging, asked.on)
        data["readings"].append(
            {
                "charged_for": charging.charged_for,
                "citation": charging.citation,
                "confidence": charging.confidence,
                "on": str(asked.on),
                "principal": plain(owed.principal),
                "interest": plain(owed.interest),
                "total": plain(owed.total),
                "free_through": str(free_through(one.debt, charging) or "") or None,
                "next_charges": [
                    {"on": str(day), "total": plain(owed_on(one.debt, charging, day).total)}
                    for day in next_charges(one.debt, charging, asked.on, _CHARGES)
                ],
            }
        )
    return data


def months_of(text: str) -> tuple[int, ...] | None:
    """``6,12,36`` as numbers; None where it is none, or no plan a debt could have (1 to 120 months)."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    numbers = tuple(int(part) for part in parts)
    return numbers if all(1 <= number <= _MOST_MONTHS for number in numbers) else None


_MOST_MONTHS = 120
