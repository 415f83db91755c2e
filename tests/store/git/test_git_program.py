from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.store.git import Git, GitFailed, find_git
from ledger.store.git.program import plain
from ledger.store.refusal import Refused

SOURCE = Path(__file__).resolve().parents[3] / "ledger"

# Each of these has lost data or run foreign code somewhere (reliability standard 1.1).
FORBIDDEN = {
    r"\brepo\.index\b": "GitPython's index skips filters, signatures and other people's staged work",
    r"\brepo\.git\.": "GitPython's dynamic calls take options from data",
    r"config_writer": "GitPython's config writer has planted settings",
    r"shell\s*=\s*True": "a shell reads data as commands",
    r"Repo\.clone_from": "GitPython's clone has run commands from addresses",
    r"search_parent_directories": "a repository further up is not this ledger's",
    r"os\.system|os\.popen": "a shell reads data as commands",
}


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_source_uses_a_way_to_git_that_has_lost_data(pattern: str) -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in SOURCE.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert not found, FORBIDDEN[pattern]


def test_only_one_module_starts_git_and_only_one_imports_gitpython() -> None:
    starts, imports = set(), set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"subprocess\.(run|Popen|call|check_\w+)\(", text) and "git" in path.parts:
            starts.add(path.name)
        if re.search(r"^\s*(import git\b|from git\b)", text, re.MULTILINE):
            imports.add(path.relative_to(SOURCE).as_posix())
    assert starts == {"program.py", "rewriting.py"}, "the second starts git-filter-repo, in the first one's environment"
    assert imports == {"store/git/past.py"}


def test_git_is_never_taken_from_the_ledger_or_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = tmp_path / "ledger" / "bin"
    planted.mkdir(parents=True)
    trap = planted / ("git.exe" if os.name == "nt" else "git")
    trap.write_text("#!/bin/sh\nexit 7\n")
    trap.chmod(trap.stat().st_mode | stat.S_IXUSR)
    monkeypatch.chdir(planted)
    search = os.pathsep.join([".", "", str(planted), os.environ["PATH"]])
    assert find_git(tmp_path / "ledger", search) == find_git(tmp_path / "ledger")


def test_a_computer_without_git_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not installed") as refused:
        find_git(tmp_path, str(tmp_path))
    assert "git-scm.com" in refused.value.hint


def test_variables_of_a_surrounding_git_do_not_reach_a_call(
    tmp_path: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other, mine = tmp_path / "other", tmp_path / "mine"
    for folder in (other, mine):
        folder.mkdir()
        git(folder, "init", "-q")
    git(mine, "commit", "-q", "--allow-empty", "-m", "mine")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.pager=false'")
    assert Git(mine).state().git_dir == mine / ".git"
    assert [one.subject for one in Git(mine).commits()] == ["mine"]
    assert os.environ["GIT_DIR"] == str(other / ".git")


def test_reading_never_runs_a_program_that_a_hidden_repository_names(tmp_path: Path, git: Callable[..., str]) -> None:
    git(tmp_path, "init", "-q")
    hidden = tmp_path / "attachments" / "x"
    (hidden / "refs").mkdir(parents=True)
    (hidden / "objects").mkdir()
    (hidden / "HEAD").write_text("ref: refs/heads/main\n")
    ran = tmp_path / "ran"
    (hidden / "config").write_text(f'[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = "touch {ran}; false"\n')
    assert Git(hidden).state().kind != "ready"
    assert not ran.exists()


def test_what_git_says_is_made_harmless() -> None:
    said = b"\x1b]0;title\x07fatal: no\r\nremote: 10%\rremote: done\n\xff\xe2\x80\xae"
    assert plain(said) == "\\x1b]0;title\\x07fatal: no\nremote: done\n�\\u202e"


def test_a_refusal_of_git_is_one_plain_line(tmp_path: Path, git: Callable[..., str]) -> None:
    git(tmp_path, "init", "-q")
    with pytest.raises(GitFailed, match=r"^git ls-tree refused: [^\n]+$"):
        Git(tmp_path).entries_at("--output=/tmp/x")


def test_a_call_that_hangs_is_ended(tmp_path: Path, git: Callable[..., str]) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "alias.sleepy", "!sleep 5")
    with pytest.raises(GitFailed, match="did not end"):
        Git(tmp_path).ask("sleepy", seconds=0.2)


def test_settings_are_written_by_constant_names_and_on_one_line(tmp_path: Path, git: Callable[..., str]) -> None:
    git(tmp_path, "init", "-q")
    here = Git(tmp_path)
    assert here.set_here("recoup.private", "/some/where")
    assert not here.set_here("recoup.private", "/some/where")
    assert here.setting("recoup.private") == "/some/where"
    with pytest.raises(Refused):
        here.set_here("recoup.private", "x\n[core]\n\thooksPath = /evil")
    with pytest.raises(KeyError):
        here.set_here("core.hooksPath", "/evil")
    assert here.setting("core.hooksPath") is None
