"""``recoup letter`` from end to end: what lands where, what is noted, and what is refused."""

from __future__ import annotations

import hashlib
import re
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from ledger.store.library import Library
from tests.store.letters.letters_of_the_sample import identities

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

Recoup = "Callable[..., Ran]"
CASE = "RC-2026-8G7VFB"
STEM = f"{CASE}_20260309_contest"


@pytest.fixture
def private(sample: Path) -> Path:
    """The private folder of the sample, with names for all its keys."""
    folder = sample.parent / "ledger-private"
    folder.mkdir(mode=0o700)
    lines = ["format: 1", "practice: {tin: 00-0001234}", "patients:"]
    for patient in identities().patients:
        members = ", ".join(f"{{payer: {member.payer}, id: {member.id}}}" for member in patient.members)
        lines.append(f"  {patient.key}: {{name: {patient.name}, mbi: {patient.mbi}, members: [{members}]}}")
    (folder / "identities.yaml").write_text("\n".join(lines) + "\n")
    return folder


def case_text(root: Path, case: str = CASE) -> str:
    [file] = [file for file in Library(root).case_files() if case in file]
    return (root / file).read_text(encoding="utf-8")


def test_a_letter_lands_in_the_private_folder_and_its_hash_in_the_case(
    sample: Path, private: Path, recoup: Callable[..., Ran], git: Callable[..., str]
) -> None:
    ran = recoup(sample, "letter", "8G7V", "contest")
    assert ran.code == 0, ran.err
    pdf, markdown = (private / CASE / f"{STEM}.{ending}" for ending in ("pdf", "md"))
    assert str(pdf) in ran.out
    assert "Noted. This program sends nothing.\n" in ran.out
    assert "recoup appeal RC-2026-8G7VFB contest\n  --sent-on DATE --method METHOD --proof TEXT" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines() if "/" not in line)
    digest = hashlib.sha256(pdf.read_bytes()).hexdigest()
    blob = git(sample, "rev-parse", f"HEAD~1:cases/2026-02/{CASE}.yaml")[:8]
    [document] = [
        one for one in Library(sample).load_case(f"cases/2026-02/{CASE}.yaml").value.documents if one.sha256 == digest
    ]
    assert (document.id, document.kind, document.file) == ("contest", "contest", f"{CASE}/{STEM}.pdf")
    assert (str(document.dated_on), document.patients) == ("2026-03-09", ("P-2210",))
    assert document.made_with.startswith(f"{blob} ")
    assert git(sample, "log", "-1", "--format=%s").strip().startswith(f"{CASE}: notice of disagreement")
    assert "Letter mark: " in markdown.read_text(encoding="utf-8")
    assert git(sample, "status", "--porcelain") == ""
    assert "Test Patient" not in git(sample, "log", "-p")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in lists, not in modes")
def test_only_the_owner_may_read_a_letter(sample: Path, private: Path, recoup: Callable[..., Ran]) -> None:
    recoup(sample, "letter", CASE, "contest")
    for path in (private / CASE).iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((private / CASE).stat().st_mode) == 0o700


def test_the_second_letter_of_a_day_takes_another_name_and_another_mark(
    sample: Path, private: Path, recoup: Callable[..., Ran]
) -> None:
    for seed in ("1", "2"):
        assert recoup(sample, "letter", CASE, "contest", "--to", "md", env={"RECOUP_SEED": seed}).code == 0
    names = sorted(path.name for path in (private / CASE).iterdir())
    assert names == [f"{STEM}.md", f"{STEM}_v2.md"]
    first, second = ((private / CASE / name).read_text(encoding="utf-8") for name in names)
    assert first != second
    assert first.splitlines()[:40] == second.splitlines()[:40]
    assert "id: contest-2" in case_text(sample)


def test_a_dry_run_shows_the_entry_and_writes_nothing(sample: Path, private: Path, recoup: Callable[..., Ran]) -> None:
    before = case_text(sample)
    ran = recoup(sample, "letter", CASE, "contest", "--dry-run")
    assert ran.code == 0
    assert "+  - id: contest" in ran.out
    assert f"Nothing was written. The letter would be {STEM}." in ran.out
    assert case_text(sample) == before
    assert not (private / CASE).exists()


def test_every_gap_is_listed_in_one_run_and_nothing_is_written(
    sample: Path, private: Path, recoup: Callable[..., Ran]
) -> None:
    (private / "identities.yaml").write_text("format: 1\npatients:\n")
    ran = recoup(sample, "letter", "E2F6", "medicare_reconsideration")
    assert ran.code == 1
    assert ran.err.count("LED601") == 4
    for words in ("beneficiary name", "Medicare number", "the specific reason", "the decision's point r1"):
        assert words in ran.err
    assert "recoup letter RC-2025-E2F6SA medicare_reconsideration --draft" in ran.err
    assert sorted(path.name for path in private.iterdir()) == ["identities.yaml"]


