"""The demo is the whole main job, run for real."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.demo import STEPS
from ledger.commands.table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran


def test_the_demo_shows_each_command_before_what_it_prints(
    tmp_path: Path, started: Callable[..., Ran], git: Callable[..., str]
) -> None:
    done = started(tmp_path, "demo", "look")
    assert done.code == 0
    assert "error LED203 not-a-date: 2026-02-30" in done.out
    screens = done.out.split("\n# ")[1:]
    assert [screen.splitlines()[:2] for screen in screens] == [[step.why, f"$ {step.command}"] for step in STEPS]
    assert all(len(screen.splitlines()) > 2 for screen in screens)
    assert "redetermination sent Mon 9 Mar 2026" in screens[-1]
    assert all(len(step.command) < 80 for step in STEPS)
    shown = [line for line in done.out.splitlines() if "/" not in line and " LED" not in line and "hint:" not in line]
    assert max(map(len, shown)) <= 80

    root = tmp_path / "look"
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "--format=%an", "-1") == "Jordan Lee\n"
    letters = sorted(path.suffix for path in (tmp_path / "look-private").rglob("*") if path.is_file())
    assert letters.count(".pdf") == 1
    assert letters.count(".md") == 1


def test_the_demo_uses_commands_that_exist() -> None:
    words = [step.command.split() for step in STEPS]
    assert {word[1] for word in words if len(word) > 1} <= set(COMMANDS)


def test_a_folder_in_use_is_left_alone(sample: Path, recoup: Callable[..., Ran]) -> None:
    before = sorted(sample.rglob("*"))
    done = recoup(sample.parent, "demo", sample.name)
    assert done.code == 3
    assert "there is a ledger" in done.err
    assert sorted(sample.rglob("*")) == before
