"""A command's turn to write: our folder under git's, and its lock, taken once however often it is asked for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ledger.store.saving.lock import locked
from ledger.store.saving.place import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ledger.store.git import Git

_FOLDER = "recoup"
_taken: set[Path] = set()


def home(git: Git) -> Path:
    """The folder for the lock, the journal and the notes: in git's common folder, only for the person's eyes."""
    where = git.common_dir / _FOLDER
    try:
        where.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise refusal(error, str(where)) from None
    return where


@contextmanager
def turn(git: Git) -> Iterator[Path]:
    """Hold the lock for as long as the block runs; inside another turn of this process it is held already.

    A command that reads a file, changes it and saves it takes its turn around all three, and two that add to one file
    follow each other instead of refusing. Raises Refused after ten seconds of waiting.
    """
    where = home(git)
    if where in _taken:
        yield where
        return
    with locked(where):
        _taken.add(where)
        try:
            yield where
        finally:
            _taken.discard(where)
