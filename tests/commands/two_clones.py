"""Two people with a copy of one ledger each, and the copy they share: real git, nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from ledger.store.merge_driver import command

ROOT = Path(__file__).resolve().parent.parent.parent
FILE = "cases/2026-03/RC-2026-7K4QXM.yaml"
MARIA = {
    "GIT_AUTHOR_NAME": "Maria Ortiz",
    "GIT_AUTHOR_EMAIL": "mortiz@bluestem.example",
    "GIT_COMMITTER_NAME": "Maria Ortiz",
    "GIT_COMMITTER_EMAIL": "mortiz@bluestem.example",
    "RECOUP_SEED": "2",
}


class Ended(NamedTuple):
    """What a command printed and how it ended."""

    out: str
    err: str
    code: int


class Clone:
    """One copy of the ledger and the person who works in it."""

    def __init__(self, root: Path, person: dict[str, str]) -> None:
        self.root = root
        self._env = person

    @property
    def case(self) -> Path:
        """The file both work on."""
        return self.root / FILE

    def git(self, *words: str, fails: bool = False) -> Ended:
        """Run git here as this person."""
        ended = self._run(["git", *words])
        assert bool(ended.code) == fails, ended
        return ended

    def recoup(self, *words: str) -> Ended:
        """Run the real command here as this person."""
        return self._run([sys.executable, "-m", "ledger", *words])

    def edit(self, *replacements: tuple[str, str]) -> None:
        """Change the file as an editor would, and save it."""
        text = self.case.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text, old
            text = text.replace(old, new, 1)
        self.case.write_text(text, encoding="utf-8", newline="\n")
        self.git("commit", "-q", "-m", "Edited by hand", "--", FILE)

    def append(self, text: str) -> None:
        """Add lines at the end of the file, and save it."""
        self.case.write_bytes(self.case.read_bytes() + text.encode())
        self.git("commit", "-q", "-m", "Added by hand", "--", FILE)

    def text(self) -> str:
        """The file as it lies there."""
        return self.case.read_text(encoding="utf-8")

    def _run(self, words: list[str]) -> Ended:
        done = subprocess.run(
            words,
            cwd=self.root,
            env={**os.environ, **self._env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Ended(done.stdout, done.stderr, done.returncode)


def two_clones(folder: Path, *, driver: bool = True) -> tuple[Clone, Clone]:
    """Make a shared copy with one case and two clones of it; the first person is Jordan Lee."""
    start = Clone(folder / "start", {})
    for name in (FILE, "payers/lone-star-health.yaml", "ledger.yaml", "rules/texas.yaml", "rules/state-insured.yaml"):
        if (ROOT / name).exists():
            (start.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, start.root / name)
    shutil.copy(ROOT / "templates" / "ledger" / "dot-gitattributes", start.root / ".gitattributes")
    start.git("init", "-q", "-b", "main")
    start.git("add", "-A")
    start.git("commit", "-q", "-m", "A ledger")
    start.git("clone", "-q", "--bare", ".", str(folder / "shared.git"))
    clones = Clone(folder / "jordan", {}), Clone(folder / "maria", MARIA)
    for clone in clones:
        start.git("clone", "-q", str(folder / "shared.git"), str(clone.root))
        clone.git("config", "merge.conflictStyle", "diff3")
        if driver:
            clone.git("config", "merge.recoup.driver", command(sys.executable))
    return clones


def call(tag: str, summary: str = "Asked again.") -> str:
    """The lines of a call as the program writes them."""
    return (
        "  - at: 2026-03-09T11:20\n    channel: phone\n"
        f"    summary: {summary}\n    recorded: 2026-03-09T17:22:07Z jlee {tag}\n"
    )
