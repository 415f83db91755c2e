"""What could be taken in the next thirteen weeks if nothing stopped it, and what that does to the cash."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.balance import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledger.core.outlook import Outlook
    from ledger.core.payer import Payer
    from ledger.core.practice import Settings

WEEKS = 13
_MONTHS = 3
_CENT = Decimal("0.01")
_STOPPING = ("contest", "first", "second", "redetermination", "reconsideration")


class Risk(NamedTuple):
    """Amounts in dollars over thirteen weeks.

    ``exposed`` is what the papers leave, less what was taken and paid; ``taken`` the part of it that the payers'
    remittances could carry in that time; ``disputed`` the part of ``taken`` on cases whose dispute is on file.
    ``cash_now`` and ``cash_then`` are None where ledger.yaml has no figures. ``assumptions`` are sentences.
    """

    exposed: Decimal
    taken: Decimal
    disputed: Decimal
    cash_now: Decimal | None
    cash_then: Decimal | None
    months_now: Decimal | None
    months_then: Decimal | None
    assumptions: tuple[str, ...]


def risk_of(rows: Sequence[Outlook], settings: Settings, payers: Mapping[str, Payer], today: date) -> Risk:
    """The forecast for open cases: week by week, each payer takes what its remittances can carry."""
    exposed = {row.case.id: _exposed(row) for row in rows}
    taken: dict[str, Decimal] = dict.fromkeys(exposed, NOTHING)
    for slug in dict.fromkeys(row.case.payer for row in rows):
        own = [row for row in rows if row.case.payer == slug]
        _take(own, exposed, taken, _a_week(payers.get(slug)), today)
    total = sum(taken.values(), NOTHING)
    disputed = sum((taken[row.case.id] for row in rows if _dispute_on_file(row)), NOTHING)
    cash = _cash(settings, total)
    return Risk(sum(exposed.values(), NOTHING), total, disputed, *cash, _assumptions(rows, settings, payers))


def _exposed(row: Outlook) -> Decimal:
    sums = row.balance
    return max(sums.standing - sums.taken - sums.paid + sums.returned, NOTHING)


def _a_week(payer: Payer | None) -> Decimal | None:
    """Dollars a week that a payer's remittances can carry; None where its file does not say."""
    offsets = payer.offsets if payer is not None else None
    if offsets is None or offsets.weekly_remittance is None:
        return None
    return offsets.weekly_remittance * (offsets.share if offsets.share is not None else Decimal(100)) / 100


def _take(
    rows: Sequence[Outlook],
    exposed: Mapping[str, Decimal],
    taken: dict[str, Decimal],
    a_week: Decimal | None,
    today: date,
) -> None:
    for week in range(WEEKS):
        left = a_week
        end = today + timedelta(days=7 * (week + 1))
        for row in rows:
            starts = row.case.demand.offset_from
            if starts is not None and starts >= end:
                continue
            waiting = exposed[row.case.id] - taken[row.case.id]
            part = waiting if left is None else min(waiting, left)
            taken[row.case.id] += part
            left = None if left is None else left - part


def _dispute_on_file(row: Outlook) -> bool:
    case = row.case
    pending = [appeal.level for appeal in case.appeals if appeal.sent_on is not None and appeal.outcome is None]
    filed = [filing.kind for filing in case.filings if filing.sent_on is not None and filing.outcome is None]
    return any(name in _STOPPING for name in (*pending, *filed))


def _cash(settings: Settings, taken: Decimal) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]:
    finance = settings.finance
    if finance is None or finance.cash is None:
        return None, None, None, None
    flow = NOTHING
    if finance.monthly_revenue is not None and finance.monthly_cost is not None:
        flow = (finance.monthly_revenue - finance.monthly_cost) * _MONTHS
    then = finance.cash + flow - taken
    return finance.cash, then, _months(finance.cash, finance.monthly_cost), _months(then, finance.monthly_cost)


def _months(cash: Decimal, cost: Decimal | None) -> Decimal | None:
    return (cash / cost).quantize(Decimal("0.1"), ROUND_HALF_UP) if cost else None


def _assumptions(rows: Sequence[Outlook], settings: Settings, payers: Mapping[str, Payer]) -> tuple[str, ...]:
    said = ["nothing stops the taking, whatever is on file; taking starts on the day announced, else this week"]
    carried, unknown = [], []
    for slug in dict.fromkeys(row.case.payer for row in rows):
        name = payers[slug].name if slug in payers else slug
        a_week = _a_week(payers.get(slug))
        if a_week is None:
            unknown.append(name)
        else:
            carried.append(f"{name} takes at most {a_week.quantize(_CENT):,} a week")
    said += carried
    said += [f"no weekly figure for {', '.join(unknown)}: all at once"] if unknown else []
    finance = settings.finance
    if finance is not None and finance.cash is not None:
        when = f" as of {finance.as_of}" if finance.as_of is not None else ""
        said.append(f"cash{when}; {WEEKS} weeks are {_MONTHS} months of the revenue and cost in ledger.yaml")
    said.append("interest and penalties are not counted")
    return tuple(said)
