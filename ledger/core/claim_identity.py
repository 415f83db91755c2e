"""The patients of a claims table, split off: what goes to the private folder and never to a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from ledger.core.claim_row import ClaimRow
from ledger.core.finding import Finding
from ledger.core.identity import Member, Patient
from ledger.core.personal_name import same_name
from ledger.core.personal_number import MEDICARE_LENGTH, is_medicare_number


class Identity(NamedTuple):
    """What a table says of one patient: for the private folder alone."""

    key: str
    name: str = ""
    born_on: date | None = None
    member_id: str = ""


def identities_in(rows: Sequence[ClaimRow]) -> tuple[tuple[Identity, ...], list[Finding]]:
    """Return the patients by key; two names or birth dates under one key are a finding that repeats neither."""
    groups: dict[str, list[ClaimRow]] = {}
    findings: list[Finding] = []
    for row in rows:
        if (row.patient or row.account) and (row.patient_name or row.born_on or row.member_id):
            groups.setdefault(row.patient or row.account, []).append(row)
    for key, group in groups.items():
        findings += _second_person(key, group, lambda row: row.patient_name, same_name, "names")
        findings += _second_person(
            key, group, lambda row: row.born_on, lambda one, other: bool(one == other), "birth dates"
        )
    found = tuple(
        Identity(
            key,
            next((row.patient_name for row in group if row.patient_name), ""),
            next((row.born_on for row in group if row.born_on), None),
            next((row.member_id for row in group if row.member_id), ""),
        )
        for key, group in groups.items()
    )
    return found, findings


def patient_of(identity: Identity, payer: str) -> Patient:
    """Return a patient as the private folder knows one.

    A number in Medicare's form is the Medicare number; any other is the member number with ``payer``, and without a
    payer it is left out.
    """
    number = identity.member_id.replace("-", "").upper()
    medicare = len(number) == MEDICARE_LENGTH and is_medicare_number(number)
    return Patient(
        identity.key,
        identity.name or None,
        born_on=identity.born_on,
        mbi=identity.member_id if medicare else None,
        members=(Member(payer, identity.member_id),) if payer and identity.member_id and not medicare else (),
    )


def _second_person(
    key: str,
    rows: Sequence[ClaimRow],
    fact: Callable[[ClaimRow], Any],
    same: Callable[[Any, Any], bool],
    title: str,
) -> list[Finding]:
    told = [row for row in rows if fact(row)]
    other = next((row for row in told if not same(fact(told[0]), fact(row))), None)
    if other is None:
        return []
    message = f"rows {told[0].row} and {other.row} give patient {key} two {title}"
    hint = "one key is one person: find out whose account it is"
    return [Finding("LED604", message, hint, line=other.row, column=1)]
