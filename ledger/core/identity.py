"""Who the patients are: ``identities.yaml`` of the private folder, which never enters git."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from ledger.core.day import NotADay, parse_day
from ledger.core.finding import Finding, Path


class Member(NamedTuple):
    """How one payer knows a patient."""

    payer: str
    id: str | None = None
    group: str | None = None
    subscriber: str | None = None
    relation: str | None = None
    valid_from: date | None = None
    valid_through: date | None = None


class Patient(NamedTuple):
    """One patient under the practice's own key."""

    key: str
    name: str | None = None
    name_on_remit: str | None = None
    born_on: date | None = None
    address: str | None = None
    phone: str | None = None
    mbi: str | None = None
    members: tuple[Member, ...] = ()


class Identities(NamedTuple):
    """The whole private file. ``tin`` is the practice's tax number."""

    patients: tuple[Patient, ...] = ()
    tin: str | None = None

    def patient(self, key: str) -> Patient | None:
        """Return the patient of a key, None for an unknown one."""
        return next((patient for patient in self.patients if patient.key == key), None)


def identities_of(tree: Any) -> tuple[Identities, list[Finding]]:  # noqa: ANN401 - a tree of any shape
    """Return the value of a whole ``identities.yaml`` as it was read, and what is wrong in it.

    Patients that cannot be read are left out and named; the rest can be used.
    """
    top = _mapping(tree)
    patients, findings = [], _strange((), top, ("format", "practice", "patients"))
    for key, body in _mapping(top.get("patients")).items():
        patient, wrong = _patient(str(key), body)
        patients.append(patient)
        findings += wrong
    practice = _mapping(top.get("practice"))
    findings += _strange(("practice",), practice, ("tin",))
    return Identities(tuple(patients), _text(practice.get("tin"))), findings


def _patient(key: str, body: Any) -> tuple[Patient, list[Finding]]:  # noqa: ANN401
    at: Path = ("patients", key)
    if not isinstance(body, dict):
        return Patient(key), [Finding("LED206", f"patient {key} is no block of fields", "name: ... below it", path=at)]
    findings = _strange(at, body, Patient._fields[1:])
    born_on = _day(body, "born_on", at, findings)
    members = []
    for index, entry in enumerate(_list(body.get("members"))):
        members.append(_member(_mapping(entry), (*at, "members", index), findings))
    words = {field: _text(body.get(field)) for field in ("name", "name_on_remit", "address", "phone", "mbi")}
    return Patient(key, born_on=born_on, members=tuple(members), **words), findings


def _member(entry: dict[str, Any], at: Path, findings: list[Finding]) -> Member:
    findings += _strange(at, entry, Member._fields)
    if not _text(entry.get("payer")):
        findings.append(Finding("LED202", "a membership names no payer", "payer: the payer file's name", path=at))
    words = {field: _text(entry.get(field)) for field in ("id", "group", "subscriber", "relation")}
    return Member(
        _text(entry.get("payer")) or "",
        valid_from=_day(entry, "valid_from", at, findings),
        valid_through=_day(entry, "valid_through", at, findings),
        **words,
    )


def _day(entry: dict[str, Any], field: str, at: Path, findings: list[Finding]) -> date | None:
    text = _text(entry.get(field))
    if text is None:
        return None
    try:
        return parse_day(text)
    except NotADay:
        findings.append(Finding("LED203", f"{field} is not a day", "write it as 2026-03-06", path=(*at, field)))
        return None


def _strange(at: Path, entry: dict[str, Any], known: tuple[str, ...]) -> list[Finding]:
    message = "the private file has no key {!r} here"
    return [Finding("LED201", message.format(key), path=(*at, key)) for key in entry if key not in known]


def _mapping(tree: Any) -> dict[str, Any]:  # noqa: ANN401
    return tree if isinstance(tree, dict) else {}


def _list(tree: Any) -> list[Any]:  # noqa: ANN401
    return tree if isinstance(tree, list) else []


def _text(tree: Any) -> str | None:  # noqa: ANN401
    return tree.strip() if isinstance(tree, str) and tree.strip() else None
