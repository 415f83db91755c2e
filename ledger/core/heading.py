"""Which column of a payer's or a biller's spreadsheet means what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ledger.core.finding import Finding
from ledger.core.table import Row, Table, column_name

_WORDS: dict[str, str] = {
    "number": (
        "claim, claim number, claim no, claim num, claim nbr, claim id, icn, dcn, fcn, ccn, tcn, payer claim id, "
        "payer claim number, payer control number, payer claim control number, claim control number, "
        "internal control number, document control number"
    ),
    "patient": (
        "patient account, patient acct, patient account number, patient account no, patient acct no, "
        "acct, acct no, acct number, "
        "account, account id, account number, account no, patient id, patient key, patient number, patient no"
    ),
    "account": "patient control number, pcn, encounter, encounter number, visit, visit number",
    "name": "member name, patient name, patient full name, name, insured name",
    "given": "first name, patient first name, member first name, given name",
    "family": "last name, patient last name, member last name, family name, surname",
    "born_on": "dob, date of birth, birth date, birthday, patient dob, member dob, patient birth date, born, born on",
    "member_id": (
        "member id, member number, member no, medicaid id, medicaid number, hic, hic number, hicn, mbi, medicare id, "
        "medicare number, subscriber id, insured id, patient member id"
    ),
    "served_on": (
        "date of service, dos, service date, date of service from, dos from, service from, service from date, from, "
        "from date, admission date, served on, first date of service, date"
    ),
    "served_through": (
        "discharge date, through, thru, to, to date, dos to, dos thru, dos through, service to, service to date, "
        "service through, date of service to, served through, last date of service"
    ),
    "line": "service line number, service line, service line no, line, line number, line no, ln",
    "procedure": (
        "procedure, procedure code, proc, proc code, cpt, cpt code, hcpcs, hcpcs code, cpt hcpcs, cpt hcpcs code, "
        "service code, code"
    ),
    "modifiers": (
        "modifier, modifiers, mod, mods, mod 1, mod 2, mod 3, mod 4, modifier 1, modifier 2, modifier 3, modifier 4"
    ),
    "place": "place of service, pos, place",
    "units": "units, unit, qty, quantity, units of service, units billed",
    "minutes": "minutes, mins, min, session minutes, session length, duration, duration minutes, time",
    "diagnoses": (
        "diagnosis, diagnoses, diagnosis code, diagnosis codes, dx, dx code, dx codes, icd, icd 10, icd 10 code, "
        "primary diagnosis, principal diagnosis, secondary diagnosis, dx 1, dx 2, dx 3, dx 4, "
        "diagnosis 1, diagnosis 2, diagnosis 3, diagnosis 4"
    ),
    "billed": "billed, billed amount, amount billed, total billed, charge, charges, billed charges, charge amount",
    "allowed": "allowed, allowed amount, amount allowed",
    "paid": (
        "paid, paid amount, amount paid, total originally paid, original payment, original paid amount, "
        "original payment amount, payment amount, amount originally paid"
    ),
    "should_have_paid": "should have paid, correct payment, correct amount, corrected payment, correct paid amount",
    "demanded": (
        "demanded, amount demanded, demand amount, overpayment, overpayment amount, overpaid amount, amount overpaid, "
        "amount to recoup, recoup amount, recoupment amount, outstanding balance, refund amount, refund requested, "
        "amount due, refund due"
    ),
    "paid_on": "paid date, date paid, paid on, payment date, check date, original check date, original paid date",
    "trace": "original check number, check id, check number, check no, eft, eft number, trn, trace, payment id",
    "plan": "plan, plan name, health plan, group plan",
    "funding": "funding, funding type, plan funding, who funds",
    "reason": (
        "reason, reason for recoupment, recoupment reason, overpayment reason, reason for overpayment, refund reason"
    ),
    "reference": (
        "letter number, demand letter no, demand letter number, letter id, invoice number, ar number, request number, "
        "audit request number, rac audit request number, case id, reference, reference number"
    ),
    "dated_on": "letter date, demand letter date, notice date, date of letter",
    "received_on": "date received, date initial receipt, received, date request received",
    "answer_by": "due date, respond by, response due, dispute due, answer by",
    # what no column may hold, or may mean two things
    "ssn": "ssn, social security number, social security no, social security, patient ssn",
    "unclear": "patient, member, subscriber, insured, patient name or account",
}

FIELDS: dict[str, str] = {"".join(word.split()): field for field, words in _WORDS.items() for word in words.split(",")}
"""Heading, folded, to the field it means (the facts file on remittances and notices, section 5, and a biller's own)."""

SEVERAL = ("modifiers", "diagnoses")
"""Fields that may be spread over several columns."""

TITLES = {
    "number": "claim number",
    "patient": "patient account",
    "account": "patient control number",
    "served_on": "date of service",
    "procedure": "procedure",
    "demanded": "amount demanded",
    "name": "patient name",
    "paid": "paid amount",
}
CLAIMS = "number"
PATIENTS = "patient"
"""What a table is of, by the field that its headings cannot do without."""

_ENOUGH = 2
_TWO_MEANINGS = "unclear"


class Columns(NamedTuple):
    """Where the headings stand and which columns, counted from 0, hold each field."""

    row: int
    width: int
    of: Mapping[str, tuple[int, ...]]

    def has(self, field: str) -> bool:
        """Whether any column holds the field."""
        return field in self.of

    def first(self, field: str) -> int:
        """Return the column of a field that is there, the first one of several."""
        return self.of[field][0]


def fold(heading: str) -> str:
    """Return a heading as the synonyms know it: small letters and digits only (``Claim No.`` is ``claimno``)."""
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def field_of(heading: str) -> str:
    """Return the field that a heading means, empty for none; ``#`` reads as number (``Check #``)."""
    return FIELDS.get(fold(heading.replace("#", " number"))) or FIELDS.get(fold(heading), "")


def columns_of(table: Table, wanted: str = CLAIMS) -> tuple[Columns | None, list[Finding]]:
    """Find the one row of headings and what its columns mean; ``wanted`` says what the table is of.

    None when no row can be taken for headings. Every column that is not read is named, so that nothing is lost unseen.
    """
    heads = [row for row in table.rows if _known(row) >= _ENOUGH]
    if not heads:
        return None, [_no_headings(table, wanted)]
    head = next((row for row in heads if wanted in _fields(row)), heads[0])
    findings = [_second(row, head) for row in heads if row.number > head.number]
    above = [row.number for row in table.rows if row.number < head.number]
    if above:
        findings.append(_above(above, head))
    of: dict[str, tuple[int, ...]] = {}
    for index, field in enumerate(_fields(head)):
        if problem := _column_problem(head, index, field, of):
            findings.append(problem)
        elif field:
            of[field] = (*of.get(field, ()), index)
    columns = Columns(head.number, _width(head), of)
    needed = _claims_need(columns) if wanted == CLAIMS else _patients_need(columns)
    return columns, findings + [_missing(columns, field) for field in needed if not columns.has(field)]


def _fields(row: Row) -> list[str]:
    return [field_of(cell.text) for cell in row.cells]


def _known(row: Row) -> int:
    return len({field for field in _fields(row) if field})


def _width(row: Row) -> int:
    return max(index + 1 for index, cell in enumerate(row.cells) if cell.text.strip())


def _column_problem(head: Row, index: int, field: str, of: Mapping[str, tuple[int, ...]]) -> Finding | None:
    heading = head.cells[index].text.strip()
    if not heading:
        return None
    name = f"column {column_name(index)} ({heading})"
    code, message, hint = "", "", ""
    if not field:
        code, message, hint = "LED223", f"{name} was not read", "no field of a claim has this heading"
    elif field == "ssn":
        code, message = "LED711", f"{name}: a ledger holds no social security numbers"
        hint = "delete the column and save the spreadsheet again"
    elif field == _TWO_MEANINGS:
        code, message = "LED222", f"{name} may hold names or account numbers"
        hint = "give it the heading Patient name, Patient account or Member ID"
    elif field in of and field not in SEVERAL:
        code, message = "LED222", f"{name} means the same as column {column_name(of[field][0])}"
        hint = "keep one of them, or give the other a heading of its own"
    return Finding(code, message, hint, line=head.number, column=index + 1) if code else None


def _claims_need(columns: Columns) -> tuple[str, ...]:
    """A claim needs its number, its patient's key and an amount; lines need a day and a procedure as well."""
    lines = ("served_on", "procedure") if columns.has("served_on") or columns.has("procedure") else ()
    return ("number", "demanded", _key(columns), *lines)


def _patients_need(columns: Columns) -> tuple[str, ...]:
    """A patient needs a key and a name."""
    return (_key(columns), *(() if columns.has("given") and columns.has("family") else ("name",)))


def _key(columns: Columns) -> str:
    return "account" if columns.has("account") and not columns.has("patient") else "patient"


def _missing(columns: Columns, field: str) -> Finding:
    hint = f"give the column the heading {TITLES[field].capitalize()}"
    return Finding("LED220", f"no column holds the {TITLES[field]}", hint, line=columns.row, column=1)


def _no_headings(table: Table, wanted: str) -> Finding:
    row = table.rows[0].number if table.rows else 1
    columns = {
        CLAIMS: "Claim number, Patient account, Date of service, Procedure, Amount demanded",
        PATIENTS: "Patient account, Patient name, Date of birth, Member ID",
    }
    hint = f"the first row names the columns: {columns[wanted]}"
    return Finding("LED220", "no row of headings was found", hint, line=row, column=1)


def _second(row: Row, head: Row) -> Finding:
    message = f"row {row.number} holds headings again; row {head.number} has them already"
    hint = "delete the row, or keep each list in a file of its own"
    return Finding("LED222", message, hint, line=row.number, column=1)


def _above(numbers: list[int], head: Row) -> Finding:
    rows = f"row {numbers[0]}" if len(numbers) == 1 else f"rows {numbers[0]} to {numbers[-1]}"
    message = f"{rows} above the headings in row {head.number} were not read"
    return Finding("LED223", message, line=numbers[0], column=1)
