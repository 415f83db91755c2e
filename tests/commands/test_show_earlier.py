"""A case as it had been recorded by a day, or in a saved state: with the rules and payers of that state."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Recoup = Callable[..., Any]
Git = Any

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"


def change(root: Path, git: Git, at: str, old: str, new: str, file: str = CASE) -> str:
    """Change one file, save it at an instant, and return the name of that state."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    git.env = {"GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": at}
    git(root, "commit", "-qam", "x")
    name: str = git(root, "rev-parse", "HEAD").strip()
    git.env = {}
    return name


@pytest.fixture
def states(sample: Path, git_as: Git) -> list[str]:
    """Three saves after the first: an amount, the payer's file, an amount again."""
    return [
        change(sample, git_as, "2026-03-10T15:00:00Z", "  amount: 1482.60", "  amount: 1170.50"),
        change(
            sample, git_as, "2026-03-11T15:00:00Z", "name: Lone Star", "name: Lone Moon", "payers/lone-star-health.yaml"
        ),
        change(sample, git_as, "2026-03-13T04:59:00Z", "  amount: 1170.50", "  amount: 1170.05"),
    ]


def demanded(recoup: Recoup, root: Path, *words: str) -> str:
    ran = recoup(root, "show", "7K4Q", *words, "--format", "json")
    assert ran.code == 0, ran.err
    found: str = json.loads(ran.out)["demanded"]
    return found


@pytest.mark.parametrize(
    ("day", "amount"),
    [("3/9/2026", "1482.60"), ("3/10/2026", "1170.50"), ("3/11/2026", "1170.50"), ("3/12/2026", "1170.05")],
)
def test_a_day_ends_in_the_ledgers_time_zone(
    sample: Path, recoup: Recoup, states: list[str], day: str, amount: str
) -> None:
    assert len(states) == 3
    assert demanded(recoup, sample, "--as-of", day) == amount


def test_the_head_says_which_state_it_is(sample: Path, recoup: Recoup, states: list[str]) -> None:
    out = recoup(sample, "show", "7K4Q", "--as-of", "3/11/2026").out
    assert out.splitlines()[:3] == [
        "As recorded by the end of Wednesday 11 March 2026.",
        f"State {states[1][:10]}, saved Wed 11 Mar 2026 10:00. Dates by the rules it holds, as",
        "of Wed 11 Mar 2026.",
    ]
    assert "Lone Moon" in out
    assert "(21 days)" in out
    assert "Lone Star" in recoup(sample, "show", "7K4Q", "--as-of", "3/10/2026").out
    assert "as\nof Mon 1 Jun 2026." in recoup(sample, "show", "7K4Q", "--as-of", "3/11/2026", "--today", "6/1/2026").out


def test_any_name_of_a_state_will_do_and_an_unknown_one_is_said(
    sample: Path, recoup: Recoup, states: list[str], git: Git
) -> None:
    git(sample, "tag", "seal/2026-03-11", states[1])
    for name in (states[0], states[0][:8], "HEAD~2", "HEAD^^"):
        assert demanded(recoup, sample, "--at", name) == "1170.50"
    data = json.loads(recoup(sample, "show", "7K4Q", "--at", "seal/2026-03-11", "--format", "json").out)
    assert data["today"] == "2026-03-11"
    assert data["state"] == {"version": states[1], "saved_at": "2026-03-11T15:00:00+00:00", "notes": []}
    for name in ("nowhere", "--output=x", "HEAD:ledger.yaml", "HEAD~2..HEAD", "deadbeef"):
        ran = recoup(sample, "show", "7K4Q", f"--at={name}")
        assert (ran.code, ran.out) == (2, "")
        assert f"--at: no saved state is called {name!r}" in ran.err
    assert not (sample / "x").exists()


def test_days_come_from_the_rules_that_the_state_holds(sample: Path, recoup: Recoup, git_as: Git) -> None:
    before = demanded_day(recoup, sample)
    file = sample / "rules" / "texas.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("count: 45", "count: 20"), encoding="utf-8")
    change(sample, git_as, "2026-03-10T15:00:00Z", "answer_by: 2026-04-01", "answer_by: 2026-05-01")
    now = demanded_day(recoup, sample)
    assert now != before
    file.unlink()
    assert demanded_day(recoup, sample, "--as-of", "3/10/2026", "--today", "3/9/2026") == now
    assert demanded_day(recoup, sample, "--as-of", "3/9/2026") == before