def test_names_that_are_not_on_this_computer_are_said_to_be_so(sample: Path, recoup: Callable[..., Ran]) -> None:
    ran = recoup(sample, "letter", CASE, "contest")
    assert ran.code == 1
    assert "the name of P-2210: not on this computer" in ran.err


def test_a_draft_marks_its_gaps_and_is_no_letter_of_the_case(
    sample: Path, private: Path, recoup: Callable[..., Ran]
) -> None:
    (private / "identities.yaml").write_text("format: 1\npatients:\n")
    before = case_text(sample)
    ran = recoup(sample, "letter", CASE, "contest", "--draft")
    assert ran.code == 0
    assert "the case does not record it" in ran.out
    text = (private / CASE / f"{STEM}_draft.md").read_text(encoding="utf-8")
    assert text.startswith("**DRAFT: not a letter, not to be sent.**")
    assert "[[MISSING: name of P-2210]]" in text
    assert (private / CASE / f"{STEM}_draft.pdf").exists()
    assert case_text(sample) == before


def test_a_draft_needs_the_private_folder_as_well(sample: Path, recoup: Callable[..., Ran]) -> None:
    ran = recoup(sample, "letter", CASE, "contest", "--draft")
    assert ran.code == 3
    assert "is not here, and letters land in it" in ran.err


def test_claims_under_two_laws_are_refused_with_the_two_commands(
    sample: Path, private: Path, recoup: Callable[..., Ran]
) -> None:
    ran = recoup(sample, "letter", "7K4Q", "records_request")
    assert ran.code == 1
    assert ran.err.count("LED606") == 2
    assert "recoup letter RC-2026-7K4QXM records_request --law texas" in ran.err
    assert recoup(sample, "letter", "7K4Q", "records_request", "--law", "texas").code == 0
    assert "0026030217741" not in next((private / "RC-2026-7K4QXM").glob("*.md")).read_text(encoding="utf-8")


def test_a_chosen_claim_that_is_not_there(sample: Path, private: Path, recoup: Callable[..., Ran]) -> None:
    ran = recoup(sample, "letter", CASE, "contest", "--claims", "999")
    assert (ran.code, "claim 999 is not in this case" in ran.err) == (1, True)
    assert not (private / CASE).exists()


def test_counsel_who_has_not_answered_keeps_the_letter_back(
    sample: Path, private: Path, recoup: Callable[..., Ran], git: Callable[..., str]
) -> None:
    path = sample / f"cases/2026-02/{CASE}.yaml"
    again = "  - {asked_on: 2026-03-08, recorded: 2026-03-08T15:00:00Z jlee 8H2G}\n"
    path.write_text(path.read_text().replace("\nfilings:\n", f"{again}\nfilings:\n"))
    git(sample, "commit", "-qam", "counsel asked")
    ran = recoup(sample, "letter", CASE, "contest")
    assert ran.code == 1
    assert "LED609 counsel-first: counsel was asked on 2026-03-08 and has not answered yet" in ran.err
    assert recoup(sample, "letter", CASE, "contest", "--draft").code == 0
    assert len(list((private / CASE).iterdir())) == 2


def test_a_document_that_changed_stops_the_letter(sample: Path, private: Path, recoup: Callable[..., Ran]) -> None:
    (private / CASE).mkdir()
    (private / CASE / "approval.pdf").write_bytes(b"another paper")
    ran = recoup(sample, "letter", CASE, "contest")
    assert ran.code == 1
    assert "LED602 document-changed: exhibit approval is not the paper that was recorded" in ran.err


def test_a_broken_template_is_named_by_file_and_line(sample: Path, private: Path, recoup: Callable[..., Ran]) -> None:
    folder = sample / "templates" / "letters"
    folder.mkdir(parents=True)
    (folder / "contest.md.j2").write_text("one\n{{ letter.nobody }}\n")
    ran = recoup(sample, "letter", CASE, "contest")
    assert ran.code == 3
    assert "templates/letters/contest.md.j2:2: LED605 letter-not-made" in ran.err
    assert not (private / CASE).exists()


