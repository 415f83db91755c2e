"""Commands that die in the middle, and commands that come all at once: by the real command in a real ledger."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., str]
Recoup = Callable[..., Any]


@pytest.fixture
def case(sample: Path, git: Run) -> Path:
    """A case of the sample ledger, which has one file more that is staged by hand."""
    (sample / "note.txt").write_text("mine\n")
    git(sample, "add", "note.txt")
    return min((sample / "cases").glob("*/*.yaml"))


@pytest.mark.skipif(os.name == "nt", reason="kills a process group")
@pytest.mark.parametrize("point", ["pre-commit", "reference-transaction", "post-index-change", "post-commit"])
def test_a_call_whose_command_was_killed_stands_once_after_the_next_command(
    point: str, sample: Path, case: Path, git: Run, recoup: Recoup
) -> None:
    hook = sample / ".git" / "hooks" / point
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nkill -9 0\n")
    hook.chmod(0o755)
    words = [sys.executable, "-m", "ledger", "log", case.stem, "Asked for the worksheet", "--channel", "phone"]
    killed = subprocess.run(words, cwd=sample, capture_output=True, check=False, start_new_session=True)
    assert killed.returncode < 0
    hook.unlink()
    following = recoup(sample, "log", case.stem, "Asked again", "--channel", "phone", env={"RECOUP_SEED": "2"})
    assert following.code == 0, following
    assert "An interrupted save was finished" in following.err
    text = case.read_text()
    assert (text.count("Asked for the worksheet"), text.count("Asked again")) == (1, 1)
    assert git(sample, "status", "--porcelain") == "A  note.txt\n"
    assert git(sample, "show", f"HEAD:{case.relative_to(sample).as_posix()}") == text


def test_calls_that_are_logged_at_the_same_moment_follow_each_other(sample: Path, case: Path, git: Run) -> None:
    def begin(number: int) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "ledger", "log", case.stem, f"Call number {number}", "--channel", "phone"]
        env = {**os.environ, "RECOUP_SEED": str(number)}
        return subprocess.Popen(words, cwd=sample, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    said = [(child.communicate(), child.returncode) for child in [begin(number) for number in range(5)]]
    assert [code for _, code in said] == [0] * 5, said
    kept = sum(b"Kept, not filed" in out for (out, _), _ in said)
    assert case.read_text().count("Call number ") == 5 - kept
    assert git(sample, "status", "--porcelain") == "A  note.txt\n"
