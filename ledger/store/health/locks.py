"""Who holds the ledger now: our own lock, and the lock files of git, which are looked at and never removed."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.core.health.copy import HeldLock
from ledger.store.refusal import Refused
from ledger.store.saving.journal import NAME as JOURNAL
from ledger.store.saving.lock import NAME as LOCK
from ledger.store.saving.lock import locked

if TYPE_CHECKING:
    from ledger.store.git import Git, State

_PROC = Path("/proc")
_FOLDER = "recoup"


def writer(git: Git) -> str:
    """The command that writes to this ledger now, in words; empty where none does."""
    folder = git.common_dir / _FOLDER
    if not (folder / LOCK).exists():
        return ""
    try:
        with locked(folder, wait_seconds=0):
            return ""
    except Refused as busy:
        named = busy.message.partition(" by ")[2].partition(";")[0]
        return named or "another command"


def locks_held(state: State) -> list[HeldLock]:
    """The lock files of git that exist, each with its age and, where this system tells, who has it open."""
    now = time.time()
    found = []
    for path in state.locks:
        with suppress(OSError):
            found.append(HeldLock(path.name, max(0, int(now - path.lstat().st_mtime)), _holder(path)))
    return found


def _holder(path: Path) -> str:
    """The process that has a file open, as ``git (process 4711)``; only Linux tells, and only of one's own."""
    for process in sorted(_PROC.glob("[0-9]*")):
        with suppress(OSError):
            if any(os.path.realpath(link) == str(path) for link in (process / "fd").iterdir()):
                name = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
                return f"{name} (process {process.name})"
    return ""


def left_behind(git: Git) -> tuple[str, list[str]]:
    """What earlier saves left under git's folder: the subject of one to be finished, and the texts kept aside."""
    folder = git.common_dir / _FOLDER
    subject = ""
    if (folder / JOURNAL).exists():
        subject = "its journal cannot be read"
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            message: str = json.loads((folder / JOURNAL).read_bytes())["message"]
            subject = message.partition("\n")[0]
    aside = sorted(path.name for path in folder.glob("*aside*")) if folder.is_dir() else []
    return subject, aside
