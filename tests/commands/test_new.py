"""A demand letter, taken in by the real command into a real ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.commands.desk import CLAIMS, NEW, Git, Golden, Recoup, laid_out, newest, private, untouched, workbook


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "desk")


def test_a_letter_with_its_claims_becomes_a_case(
    sample: Path, desk: Path, recoup: Recoup, git: Git, golden: Golden
) -> None:
    done = recoup(sample, *NEW, "--claims", str(desk / "claims.csv"), "--document", str(desk / "letter.pdf"))

    assert (done.code, done.err) == (0, "")
    golden("taking-in/new.txt", done.out)
    file = newest(sample, git)
    golden("taking-in/new.yaml", (sample / file).read_text())
    case_id = file.rpartition("/")[2].removesuffix(".yaml")
    assert private(sample) == [f"{case_id}/demand.pdf", "identities.yaml"]
    assert git(sample, "status", "--short") == ""
    golden("taking-in/new-message.txt", git(sample, "log", "-1", "--format=%B").replace(case_id, "RC-2026-000000"))


def test_no_name_and_no_birth_date_enters_the_ledger(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    recoup(sample, *NEW, "--claims", str(desk / "claims.csv"))

    saved = git(sample, "log", "-p", "-1")
    assert "0026030219901" in saved
    for word in ("Doe", "Jane", "Roe", "1988"):
        assert word not in saved
    identities = (sample.parent / "ledger-private" / "identities.yaml").read_text()
    assert "name: Doe, Jane\n    born_on: 1988-03-06" in identities


def test_an_excel_file_is_read_as_it_is_shown(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    rows = [[*CLAIMS[0][:5], 90837, 56, 152.4, 49.42], [*CLAIMS[2][:5], 90837, 50, 152.4, 49.42]]

    done = recoup(sample, *NEW, "--claims", workbook(desk, rows))

    assert done.code == 0
    assert "2 claims, 2 lines" in done.out
    assert "number: 0026030219901" in (sample / newest(sample, git)).read_text()


def test_every_mistake_of_a_spreadsheet_is_named_by_row_and_nothing_is_written(
    sample: Path, desk: Path, recoup: Recoup, git: Git, golden: Golden
) -> None:
    rows: list[list[Any]] = [
        CLAIMS[0],
        [2603021775512, *CLAIMS[1][1:]],
        [26030217755123456, *CLAIMS[1][1:]],
        ["2.6E+12", "P-9042", "Jane Poe", "2/30/1988", "2/30/2025", "90837", "fifty", "1.234,56", "49.425"],
        ["0026030219904", "Jane Doe", "", "", "45852", 100, "50", "", ""],
    ]

    done = recoup(sample, *NEW, "--claims", workbook(desk, rows))

    assert (done.code, done.out) == (1, "")
    golden("taking-in/new-refused.txt", done.err)
    assert untouched(sample, git)


def test_what_is_on_file_is_named_before_anything_is_written(
    sample: Path, desk: Path, recoup: Recoup, git: Git, golden: Golden
) -> None:
    case = (sample / "cases/2026-03/RC-2026-7K4QXM.yaml").read_text()
    numbers = [line.rpartition(" ")[2] for line in case.splitlines() if line.startswith("  - number: ")]
    lines = ["Claim number,Patient account,Amount due", *(f"{number},P-1,1.00" for number in numbers)]
    (desk / "again.csv").write_text("\n".join(lines))
    again = ("new", "--payer", "lone-star-health", "--reference", "VND-88120", "--claims", str(desk / "again.csv"))

    done = recoup(sample, *again)

    assert (done.code, done.out) == (3, "")
    golden("taking-in/new-on-file.txt", done.err)
    assert untouched(sample, git)
    assert recoup(sample, *again, "--another").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ("--payer", "lone-star", "--amount", "5"),
            2,
            "no payer is called 'lone-star'; did you mean lone-star-health?",
        ),
        (("--amount", "5"), 2, "--payer is missing"),
        (("--payer", "lone-star-health"), 2, "--amount is missing"),
        (("--payer", "lone-star-health", "--amount", "5.005"), 2, "--amount: '5.005' has more than two decimals"),
        (("--payer", "lone-star-health", "--amount", "5", "--received-on", "3/10/2026"), 2, "has not come yet"),
        (("--payer", "lone-star-health", "--amount", "5", "--dated-on", "2/30/2026"), 2, "February 2026 has 28 days"),
        (("--payer", "lone-star-health", "--amount", "5", "--reason", "timing"), 2, "is not a reason"),
        (
            ("--payer", "lone-star-health", "--amount", "5", "--dated-on", "3/5/2026", "--received-on", "3/4/2026"),
            3,
            "received-before-dated",
        ),
        (("--payer", "lone-star-health", "--amount", "5", "--title", "ssn 123-45-6789"), 3, "LED711"),
        (("--payer", "lone-star-health", "--amount", "5", "--reference", "123-45-6789"), 3, "LED711"),
        (("--payer", "lone-star-health", "--amount", "5", "--claims", "missing.csv"), 1, "LED120"),
        (("--payer", "lone-star-health", "--amount", "5", "--document", "missing.pdf"), 3, "is not a file"),
    ],
)
def test_what_cannot_be_right_is_refused_in_one_line(
    sample: Path, recoup: Recoup, git: Git, words: tuple[str, ...], code: int, said: str
) -> None:
    done = recoup(sample, "new", *words)

    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "123-45" not in done.err
    assert untouched(sample, git)


def test_a_name_in_the_title_is_refused_with_the_names_that_just_came(
    sample: Path, desk: Path, recoup: Recoup, git: Git
) -> None:
    done = recoup(sample, *NEW, "--claims", str(desk / "claims.csv"), "--title", "Sessions of Jane Doe")

    assert done.code == 3
    assert "LED710" in done.err
    assert untouched(sample, git)


def test_a_second_name_for_a_key_is_refused(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    assert recoup(sample, "patient", "add", "P-9043", "--name", "Eve Poe").code == 0

    done = recoup(sample, *NEW, "--claims", str(desk / "claims.csv"))

    assert done.code == 3
    assert "LED604 two-names: patient P-9043 has another name" in done.err
    assert "Poe" not in done.err
    assert git(sample, "log", "--format=%s") == "A sample ledger\n"
    assert "Doe" not in (sample.parent / "ledger-private" / "identities.yaml").read_text()


def test_a_dry_run_shows_the_file_and_writes_nothing(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    done = recoup(
        sample, *NEW, "--claims", str(desk / "claims.csv"), "--document", str(desk / "letter.pdf"), "--dry-run"
    )

    assert (done.code, done.err) == (0, "")
    assert "+  reference: LSH-OP-2026-0400" in done.out
    assert untouched(sample, git)


def test_without_saving_the_file_is_left_to_the_person(sample: Path, recoup: Recoup, git: Git) -> None:
    assert recoup(sample, *NEW, "--amount", "$148.26", "--no-commit").code == 0

    assert git(sample, "log", "--format=%s") == "A sample ledger\n"
    assert git(sample, "status", "--short").startswith("?? cases/2026-03/RC-2026-")


def test_work_that_is_staged_stays_staged(sample: Path, recoup: Recoup, git: Git) -> None:
    (sample / "notes.txt").write_text("mine\n")
    git(sample, "add", "notes.txt")

    assert recoup(sample, *NEW, "--amount", "$148.26").code == 0

    assert git(sample, "status", "--short") == "A  notes.txt\n"


def test_a_demand_without_a_letter_is_dated_by_its_receipt(sample: Path, recoup: Recoup, git: Git) -> None:
    assert recoup(sample, "new", "--payer", "bayou-blue", "--amount", "77", "--received-on", "2/27/2026").code == 0

    file = newest(sample, git)
    assert file.startswith("cases/2026-02/RC-2026-")
    text = (sample / file).read_text()
    assert "dated_on" not in text
    assert "  reason: not_stated                 # the letter's own reason, once it is read\n" in text


def test_the_sum_of_the_claims_and_another_amount_are_both_said(sample: Path, desk: Path, recoup: Recoup) -> None:
    done = recoup(sample, *NEW, "--claims", str(desk / "claims.csv"), "--amount", "150.00")

    assert "  The claims add up to 148.26, the letter demands 150.00." in done.out


def test_for_programs_the_case_is_json(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, *NEW, "--amount", "5.00", "--format", "json")

    assert '"kind": "case"' in done.out
    assert '"payer": "lone-star-health"' in done.out


def test_first_entries_open_the_bare_keys(sample: Path, desk: Path, recoup: Recoup, git: Git, golden: Golden) -> None:
    recoup(sample, *NEW, "--amount", "$148.26")
    file = newest(sample, git)
    case_id = file.rpartition("/")[2].removesuffix(".yaml")

    for words in (
        ("attach", case_id, str(desk / "letter.pdf"), "--kind", "demand_letter"),
        ("money", case_id, "--kind", "offset", "--amount", "10", "--dated-on", "3/9/2026"),
    ):
        assert recoup(sample, *words).code == 0

    golden("taking-in/first-entries.yaml", (sample / file).read_text())
