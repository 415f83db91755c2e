"""What stops a joining and a sharing: real git, its hooks and the pre-commit program, and a check in CI."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ledger.store import hooks
from ledger.store.git import Git
from tests.commands.shared_copy import CASE, EXAMPLES, FILE, OTHER, Clone, founded

Recoup = Callable[..., Any]

TOOLS = Path(sys.executable).parent
TEMPLATE = EXAMPLES.parent.parent / "templates" / "ledger" / "dot-pre-commit-config.yaml"
PLAIN, FRAMEWORK = "plain hooks", "the pre-commit program"


class Done(NamedTuple):
    """How a call of git ended and what it said."""

    code: int
    said: str


@pytest.fixture(params=[PLAIN, FRAMEWORK])
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Clone:
    """A clone whose hooks work; its shared copy refuses nothing."""
    _, clone = founded(tmp_path, hooks=False)
    monkeypatch.setenv("PATH", f"{TOOLS}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    if request.param == PLAIN:
        assert {hook.state for hook in hooks.install(Git(clone.root))} == {hooks.INSTALLED}
    else:
        if not (TOOLS / "pre-commit").exists():
            pytest.skip("the pre-commit program is not here")
        clone.write(".pre-commit-config.yaml", TEMPLATE.read_text(encoding="utf-8"))
        clone.save()
        clone.git("push", "-q", "origin", "main")
        hooks.install_framework(Git(clone.root))
    return clone


def run(here: Clone, *words: str) -> Done:
    done = subprocess.run(
        ["git", *words],
        cwd=here.root,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "GIT_EDITOR": "true", **here.env},
    )
    return Done(done.returncode, done.stdout + done.stderr)


def two_sides(here: Clone) -> None:
    """A call on the other side, some words on ours; git joins them without asking."""
    here.git("checkout", "-q", "-b", "other")
    here.append("On the other side.")
    here.save()
    here.git("checkout", "-q", "main")
    here.write("README.md", "Words\n")
    here.save()


def test_two_sides_are_joined(here: Clone) -> None:
    two_sides(here)
    done = run(here, "merge", "-m", "joined", "other")
    assert done.code == 0, done
    assert run(here, "push", "origin", "main").code == 0


def test_a_joining_that_throws_one_side_away_is_stopped(here: Clone) -> None:
    two_sides(here)
    done = run(here, "merge", "-s", "ours", "-m", "joined", "other")
    assert done.code != 0
    assert f"NOT JOINED: {FILE} line 35: a saved entry is no longer in communications" in done.said
    assert here.git("log", "-1", "--format=%s") == "a change"


def test_a_joining_that_is_finished_by_hand_without_the_other_side_s_entry_is_stopped(here: Clone) -> None:
    two_sides(here)
    here.git("merge", "-q", "--no-commit", "--no-ff", "other")
    here.write(FILE, CASE)
    here.git("add", FILE)
    done = run(here, "commit", "-m", "joined")
    assert done.code != 0
    assert "NOT JOINED" in done.said
    assert "On the other side." in done.said
    here.git("checkout", "other", "--", FILE)
    assert run(here, "commit", "-m", "joined").code == 0


def test_an_edited_entry_is_not_shared_though_its_save_passed_no_hook(here: Clone) -> None:
    here.swap("amount: 49.42\n    trace", "amount: 94.42\n    trace")
    here.save()
    done = run(here, "push", "origin", "main")
    assert done.code != 0
    assert f"NOT SHARED: {FILE} line 31: amount of a saved entry in money went from 49.42 to 94.42" in done.said
    assert "corrects: 0G5R" in done.said
    here.swap("amount: 94.42\n    trace", "amount: 49.42\n    trace")
    here.save()
    assert run(here, "push", "origin", "main").code == 0


def test_what_is_wrong_on_the_shared_copy_already_is_not_held_against_the_next(here: Clone) -> None:
    here.swap("amount: 49.42\n    trace", "amount: 94.42\n    trace")
    here.save()
    assert run(here, "push", "--no-verify", "origin", "main").code == 0
    here.append("A call.")
    here.save()
    assert run(here, "push", "origin", "main").code == 0


def test_a_new_line_of_work_is_judged_from_where_it_left_the_shared_one(here: Clone) -> None:
    here.git("checkout", "-q", "-b", "trial")
    here.append("A call.")
    here.save()
    assert run(here, "push", "origin", "trial").code == 0
    here.git("rm", "-q", FILE)
    here.save()
    done = run(here, "push", "origin", "trial")
    assert (done.code != 0, "no case file ever is" in done.said) == (True, True)
    assert run(here, "push", "origin", ":trial").code == 0


def test_the_first_sharing_is_judged_from_the_beginning(here: Clone) -> None:
    here.git("init", "-q", "--bare", "-b", "main", "../empty.git")
    here.git("remote", "add", "new", "../empty.git")
    assert run(here, "push", "new", "main").code == 0
    here.git("init", "-q", "--bare", "-b", "main", "../third.git")
    here.git("remote", "add", "third", "../third.git")
    here.swap("Asked again.", "Agreed to repay.")
    here.save()
    done = run(here, "push", "third", "main")
    assert (done.code != 0, "Agreed to repay." in done.said) == (True, True)


def test_a_rewritten_past_is_not_shared(here: Clone) -> None:
    here.append("A call.")
    here.save()
    assert run(here, "push", "origin", "main").code == 0
    here.git("commit", "-q", "--no-verify", "--amend", "-m", "never happened")
    done = run(here, "push", "--force", "origin", "main")
    assert (done.code != 0, "is no longer part of the history" in done.said) == (True, True)


# in CI


@pytest.fixture
def copy(tmp_path: Path) -> Clone:
    return founded(tmp_path, hooks=False)[1]


def test_a_check_since_a_state_finds_what_a_server_would_refuse(copy: Clone, recoup: Recoup) -> None:
    copy.write(OTHER, CASE.replace("RC-2026-7K4QXM", "RC-2026-9TB2RC").replace("LSH-OP-2026-0331", "X-1"))
    copy.save()
    assert recoup(copy.root, "check", "--since", "HEAD~1").code == 0
    assert recoup(copy.root, "check", "--since", "HEAD").out == ""
    copy.swap("amount: 49.42\n    trace", "amount: 94.42\n    trace")
    copy.save()
    ran = recoup(copy.root, "check", "--since", "HEAD~2", "--format", "github")
    assert ran.code == 1
    assert f"\n::error file={FILE},line=31,col=13,title=LED701 entry-changed::" in ran.out
    zeros = recoup(copy.root, "check", "--since", "0" * 40, "--format", "json")
    assert [one["code"] for one in json.loads(zeros.out)["findings"]] == ["LED801", "LED701"]
    sarif = json.loads(recoup(copy.root, "check", "--since", "HEAD~1", "--format", "sarif").out)
    assert "LED701" in {result["ruleId"] for result in sarif["runs"][0]["results"]}


def test_a_check_since_knows_what_it_cannot_know(copy: Clone, tmp_path: Path, recoup: Recoup) -> None:
    assert recoup(copy.root, "check", "--since", "nowhere").code == 2
    copy.append("A call.")
    copy.save()
    copy.git("push", "-q", "origin", "main")
    copy.git("clone", "-q", "--depth", "1", f"file://{tmp_path / 'shared.git'}", "../shallow")
    ran = recoup(tmp_path / "shallow", "check", "--since", "HEAD")
    assert (ran.code, "leaves out the older part of the history" in ran.err) == (3, True)
    copy.git("init", "-q", "-b", "main", "../unborn")
    (tmp_path / "unborn" / "ledger.yaml").write_text("format: 1\ntime_zone: America/Chicago\n", encoding="utf-8")
    assert recoup(tmp_path / "unborn", "check", "--since", "HEAD").code == 3


def test_a_check_of_what_is_staged_knows_the_other_side_of_a_merge(copy: Clone, recoup: Recoup) -> None:
    two_sides(copy)
    copy.git("merge", "-q", "--no-commit", "--no-ff", "other")
    assert recoup(copy.root, "check", "--staged").code == 0
    copy.write(FILE, CASE)
    copy.git("add", FILE)
    ran = recoup(copy.root, "check", "--staged")
    assert (ran.code, "no longer in communications" in ran.out) == (1, True)
