"""From a table to patients: key, name, birth date and member number, for the private folder alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.cell_value import filled
from ledger.core.claim_identity import identities_in, patient_of
from ledger.core.claim_row import read_row
from ledger.core.finding import Finding
from ledger.core.heading import PATIENTS, columns_of

if TYPE_CHECKING:
    from ledger.core.identity import Patient
    from ledger.core.table import Table


def patients_from(table: Table, payer: str) -> tuple[tuple[Patient, ...], list[Finding]]:
    """Return the patients of a table and all that is wrong in it. ``payer`` is whose member numbers it holds.

    Without a payer, numbers other than Medicare's have no place and are named as not read.
    """
    columns, findings = columns_of(table, PATIENTS)
    if columns is None:
        return (), findings
    rows = []
    for row in table.rows:
        if row.number > columns.row and any(filled(cell) for cell in row.cells):
            read, wrong = read_row(row, columns)
            rows.append(read)
            findings += wrong
    identities, wrong = identities_in(rows)
    findings += wrong
    patients = tuple(patient_of(identity, payer) for identity in identities)
    if not payer and any(one.member_id and not patient.mbi for one, patient in zip(identities, patients, strict=True)):
        index = columns.first("member_id")
        message = "member numbers were not read: it is not known whose they are"
        findings.append(Finding("LED223", message, "add --payer SLUG", line=columns.row, column=index + 1))
    return patients, findings
