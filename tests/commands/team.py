"""A team in one process: a shared copy, and clones in which different people work."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from ledger import front

LEDGER = """format: 1
time_zone: America/Chicago
frozen_on: 2026-03-09
practice: {name: Bluestem Therapy}
people:
  - {id: jlee, name: Jordan Lee, email: jlee@bluestem.example, roles: [billing]}
  - {id: mortiz, name: Maria Ortiz, email: mortiz@bluestem.example, roles: [billing]}
  - {id: akim, name: Ann Kim, email: akim@bluestem.example, roles: [billing]}
channels:
  - {id: fax, name: Fax, owner: jlee, every_days: 1}
"""
PAYER = "name: Lone Star Health\n"
CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
OTHER = "cases/2026-03/RC-2026-9TB2RC.yaml"
TEXT = """id: {id}
title: 90837 re-priced
payer: lone-star-health
funding: fully_insured

demand:
  reference: LSH-{id}
  dated_on: 2026-03-02
  received_on: 2026-03-06
  received_evidence: date stamp
  answer_by: 2026-04-01
  amount: 49.42
  reason: time_based_coding

claims:
  - number: "{number}"
    patient: P-1042
    lines: [{{served_on: 2025-11-14, procedure: 90837, paid: 152.40, demanded: 49.42}}]

documents:

money:

communications:
"""
PEOPLE = {"jlee": "Jordan Lee", "mortiz": "Maria Ortiz", "akim": "Ann Kim"}


class Ran(NamedTuple):
    """What a command printed and how it ended."""

    out: str
    err: str
    code: int


class Clone:
    """One person's copy."""

    seeds = 0

    def __init__(self, root: Path, who: str) -> None:
        self.root, self.who = root, who

    @property
    def env(self) -> dict[str, str]:
        """Who works here, for git."""
        name, email = PEOPLE[self.who], f"{self.who}@bluestem.example"
        return {
            **{
                f"GIT_{role}_{part}": value
                for role in ("AUTHOR", "COMMITTER")
                for part, value in (("NAME", name), ("EMAIL", email))
            },
        }

    def git(self, *words: str, ok: tuple[int, ...] = (0,)) -> str:
        """Run the real git here."""
        env = {**os.environ, **self.env}
        done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, text=True, check=False, env=env)
        assert done.returncode in ok, done.stderr
        return done.stdout

    def recoup(self, *words: str) -> Ran:
        """Run a command here, in this process."""
        Clone.seeds += 1
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {**self.env, "RECOUP_SEED": str(Clone.seeds)}.items():
                patch.setenv(name, value)
            patch.chdir(self.root)
            return captured(list(words))

    def read(self, path: str = CASE) -> str:
        """One file of the work tree."""
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, text: str, path: str = CASE) -> None:
        """Type a file by hand."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def change(self, old: str, new: str, path: str = CASE) -> None:
        """Change a file by hand."""
        assert old in self.read(path)
        self.write(self.read(path).replace(old, new), path)

    def commit(self, message: str = "by hand", *words: str) -> str:
        """Save everything with plain git, as people do."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, *words)
        return self.head

    @property
    def head(self) -> str:
        """The last saved state."""
        return self.git("rev-parse", "HEAD").strip()

    @property
    def status(self) -> str:
        """What is not clean."""
        return self.git("status", "--porcelain", "--untracked-files=all")


def captured(words: list[str]) -> Ran:
    """Run one command line in this process and keep what it prints."""
    import io
    import sys

    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setattr(sys, "stdin", io.StringIO())
        code = front.run(words)
    return Ran(out.getvalue(), err.getvalue(), code)


class Team:
    """A shared copy and the clones of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shared = folder / "shared.git"
        self._git(folder, "init", "-q", "--bare", "--initial-branch=main", str(self.shared))
        first = folder / "first"
        self._git(folder, "init", "-q", "--initial-branch=main", str(first))
        self.first = Clone(first, "jlee")
        for path, text in {
            "ledger.yaml": LEDGER,
            ".gitattributes": "* text=auto eol=lf\n*.yaml text eol=lf\n",
            "payers/lone-star-health.yaml": PAYER,
            CASE: TEXT.format(id="RC-2026-7K4QXM", number="0026030217755"),
            OTHER: TEXT.format(id="RC-2026-9TB2RC", number="0026030217799"),
        }.items():
            self.first.write(text, path)
        self.first.commit("Begin the ledger")
        self.first.git("remote", "add", "origin", str(self.shared))
        self.first.git("push", "-q", "-u", "origin", "main")

    def clone(self, who: str, name: str = "") -> Clone:
        """A copy for one person."""
        root = self.folder / (name or who)
        self._git(self.folder, "clone", "-q", str(self.shared), str(root))
        return Clone(root, who)

    @property
    def tip(self) -> str:
        """What the shared copy holds."""
        return self._git(self.shared, "rev-parse", "main").strip()

    @staticmethod
    def _git(folder: Path, *words: str) -> str:
        return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout
