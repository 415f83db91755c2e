"""A contact is never lost, whatever state its case file is in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Recoup = Callable[..., Any]
Git = Callable[..., str]

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"


def test_a_call_is_filed_and_saved(sample: Path, recoup: Recoup, git: Git) -> None:
    ran = recoup(
        sample,
        "log",
        "7K4Q",
        "Asked for the worksheet again.",
        "--channel",
        "phone",
        "--contact",
        "Dana, provider relations",
        "--at",
        "3/9/2026 9:05",
        "--promised-by",
        "3/19/2026",
    )
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0] == "Noted: phone call with Dana (2026-03-09). Promised by Thu 19 March 2026."
    tail = (sample / CASE).read_text().splitlines()[-6:]
    assert tail[0] == "  - at: 2026-03-09T09:05"
    assert tail[-1].startswith("    recorded: 2026-03-09T15:00:00Z jlee ")
    assert git(sample, "log", "-1", "--format=%s").strip() == "RC-2026-7K4QXM: phone call with Dana (2026-03-09)"
    assert git(sample, "status", "--porcelain") == ""


def test_without_a_moment_it_is_now(sample: Path, recoup: Recoup) -> None:
    assert recoup(sample, "log", "7K4Q", "Looked at the portal.").code == 0
    assert "  - at: 2026-03-09T10:00\n" in (sample / CASE).read_text()  # 15:00 UTC in Chicago
    assert recoup(sample, "log", "9TB2", "Looked.", "--today", "3/8/2026").code == 0
    assert "  - at: 2026-03-08\n" in (sample / "cases/2026-03/RC-2026-9TB2RC.yaml").read_text()


def test_while_the_file_is_half_edited_the_note_is_kept_and_later_filed(sample: Path, recoup: Recoup, git: Git) -> None:
    file = sample / CASE
    file.write_text(file.read_text().replace("amount: 1482.60", "amount: 1170.50"))
    typed = file.read_bytes()
    ran = recoup(sample, "log", "7K4Q", "She called back.", "--channel", "phone")
    assert (ran.code, file.read_bytes()) == (0, typed)
    assert ran.out == (
        "Kept, not filed: RC-2026-7K4QXM, its file has edits that are not saved yet.\n"
        "  phone call (2026-03-09)\n"
        "Nothing is lost. recoup save files it as soon as the file can take it.\n"
    )
    saved = recoup(sample, "save")
    assert saved.code == 0, saved.err
    assert "Noted: phone call (2026-03-09)." in saved.out
    assert git(sample, "log", "-2", "--format=%s").splitlines() == [
        "RC-2026-7K4QXM: phone call (2026-03-09)",
        "RC-2026-7K4QXM: demand amount 1,482.60 -> 1,170.50",
    ]
    assert recoup(sample, "save").out == "Nothing to save: every file is as it was last saved.\n"


def test_while_the_file_is_broken_the_note_stays_kept(sample: Path, recoup: Recoup) -> None:
    file = sample / CASE
    whole = file.read_text()
    file.write_text(whole.replace("dated_on: 2026-03-02", "dated_on: 2026-02-30", 1))
    assert recoup(sample, "log", "7K4Q", "She called back.").out.startswith(
        "Kept, not filed: RC-2026-7K4QXM, its file has mistakes."
    )
    ran = recoup(sample, "save")
    assert ran.code == 1
    assert "Kept, not filed: RC-2026-7K4QXM, note (2026-03-09); its file has mistakes." in ran.err
    file.write_text(whole)
    assert recoup(sample, "save").code == 0
    assert "summary: She called back." in file.read_text()


def test_a_note_that_was_filed_before_the_crash_is_not_filed_twice(sample: Path, recoup: Recoup) -> None:
    file = sample / CASE
    whole = file.read_text()
    file.write_text(whole + "# half\n")
    recoup(sample, "log", "7K4Q", "Once.")
    kept = next((sample / ".git").rglob("kept.jsonl"))
    line = kept.read_bytes()
    recoup(sample, "save")
    kept.write_bytes(line)  # as if the note had been filed and the program had died before forgetting it
    assert recoup(sample, "save").code == 0
    assert file.read_text().count("summary: Once.") == 1
    assert kept.read_bytes() == b""


def test_words_to_question_are_named_before_saving(sample: Path, recoup: Recoup) -> None:
    ran = recoup(sample, "log", "7K4Q", "It was our mistake, she says; wants to settle.")
    assert ran.code == 0
    assert ran.err.startswith("The text says our mistake, settle. What is saved stays")


def test_what_cannot_be_saved_is_printed_back(sample: Path, recoup: Recoup) -> None:
    ran = recoup(sample, "log", "7K4Q", "Line one\nSSN 123-45-6789")
    assert ran.code == 3
    assert "Not saved. This is what you typed:\n  Line one\n  SSN 123-45-6789\n" in ran.err
    assert "summary: Line one" not in (sample / CASE).read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["log", "7K4Q", "  "], "there is nothing to note"),
        (["log", "7K4Q", "x", "--channel", "pigeon"], "'pigeon' is not a channel"),
        (["log", "7K4Q", "x", "--direction", "up"], "'up' is not a direction"),
        (["log", "7K4Q", "x", "--at", "3/9/2026 25:00"], "--at: '25:00' is not an hour"),
        (["log", "7K4Q", "x", "--at", "3/10/2026"], "has not come yet"),
        (["log", "7K4Q", "x", "--promised-by", "soon"], "--promised-by: 'soon' is not a day"),
        (["log", "NONE", "x"], "no case is called 'NONE'"),
    ],
)
def test_wrong_words(sample: Path, recoup: Recoup, words: list[str], message: str) -> None:
    ran = recoup(sample, *words)
    assert ran.code == 2
    assert message in ran.err


def test_a_dry_run_writes_nothing(sample: Path, recoup: Recoup, git: Git) -> None:
    ran = recoup(sample, "log", "7K4Q", "Asked.", "--dry-run")
    assert ran.code == 0
    assert "+    summary: Asked." in ran.out
    assert git(sample, "status", "--porcelain") == ""


def test_the_tag_that_corrects_takes_is_on_every_screen(sample: Path, recoup: Recoup) -> None:
    noted = recoup(sample, "log", "7K4Q", "Asked again.", "--at", "3/9/2026 10:30").out
    tag = noted.partition("Its tag is ")[2][:4]
    assert f"[{tag}]" in recoup(sample, "show", "7K4Q").out
    assert f"note (2026-03-09 10:30) [{tag}]" in recoup(sample, "history", "7K4Q").out
    assert "recoup history CASE" in " ".join(recoup(sample, "log", "--help").out.split())
    assert recoup(sample, "log", "7K4Q", "Asked twice.", "--corrects", tag, env={"RECOUP_SEED": "9"}).code == 0
