"""A copy of the ledger is looked at check by check; what is safe is put right, and nobody else's lock is touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ledger.commands.doctor_checks import CHECKS
from ledger.store.git import Git as Door
from ledger.store.health import disk

Recoup = Callable[..., Any]
Git = Callable[..., str]
Golden = Callable[[str, str], None]

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
OK, LOOK, WRONG, UNKNOWN = "ok", "look", "wrong", "unknown"


@pytest.fixture
def here(tmp_path: Path, recoup: Recoup) -> Path:
    """A ledger as ``init`` makes it, with its private folder."""
    words = ("--practice", "Bluestem", "--time-zone", "America/Chicago")
    ran = recoup(tmp_path, "init", "bluestem", *words, env={"GIT_COMMITTER_DATE": "", "GIT_AUTHOR_DATE": ""})
    assert ran.code == 0, ran.err
    return tmp_path / "bluestem"


@pytest.fixture
def ask(recoup: Recoup) -> Callable[..., tuple[str, str, str]]:
    """Ask one check, and return how it stands, what it says and what to do."""

    def one(folder: Path, name: str, *words: str, env: dict[str, str] | None = None) -> tuple[str, str, str]:
        ran = recoup(folder, "doctor", "--only", name, "--format", "json", *words, env=env)
        assert ran.out, ran.err
        row = json.loads(ran.out)["checks"][0]
        assert ran.code == (row["state"] == WRONG)
        return row["state"], row["said"], row["cure"]

    return one


Ask = Callable[..., tuple[str, str, str]]


def test_a_new_ledger_is_in_order(here: Path, recoup: Recoup) -> None:
    ran = recoup(here, "doctor", "--format", "json")
    rows = {row["name"]: row["state"] for row in json.loads(ran.out)["checks"]}
    assert list(rows) == [named.check.name for named in CHECKS]
    about_this_computer = ("git-version", "encryption", "shared", "room", "reached", "synced")
    assert {name: state for name, state in rows.items() if state != OK and name not in about_this_computer} == {}
    assert ran.code == 0


def test_the_screen_says_how_each_stands_and_what_to_do(here: Path, recoup: Recoup, git: Git, golden: Golden) -> None:
    git(here, "config", "--unset", "merge.conflictStyle")
    (here / ".git" / "hooks" / "pre-push").unlink()
    names = ("union", "both-shown", "hooks", "shared", "ledger-file")
    words = [word for name in names for word in ("--only", name)]
    ran = recoup(here, "doctor", *words)
    assert ran.code == 1
    fixed = recoup(here, "doctor", "--fix", *words)
    assert fixed.code == 0
    golden("doctor.txt", f"{ran.out}\n{fixed.out}\n{recoup(here, 'doctor', '-q', *words).out}")


def test_a_check_that_nobody_knows_is_a_usage_error(here: Path, recoup: Recoup) -> None:
    ran = recoup(here, "doctor", "--only", "hook")
    assert (ran.code, "did you mean hooks?" in ran.err) == (2, True)


def test_a_broken_ledger_stops_no_other_check(here: Path, recoup: Recoup) -> None:
    (here / "ledger.yaml").write_text("format: [\n")
    rows = {row["name"]: row for row in json.loads(recoup(here, "doctor", "--format", "json").out)["checks"]}
    assert rows["ledger-file"]["state"] == WRONG
    assert rows["rules"]["state"] == UNKNOWN
    assert {rows[name]["state"] for name in ("hooks", "store", "under-way", "private")} == {OK}


def test_without_a_repository_the_rest_is_still_looked_at(tmp_path: Path, recoup: Recoup) -> None:
    (tmp_path / "ledger.yaml").write_text("format: 1\ntime_zone: America/Chicago\n")
    rows = {
        row["name"]: row["state"] for row in json.loads(recoup(tmp_path, "doctor", "--format", "json").out)["checks"]
    }
    assert (rows["repository"], rows["store"], rows["ledger-file"]) == (WRONG, UNKNOWN, OK)


@pytest.mark.parametrize(
    ("name", "key", "value", "state"),
    [
        ("joining", "merge.recoup.driver", "/nowhere/python3 -P -m ledger hook merge-driver", WRONG),
        ("joining", "merge.recoup.driver", "true", LOOK),
        ("comparing", "diff.recoup.textconv", "/nowhere/python3 -m ledger", WRONG),
        ("both-shown", "merge.conflictStyle", "merge", LOOK),
        ("union", "merge.default", "union", WRONG),
        ("hooks", "core.hooksPath", "/dev/null", WRONG),
        ("programs", "filter.x.clean", "tools/clean.sh", WRONG),
        ("overlooked", "core.sparseCheckout", "true", LOOK),
    ],
)
def test_a_setting_that_harms_is_found_and_ours_are_set_again(
    name: str, key: str, value: str, state: str, here: Path, git: Git, ask: Ask, recoup: Recoup
) -> None:
    (here / "tools").mkdir()
    (here / "tools" / "clean.sh").write_text("cat\n")
    git(here, "config", key, value)
    assert ask(here, name)[0] == state
    recoup(here, "doctor", "--fix", "--only", name)
    assert ask(here, name)[0] == (OK if name in ("joining", "comparing", "both-shown") else state)


@pytest.mark.parametrize("place", [".gitattributes", ".git/info/attributes"])
def test_union_is_found_wherever_it_stands(place: str, here: Path, ask: Ask) -> None:
    (here / place).parent.mkdir(exist_ok=True)
    with (here / place).open("a") as file:
        file.write("cases/**/*.yaml merge=union\n")
    state, said, _ = ask(here, "union")
    assert (state, place in said) == (WRONG, True)


def test_line_ends_are_asked_of_git_itself(here: Path, ask: Ask) -> None:
    (here / ".gitattributes").write_text("*.yaml -text\n")
    assert ask(here, "line-ends")[0] == WRONG


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
@pytest.mark.parametrize(
    ("text", "mode", "state"),
    [
        (None, 0o644, WRONG),
        ("#!/bin/sh\nexit 0\n", 0o755, WRONG),
        ('#!/bin/sh\nexec recoup hook pre-commit "$@"\n', 0o755, OK),
        ("#!/usr/bin/env bash\n# File generated by pre-commit: x\n", 0o755, LOOK),
        ("# Put here by recoup setup\npython=/nowhere/python3\n", 0o755, WRONG),
        (f"# Put here by recoup setup\npython={sys.executable}\n", 0o755, LOOK),
    ],
)
def test_hooks_that_do_not_check_are_told_apart(
    text: str | None, mode: int, state: str, here: Path, ask: Ask, recoup: Recoup
) -> None:
    path = here / ".git" / "hooks" / "pre-commit"
    path.write_text(text if text is not None else path.read_text())
    path.chmod(mode)
    assert ask(here, "hooks")[0] == state
    recoup(here, "doctor", "--fix", "--only", "hooks")
    ours = text is None or "Put here by recoup" in text
    assert ask(here, "hooks")[0] == (OK if ours else state)
    assert ours or path.read_text() == text


def test_patches_of_this_ledger_in_the_pre_commit_cache_are_found(
    here: Path, git: Git, ask: Ask, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "patch1-1").write_text("diff --git a/x b/x\nindex 1234567..89abcde 100644\n")
    env = {"PRE_COMMIT_HOME": str(cache)}
    assert ask(here, "pre-commit", env=env)[0] == OK
    (here / "ledger.yaml").write_text((here / "ledger.yaml").read_text() + "# a word\n")
    (cache / "patch2-2").write_text(git(here, "diff"))
    state, _, cure = ask(here, "pre-commit", env=env)
    assert (state, str(cache / "patch2-2") in cure) == (LOOK, True)


def test_a_save_that_went_past_the_checks_is_found_before_it_is_shared(
    sample: Path, git: Git, ask: Ask, tmp_path: Path
) -> None:
    bare = tmp_path / "shared.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    git(sample, "remote", "add", "origin", str(bare))
    git(sample, "push", "-q", "-u", "origin", "HEAD:main")
    assert ask(sample, "past-checks")[0] == OK
    text = (sample / CASE).read_text()
    (sample / CASE).write_text(text.replace("Asked for the audit worksheet", "Asked for nothing"))
    git(sample, "commit", "-qam", "quietly", "--no-verify")
    state, said, _ = ask(sample, "past-checks")
    assert (state, CASE in said) == (WRONG, True), said


@pytest.mark.parametrize(
    ("name", "file", "word"),
    [
        ("under-way", "MERGE_HEAD", "joining two histories"),
        ("under-way", "BISECT_LOG", "searching"),
        ("under-way", "rebase-merge/x", "replaying"),
        ("whole-past", "info/grafts", "grafts"),
        ("whole-past", "objects/info/alternates", "lies elsewhere"),
        ("whole-past", "shallow", "only the end"),
    ],
)
def test_every_state_of_the_repository_is_named(
    name: str, file: str, word: str, here: Path, git: Git, ask: Ask, tmp_path: Path
) -> None:
    head = git(here, "rev-parse", "HEAD").strip()
    path = here / ".git" / file
    path.parent.mkdir(exist_ok=True)
    other = tmp_path / "other" / "objects"
    other.mkdir(parents=True)
    path.write_text(f"{other}\n" if "alternates" in file else f"{head}\n")
    state, said, _ = ask(here, name)
    assert (state != OK, word in said) == (True, True), said


def test_an_old_state_and_replaced_objects_are_named(here: Path, git: Git, ask: Ask) -> None:
    git(here, "commit", "-q", "--allow-empty", "-m", "two", "--no-verify")
    git(here, "replace", "HEAD", "HEAD~1")
    assert ask(here, "whole-past")[0] == WRONG
    git(here, "checkout", "-q", "--detach")
    assert ask(here, "under-way")[0] == WRONG


@pytest.mark.parametrize("mark", ["--skip-worktree", "--assume-unchanged"])
def test_edits_that_git_was_told_to_overlook_are_named(mark: str, here: Path, git: Git, ask: Ask) -> None:
    git(here, "update-index", mark, "ledger.yaml")
    state, _, cure = ask(here, "overlooked")
    assert (state, cure) == (WRONG, f"git update-index --no-{mark.removeprefix('--')} ledger.yaml")


@contextmanager
def holding(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another program that has a file open."""
    code = "import sys, time\nfile = open(sys.argv[1], 'w')\nprint('open', flush=True)\ntime.sleep(60)\n"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


