"""The last thing that was written is taken back; nothing that was saved disappears."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Recoup = Callable[..., Any]
Git = Callable[..., str]
Golden = Callable[[str, str], None]
Terminal = Callable[..., tuple[str, int]]

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
LATER = {"RECOUP_SEED": "2"}


def call(recoup: Recoup, ledger: Path, text: str = "Asked for the worksheet", **more: dict[str, str]) -> None:
    ran = recoup(ledger, "log", "7K4Q", text, "--channel", "phone", **more)
    assert ran.code == 0, ran.err


def lines_taken_out(ledger: Path, git: Git) -> list[str]:
    shown = git(ledger, "show", "--format=", "-U0", "HEAD").splitlines()
    return [line for line in shown if line.startswith("-") and not line.startswith("---")]


def test_an_entry_is_withdrawn_and_both_stay(sample: Path, recoup: Recoup, git: Git, golden: Golden) -> None:
    call(recoup, sample)
    ran = recoup(sample, "undo", "--yes", env=LATER)
    assert ran.code == 0, ran.err
    golden("undo/entry.txt", ran.out)
    text = (sample / CASE).read_text()
    assert text.count("Asked for the worksheet") == 1
    assert "retracts: " in text
    assert lines_taken_out(sample, git) == []
    assert "Undoes: " in git(sample, "log", "-1", "--format=%B")
    assert git(sample, "status", "--porcelain") == ""
    assert "taken back: phone call" in recoup(sample, "history", "7K4Q").out


def test_a_second_undo_takes_back_the_save_before_and_never_the_undo(sample: Path, recoup: Recoup) -> None:
    call(recoup, sample, "The first call")
    call(recoup, sample, "The second call", env=LATER)
    recoup(
        sample, "money", "7K4Q", "--kind", "offset", "--amount", "5", "--dated-on", "3/8/2026", env={"RECOUP_SEED": "3"}
    )
    subjects = []
    for number in range(4, 7):
        ran = recoup(sample, "undo", "--yes", env={"RECOUP_SEED": str(number)})
        assert ran.code == 0, ran.err
        subjects.append(ran.out.splitlines()[1].strip())
    assert subjects[0].endswith("offset noted (2026-03-08)")
    assert subjects[1:] == ["RC-2026-7K4QXM: phone call (2026-03-09)"] * 2
    empty = recoup(sample, "undo", "--yes")
    assert (empty.code, "nothing was written here" in empty.err) == (3, True)
    assert recoup(sample, "check", CASE).code == 0


@pytest.mark.parametrize(
    ("words", "added"),
    [
        (
            ("appeal", "7K4Q", "first", "--sent-on", "3/8/2026", "--method", "fax", "--proof", "ok"),
            "corrects: first",
        ),
        (("decide", "7K4Q", "hold"), "retracts: "),
        (("pass", "7K4Q", "first", "--how", "not_used"), "retracts: "),
        (("attach", "7K4Q", "paper.pdf", "--kind", "medical_record"), "retracts: "),
        (("receive", "7K4Q", "paper.pdf", "--kind", "second_notice", "--dated-on", "3/8/2026"), "retracts: "),
        (("extend", "7K4Q", "first", "--until", "9/30/2026", "--proof", "Letter of 2026-03-08"), "retracts: "),
    ],
    ids=lambda words: words[0] if isinstance(words, tuple) else None,
)
def test_what_a_command_added_is_taken_back(
    words: tuple[str, ...], added: str, sample: Path, recoup: Recoup, git: Git
) -> None:
    (sample.parent / f"{sample.name}-private").mkdir(exist_ok=True)
    paper = sample / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4 another")
    days = recoup(sample, "deadlines", "7K4Q", "--format", "json").out
    ran = recoup(sample, *words)
    assert ran.code == 0, ran.err
    undone = recoup(sample, "undo", "--yes", env=LATER)
    assert undone.code == 0, undone.err
    assert added in git(sample, "show", "HEAD"), undone.out
    assert lines_taken_out(sample, git) == []
    assert json.loads(recoup(sample, "deadlines", "7K4Q", "--format", "json").out) == json.loads(days)
    assert recoup(sample, "check", CASE).code == 0
    kept = list((sample.parent / f"{sample.name}-private").rglob("*.pdf"))
    assert bool(kept) == (words[0] in ("attach", "receive"))


def test_only_the_undo_that_takes_a_paper_back_speaks_of_the_paper(sample: Path, recoup: Recoup) -> None:
    (sample / "paper.pdf").write_bytes(b"%PDF-1.4 << /Type /Pages /Count 1 >> << /Type /Page >>")
    call(recoup, sample)
    (sample.parent / "ledger-private").mkdir(exist_ok=True)
    words = ("attach", "7K4Q", "paper.pdf", "--kind", "medical_record")
    assert recoup(sample, *words, env=LATER).code == 0
    stays = "The paper itself stays in the private folder.\n"
    assert stays in recoup(sample, "undo", "--yes", env={"RECOUP_SEED": "3"}).out
    after = recoup(sample, "undo", "--yes", env={"RECOUP_SEED": "4"})
    assert after.out.startswith("Saved ")
    assert "phone call" in after.out
    assert stays not in after.out


def test_a_case_is_open_again_and_its_file_as_before(sample: Path, recoup: Recoup, git: Git) -> None:
    before = (sample / CASE).read_bytes()
    assert recoup(sample, "close", "7K4Q", "overturned").code == 0
    ran = recoup(sample, "undo", "--yes")
    assert ran.code == 0, ran.err
    assert (sample / CASE).read_bytes() == before
    assert git(sample, "rev-list", "--count", "HEAD").strip() == "3"


def test_a_single_fact_is_written_again_as_it_was(sample: Path, recoup: Recoup, git: Git) -> None:
    path = sample / CASE
    before = path.read_bytes()
    path.write_bytes(before.replace(b"amount: 1482.60", b"amount: 1170.50", 1))
    assert before != path.read_bytes()
    assert recoup(sample, "save").code == 0
    call(recoup, sample, env=LATER)
    named = git(sample, "rev-parse", "HEAD~1").strip()[:7]
    ran = recoup(sample, "undo", named, "--yes", env={"RECOUP_SEED": "3"})
    assert ran.code == 0, ran.err
    assert "1,170.50 -> 1,482.60" in ran.out
    assert b"amount: 1482.60" in path.read_bytes()
    assert b"Asked for the worksheet" in path.read_bytes()
    assert "undo of" in git(sample, "log", "-1", "--format=%s")


def test_a_new_case_is_closed_as_entered_in_error_and_stays(
    sample: Path, recoup: Recoup, git: Git, golden: Golden
) -> None:
    new = ("new", "--payer", "Lone Star Health", "--reference", "X-1", "--dated-on", "3/2/2026", "--amount", "99")
    assert recoup(sample, *new).code == 0
    file = git(sample, "show", "--name-only", "--format=", "HEAD").strip()
    ran = recoup(sample, "undo", "--yes", env=LATER)
    assert ran.code == 0, ran.err
    golden("undo/new-case.txt", ran.out)
    assert "outcome: entered_in_error" in (sample / file).read_text()
    assert recoup(sample, "check", file).code == 0


def test_text_that_was_not_saved_is_put_back_byte_for_byte(sample: Path, recoup: Recoup, git: Git) -> None:
    call(recoup, sample)
    saved = (sample / CASE).read_bytes()
    assert recoup(sample, "log", "7K4Q", "Asked again", "--no-commit", env=LATER).code == 0
    assert (sample / CASE).read_bytes() != saved
    shown = recoup(sample, "undo", "--yes")
    assert shown.code == 0, shown.err
    assert (sample / CASE).read_bytes() == saved
    assert "was never saved" in shown.out
    assert git(sample, "status", "--porcelain") == ""
    assert recoup(sample, "undo", "--yes", env=LATER).out.startswith("Saved ")


def test_a_new_file_that_was_never_saved_is_gone_again(sample: Path, recoup: Recoup, git: Git) -> None:
    new = ("new", "--payer", "Lone Star Health", "--reference", "X-1", "--dated-on", "3/2/2026", "--amount", "99")
    assert recoup(sample, *new, "--no-commit").code == 0
    assert git(sample, "status", "--porcelain") != ""
    assert recoup(sample, "undo", "--yes").code == 0
    assert git(sample, "status", "--porcelain") == ""


def test_unsaved_text_that_somebody_changed_since_is_left_alone(sample: Path, recoup: Recoup) -> None:
    recoup(sample, "log", "7K4Q", "Asked", "--no-commit")
    path = sample / CASE
    path.write_bytes(path.read_bytes() + b"# mine\n")
    typed = path.read_bytes()
    ran = recoup(sample, "undo", "--yes")
    assert (ran.code, "changed since it was written" in ran.err) == (3, True)
    assert path.read_bytes() == typed
    listed = recoup(sample, "undo", "--list").out
    assert "not taken back: changed since it was written" in listed
    path.write_bytes(typed.removesuffix(b"# mine\n"))
    assert recoup(sample, "save").code == 0  # then it is a save like any other
    assert recoup(sample, "undo", "--yes", env=LATER).out.startswith("Saved ")


def test_what_was_worked_on_since_is_named_and_refused(sample: Path, recoup: Recoup, git: Git) -> None:
    path = sample / CASE
    path.write_bytes(path.read_bytes().replace(b"amount: 1482.60", b"amount: 1170.50", 1))
    recoup(sample, "save")
    first = git(sample, "rev-parse", "HEAD").strip()
    path.write_bytes(path.read_bytes().replace(b"amount: 1170.50", b"amount: 1200.00", 1))
    recoup(sample, "save")
    head = git(sample, "rev-parse", "HEAD")
    ran = recoup(sample, "undo", first[:7], "--yes")
    assert (ran.code, "demand.amount was changed since" in ran.err) == (3, True)
    assert git(sample, "rev-parse", "HEAD") == head


def test_a_note_that_is_kept_is_named_and_left_alone(sample: Path, recoup: Recoup, git: Git) -> None:
    recoup(sample, "log", "5WJ0", "Another case")
    (sample / CASE).write_text((sample / CASE).read_text() + "# half\n")
    assert recoup(sample, "log", "7K4Q", "Kept", env=LATER).out.startswith("Kept, not filed")
    ran = recoup(sample, "undo", "--yes", env={"RECOUP_SEED": "3"})
    assert (ran.code, "Kept, not filed, and left alone: RC-2026-7K4QXM" in ran.err) == (0, True), ran.err
    assert "RC-2025-5WJ0ND" in git(sample, "log", "-1", "--format=%s")
    assert "Kept" in (sample / ".git" / "recoup" / "kept.jsonl").read_text()


def test_a_legal_hold_stops_it(sample: Path, recoup: Recoup, git: Git) -> None:
    path = sample / CASE
    text = path.read_text()
    path.write_text(
        text.replace("\ndemand:", "\nhold:\n  since: 2026-03-08\n  asked_by: Moore & Hale LLP\n\ndemand:", 1)
    )
    git(sample, "commit", "-qam", "A hold")
    call(recoup, sample)
    held = path.read_bytes()
    ran = recoup(sample, "undo", "--yes", env=LATER)
    assert (ran.code, "legal hold" in ran.err) == (3, True)
    assert "legal hold" in recoup(sample, "undo", "--list").out
    recoup(sample, "log", "7K4Q", "Unsaved", "--no-commit", env=LATER)
    unsaved = path.read_bytes()
    assert unsaved != held
    assert recoup(sample, "undo", "--yes").code == 3
    assert path.read_bytes() == unsaved


def test_what_a_colleague_saved_and_what_was_done_without_the_program_is_not_ours_to_take_back(
    sample: Path, recoup: Recoup, git: Git
) -> None:
    who = {"GIT_AUTHOR_EMAIL": "mortiz@bluestem.example", "GIT_COMMITTER_EMAIL": "mortiz@bluestem.example"}
    call(recoup, sample, env=who)
    (sample / CASE).write_bytes((sample / CASE).read_bytes() + b"# a word\n")
    git(sample, "commit", "-qam", "By hand")
    ran = recoup(sample, "undo", "--yes")
    assert (ran.code, "nothing was written here" in ran.err) == (3, True)


def test_a_field_that_was_filled_and_shared_stays(sample: Path, recoup: Recoup, git: Git, tmp_path: Path) -> None:
    bare = tmp_path / "shared.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    git(sample, "remote", "add", "origin", str(bare))
    git(sample, "push", "-q", "-u", "origin", "HEAD:main")
    assert recoup(sample, "close", "7K4Q", "overturned").code == 0
    git(sample, "push", "-q", "origin", "HEAD:main")
    ran = recoup(sample, "undo", "--yes")
    assert (ran.code, "closed was filled and shared" in ran.err) == (3, True)
    call(recoup, sample)
    git(sample, "push", "-q", "origin", "HEAD:main")
    assert recoup(sample, "undo", "--yes", env=LATER).code == 0


def test_a_payer_file_reads_as_before_and_a_new_one_stays(sample: Path, recoup: Recoup) -> None:
    path = next(iter(sorted((sample / "payers").glob("*.yaml"))))
    before = path.read_bytes()
    path.write_bytes(before + b"# a word\n")
    assert recoup(sample, "save").code == 0
    assert recoup(sample, "undo", "--yes").code == 0
    assert path.read_bytes() == before
    assert recoup(sample, "payer", "add", "new-plan", "--name", "New Plan").code == 0
    ran = recoup(sample, "undo", "--yes")
    assert (ran.code, "no file of a ledger is ever removed" in ran.err) == (3, True)
    assert (sample / "payers" / "new-plan.yaml").exists()


def test_nobody_is_asked_without_a_terminal_and_a_dry_run_changes_nothing(
    sample: Path, recoup: Recoup, git: Git
) -> None:
    call(recoup, sample)
    head = git(sample, "rev-parse", "HEAD")
    ran = recoup(sample, "undo", env=LATER)
    assert (ran.code, "nobody can be asked" in ran.err) == (3, True)
    dry = recoup(sample, "undo", "--dry-run", env=LATER)
    assert (dry.code, "+    retracts: " in dry.out) == (0, True)
    assert git(sample, "rev-parse", "HEAD") == head


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal")
def test_a_person_at_a_terminal_is_told_and_asked(
    sample: Path, recoup: Recoup, git: Git, at_terminal: Terminal
) -> None:
    call(recoup, sample)
    head = git(sample, "rev-parse", "HEAD")
    shown, code = at_terminal(sample, "undo", typed="no\n", env=LATER)
    assert (code, "Take it back? (yes, no)" in shown) == (3, True)
    assert git(sample, "rev-parse", "HEAD") == head
    shown, code = at_terminal(sample, "undo", typed="yes\n", env=LATER)
    assert (code, "Both stay in the history" in shown) == (0, True)


def test_the_list_names_what_can_be_taken_back(sample: Path, recoup: Recoup, git: Git) -> None:
    assert recoup(sample, "undo", "--list").out == "Nothing was written here that could be taken back.\n"
    call(recoup, sample)
    recoup(sample, "checked", "mail", env=LATER)
    listed = recoup(sample, "undo", "--list").out
    assert "RC-2026-7K4QXM: phone call (2026-03-09)" in listed
    assert "that somebody looked is never taken back" in listed
    rows = json.loads(recoup(sample, "undo", "--list", "--format", "json").out)["changes"]
    assert [bool(row["not"]) for row in rows] == [True, False]
    assert recoup(sample, "undo", rows[1]["name"], "--yes", env={"RECOUP_SEED": "3"}).code == 0
    unknown = recoup(sample, "undo", "fffffff", "--yes")
    assert unknown.code == 2
    assert git(sample, "rev-list", "--count", "HEAD").strip() == "4"
