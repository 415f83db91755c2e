"""One writer at a time: a lock of the operating system, which its death releases."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ledger.store.refusal import Refused
from ledger.store.saving.place import PRIVATE, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "lock"
WAIT_SECONDS = 10.0
_PAUSE_SECONDS = 0.02
_NOTE_LENGTH = 200


@contextmanager
def locked(folder: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock in ``folder`` for as long as the block runs.

    Raises Refused, naming the holder and the age of the lock, when another process keeps it longer than the wait.
    """
    path = folder / NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), PRIVATE)
    except OSError as error:
        raise refusal(error, str(path)) from None
    try:
        until = time.monotonic() + wait_seconds
        while not _take(descriptor):
            if time.monotonic() >= until:
                raise _busy(descriptor)
            time.sleep(_PAUSE_SECONDS)
        _sign(descriptor)
        try:
            yield
        finally:
            _release(descriptor)
    finally:
        os.close(descriptor)


def _sign(descriptor: int) -> None:
    """Say who holds the lock; only for the message of someone who waits, so a full disk does not matter."""
    with suppress(OSError):
        os.write(descriptor, f"{os.getpid()} {int(time.time())}".ljust(_NOTE_LENGTH).encode())


def _busy(descriptor: int) -> Refused:
    words = os.read(descriptor, _NOTE_LENGTH).decode("ascii", "replace").split()
    holder = "another command"
    if len(words) == 2 and all(word.isdigit() for word in words):  # noqa: PLR2004 - process and second
        holder = f"another command (process {words[0]}, for {max(0, int(time.time()) - int(words[1]))} seconds)"
    return Refused(
        f"the ledger is being written to by {holder}; nothing was changed", "wait until it has ended, try again"
    )


if sys.platform == "win32":
    import msvcrt

    # Windows locks byte ranges, and a locked byte cannot be read: the lock lies far behind the name of its holder.
    _LOCKED_BYTE = 1 << 20

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
