"""A file's place in the ledger: reached part by part without following a link, replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

_WINDOWS = os.name == "nt"
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_REPARSE_POINT = 0x400
PRIVATE = 0o600
"""The mode of everything that is short-lived or ours alone."""
TEMPORARY = ".recoup-"
"""How the name of a file begins that is being written; ``init`` has git ignore them."""
# Windows: a scanner, an indexer or an editor may hold the file for a moment (reliability standard 2.4).
_REPLACE_TRIES = 10
_REPLACE_PAUSE = 0.25


def inside(path: str) -> tuple[str, ...]:
    """The parts of a path from the root, checked: none leaves the ledger or reaches into git's own folder.

    Raises Refused for any other path.
    """
    parts = tuple(path.split("/"))
    odd = any(part in ("", ".", "..") or "\\" in part or ":" in part or not part.isprintable() for part in parts)
    if odd or parts[0].casefold() == ".git":
        raise Refused(f"{ascii(path)[1:-1]}: this path leaves the ledger", "name a file inside the ledger's folder")
    return parts


class Folder:
    """One folder of the ledger, opened without following links.

    On POSIX it is held by a descriptor, so what was checked is what is written to. Windows has none; there each part is
    looked at before it is used.
    """

    def __init__(self, where: Path, descriptor: int | None) -> None:
        self.where = where
        self._descriptor = descriptor

    def _name(self, name: str) -> str:
        return name if self._descriptor is not None else str(self.where / name)

    def open(self, name: str, flags: int, mode: int = PRIVATE) -> int:
        """Open a file of this folder, never through a link."""
        if self._descriptor is None:
            _refuse_link(self.where / name)
        return os.open(self._name(name), flags | _NO_FOLLOW | _BINARY, mode, dir_fd=self._descriptor)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none. Raises Refused where a link or folder has its name."""
        try:
            descriptor = self.open(name, os.O_RDONLY)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise refusal(error, str(self.where / name)) from None
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refused(f"{self.where / name}: this is not a plain file", "put the file itself there")
            return file.read()

    def write(self, name: str, data: bytes, *, private: bool = False) -> None:
        """Replace a file, or make it: a temporary one beside it, to the disk, renamed, the folder to the disk.

        The file keeps its mode; a new one gets the folder's, without the right to run it. Raises OSError.
        """
        temporary = f"{TEMPORARY}{os.getpid()}-{time.monotonic_ns():x}.tmp"
        descriptor = self.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            try:
                _write_all(descriptor, data)
                if not private and not _WINDOWS:
                    os.fchmod(descriptor, self._mode(name))
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            self._replace(temporary, name)
        except BaseException:
            with suppress(OSError):
                os.unlink(self._name(temporary), dir_fd=self._descriptor)
            raise
        self.settle()

    def remove(self, name: str) -> None:
        """Remove a file, if it is there. Raises OSError."""
        with suppress(FileNotFoundError):
            os.unlink(self._name(name), dir_fd=self._descriptor)
            self.settle()

    def sweep(self) -> None:
        """Remove what writers that died in this folder left half written; only under the lock."""
        for name in os.listdir(self.where if self._descriptor is None else self._descriptor):  # noqa: PTH208 - takes a descriptor
            if name.startswith(TEMPORARY) and name.endswith(".tmp"):
                self.remove(name)

    def settle(self) -> None:
        """Bring the folder itself, its names, to the disk."""
        if self._descriptor is not None:
            os.fsync(self._descriptor)

    def _mode(self, name: str) -> int:
        try:
            return stat.S_IMODE(os.stat(name, dir_fd=self._descriptor, follow_symlinks=False).st_mode)
        except FileNotFoundError:
            return stat.S_IMODE(os.fstat(self._descriptor).st_mode) & 0o666 if self._descriptor is not None else 0o644

    def _replace(self, source: str, target: str) -> None:
        for tries_left in range(_REPLACE_TRIES if _WINDOWS else 1, 0, -1):
            try:
                os.replace(
                    self._name(source),
                    self._name(target),
                    src_dir_fd=self._descriptor,
                    dst_dir_fd=self._descriptor,
                )
            except PermissionError:
                if tries_left == 1:
                    raise
                time.sleep(_REPLACE_PAUSE)
            else:
                return


@contextmanager
def folder(root: Path, parts: tuple[str, ...] = (), *, make: bool = False) -> Iterator[Folder]:
    """The folder at ``parts`` below ``root``, for as long as the block runs; missing parts are made if asked.

    Raises Refused for a part that is a link or no folder, FileNotFoundError for a missing one, OSError otherwise.
    """
    if _WINDOWS:
        yield Folder(_walked(root, parts, make=make), None)
        return
    flags = os.O_RDONLY | os.O_DIRECTORY
    descriptor = os.open(root, flags)
    where = root
    try:
        for part in parts:
            where /= part
            if make:
                with suppress(FileExistsError):
                    os.mkdir(part, dir_fd=descriptor)
                    os.fsync(descriptor)
            try:
                following = os.open(part, flags | _NO_FOLLOW, dir_fd=descriptor)
            except NotADirectoryError:
                _refuse(where)
            except OSError as error:
                if error.errno == errno.ELOOP:
                    _refuse(where)
                raise
            os.close(descriptor)
            descriptor = following
        yield Folder(where, descriptor)
    finally:
        os.close(descriptor)


def _walked(root: Path, parts: tuple[str, ...], *, make: bool) -> Path:
    where = root
    for part in parts:
        where /= part
        if make:
            where.mkdir(exist_ok=True)
        _refuse_link(where)
        if not where.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(where))
    return where


def _refuse_link(where: Path) -> None:
    try:
        found = os.lstat(where)
    except FileNotFoundError:
        return
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_file_attributes", 0) & _REPARSE_POINT:
        _refuse(where)


def _refuse(where: Path) -> NoReturn:
    raise Refused(f"{where}: this is a link or no folder; links are not followed", "put the real folder or file there")


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


_CURES = {
    errno.ENOSPC: ("the disk is full", "free some space and try again"),
    getattr(errno, "EDQUOT", errno.ENOSPC): ("your share of the disk is used up", "free some space and try again"),
    errno.EROFS: ("the disk can only be read", "move the ledger to a disk that can be written"),
    errno.EACCES: ("you may not write here", "ask whoever set up this folder for the right to change it"),
    errno.EPERM: ("you may not write here", "ask whoever set up this folder for the right to change it"),
    errno.EIO: ("the disk reports an error", "copy the folder to another disk, then try again"),
    errno.ELOOP: ("this is a link; links are not followed", "put the file itself there"),
    errno.EISDIR: ("a folder has this name", "move the folder away"),
    errno.ENAMETOOLONG: ("the name is too long for this disk", "use a shorter name"),
}


def disk_trouble(said: str) -> Refused | None:
    """The refusal where it was the disk that stopped git, told from git's own complaint; else None."""
    own = "\n".join(line for line in said.splitlines() if line.startswith(("fatal:", "error:")))
    if "insufficient permission" in own:
        return refusal(OSError(errno.EACCES, ""), "the ledger")
    number = next((number for number in _CURES if os.strerror(number) in own), None)
    return None if number is None else refusal(OSError(number, ""), "the ledger")


def refusal(error: OSError, what: str) -> Refused:
    """The refusal for an error of the disk, in one plain line."""
    why, cure = _CURES.get(error.errno or 0, (error.strerror or "the disk refused", "try again"))
    return Refused(f"{what}: {why}; nothing was changed", cure)
