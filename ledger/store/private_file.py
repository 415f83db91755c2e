"""Writing in the private folder: whole or not at all, for its owner alone, and never over another paper."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from types import TracebackType

_PIECE = 1024 * 1024
_WAIT = 5.0  # seconds for somebody else's lock
_STALE = 60.0  # seconds after which a lock belongs to nobody
_STEP = 0.05


class PrivateLock:
    """One writer at a time, also between computers that share the folder: a file that only one can make."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        """Take the lock. Raises Refused after five seconds of somebody else's."""
        deadline = time.monotonic() + _WAIT
        while True:
            try:
                os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            except FileExistsError:
                self._wait(deadline)
            except OSError as error:
                raise _cannot_write(self._path.parent, error) from None
            else:
                return self

    def _wait(self, deadline: float) -> None:
        with suppress(FileNotFoundError):
            if time.time() - self._path.stat().st_mtime > _STALE:
                self._path.unlink()
                return
        if time.monotonic() > deadline:
            message = f"somebody else is writing in {self._path.parent}"
            raise Refused(message, "try again in a minute; nothing was changed")
        time.sleep(_STEP)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the lock back; one that the disk does not let go is nobody's after a minute."""
        _gone(self._path)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece. Raises OSError."""
    digest = sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def write_private(path: Path, data: bytes, before: bytes | None) -> None:
    """Replace a file by ``data`` in one step, provided it still holds ``before``.

    Raises Refused, with the file as it was, where it changed meanwhile or cannot be written.
    """
    temporary = _temporary(path)
    try:
        with _opened(temporary) as stream:
            stream.write(data)
            _to_disk(stream.fileno())
        there = path.read_bytes() if path.exists() else None
        if there != before:
            message = f"{path.name} was changed by somebody else just now"
            raise Refused(message, "run the command again; nothing was changed")
        temporary.replace(path)
        _folder_to_disk(path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        _gone(temporary)


def copy_new(source: Path, folder: Path, target: Path, digest: str) -> bool:
    """Copy a paper to a name that nobody has; false where somebody took the name meanwhile.

    Raises Refused, with nothing left behind, where the copy cannot be made or differs from ``digest``.
    """
    temporary = _temporary(target)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with source.open("rb") as paper, _opened(temporary) as stream:
            copied = sha256()
            while piece := paper.read(_PIECE):
                copied.update(piece)
                stream.write(piece)
            _to_disk(stream.fileno())
        if copied.hexdigest() != digest:
            message = f"{source} changed while it was copied"
            raise Refused(message, "run the command again; nothing was changed")
        return give_name(temporary, target)
    except OSError as error:
        raise _cannot_write(folder, error) from None
    finally:
        _gone(temporary)


def give_name(temporary: Path, target: Path) -> bool:
    """Give a finished copy its name without ever replacing another: by a second link, else by a plain rename."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without links, as on some shares
        if target.exists():
            return False
        temporary.rename(target)
    _folder_to_disk(target.parent)
    return True


def _gone(file: Path) -> None:
    """Remove a file that is nobody's paper, where the disk lets it go: what failed before it is the thing to say."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name[:100]}.{os.getpid()}.part")


def _opened(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), "wb")


def _to_disk(descriptor: int) -> None:
    os.fsync(descriptor)


def _folder_to_disk(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle for a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot_write(path: Path, error: OSError) -> Refused:
    message = f"{path} cannot be written ({error.strerror})"
    return Refused(message, "check that the folder is connected, not full, and that you may write there")
