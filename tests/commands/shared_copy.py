"""A shared copy with its hooks, and a clone of it to send from: what the tests of sharing stand on."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from ledger.store import receiving
from ledger.store.git.bare import Bare

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FILE = "cases/2026-03/RC-2026-7K4QXM.yaml"
OTHER = "cases/2026-03/RC-2026-9TB2RC.yaml"

CASE = """\
id: RC-2026-7K4QXM
title: 90837 re-priced as 90834, one session
payer: lone-star-health
owner: jlee

demand:
  reference: LSH-OP-2026-0331
  dated_on: 2026-03-02
  received_on: 2026-03-06
  answer_by: 2026-04-01
  amount: 49.42
  reason: time_based_coding
  document: demand

claims:
  - number: 0026030217755
    patient: P-1042
    lines:
      - {served_on: 2025-07-14, procedure: 90837, paid: 152.40, demanded: 49.42}

documents:
  - id: demand
    kind: demand_letter
    file: RC-2026-7K4QXM/demand.pdf
    sha256: %s
    recorded: 2026-03-06T15:00:00Z jlee D0C1

money:
  - dated_on: 2026-03-08
    kind: offset
    amount: 49.42
    trace: EFT 0099812
    recorded: 2026-03-09T13:40:10Z jlee 0G5R
communications:
  - at: 2026-03-06T10:20
    channel: phone
    summary: |
      Asked for the audit worksheet.
    recorded: 2026-03-06T16:22:07Z jlee K7Q2
  - at: 2026-03-07T11:05
    channel: phone
    summary: |
      Asked again.
    recorded: 2026-03-07T17:00:00Z jlee K7Q3
""" % ("9f2c4b" * 10 + "abcd")
CALL = """\
  - at: 2026-03-09T09:30
    channel: phone
    summary: |
      {words}
    recorded: 2026-03-09T15:30:00Z {who} {tag}
"""


class Sent(NamedTuple):
    """How sending ended, and what stood on the screen of whoever sent, without git's ``remote: ``."""

    refused: bool
    screen: str


class Clone:
    """One person's copy; what is saved here passes no hook, as if somebody had switched them off."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.env: dict[str, str] = {}

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.root, check=True, capture_output=True, text=True, env={**os.environ, **self.env}
        )
        return done.stdout.strip()

    def write(self, file: str, text: str) -> None:
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_text(text, encoding="utf-8", newline="\n")

    def read(self, file: str = FILE) -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def swap(self, old: str, new: str, file: str = FILE) -> None:
        text = self.read(file)
        assert old in text
        self.write(file, text.replace(old, new, 1))

    def append(self, words: str, who: str = "jlee", tag: str = "N3W1", file: str = FILE) -> None:
        self.write(file, self.read(file) + CALL.format(words=words, who=who, tag=tag))

    def save(self, said: str = "a change") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "-m", said)
        return self.git("rev-parse", "HEAD")

    def push(self, *words: str) -> Sent:
        done = subprocess.run(
            ["git", "push", "--no-verify", "origin", *(words or ("main",))],
            cwd=self.root,
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, **self.env},
        )
        lines = [line.removeprefix("remote: ").rstrip() for line in done.stderr.splitlines()]
        return Sent(done.returncode != 0, "\n".join(line for line in lines if line))


def founded(place: Path, *, hooks: bool = True, signing: str = "") -> tuple[Bare, Clone]:
    """A shared copy at ``shared.git`` that holds one saved case, and the clone it came from."""
    root = place / "here"
    shutil.copytree(EXAMPLES / "ledger", root)
    clone = Clone(root)
    clone.write(FILE, CASE)
    if signing:
        clone.write("ledger.yaml", clone.read("ledger.yaml") + signing)
    clone.git("init", "-q", "-b", "main")
    clone.save("A ledger")
    clone.git("init", "-q", "--bare", "-b", "main", "../shared.git")
    clone.git("remote", "add", "origin", "../shared.git")
    clone.git("push", "-q", "-u", "origin", "main")
    shared = Bare(place / "shared.git")
    if hooks:
        receiving.install(shared)
    return shared, clone


def cloned(place: Path, name: str) -> Clone:
    """A second person's copy of the shared one."""
    subprocess.run(["git", "clone", "-q", "shared.git", name], cwd=place, check=True, capture_output=True)
    return Clone(place / name)
