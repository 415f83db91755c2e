"""Hand edits are checked, told in sentences and saved, or left exactly as they were typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Recoup = Callable[..., Any]
Git = Callable[..., str]
Golden = Callable[[str, str], None]

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
OTHER = "cases/2026-03/RC-2026-9TB2RC.yaml"

TYPED = """\
id: RC-2026-PPPPPP
title: Typed by hand
payer: lone-star
demand:
  dated_on: 2026-02-30
  received_on: 2026-03-06
  amount: 120.5O
  reason: signatures
  document: demand
claim:
  - number: 0026
"""


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text()
    assert old in text
    (root / file).write_text(text.replace(old, new, 1))


def test_edits_become_sentences_stamps_and_a_message(sample: Path, recoup: Recoup, git: Git, golden: Golden) -> None:
    change(
        sample,
        OTHER,
        "  method: mail\n",
        "  method: mail\n  answer_by: 2026-04-08\n  answer_by_source: '[demand p2]'\n",
    )
    change(
        sample,
        OTHER,
        "communications:",
        "communications:\n  - {at: 2026-03-09, channel: phone, contact: Kim, summary: Asked.}",
    )
    ran = recoup(sample, "save")
    assert ran.code == 0, ran.err
    golden("save/hand-edit.txt", ran.out + "\n" + git(sample, "log", "-1", "--format=%B"))
    assert "summary: Asked., recorded: 2026-03-09T15:00:00Z jlee " in (sample / OTHER).read_text()
    assert git(sample, "status", "--porcelain") == ""


def test_five_mistakes_in_one_run_and_the_file_stays_as_typed(sample: Path, recoup: Recoup, golden: Golden) -> None:
    (sample / "cases/2026-03/RC-2026-PPPPPP.yaml").write_text(TYPED)
    ran = recoup(sample, "save")
    assert ran.code == 1
    golden("save/five-mistakes.txt", ran.err)
    assert ran.err.endswith("Not saved. The file is as you typed it.\n")
    assert (sample / "cases/2026-03/RC-2026-PPPPPP.yaml").read_text() == TYPED


def test_a_sound_file_is_saved_beside_one_with_mistakes(sample: Path, recoup: Recoup, git: Git) -> None:
    change(sample, CASE, "amount: 1482.60", "amount: 14x2.60")
    change(sample, OTHER, "method: mail", "method: fax")
    ran = recoup(sample, "save")
    assert ran.code == 1
    assert git(sample, "log", "-1", "--format=%s").strip() == "RC-2026-9TB2RC: demand method mail -> fax"
    assert git(sample, "status", "--porcelain") == f" M {CASE}\n"


def test_only_the_named_cases_are_saved(sample: Path, recoup: Recoup, git: Git) -> None:
    change(sample, CASE, "method: mail", "method: fax")
    change(sample, OTHER, "method: mail", "method: fax")
    assert recoup(sample, "save", "9TB2").code == 0
    assert git(sample, "status", "--porcelain") == f" M {CASE}\n"


def test_a_saved_entry_cannot_be_changed(sample: Path, recoup: Recoup, git: Git) -> None:
    change(sample, CASE, "Dana", "Dora")
    before = git(sample, "rev-parse", "HEAD")
    ran = recoup(sample, "save")
    assert ran.code == 1
    assert "error LED701 entry-changed: contact of a saved entry in communications went from Dana" in ran.err
    assert git(sample, "rev-parse", "HEAD") == before


def test_other_staged_work_stays_staged(sample: Path, recoup: Recoup, git: Git) -> None:
    (sample / "notes.txt").write_text("mine")
    git(sample, "add", "notes.txt")
    change(sample, CASE, "method: mail", "method: fax")
    assert recoup(sample, "save").code == 0
    assert git(sample, "status", "--porcelain") == "A  notes.txt\n"


def test_a_day_moved_later_without_a_document_is_stopped_on_its_own_screen(sample: Path, recoup: Recoup) -> None:
    change(sample, CASE, '  answer_by_source: "[demand p2]"\n', "")
    recoup(sample, "save")
    change(sample, CASE, "answer_by: 2026-04-01", "answer_by: 2026-04-20")
    ran = recoup(sample, "save")
    assert ran.code == 1
    assert "NOT SAVED: RC-2026-7K4QXM line 15 moves an unanswered date later without proof\n" in ran.err
    assert ran.err.endswith("Not saved. The file is as you typed it.\n")


def test_settings_and_payers_are_saved_before_the_cases_that_need_them(sample: Path, recoup: Recoup, git: Git) -> None:
    (sample / "payers/new-plan.yaml").write_text("name: New Plan\nrole: payer\nregime: contract\n")
    change(sample, OTHER, "payer: harbor-plan", "payer: new-plan")
    ran = recoup(sample, "save")
    assert ran.code == 0, ran.err
    assert git(sample, "log", "-2", "--format=%s").splitlines() == [
        "RC-2026-9TB2RC: payer harbor-plan -> new-plan",
        "payers/new-plan.yaml changed by hand",
    ]


def test_a_removed_case_file_is_not_saved(sample: Path, recoup: Recoup, git: Git) -> None:
    (sample / OTHER).unlink()
    ran = recoup(sample, "save")
    assert ran.code == 1
    assert "error LED702 case-removed" in ran.err
    assert git(sample, "status", "--porcelain") == f" D {OTHER}\n"


def test_words_that_were_taken_out_never_reach_the_message(sample: Path, recoup: Recoup, git: Git) -> None:
    change(sample, OTHER, "title: Sleep studies, ordering note not found, 3 claims", "title: 'SSN 123-45-6789'")
    git(sample, "commit", "-qam", "An old slip")
    change(sample, OTHER, "title: 'SSN 123-45-6789'", "title: Sleep studies")
    assert recoup(sample, "save").code == 0
    assert "123-45-6789" not in git(sample, "log", "-1", "--format=%B")
    assert git(sample, "log", "-1", "--format=%s").strip() == "RC-2026-9TB2RC: changed by hand"


def test_a_dry_run_shows_and_writes_nothing(sample: Path, recoup: Recoup, git: Git) -> None:
    change(sample, OTHER, "method: mail", "method: fax")
    before = git(sample, "rev-parse", "HEAD")
    ran = recoup(sample, "save", "--dry-run")
    assert ran.code == 0
    assert "  demand method mail -> fax\n" in ran.out
    assert "+  method: fax" in ran.out
    assert git(sample, "rev-parse", "HEAD") == before


def test_a_layout_change_is_saved_as_one(sample: Path, recoup: Recoup, git: Git) -> None:
    change(sample, OTHER, "method: mail", "method: 'mail'")
    ran = recoup(sample, "save")
    assert "  only the layout changed\n" in ran.out
    assert git(sample, "log", "-1", "--format=%s").strip() == "RC-2026-9TB2RC: layout changed by hand"


def test_in_the_middle_of_a_merge_nothing_is_saved(sample: Path, recoup: Recoup, git: Git) -> None:
    (sample / ".git/MERGE_HEAD").write_text(git(sample, "rev-parse", "HEAD"))
    change(sample, OTHER, "method: mail", "method: fax")
    ran = recoup(sample, "save")
    assert ran.code == 3
    assert "in the middle of joining two histories" in ran.err
    assert "recoup resolve" in ran.err
