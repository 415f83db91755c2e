"""A rule file with a mistake: said above every list of days, found in each case that needs it, and never saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Recoup = Callable[..., Any]
Git = Callable[..., str]


@pytest.fixture
def broken(sample: Path) -> Path:
    rules = sample / "rules" / "texas.yaml"
    rules.write_text(rules.read_text().replace("count: 180", "count: 0"), encoding="utf-8")
    return sample


@pytest.mark.parametrize("words", [(), ("deadlines",)], ids=["morning", "deadlines"])
def test_every_list_of_days_says_so_first(broken: Path, recoup: Recoup, words: tuple[str, ...]) -> None:
    said = recoup(broken, *words).out
    assert said.startswith("RULES THAT CANNOT BE USED: texas.")
    assert all(len(line) <= 80 for line in said.splitlines())


def test_a_case_that_needs_the_file_gets_a_finding_and_no_date_by_law(broken: Path, recoup: Recoup) -> None:
    assert "LED501" in recoup(broken, "check").out
    said = recoup(broken, "explain", "7K4Q", "first_stop").out
    assert "28 TAC" not in said


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("count: 180", "count: 0", "LED504"),
        ("extends: state-insured", "extends: texas", "LED504"),
        ("extends: state-insured", "extends: nowhere", "LED504"),
    ],
)
def test_a_rule_file_with_a_mistake_is_not_saved(
    sample: Path, recoup: Recoup, git: Git, was: str, now: str, code: str
) -> None:
    before = git(sample, "rev-parse", "HEAD")
    rules = sample / "rules" / "texas.yaml"
    rules.write_text(rules.read_text().replace(was, now), encoding="utf-8")
    done = recoup(sample, "save")
    assert code in done.out + done.err
    assert git(sample, "rev-parse", "HEAD") == before
    assert now in rules.read_text(), "the file is as it was typed"


def test_a_patch_that_does_not_fit_is_not_saved(sample: Path, recoup: Recoup, git: Git) -> None:
    before = git(sample, "rev-parse", "HEAD")
    payer = sample / "payers" / "lone-star-health.yaml"
    patch = "patches:\n  - {window: texas/first_stop/count, was: 60, now: 30, because: the contract}\n"
    payer.write_text(payer.read_text() + patch, encoding="utf-8")
    done = recoup(sample, "save")
    assert "LED505" in done.out + done.err
    assert git(sample, "rev-parse", "HEAD") == before


def test_rules_check_names_a_patch_without_its_reason(sample: Path, recoup: Recoup) -> None:
    payer = sample / "payers" / "lone-star-health.yaml"
    patch = "patches:\n  - {window: texas/first_stop/count, was: 45, now: 30}\n"
    payer.write_text(payer.read_text() + patch, encoding="utf-8")
    done = recoup(sample, "rules", "check")
    assert done.code == 1
    assert "LED202" in done.out
    assert "because" in done.out
