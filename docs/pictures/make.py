"""Make the pictures of the README from what the commands really print in the sample ledger (``make pictures``)."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from ledger.store.sample import sample_files

HERE = Path(__file__).resolve().parent

SCREENS = {
    "morning": ["recoup"],
    "deadlines": ["recoup deadlines"],
    "explain": ["recoup explain 7K4Q first_stop"],
}
"""A picture's name and the commands whose screens it shows, one below the other."""

_THEME = TerminalTheme(
    (250, 250, 247),
    (32, 33, 36),
    [(32, 33, 36)] * 8,
    [(32, 33, 36)] * 8,
)
# As rich draws a terminal, but with the reader's own monospaced letters: a page that shows it fetches nothing.
_SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img" \
aria-label="TITLE">
  <style>
    .{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
      font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
    .{unique_id}-title {{ font-size: 18px; font-family: sans-serif; }}
    {styles}
  </style>
  <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
  </defs>
  {chrome}
  <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
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


def picture(name: str, text: str) -> str:
    """The text as a picture of a terminal, 80 columns wide."""
    console = Console(record=True, width=80, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text(text.rstrip("\n")))
    title = text.partition("\n")[0].removeprefix("$ ")
    svg = console.export_svg(
        title=title, theme=_THEME, code_format=_SVG.replace("TITLE", escape(title)), unique_id=f"recoup-{name}"
    )
    return svg.replace("rgba(255,255,255,0.35)", "#c8c8c0")  # a border that shows on a white page


def pictures() -> dict[str, str]:
    """Every picture by the name of its file."""
    with tempfile.TemporaryDirectory() as folder:
        root = sample(Path(folder))
        texts = {name: "\n".join(screen(root, command) for command in commands) for name, commands in SCREENS.items()}
    return {f"{name}.svg": picture(name, text) for name, text in texts.items()}


if __name__ == "__main__":
    for file, svg in pictures().items():
        (HERE / file).write_text(svg, encoding="utf-8", newline="\n")
