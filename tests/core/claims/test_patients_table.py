"""A spreadsheet of patients, and the patients that come of it."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.core.identity import Member, Patient
from ledger.core.patients_table import patients_from
from ledger.core.table import Cell, Row, Table


def table(text: str) -> Table:
    """One line of text is one row, bars part the cells."""
    lines = text.strip().split("\n")
    return Table(tuple(Row(n, tuple(Cell(c.strip()) for c in line.split("|"))) for n, line in enumerate(lines, 1)))


def test_patients_are_read_with_whose_members_they_are() -> None:
    read = table(
        """
Patient account|Last name|First name|DOB|Member ID
P-1|Doe|Jane|3/6/1988|LSX1
P-2|Poe|Eve||1EG4-TE5-MK72
P-3|Roe|Ann||
|
P-1|Doe|Jane||
"""
    )

    patients, findings = patients_from(read, "lone-star-health")

    assert findings == []
    assert patients == (
        Patient("P-1", "Jane Doe", born_on=date(1988, 3, 6), members=(Member("lone-star-health", "LSX1"),)),
        Patient("P-2", "Eve Poe", mbi="1EG4-TE5-MK72"),
        Patient("P-3", "Ann Roe"),
    )


def test_without_a_payer_member_numbers_are_named_as_not_read() -> None:
    patients, findings = patients_from(table("Acct|Name|Member ID\nP-1|Jane Doe|LSX1\nP-2|Eve Poe|1EG4TE5MK72"), "")

    assert [patient.members for patient in patients] == [(), ()]
    assert [(one.code, one.column) for one in findings] == [("LED223", 3)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Acct|DOB\nP-1|3/6/1988", "LED220"),
        ("Name|DOB\nDoe|3/6/1988", "LED220"),
        ("Nothing|here\nP-1|Doe", "LED220"),
        ("Acct|Name\nP-1|Jane Doe\nP-1|Ann Roe", "LED604"),
        ("Acct|Name\nJane|Jane Doe", "LED208"),
        ("PCN|Name\n|Jane Doe", "LED202"),
    ],
)
def test_a_table_that_cannot_be_relied_on_is_refused(text: str, code: str) -> None:
    assert code in [one.code for one in patients_from(table(text), "")[1]]