def test_another_program_s_lock_is_told_and_stays(here: Path, ask: Ask, recoup: Recoup) -> None:
    lock = here / ".git" / "index.lock"
    with holding(lock) as process:
        state, said, _ = ask(here, "locks")
        assert (state, "index.lock" in said) == (WRONG, True)
        if sys.platform == "linux":
            assert f"(process {process.pid})" in said
    recoup(here, "doctor", "--fix")
    assert lock.exists()
    os.utime(lock, (lock.stat().st_mtime - 7300,) * 2)
    assert "2 hours old, holder unknown" in ask(here, "locks")[1]


@pytest.mark.skipif(os.name == "nt", reason="locks of POSIX")
def test_a_command_that_writes_now_is_told(here: Path, ask: Ask) -> None:
    import fcntl

    folder = here / ".git" / "recoup"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write("4711 1000000000")
        file.flush()
        state, said, _ = ask(here, "locks")
    assert (state, "process 4711" in said) == (LOOK, True)


@pytest.mark.skipif(os.name == "nt", reason="kills a process group")
def test_an_interrupted_save_is_told_and_finished(sample: Path, git: Git, ask: Ask, recoup: Recoup) -> None:
    hook = sample / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nkill -9 0\n")
    hook.chmod(0o755)
    words = [sys.executable, "-m", "ledger", "log", "7K4Q", "Asked for it", "--channel", "phone"]
    subprocess.run(words, cwd=sample, capture_output=True, check=False, start_new_session=True)
    hook.unlink()
    state, said, _ = ask(sample, "interrupted")
    assert (state, "phone call" in said) == (LOOK, True)
    assert ask(sample, "locks")[0] in (OK, LOOK)
    ran = recoup(sample, "doctor", "--fix", "--only", "interrupted")
    assert "put right: finished: RC-2026-7K4QXM: phone call" in ran.out
    assert git(sample, "status", "--porcelain") == ""
    (sample / ".git" / "recoup" / "aside-1234.json").write_text("{}")
    assert ask(sample, "interrupted")[0] == LOOK


