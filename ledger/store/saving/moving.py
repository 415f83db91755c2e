"""A branch, its files and git's index go from one saved state to another: all of them, or none."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ledger.store.git import GitFailed
from ledger.store.git.standing import PLAIN_FILE
from ledger.store.git.trees import Entry, as_files, index_line
from ledger.store.refusal import Refused
from ledger.store.saving import journal as journals
from ledger.store.saving.commit import called, settle_index
from ledger.store.saving.journal import Journal, Moving
from ledger.store.saving.place import disk_trouble, folder, inside, refusal
from ledger.store.saving.ready import require_ready
from ledger.store.saving.recovery import Finished, on_disk

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from ledger.store.git import Git, State

_NAMED = 5
_ON_ONE_LINE = 500
_SUBJECT = "joining with the shared copy"
_MERGE_HEAD, _MERGE_MESSAGE, _MERGE_MODE = "MERGE_HEAD", "MERGE_MSG", "MERGE_MODE"


def move(git: Git, where: Path, moving: Moving, message: str) -> None:
    """Bring files, index and branch to another state; only under the lock, with no journal left by another.

    Files that the two states have alike stay as they are, edited or staged. The order leaves no moment in which a save
    by hand could undo what came: files first, then the index, the branch last.

    Raises Refused, with everything as it was, where a file in question has edits, or git or the disk refuses.
    """
    for path, *_ in moving.entries:
        inside(path)
    require_ready(git, git.state())
    _require_untouched(git, moving)
    journal = Journal((), message, moving=moving)
    try:
        journals.keep(where, journal)
        _put(git, moving)
        journal = _told(git, where, journal, moving)
        _switch(git, where, journal, moving)
    except (Refused, OSError) as error:
        if not _arrived(git, git.state(), moving):
            raise _taken_back(git, where, journal, error) from None
    with suppress(OSError):  # a journal that stays is found to be done with by the next command
        journals.drop(where)


def moved_or_taken_back(git: Git, where: Path, journal: Journal) -> Finished:
    """What becomes of a move that was interrupted: where the branch had gone it stands, else it is taken back.

    Nothing can be lost by that: both states are kept by git. May be run again.
    """
    moving = journal.moving
    assert moving is not None  # noqa: S101 - the caller looked
    paths = tuple(path for path, *_ in moving.entries)
    _sweep(git, paths)
    arrived = _arrived(git, git.state(), moving)
    if not arrived:
        _take_back(git, where, journal)
    journals.drop(where)
    return Finished(_SUBJECT, paths, saved=arrived)


def _sweep(git: Git, paths: Sequence[str]) -> None:
    """Remove what was half written when it was interrupted."""
    for parts in {inside(path)[:-1] for path in paths}:
        with suppress(FileNotFoundError), folder(git.root, parts) as place:
            place.sweep()
    with folder(git.state().git_dir) as place:
        place.sweep()


def _require_untouched(git: Git, moving: Moving) -> None:
    paths = {path for path, *_ in moving.entries}
    asked = _few(paths)
    touched = sorted(paths & {*git.status(asked), *git.hidden_from_git(asked)}) if paths else []
    if touched:
        more = f" and {len(touched) - _NAMED} more" if len(touched) > _NAMED else ""
        raise Refused(
            f"{', '.join(touched[:_NAMED])}{more}: edits here are not saved yet, and what came in changes the same "
            "file; nothing was changed",
            "recoup save keeps your edits; then recoup sync again",
        )
    fresh = [Entry(path, mode, after) for path, mode, before, after in moving.entries if before is None]
    for entry, data in zip(fresh, as_files(git, fresh), strict=True):
        lying = on_disk(git, entry.path)
        if lying is not None and lying != data:
            raise Refused(
                f"{entry.path} lies here without being part of the ledger, and a file of that name came in; "
                "nothing was changed",
                "give yours another name; then recoup sync again",
            )


def _few(paths: Collection[str]) -> Sequence[str]:
    """The paths to name to git; nothing, for all paths, where they would not fit on one command line."""
    return sorted(paths) if len(paths) <= _ON_ONE_LINE else ()


# there


def _put(git: Git, moving: Moving) -> None:
    olds = [Entry(path, mode, before) for path, mode, before, _ in moving.entries]
    news = [Entry(path, mode, after) for path, mode, _, after in moving.entries]
    for entry, old, new in zip(news, as_files(git, olds), as_files(git, news), strict=True):
        lying = on_disk(git, entry.path)
        if lying == new:
            continue
        if lying != old and _changed(git, entry.path, moving):
            raise Refused(
                f"{entry.path} was changed by another program meanwhile; nothing was changed by this one",
                "look at the file, then run the command again",
            )
        _write(git, entry.path, new)


def _changed(git: Git, path: str, moving: Moving) -> bool:
    """Whether a file differs from the old state by more than line endings."""
    before = next(old for name, _, old, _ in moving.entries if name == path)
    lying = on_disk(git, path)
    return lying is None or before is None or git.stored_name(path, lying) != before


def _write(git: Git, path: str, data: bytes | None) -> None:
    *parts, name = inside(path)
    if data is None:
        with suppress(FileNotFoundError), folder(git.root, tuple(parts)) as place:
            place.remove(name)
        return
    with folder(git.root, tuple(parts), make=True) as place:
        place.write(name, data)


def _told(git: Git, where: Path, journal: Journal, moving: Moving) -> Journal:
    """Let the index say of the paths in question what the new state says, or what the versions in question are."""
    waiting = {path for path, _, _ in moving.stages}
    width = len(moving.old)
    news = [Entry(path, mode, None if path in waiting else after) for path, mode, _, after in moving.entries]
    lines = [index_line(entry, width) for entry in news]
    lines += [index_line(Entry(path, PLAIN_FILE, blob), width, number) for path, number, blob in moving.stages]
    journal = called(git, where, journal, ("update-index", "-z", "--index-info"), b"".join(lines))
    with suppress(GitFailed):  # files elsewhere may have edits, which is no matter here
        journal = called(git, where, journal, ("update-index", "-q", "--refresh"))
    return journal


def _switch(git: Git, where: Path, journal: Journal, moving: Moving) -> None:
    if moving.new:
        words = ("update-ref", "-m", f"recoup sync: {_SUBJECT}", f"refs/heads/{moving.branch}", moving.new, moving.old)
        called(git, where, journal, words)
        return
    with folder(git.state().git_dir) as place:
        place.write(_MERGE_MESSAGE, journal.message.encode())
        place.write(_MERGE_MODE, b"no-ff")
        place.write(_MERGE_HEAD, f"{moving.theirs}\n".encode())


def _arrived(git: Git, state: State, moving: Moving) -> bool:
    if moving.new:
        return state.commit is not None and (state.commit == moving.new or git.follows(moving.new, state.commit))
    with folder(state.git_dir) as place:
        return (place.read(_MERGE_HEAD) or b"").decode("ascii", "replace").split() == [moving.theirs]


# and back


def _taken_back(git: Git, where: Path, journal: Journal, error: Refused | OSError) -> Refused:
    try:
        _take_back(git, where, journal)
        journals.drop(where)
    except (Refused, OSError):
        return Refused(
            "what came in could not be taken over, and the disk did not let the files be put back; nothing is lost",
            "free some space; the next command puts this right",
        )
    if isinstance(error, OSError):
        return refusal(error, str(error.filename or "the ledger"))
    if not isinstance(error, GitFailed):
        return error
    return disk_trouble(error.complaint or error.message) or GitFailed(
        f"what came in could not be taken over; every file is as it was. Git said:\n{error.complaint or error.message}",
        error.complaint,
        "put right what it names, then recoup sync again",
    )


def _take_back(git: Git, where: Path, journal: Journal) -> None:
    """Put back what was brought and nobody has changed since; what HEAD says of a path is what it goes back to."""
    moving = journal.moving
    assert moving is not None  # noqa: S101 - the caller looked
    paths = [path for path, *_ in moving.entries]
    held = _blobs(git, paths)
    wanted = [Entry(path, mode, held.get(path)) for path, mode, _, _ in moving.entries]
    brought = [Entry(path, mode, after) for path, mode, _, after in moving.entries]
    for entry, old, new in zip(wanted, as_files(git, wanted), as_files(git, brought), strict=True):
        if old != new and on_disk(git, entry.path) == new:
            _write(git, entry.path, old)
    with folder(git.state().git_dir) as place:
        for name in (_MERGE_MESSAGE, _MERGE_MODE) if not moving.new else ():
            place.remove(name)
    settle_index(git, where, journal, _brought_into_index(git, moving, held))


def _blobs(git: Git, paths: Sequence[str]) -> dict[str, str]:
    """What the last saved state holds at each path."""
    wanted = set(paths)
    return {entry.path: entry.blob for entry in git.entries_at("HEAD") if entry.path in wanted}


def _brought_into_index(git: Git, moving: Moving, held: dict[str, str]) -> list[str]:
    """The paths of which the index says what was brought, not what the last saved state says."""
    after = {path: blob for path, _, _, blob in moving.entries}
    lines: dict[str, set[str]] = {path: set() for path in after}
    for entry in git.index_entries(_few(after)):
        lines.setdefault(entry.path, set()).add(entry.blob if not entry.stage else "in question")
    return [
        path
        for path, blobs in lines.items()
        if path in after
        and blobs != ({held[path]} if path in held else set())
        and ("in question" in blobs or blobs == ({after[path]} if after[path] else set()))
    ]
