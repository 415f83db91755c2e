"""The disk a ledger lies on: whether it is encrypted, as far as the computer tells without special rights."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ledger.core.health.place import Private, file_vault, layers
from ledger.store.synced import synced_by

_SECONDS = 20
_OTHERS = 0o077
_GROUP = 0o070


def free_bytes(folder: Path) -> int:
    """The free space of the disk that holds a folder. Raises OSError."""
    return shutil.disk_usage(folder).free


def encrypted(folder: Path) -> str | None:
    """``on``, ``off``, or None where this computer does not tell: Windows asks for an administrator."""
    if sys.platform == "darwin":
        return file_vault(_said("fdesetup", folder, "status"))
    device = _device(folder)
    return layers(_said("lsblk", folder, "-s", "-n", "-o", "TYPE", device)) if device else None


def _device(folder: Path) -> str:
    """The device of a folder's disk; empty where it has none of its own, as on a share or in a container."""
    try:
        number = folder.stat().st_dev
    except OSError:
        return ""
    if not hasattr(os, "major"):
        return ""
    known = Path("/sys/dev/block", f"{os.major(number)}:{os.minor(number)}")
    return f"/dev/{known.resolve().name}" if known.exists() else ""


def _said(name: str, folder: Path, *words: str) -> str:
    """What a program of the system says; empty where it is missing, fails or lies inside the ledger."""
    program = shutil.which(name)
    if program is None or folder.resolve() in Path(program).resolve().parents:
        return ""
    try:
        done = subprocess.run([program, *words], capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - fixed words
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if not done.returncode else ""


def private_seen(path: Path, root: Path) -> Private:
    """What can be seen of the private folder without opening anything in it."""
    shown = os.path.normpath(path)
    real = path.resolve()
    if real == root or root in real.parents:
        return Private(shown, inside=True)
    if not path.is_dir():
        return Private(shown, here=False)
    mode = path.stat().st_mode if os.name != "nt" else 0
    open_to = ("other users" if mode & _OTHERS & ~_GROUP else "its group") if mode & _OTHERS else ""
    writable = os.access(path, os.W_OK | os.X_OK)
    return Private(shown, writable=writable, service=synced_by(path) or "", open_to=open_to)
