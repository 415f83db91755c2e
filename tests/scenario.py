"""Plays an example of a finding: files laid over a small ledger, then the commands beside them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from ledger import front
from ledger.store.profiles import regime_text

if TYPE_CHECKING:
    import pytest

EXAMPLES = Path(__file__).parent / "examples"
INVALID = EXAMPLES / "invalid"
LONE_FILE = "cases/2026-03/RC-2026-7K4QXM.yaml"
# What a save is called depends on every file of the ledger, rules that ship among them.
_NAMED = re.compile(r"\b(sav|shar)ed as [0-9a-f]{10}\b")
_NOT_LAID = {"steps.txt", "expected.txt"}


def played(example: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the last step of an example prints.

    ``example`` is a case file, or a folder: its files lie over the ledger, those in ``before`` are saved first and
    those in ``after`` staged; ``steps.txt`` has one command a line, ``recoup check`` where it is absent.
    """
    root = _ledger(place)
    steps = [f"recoup check {LONE_FILE}"]
    if example.is_file():
        _lay(example, root / LONE_FILE)
    else:
        written = example / "steps.txt"
        steps = written.read_text(encoding="utf-8").splitlines() if written.exists() else ["recoup check"]
        _overlay(example, root)
    before = Path.cwd()
    os.chdir(root)
    try:
        return _NAMED.sub(r"\1ed as 1a2b3c4d5e", [_step(step, root, capsys) for step in steps][-1])
    finally:
        os.chdir(before)


def _ledger(place: Path) -> Path:
    root = place / "ledger"
    shutil.copytree(EXAMPLES / "ledger", root)
    (root / "rules").mkdir()
    for name in ("state-insured", "texas", "contract", "medicare-ffs"):
        (root / "rules" / f"{name}.yaml").write_bytes(regime_text(name))
    _git(root, "init", "-q", "-b", "main")
    _save(root)
    return root


def _overlay(example: Path, root: Path) -> None:
    for name in ("before", "after"):
        for file in sorted((example / name).rglob("*")):
            if file.is_file():
                _lay(file, root / file.relative_to(example / name))
        if name == "before":
            _save(root)
        elif (example / name).is_dir():
            _git(root, "add", "-A")
    for file in sorted(example.rglob("*")):
        inside = file.relative_to(example)
        if file.is_file() and inside.parts[0] not in {"before", "after"} and file.name not in _NOT_LAID:
            _lay(file, root / inside)


def _lay(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def _git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def _save(root: Path) -> None:
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "--allow-empty", "-m", "An example")


def nameless(text: str) -> str:
    """The text with the names of saves and contents left out: they change with every word of the ledger."""
    return re.sub(r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{10})\b", "<hash>", text)


def _step(step: str, root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """``recoup``, ``git``, ``link PATH TO``, ``folder PATH`` or ``private [FILE PATH]``: into the private folder."""
    verb, *words = step.split(" ")
    private = root.parent / "ledger-private"
    if verb == "git":
        _git(root, *words)
    elif verb == "link":
        (root / words[0]).symlink_to(words[1])
    elif verb == "folder":
        (root / words[0]).mkdir(parents=True)
    elif verb == "private":
        private.mkdir(exist_ok=True)
        if words:
            (private / words[1]).parent.mkdir(exist_ok=True)
            (root / words[0]).rename(private / words[1])
    else:
        capsys.readouterr()
        front.run([word.replace("_", " ") if word[0].isupper() else word for word in words])
        said = capsys.readouterr()
        return nameless(said.out + said.err) if words[:1] == ["audit"] else said.out + said.err
    return ""
