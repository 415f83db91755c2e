"""The torture itself: it runs, it knows every command that writes, and it finds what is wrong."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.commands.table import COMMANDS
from ledger.store.saving import journal
from ledger.store.saving import place as saving_place
from tests.depth import DEEP
from tests.torture import killing, writers
from tests.torture.outcome import DOUBLED, LOST, TORN, Asked, counted
from tests.torture.striking import Strike
from tests.torture.world import ACTS, LAYS_OUT_PAGES

GOLDEN = 0.618

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="commands are struck in a forked process")


def test_one_trial_of_everything_is_as_promised() -> None:
    words = [sys.executable, "-m", "tests.torture", "--scale", "0", "--seed", "1"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("seed 1, ")
    assert "all as promised" in lines[-1]
    assert lines[-2].split() == ["together", "0", "0", "0", "0", "0"]
    for name in ("kill points", "double crashes", "stateful steps", "merge triples", "hostile pushes", "hostile files"):
        assert any(line.startswith(name) for line in lines), name


def test_every_command_that_writes_is_struck() -> None:
    assert {name for name, entry in COMMANDS.items() if entry.writes} <= set(ACTS)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the ledgers wait that a command is struck in."""
    return tmp_path_factory.mktemp("kept")


def parts(name: str, mode: str, steps: int) -> list[float]:
    """Where on its way a command is struck: at another place in every mode, or everywhere."""
    if DEEP:
        return [step / steps for step in range(steps)]
    return [(list(ACTS).index(name) * GOLDEN + list(killing.MODES).index(mode) / len(killing.MODES)) % 1]


@pytest.mark.parametrize("name", ACTS)
def test_every_command_keeps_its_promise_however_it_is_struck(
    name: str, kept: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if name in LAYS_OUT_PAGES and "typst" in sys.modules:
        _in_a_process_without_pages(request.node.nodeid)
        return
    ready = killing.template(name, kept)
    for mode in killing.MODES:
        for number, part in enumerate(parts(name, mode, ready.steps)):
            strike = killing.strike_of(ready, mode, part)
            assert killing.struck(name, ready, strike, tmp_path / f"{mode} {number}") == [], (mode, strike)


def _in_a_process_without_pages(test: str) -> None:
    """Another test of this process may have set pages: then no forked one can."""
    words = [sys.executable, "-m", "pytest", "-q", "-o", "addopts=", "-p", "no:cacheprovider", test]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_three_people_with_forty_entries_each_all_have_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    found = writers.among(Asked(1, "forty", tmp_path / "here", tmp_path), people=3, entries=40)
    assert found.faults == ()
    assert found.tried["entries in copies"] >= 120
    assert found.tried["  joins"] > 0


def test_a_save_without_its_journal_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing finds what nobody can go wrong with: here the journal is never written."""
    monkeypatch.setattr(journal, "keep", lambda *_: None)
    monkeypatch.setattr(killing, "ACTS", {"log": ACTS["log"]})
    monkeypatch.setattr(killing, "MODES", {"killed": killing.MODES["killed"]})
    kinds = set()
    for number in range(6):
        (tmp_path / str(number)).mkdir()
        found = killing.once(Asked(number, "1", tmp_path / str(number), tmp_path / "kept"))
        kinds |= {fault.kind for fault in found.faults}
    assert TORN in kinds


class _Unflushed:
    """What the system offers, but nothing is ever brought to the disk."""

    def __getattr__(self, name: str) -> object:
        return (lambda _: None) if name == "fsync" else getattr(os, name)


def test_a_save_that_is_not_brought_to_the_disk_is_found_out_by_a_power_cut(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = killing.template("log", kept)
    strikes = [Strike(at, power=True) for at in range(8, ready.steps, 6)]
    for strike in strikes:
        assert killing.struck("log", ready, strike, tmp_path / f"{strike.at}") == []
    monkeypatch.setattr(saving_place, "os", _Unflushed())
    found = [killing.struck("log", ready, strike, tmp_path / f"dry-{strike.at}") for strike in strikes]
    assert {fault.kind for faults in found for fault in faults} & {LOST, TORN}


@pytest.mark.parametrize(
    ("name", "strike"),
    [
        ("letter", Strike(27, errno.EACCES, lasting=True)),
        ("resolve", Strike(7, errno.EACCES, lasting=True)),
        ("resolve", Strike(12, errno.EIO, lasting=True)),
        ("new", Strike(3, errno.ENOSPC)),
        ("sync", Strike(34, errno.EACCES)),
        ("sync", Strike(104, errno.EIO, lasting=True)),
        ("close", Strike(34, errno.ENOSPC, lasting=True)),
    ],
)
def test_what_was_found_once_is_not_found_again(name: str, strike: Strike, kept: Path, tmp_path: Path) -> None:
    assert killing.struck(name, killing.template(name, kept), strike, tmp_path / "place") == []


def test_what_stands_twice_or_nowhere_is_counted() -> None:
    wanted = {"one.": 1, "two.": 1, "three.": -1, "four.": 1}
    assert [fault.kind for fault in counted(wanted, "one. two. two. ")] == [DOUBLED, LOST]
