"""Whether a process that some file names is still at work."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_QUERY_LIMITED_INFORMATION = 0x1000
_STILL_ACTIVE = 259
_DEAD = ("Z", "X")


def birth(pid: int) -> str:
    """When a process began, as far as this system tells; a number used again after its death has another birth."""
    with suppress(OSError, ValueError, IndexError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{_told(pid)[19]}"
    return ""


def _told(pid: int) -> list[str]:
    """What this system tells of a process, behind its name: proc(5). Raises OSError."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def alive(pid: int, born: str = "") -> bool:
    """Whether the process ``pid``, born then, still runs; where the birth is not known, whether any has its number."""
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return not born or birth(pid) == born
    return not _ended(pid) and (not born or birth(pid) == born)


def _ended(pid: int) -> bool:
    """Whether a dead process only waits for its parent to ask after it; where nobody ever does, it waits for good."""
    with suppress(OSError, IndexError):
        return _told(pid)[0] in _DEAD
    return False


if sys.platform == "win32":
    import ctypes

    def _alive_on_windows(pid: int) -> bool:
        # os.kill(pid, 0) would send the process a Ctrl-C.
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, 0, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        try:
            return bool(kernel.GetExitCodeProcess(handle, ctypes.byref(code))) and code.value == _STILL_ACTIVE
        finally:
            kernel.CloseHandle(handle)
