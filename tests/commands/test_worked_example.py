"""The worked example in the documents is played anew: every command, every line."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "worked-example.md"
PROMPT = "$ recoup "


def test_every_screen_of_the_worked_example_is_real(
    sample: Path, recoup: Callable[..., Any], request: pytest.FixtureRequest
) -> None:
    played = _played(sample, recoup, DOCUMENT.read_text(encoding="utf-8"))
    if request.config.getoption("--update-golden"):
        DOCUMENT.write_text(played, encoding="utf-8", newline="\n")
    assert DOCUMENT.read_text(encoding="utf-8") == played


def _played(folder: Path, recoup: Callable[..., Any], text: str) -> str:
    """The document with what each of its commands prints now."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = line == "```console"
        if inside and not line.startswith(("```", PROMPT)):
            continue
        lines.append(line)
        if inside and line.startswith(PROMPT):
            done = recoup(folder, *shlex.split(line.removeprefix(PROMPT)))
            assert done.code == 0, done.err
            lines += [row.rstrip() for row in done.out.splitlines()]
    return "\n".join(lines) + "\n"
