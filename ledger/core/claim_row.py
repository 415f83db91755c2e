"""One row of a claims table as values, each cell read for what its heading says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ledger.core import cell_value
from ledger.core.cell_value import Unreadable
from ledger.core.finding import Finding
from ledger.core.heading import TITLES, Columns, fold
from ledger.core.table import Cell, Row, cell_at, column_name

_FUNDING = {
    "fullyinsured": "fully_insured",
    "selffunded": "self_funded",
    "selfinsured": "self_funded",
    "government": "government",
    "unknown": "unknown",
}
AMOUNTS = ("billed", "allowed", "paid", "should_have_paid", "demanded")
_TOTAL = frozenset({"total", "totals", "grandtotal", "subtotal", "sum"})
_SPREAD = ("modifiers", "diagnoses")
_PRIVATE = ("born_on", "member_id", "name", "given", "family")


class ClaimRow(NamedTuple):
    """One service line of one claim, with what its row says of claim, patient and letter. Amounts in dollars."""

    row: int
    number: str = ""
    patient: str = ""
    account: str = ""
    name: str = ""
    given: str = ""
    family: str = ""
    born_on: date | None = None
    member_id: str = ""
    line: str = ""
    served_on: date | None = None
    served_through: date | None = None
    procedure: str = ""
    modifiers: tuple[str, ...] = ()
    place: str = ""
    units: Decimal | None = None
    minutes: int | None = None
    diagnoses: tuple[str, ...] = ()
    billed: Decimal | None = None
    allowed: Decimal | None = None
    paid: Decimal | None = None
    should_have_paid: Decimal | None = None
    demanded: Decimal | None = None
    paid_on: date | None = None
    trace: str = ""
    plan: str = ""
    funding: str = ""
    reason: str = ""
    reference: str = ""
    dated_on: date | None = None
    received_on: date | None = None
    answer_by: date | None = None

    @property
    def patient_name(self) -> str:
        """The patient's name as typed, or put together from its two columns."""
        return self.name or f"{self.given} {self.family}".strip()


def read_row(row: Row, columns: Columns) -> tuple[ClaimRow, list[Finding]]:
    """Return the values of one row and a finding for every cell that cannot be trusted."""
    values: dict[str, Any] = {}
    findings = _too_long(row, columns)
    for field, index in _places(columns):
        cell = cell_at(row, index)
        try:
            value = _READ.get(field, cell_value.words)(cell) if cell_value.filled(cell) else None
        except Unreadable as problem:
            findings.append(cell_finding(_kept_private(problem) if field in _PRIVATE else problem, row.number, index))
            continue
        if value is not None:
            values[field] = values.get(field, ()) + value if field in _SPREAD else value
    missing = [field for field in _needed(columns) if not cell_value.filled(cell_at(row, columns.first(field)))]
    findings += [_empty(row.number, columns.first(field), field) for field in missing]
    return ClaimRow(row.number, **values), findings


def cell_finding(problem: Unreadable, row: int, index: int) -> Finding:
    """Return the finding for one cell, named as a spreadsheet names it: B7."""
    message = f"{column_name(index)}{row}: {problem.message}"
    return Finding(problem.code, message, problem.hint, line=row, column=index + 1)


def is_total(row: Row, columns: Columns) -> bool:
    """Whether a row holds totals: it says so before anything else, or holds nothing but amounts."""
    filled = [index for index, cell in enumerate(row.cells) if cell.text.strip()]
    if filled and fold(row.cells[filled[0]].text) in _TOTAL:
        return True
    money = {index for field in AMOUNTS for index in columns.of.get(field, ())}
    return bool(filled) and money.issuperset(filled)


def _kept_private(problem: Unreadable) -> Unreadable:
    """Return the problem without the value: personal data are not repeated on a screen."""
    return Unreadable(problem.code, "the cell cannot be read as its heading says", problem.hint)


def _places(columns: Columns) -> Iterator[tuple[str, int]]:
    for field, indexes in columns.of.items():
        for index in indexes:
            yield field, index


def _needed(columns: Columns) -> tuple[str, ...]:
    wanted = ("number", "demanded", "served_on", "procedure", "patient" if columns.has("patient") else "account")
    return tuple(field for field in wanted if columns.has(field))


def _empty(row: int, index: int, field: str) -> Finding:
    message = f"{column_name(index)}{row}: the {TITLES[field]} is empty"
    hint = (
        "write 0.00 where nothing is demanded"
        if field == "demanded"
        else "every row names it, also below a merged cell"
    )
    return Finding("LED202", message, hint, line=row, column=index + 1)


def _too_long(row: Row, columns: Columns) -> list[Finding]:
    over = [index for index, cell in enumerate(row.cells) if index >= columns.width and cell.text.strip()]
    if not over:
        return []
    message = f"row {row.number} has more cells than there are headings"
    hint = "an amount such as 1,482.60 may have been split at its comma; put it in quotes or save as XLSX"
    return [Finding("LED120", message, hint, line=row.number, column=over[0] + 1)]


def _funding(cell: Cell) -> str:
    text = cell_value.words(cell)
    try:
        return _FUNDING[fold(text)]
    except KeyError:
        hint = "write fully insured, self-funded, government or unknown"
        raise Unreadable("LED205", f"{text} says not who funds the plan", hint) from None


def _slug(cell: Cell) -> str:
    return "-".join(cell_value.words(cell).casefold().split())


_READ: Mapping[str, Callable[[Cell], Any]] = {
    "number": cell_value.claim_number,
    "patient": cell_value.patient_key,
    "account": cell_value.patient_key,
    "member_id": cell_value.unchanged,
    "trace": cell_value.unchanged,
    "reference": cell_value.unchanged,
    "line": cell_value.unchanged,
    "place": cell_value.unchanged,
    "procedure": cell_value.procedure,
    "modifiers": cell_value.codes,
    "diagnoses": cell_value.codes,
    "units": cell_value.units,
    "minutes": cell_value.count,
    "funding": _funding,
    "plan": _slug,
    **dict.fromkeys(AMOUNTS, cell_value.amount),
    **dict.fromkeys(
        ("born_on", "served_on", "served_through", "paid_on", "dated_on", "received_on", "answer_by"), cell_value.day
    ),
}
