# ruff: noqa: PT017 - a fault may be refused or survived
"""The way from one saved state to another is interrupted at every step: it is there, or it never began."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.store.git import Git
from ledger.store.refusal import Refused
from ledger.store.saving import ready as ready_module
from ledger.store.saving import recover, turn
from ledger.store.saving.journal import Moving
from ledger.store.saving.moving import move
from tests.depth import DEEP
from tests.store.saving.test_faults import CASE, ENTRY, NEW, TEXT, Fault, copy_of, in_child, planted

Run = Callable[..., str]
OLD_FILE = "docs/old.md"
MESSAGE = "RC-2026-7K4QXM: joined\n"
STATUS = " M edited.yaml\nM  staged.yaml\n"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the faults are planted in a forked process")


@pytest.fixture
def there(root: Path, git: Run) -> dict[str, str]:
    """Two states beyond the last one: ``new``, which follows it, and ``theirs``, which the other side made."""
    git(root, "stash", "-q")
    (root / "docs").mkdir()
    (root / OLD_FILE).write_text("old\n")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "second")
    old = git(root, "rev-parse", "HEAD").strip()
    (root / CASE).write_bytes(TEXT + ENTRY)
    (root / NEW).parent.mkdir()
    (root / NEW).write_bytes(b"id: RC-2026-9TB2RC\n")
    (root / OLD_FILE).unlink()
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "theirs")
    new = git(root, "rev-parse", "HEAD").strip()
    git(root, "branch", "theirs")
    git(root, "reset", "-q", "--hard", old)
    git(root, "stash", "pop", "-q", "--index")
    assert git(root, "status", "--porcelain", "--untracked-files=all") == STATUS
    recover(Git(root))
    return {"old": old, "new": new}


def way(here: Git, states: dict[str, str], *, waits: bool = False) -> Moving:
    changed = here.between(states["old"], states["new"])
    entries = tuple((one.path, "100644", one.before, one.after) for one in changed)
    if not waits:
        return Moving("main", states["old"], states["new"], states["new"], entries)
    case = next(one for one in changed if one.path == CASE)
    stages = tuple((CASE, number, name or "") for number, name in enumerate((case.before, case.before, case.after), 1))
    return Moving("main", states["old"], "", states["new"], entries, stages)


def go(folder: Path, states: dict[str, str], *, waits: bool = False) -> None:
    here = Git(folder)
    with turn(here) as where:
        recover(here)
        move(here, where, way(here, states, waits=waits), MESSAGE)


def there_or_not(root: Path, git: Run, states: dict[str, str], *, waits: bool = False) -> bool:
    """Check that files, index and branch agree after recovery; whether they are there."""
    begun = (root / ".git" / "MERGE_HEAD").exists()
    arrived = begun if waits else git(root, "rev-parse", "HEAD").strip() == states["new"]
    assert (root / CASE).read_bytes() == (TEXT + ENTRY if arrived else TEXT)
    assert (root / NEW).exists() == arrived
    assert (root / OLD_FILE).exists() == (not arrived)
    status = git(root, "status", "--porcelain", "--untracked-files=all")
    if waits and arrived:
        assert set(status.splitlines()) == {f"UU {CASE}", f"A  {NEW}", f"D  {OLD_FILE}", *STATUS.splitlines()}
        assert (root / ".git" / "MERGE_HEAD").read_text().strip() == states["new"]
        assert (root / ".git" / "MERGE_MSG").read_text() == MESSAGE
    else:
        assert status == STATUS
        assert git(root, "rev-parse", "HEAD").strip() == states["new" if arrived else "old"]
        assert not (root / ".git" / "MERGE_MSG").exists()
    fsck = subprocess.run(["git", "fsck", "--strict"], cwd=root, capture_output=True, text=True, check=True)
    assert "error" not in fsck.stdout + fsck.stderr
    left = [path.name for path in root.rglob("*") if path.name.endswith((".lock", ".tmp")) or "journal" in path.name]
    assert left == []
    return arrived


def steps_of(root: Path, tmp_path: Path, states: dict[str, str], *, waits: bool) -> int:
    folder = copy_of(root, tmp_path, "counted")
    with planted(Fault(0, errno.EIO)) as fault:
        go(folder, states, waits=waits)
    return fault.steps + 4


@pytest.mark.parametrize("waits", [False, True], ids=["through", "waiting for a person"])
def test_without_a_fault_it_is_there(*, waits: bool, root: Path, git: Run, there: dict[str, str]) -> None:
    go(root, there, waits=waits)
    assert there_or_not(root, git, there, waits=waits)


@pytest.mark.parametrize("waits", [False, True], ids=["through", "waiting for a person"])
def test_killed_at_any_step_it_is_there_or_never_began(
    *, waits: bool, root: Path, tmp_path: Path, git: Run, there: dict[str, str]
) -> None:
    outcomes = set()
    for at in range(1, steps_of(root, tmp_path, there, waits=waits) + 4, 1 if DEEP else 3):
        folder = copy_of(root, tmp_path, at)

        def killed(folder: Path = folder, at: int = at) -> None:
            with planted(Fault(at)):
                go(folder, there, waits=waits)

        ended = in_child(killed)
        recover(Git(folder))
        arrived = there_or_not(folder, git, there, waits=waits)
        outcomes.add((ended, arrived))
        assert ended == -signal.SIGKILL or arrived, "acknowledged, and not there"
        go(folder, there, waits=waits) if not arrived else None
        assert there_or_not(folder, git, there, waits=waits)
        shutil.rmtree(folder)
    assert {(-signal.SIGKILL, False), (0, True)} <= outcomes


@pytest.mark.parametrize(
    "point", ["reference-transaction prepared", "reference-transaction committed", "post-index-change"]
)
def test_killed_together_with_git_it_is_there_or_never_began(
    point: str, root: Path, git: Run, there: dict[str, str]
) -> None:
    name, _, state = point.partition(" ")
    hook = root / ".git" / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{f'[ $1 != {state} ] || ' if state else ''}kill -9 0\n")
    hook.chmod(0o755)
    assert in_child(lambda: go(root, there)) == -signal.SIGKILL
    hook.unlink()
    finished = recover(Git(root))
    assert finished is not None
    assert there_or_not(root, git, there) == finished.saved == (point == "reference-transaction committed")


def test_killed_while_it_is_taken_back_the_next_one_ends_it(
    root: Path, tmp_path: Path, git: Run, there: dict[str, str]
) -> None:
    steps = steps_of(root, tmp_path, there, waits=False)
    for first in range(8, steps, 1 if DEEP else 13):
        for second in range(1, steps, 1 if DEEP else 9):
            folder = copy_of(root, tmp_path, f"{first}-{second}")

            def killed(folder: Path = folder, at: int = first) -> None:
                with planted(Fault(at)):
                    go(folder, there)

            def again(folder: Path = folder, at: int = second) -> None:
                with planted(Fault(at)):
                    recover(Git(folder))

            in_child(killed)
            ended = in_child(again)
            recover(Git(folder))
            there_or_not(folder, git, there)
            shutil.rmtree(folder)
            if ended == 0:
                break


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from there on"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES], ids=["ENOSPC", "EACCES"])
def test_refused_by_the_disk_at_any_step_it_is_there_or_one_clear_line(
    *, number: int, lasting: bool, root: Path, tmp_path: Path, git: Run, there: dict[str, str]
) -> None:
    refused = 0
    for at in range(1, steps_of(root, tmp_path, there, waits=False), 1 if DEEP else 5):
        folder = copy_of(root, tmp_path, at)
        try:
            with planted(Fault(at, number, lasting=lasting)):
                go(folder, there)
        except Refused as error:
            refused += 1
            assert error.hint
            recover(Git(folder))
            there_or_not(folder, git, there)
        else:
            recover(Git(folder))
            assert there_or_not(folder, git, there)
        shutil.rmtree(folder)
    assert refused


@pytest.mark.parametrize("room_kb", [0, 8, 32])
def test_a_disk_that_is_really_full_leaves_the_old_state(
    room_kb: int, root: Path, tmp_path: Path, git: Run, there: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        monkeypatch.setattr(ready_module, "ROOM_BYTES", 0)
        folder = copy_of(root, disk, "full")
        (disk / "filling").write_bytes(b"x" * (shutil.disk_usage(disk).free - room_kb * 1024))
        try:
            go(folder, there)
        except Refused as error:
            assert "full" in error.message or "nothing is lost" in error.message
        (disk / "filling").unlink()
        recover(Git(folder))
        if not there_or_not(folder, git, there):
            go(folder, there)
            assert there_or_not(folder, git, there)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_what_a_person_changed_meanwhile_is_never_taken_back(root: Path, git: Run, there: dict[str, str]) -> None:
    """Killed with all files brought; then somebody types into one of them."""
    hook = root / ".git" / "hooks" / "post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nkill -9 0\n")
    hook.chmod(0o755)
    assert in_child(lambda: go(root, there)) == -signal.SIGKILL
    hook.unlink()
    (root / CASE).write_bytes(TEXT + b"  - mine\n")
    finished = recover(Git(root))
    assert finished is not None
    assert not finished.saved
    assert (root / CASE).read_bytes() == TEXT + b"  - mine\n"
    assert not (root / NEW).exists()
    assert git(root, "status", "--porcelain") == f" M {CASE}\n{STATUS}"


def test_an_editor_that_saves_in_between_stops_it(root: Path, git: Run, there: dict[str, str]) -> None:
    here = Git(root)
    moving = way(here, there)
    with turn(here) as where:
        (root / CASE).write_bytes(TEXT + b"  - mine\n")
        with pytest.raises(Refused, match="edits here are not saved yet"):
            move(here, where, moving, MESSAGE)
        git(root, "update-index", "--assume-unchanged", CASE)
        with pytest.raises(Refused, match="edits here are not saved yet"):
            move(here, where, moving, MESSAGE)
        git(root, "update-index", "--no-assume-unchanged", CASE)
        git(root, "checkout", "-q", "--", CASE)
        move(here, where, moving, MESSAGE)
    assert there_or_not(root, git, there)


def test_line_endings_of_the_disk_are_those_that_git_would_give(root: Path, git: Run, there: dict[str, str]) -> None:
    git(root, "config", "core.autocrlf", "true")
    (root / CASE).write_bytes(TEXT.replace(b"\n", b"\r\n"))
    git(root, "add", "--renormalize", CASE)
    go(root, there)
    assert (root / CASE).read_bytes() == (TEXT + ENTRY).replace(b"\n", b"\r\n")
    assert (root / NEW).read_bytes() == b"id: RC-2026-9TB2RC\r\n"
    assert CASE not in git(root, "status", "--porcelain")
    assert NEW not in git(root, "status", "--porcelain")
