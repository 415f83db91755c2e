"""Letters, later papers, patients and looks at the mail, taken in by the real command into a real ledger."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Recoup = Callable[..., Any]
    Git = Callable[..., str]
    Golden = Callable[[str, str], None]

HEADINGS = [
    "Claim number",
    "Patient account",
    "Member name",
    "DOB",
    "DOS",
    "CPT",
    "Minutes",
    "Paid",
    "Amount to recoup",
]
CLAIMS = [
    ["0026030219901", "P-9042", "Doe, Jane", "3/6/1988", "7/14/2025", "90837", "56", "152.40", "49.42"],
    ["0026030219901", "P-9042", "Jane Doe", "", "7/21/2025", "90837", "50", "152.40", "49.42"],
    ["0026030219902", "P-9043", "Roe, Ann", "", "7/21/2025", "90837", "50", "152.40", "49.42"],
]
NEW = (
    "new",
    *("--payer", "Lone Star Health"),
    *("--reference", "LSH-OP-2026-0400"),
    *("--dated-on", "3/2/2026"),
    *("--received-on", "3/6/2026"),
    *("--answer-by", "4/1/2026"),
    *("--offset-from", "4/16/2026"),
    *("--send-to", "PO Box 1, Austin TX; fax 512-555-0100"),
    *("--reason", "time-based-coding"),
    *("--funding", "fully-insured"),
)
PAPER = b"%PDF-1.4 << /Type /Pages /Count 2 >> << /Type /Page >> << /Type /Page >>"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Where the spreadsheet and the scans lie before they are taken in."""
    folder = tmp_path / "desk"
    folder.mkdir()
    lines = [",".join(f'"{cell}"' for cell in row) for row in [HEADINGS, *CLAIMS]]
    (folder / "claims.csv").write_text("\n".join(lines) + "\n")
    (folder / "letter.pdf").write_bytes(PAPER)
    (folder / "second.pdf").write_bytes(PAPER + b"\n")
    return folder