def test_kept_notes_are_counted(sample: Path, ask: Ask, recoup: Recoup) -> None:
    assert ask(sample, "kept-notes")[0] == OK
    assert not (sample / ".git" / "recoup").exists()
    (sample / CASE).write_text((sample / CASE).read_text() + "# half\n")
    recoup(sample, "log", "7K4Q", "Asked")
    assert ask(sample, "kept-notes")[:2] == (LOOK, "1 kept note not filed yet: RC-2026-7K4QXM")


def test_an_unreadable_list_of_files_is_made_again_and_the_old_one_kept(
    here: Path, git: Git, ask: Ask, recoup: Recoup
) -> None:
    index = here / ".git" / "index"
    index.write_bytes(b"")
    broken = b"DIRC nonsense"
    index.write_bytes(broken)
    assert ask(here, "file-list")[0] == WRONG
    (here / ".git" / "index.lock").touch()
    held = recoup(here, "doctor", "--fix", "--only", "file-list")
    assert "not put right: another program holds index.lock" in " ".join(held.out.split())
    assert index.read_bytes() == broken
    (here / ".git" / "index.lock").unlink()
    assert recoup(here, "doctor", "--fix", "--only", "file-list").code == 0
    assert (here / ".git" / "recoup" / "index-aside").read_bytes() == broken
    assert git(here, "status", "--porcelain") == ""


