"""``make mutants``: the code that must not be wrong is made wrong in one place at a time; do its tests notice?"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.torture.noticing import How, notice
from tests.torture.turning import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
_ENOUGH = 0.9


class Part(NamedTuple):
    """A part of the code, and the tests that must notice."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


_YAML = "ledger/store/yaml"
_SAVING = "ledger/store/saving"
PARTS = {
    "screen": Part(
        tuple(f"{_YAML}/{name}.py" for name in ("reader", "screen", "examination", "positions")), ("tests/store/yaml",)
    ),
    "journal": Part(
        tuple(f"{_SAVING}/{name}.py" for name in ("journal", "recovery", "written", "moving", "lock")),
        ("tests/store/saving",),
    ),
    "merge": Part(
        ("ledger/core/merging/*.py", "ledger/store/merging.py"),
        ("tests/core/merging", "tests/store/test_merging.py", "tests/store/test_merging_properties.py"),
    ),
    "audit": Part(
        ("ledger/core/audit/*.py", "ledger/commands/audit*.py"),
        ("tests/core/audit", "tests/commands/test_audit.py"),
    ),
}
BESIDE = {
    "growing": Part(
        ("ledger/core/growing.py", "ledger/core/guarding.py"),
        ("tests/core/test_growing.py", "tests/core/test_guarding.py"),
    ),
    "saving": Part(tuple(f"{_SAVING}/{name}.py" for name in ("lock", "commit", "place")), ("tests/store/saving",)),
}
"""Measured where they are named only."""


def main() -> int:
    """Measure each part; 1 where one is below ninety per cent."""
    every = {**PARTS, **BESIDE}
    parser = argparse.ArgumentParser(prog="python -m tests.torture.mutants", description=__doc__)
    parser.add_argument("parts", nargs="*", default=[], help=f"of {', '.join(every)}; {', '.join(PARTS)} if left out")
    parser.add_argument("--sample", type=int, default=0, help="so many of each part, drawn; all if left out")
    parser.add_argument("--seed", default="1", help="what they are drawn with")
    parser.add_argument("--jobs", type=int, default=2, help="so many at a time; 2 if left out")
    parser.add_argument("--longest", type=float, default=0, help="leave out tests that take more seconds than this")
    parser.add_argument("--only", default="", help="those alone whose line begins so, as ledger/core/audit/seal.py:40")
    asked = parser.parse_args()
    os.chdir(ROOT)
    scores = [_measured(name, every[name], asked) for name in asked.parts or PARTS]
    return int(any(score < _ENOUGH for score in scores))


def _measured(name: str, part: Part, asked: argparse.Namespace) -> float:
    begun = time.monotonic()
    files = sorted(file for pattern in part.files for file in ROOT.glob(pattern))
    every = [mutant for file in files for mutant in mutants(file) if _said(mutant).startswith(asked.only)]
    drawn = Random(asked.seed).sample(every, asked.sample) if 0 < asked.sample < len(every) else every  # noqa: S311
    missed: list[str] = []

    def told(mutant: Mutant, noticed: bool) -> None:  # noqa: FBT001 - an answer
        if not noticed:
            missed.append(_said(mutant))
            print(f"not noticed: {missed[-1]}", flush=True)

    notice(part.tests, drawn, How(asked.jobs, asked.longest), told)
    caught = len(drawn) - len(missed)
    score = caught / max(len(drawn), 1)
    seconds = time.monotonic() - begun
    print(f"{name}: {caught} of {len(drawn)} noticed, {100 * score:.1f} % ({len(every)} in all), {seconds:.0f} seconds")
    sys.stdout.flush()
    return score


def _said(mutant: Mutant) -> str:
    return f"{mutant.file.relative_to(ROOT).as_posix()}:{mutant.line}: {mutant.said}"


if __name__ == "__main__":
    sys.exit(main())
