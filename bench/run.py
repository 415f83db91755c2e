"""``make bench``: how long the quick commands take, as multiples of an empty Python in the same run.

Every command runs once a round, in a shuffled order, and the medians are compared: this computer's mood moves all
rows together. The figures inform; no test and no build depends on them.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.saves import saves
from bench.synthetic import git, make
from ledger import __version__

SCRIPTS = Path(sysconfig.get_path("scripts"))
FURTHER = 20
FLOOR = "python -c pass"


# A Python told to write no compiled files would compile the whole program at every start.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Command(NamedTuple):
    """One command to measure: its row in the table, the words to start, the folder and extra environment."""

    name: str
    words: list[str]
    folder: Path
    env: dict[str, str] = {}  # noqa: RUF012 - never changed


class Goal(NamedTuple):
    """One line of the report: a row's median as a multiple of another row's, and the most it should be."""

    label: str
    row: str
    of: str
    most: float


LARGE = 10_000
AUDIT_GOALS = (
    Goal("audit of 20,000 saves", "audit", "git log --raw", 5.0),
    Goal("history CASE in them, above git's", "history above git log", FLOOR, 4.0),
)
LARGE_GOALS = (
    Goal("deadlines of 10,000 cases", "deadlines, large", "check, large", 3.0),
    Goal("list of 10,000 cases", "list, large", "check, large", 3.0),
)
GOALS = (
    Goal("check ONE, front door", "check ONE", FLOOR, 5.0),
    Goal("  against yamllint", "check ONE", "yamllint", 0.7),
    Goal("  against check-jsonschema", "check ONE", "check-jsonschema", 0.25),
    Goal("check ONE with an option, Typer", "check ONE with an option", FLOOR, 7.5),
    Goal("--version", "--version", FLOOR, 2.0),
    Goal("completion of a case name", "completion", FLOOR, 4.0),
    Goal("--help", "--help", FLOOR, 6.0),
    Goal("hook, nothing staged", "hook, nothing staged", FLOOR, 3.0),
    Goal("hook, one case staged", "hook, one case", FLOOR, 7.0),
    Goal("hook, each further case", "each further", FLOOR, 0.1),
    Goal("git status, for comparison", "git status", FLOOR, float("inf")),
)


def staged(folder: Path, cases: int, change: int) -> Path:
    """A ledger of so many cases with a changed claim staged in the first few."""
    for path in make(folder, cases)[:change]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("  stated: Session", "  stated: The session"), encoding="utf-8", newline="\n")
    git(folder, "add", "--all")
    return folder


def commands(place: Path, cases: int) -> list[Command]:
    """Everything that is measured; peers only where they are installed."""
    clean = place / "clean"
    one = make(clean, cases)[0].relative_to(clean).as_posix()
    recoup = str(SCRIPTS / "recoup")
    hook = [sys.executable, "-P", "-m", "ledger", "hook", "pre-commit"]  # as ledger/store/hooks.py writes it
    found = [
        Command(FLOOR, [sys.executable, "-c", "pass"], clean),
        Command("check ONE", [recoup, "check", one], clean),
        Command("check ONE with an option", [recoup, "check", "--fail-on", "error", one], clean),
        Command("--version", [recoup, "--version"], clean),
        Command("--help", [recoup, "--help"], clean),
        Command(
            "completion",
            [recoup],
            clean,
            {"_RECOUP_COMPLETE": "complete_bash", "COMP_WORDS": "recoup show RC-2025-0", "COMP_CWORD": "2"},
        ),
        Command("hook, nothing staged", hook, clean),
        Command("hook, one case", hook, staged(place / "one", cases, 1)),
        Command("hook, more cases", hook, staged(place / "more", cases, 1 + FURTHER)),
        Command("git status", ["git", "status", "--porcelain=v2"], clean),
    ]
    peers = {
        "yamllint": ["-d", "relaxed", one],
        "check-jsonschema": ["--schemafile", "schema/case.schema.json", one],
    }
    for name, words in peers.items():
        program = shutil.which(name, path=f"{SCRIPTS}{os.pathsep}{os.environ.get('PATH', '')}")
        if program:
            found.append(Command(name, [program, *words], clean))
    return found


def seconds(command: Command) -> float:
    """How long one run takes, from start to end. Raises where it ends in a way that measures nothing."""
    began = time.perf_counter()
    done = subprocess.run(
        command.words,
        cwd=command.folder,
        env={**_ENVIRONMENT, **command.env},
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    took = time.perf_counter() - began
    if done.returncode not in (0, 1):
        message = f"{command.name}: ended with {done.returncode}\n{done.stderr.decode(errors='replace')}"
        raise RuntimeError(message)
    return took


def medians(measured: list[Command], rounds: int) -> dict[str, float]:
    """The median of each command over so many rounds."""
    return {name: statistics.median(times) for name, times in timed(measured, rounds).items()}


def timed(measured: list[Command], rounds: int) -> dict[str, list[float]]:
    """How long each command took in so many shuffled rounds, after one that warms the disk's cache."""
    taken: dict[str, list[float]] = {command.name: [] for command in measured}
    order = list(measured)
    chance = Random(1)  # noqa: S311 - an order, no secret
    for turn in range(rounds + 1):
        chance.shuffle(order)
        for command in order:
            took = seconds(command)
            if turn:
                taken[command.name].append(took)
    return taken


