from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.store.git import Git, GitFailed, address_of, clone
from ledger.store.refusal import UsageError

Run = Callable[..., str]


@pytest.mark.parametrize(
    "address",
    [
        "ext::sh -c touch% /tmp/x",
        "EXT::sh",
        "git://host/x.git",
        "http://host/x.git",
        "file:///tmp/x",
        "fd::17",
        "--upload-pack=touch x",
        "https://host/x\n.git",
        "ssh://host/\x1b[0m",
        "",
        " ",
    ],
)
def test_addresses_that_could_name_a_program_are_refused(address: str) -> None:
    with pytest.raises(UsageError):
        address_of(address)


@pytest.mark.parametrize(
    "address", ["https://host/x.git", "ssh://git@host/x.git", "git@host:team/x.git", "host.example:x"]
)
def test_the_addresses_of_hosts_are_taken_as_they_are(address: str) -> None:
    assert address_of(address) == address


def test_a_folder_is_taken_as_a_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert address_of("shared.git") == str(tmp_path / "shared.git")
    assert address_of("./x") == str(tmp_path / "x")


@pytest.fixture
def team(tmp_path: Path, git: Run) -> Path:
    root = tmp_path / "mine"
    root.mkdir()
    here = Git(root)
    here.begin_repository()
    git(root, "commit", "-q", "--allow-empty", "-m", "first")
    assert here.shared() is None
    here.share_copy(str(tmp_path / "shared.git"))
    return root


def test_a_shared_copy_is_made_joined_and_measured(tmp_path: Path, team: Path, git: Run) -> None:
    theirs = clone(str(tmp_path / "shared.git"), tmp_path / "theirs")
    git(theirs.root, "commit", "-q", "--allow-empty", "-m", "second")
    theirs.push()
    here = Git(team)
    git(team, "commit", "-q", "--allow-empty", "-m", "third")
    here.fetch()
    shared = here.shared()
    assert shared is not None
    assert (shared.ahead, shared.behind) == (1, 1)
    assert shared.last is not None
    here.write_commit_graph()
    assert git(team, "log", "--format=%s").split() == ["third", "first"]


def test_a_refused_sharing_changes_nothing_here(tmp_path: Path, team: Path, git: Run) -> None:
    theirs = clone(str(tmp_path / "shared.git"), tmp_path / "theirs")
    git(theirs.root, "commit", "-q", "--allow-empty", "-m", "second")
    theirs.push()
    git(team, "commit", "-q", "--allow-empty", "-m", "third")
    head = git(team, "rev-parse", "HEAD")
    with pytest.raises(GitFailed, match="shared copy"):
        Git(team).push()
    assert git(team, "rev-parse", "HEAD") == head


def test_an_address_where_nothing_is_fails_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(GitFailed, match=r"^the shared copy did not answer as it should: [^\n]+$"):
        clone(str(tmp_path / "nowhere"), tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
