"""Whether a process that some file names is still at work."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_QUERY_LIMITED_INFORMATION = 0x1000
_STILL_ACTIVE = 259


def birth(pid: int) -> str:
    """When a process began, as far as this system tells; a number used again after its death has another birth."""
    with suppress(OSError, ValueError, IndexError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{Path(f'/proc/{pid}/stat').read_text(encoding='utf-8').rpartition(')')[2].split()[19]}"
    return ""


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
    return not born or birth(pid) == born


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
