"""What the private file says of patients, and what may be added to it."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.core.edit import AppendEntry, Edit, SetField
from ledger.core.identity import Identities, Member, Patient, identities_of
from ledger.core.identity_change import additions
from ledger.core.personal_name import same_name

TREE = {
    "format": "1",
    "practice": {"tin": "00-0000000"},
    "patients": {
        "P-1": {
            "name": "Jane Doe",
            "born_on": "1988-03-06",
            "members": [{"payer": "lone-star-health", "id": "LSX1", "valid_from": "2025-01-01"}],
        },
        "P-2": {"name": "Ann Roe", "phone": None},
    },
}
JANE = Patient("P-1", "Jane Doe", born_on=date(1988, 3, 6), members=(Member("lone-star-health", "LSX1"),))
KNOWN = Identities((JANE, Patient("P-2", "Ann Roe")))


def test_the_private_file_is_read_whole() -> None:
    identities, findings = identities_of(TREE)

    assert findings == []
    assert identities.tin == "00-0000000"
    jane = identities.patient("P-1")
    assert jane == Patient(
        "P-1",
        "Jane Doe",
        born_on=date(1988, 3, 6),
        members=(Member("lone-star-health", "LSX1", valid_from=date(2025, 1, 1)),),
    )
    assert identities.patient("P-9") is None


@pytest.mark.parametrize("tree", [None, [], "text", {"format": "1"}, {"format": "1", "patients": None}])
def test_a_file_without_patients_knows_nobody(tree: object) -> None:
    assert identities_of(tree) == (Identities(), [])


@pytest.mark.parametrize(
    ("tree", "code", "path"),
    [
        ({"patient": {}}, "LED201", ("patient",)),
        ({"practice": {"name": "x"}}, "LED201", ("practice", "name")),
        ({"patients": {"P-1": "Jane Doe"}}, "LED206", ("patients", "P-1")),
        ({"patients": {"P-1": {"dob": "1"}}}, "LED201", ("patients", "P-1", "dob")),
        ({"patients": {"P-1": {"born_on": "1988-02-30"}}}, "LED203", ("patients", "P-1", "born_on")),
        ({"patients": {"P-1": {"members": [{"id": "1"}]}}}, "LED202", ("patients", "P-1", "members", 0)),
        ({"patients": {"P-1": {"members": ["x"]}}}, "LED202", ("patients", "P-1", "members", 0)),
        (
            {"patients": {"P-1": {"members": [{"payer": "x", "to": "1"}]}}},
            "LED201",
            ("patients", "P-1", "members", 0, "to"),
        ),
    ],
)
def test_what_is_wrong_in_it_has_its_place_and_never_its_value(
    tree: object, code: str, path: tuple[str | int, ...]
) -> None:
    identities, findings = identities_of(tree)

    assert [(one.code, one.path) for one in findings] == [(code, path)]
    assert "1988" not in findings[0].message
    assert all(patient.key == "P-1" for patient in identities.patients)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jane Doe", "DOE, JANE", True),
        ("Jane Doe", "Jane Q. Doe", True),
        ("Dr. José Núñez Jr.", "nunez, jose", True),
        ("Jane Doe", "Janet Doe", False),
        ("Jane Doe", "Jane Roe", False),
        ("J D", "j d", True),
    ],
)
def test_one_name_is_told_from_two(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("patient", "edits"),
    [
        pytest.param(JANE, (), id="nothing new"),
        pytest.param(Patient("P-1"), (), id="key alone"),
        pytest.param(Patient("P-1", "DOE, JANE"), (), id="same name, other spelling"),
        pytest.param(
            Patient("P-2", born_on=date(1990, 1, 2)),
            (SetField(("patients", "P-2", "born_on"), "1990-01-02"),),
            id="a fact filled in",
        ),
        pytest.param(
            Patient("P-1", members=(Member("other", "X"),)),
            (AppendEntry(("patients", "P-1", "members"), {"payer": "other", "id": "X"}),),
            id="another membership",
        ),
        pytest.param(
            Patient(
                "P-3", "Eve Poe", mbi="1EG4-TE5-MK72", members=(Member("other", "X", valid_from=date(2025, 1, 1)),)
            ),
            (
                SetField(
                    ("patients", "P-3"),
                    {
                        "name": "Eve Poe",
                        "mbi": "1EG4-TE5-MK72",
                        "members": [{"payer": "other", "id": "X", "valid_from": "2025-01-01"}],
                    },
                ),
            ),
            id="a new patient",
        ),
    ],
)
def test_only_what_is_not_known_yet_is_written(patient: Patient, edits: tuple[Edit, ...]) -> None:
    assert additions(KNOWN, [patient]) == (edits, [])


def test_a_patient_who_comes_twice_is_written_once() -> None:
    twice = [Patient("P-3", "Eve Poe"), Patient("P-3", "POE, EVE", born_on=date(1990, 1, 2))]

    edits, findings = additions(Identities(), twice)

    assert findings == []
    assert edits == (
        SetField(("patients", "P-3"), {"name": "Eve Poe"}),
        SetField(("patients", "P-3", "born_on"), "1990-01-02"),
    )


@pytest.mark.parametrize(
    ("patient", "code"),
    [
        (Patient("P-1", "Ann Roe"), "LED604"),
        (Patient("P-1", born_on=date(1988, 3, 7)), "LED604"),
        (Patient("P-9", born_on=date(1988, 3, 7)), "LED202"),
    ],
)
def test_a_contradiction_is_named_without_its_values(patient: Patient, code: str) -> None:
    _, findings = additions(KNOWN, [patient])

    assert [one.code for one in findings] == [code]
    assert not any(word in findings[0].message for word in ("Doe", "Roe", "1988"))


def test_a_second_medicare_number_is_a_contradiction() -> None:
    known = Identities((Patient("P-1", "Jane Doe", mbi="1EG4-TE5-MK72"),))

    assert [one.code for one in additions(known, [Patient("P-1", mbi="1EG4-TE5-MK73")])[1]] == ["LED604"]