def test_a_damaged_store_is_found(here: Path, git: Git, ask: Ask) -> None:
    assert ask(here, "store")[0] == OK
    assert ask(here, "store", "--deep")[0] == OK
    blob = git(here, "rev-parse", "HEAD:ledger.yaml").strip()
    path = here / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.unlink()
    assert ask(here, "store")[0] == WRONG


def test_the_quick_history_is_written(sample: Path, ask: Ask, recoup: Recoup) -> None:
    assert ask(sample, "quick-history")[0] == LOOK
    recoup(sample, "doctor", "--fix", "--only", "quick-history")
    assert ask(sample, "quick-history")[0] == OK


def test_files_that_are_kept_out_and_names_that_are_alike_and_large_files_are_found(
    sample: Path, git: Git, ask: Ask
) -> None:
    (sample / ".git" / "info").mkdir(exist_ok=True)
    (sample / ".git" / "info" / "exclude").write_text("RC-2026-ZZZ*\n")
    (sample / "cases" / "2026-03" / "RC-2026-ZZZZZZ.yaml").write_text("id: RC-2026-ZZZZZZ\n")
    assert ask(sample, "ignored")[0] == WRONG
    blob = git(sample, "rev-parse", "HEAD:ledger.yaml").strip()
    git(sample, "update-index", "--add", "--cacheinfo", f"100644,{blob},LEDGER.yaml")
    assert ask(sample, "names-alike")[0] == WRONG
    (sample / "big.bin").write_bytes(os.urandom(6 * 1024 * 1024))
    git(sample, "add", "big.bin")
    git(sample, "commit", "-qm", "big", "--no-verify")
    state, said, _ = ask(sample, "large-files")
    assert (state, "big.bin (6 MB)" in said) == (LOOK, True)


def test_who_works_here_and_who_signs_in_as_whom(sample: Path, ask: Ask) -> None:
    other = {"GIT_COMMITTER_EMAIL": "who@bluestem.example", "GIT_AUTHOR_EMAIL": "who@bluestem.example"}
    assert ask(sample, "who")[0] == OK
    assert ask(sample, "who", env=other)[0] == LOOK
    assert ask(sample, "who", env={"GIT_COMMITTER_NAME": "", "GIT_AUTHOR_NAME": ""})[0] == WRONG
    subprocess.run(
        ["git", "commit", "-q", "--allow-empty", "-m", "x"], cwd=sample, check=True, env={**os.environ, **other}
    )
    assert ask(sample, "sign-ins")[0] == LOOK
    text = (sample / "ledger.yaml").read_text()
    (sample / "ledger.yaml").write_text(text.replace("mortiz@bluestem.example", "jlee@bluestem.example"))
    assert ask(sample, "sign-ins")[0] == WRONG


def test_a_synced_folder_is_named(here: Path, ask: Ask, tmp_path: Path) -> None:
    assert ask(here, "synced")[0] == OK
    (tmp_path / "Dropbox").mkdir()
    here.rename(tmp_path / "Dropbox" / "bluestem")
    state, said, _ = ask(tmp_path / "Dropbox" / "bluestem", "synced")
    assert (state, "Dropbox" in said) == (WRONG, True)


