"""``recoup payer``: files from a profile or from nothing, with the rules they need."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.store.profiles import profiles

Recoup = Callable[..., Any]
Git = Callable[..., str]


@pytest.mark.parametrize("profile", profiles())
def test_every_profile_makes_a_payer_file_that_passes(sample: Path, recoup: Recoup, git: Git, profile: str) -> None:
    done = recoup(sample, "payer", "add", "a-new-one", "--name", "New: One, Inc.", "--profile", profile)
    assert (done.err, done.code) == ("", 0)
    assert recoup(sample, "check").code == 0
    assert git(sample, "log", "-1", "--format=%s") == "Add payer a-new-one\n"
    assert git(sample, "status", "--porcelain") == ""
    data = json.loads(recoup(sample, "payer", "show", "a-new-one", "--format", "json").out)
    assert (data["name"], data["kind"]) == ("New: One, Inc.", "payer")


def test_the_rules_come_along_in_the_same_save(sample: Path, recoup: Recoup, git: Git) -> None:
    git(sample, "rm", "-q", "rules/texas.yaml")
    git(sample, "commit", "-q", "-m", "Without Texas")
    done = recoup(sample, "payer", "add", "bluebonnet", "--name", "Bluebonnet", "--regime", "texas")
    assert "Next: recoup new --payer bluebonnet" in done.out
    assert git(sample, "show", "--format=", "--name-only").split() == ["payers/bluebonnet.yaml", "rules/texas.yaml"]
    text = (sample / "payers" / "bluebonnet.yaml").read_text(encoding="utf-8")
    assert "issued_in: TX" in text
    assert "funding" not in text  # nobody may take for granted who funds a plan


def test_a_profile_without_a_window_says_that_the_letter_must_be_typed(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "payer", "add", "zed", "--name", "Zed", "--profile", "see-letter")
    assert "type the answer-by date of each letter" in done.out


def test_dry_run_shows_and_writes_nothing(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "payer", "add", "zed", "--name", "Zed", "--dry-run")
    assert '+name: "Zed"' in done.out
    assert not (sample / "payers" / "zed.yaml").exists()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("lone-star-health", "--name", "X"), "there already"),
        (("Zed", "--name", "X"), "small letters"),
        (("../zed", "--name", "X"), "small letters"),
        (("zed", "--name", "X", "--regime", "atlantis"), "no rules called 'atlantis'"),
        (("zed", "--name", "X", "--profile", "nope"), "no profile is called 'nope'"),
        (("zed",), "--name is missing"),
    ],
)
def test_wrong_words_end_with_two_and_change_nothing(
    sample: Path, recoup: Recoup, git: Git, words: tuple[str, ...], part: str
) -> None:
    done = recoup(sample, "payer", "add", *words)
    assert done.code == 2
    assert part in done.err
    assert git(sample, "status", "--porcelain") == ""


def test_list_and_show(sample: Path, recoup: Recoup) -> None:
    listed = recoup(sample, "payer", "list").out
    assert "lone-star-health             texas" in listed
    assert all(len(line) <= 80 for line in listed.splitlines())
    shown = recoup(sample, "payer", "show", "Lone Star Health").out
    assert "first: 180 calendar days from dated (Provider manual 2026 p41" in shown
    assert "Not a substitute for the advice of an attorney." in shown
    assert "windows   none: type the answer-by date" in recoup(sample, "payer", "show", "harbor-plan").out
    data = json.loads(recoup(sample, "payer", "list", "--format", "json").out)
    assert {one["slug"] for one in data["payers"]} >= {"lone-star-health", "harbor-plan"}
    assert recoup(sample, "payer", "show", "nobody").code == 2
