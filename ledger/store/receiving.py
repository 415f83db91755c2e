"""The server's side of a shared copy: its hooks, its list of keys, and its list of who brought what when."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

from ledger.core.received import ADMITTED, FOUND, UNKNOWN, Received, read_list, sealed
from ledger.store.clock import clock_of
from ledger.store.refusal import Refused
from ledger.store.saving.lock import locked
from ledger.store.saving.place import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ledger.store.git.bare import Bare

HOOKS = ("pre-receive", "post-receive")
_FOLDER = "recoup"
_LIST = "received.txt"
_SIGNERS = "allowed_signers"
_OURS = "# Put here by recoup server-hook"
_RUNNABLE = 0o755
_NEWLINE = b"\n"
# Who signed in, as web servers, hosts and recipes for SSH tell it; none of these comes from the one who pushes.
_PERSON = ("REMOTE_USER", "GL_USERNAME", "GL_USER")
_SCRIPT = """#!/bin/sh
{ours}; run it again to renew this file.
python={python}
if [ -x "$python" ]; then exec "$python" -P -m ledger hook {hook}; fi
if command -v recoup >/dev/null 2>&1; then exec recoup hook {hook}; fi
echo "NOT SHARED: the server cannot check what comes in; recoup is not where it was" >&2
echo "Whoever looks after the server installs it again and runs: recoup server-hook" >&2
exit 1
"""


def install(git: Bare) -> list[str]:
    """Put hooks, settings and the list in place; returns what was changed. Running it again changes nothing.

    Raises Refused where another program's hook is in the way.
    """
    folder = git.root / "hooks"
    if folder.is_symlink():
        raise Refused(f"{folder} leads elsewhere, where others may change it", "put a folder there instead")
    for name in HOOKS:
        if _foreign(folder / name):
            raise Refused(f"{folder / name} is another program's", f"let it end with: recoup hook {name}")
    try:
        folder.mkdir(exist_ok=True)
        (git.root / _FOLDER).mkdir(exist_ok=True)
        said = [f"hook {name}" for name in HOOKS if _written(folder / name, _script(name))]
    except OSError as error:
        raise refusal(error, str(folder)) from None
    said += [f"setting {key}" for key in git.protect()]
    if not _list_file(git).exists():
        tips = sorted(git.tips().items())
        keep(git, [Received(_now(), FOUND, name, "", tip, git.count(tip)) for name, tip in tips])
        said.append("the list of who brought what when")
    return said


def set_signers(git: Bare, data: bytes) -> bool:
    """Keep the list of keys beside the shared copy, where nothing that is pushed can reach it; whether it is new."""
    path = signers_file(git)
    if path.is_file() and path.read_bytes() == data:
        return False
    waiting = path.with_suffix(".new")
    waiting.write_bytes(data)
    waiting.replace(path)
    return True


def signers_file(git: Bare) -> Path:
    """Where the server's own list of keys lies, if it has one."""
    return git.root / _FOLDER / _SIGNERS


def received(git: Bare) -> tuple[tuple[Received, ...], tuple[str, ...]]:
    """The list, and what is wrong with it. Raises Refused where the shared copy has none."""
    path = _list_file(git)
    if not path.is_file():
        raise Refused(f"{git.root} has no list yet", f"recoup server-hook {git.root} begins it")
    return read_list(path.read_text(encoding="utf-8", errors="replace"))


def admitted(git: Bare) -> frozenset[str]:
    """The changes that were let in by name."""
    return frozenset(entry.new for entry in received(git)[0] if entry.name == ADMITTED)


def admit(git: Bare, commit: str, because: str) -> None:
    """Let a change in by name from now on; who did that stays on the list."""
    keep(git, [Received(_now(), who(os.environ), ADMITTED, "", commit, 1, because)])


def note(git: Bare, updates: Sequence[tuple[str, str, str]]) -> None:
    """Put on the list what was just taken over: old state, new state and name of each."""
    person, at = who(os.environ), _now()
    keep(git, [Received(at, person, name, old, new, git.count(new, old, name)) for old, new, name in updates])


def keep(git: Bare, entries: Sequence[Received]) -> None:
    """Add lines to the list, one writer at a time. Raises Refused where they cannot be written."""
    path = _list_file(git)
    try:
        with locked(path.parent), path.open("ab+") as file:
            file.seek(0)
            text = file.read()
            if text and not text.endswith(_NEWLINE):  # the server stopped in the middle of a line
                file.write(_NEWLINE)
            before = text.decode("utf-8", "replace").splitlines()[-1] if text else ""
            for entry in entries:
                before = sealed(entry, before)
                file.write(before.encode() + _NEWLINE)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise refusal(error, str(path)) from None


def who(environment: os._Environ[str] | dict[str, str]) -> str:
    """Who is bringing something, as the server knows it: the name that signed in, else the account behind SSH."""
    for name in _PERSON:
        if environment.get(name):
            return environment[name]
    account = environment.get("LOGNAME") or environment.get("USER")
    return account if account and environment.get("SSH_CONNECTION") else UNKNOWN


def _list_file(git: Bare) -> Path:
    return git.root / _FOLDER / _LIST


def _now() -> str:
    """The server's time; nothing that is pushed can move it."""
    return f"{clock_of('UTC', None, None).now:%Y-%m-%dT%H:%M:%SZ}"


def _script(name: str) -> str:
    return _SCRIPT.format(ours=_OURS, python=shlex.quote(sys.executable.replace("\\", "/")), hook=name)


def _foreign(path: Path) -> bool:
    ours = path.is_file() and _OURS in path.read_text(encoding="utf-8", errors="replace")
    return os.path.lexists(path) and not ours


def _written(path: Path, text: str) -> bool:
    if path.is_file() and path.read_text(encoding="utf-8") == text and os.access(path, os.X_OK):
        return False
    path.write_text(text, encoding="utf-8", newline="\n")
    path.chmod(_RUNNABLE)
    return True
