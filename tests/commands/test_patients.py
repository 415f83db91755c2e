"""Patients, who go to the private folder alone, and names that are let through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.desk import Git, Recoup, laid_out, untouched


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "desk")


def test_patients_go_to_the_private_folder_alone(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    (desk / "patients.csv").write_text("Acct,Patient name,DOB,Member ID\nP-1,Jane Doe,3/6/1988,LSX1\n")

    added = recoup(sample, "patient", "add", "P-2", "--name", "Ann Roe", "--born-on", "1/2/1990")
    imported = recoup(sample, "patient", "import", str(desk / "patients.csv"), "--payer", "lone-star-health")
    again = recoup(sample, "patient", "import", str(desk / "patients.csv"), "--payer", "lone-star-health")

    assert (added.code, imported.code, again.code) == (0, 0, 0)
    assert "Nothing new" in again.out
    assert git(sample, "status", "--short") == ""
    assert (sample.parent / "ledger-private/identities.yaml").read_text() == (
        "# Who the patients are. This file never enters the ledger.\nformat: 1\n\npatients:\n"
        "  P-2:\n    name: Ann Roe\n    born_on: 1990-01-02\n"
        "  P-1:\n    name: Jane Doe\n    born_on: 1988-03-06\n"
        "    members:\n      - {payer: lone-star-health, id: LSX1}\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "P-1"), 2, "LED202"),
        (("add", "no key", "--name", "Jane Doe"), 2, "LED"),
        (("add", "P-1", "--name", "Jane Doe", "--born-on", "3/10/2026"), 2, "has not come yet"),
        (("add", "P-1", "--name", "Jane Doe", "--payer", "nobody"), 2, "no payer is called 'nobody'"),
        (("import", "missing.csv"), 1, "LED120"),
    ],
)
def test_a_patient_that_cannot_be_right_is_refused(
    sample: Path, recoup: Recoup, git: Git, words: tuple[str, ...], code: int, said: str
) -> None:
    done = recoup(sample, "patient", *words)

    assert done.code == code
    assert said in done.err
    assert "Jane" not in done.err
    assert untouched(sample, git)


def test_a_dry_run_of_a_patient_writes_nothing(sample: Path, recoup: Recoup, git: Git) -> None:
    assert recoup(sample, "patient", "add", "P-1", "--name", "Jane Doe", "--dry-run").code == 0
    assert untouched(sample, git)


def test_a_false_alarm_is_let_through_with_a_reason(sample: Path, recoup: Recoup) -> None:
    recoup(sample, "patient", "add", "P-1", "--name", "Lone Star")
    file = "payers/lone-star-health.yaml"

    found = recoup(sample, "check", file)
    assert found.code == 1
    assert "LED710" in found.out

    (sample / "phi-allow.yaml").write_text("salt: 0123456789abcdef\nallow:\n")
    digest = recoup(sample, "check", file).out.rpartition("digest ")[2].split()[0]
    entry = f"{{digest: {digest}, path: {file}, reason: the payer's name, person: jlee}}"
    (sample / "phi-allow.yaml").write_text(f"salt: 0123456789abcdef\nallow:\n  - {entry}\n")
    assert recoup(sample, "check", file).code == 0

    (sample / "phi-allow.yaml").unlink()
    text = (sample / file).read_text()
    lines = [f"{line}  # phi-ok: the payer's name" if "lone" in line.lower() else line for line in text.splitlines()]
    (sample / file).write_text("\n".join(lines) + "\n")
    assert recoup(sample, "check", file).code == 0