def demanded_day(recoup: Recoup, root: Path, *words: str) -> str:
    found: str = json.loads(recoup(root, "show", "7K4Q", *words, "--format", "json").out)["act_by"]
    return found


def test_before_it_was_there(sample: Path, recoup: Recoup) -> None:
    ran = recoup(sample, "show", "7K4Q", "--as-of", "3/8/2026")
    assert (ran.code, ran.out) == (2, "")
    assert "RC-2026-7K4QXM was not saved yet at the end of Sun 8 Mar 2026" in ran.err
    assert recoup(sample, "show", "7K4Q", "--as-of", "3/9/2026", "--at", "HEAD").code == 2


def test_half_edited_files_are_left_alone(sample: Path, recoup: Recoup, states: list[str], git: Git) -> None:
    for name in (CASE, "ledger.yaml", "payers/lone-star-health.yaml"):
        (sample / name).write_text("x: [", encoding="utf-8")
    before = git(sample, "status", "--porcelain")
    assert demanded(recoup, sample, "--at", states[0]) == "1170.50"
    assert demanded(recoup, sample, "--as-of", "3/12/2026") == "1170.05"
    assert git(sample, "status", "--porcelain") == before
    assert not (sample / ".git" / "recoup").exists()


def test_a_state_in_which_the_case_could_not_be_read(sample: Path, recoup: Recoup, git_as: Git) -> None:
    name = change(sample, git_as, "2026-03-10T15:00:00Z", "id: RC-2026-7K4QXM", "id: [")
    ran = recoup(sample, "show", "RC-2026-7K4QXM", "--at", name)
    assert ran.code == 3
    assert "could not be read as a case in that state" in ran.err


def test_what_others_saved_by_then_and_brought_later_is_counted(sample: Path, recoup: Recoup, git_as: Git) -> None:
    git_as(sample, "switch", "-qc", "other")
    change(sample, git_as, "2026-03-10T15:00:00Z", "title: 90837", "title: The 90837")
    git_as(sample, "switch", "-q", "main")
    change(sample, git_as, "2026-03-10T16:00:00Z", "  amount: 1482.60", "  amount: 1170.50")
    git_as.env = {"GIT_COMMITTER_DATE": "2026-03-12T15:00:00Z"}
    git_as(sample, "merge", "-q", "--no-edit", "other")
    out = recoup(sample, "show", "7K4Q", "--as-of", "3/10/2026").out
    assert "NOTE: 1 save of this case, made by then in another copy, came in later and is\n      not in it.\n" in out
    assert "The 90837" not in out
    assert "NOTE" not in recoup(sample, "show", "7K4Q", "--as-of", "3/12/2026").out


def test_a_case_that_another_copy_had_first(sample: Path, recoup: Recoup, git_as: Git) -> None:
    git_as(sample, "switch", "-qc", "other")
    new = CASE.replace("7K4QXM", "7K4QXN")
    text = (sample / CASE).read_text(encoding="utf-8").replace("RC-2026-7K4QXM", "RC-2026-7K4QXN")
    (sample / new).write_text(text, encoding="utf-8")
    git_as(sample, "add", new)
    change(sample, git_as, "2026-03-10T15:00:00Z", "title: 90837", "title: The 90837")
    git_as(sample, "switch", "-q", "main")
    change(sample, git_as, "2026-03-10T16:00:00Z", "  amount: 1482.60", "  amount: 1170.50")
    git_as.env = {"GIT_COMMITTER_DATE": "2026-03-12T15:00:00Z"}
    git_as(sample, "merge", "-q", "--no-edit", "other")
    out = recoup(sample, "show", "RC-2026-7K4QXN", "--as-of", "3/10/2026").out
    assert "NOTE: it came in with a joining later" in out


def test_a_clock_that_went_back_is_said(sample: Path, recoup: Recoup, git_as: Git) -> None:
    change(sample, git_as, "2026-03-20T15:00:00Z", "  amount: 1482.60", "  amount: 1170.50")
    change(sample, git_as, "2026-03-10T15:00:00Z", "  amount: 1170.50", "  amount: 1170.05")
    out = recoup(sample, "show", "7K4Q", "--as-of", "3/12/2026").out
    assert "demanded 1,170.05" in out
    assert "NOTE: the clocks of the saves before it are not in order" in out