def large(place: Path) -> list[Command]:
    """What reads a whole ledger of ten thousand cases."""
    folder, recoup = place / "large", str(SCRIPTS / "recoup")
    make(folder, LARGE)
    return [Command(f"{name}, large", [recoup, name], folder) for name in ("check", "deadlines", "list")]


def of_history(place: Path) -> list[Command]:
    """The audit of a long history and the history of one case in it, beside git's own walks over them."""
    folder = saves(place / "history")
    case = min(folder.glob("cases/*/*.yaml")).relative_to(folder).as_posix()
    recoup = str(SCRIPTS / "recoup")
    walk = ["git", "log", "--raw", "--no-abbrev", "-m", "--no-renames", "--reverse", "--topo-order"]
    return [
        Command("git log --raw", walk, folder),
        Command("audit", [recoup, "audit", "--quiet"], folder),
        Command(FLOOR, [sys.executable, "-c", "pass"], folder),
        Command("git log CASE", ["git", "log", "--format=%H", "--", case], folder),
        Command("history CASE", [recoup, "history", case], folder),
    ]


def report(median: dict[str, float], goals: tuple[Goal, ...]) -> list[str]:
    """The table: measured and goal as ratios; rows whose peer is not installed say so."""
    lines = [f"{'':34}{'measured':>9}{'goal':>9}"]
    for goal in goals:
        if goal.of not in median:
            lines.append(f"{goal.label:34}{goal.of + ' is not installed (pip install -e .[bench])'}")
            continue
        ratio = median[goal.row] / median[goal.of]
        most = "" if goal.most == float("inf") else f"<={goal.most:6.2f}"
        over = "  over" if ratio > goal.most else ""
        lines.append(f"{goal.label:34}{ratio:9.2f}{most:>9}{over}")
    return lines


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rounds", type=int, default=15, help="how often each command runs")
    words.add_argument("--cases", type=int, default=100, help="cases in the ledger that is measured")
    words.add_argument("--large", action="store_true", help="only what reads ten thousand cases, three rounds")
    words.add_argument("--audit", action="store_true", help="only the audit of twenty thousand saves, seven rounds")
    asked = words.parse_args()
    if asked.audit:
        with tempfile.TemporaryDirectory() as folder:
            # The quickest run of each: two processes share two cores, and whatever else runs slows the audit most.
            quickest = {name: min(times) for name, times in timed(of_history(Path(folder)), 7).items()}
            quickest["history above git log"] = quickest["history CASE"] - quickest["git log CASE"]
            print("\n".join(report(quickest, AUDIT_GOALS)))
        return
    if asked.large:
        with tempfile.TemporaryDirectory() as folder:
            print("\n".join(report(medians(large(Path(folder)), 3), LARGE_GOALS)))
        return
    with tempfile.TemporaryDirectory() as folder:
        measured = commands(Path(folder), asked.cases)
        median = medians(measured, asked.rounds)
    median["each further"] = (median["hook, more cases"] - median["hook, one case"]) / FURTHER
    print(f"recoup {__version__}, Python {platform.python_version()} on {platform.system()}, {asked.cases} cases,")
    print(f"medians of {asked.rounds} shuffled rounds; {FLOOR} took {median[FLOOR] * 1000:.1f} ms and is 1.")
    print("\n".join(report(median, GOALS)))


if __name__ == "__main__":
    main()
