"""The person's own editor: which it is, how it is told a line, and waiting until it is closed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FALLBACKS = {"win32": ("notepad",), "darwin": ("nano", "vim", "vi")}
_FALLBACKS_ELSEWHERE = ("sensible-editor", "nano", "vim", "vi")

_LINE_BEFORE = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "joe", "jed", "micro", "kak", "ne", "mg"}
)
"""Editors that take ``+14 FILE``."""
_LINE_BEHIND = frozenset({"subl", "hx", "helix", "zed"})
"""Editors that take ``FILE:14``."""
_GOTO = frozenset({"code", "code-insiders", "codium", "cursor"})
"""Editors that take ``--goto FILE:14``."""
_LEAVES_AT_ONCE = frozenset({*_GOTO, "subl", "zed", "gvim", "mate"})
"""Editors that hand the file to a window and return, unless they are told to wait."""

_HINT = "name your editor in the variable EDITOR, as nano or 'code --wait'"


def editor_of(environment: Mapping[str, str], platform: str = sys.platform) -> list[str]:
    """The command that the person edits with: ``VISUAL``, ``EDITOR``, else what this system brings along.

    Raises Refused where there is none.
    """
    for variable in ("VISUAL", "EDITOR"):
        chosen = environment.get(variable, "").strip()
        if chosen:
            return _words(chosen, platform)
    for name in _FALLBACKS.get(platform, _FALLBACKS_ELSEWHERE):
        found = shutil.which(name)
        if found:
            return [found]
    raise Refused("no editor was found on this computer", _HINT)


def command_for(editor: Sequence[str], file: Path, line: int = 0) -> list[str]:
    """The whole command that opens a file, at a line where the editor is known to take one (0: at the top)."""
    name = Path(editor[0]).name.lower().removesuffix(".exe").removesuffix(".cmd")
    wait = [_wait(name)] if name in _LEAVES_AT_ONCE and not {"-w", "--wait", "-f"}.intersection(editor) else []
    command = [*editor, *wait]
    if not line:
        return [*command, str(file)]
    if name in _LINE_BEFORE or name == "gvim":
        return [*command, f"+{line}", str(file)]
    if name in _GOTO:
        return [*command, "--goto", f"{file}:{line}"]
    return [*command, f"{file}:{line}" if name in _LINE_BEHIND else str(file)]


def open_in_editor(file: Path, line: int = 0) -> int:
    """Open a file in the person's editor, wait until it is closed and return how it ended.

    Raises Refused where the editor cannot be started.
    """
    editor = editor_of(os.environ)
    try:
        return subprocess.run(command_for(editor, file, line), check=False).returncode  # noqa: S603 - the person's own choice
    except OSError as error:
        raise Refused(f"the editor {editor[0]} could not be started ({error.strerror})", _HINT) from None


def _words(chosen: str, platform: str) -> list[str]:
    """An editor may bring its own options; on Windows its path may hold blanks and backslashes."""
    if Path(chosen).is_file():
        return [chosen]
    try:
        words = shlex.split(chosen, posix=platform != "win32")
    except ValueError:
        raise Refused(f"EDITOR is set to {chosen!r}, which has a quote without its other half", _HINT) from None
    return [word.strip('"') for word in words] if platform == "win32" else words


def _wait(name: str) -> str:
    return {"gvim": "-f", "mate": "-w"}.get(name, "--wait")
