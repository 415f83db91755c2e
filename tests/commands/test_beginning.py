"""The first minutes: a new ledger, a colleague's copy, the checks before each save."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., str]
Recoup = Callable[..., Any]
WHO = ("--practice", "Bluestem Therapy", "--name", "Jordan Lee", "--email", "jlee@bluestem.example")
CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
TEXT = """id: RC-2026-7K4QXM
title: 90837 re-priced
payer: lone-star-health
funding: fully_insured

demand:
  reference: LSH-OP-2026-0331
  dated_on: 2026-03-02
  received_on: 2026-03-06
  received_evidence: date stamp
  answer_by: 2026-04-01
  amount: 49.42
  reason: time_based_coding

claims:
  - number: "0026030217755"
    patient: P-1042
    lines: [{served_on: 2025-11-14, procedure: 90837, paid: 152.40, demanded: 49.42}]

documents:

money:

communications:
"""
CALL = """  - at: 2026-03-09T10:20
    channel: phone
    direction: out
    contact: Dana
    summary: Asked for the worksheet.
    recorded: 2026-03-09T16:22:07Z jlee K7Q2
"""
PAYER = "name: Lone Star Health\nregime: texas\n"


@pytest.fixture
def blue(tmp_path: Path, recoup: Recoup) -> Path:
    """A new ledger with its checks in place."""
    done = recoup(tmp_path, "init", "blue", *WHO, "--time-zone", "America/Chicago")
    assert done.code == 0, done
    return tmp_path / "blue"


def put_case(root: Path, git: Run, text: str = TEXT) -> None:
    path = root / CASE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    (root / "payers" / "lone-star-health.yaml").write_text(PAYER)
    git(root, "add", "cases", "payers")


def commit(root: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "commit", "-q", *words],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **env},
    )


def test_a_new_ledger_is_complete_saved_and_says_once_what_saving_means(
    blue: Path, tmp_path: Path, git: Run, recoup: Recoup
) -> None:
    assert git(blue, "status", "--porcelain") == ""
    assert git(blue, "log", "--format=%an %s") == "Jordan Lee Begin the ledger of Bluestem Therapy\n"
    assert stat.S_IMODE((tmp_path / "blue-private").stat().st_mode) == 0o700
    assert recoup(blue, "check").code == 0
    again = recoup(tmp_path, "init", "blue", *WHO)
    assert again.code == 3
    assert "already" in again.err


def test_what_init_prints(tmp_path: Path, recoup: Recoup, golden: Callable[[str, str], None]) -> None:
    done = recoup(tmp_path, "init", "blue", *WHO, "--time-zone", "America/Chicago")
    assert done.err == ""
    assert all(len(line) <= 80 for line in done.out.replace(str(tmp_path), "/home/jlee").splitlines())
    golden("init.txt", done.out.replace(str(tmp_path), "/home/jlee"))


def test_without_a_name_nothing_is_made(tmp_path: Path, recoup: Recoup) -> None:
    nobody = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"), "")
    nobody["GIT_CONFIG_GLOBAL"] = os.devnull
    done = recoup(tmp_path, "init", "blue", env=nobody)
    assert done.code == 3
    assert "does not know who you are" in done.err
    assert "--name" in done.err
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "blue").mkdir()
    (tmp_path / "blue" / "mine.txt").touch()
    assert recoup(tmp_path, "init", "blue", env=nobody).code == 3
    assert [path.name for path in (tmp_path / "blue").iterdir()] == ["mine.txt"]


def test_a_synced_folder_is_refused_and_another_one_named(tmp_path: Path, recoup: Recoup) -> None:
    done = recoup(tmp_path, "init", "OneDrive - Bluestem/blue", *WHO)
    assert done.code == 3
    assert "OneDrive" in done.err
    assert f"recoup init {Path(os.environ['HOME']) / 'blue'}" in done.err
    assert not (tmp_path / "OneDrive - Bluestem").exists()


def test_a_colleague_joins_in_one_step(tmp_path: Path, git: Run, recoup: Recoup) -> None:
    shared = tmp_path / "shared.git"
    made = recoup(tmp_path, "init", "blue", *WHO, "--team", str(shared))
    assert made.code == 0, made.err
    assert f"recoup join {shared}" in made.out
    env = {"GIT_AUTHOR_EMAIL": "mo@bluestem.example", "GIT_COMMITTER_EMAIL": "mo@bluestem.example"}
    office = tmp_path / "office-share"
    joined = recoup(tmp_path, "join", str(shared), "mine", "--private", str(office), env=env)
    assert joined.code == 0, joined.err
    assert "mo@bluestem.example is not among people: in ledger.yaml yet" in joined.out
    mine = tmp_path / "mine"
    assert git(mine, "config", "recoup.private").strip() == str(office)
    assert git(mine, "rev-parse", "--abbrev-ref", "main@{upstream}").strip() == "origin/main"
    assert (mine / ".git" / "hooks" / "pre-commit").exists()
    put_case(mine, git)
    assert commit(mine, "-m", "RC-2026-7K4QXM: new case").returncode == 0
    assert subprocess.run(["git", "push", "-q"], cwd=mine, check=False).returncode == 0
    again = recoup(tmp_path, "join", str(shared), "mine")
    assert again.code == 3
    assert "not empty" in again.err


def test_a_shared_copy_can_be_made_later(tmp_path: Path, blue: Path, recoup: Recoup) -> None:
    assert recoup(tmp_path, "init", "blue", "--team", str(tmp_path / "later.git")).code == 0
    assert recoup(tmp_path, "join", "later.git").code == 0
    assert (tmp_path / "later" / "ledger.yaml").read_bytes() == (blue / "ledger.yaml").read_bytes()


@pytest.mark.parametrize("address", ["ext::sh -c touch% ran", "--upload-pack=touch ran", "git://x/y", "file:///x"])
def test_an_address_that_could_run_a_program_is_refused(address: str, tmp_path: Path, recoup: Recoup) -> None:
    done = recoup(tmp_path, "join", "--", address)
    assert done.code == 2, done
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_ledger_is_not_kept(tmp_path: Path, git: Run, recoup: Recoup) -> None:
    git(tmp_path, "init", "-q", "--bare", "other.git")
    done = recoup(tmp_path, "join", "other.git")
    assert done.code == 3
    assert "there is no ledger" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.git"]


def test_setup_says_what_it_changes_and_the_second_time_that_nothing_is_left(blue: Path, recoup: Recoup) -> None:
    (blue / ".git" / "hooks" / "pre-push").unlink()
    first = recoup(blue, "setup")
    assert "checks before each save and each sharing: in place" in first.out
    second = recoup(blue, "setup")
    assert (second.code, "everything was in place already" in second.out) == (0, True)
    inside = recoup(blue, "setup", "--private", str(blue / "private"))
    assert inside.code == 2
    moved = recoup(blue, "setup", "--private", str(blue.parent / "office"))
    assert f"private folder: {blue.parent / 'office'}" in moved.out


def test_setup_outside_a_repository_is_refused(tmp_path: Path, recoup: Recoup) -> None:
    (tmp_path / "ledger.yaml").write_text("format: 1\ntime_zone: America/Chicago\n")
    assert recoup(tmp_path, "setup").code == 3


# the hooks, by plain git


def test_a_plain_save_gets_the_sentences_of_what_changed(blue: Path, git: Run) -> None:
    put_case(blue, git)
    assert commit(blue, GIT_EDITOR="true").returncode == 0
    assert git(blue, "log", "-1", "--format=%s").startswith("RC-2026-7K4QXM: ")
    put_case(blue, git, TEXT + CALL)
    assert commit(blue, GIT_EDITOR="true").returncode == 0
    told = git(blue, "log", "-1", "--format=%B")
    assert told.startswith("RC-2026-7K4QXM: ")
    assert "Dana" in told
    assert "Case: RC-2026-7K4QXM" in told
    assert git(blue, "log", "-1", "--format=%(trailers:key=Event,valueonly)").strip() == "communication"


def test_several_cases_share_one_message(blue: Path, git: Run) -> None:
    put_case(blue, git)
    other = blue / CASE.replace("7K4QXM", "9TB2RC")
    other.write_text(TEXT.replace("7K4QXM", "9TB2RC").replace("0331", "0332").replace("0026030217755", "0026030217756"))
    git(blue, "add", "cases")
    assert commit(blue, GIT_EDITOR="true").returncode == 0
    told = git(blue, "log", "-1", "--format=%B")
    assert told.startswith("2 cases: RC-2026-7K4QXM, RC-2026-9TB2RC\n")
    assert told.count("Case: ") == 2
    assert told.count("Recoup: ") == 1


def test_a_message_that_was_typed_is_left_as_it_was_typed(blue: Path, git: Run) -> None:
    put_case(blue, git)
    assert commit(blue, "-m", "typed").returncode == 0
    assert git(blue, "log", "-1", "--format=%B").strip() == "typed"


def test_what_is_staged_is_judged_not_what_lies_in_the_folder(blue: Path, git: Run) -> None:
    put_case(blue, git, TEXT.replace("2026-03-06", "2026-02-30"))
    (blue / CASE).write_text(TEXT)
    stopped = commit(blue, "-m", "x")
    assert stopped.returncode == 1
    first, second, *rest = stopped.stderr.splitlines()
    assert first.startswith(f"NOT SAVED: {CASE} line 9: ")
    assert second.startswith("Nothing you typed is lost.")
    assert "LED203" in "".join(rest)
    git(blue, "add", CASE)
    assert commit(blue, "-m", "x").returncode == 0


def test_a_saved_entry_that_is_changed_stops_the_save(blue: Path, git: Run) -> None:
    put_case(blue, git, TEXT + CALL)
    assert commit(blue, "-m", "x").returncode == 0
    put_case(blue, git, TEXT + CALL.replace("worksheet", "letter"))
    stopped = commit(blue, "-m", "x")
    assert stopped.returncode == 1
    assert "LED701" in stopped.stderr


def test_personal_data_stops_file_and_message_and_is_not_repeated(blue: Path, git: Run) -> None:
    put_case(blue, git, TEXT + CALL.replace("worksheet", "worksheet, SSN 219-09-9999"))
    stopped = commit(blue, "-m", "x")
    assert stopped.returncode == 1
    assert "LED711" in stopped.stderr
    assert "219-09-9999" not in stopped.stderr
    put_case(blue, git)
    stopped = commit(blue, "-m", "about 219-09-9999")
    assert stopped.returncode == 1
    assert "LED711" in stopped.stderr
    assert "219-09-9999" not in stopped.stderr
    assert commit(blue, "-m", "about\n# 219-09-9999", "--cleanup=strip").returncode == 0


def test_a_save_by_path_beside_other_staged_work_is_judged_by_its_own_index(blue: Path, git: Run) -> None:
    put_case(blue, git, TEXT.replace("2026-03-06", "2026-02-30"))
    assert commit(blue, "-m", "x", "--only", "payers/lone-star-health.yaml").returncode == 0
    assert git(blue, "status", "--porcelain") == f"A  {CASE}\n"


def test_what_slipped_past_is_stopped_before_it_is_shared(blue: Path, tmp_path: Path, git: Run, recoup: Recoup) -> None:
    shared = tmp_path / "shared.git"
    assert recoup(tmp_path, "init", "blue", "--team", str(shared)).code == 0
    put_case(blue, git, TEXT.replace("2026-03-06", "2026-02-30"))
    assert commit(blue, "-m", "x", "--no-verify").returncode == 0
    pushed = subprocess.run(["git", "push", "-q"], cwd=blue, capture_output=True, text=True, check=False)
    assert pushed.returncode != 0
    assert pushed.stderr.startswith("NOT SHARED: ")
    put_case(blue, git)
    assert commit(blue, "-m", "y").returncode == 0
    assert subprocess.run(["git", "push", "-q"], cwd=blue, capture_output=True, check=False).returncode == 0


def test_a_clean_joining_is_checked_too(blue: Path, git: Run) -> None:
    put_case(blue, git)
    assert commit(blue, "-m", "x").returncode == 0
    git(blue, "switch", "-q", "-c", "side")
    put_case(blue, git, TEXT.replace("2026-03-06", "2026-02-30"))
    assert commit(blue, "-m", "x", "--no-verify").returncode == 0
    git(blue, "switch", "-q", "main")
    git(blue, "commit", "-q", "--allow-empty", "-m", "y")
    joined = subprocess.run(
        ["git", "merge", "-q", "-m", "z", "side"], cwd=blue, capture_output=True, text=True, check=False
    )
    assert joined.returncode != 0
    assert "NOT JOINED: " in joined.stderr


def test_an_unknown_hook_is_wrong_usage(blue: Path, recoup: Recoup) -> None:
    assert recoup(blue, "hook", "post-commit").code == 2


# the same entry points under the pre-commit program


@pytest.mark.skipif(
    not (Path(sys.executable).parent / "pre-commit").exists(), reason="the pre-commit program is not here"
)
def test_the_pre_commit_program_runs_the_same_checks(blue: Path, tmp_path: Path, git: Run, recoup: Recoup) -> None:
    tools = str(Path(sys.executable).parent)
    env = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    done = recoup(blue, "setup", "--pre-commit", env=env)
    assert done.code == 0, done.err
    assert "File generated by pre-commit" in (blue / ".git" / "hooks" / "pre-commit").read_text()
    put_case(blue, git, TEXT.replace("2026-03-06", "2026-02-30"))
    stopped = commit(blue, "-m", "x", **env)
    assert stopped.returncode == 1
    assert "LED203" in stopped.stderr
    put_case(blue, git)
    passed = commit(blue, **env, GIT_EDITOR="true")
    assert passed.returncode == 0, passed.stderr
    assert git(blue, "log", "-1", "--format=%s").startswith("RC-2026-7K4QXM: ")


@pytest.mark.skipif(
    not (Path(sys.executable).parent / "pre-commit").exists(), reason="the pre-commit program is not here"
)
def test_other_repositories_can_use_the_published_hooks(blue: Path, tmp_path: Path, git: Run) -> None:
    """The hooks of this project as another repository gets them, but run by the program that is installed here."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    published = (ROOT / ".pre-commit-hooks.yaml").read_text()
    (hooks / ".pre-commit-hooks.yaml").write_text(published.replace("language: python", "language: system"))
    git(hooks, "init", "-q")
    git(hooks, "add", "-A")
    git(hooks, "commit", "-q", "-m", "hooks")
    rev = git(hooks, "rev-parse", "HEAD").strip()
    config = f"repos:\n  - repo: {hooks}\n    rev: {rev}\n    hooks: [{{id: recoup}}, {{id: recoup-message}}]\n"
    (blue / ".pre-commit-config.yaml").write_text(config)
    shutil.rmtree(blue / ".git" / "hooks")
    git(blue, "commit", "-q", "-m", "config", ".pre-commit-config.yaml")
    tools = str(Path(sys.executable).parent)
    env = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    words = [f"{tools}/pre-commit", "install", "--hook-type", "pre-commit", "--hook-type", "commit-msg"]
    subprocess.run(words, cwd=blue, check=True, capture_output=True, env=env)
    put_case(blue, git, TEXT.replace("2026-03-06", "2026-02-30"))
    assert "LED203" in commit(blue, "-m", "x", **env).stderr
    put_case(blue, git)
    assert "LED711" in commit(blue, "-m", "about 219-09-9999", **env).stderr
    assert commit(blue, "-m", "fine", **env).returncode == 0
