"""The front door: the commands that must be quick go straight to their module, everything else to the command line."""

from __future__ import annotations

import gc
import os
import sys

from ledger import __version__
from ledger.store.refusal import LedgerError

OUR_BUG = 70
INTERRUPTED = 130
_BRIEF = ("check", "history", "hook", "--version", "--help")
_PATIENCE = 200_000
"""Objects made before lost ones are looked for: starting makes many and loses none."""


def main() -> None:
    """Run the words of this process as ``recoup`` and end it with the exit code of the design."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    gc.set_threshold(_PATIENCE)
    words = sys.argv[1:]
    code = run(words)
    if words[:1] and words[0] in _BRIEF:
        _leave_at_once(code)
    sys.exit(code)


def _leave_at_once(code: int) -> None:
    """End without taking every module apart first: nothing is left to be put away, and it takes as long as a Python."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read the output has gone
        code = code or 1
    os._exit(code)


def run(words: list[str]) -> int:
    """Run one command line; the one place where what went wrong becomes an exit code."""
    try:
        code = _run(words)
        sys.stdout.flush()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except LedgerError as refusal:
        _say(refusal.message, refusal.hint)
        code = refusal.exit_code
    except KeyboardInterrupt:
        _say("stopped by you")
        code = INTERRUPTED
    except BrokenPipeError:  # whoever read the output has seen enough; nothing is left to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as bug:  # noqa: BLE001 - the boundary: whatever is left is our mistake
        _report(bug)
        code = OUR_BUG
    return code


def _run(words: list[str]) -> int:
    """Exact forms only: one table of command lines tests that both ways say the same."""
    if "_RECOUP_COMPLETE" in os.environ:
        from ledger.commands.completing import quick_completion

        names = quick_completion(dict(os.environ))
        if names is not None:
            sys.stdout.write("\n".join(names))
            return 0
    if words == ["--version"]:
        sys.stdout.write(f"recoup {__version__}\n")
        return 0
    if words[:1] == ["check"] and not any(word.startswith("-") for word in words):
        from ledger.commands.checking import check_and_show

        return check_and_show(words[1:])
    if words[:1] == ["hook"] and words[1:2] and not words[1].startswith("-"):
        from ledger.commands.hooking import run_hook

        return run_hook(words[1], words[2:])
    if words[:1] == ["history"] and len(words) == 2 and not words[1].startswith("-"):  # noqa: PLR2004 - and a case
        from ledger.commands.session import Asked, Session
        from ledger.commands.telling import Wanted, tell

        tell(Session(Asked()), Wanted(words[1]))
        return 0
    from ledger.cli import main as whole

    whole(words)
    return 0


def _say(message: str, hint: str = "") -> None:
    from ledger.report.clean import clean

    sys.stderr.write(f"recoup: {clean(message)}\n" + (f"  hint: {clean(hint)}\n" if hint else ""))


def _report(bug: Exception) -> None:
    """A report that may be pasted anywhere: places in the program and kinds of mistakes, never a value or a message."""
    import platform
    import traceback

    sys.stderr.write("recoup: this is a mistake in the program, not in your files; nothing more was changed\n")
    sys.stderr.write("  hint: send the lines below to whoever maintains it; they hold no case data\n\n")
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    sys.stderr.write(f"recoup {__version__}, {system}\n")
    link: BaseException | None = bug
    while link is not None:
        for frame in traceback.extract_tb(link.__traceback__):
            sys.stderr.write(f"  {_shown(frame.filename)}:{frame.lineno} {frame.name}\n")
        sys.stderr.write(f"{type(link).__module__}.{type(link).__qualname__}\n")
        link = link.__cause__ or link.__context__


def _shown(file: str) -> str:
    """The file without the folders above the package: they may hold a person's name."""
    parts = file.replace("\\", "/").split("/")
    for mark in ("site-packages", "ledger"):
        if mark in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(mark) :])
    return parts[-1]
