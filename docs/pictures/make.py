"""Make the pictures of the README from what the commands really print in the sample ledger (``make pictures``)."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from ledger.store.sample import sample_files

HERE = Path(__file__).resolve().parent

SCREENS = {
    "deadlines": ["recoup deadlines --within 30"],
    "explain": ["recoup explain 7K4Q first_stop"],
}
"""A picture's name and the commands whose screens it shows, one below the other."""

_COLUMNS = 80
_WIDE, _HIGH, _MARGIN, _BAR = 9.6, 20, 16, 34
"""Pixels: a letter's width, a line's height, the margin around the text, the bar above it."""
_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img" aria-label="{title}">
<rect x="0.5" y="0.5" width="{inner:.0f}" height="{low}" rx="8" fill="#fafaf7" stroke="#c8c8c0"/>
<text x="{middle:.0f}" y="22" text-anchor="middle" font-family="sans-serif" font-size="14" fill="#5f6368">{title}</text>
<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="16" fill="#202124">
{lines}
</g>
</svg>
"""


def sample(folder: Path) -> Path:
    """Copy the sample ledger into a new folder, with one saved state and a person at work."""
    root = folder / "sample"
    for file in sample_files():
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        (root / file.path).write_bytes(file.after)
    for words in (["init", "-q", "-b", "main"], ["add", "--all"], ["commit", "-q", "-m", "A sample ledger"]):
        subprocess.run(["git", *words], cwd=root, check=True, env=_environment())
    return root


def _environment() -> dict[str, str]:
    """Nothing of this computer and of the person at it shows in a picture."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "RECOUP_"))}
    who = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (
            ("NAME", "Jordan Lee"),
            ("EMAIL", "jlee@bluestem.example"),
            ("DATE", "2026-03-09T15:00:00Z"),
        )
    }
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "NO_COLOR": "1", "COLUMNS": "80"}
    return {**kept, **who, **quiet}


def screen(root: Path, command: str) -> str:
    """What a command prints, below the line that was typed. Raises where it does not end well."""
    words = [sys.executable, "-m", "ledger", *shlex.split(command)[1:]]
    done = subprocess.run(
        words, cwd=root, env=_environment(), capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=True
    )
    return f"$ {command}\n{done.stdout}"


def picture(text: str) -> str:
    """The text as a picture of a terminal. Every line says how wide it is, so that any monospaced letters fit."""
    typed = text.rstrip("\n").split("\n")
    drawn = []
    for number, line in enumerate(typed):
        words = line.strip()
        if words:
            left, top = _MARGIN + (len(line) - len(line.lstrip())) * _WIDE, _BAR + _MARGIN + number * _HIGH
            length, inside = len(words) * _WIDE, escape(words).replace(" ", "&#160;")
            drawn.append(f'<text x="{left:.1f}" y="{top}" textLength="{length:.1f}">{inside}</text>')
    width, height = _COLUMNS * _WIDE + 2 * _MARGIN, _BAR + _MARGIN + len(typed) * _HIGH
    return _SVG.format(
        width=width,
        height=height,
        inner=width - 1,
        low=height - 1,
        middle=width / 2,
        title=escape(typed[0].removeprefix("$ ")),
        lines="\n".join(drawn),
    )


def pictures() -> dict[str, str]:
    """Every picture by the name of its file."""
    with tempfile.TemporaryDirectory() as folder:
        root = sample(Path(folder))
        texts = {name: "\n".join(screen(root, command) for command in commands) for name, commands in SCREENS.items()}
    return {f"{name}.svg": picture(text) for name, text in texts.items()}


if __name__ == "__main__":
    for file, svg in pictures().items():
        (HERE / file).write_text(svg, encoding="utf-8", newline="\n")
