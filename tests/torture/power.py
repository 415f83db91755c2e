"""A power cut: every file that was written and not flushed to the disk is empty afterwards."""

from __future__ import annotations

import builtins
import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.store.saving.test_faults import Fault

_SAVED_WELL = ("objects", "refs", "recoup", "hooks")
_NAMED_WELL = ("HEAD", "packed-refs", "shallow")
"""What git brings to the disk with ``core.fsync=all``; its index, its logs and its notes to itself it does not."""


class PowerCut(Fault):
    """A kill after which nothing stands in the files that were not flushed."""

    def __init__(self, at: int, number: int = 0, *, lasting: bool = False) -> None:
        super().__init__(at, number, lasting=lasting)
        self.open: dict[tuple[int, int], int] = {}
        """The files that would be lost, by device and number, each held open: it may be renamed before the cut."""

    def happen(self) -> None:
        for descriptor in self.open.values():
            with suppress(OSError):
                os.ftruncate(descriptor, 0)
        super().happen()

    def written(self, descriptor: int) -> None:
        """Something was written here."""
        told = os.fstat(descriptor)
        if stat.S_ISREG(told.st_mode) and (told.st_dev, told.st_ino) not in self.open:
            self.open[told.st_dev, told.st_ino] = os.dup(descriptor)

    def flushed(self, descriptor: int) -> None:
        """It has come to the disk."""
        told = os.fstat(descriptor)
        held = self.open.pop((told.st_dev, told.st_ino), None)
        if held is not None:
            os.close(held)


@contextmanager
def unflushed(fault: Fault) -> Iterator[None]:
    """Follow what this process writes and flushes, for a power cut; for any other fault nothing is done."""
    if not isinstance(fault, PowerCut):
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        write, fsync, open_ = os.write, os.fsync, io.open

        def written(descriptor: int, data: Any) -> int:  # noqa: ANN401 - handed on as it is
            fault.written(descriptor)
            return write(descriptor, data)

        def flushed(descriptor: Any) -> None:  # noqa: ANN401
            fsync(descriptor)
            fault.flushed(descriptor if isinstance(descriptor, int) else descriptor.fileno())

        patch.setattr(os, "write", written)
        patch.setattr(os, "fsync", flushed)
        for module in (io, builtins):
            patch.setattr(module, "open", _followed(open_, fault))
        yield


def _followed(open_: Callable[..., Any], fault: PowerCut) -> Callable[..., Any]:
    def opened(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:  # noqa: ANN401
        stream = open_(file, mode, *rest, **more)
        if set(mode) & set("wax+"):
            with suppress(OSError):
                fault.written(stream.fileno())
        return stream

    return opened


def unflushed_by_git(before: Path, after: Path) -> list[Path]:
    """Empty what git wrote since the folder ``before`` was copied to ``after`` and did not bring to the disk."""
    emptied = []
    for path in sorted((after / ".git").rglob("*")):
        place = path.relative_to(after / ".git")
        if not path.is_file() or place.parts[0] in _SAVED_WELL or place.as_posix() in _NAMED_WELL:
            continue
        old = before / ".git" / place
        if not old.is_file() or old.read_bytes() != path.read_bytes():
            path.write_bytes(b"")
            emptied.append(place)
    return emptied
