"""What is about to be saved, through the hook that git starts: what is stopped, and how much goes through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.scenario import INVALID

Recoup = Callable[..., Any]
Git = Callable[..., str]

FILE = "cases/2025-03/RC-2026-7K4QXM.yaml"
OVERDUE = (INVALID / "LED403-overdue" / "before" / FILE).read_text(encoding="utf-8")
CALL = "communications:\n  - at: 2026-03-08T10:20\n    channel: phone\n    summary: Asked.\n"
PASSED = """\
passed:
  - {deadline: first, how: nothing_recorded}
  - {deadline: first_stop, how: nothing_recorded}

money:
"""


@pytest.fixture
def overdue(sample: Path, git: Git) -> Path:
    """A ledger with one saved case whose deadlines are past every reading."""
    path = sample / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(OVERDUE, encoding="utf-8", newline="\n")
    payer = sample / "payers" / "lone-star-health.yaml"
    payer.write_bytes((INVALID.parent / "ledger" / "payers" / "lone-star-health.yaml").read_bytes())
    git(sample, "add", "-A")
    git(sample, "commit", "-q", "-m", "x")
    return path


def _stage(path: Path, text: str, root: Path, git: Git) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    git(root, "add", "-A")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("communications:\n", CALL),
        ("owner: jlee\n", "owner: jlee\nfunding: fully_insured\n"),
        ("demanded: 49.42, answer: dispute}\n\n", "demanded: 49.42, answer: repay}\n\n"),
        ("owner: jlee\n", "owner: jlee\nclosed:\n  closed_on: 2026-03-09\n  outcome: upheld\n"),
        ("money:\n", PASSED),
        ("title: 90837 re-priced", "# a remark\ntitle: 90837 re-priced"),
    ],
    ids=["a call", "an empty field", "a claim", "closed", "passed", "a comment"],
)
def test_recording_what_happened_goes_through(
    overdue: Path, sample: Path, git: Git, recoup: Recoup, old: str, new: str
) -> None:
    assert old in OVERDUE
    _stage(overdue, OVERDUE.replace(old, new, 1), sample, git)
    ran = recoup(sample, "hook", "pre-commit")
    assert ran.code == 0, ran


def test_other_work_on_the_case_is_stopped_with_every_way_out(
    overdue: Path, sample: Path, git: Git, recoup: Recoup
) -> None:
    _stage(overdue, OVERDUE.replace("90837 re-priced", "Sessions re-priced"), sample, git)
    ran = recoup(sample, "hook", "pre-commit")
    lines = ran.err.splitlines()
    assert (ran.code, ran.out) == (1, "")
    assert lines[0] == "NOT SAVED: RC-2026-7K4QXM line 2 changes a case with no answer recorded"
    assert lines[-1] == "Not a substitute for the advice of an attorney."
    assert any(line.startswith("  It was sent") for line in lines)
    assert all(len(line) <= 80 for line in lines)


def test_a_case_passed_and_changed_at_once_goes_through(overdue: Path, sample: Path, git: Git, recoup: Recoup) -> None:
    text = OVERDUE.replace("90837 re-priced", "Sessions re-priced").replace("money:\n", PASSED)
    _stage(overdue, text, sample, git)
    assert recoup(sample, "hook", "pre-commit").code == 0


def test_a_new_case_goes_through_however_old_its_letter(sample: Path, git: Git, recoup: Recoup) -> None:
    _stage(sample / FILE, OVERDUE.replace("lone-star-health", "gulf-mac-part-b"), sample, git)
    ran = recoup(sample, "hook", "pre-commit")
    assert ran.code == 0, ran


def test_the_staged_version_counts_and_not_the_file(overdue: Path, sample: Path, git: Git, recoup: Recoup) -> None:
    _stage(overdue, OVERDUE.replace("communications:\n", CALL), sample, git)
    overdue.write_text("half a sentence: [", encoding="utf-8")
    assert recoup(sample, "check", "--staged").code == 0
    assert recoup(sample, "check", FILE).code == 1


def test_in_a_merge_nobody_is_held_to_a_day(overdue: Path, sample: Path, git: Git, recoup: Recoup) -> None:
    git(sample, "checkout", "-q", "-b", "other")
    _stage(overdue, OVERDUE.replace("90837 re-priced", "Sessions re-priced"), sample, git)
    git(sample, "commit", "-q", "-m", "there")
    git(sample, "checkout", "-q", "main")
    (sample / "notes.txt").write_text("here", encoding="utf-8")
    git(sample, "add", "-A")
    git(sample, "commit", "-q", "-m", "here")
    git(sample, "merge", "-q", "--no-commit", "--no-ff", "other")
    assert recoup(sample, "check", "--staged").code == 0
    assert recoup(sample, "hook", "pre-merge-commit").code == 0


def test_a_mistake_that_was_saved_before_warns_and_does_not_stop(
    overdue: Path, sample: Path, git: Git, recoup: Recoup
) -> None:
    broken = OVERDUE.replace("owner: jlee", "owner: jlee\nvendor: nobody")
    _stage(overdue, broken, sample, git)
    git(sample, "commit", "-q", "-m", "with a mistake")
    _stage(overdue, broken.replace("communications:\n", CALL), sample, git)
    ran = recoup(sample, "check", "--staged")
    assert ran.code == 0
    assert "warning LED302" in ran.out


def test_what_does_not_belong_in_a_ledger_is_stopped(sample: Path, git: Git, recoup: Recoup) -> None:
    (sample / "notes.txt").write_text("SSN 219-09-9999\n", encoding="utf-8")
    (sample / "cases" / "letter.pdf").write_bytes(b"%PDF\0")
    git(sample, "add", "-A")
    ran = recoup(sample, "check", "--staged", "--format", "text")
    assert ran.code == 1
    assert [line.split(" ")[2] for line in ran.out.splitlines()[::2]] == ["LED703", "LED711"]


def test_nothing_staged_is_nothing_wrong(sample: Path, recoup: Recoup) -> None:
    ran = recoup(sample, "check", "--staged")
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing wrong in 0 files\n")
    assert recoup(sample, "hook", "pre-commit").code == 0
