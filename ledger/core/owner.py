"""The page for the owner: what is demanded and taken, the next dates, what must be decided, and the money at risk."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.balance import NOTHING, Balance, last_choice
from ledger.core.deadline import MUST, Deadline
from ledger.core.due import without_a_day
from ledger.core.outlook import WAITING
from ledger.core.risk import Risk, risk_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledger.core.case import Case
    from ledger.core.outlook import Outlook
    from ledger.core.payer import Payer
    from ledger.core.practice import Person, Settings

DATES = 3


class Due(NamedTuple):
    """One act of ours with its day. ``owner`` is the handle of whoever answers for the case.

    ``protects`` says in words what the act protects.
    """

    case: str
    payer: str
    act: str
    day: date
    filed_when: str
    stops_taking: bool
    keeps_appeal: bool
    worth: Decimal
    owner: str
    protects: tuple[str, ...] = ()


class Question(NamedTuple):
    """One decision that waits for the owner, with the day by which it must be made where there is one."""

    case: str
    payer: str
    what: str
    amount: Decimal
    by: date | None


class Share(NamedTuple):
    """What one person answers for. ``cover`` is who stands in today, empty where the person is there."""

    person: str
    cases: int
    demanded: Decimal
    next_day: date | None
    cover: str


class Page(NamedTuple):
    """The whole page. ``undated`` are cases without a computable day, and the one fact to get for each."""

    today: date
    cases: int
    sums: Balance
    dates: tuple[Due, ...]
    undated: tuple[tuple[str, str, str], ...]
    questions: tuple[Question, ...]
    shares: tuple[Share, ...]
    risk: Risk


def owner_page(rows: Sequence[Outlook], settings: Settings, payers: Mapping[str, Payer], today: date) -> Page:
    """The page over all open cases, as of ``today``; no patient, claim or procedure stands on it."""
    rows = [row for row in rows if row.case.closed is None]
    dues = sorted((due for row in rows for due in _dues(row, payers)), key=lambda due: (due.day, due.case, due.act))
    undated = [
        (row.case.id, _name(row.case, payers), missing)
        for row in rows
        for missing in dict.fromkeys(one.missing for one in without_a_day(row.deadlines))
    ]
    return Page(
        today,
        len(rows),
        _summed([row.balance for row in rows]),
        tuple(dues[:DATES]),
        tuple(undated),
        tuple(question for row in rows for question in _questions(row, settings, payers)),
        _shares(rows, settings, today),
        risk_of(rows, settings, payers, today),
    )


def _summed(balances: Sequence[Balance]) -> Balance:
    return Balance(*(sum(column, NOTHING) for column in zip(Balance(*[NOTHING] * 8), *balances, strict=True)))


def _name(case: Case, payers: Mapping[str, Payer]) -> str:
    return payers[case.payer].name if case.payer in payers else case.payer


def _dues(row: Outlook, payers: Mapping[str, Payer]) -> list[Due]:
    return [_due(row.case, one, one.act_by, payers) for one in _waiting(row) if one.act_by is not None]


def _due(case: Case, one: Deadline, day: date, payers: Mapping[str, Payer]) -> Due:
    owner = case.owner or ""
    return Due(
        case.id,
        _name(case, payers),
        one.title,
        day,
        one.filed_when,
        one.stops_taking,
        one.keeps_appeal,
        one.worth,
        owner,
        one.protects,
    )


def _waiting(row: Outlook) -> list[Deadline]:
    return [one for one in row.deadlines if one.kind == MUST and one.state in WAITING]


def _questions(row: Outlook, settings: Settings, payers: Mapping[str, Payer]) -> list[Question]:
    case, amount = row.case, row.balance.demanded
    by = row.next.act_by if row.next is not None else None
    name = _name(case, payers)
    asked = [Question(case.id, name, what, amount, by) for what in _open_choices(row)]
    if _over_counsel_line(amount, settings) and not case.counsel:
        asked.append(Question(case.id, name, "ask counsel? over the line set", amount, by))
    if _over_plan_line(amount, settings) and not case.repayment_plans:
        asked.append(Question(case.id, name, "ask for a repayment plan?", amount, by))
    return asked


def _open_choices(row: Outlook) -> list[str]:
    choice = last_choice(row.case)
    if choice is None:
        return ["dispute or repay"]
    if choice == "hold":
        return ["on hold: dispute or repay"]
    return [f"some lines have no answer yet ({row.balance.unanswered:,.2f})"] if row.balance.unanswered else []


def _over_counsel_line(amount: Decimal, settings: Settings) -> bool:
    lines = settings.thresholds
    if lines is None:
        return False
    above = lines.counsel_amount is not None and amount > lines.counsel_amount
    return above or _share_of_revenue(amount, settings) > (lines.counsel_share or Decimal("Infinity"))


def _over_plan_line(amount: Decimal, settings: Settings) -> bool:
    lines = settings.thresholds
    share = lines.plan_share if lines is not None else None
    return share is not None and _share_of_revenue(amount, settings) > share


def _share_of_revenue(amount: Decimal, settings: Settings) -> Decimal:
    """Percent of a month's revenue; nothing where no revenue is on file."""
    finance = settings.finance
    if finance is None or not finance.monthly_revenue:
        return NOTHING
    return (amount * 100 / finance.monthly_revenue).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _shares(rows: Sequence[Outlook], settings: Settings, today: date) -> tuple[Share, ...]:
    owned: dict[str, list[Outlook]] = {}
    for row in rows:
        owned.setdefault(row.case.owner or "", []).append(row)
    people = {person.id: person for person in settings.people}
    return tuple(_share(name, own, people, today) for name, own in sorted(owned.items()))


def _share(handle: str, rows: Sequence[Outlook], people: Mapping[str, Person], today: date) -> Share:
    person = people.get(handle)
    demanded = sum((row.balance.demanded for row in rows), NOTHING)
    days = [one.act_by for row in rows for one in _waiting(row) if one.act_by is not None]
    name = person.name if person is not None else handle or "nobody"
    return Share(name, len(rows), demanded, min(days, default=None), _cover(person, people, today))


def away(person: Person, today: date) -> bool:
    """Whether somebody is away on a day; without a last day the leave goes on."""
    begun = person.away_from is not None and person.away_from <= today
    return begun and (person.away_through is None or today <= person.away_through)


def _cover(person: Person | None, people: Mapping[str, Person], today: date) -> str:
    if person is None or not away(person, today):
        return ""
    cover = people.get(person.covered_by or "")
    return cover.name if cover is not None else "nobody"
