"""Adding to what is known of patients: new facts are filled in, contradicting ones are named and nothing is written."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.core.edit import AppendEntry, Edit, Flow, SetField, Value
from ledger.core.finding import Finding
from ledger.core.identity import Identities, Member, Patient
from ledger.core.personal_name import same_name

_FACTS = ("name", "name_on_remit", "born_on", "address", "phone", "mbi")
_ONE_PERSON = "one key is one person: find out whose account it is before anything is sent"


def additions(identities: Identities, patients: Iterable[Patient]) -> tuple[tuple[Edit, ...], list[Finding]]:
    """Return the edits of ``identities.yaml`` that add these patients, and what contradicts what is there.

    A second, different name or birth date for a known key is a finding that repeats neither.
    """
    known = {patient.key: patient for patient in identities.patients}
    edits: list[Edit] = []
    findings: list[Finding] = []
    for patient in patients:
        there = known.get(patient.key)
        if there is None and not patient.name:
            message = f"patient {patient.key} has no name, and is not in the private folder yet"
            findings.append(
                Finding("LED202", message, "add a column Patient name, or recoup patient add KEY --name NAME")
            )
        elif there is None:
            edits.append(SetField(("patients", patient.key), _entry(patient)))
        else:
            findings += _contradictions(there, patient)
            edits += _filled_in(there, patient)
        known[patient.key] = _joined(there, patient)
    return tuple(edits), findings


def _contradictions(there: Patient, patient: Patient) -> list[Finding]:
    findings = []
    for field, title in (("name", "name"), ("born_on", "birth date"), ("mbi", "Medicare number")):
        ours, theirs = getattr(there, field), getattr(patient, field)
        if not (ours and theirs) or ours == theirs:
            continue
        if field == "name" and same_name(ours, theirs):
            continue
        message = f"patient {there.key} has another {title} in the private folder"
        findings.append(Finding("LED604", message, _ONE_PERSON))
    return findings


def _filled_in(there: Patient, patient: Patient) -> list[Edit]:
    at = ("patients", there.key)
    edits: list[Edit] = [
        SetField((*at, field), str(getattr(patient, field)))
        for field in _FACTS
        if getattr(patient, field) and not getattr(there, field)
    ]
    edits += [AppendEntry((*at, "members"), _member(member)) for member in _new_members(there, patient)]
    return edits


def _new_members(there: Patient | None, patient: Patient) -> list[Member]:
    old = {(member.payer, member.id) for member in there.members} if there else set()
    return [member for member in patient.members if (member.payer, member.id) not in old]


def _entry(patient: Patient) -> dict[str, Value]:
    entry: dict[str, Value] = {field: str(getattr(patient, field)) for field in _FACTS if getattr(patient, field)}
    if patient.members:
        entry["members"] = [_member(member) for member in patient.members]
    return entry


def _member(member: Member) -> Flow:
    return Flow({field: str(value) for field, value in member._asdict().items() if value})


def _joined(there: Patient | None, patient: Patient) -> Patient:
    if there is None:
        return patient
    facts = {field: getattr(there, field) or getattr(patient, field) for field in _FACTS}
    return there._replace(members=(*there.members, *_new_members(there, patient)), **facts)
