"""From a table to claims: lines grouped by claim number, identities split off, everything odd named by its cell.

Nothing is guessed and nothing is dropped unseen: a table with one error yields findings for all its errors, and its
claims are not to be used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ledger.core.amount import dollars
from ledger.core.case import Claim, Line
from ledger.core.cell_value import Unreadable, amount, filled, rounded
from ledger.core.claim_identity import Identity, identities_in
from ledger.core.claim_row import ClaimRow, cell_finding, is_total, read_row
from ledger.core.finding import Finding
from ledger.core.heading import Columns, columns_of, fold
from ledger.core.table import NUMBER, Row, Table, cell_at, column_name


class LetterFacts(NamedTuple):
    """What every row of a table says alike of the letter it belongs to."""

    reference: str = ""
    dated_on: date | None = None
    received_on: date | None = None
    answer_by: date | None = None


class ClaimsRead(NamedTuple):
    """The outcome of one table. ``total`` is the sum demanded, in dollars, ``lines`` how many rows it comes from."""

    claims: tuple[Claim, ...] = ()
    identities: tuple[Identity, ...] = ()
    letter: LetterFacts = LetterFacts()
    total: Decimal = Decimal(0)
    lines: int = 0
    findings: tuple[Finding, ...] = ()


def claims_from(table: Table, reasons: Collection[str] = ()) -> ClaimsRead:
    """Read a table of claims. ``reasons`` are the words the format knows; another reason is quoted as stated."""
    columns, findings = columns_of(table)
    if columns is None:
        return ClaimsRead(findings=tuple(findings))
    rows, wrong = _rows(table, columns)
    findings += wrong
    if not columns.has("number"):
        return ClaimsRead(findings=tuple(findings))
    findings += [*_typed_as_numbers(table, columns, rows), *_rounded(rows, columns), *_twins(rows)]
    groups = _grouped(rows)
    claims = tuple(_claim(group, columns, reasons, findings) for group in groups)
    identities, wrong = identities_in(rows)
    findings += wrong
    letter = LetterFacts(*(_same_for_all(rows, field, findings) for field in LetterFacts._fields))
    if not rows:
        findings.append(Finding("LED120", "no claims stand below the headings", line=columns.row, column=1))
    return ClaimsRead(claims, identities, letter, _demanded(rows), len(rows), tuple(findings))


def _demanded(rows: Iterable[ClaimRow]) -> Decimal:
    return sum((row.demanded or Decimal(0) for row in rows), Decimal(0))


def _rows(table: Table, columns: Columns) -> tuple[list[ClaimRow], list[Finding]]:
    """Read every row below the headings; rows of totals are compared and left out."""
    rows: list[ClaimRow] = []
    findings: list[Finding] = []
    since_total = Decimal(0)
    for row in table.rows:
        if row.number <= columns.row or not any(filled(cell) for cell in row.cells):
            continue
        if is_total(row, columns):
            if not findings:  # an amount that could not be read would make every total wrong
                findings += _total(row, columns, (since_total, _demanded(rows)))
            since_total = Decimal(0)
            continue
        claim_row, wrong = read_row(row, columns)
        rows.append(claim_row)
        findings += wrong
        since_total += claim_row.demanded or Decimal(0)
    return rows, findings


def _total(row: Row, columns: Columns, sums: Sequence[Decimal]) -> list[Finding]:
    if not columns.has("demanded"):
        return []
    index = columns.first("demanded")
    cell = cell_at(row, index)
    if not filled(cell):
        return []
    try:
        said = amount(cell)
    except Unreadable as problem:
        return [cell_finding(problem, row.number, index)]
    if said in sums:
        return []
    place = f"{column_name(index)}{row.number}"
    message = f"{place}: the total says {dollars(said)}, the rows above add up to {dollars(sums[-1])}"
    hint = "a row may be missing, hidden or counted twice"
    return [Finding("LED224", message, hint, line=row.number, column=index + 1)]


def _typed_as_numbers(table: Table, columns: Columns, rows: Iterable[ClaimRow]) -> list[Finding]:
    """A number cell keeps no leading zeros: say so once, for all rows."""
    index = columns.first("number")
    taken = {row.row for row in rows if row.number}
    cells = [(row.number, cell_at(row, index)) for row in table.rows if row.number in taken]
    numbers = [row for row, cell in cells if cell.kind == NUMBER and (not cell.form or cell.form.strip("0"))]
    if not numbers:
        return []
    message = (
        f"column {column_name(index)}: {len(numbers)} claim numbers are typed as numbers; leading zeros would be gone"
    )
    hint = "compare them with the letter; a column formatted as Text keeps zeros"
    return [Finding("LED225", message, hint, line=numbers[0], column=index + 1)]


def _rounded(rows: Iterable[ClaimRow], columns: Columns) -> list[Finding]:
    rows = list(rows)
    cut = rounded(row.number for row in rows)
    index = columns.first("number")
    return [
        cell_finding(
            Unreadable("LED221", f"{row.number} looks rounded: only zeros follow its 15th digit", _RETYPE),
            row.row,
            index,
        )
        for row in rows
        if row.number in cut
    ]


_RETYPE = "format the column as Text, then type the numbers again from the letter"


def _twins(rows: Sequence[ClaimRow]) -> list[Finding]:
    """Two rows for one service of one claim, unless a line number tells them apart."""
    seen: dict[tuple[Any, ...], int] = {}
    findings = []
    for row in rows:
        identity = (row.number, row.line or (row.served_on, row.procedure, row.modifiers))
        if row.number and identity in seen:
            message = f"rows {seen[identity]} and {row.row} hold the same service of claim {row.number}"
            hint = "delete one; if both were billed, add a column Service line number"
            findings.append(Finding("LED311", message, hint, line=row.row, column=1))
        seen.setdefault(identity, row.row)
    return findings


def _grouped(rows: Iterable[ClaimRow]) -> list[list[ClaimRow]]:
    groups: dict[str, list[ClaimRow]] = {}
    for row in rows:
        if row.number:
            groups.setdefault(row.number, []).append(row)
    return list(groups.values())


def _claim(rows: list[ClaimRow], columns: Columns, reasons: Collection[str], findings: list[Finding]) -> Claim:
    def one(field: str, title: str) -> Any:  # noqa: ANN401 - the type is the field's
        return _agreed(rows, field, title, findings)

    said = list(dict.fromkeys(row.reason for row in rows if row.reason))
    known = [reason for reason in reasons if len(said) == 1 and fold(reason) == fold(said[0])]
    patient = one("patient", "patient accounts") or None
    account = one("account", "patient control numbers") or None
    itemized = columns.has("served_on") and columns.has("procedure")
    return Claim(
        rows[0].number,
        patient=patient or account,
        account=account if patient else None,
        plan=one("plan", "plans") or None,
        funding=one("funding", "kinds of funding") or None,
        diagnoses=tuple(dict.fromkeys(code for row in rows for code in row.diagnoses)),
        paid_on=one("paid_on", "paid dates"),
        trace=one("trace", "check numbers") or None,
        reason=known[0] if known else None,
        stated="; ".join(said) or None if not known else None,
        demanded=None if itemized else rows[0].demanded,
        lines=tuple(_line(row) for row in rows if row.served_on and row.procedure) if itemized else (),
    )


def _line(row: ClaimRow) -> Line:
    return Line(
        row.served_on or date.min,
        row.procedure,
        line=row.line or None,
        served_through=row.served_through if row.served_through != row.served_on else None,
        modifiers=row.modifiers,
        place=row.place or None,
        units=row.units,
        minutes=row.minutes,
        billed=row.billed,
        allowed=row.allowed,
        paid=row.paid,
        should_have_paid=row.should_have_paid,
        demanded=row.demanded,
    )


def _agreed(rows: Sequence[ClaimRow], field: str, title: str, findings: list[Finding]) -> Any:  # noqa: ANN401
    """Return what the rows of one claim say alike of a field; rows that leave it empty have no say."""
    values = {getattr(row, field): row.row for row in reversed(rows) if getattr(row, field)}
    if len(values) > 1:
        numbers = sorted(values.values())
        message = f"claim {rows[0].number}: rows {numbers[0]} and {numbers[1]} have two {title}"
        hint = "one claim has one; correct the row that is wrong"
        findings.append(Finding("LED226", message, hint, line=numbers[1], column=1))
    return next(iter(values), None)


def _same_for_all(rows: Sequence[ClaimRow], field: str, findings: list[Finding]) -> Any:  # noqa: ANN401
    """Return what all rows say alike of the letter; a second reference means a second letter."""
    values = {getattr(row, field): row.row for row in reversed(rows) if getattr(row, field)}
    if field == "reference" and len(values) > 1:
        numbers = sorted(values.values())
        message = f"rows {numbers[0]} and {numbers[1]} belong to letters with different numbers"
        findings.append(Finding("LED226", message, "keep one file for each letter", line=numbers[1], column=1))
    empty = LetterFacts()._asdict()[field]
    return next(iter(values)) if len(values) == 1 else empty
