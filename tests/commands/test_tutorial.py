"""The tutorial is done anew: two people, two homes, real git, the real pre-commit; every command, edit and answer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
PROMPT = re.compile(r"(jordan|maria)\$ (.+)")
BLOCK = re.compile(r"^```(console|diff (?:jordan|maria))\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "..."
NEEDED = {"init", "save", "payer", "new", "sync", "join", "log", "resolve", "history", "show"} | {
    *("server-hook", "setup", "undo", "seal", "audit", "doctor")
}
SAID = (
    "Asked for the worksheet",
    "Asked who funds the plan",
    "Asked for the worksheet and the contract",
    "Meant for another case",
)
FIRST = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)
"""The Monday of the page, 1 p.m. in Chicago; each command is typed a minute after the one before."""

# What no two runs have in common: names of states, digests, what a server's own clock says, the place, this git.
MASKED = (
    (re.compile(r"\b[0-9a-f]{7,64}\b"), "#"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)? UTC"), "TIME"),
    (re.compile(r"recoup \d+\.\d+\.\d+\S*"), "recoup VERSION"),
    (re.compile(r"\d+(?:\.\d+)? [GT]B free"), "ROOM"),
    (re.compile(r"\s+"), " "),
)


class Step(NamedTuple):
    """One command of the page: who types it, what the page shows after it, and what was really shown."""

    who: str
    command: str
    shown: list[str]
    real: list[str]


class Practice:
    """The folder ``practice`` and the two people in it, each with a home, a place and the same clock."""

    def __init__(self, root: Path) -> None:
        self.root = root / "practice"
        self.root.mkdir()
        self._homes = root / "homes"
        self._places = {"jordan": self.root, "maria": self.root}
        self._typed = 0

    def type(self, who: str, command: str) -> list[str]:
        """Run one line in a shell, as ``who``; what it showed, without its place on this disk."""
        self._typed += 1
        if command.startswith("cd "):
            self._places[who] = (self._places[who] / command.removeprefix("cd ")).resolve(strict=True)
            return []
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self._places[who],
            env=self._environment(who),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return [line.rstrip() for line in done.stdout.replace(str(self.root.parent), "~").splitlines()]

    def edit(self, who: str, change: str) -> None:
        """Make the change that a block shows in the one file that has its lines."""
        lines = change.splitlines()
        before = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
        after = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
        here = self._places[who]
        files = [here / "ledger.yaml", *here.glob("cases/*/*.yaml")]
        (found,) = [path for path in files if path.read_text(encoding="utf-8").count(before) == 1]
        text = found.read_text(encoding="utf-8").replace(before, after)
        found.write_text(text, encoding="utf-8", newline="\n")

    def _environment(self, who: str) -> dict[str, str]:
        home = self._homes / who
        home.mkdir(parents=True, exist_ok=True)
        moment = f"{FIRST + timedelta(minutes=self._typed):%Y-%m-%dT%H:%M:%SZ}"
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GIT_", "RECOUP_", "XDG_", "PRE_COMMIT"))
        }
        return kept | {
            "HOME": str(home),
            "USERPROFILE": str(home),
            "GIT_CONFIG_SYSTEM": os.devnull,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "RECOUP_NOW": moment,
            "RECOUP_SEED": str(self._typed),
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_DATE": moment,
            "TZ": "America/Chicago",
        }


def played(practice: Practice, text: str) -> Iterator[Step]:
    """Do what the page says, in its order."""
    for kind, body in BLOCK.findall(text):
        if kind != "console":
            practice.edit(kind.removeprefix("diff "), body)
            continue
        typed: list[tuple[str, str, list[str]]] = []
        for line in body.splitlines():
            prompt = PROMPT.fullmatch(line)
            if prompt:
                typed.append((prompt[1], prompt[2], []))
            elif typed and typed[-1][1].endswith("\\"):
                who, command, shown = typed.pop()
                typed.append((who, f"{command[:-1]}{line.strip()}", shown))
            else:
                typed[-1][2].append(line)
        for who, command, shown in typed:
            yield Step(who, command, shown, practice.type(who, command))


def masked(lines: list[str]) -> list[str]:
    """The lines without what differs from run to run; the lines of one screen also wrap differently with the place."""
    text = " ".join(lines)
    for pattern, word in MASKED:
        text = pattern.sub(word, text)
    return text.strip().split(" ")


def missing(step: Step) -> str:
    """The first part of what the page shows that was not shown in this order; empty when all was."""
    rest = f" {' '.join(masked(step.real))} "
    parts = "\n".join(step.shown).split(f"\n{LEFT_OUT}") if step.shown else []
    for number, part in enumerate(parts):
        wanted = " ".join(masked([line for line in part.splitlines() if line != LEFT_OUT]))
        at = rest.find(f" {wanted} ") if wanted else 0
        first = number == 0 and step.shown[0] != LEFT_OUT
        if at < 0 or (first and at > 0):
            return part
        rest = rest[at + len(wanted) + 1 :] if wanted else rest
    return rest.strip() if step.shown and step.shown[-1] != LEFT_OUT else ""


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """An empty folder in which both begin."""
    return Practice(tmp_path)


def test_the_tutorial_is_what_happens_to_whoever_types_it(practice: Practice) -> None:
    steps = list(played(practice, DOCUMENT.read_text(encoding="utf-8")))
    told = [f"{step.who}$ {step.command}\nthe page shows:\n{missing(step)}" for step in steps if missing(step)]
    assert told == []
    assert {step.command.split()[1] for step in steps if step.command.startswith("recoup ")} >= NEEDED
    cases = [(practice.root / who).glob("cases/*/*.yaml") for who in ("jordan", "maria")]
    (mine,), (theirs,) = (list(found) for found in cases)
    text = mine.read_text(encoding="utf-8")
    assert theirs.read_text(encoding="utf-8") == text
    assert theirs.name == mine.name
    assert all(text.count(f"    summary: {said}\n") == 1 for said in SAID)
    assert "  amount: 1482.60\n" in text
    assert "Nobody answered" not in text
    states = {practice.type(who, "git status --porcelain; git rev-parse HEAD")[-1] for who in ("jordan", "maria")}
    assert states == set(practice.type("jordan", "git --git-dir ../shared.git rev-parse main"))


def test_a_page_that_says_something_else_is_found(practice: Practice) -> None:
    page = "```console\njordan$ printf 'one\\ntwo\\n'\n{}```\n"
    for shown in ("one\ntwo\n", "one\n...\n", "...\ntwo\n", "...\n", ""):
        (step,) = played(practice, page.format(shown))
        assert not missing(step), shown
    for shown in ("one\n", "two\n", "one\nthree\n", "...\none\n", "...\nthree\n...\n"):
        (step,) = played(practice, page.format(shown))
        assert missing(step), shown
