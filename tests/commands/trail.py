"""A trail to tamper with: an honest ledger of four saves, and saves made past every hook."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger import front

if TYPE_CHECKING:
    import pytest

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
OTHER = "cases/2026-02/RC-2026-3FD9HW.yaml"
JLEE = ("Jordan Lee", "jlee@bluestem.example")
MORTIZ = ("Mara Ortiz", "mortiz@bluestem.example")
NOW = "2026-03-20T15:00:00Z"

FIRST = """\
  - at: 2026-03-10T10:20
    by: jlee
    channel: phone
    summary: Asked again for the worksheet.
    recorded: 2026-03-10T16:22:07Z jlee Q2K7
"""
SECOND = """\
  - at: 2026-03-12T09:05
    by: jlee
    channel: phone
    summary: They will mail the worksheet.
    recorded: 2026-03-12T14:06:40Z jlee M3VD
"""
THIRD = """\
  - at: 2026-03-13T09:05
    by: mortiz
    channel: email
    summary: The worksheet came.
    recorded: 2026-03-13T14:06:40Z mortiz 0G5R
"""
TAKEN = """\
  - dated_on: 2026-03-11
    kind: offset
    amount: 49.42
    trace: EFT 0099812
    recorded: 2026-03-11T15:00:00Z jlee 7TQX
"""


class Trail:
    """One ledger that is saved by git itself; nothing of ours runs but the audit."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys

    def git(self, *words: str, **env: str) -> str:
        """Run git in the ledger."""
        done = subprocess.run(
            ["git", *words], cwd=self.root, check=True, capture_output=True, text=True, env={**os.environ, **env}
        )
        return done.stdout.strip()

    def text(self, path: str = CASE) -> str:
        """What stands in a file."""
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, text: str, path: str = CASE) -> None:
        """Put a text in a file."""
        (self.root / path).write_text(text, encoding="utf-8", newline="\n")

    def change(self, old: str, new: str, path: str = CASE) -> None:
        """Put one text in place of another, which must stand there."""
        text = self.text(path)
        assert old in text
        self.write(text.replace(old, new, 1), path)

    def call(self, entry: str) -> None:
        """Add a communication, which the file ends in."""
        self.write(self.text() + entry)

    def save(self, at: str, who: tuple[str, str] = JLEE, message: str = "", *words: str, author_at: str = "") -> str:
        """Save everything at a time, past the hooks; returns the save."""
        self.git("add", "-A")
        said = message or "RC-2026-7K4QXM: phone call (2026-03-09)\n\nCase: RC-2026-7K4QXM\nEvent: log\nRecoup: 1.0.0"
        self.git("commit", "-q", "--no-verify", "-m", said, *words, **as_of(at, who, author_at))
        return self.git("rev-parse", "HEAD")

    def audit(self, *words: str) -> dict[str, Any]:
        """What the audit finds, as a program reads it; ``code`` is how it ended."""
        self._capsys.readouterr()
        code = front.run(["audit", "--ledger", str(self.root), "--format", "json", *words])
        out = self._capsys.readouterr().out
        return {**json.loads(out), "code": code} if out else {"code": code}

    def page(self, *words: str) -> str:
        """The page as an auditor reads it, the names of saves replaced by their number."""
        return nameless(self.page_as_it_is(*words))

    def page_as_it_is(self, *words: str) -> str:
        """The page as an auditor reads it."""
        self._capsys.readouterr()
        front.run(["audit", "--ledger", str(self.root), *words])
        return self._capsys.readouterr().out


def as_of(at: str, who: tuple[str, str] = JLEE, author_at: str = "") -> dict[str, str]:
    """The variables that make git believe who is there and when."""
    name, email = who
    return {
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": email,
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": email,
        "GIT_AUTHOR_DATE": author_at or at,
        "GIT_COMMITTER_DATE": at,
    }


def nameless(text: str) -> str:
    """The text with hashes replaced by numbers in the order of their first mention."""
    seen: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        return seen.setdefault(found.group()[:10], f"<hash {len(seen) + 1}>")

    return re.sub(r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{10})\b", number, text)


def codes(found: dict[str, Any]) -> list[str]:
    """The codes of what was found, in its order."""
    return [one["code"] for one in found["findings"]]


def honest(root: Path, capsys: pytest.CaptureFixture[str]) -> Trail:
    """Give a sample ledger three honest saves on top of its first."""
    trail = Trail(root, capsys)
    first = as_of("2026-03-09T23:00:00Z")
    trail.git("commit", "-q", "--amend", "--reset-author", "-m", "A ledger\n\nRecoup: 1.0.0", **first)
    trail.call(FIRST)
    trail.save("2026-03-10T16:22:08Z")
    trail.change("money:\n", f"money:\n{TAKEN}")
    trail.save("2026-03-11T15:00:01Z")
    trail.call(SECOND)
    trail.save("2026-03-12T14:06:41Z")
    return trail