def workbook(folder: Path, rows: list[list[Any]]) -> str:
    """The claims as an Excel file."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEADINGS, *rows]:
        sheet.append(row)
    path = folder / "claims.xlsx"
    book.save(path)
    return str(path)


def private(ledger: Path) -> list[str]:
    """What lies in the private folder beside the ledger."""
    folder = ledger.parent / f"{ledger.name}-private"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def untouched(ledger: Path, git: Git) -> bool:
    """Whether the ledger is as its first saved state left it, and the private folder is empty."""
    return (
        git(ledger, "log", "--format=%s") == "A sample ledger\n"
        and not git(ledger, "status", "--short")
        and not private(ledger)
    )


def newest(ledger: Path, git: Git) -> str:
    """The file of the case that was saved last."""
    return git(ledger, "show", "--name-only", "--format=", "HEAD").strip()


# new


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


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is not to be had there")
def test_at_a_terminal_it_asks_in_the_order_of_a_letter(sample: Path, git: Git, golden: Golden) -> None:
    import pty  # not on Windows

    answers = [
        "lone-star-health",
        "LSH-OP-2026-0400",
        "3/2/26",  # asked again
        "3/2/2026",
        "3/6/2026",
        "date stamp",
        "4/1/2026",
        "PO Box 1, Austin TX",
        "",  # no claims yet
        "$148.26",
        "4/16/2026",
        "time based coding",
        "unknown",
        "",
        "",
    ]
    process, terminal = pty.fork()
    if process == 0:
        signal.alarm(30)  # whatever happens, this ends
        os.chdir(sample)
        os.execv(sys.executable, [sys.executable, "-m", "ledger", "new"])  # noqa: S606
    os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux ends a terminal like this
            break
        if not piece:
            break
        shown += piece
    _, status = os.waitpid(process, 0)

    said = shown.decode().replace("\r\n", "\n")
    assert os.waitstatus_to_exitcode(status) == 0, said
    questions = ("The letter's number", "The letter's date", "Answer by", "Where to answer", "The amount demanded")
    assert sorted(questions, key=said.index) == list(questions)
    assert "Mon 2 March 2026" in said
    assert "write 3/6/2026" in said
    golden("taking-in/asked.yaml", (sample / newest(sample, git)).read_text())


# receive


def second_notice(desk: Path) -> tuple[str, ...]:
    """A second letter with a new number, another amount and a later day."""
    return (
        "receive",
        "7K4Q",
        str(desk / "second.pdf"),
        *("--kind", "second-notice"),
        *("--dated-on", "3/9/2026"),
        *("--received-on", "3/9/2026"),
        *("--answer-by", "4/8/2026"),
        *("--reference", "VND-88120"),
        *("--amount", "1,170.50"),
    )


def test_a_second_notice_is_added_and_the_first_date_stands(
    sample: Path, desk: Path, recoup: Recoup, git: Git, golden: Golden
) -> None:
    done = recoup(sample, *second_notice(desk))

    assert (done.code, done.err) == (0, "")
    golden("taking-in/receive.txt", done.out)
    golden("taking-in/receive.diff", git(sample, "diff", "-U1", "HEAD~1", "HEAD", "--", "cases"))
    golden("taking-in/receive-message.txt", git(sample, "log", "-1", "--format=%B"))
    assert private(sample) == ["RC-2026-7K4QXM/second-notice.pdf"]
    assert recoup(sample, "show", "VND-88120").code == 0


def test_the_same_paper_is_not_taken_in_twice(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    recoup(sample, *second_notice(desk))

    again = recoup(sample, *second_notice(desk))

    assert again.code == 2
    assert "has this paper already, as [second-notice]" in again.err
    assert len(git(sample, "log", "--format=%s").splitlines()) == 2


def test_a_second_paper_of_one_kind_gets_its_own_names(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    recoup(sample, *second_notice(desk))

    words = ("receive", "7K4Q", str(desk / "letter.pdf"), "--kind", "second_notice", "--dated-on", "3/9/2026")

    done = recoup(sample, *words, env={"RECOUP_SEED": "2"})

    assert done.code == 0
    added = git(sample, "show", "--format=", "HEAD")
    assert "+  - id: second-notice-2\n+    kind: second_notice" in added


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("7K4Q", "missing.pdf", "--kind", "statement", "--dated-on", "3/9/2026"), 3, "is not a file"),
        (("7K4Q", "second.pdf", "--kind", "statement"), 2, "--dated-on is missing"),
        (("7K4Q", "second.pdf", "--kind", "letter"), 2, "'letter' is not a kind of notice"),
        (("7K4Q", "second.pdf", "--kind", "statement", "--dated-on", "3/10/2026"), 2, "has not come yet"),
        (
            ("7K4Q", "second.pdf", "--kind", "statement", "--dated-on", "3/9/2026", "--amount", "1.005"),
            2,
            "more than two decimals",
        ),
        (("ZZZZ", "second.pdf", "--kind", "statement"), 2, "no case is called 'ZZZZ'"),
    ],
)
def test_a_paper_that_cannot_be_right_is_refused(
    sample: Path, desk: Path, recoup: Recoup, git: Git, words: tuple[str, ...], code: int, said: str
) -> None:
    named = [str(desk / word) if word == "second.pdf" else word for word in words]

    done = recoup(sample, "receive", *named)

    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert untouched(sample, git)


def test_a_private_folder_that_is_not_here_takes_nothing(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    git(sample, "config", "recoup.private", "../share")

    done = recoup(sample, *second_notice(desk))

    assert done.code == 3
    assert "is not here" in done.err
    assert untouched(sample, git)


# attach


def test_a_document_is_kept_and_noted(sample: Path, desk: Path, recoup: Recoup, git: Git, golden: Golden) -> None:
    words = ("attach", "7K4Q", str(desk / "letter.pdf"), "--kind", "medical-record", "--dated-on", "9/15/2025")

    done = recoup(sample, *words, "--name", "chart", "--title", "Session notes")

    assert (done.code, done.err) == (0, "")
    golden("taking-in/attach.txt", done.out)
    golden("taking-in/attach.diff", git(sample, "diff", "-U1", "HEAD~1", "HEAD", "--", "cases"))
    assert private(sample) == ["RC-2026-7K4QXM/chart.pdf"]


def test_a_name_that_is_taken_is_refused(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    done = recoup(sample, "attach", "7K4Q", str(desk / "letter.pdf"), "--kind", "proof", "--name", "demand")

    assert done.code == 2
    assert "has a document 'demand' already" in done.err
    assert untouched(sample, git)


def test_a_dry_run_of_attach_copies_nothing(sample: Path, desk: Path, recoup: Recoup, git: Git) -> None:
    done = recoup(sample, "attach", "7K4Q", str(desk / "letter.pdf"), "--kind", "proof", "--dry-run")

    assert done.code == 0
    assert "RC-2026-7K4QXM/proof.pdf" in done.out
    assert untouched(sample, git)


# patient


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


# checked


def test_looks_are_noted_in_a_file_of_ones_own_and_shown(
    sample: Path, recoup: Recoup, git: Git, golden: Golden
) -> None:
    before = recoup(sample, "checked")
    first = recoup(sample, "checked", "mail")
    second = recoup(sample, "checked", "Remittances", "--on", "3/1/2026", env={"RECOUP_SEED": "2"})

    assert (before.code, first.code, second.code) == (0, 0, 0)
    golden("taking-in/checked.txt", f"{before.out}\n{first.out}\n{second.out}")
    golden("taking-in/checked.yaml", (sample / "checked/2026-03-jlee.yaml").read_text())
    assert (
        git(sample, "log", "-1", "--format=%B")
        == "Remittances looked at (2026-03-01)\n\nEvent: checked\nRecoup: 0.1.0\n\n"
    )
    assert git(sample, "status", "--short") == ""


def test_a_place_that_is_not_in_the_ledger_is_refused(sample: Path, recoup: Recoup, git: Git) -> None:
    done = recoup(sample, "checked", "mall")

    assert (done.code, done.out) == (2, "")
    assert "one of: mail, fax, remittances, lone-star-portal, mac-portal" in done.err
    assert untouched(sample, git)


def test_a_look_that_is_still_to_come_is_refused(sample: Path, recoup: Recoup, git: Git) -> None:
    assert recoup(sample, "checked", "mail", "--on", "3/10/2026").code == 2
    assert untouched(sample, git)


def test_looks_are_json_for_programs(sample: Path, recoup: Recoup) -> None:
    assert '"channel": "mail"' in recoup(sample, "checked", "--format", "json").out


def test_a_ledger_without_places_says_how_to_name_them(sample: Path, recoup: Recoup) -> None:
    text = (sample / "ledger.yaml").read_text()
    start, end = text.index("channels:"), text.index("deadlines:")
    (sample / "ledger.yaml").write_text(text[:start] + text[end:])

    done = recoup(sample, "checked")

    assert done.code == 2
    assert "add channels: to ledger.yaml" in done.err


# what is let through


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
