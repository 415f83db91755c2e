"""What is about to be done, on the disk before it is done: the next command finishes it or takes it back."""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.store.saving.place import folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAME = "journal.json"


class Write(NamedTuple):
    """One file to be written: its path from the root, its bytes as they were read (None: it is new), its new bytes."""

    path: str
    before: bytes | None
    after: bytes


class Moving(NamedTuple):
    """The way of a branch, its files and git's index from one saved state to another; both are kept by git already.

    ``new`` is empty for a join that waits for a person: then ``theirs`` is the state that is being joined, and
    ``stages`` has the versions of each file in question, as ``(path, number, name of the bytes)``. ``entries`` are the
    paths that change: path, mode and name of the bytes, before and after (None: no such file).
    """

    branch: str
    old: str
    new: str
    theirs: str
    entries: tuple[tuple[str, str, str | None, str | None], ...]
    stages: tuple[tuple[str, int, str], ...] = ()


class Journal(NamedTuple):
    """One save under way, or one ``moving`` from state to state.

    ``introduced``: the paths that git is told about for the first time. ``child``, ``born``: the process of git, once
    one was started, and its birth.
    """

    writes: tuple[Write, ...]
    message: str
    introduced: tuple[str, ...] = ()
    child: int = 0
    born: str = ""
    moving: Moving | None = None


def keep(where: Path, journal: Journal) -> None:
    """Bring the journal to the disk, whole or not at all. Raises OSError."""
    data = {
        "message": journal.message,
        "introduced": journal.introduced,
        "child": journal.child,
        "born": journal.born,
        "moving": journal.moving,
        "writes": [[write.path, _packed(write.before), _packed(write.after)] for write in journal.writes],
    }
    with folder(where) as place:
        place.write(NAME, json.dumps(data).encode(), private=True)


def kept(where: Path) -> Journal | None:
    """The journal of a save that did not end, or None; one that cannot be read any more is set aside."""
    with folder(where) as place:
        data = place.read(NAME)
    if data is None:
        return None
    try:
        return _journal(json.loads(data))
    except (ValueError, KeyError, TypeError):
        set_aside(where)
        return None


def drop(where: Path) -> None:
    """Forget the journal: its save has ended. Raises OSError."""
    with folder(where) as place:
        place.remove(NAME)


def set_aside(where: Path) -> str:
    """Keep a journal that can no longer be followed under another name, so that nothing typed is lost; returns it."""
    with folder(where) as place:
        data = place.read(NAME) or b""
        name = f"aside-{zlib.crc32(data):08x}.json"
        place.write(name, data, private=True)
        place.remove(NAME)
    return name


def _packed(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode("ascii")


def _journal(data: dict[str, Any]) -> Journal:
    rows: Sequence[tuple[str, str | None, str]] = data["writes"]
    writes = tuple(
        Write(path, None if before is None else base64.b64decode(before), base64.b64decode(after))
        for path, before, after in rows
    )
    asked = data.get("moving")
    moving = None
    if asked is not None:
        branch, old, new, theirs, entries, stages = asked
        moving = Moving(
            branch, old, new, theirs, tuple(tuple(one) for one in entries), tuple(tuple(one) for one in stages)
        )
    return Journal(writes, data["message"], tuple(data["introduced"]), data["child"], data["born"], moving)
