# ruff: noqa: ANN401, PT017 - the shims hand on whatever the system call takes; a fault may be refused or survived
"""Every step of a save is interrupted in turn: killed, refused by the disk, crowded by other writers."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ledger.store.git import Git, Program
from ledger.store.refusal import Refused
from ledger.store.saving import Saved, Write, recover, save, turn
from ledger.store.saving import ready as ready_module
from tests.depth import DEEP

Run = Callable[..., str]
CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
TEXT = b"id: RC-2026-7K4QXM\ncommunications:\n"
ENTRY = b"  - at: 2026-03-09T10:20\n    recorded: 2026-03-09T16:22:07Z jlee K7Q2\n"
NEW = "cases/2026-04/RC-2026-9TB2RC.yaml"
MESSAGE = "RC-2026-7K4QXM: phone call\n"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the faults are planted in a forked process")

_CHANGING = ("write", "fsync", "replace", "unlink", "mkdir", "fchmod", "lseek")
_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Fault:
    """At step ``at``, and at every later one if ``lasting``, do ``what``: kill the process or raise an error."""

    def __init__(self, at: int, number: int = 0, *, lasting: bool = False) -> None:
        self.at, self.number, self.lasting = at, number, lasting
        self.steps = 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.at or (self.lasting and self.steps > self.at):
            self.happen()

    def happen(self) -> None:
        if not self.number:
            os.killpg(0, signal.SIGKILL)
        raise OSError(self.number, os.strerror(self.number))

    def due(self) -> bool:
        """Whether the step that comes next is the one; a write is cut in half then."""
        return self.steps + 1 == self.at


@contextmanager
def planted(fault: Fault) -> Iterator[Fault]:
    """Count every call that changes something, ours and the ones to git, and let the fault happen at its step."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _CHANGING:
            patch.setattr(os, name, _counted(getattr(os, name), fault))
        real_open, real_write, begin = os.open, os.write, Program.begin

        def open_(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            if flags & _FOR_WRITING:
                fault.step()
            return real_open(path, flags, *rest, **more)

        def write(descriptor: int, data: Any) -> int:
            if fault.due():
                real_write(descriptor, bytes(data)[: len(data) // 2])
            return real_write(descriptor, data)

        def begin_(git: Program, *words: str, said: int) -> subprocess.Popen[bytes]:
            fault.step()
            child = begin(git, *words, said=said)
            communicate = child.communicate

            def fed(*args: Any, **more: Any) -> Any:
                fault.step()
                answer = communicate(*args, **more)
                if not fault.number:
                    fault.step()
                return answer

            patch.setattr(child, "communicate", fed)
            return child

        patch.setattr(os, "open", open_)
        patch.setattr(os, "write", write)
        patch.setattr(Program, "begin", begin_)
        yield fault


def _counted(real: Callable[..., Any], fault: Fault) -> Callable[..., Any]:
    def counted(*args: Any, **more: Any) -> Any:
        fault.step()
        return real(*args, **more)

    return counted


def in_child(work: Callable[[], None], *, group: bool = True) -> int:
    """Do the work in a forked process, in a process group of its own; returns how it ended."""
    child = os.fork()
    if child == 0:
        status = 0
        try:
            if group:
                os.setpgid(0, 0)
            work()
        except BaseException:  # noqa: BLE001 - told to the parent by the status
            traceback.print_exc(file=sys.__stderr__)
            status = 1
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def copy_of(root: Path, tmp_path: Path, name: object) -> Path:
    folder = tmp_path / f"copy-{name}"
    shutil.copytree(root, folder, symlinks=True)
    return folder


def writes() -> list[Write]:
    return [Write(CASE, TEXT, TEXT + ENTRY)]


def two_writes() -> list[Write]:
    return [*writes(), Write(NEW, None, b"id: RC-2026-9TB2RC\n")]


def whole_or_not_at_all(root: Path, git: Run, wanted: list[Write]) -> bool:
    """Check that after recovery all files, saved states and the index agree; whether the save is in."""
    here = Git(root)
    held = [here.head_blob(write.path) == write.after for write in wanted]
    assert len(set(held)) == 1, "some files were saved and some not"
    for write in wanted:
        expected = write.after if held[0] else write.before
        path = root / write.path
        assert (path.read_bytes() if path.exists() else None) == expected
    assert (root / CASE).read_bytes().count(b"K7Q2") == int(held[0])
    assert git(root, "status", "--porcelain", "--untracked-files=all") == " M edited.yaml\nM  staged.yaml\n"
    assert git(root, "diff", "--cached", "--name-only").split() == ["staged.yaml"]
    assert int(git(root, "rev-list", "--count", "HEAD")) == 1 + int(held[0])
    fsck = subprocess.run(["git", "fsck", "--strict"], cwd=root, capture_output=True, text=True, check=True)
    assert "error" not in fsck.stdout + fsck.stderr
    assert not {"message", "said"} & {path.name for path in (root / ".git" / "recoup").iterdir()}
    left = [
        path.name
        for path in (root / ".git").rglob("*")
        if path.name.endswith((".lock", ".tmp")) or "journal" in path.name
    ]
    assert left == []
    return held[0]


def steps_of(root: Path, tmp_path: Path, wanted: list[Write]) -> int:
    """How many steps a save without a fault has."""
    folder = copy_of(root, tmp_path, "counted")
    with planted(Fault(0, errno.EIO)) as fault:
        save(Git(folder), wanted, MESSAGE)
    return fault.steps + 4  # a kill has a step more behind each call of git


@pytest.mark.parametrize("wanted", [writes, two_writes], ids=["one file", "a new file too"])
def test_killed_at_any_step_the_entry_is_whole_or_not_there(
    wanted: Callable[[], list[Write]], root: Path, tmp_path: Path, git: Run
) -> None:
    recover(Git(root))
    steps = steps_of(root, tmp_path, wanted())
    outcomes = set()
    for at in range(1, steps + 1, 1 if DEEP or wanted is writes else 2):
        folder = copy_of(root, tmp_path, at)

        def killed(folder: Path = folder, at: int = at) -> None:
            with planted(Fault(at)):
                save(Git(folder), wanted(), MESSAGE)

        ended = in_child(killed)
        recover(Git(folder))
        held = whole_or_not_at_all(folder, git, wanted())
        outcomes.add((ended, held))
        assert ended == -signal.SIGKILL or held, "acknowledged, and not there"
        shutil.rmtree(folder)
    assert {(-signal.SIGKILL, False), (-signal.SIGKILL, True), (0, True)} <= outcomes


_INSIDE_GIT = {
    "pre-commit": "kill -9 0",
    "commit-msg": "kill -9 0",
    "reference-transaction prepared": '[ "$1" != prepared ] || kill -9 0',
    "reference-transaction committed": '[ "$1" != committed ] || kill -9 0',
    "post-index-change": "kill -9 0",
    "post-commit": "kill -9 0",
}


@pytest.mark.parametrize("wanted", [writes, two_writes], ids=["one file", "a new file too"])
@pytest.mark.parametrize("point", _INSIDE_GIT)
def test_killed_together_with_git_the_entry_is_whole_or_not_there(
    point: str, wanted: Callable[[], list[Write]], root: Path, git: Run
) -> None:
    hook = root / ".git" / "hooks" / point.partition(" ")[0]
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{_INSIDE_GIT[point]}\n")
    hook.chmod(0o755)
    assert in_child(lambda: void(save(Git(root), wanted(), MESSAGE))) == -signal.SIGKILL
    hook.unlink()
    finished = recover(Git(root))
    assert finished is not None
    assert finished.saved
    assert whole_or_not_at_all(root, git, wanted())


def void(_: object) -> None:
    """Let a call stand where nothing is returned."""


def test_killed_in_recovery_too_the_next_one_finishes(root: Path, tmp_path: Path, git: Run) -> None:
    def at_step(folder: Path, at: int, work: Callable[[Git], object]) -> int:
        def killed() -> None:
            with planted(Fault(at)):
                work(Git(folder))

        return in_child(killed)

    recover(Git(root))
    steps = steps_of(root, tmp_path, two_writes())
    for first in range(6, steps, 1 if DEEP else 19):
        for second in range(1, steps, 1 if DEEP else 11):
            folder = copy_of(root, tmp_path, f"{first}-{second}")
            at_step(folder, first, lambda here: save(here, two_writes(), MESSAGE))
            ended = at_step(folder, second, recover)
            recover(Git(folder))
            whole_or_not_at_all(folder, git, two_writes())
            shutil.rmtree(folder)
            if ended == 0:
                break


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from there on"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO], ids=["ENOSPC", "EACCES", "EIO"])
def test_refused_by_the_disk_at_any_step_it_is_saved_or_one_clear_line(
    *,
    number: int,
    lasting: bool,
    root: Path,
    tmp_path: Path,
    git: Run,
) -> None:
    recover(Git(root))
    steps = steps_of(root, tmp_path, two_writes())
    saved, refused = 0, 0
    for at in range(1, steps, 1 if DEEP else 4):
        folder = copy_of(root, tmp_path, at)
        try:
            with planted(Fault(at, number, lasting=lasting)):
                assert save(Git(folder), two_writes(), MESSAGE).commit
        except Refused as error:  # either end is right
            refused += 1
            assert error.hint
            assert "\n" not in error.message
            kept = (folder / ".git" / "recoup" / "journal.json").exists()
            finished = recover(Git(folder))
            assert kept == (finished is not None)
            held = whole_or_not_at_all(folder, git, two_writes())
            assert kept or not held, "refused, and saved all the same"
        else:
            saved += 1
            recover(Git(folder))
            assert whole_or_not_at_all(folder, git, two_writes())
        shutil.rmtree(folder)
    assert refused > saved


@pytest.mark.parametrize("room_kb", [0, 4, 16, 48])
def test_a_disk_that_is_really_full_tears_nothing(
    room_kb: int, root: Path, tmp_path: Path, git: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, text=True, check=False
        )
        if shutil.which("mount")
        else None
    )
    if mounted is None or mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        monkeypatch.setattr(ready_module, "ROOM_BYTES", 0)
        folder = copy_of(root, disk, "full")
        recover(Git(folder))
        (disk / "filling").write_bytes(b"x" * (shutil.disk_usage(disk).free - room_kb * 1024))
        try:
            acknowledged = bool(save(Git(folder), two_writes(), MESSAGE).commit)
        except Refused as error:
            acknowledged = False
            assert "full" in error.message or "nothing is lost" in error.message
        (disk / "filling").unlink()
        recover(Git(folder))
        held = whole_or_not_at_all(folder, git, two_writes())
        assert held or not acknowledged
        if not held:
            assert save(Git(folder), two_writes(), MESSAGE).commit
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@contextmanager
def patient(git: Git) -> Iterator[None]:
    """A turn of somebody who does as the refusal says: on a slow computer eight at once can wait out ten seconds."""
    with ExitStack() as held:
        while True:
            with suppress(Refused):
                held.enter_context(turn(git))
                break
        yield


def test_eight_writers_at_once_lose_nothing(root: Path, git: Run) -> None:
    writers, entries = 8, 25
    recover(Git(root))

    def append(writer: int) -> None:
        here = Git(root)
        for number in range(entries):
            with patient(here):
                now = (root / CASE).read_bytes()
                save(here, [Write(CASE, now, now + f"  - {writer}/{number}\n".encode())], f"{writer}/{number}")

    children = []
    for writer in range(writers):
        if (child := os.fork()) == 0:
            os._exit(in_child(partial(append, writer), group=False))
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * writers
    lines = (root / CASE).read_text().splitlines()[2:]
    assert sorted(lines) == sorted(f"  - {writer}/{number}" for writer in range(writers) for number in range(entries))
    assert int(git(root, "rev-list", "--count", "HEAD")) == 1 + writers * entries
    assert Git(root).head_blob(CASE) == (root / CASE).read_bytes()


def test_writers_killed_at_random_lose_nothing_that_was_acknowledged(root: Path, tmp_path: Path, git: Run) -> None:
    """Two writers at a time; every second one is killed somewhere, and the next one finishes or takes back."""
    recover(Git(root))
    steps = steps_of(root, tmp_path, writes())
    acknowledged = tmp_path / "acknowledged"
    rounds = 60 if DEEP else 8

    def append(name: str, at: int) -> None:
        here = Git(root)
        with planted(Fault(at)), turn(here):
            recover(here)
            now = (root / CASE).read_bytes()
            save(here, [Write(CASE, now, now + f"  - {name}\n".encode())], name)
        with acknowledged.open("a") as file:
            file.write(f"{name}\n")

    for number in range(rounds):
        children = []
        for writer, at in enumerate(((number * 7) % steps + 1, 0)):
            if (child := os.fork()) == 0:
                os._exit(in_child(partial(append, f"{number}/{writer}", at)) & 0xFF)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
    recover(Git(root))
    lines = (root / CASE).read_text().splitlines()[2:]
    assert len(lines) == len(set(lines)), "an entry stands twice"
    assert {f"  - {name}" for name in acknowledged.read_text().split()} <= set(lines)
    assert len(acknowledged.read_text().split()) >= rounds
    assert Git(root).head_blob(CASE) == (root / CASE).read_bytes()
    assert git(root, "diff", "--cached", "--name-only").split() == ["staged.yaml"]


# what recovery says and does


def interrupted(root: Path) -> None:
    """Leave behind what a save that was killed after its file was written leaves."""

    def killed() -> None:
        from ledger.store.saving import recovery

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Program, "begin", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
            assert recovery is not None
            save(Git(root), writes(), MESSAGE)

    assert in_child(killed) == -signal.SIGKILL


def test_a_command_typed_again_after_a_crash_is_told_instead_of_doubling_the_entry(root: Path) -> None:
    interrupted(root)
    now = (root / CASE).read_bytes()
    with pytest.raises(Refused, match="an interrupted save was finished first: RC-2026-7K4QXM: phone call") as refused:
        save(Git(root), [Write(CASE, now, now + ENTRY)], MESSAGE)
    assert "only if its entry is not there" in refused.value.hint
    assert (root / CASE).read_bytes() == TEXT + ENTRY == Git(root).head_blob(CASE)


def test_a_save_of_another_file_finishes_the_interrupted_one_and_says_so(root: Path) -> None:
    interrupted(root)
    saved: Saved = save(Git(root), [Write(NEW, None, b"id: x\n")], "x")
    assert saved.finished is not None
    assert saved.finished.saved
    assert saved.finished.paths == (CASE,)


def test_a_hook_that_refuses_the_finishing_has_it_taken_back(root: Path, git: Run) -> None:
    interrupted(root)
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    finished = recover(Git(root))
    assert finished is not None
    assert not finished.saved
    assert not whole_or_not_at_all(root, git, writes())


def test_a_file_edited_after_the_crash_is_left_alone_and_the_entry_is_kept_aside(root: Path) -> None:
    interrupted(root)
    (root / CASE).write_bytes(b"typed after the crash\n")
    finished = recover(Git(root))
    assert finished is not None
    assert not finished.saved
    assert (root / CASE).read_bytes() == b"typed after the crash\n"
    assert (root / ".git" / "recoup" / finished.aside).exists()
    assert recover(Git(root)) is None


def test_a_ledger_that_went_into_a_merge_after_the_crash_keeps_its_journal(root: Path, git: Run) -> None:
    interrupted(root)
    (root / ".git" / "MERGE_HEAD").write_text(git(root, "rev-parse", "HEAD"))
    with pytest.raises(Refused, match="in the middle of"):
        recover(Git(root))
    (root / ".git" / "MERGE_HEAD").unlink()
    finished = recover(Git(root))
    assert finished is not None
    assert finished.saved


def test_an_index_that_a_power_cut_emptied_is_rebuilt(root: Path) -> None:
    interrupted(root)
    (root / ".git" / "index").write_bytes(b"")
    (root / ".git" / "index.lock").touch()
    journal = root / ".git" / "recoup" / "journal.json"
    journal.write_text(journal.read_text().replace('"child": 0', '"child": 999999999'))
    finished = recover(Git(root))
    assert finished is not None
    assert finished.saved
    assert Git(root).head_blob(CASE) == TEXT + ENTRY


def test_a_journal_that_cannot_be_read_stops_nothing_and_is_kept(root: Path, git: Run) -> None:
    recover(Git(root))
    (root / ".git" / "recoup" / "journal.json").write_text("{torn")
    assert recover(Git(root)) is None
    assert [path.read_text() for path in (root / ".git" / "recoup").glob("aside-*")] == ["{torn"]
    assert save(Git(root), writes(), MESSAGE).commit
    assert whole_or_not_at_all(root, git, writes())


def test_git_still_at_work_on_an_interrupted_save_is_waited_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ledger.store.saving import recovery
    from ledger.store.saving.process import birth

    interrupted(root)
    monkeypatch.setattr(recovery, "_CHILD_SECONDS", 0.1)
    journal = root / ".git" / "recoup" / "journal.json"
    mine = f'"child": {os.getpid()}, "born": "{birth(os.getpid())}"'
    journal.write_text(journal.read_text().replace('"child": 0, "born": ""', mine))
    with pytest.raises(Refused, match=f"still at work \\(process {os.getpid()}\\)"):
        recover(Git(root))
    journal.write_text(journal.read_text().replace(mine, f'"child": {os.getpid()}, "born": "another boot/1"'))
    finished = recover(Git(root))
    assert finished is not None
    assert finished.saved
