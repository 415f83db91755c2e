from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from ledger.store.git import Git, GitFailed
from ledger.store.git.past import Commit, Version

Run = Callable[..., str]


@pytest.fixture
def root(tmp_path: Path, git: Run) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def _commit(root: Path, git: Run, text: str, message: str, name: str = "a.yaml") -> None:
    (root / name).write_text(text)
    git(root, "add", name)
    git(root, "commit", "-q", "-m", message)


def test_versions_tell_who_when_why_and_the_bytes_before_and_after(
    root: Path, git: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = "RC-1: call\n\nSaid: worksheet\nis coming.\n\nCase: RC-1\nEvent: communication\n continued\n"
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-03-08T09:00:00-05:00")
    _commit(root, git, "a: 1\n", "RC-1: new case")
    _commit(root, git, "other\n", "elsewhere", "b.yaml")
    _commit(root, git, "a: 2\n", message)
    first, second = Git(root).versions("a.yaml")
    assert (first.before, first.after, second.before, second.after) == (None, b"a: 1\n", b"a: 1\n", b"a: 2\n")
    told = second.commit
    assert (told.author_name, told.committer_email) == ("Jordan Lee", "jlee@bluestem.example")
    assert told.authored_at == datetime(2026, 3, 8, 9, tzinfo=timezone(timedelta(hours=-5)))
    assert told.committed_at == datetime(2026, 3, 9, 15, tzinfo=UTC)
    assert told.subject == "RC-1: call"
    assert told.body.startswith("Said: worksheet\nis coming.")
    assert told.trailers == (("Case", "RC-1"), ("Event", "communication continued"))
    assert first.commit.trailers == ()


def test_sides_that_were_joined_are_all_told_and_the_joint_is_marked(root: Path, git: Run) -> None:
    _commit(root, git, "1\n2\n3\n4\n5\n", "base")
    git(root, "switch", "-q", "-c", "side")
    _commit(root, git, "1\n2\n3\n4\nside\n", "side")
    git(root, "switch", "-q", "main")
    _commit(root, git, "main\n2\n3\n4\n5\n", "main")
    git(root, "merge", "-q", "-m", "joined", "side")
    versions = Git(root).versions("a.yaml")
    assert versions[0].commit.subject == "base"
    assert {version.commit.subject for version in versions[1:3]} == {"main", "side"}
    joint = versions[3]
    assert joint.before == b"main\n2\n3\n4\n5\n"
    assert joint.joined == (b"1\n2\n3\n4\nside\n",)
    assert joint.after == b"main\n2\n3\n4\nside\n"


def test_a_side_that_a_joining_threw_away_is_still_told(root: Path, git: Run) -> None:
    _commit(root, git, "1\n", "base")
    git(root, "switch", "-q", "-c", "side")
    _commit(root, git, "1\nside\n", "side")
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-s", "ours", "-m", "joined", "side")
    assert "side" in [version.commit.subject for version in Git(root).versions("a.yaml")]


def test_one_change_of_several_files_is_one_commit(root: Path, git: Run) -> None:
    (root / "b.yaml").write_text("b\n")
    git(root, "add", "b.yaml")
    _commit(root, git, "a: 1\n", "both")
    git(root, "commit", "-q", "--allow-empty", "-m", "nothing")
    both, nothing = Git(root).commits()
    assert [change.path for change in both.files] == ["a.yaml", "b.yaml"]
    assert nothing.files == ()
    assert isinstance(both, Commit)


def test_a_name_is_never_taken_for_an_option_or_a_pattern(root: Path, git: Run) -> None:
    _commit(root, git, "a: 1\n", "first")
    here = Git(root)
    assert here.versions("*.yaml") == []
    with pytest.raises(GitFailed):
        here.versions("a.yaml", "--output=stolen")
    assert not (root / "stolen").exists()
    with pytest.raises(GitFailed):
        here.contents(["HEAD:a\nb"])


def test_before_the_first_commit_there_is_no_past(root: Path) -> None:
    with pytest.raises(GitFailed):
        Git(root).versions("a.yaml")


def test_a_removed_file_ends_in_a_version_without_bytes(root: Path, git: Run) -> None:
    _commit(root, git, "a: 1\n", "first")
    git(root, "rm", "-q", "a.yaml")
    git(root, "commit", "-q", "-m", "gone")
    last: Version = Git(root).versions("a.yaml")[-1]
    assert (last.before, last.after) == (b"a: 1\n", None)
