"""History comes from the versions: who, when, what, and what a reader must know."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Recoup = Callable[..., Any]
Git = Any
Golden = Callable[[str, str], None]

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
MORTIZ = {"GIT_AUTHOR_EMAIL": "mortiz@bluestem.example", "GIT_AUTHOR_DATE": "2026-03-10T15:00:00Z"}
LATER = {**MORTIZ, "GIT_COMMITTER_DATE": "2026-03-10T15:00:00Z"}


def told(root: Path, recoup: Recoup, git: Git) -> None:
    """Three more saves, the last by another person and with a message that lies."""
    assert recoup(root, "log", "7K4Q", "She called back.", "--channel", "phone", "--at", "3/2/2026").code == 0
    file = root / CASE
    file.write_text(file.read_text().replace("  amount: 1482.60", "  amount: 1170.50"))
    assert recoup(root, "save").code == 0
    file.write_text(file.read_text().replace("  amount: 1170.50", "  amount: 1482.06"))
    for name, value in LATER.items():
        git.env[name] = value
    git(root, "commit", "-qam", "RC-2026-7K4QXM: nothing happened")
    git.env.clear()


def test_one_case_from_its_beginning(sample: Path, recoup: Recoup, git_as: Git, golden: Golden) -> None:
    told(sample, recoup, git_as)
    ran = recoup(sample, "history", "7K4Q")
    assert ran.code == 0, ran.err
    golden("history/case.txt", ran.out)


def test_one_field(sample: Path, recoup: Recoup, git_as: Git) -> None:
    told(sample, recoup, git_as)
    ran = recoup(sample, "history", "7K4Q", "--field", "demand.amount")
    assert [line.strip() for line in ran.out.splitlines() if line.startswith("  demand")] == [
        "demand amount set to 1,482.60, by jlee",
        "demand amount 1,482.60 -> 1,170.50, by jlee",
        "demand amount 1,170.50 -> 1,482.06, by mortiz",
    ]


def test_one_person_and_one_day(sample: Path, recoup: Recoup, git_as: Git) -> None:
    told(sample, recoup, git_as)
    since = recoup(sample, "history", "--since", "3/10/2026")
    assert since.out == (
        "Tue 10 Mar 2026 10:00  saved by mortiz  RC-2026-7K4QXM\n"
        "  NOTE: written by mortiz, saved by jlee\n"
        "  demand amount 1,170.50 -> 1,482.06, by mortiz\n"
    )
    for name in ("mortiz", "Mara Ortiz", "mortiz@bluestem.example"):
        assert recoup(sample, "history", "7K4Q", "--by", name, "--since", "3/10/2026").out.count("->") == 1
    assert recoup(sample, "history", "7K4Q", "--by", "nobody").out == "Nothing was saved that fits.\n"


def test_all_cases_newest_first_and_bounded(sample: Path, recoup: Recoup, git_as: Git) -> None:
    told(sample, recoup, git_as)
    lines = recoup(sample, "history").out.splitlines()
    assert lines[0] == "Tue 10 Mar 2026 10:00  saved by mortiz  RC-2026-7K4QXM"
    assert any(line.startswith("  and ") and "more: recoup history RC-" in line for line in lines)


def test_for_programs(sample: Path, recoup: Recoup, git_as: Git) -> None:
    told(sample, recoup, git_as)
    data = json.loads(recoup(sample, "history", "7K4Q", "--format", "json").out)
    assert (data["schema_version"], data["kind"]) == (1, "history")
    call = next(event for event in data["events"] if event["happened_on"] == "2026-03-02" and event["acted"])
    assert (call["kind"], call["acted"], call["recorded_at"], call["marks"]) == (
        "communication",
        "jlee",
        "2026-03-09T15:00:00Z",
        ["recorded 7 days later"],
    )
    last = data["events"][-1]
    assert (last["old"], last["new"], last["saved_by"]) == ("1,170.50", "1,482.06", "mortiz")


def test_two_lines_of_work_are_each_told_once(sample: Path, recoup: Recoup, git: Git) -> None:
    file = sample / CASE
    whole = file.read_text()
    git(sample, "switch", "-qc", "other")
    file.write_text(whole.replace("title: 90837", "title: The 90837", 1))
    git(sample, "commit", "-qam", "x")
    git(sample, "switch", "-q", "main")
    file.write_text(whole.replace("  amount: 1482.60", "  amount: 1170.50", 1))
    git(sample, "commit", "-qam", "y")
    git(sample, "merge", "-q", "--no-edit", "other")
    out = recoup(sample, "history", "7K4Q").out
    assert out.count("demand amount 1,482.60 -> 1,170.50") == 1
    assert out.count("title ") == 1


def test_a_version_that_cannot_be_read_is_said(sample: Path, recoup: Recoup, git: Git) -> None:
    file = sample / CASE
    whole = file.read_text()
    file.write_text("id: [")
    git(sample, "commit", "-qam", "broken")
    file.write_text(whole)
    git(sample, "commit", "-qam", "mended")
    out = recoup(sample, "history", "7K4Q").out
    assert "  the file could not be read as a case\n" in out
    assert "  the file could be read as a case again\n" in out


def test_wrong_words(sample: Path, recoup: Recoup) -> None:
    assert recoup(sample, "history", "7K4Q", "--format", "ics").code == 2
    assert "did you mean demand?" in recoup(sample, "history", "7K4Q", "--field", "demnd.amount").err
    assert recoup(sample, "history", "NONE").code == 2


def test_nothing_saved_yet(sample: Path, recoup: Recoup, git: Git) -> None:
    git(sample, "update-ref", "-d", "HEAD")
    for words in (["history"], ["history", "7K4Q"]):
        ran = recoup(sample, *words)
        assert (ran.code, ran.out) == (3, "")
        assert "nothing was saved here yet" in ran.err