@pytest.mark.skipif(os.name == "nt", reason="modes of folders")
def test_the_private_folder_is_looked_at(here: Path, git: Git, ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "bluestem-private"
    assert ask(here, "private")[0] == OK
    folder.chmod(0o755)
    assert "other users" in ask(here, "private")[1]
    folder.chmod(0o750)
    assert "its group" in ask(here, "private")[1]
    git(here, "config", "recoup.private", str(tmp_path / "nowhere"))
    assert ask(here, "private")[0] == LOOK
    git(here, "config", "recoup.private", str(here / "inside"))
    assert ask(here, "private")[0] == WRONG
    synced = tmp_path / "OneDrive"
    synced.mkdir(mode=0o700)
    git(here, "config", "recoup.private", str(synced))
    assert "OneDrive" in ask(here, "private")[1]


def test_papers_are_held_against_their_hashes(sample: Path, ask: Ask, recoup: Recoup, tmp_path: Path) -> None:
    private = tmp_path / f"{sample.name}-private"
    private.mkdir(exist_ok=True)
    assert ask(sample, "papers")[0] == LOOK
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4")
    recoup(sample, "attach", "7K4Q", str(paper), "--kind", "medical_record")
    kept = next(private.rglob("*.pdf"))
    assert "1 intact" in ask(sample, "papers")[1]
    kept.write_bytes(b"%PDF-1.5")
    state, said, _ = ask(sample, "papers")
    assert (state, said.startswith("1 changed")) == (WRONG, True)


def test_the_shared_copy_is_told_and_asked_only_with_network(here: Path, git: Git, ask: Ask, tmp_path: Path) -> None:
    bare = tmp_path / "shared.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    git(here, "remote", "add", "origin", str(bare))
    assert ask(here, "shared")[0] == LOOK
    git(here, "push", "-q", "-u", "origin", "HEAD:main")
    assert ask(here, "shared")[0] == OK
    git(here, "commit", "-q", "--allow-empty", "-m", "two", "--no-verify")
    assert ask(here, "shared")[1].startswith("1 to share, 0 to take in")
    assert ask(here, "reached")[0] == UNKNOWN
    assert ask(here, "reached", "--network")[0] == OK
    bare.rename(tmp_path / "gone.git")
    assert ask(here, "reached", "--network")[0] == WRONG
    git(here, "remote", "set-url", "origin", "git@github.com:bluestem/ledger.git")
    state, said, cure = ask(here, "shared-at")
    assert (state, "GitHub" in said, "contract" in cure) == (LOOK, True, True)


def test_a_clock_that_runs_behind_the_saves_is_told(here: Path, ask: Ask) -> None:
    assert ask(here, "clock")[0] == OK
    env = {**os.environ, "GIT_COMMITTER_DATE": "2099-01-01T00:00:00Z"}
    words = ["git", "commit", "-q", "--allow-empty", "--no-verify", "-m", "later"]
    subprocess.run(words, cwd=here, check=True, env=env)
    assert ask(here, "clock")[0] == LOOK


def test_forms_for_editors_are_renewed_and_saved(here: Path, git: Git, ask: Ask, recoup: Recoup) -> None:
    path = here / "schema" / "case.schema.json"
    path.write_text("{}\n")
    git(here, "commit", "-qam", "old", "--no-verify")
    assert ask(here, "editors")[0] == LOOK
    ran = recoup(here, "doctor", "--fix", "--only", "editors")
    assert "renewed and saved: schema/case.schema.json" in " ".join(ran.out.split())
    assert git(here, "status", "--porcelain") == ""
    (here / ".vscode" / "settings.json").write_text('{"yaml.schemas": {}}')
    assert ask(here, "editors")[0] == LOOK
    (here / ".vscode" / "settings.json").write_text("// words\n{}")
    assert ask(here, "editors")[0] == OK
    (here / ".vscode" / "settings.json").unlink()
    assert ask(here, "editors")[0] == LOOK


def test_rules_that_cannot_be_read_and_rules_not_read_lately_are_named(sample: Path, ask: Ask) -> None:
    assert ask(sample, "rules")[0] == OK
    assert ask(sample, "rules", "--today", "1/1/2029")[0] == LOOK
    (sample / "rules" / "texas.yaml").write_text("name: [\n")
    assert ask(sample, "rules")[0] == WRONG


def test_a_disk_says_what_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk.encrypted(tmp_path) in ("on", "off", None)
    assert disk.encrypted(tmp_path / "nowhere") is None
    assert disk.free_bytes(tmp_path) > 0
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert disk.encrypted(tmp_path) is None
    tool = tmp_path / "bin" / "fdesetup"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\necho FileVault is On.\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent))
    (tmp_path / "ledger").mkdir()
    assert disk.encrypted(tmp_path / "ledger") == "on"
    assert disk.encrypted(tmp_path) is None  # a program inside the ledger is never started


def test_git_that_is_not_there_is_said(here: Path, recoup: Recoup, tmp_path: Path) -> None:
    rows = {
        row["name"]: row["state"]
        for row in json.loads(recoup(here, "doctor", "--format", "json", env={"PATH": str(tmp_path)}).out)["checks"]
    }
    assert (rows["git-version"], rows["hooks"], rows["room"]) == (WRONG, UNKNOWN, OK)
    assert Door(here).root == here
