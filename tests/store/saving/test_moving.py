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
from ledger.store.saving import journal as journals
from ledger.store.saving import moving as moving_module
from ledger.store.saving import ready as ready_module
from ledger.store.saving import recover, turn
from ledger.store.saving.journal import Moving
from ledger.store.saving.moving import move
from ledger.store.saving.place import TEMPORARY
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
        assert (root / ".git" / "MERGE_MODE").read_text() == "no-ff"
    else:
        assert status == STATUS
        assert git(root, "rev-parse", "HEAD").strip() == states["new" if arrived else "old"]
        assert not (root / ".git" / "MERGE_MSG").exists()
        assert not (root / ".git" / "MERGE_MODE").exists()
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


# what one step of it comes to


def test_git_that_refuses_is_heard_and_everything_is_as_it_was(root: Path, git: Run, there: dict[str, str]) -> None:
    hook = root / ".git" / "hooks" / "reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(Refused, match="could not be taken over; every file is as it was") as refused:
        go(root, there)
    assert "not today" in refused.value.message
    hook.unlink()
    assert not there_or_not(root, git, there)


@pytest.mark.parametrize("lasting", [False, True])
def test_a_disk_that_refuses_is_one_clear_line(
    *, lasting: bool, root: Path, git: Run, there: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put = moving_module._write  # noqa: SLF001 - the step that fails
    calls: list[str] = []

    def refused(here: Git, path: str, data: bytes | None) -> None:
        calls.append(path)
        if len(calls) == 2 or (lasting and len(calls) > 2):
            raise OSError(errno.EACCES, "no")
        put(here, path, data)

    monkeypatch.setattr(moving_module, "_write", refused)
    with pytest.raises(Refused, match="nothing is lost" if lasting else "the ledger"):
        go(root, there)
    monkeypatch.setattr(moving_module, "_write", put)
    recover(Git(root))
    assert not there_or_not(root, git, there)


def test_a_ledger_in_the_middle_of_something_and_a_path_outside_it_are_refused(
    root: Path, there: dict[str, str]
) -> None:
    here = Git(root)
    moving = way(here, there)
    outside = moving._replace(entries=(("../x", "100644", None, moving.entries[0][3]),))
    (root / ".git" / "CHERRY_PICK_HEAD").write_text(there["new"])
    with turn(here) as where:
        with pytest.raises(Refused, match="in the middle of"):
            move(here, where, moving, MESSAGE)
        (root / ".git" / "CHERRY_PICK_HEAD").unlink()
        with pytest.raises(Refused, match="leaves the ledger"):
            move(here, where, outside, MESSAGE)


def test_the_first_five_files_with_edits_are_named(root: Path, git: Run, there: dict[str, str]) -> None:
    names = [f"docs/{number}.md" for number in range(6)]
    for name in names:
        (root / name).write_text("old\n")
    git(root, "add", "docs")
    git(root, "commit", "-q", "-m", "six", "--", "docs")
    for name in names:
        (root / name).write_text("edited\n")
    here = Git(root)
    moving = way(here, there)
    for count, more in ((5, ": edits"), (6, " and 1 more: edits")):
        asked = moving._replace(entries=tuple((name, "100644", "a" * 40, None) for name in names[:count]))
        with turn(here) as where, pytest.raises(Refused) as refused:
            move(here, where, asked, MESSAGE)
        assert refused.value.message.startswith(", ".join(names[:5]) + more)


def test_a_file_that_git_ignores_and_that_lies_in_the_way_stops_it_unless_it_is_the_same(
    root: Path, git: Run, there: dict[str, str]
) -> None:
    (root / ".git" / "info").mkdir(exist_ok=True)
    (root / ".git" / "info" / "exclude").write_text(NEW)
    (root / NEW).parent.mkdir()
    (root / NEW).write_bytes(b"mine\n")
    with pytest.raises(Refused, match="lies here without being part of the ledger"):
        go(root, there)
    (root / NEW).write_bytes(b"id: RC-2026-9TB2RC\n")
    go(root, there)
    assert there_or_not(root, git, there)


@pytest.mark.parametrize("typed", [b"mine\n", None])
def test_a_file_that_is_edited_behind_the_journal_stops_it(
    typed: bytes | None, root: Path, there: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = journals.keep

    def keep_and_edit(where: Path, kept: journals.Journal) -> None:
        keep(where, kept)
        assert journals.kept(where) == kept
        (root / CASE).unlink() if typed is None else (root / CASE).write_bytes(typed)

    monkeypatch.setattr(journals, "keep", keep_and_edit)
    with pytest.raises(Refused, match="changed by another program meanwhile"):
        go(root, there)
    assert ((root / CASE).read_bytes() if (root / CASE).exists() else None) == typed
    assert recover(Git(root)) is None


def again(root: Path, states: dict[str, str], *, waits: bool) -> bool:
    """Whether it is there, as the next command finds it: the journal is kept, and half a file lies in two folders."""
    here = Git(root)
    halves = [folder / f"{TEMPORARY}1-1.tmp" for folder in ((root / CASE).parent, root / ".git")]
    for half in halves:
        half.touch()
    with turn(here) as where:
        journals.keep(where, journals.Journal((), MESSAGE, moving=way(here, states, waits=waits)))
        finished = recover(here)
    assert not any(half.exists() for half in halves)
    assert finished is not None
    assert finished.subject == "joining with the shared copy"
    assert set(finished.paths) == {CASE, NEW, OLD_FILE}
    return finished.saved


@pytest.mark.parametrize("waits", [False, True], ids=["through", "waiting for a person"])
def test_what_the_next_command_makes_of_it(*, waits: bool, root: Path, git: Run, there: dict[str, str]) -> None:
    (root / ".git" / "MERGE_MSG").write_text("of somebody else\n")
    assert not again(root, there, waits=waits)
    assert (root / ".git" / "MERGE_MSG").exists() == (not waits)
    (root / ".git" / "MERGE_MSG").unlink(missing_ok=True)
    assert not there_or_not(root, git, there, waits=waits)
    go(root, there, waits=waits)
    assert again(root, there, waits=waits)
    assert there_or_not(root, git, there, waits=waits)
    if waits:
        (root / ".git" / "MERGE_HEAD").write_text("0" * 40)
    else:
        git(root, "update-ref", "refs/heads/main", there["old"])
    assert not again(root, there, waits=waits)
    (root / ".git" / "MERGE_HEAD").unlink(missing_ok=True)
    assert not there_or_not(root, git, there, waits=waits)


def test_a_save_by_hand_on_top_of_it_lets_it_stand(root: Path, git: Run, there: dict[str, str]) -> None:
    go(root, there)
    git(root, "commit", "-q", "-m", "by hand", "--", "edited.yaml")
    assert again(root, there, waits=False)
    assert (root / CASE).read_bytes() == TEXT + ENTRY


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