def test_an_ejected_template_shapes_the_letters_of_this_ledger(
    sample: Path, private: Path, recoup: Callable[..., Ran], git: Callable[..., str]
) -> None:
    ran = recoup(sample, "letter", "eject", "contest")
    assert ran.code == 0
    assert git(sample, "status", "--porcelain") == ""
    path = sample / "templates" / "letters" / "contest.md.j2"
    assert path.read_text(encoding="utf-8").startswith("{#- base ")
    path.write_text(path.read_text(encoding="utf-8").replace("## Contested portion", "## The portion contested"))
    assert recoup(sample, "letter", CASE, "contest", "--to", "md").code == 0
    assert "## The portion contested" in (private / CASE / f"{STEM}.md").read_text(encoding="utf-8")
    assert recoup(sample, "letter", "eject", "contest").code == 3


def test_a_block_of_all_letters_is_taken_out_and_told_when_the_shipped_words_change(
    sample: Path, private: Path, recoup: Callable[..., Ran]
) -> None:
    ran = recoup(sample, "letter", "eject", "reservation")
    assert ran.code == 0, ran.err
    assert "Every letter shows the words it holds from now on." in ran.out
    path = sample / "templates" / "letters" / "_reservation.md.j2"
    text = path.read_text(encoding="utf-8").replace("All rights and defenses are reserved", "We keep every right")
    path.write_text(re.sub(r"base [0-9a-f]{8}", "base 00000000", text), encoding="utf-8")
    ran = recoup(sample, "letter", CASE, "contest", "--to", "md")
    assert ran.code == 0, ran.err
    assert "templates/letters/_reservation.md.j2: the shipped words changed since it was taken out" in ran.err
    told = " ".join(recoup(sample, "doctor", "--only", "letters").out.split())
    assert "the shipped words changed since these were taken out: reservation" in told
    path.write_bytes(b"\xff")
    assert "it is not UTF-8 text" in " ".join(recoup(sample, "doctor", "--only", "letters").out.split())
    path.unlink()
    assert recoup(sample, "doctor", "--only", "letters").code == 0
    assert "We keep every right, and nothing" in (private / CASE / f"{STEM}.md").read_text(encoding="utf-8")


def test_a_kind_that_came_later_from_end_to_end(
    sample: Path, private: Path, recoup: Callable[..., Ran], git: Callable[..., str]
) -> None:
    ran = recoup(sample, "letter", CASE, "itemization_request")
    assert ran.code == 1
    assert "a look whether the notice holds how the carrier means to recover" in ran.err
    path = sample / f"cases/2026-02/{CASE}.yaml"
    path.write_text(path.read_text().replace("\n  has: [", "\n  lacks: [recovery_method]\n  has: [", 1))
    git(sample, "commit", "-qam", "looked for")
    ran = recoup(sample, "letter", CASE, "itemization_request", "--to", "md,docx,pdf")
    assert ran.code == 0, ran.err
    assert len(list((private / CASE).iterdir())) == 3
    ran = recoup(sample, "letter", CASE, "settlement_offer")
    assert (ran.code, "settlement_offer lacks the offer (letter standard)" in ran.err) == (1, True)
    ran = recoup(sample, "letter", CASE, "medicare_ers")
    assert "medicare_ers is a Medicare letter; the claims stand under texas" in ran.err
    ran = recoup(sample, "letter", "list", "medicare_council")
    assert "  finding answered (42 CFR 405.1112(c), only what is raised is reviewed," in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_a_refused_save_takes_the_letter_back(sample: Path, private: Path, recoup: Callable[..., Ran]) -> None:
    path = sample / f"cases/2026-02/{CASE}.yaml"
    path.write_text(path.read_text().replace("owner: jlee", "owner: mortiz"))
    ran = recoup(sample, "letter", CASE, "contest")
    assert ran.code == 3
    assert list((private / CASE).iterdir()) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("letter", CASE), "say which letter"),
        (("letter", CASE, "contets"), "did you mean contest?"),
        (("letter", CASE, "contest", "--to", "odt"), "'odt' is not a format of letters"),
        (("letter", CASE, "contest", "--to", ","), "--to names no format"),
        (("letter", CASE, "contest", "--addressee", "nobody"), "there is no payer file 'nobody'"),
        (("letter", CASE, "contest", "--method", "pigeon"), "'pigeon' is not a way of sending"),
        (("letter", "eject"), "say which letter, or which block"),
        (("letter", "eject", "reservatoin"), "did you mean reservation?"),
    ],
)
def test_wrong_words_are_usage(sample: Path, recoup: Callable[..., Ran], words: tuple[str, ...], expected: str) -> None:
    ran = recoup(sample, *words)
    assert (ran.code, expected in ran.err) == (2, True), ran.err


def test_the_list_of_letters(sample: Path, recoup: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    ran = recoup(sample, "letter", "list")
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    golden("letters/list.txt", ran.out)
    assert '"kind": "contest"' in recoup(sample, "letter", "list", "--format", "json").out
