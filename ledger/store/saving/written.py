"""What was written without being saved (``--no-commit``): what stood there before, so that it can be taken back."""

from __future__ import annotations

import base64
import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from ledger.store.refusal import Refused
from ledger.store.saving.journal import Write
from ledger.store.saving.place import folder, refusal
from ledger.store.saving.recovery import on_disk, put_back
from ledger.store.saving.turn_taking import home, turn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ledger.store.git import Git

_NAME = "written.jsonl"
_MOST = 20
"""So many are remembered; each holds whole files, readable for the person alone."""


class Written(NamedTuple):
    """Files that one command wrote and left unsaved. ``at`` is in seconds since 1970, ``subject`` says what it was."""

    at: int
    subject: str
    writes: tuple[Write, ...]

    @property
    def when(self) -> datetime:
        """When it was written."""
        return datetime.fromtimestamp(self.at, UTC)

    @property
    def paths(self) -> list[str]:
        """The files, from the root."""
        return [write.path for write in self.writes]


def remember(where: Path, writes: Sequence[Write], message: str) -> None:
    """Remember what was just written; only under the lock. Raises OSError."""
    changed = tuple(write for write in writes if write.before != write.after)
    if changed:
        _keep(where, [*_kept(where), Written(int(time.time()), message.partition("\n")[0], changed)])


def unsaved(git: Git) -> list[Written]:
    """What was written and is not saved yet, oldest first; what was saved meanwhile is forgotten."""
    where = home(git)
    with turn(git):
        kept = _kept(where)
        dirty = git.status([path for one in kept for path in one.paths]) if kept else {}
        waiting = [one for one in kept if any(path in dirty for path in one.paths)]
        if len(waiting) < len(kept):
            _keep(where, waiting)
    return waiting


def untouched(git: Git, written: Written) -> bool:
    """Whether every file is still as it was written."""
    return all(on_disk(git, write.path) == write.after for write in written.writes)


def take_back_written(git: Git, written: Written) -> None:
    """Put the files back, byte for byte, as they were before the command; a file that it made is gone again.

    Raises Refused where somebody changed one since, or where the disk refuses.
    """
    with turn(git) as where:
        if not untouched(git, written):
            raise Refused(
                f"{', '.join(written.paths)}: changed since it was written; nothing was changed",
                "take out by hand what you do not want, then recoup save",
            )
        try:
            put_back(git, written.writes)
            _keep(where, [one for one in _kept(where) if one != written])
        except OSError as error:
            raise refusal(error, ", ".join(written.paths)) from None


def _keep(where: Path, kept: Sequence[Written]) -> None:
    rows = "".join(json.dumps(_row(one)) + "\n" for one in kept[-_MOST:])
    with folder(where) as place:
        place.write(_NAME, rows.encode(), private=True) if rows else place.remove(_NAME)


def _kept(where: Path) -> list[Written]:
    """What is remembered; a line that cannot be read is no promise of anything, and is left out."""
    with folder(where) as place:
        data = place.read(_NAME) or b""
    found = []
    for line in data.splitlines():
        try:
            found.append(_written(line))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _row(one: Written) -> dict[str, object]:
    return {"at": one.at, "subject": one.subject, "writes": [_packed(write) for write in one.writes]}


def _packed(write: Write) -> list[str | None]:
    before = None if write.before is None else base64.b64encode(write.before).decode("ascii")
    return [write.path, before, base64.b64encode(write.after).decode("ascii")]


def _written(line: bytes) -> Written:
    row = json.loads(line)
    writes = tuple(
        Write(path, None if before is None else base64.b64decode(before), base64.b64decode(after))
        for path, before, after in row["writes"]
    )
    return Written(int(row["at"]), str(row["subject"]), writes)
