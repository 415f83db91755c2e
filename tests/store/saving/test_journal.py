"""What is about to be done is on the disk, for the person alone, until it is done or set aside."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.store.git import Git
from ledger.store.refusal import Refused
from ledger.store.saving import Write, recover
from ledger.store.saving import journal as journals
from ledger.store.saving import ready as ready_module
from ledger.store.saving.journal import Journal, Moving
from ledger.store.saving.lock import locked
from ledger.store.saving.place import TEMPORARY
from ledger.store.saving.process import birth
from ledger.store.saving.recovery import Finished
from ledger.store.saving.turn_taking import home


def test_what_is_kept_comes_back_whole_and_is_nobody_else_s(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    moving = Moving("main", "a", "", "b", (("x.yaml", "100644", None, "c"),), (("x.yaml", 2, "c"),))
    kept = Journal((Write("x.yaml", None, b"\xff"), Write("y.yaml", b"", b"y")), "said\n", ("x.yaml",), 7, "1", moving)
    journals.keep(tmp_path, kept)
    assert journals.kept(tmp_path) == kept
    assert stat.S_IMODE((tmp_path / journals.NAME).stat().st_mode) == 0o600
    aside = tmp_path / journals.set_aside(tmp_path)
    assert json.loads(aside.read_bytes())["message"] == "said\n"
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert journals.kept(tmp_path) is None
    journals.keep(tmp_path, kept._replace(moving=None))
    assert journals.kept(tmp_path) == kept._replace(moving=None)
    journals.drop(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [aside.name]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"writes": 7}', "nonsense"])
def test_one_that_cannot_be_read_is_set_aside(text: str, tmp_path: Path) -> None:
    (tmp_path / journals.NAME).write_text(text)
    assert journals.kept(tmp_path) is None
    (aside,) = tmp_path.iterdir()
    assert aside.name.startswith("aside-")
    assert aside.read_text() == text


@pytest.mark.parametrize(
    ("note", "holder"),
    [
        ("", "another command;"),
        ("12 x", "another command;"),
        ("12 13 14", "another command;"),
        ("12 99999999999", "another command (process 12, for 0 seconds);"),
    ],
)
def test_the_holder_is_named_where_it_can_be(note: str, holder: str, tmp_path: Path) -> None:
    with locked(tmp_path):
        (tmp_path / "lock").write_text(note)
        with pytest.raises(Refused) as refused, locked(tmp_path, wait_seconds=0):
            pass
    assert refused.value.message == f"the ledger is being written to by {holder} nothing was changed"


def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    held = locked(tmp_path)
    held.__enter__()
    threading.Timer(0.2, lambda: held.__exit__(None, None, None)).start()
    with locked(tmp_path, wait_seconds=5):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the lock goes along where a process forks")
def test_a_lock_that_was_given_back_is_free_although_a_child_still_runs(tmp_path: Path) -> None:
    heard, said = os.pipe()
    with locked(tmp_path):
        child = os.fork()
        if child == 0:
            os.close(said)
            os.read(heard, 1)
            os._exit(0)
    with locked(tmp_path, wait_seconds=0):
        pass
    os.close(said)
    os.waitpid(child, 0)


TEXT = b"id: RC-2026-7K4QXM\ncommunications:\n"
CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"


def interrupted(here: Git, journal: Journal) -> list[Path]:
    """A save that was killed behind its journal, with half a file beside each that it would write."""
    recover(here)
    journals.keep(home(here), journal)
    left = [here.root / CASE, home(here) / "x", here.common_dir / "x"]
    halves = [path.with_name(f"{TEMPORARY}1-1.tmp") for path in left]
    for half in halves:
        half.touch()
    return halves


def test_a_save_that_never_reached_the_files_is_finished(root: Path, here: Git, git: Callable[..., str]) -> None:
    with subprocess.Popen(["sleep", "0.3"]) as child:
        halves = interrupted(
            here, Journal((Write(CASE, TEXT, TEXT + b"#\n"),), "one\n\ntwo\n", (), child.pid, birth(child.pid))
        )
        (root / ".git" / "index").write_bytes(b"broken")
        (root / ".git" / "index.lock").touch()
        finished = recover(here)
    assert finished == Finished("one", (CASE,), saved=True)
    assert here.head_blob(CASE) == TEXT + b"#\n" == (root / CASE).read_bytes()
    assert (home(here) / "index-aside").read_bytes() == b"broken"
    assert git(root, "status", "--porcelain") == " M edited.yaml\n M staged.yaml\n"
    assert [half.exists() for half in halves] == [False, False, True]


def test_a_lock_that_is_not_of_the_interrupted_save_stays(
    root: Path, here: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready_module, "_LOCK_PAUSE_SECONDS", 0.01)
    interrupted(here, Journal((Write(CASE, TEXT, TEXT + b"#\n"),), "one"))
    (root / ".git" / "index.lock").touch()
    with pytest.raises(Refused, match="another program is writing"):
        recover(here)
    assert (root / ".git" / "index.lock").exists()
