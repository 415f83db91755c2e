from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.store.git import Git, Standing

Run = Callable[..., str]


@pytest.fixture
def root(tmp_path: Path, git: Run) -> Path:
    folder = tmp_path / "ledger"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "a.yaml").write_text("a: 1\n")
    (folder / "b.yaml").write_text("b: 1\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def _fork(root: Path, git: Run) -> None:
    git(root, "switch", "-q", "-c", "side")
    (root / "a.yaml").write_text("a: side\n")
    git(root, "commit", "-qam", "side")
    git(root, "switch", "-q", "main")
    (root / "a.yaml").write_text("a: main\n")
    git(root, "commit", "-qam", "main")


def test_a_folder_inside_another_repository_is_not_one(root: Path, tmp_path: Path) -> None:
    (root / "inner").mkdir()
    assert Git(root / "inner").state().kind == "none"
    assert Git(tmp_path).state().kind == "none"


def test_a_bare_copy_is_recognised(tmp_path: Path, git: Run) -> None:
    git(tmp_path, "init", "-q", "--bare", "bare.git")
    assert Git(tmp_path / "bare.git").state().kind == "bare"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_recognised(root: Path) -> None:
    os.chown(root, 12345, 12345)
    os.chown(root / ".git", 12345, 12345)
    assert Git(root).state().kind == "foreign"


def test_an_unborn_branch_and_a_detached_head_are_told_apart(root: Path, tmp_path: Path, git: Run) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "new")
    state = Git(tmp_path / "new").state()
    assert (state.branch, state.commit) == ("main", None)
    git(root, "checkout", "-q", "--detach")
    state = Git(root).state()
    assert state.branch is None
    assert state.commit == git(root, "rev-parse", "HEAD").strip()


@pytest.mark.parametrize("doing", ["merge", "rebase", "cherry-pick", "revert", "bisect", "am"])
def test_what_git_is_in_the_middle_of_is_named(doing: str, root: Path, git: Run) -> None:
    _fork(root, git)
    patch = git(root, "format-patch", "-1", "side", "--stdout")
    (root / "side.patch").write_text(patch)
    words = {
        "merge": ("merge", "side"),
        "rebase": ("rebase", "side"),
        "cherry-pick": ("cherry-pick", "side"),
        "revert": ("revert", "--no-edit", "main~1", "main"),
        "bisect": ("bisect", "start"),
        "am": ("am", "side.patch"),
    }[doing]
    if doing == "revert":
        words = ("revert", "--no-edit", "side")
    Git(root).ask(*words, writes=True)
    assert Git(root).state().unfinished == doing


def test_a_submodule_and_a_grafted_copy_are_recognised(root: Path, tmp_path: Path, git: Run) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root), "part")
    assert Git(outer / "part").state().submodule
    (root / ".git" / "info" / "grafts").write_text("")
    assert Git(root).state().grafted


def test_a_linked_work_tree_shares_the_common_folder(root: Path, tmp_path: Path, git: Run) -> None:
    git(root, "worktree", "add", "-q", str(tmp_path / "linked"))
    linked = Git(tmp_path / "linked")
    assert linked.state().kind == "ready"
    assert linked.common_dir == root / ".git"


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock", "packed-refs.lock"])
def test_each_lock_of_git_is_seen(name: str, root: Path) -> None:
    (root / ".git" / name).touch()
    assert [lock.name for lock in Git(root).state().locks] == [Path(name).name]


def test_replaced_objects_are_seen_and_ignored(root: Path, git: Run) -> None:
    _fork(root, git)
    head = git(root, "rev-parse", "HEAD").strip()
    git(root, "replace", "--graft", head)
    assert git(root, "rev-list", "--count", "HEAD").strip() == "1"
    here = Git(root)
    assert here.replaced()
    assert [one.subject for one in here.commits()] == ["first", "main"]


def test_paths_stand_as_git_says_even_with_odd_names(root: Path, git: Run) -> None:
    odd = 'we ird"[a]*.yaml'
    (root / odd).write_text("x")
    (root / "a.yaml").write_text("a: 2\n")
    (root / "b.yaml").write_text("b: 2\n")
    git(root, "add", "b.yaml")
    here = Git(root)
    assert here.status() == {
        "a.yaml": Standing("a.yaml", edited=True),
        "b.yaml": Standing("b.yaml", staged=True),
        odd: Standing(odd, untracked=True),
    }
    assert list(here.status([odd])) == [odd]
    assert here.status(["*.yaml"]) == {}


def test_a_conflict_stands_as_one(root: Path, git: Run) -> None:
    _fork(root, git)
    Git(root).ask("merge", "side", writes=True)
    assert Git(root).status()["a.yaml"].conflicted
    assert {entry.stage for entry in Git(root).index_entries(["a.yaml"])} == {1, 2, 3}


def test_marks_that_hide_a_path_and_rules_that_ignore_it_are_named(root: Path, git: Run) -> None:
    git(root, "update-index", "--skip-worktree", "a.yaml")
    git(root, "update-index", "--assume-unchanged", "b.yaml")
    (root / ".gitignore").write_text("*.tmp\n!keep.tmp\n")
    here = Git(root)
    assert here.hidden_from_git(["a.yaml", "b.yaml"]) == {"a.yaml": "skip-worktree", "b.yaml": "assume-unchanged"}
    assert here.ignored(["x.tmp", "keep.tmp", "c.yaml"]) == {"x.tmp": ".gitignore:1: *.tmp"}


def test_staged_paths_come_with_both_blobs_also_before_the_first_commit(tmp_path: Path, root: Path, git: Run) -> None:
    (root / "a.yaml").write_text("a: 2\n")
    git(root, "rm", "-q", "--cached", "b.yaml")
    git(root, "add", "a.yaml")
    here = Git(root)
    changed, removed = here.staged()
    assert here.contents([str(changed.before), str(changed.after)]) == [b"a: 1\n", b"a: 2\n"]
    assert (removed.path, removed.after) == ("b.yaml", None)
    new = tmp_path / "new"
    new.mkdir()
    git(new, "init", "-q")
    (new / "c.yaml").write_text("c: 1\n")
    git(new, "add", "-A")
    assert [(one.path, one.before) for one in Git(new).staged()] == [("c.yaml", None)]


def test_bytes_are_read_from_index_and_from_saved_states(root: Path, git: Run) -> None:
    (root / "a.yaml").write_bytes(b"a: \xff\n\x00")
    git(root, "add", "a.yaml")
    here = Git(root)
    assert here.staged_blob("a.yaml") == b"a: \xff\n\x00"
    assert here.head_blob("a.yaml") == b"a: 1\n"
    assert here.head_blob("missing.yaml") is None
    assert here.blob_at("no-such-state", "a.yaml") is None
    assert here.contents([]) == []
    assert here.paths_at("HEAD") == ["a.yaml", "b.yaml"]
    assert [entry.mode for entry in here.entries_at("HEAD", "a.yaml")] == ["100644"]


def test_nobody_is_made_up_where_name_or_address_is_missing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    who = Git(root).identity()
    assert who is not None
    assert (who.name, who.email) == ("Jordan Lee", "jlee@bluestem.example")
    for name in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert Git(root).identity() is None
