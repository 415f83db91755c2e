"""What an interrupted save left behind is finished, or taken back, before anything new begins."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ledger.store.git import GitFailed
from ledger.store.git.state import locks_in
from ledger.store.refusal import Refused
from ledger.store.saving import journal as journals
from ledger.store.saving.commit import LEAVINGS, commit, introduce, saved, settle_index
from ledger.store.saving.place import folder, inside, refusal
from ledger.store.saving.process import alive
from ledger.store.saving.ready import require_ready, require_repository

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ledger.store.git import Git, State
    from ledger.store.saving.journal import Journal, Write

_CHILD_SECONDS = 10.0


class Finished(NamedTuple):
    """An interrupted save and what became of it.

    ``saved``: it is in the ledger now; otherwise it was taken back. ``aside``: where its text is kept because a person
    has changed the file since; else empty.
    """

    subject: str
    paths: tuple[str, ...]
    saved: bool
    aside: str = ""


def finish(git: Git, where: Path) -> Finished | None:
    """Finish the save that the journal in ``where`` names, if there is one; only under the lock. May be run again.

    Raises Refused where git still works on it, or where the repository or the disk is in no condition to save.
    """
    try:
        with folder(where) as place:
            place.sweep()
            for name in LEAVINGS:
                place.remove(name)
        journal = journals.kept(where)
        return None if journal is None else _finish(git, where, journal)
    except OSError as error:
        raise refusal(error, "an interrupted save waits to be finished") from None


def _finish(git: Git, where: Path, journal: Journal) -> Finished:
    state = git.state()
    require_repository(state)
    _await_child(journal)
    _clear_locks(state, journal)
    mend_index(git, where, state)
    if journal.moving is not None:
        from ledger.store.saving.moving import moved_or_taken_back

        return moved_or_taken_back(git, where, journal)
    for write in journal.writes:
        *parts, _ = inside(write.path)
        with suppress(FileNotFoundError), folder(git.root, tuple(parts)) as place:
            place.sweep()
    finished = _finished(git, where, journal)
    if not finished.aside:
        journals.drop(where)
    return finished


def _finished(git: Git, where: Path, journal: Journal) -> Finished:
    subject = journal.message.partition("\n")[0]
    paths = tuple(write.path for write in journal.writes)
    if saved(git, journal.writes):
        settle_index(git, where, journal, [path for path in paths if _lags(git, path)])
        return Finished(subject, paths, saved=True)
    if not all(on_disk(git, write.path) in (write.before, write.after) for write in journal.writes):
        return Finished(subject, paths, saved=False, aside=journals.set_aside(where))
    require_ready(git, git.state())
    try:
        put(git, journal.writes)
        commit(git, where, introduce(git, where, journal))
    except (Refused, OSError):
        if not saved(git, journal.writes):
            take_back(git, where, journal)
    return Finished(subject, paths, saved=saved(git, journal.writes))


def put(git: Git, writes: Sequence[Write]) -> None:
    """Bring the new text of every file to the disk. Raises OSError, Refused."""
    for write in writes:
        if on_disk(git, write.path) != write.after:
            *parts, name = inside(write.path)
            with folder(git.root, tuple(parts), make=True) as place:
                place.write(name, write.after)


def take_back(git: Git, where: Path, journal: Journal) -> None:
    """Put every file, and the index, back as they were before the save. Raises OSError, Refused."""
    put_back(git, journal.writes)
    known = {entry.path for entry in git.index_entries(journal.introduced)} if journal.introduced else set()
    settle_index(git, where, journal, [path for path in journal.introduced if path in known])


def put_back(git: Git, writes: Sequence[Write]) -> None:
    """Put the files back as they were, but for those that someone has changed since. Raises OSError, Refused."""
    for write in writes:
        if write.before == write.after or on_disk(git, write.path) != write.after:
            continue
        *parts, name = inside(write.path)
        with folder(git.root, tuple(parts)) as place:
            if write.before is None:
                place.remove(name)
            else:
                place.write(name, write.before)


def on_disk(git: Git, path: str) -> bytes | None:
    """The bytes of a file of the work tree as they are now; None where it does not exist."""
    *parts, name = inside(path)
    try:
        with folder(git.root, tuple(parts)) as place:
            return place.read(name)
    except FileNotFoundError:
        return None


def _lags(git: Git, path: str) -> bool:
    """Whether the index still holds the old version of a file that was saved: git died between the two."""
    standing = git.status([path]).get(path)
    return standing is not None and standing.staged


def _await_child(journal: Journal) -> None:
    until = time.monotonic() + _CHILD_SECONDS
    while alive(journal.child, journal.born):
        if time.monotonic() >= until:
            raise Refused(
                f"an earlier save is still at work (process {journal.child}); nothing was changed",
                "wait until it has ended, then try again",
            )
        time.sleep(0.05)


def _clear_locks(state: State, journal: Journal) -> None:
    """Remove git's lock files: we hold our own lock, and the process that made them is dead."""
    if not journal.child:
        return
    for lock in locks_in(state.git_dir, state.common_dir, f"refs/heads/{state.branch}"):
        lock.unlink(missing_ok=True)
    (state.git_dir / f"next-index-{journal.child}.lock").unlink(missing_ok=True)


def mend_index(git: Git, where: Path, state: State) -> None:
    """Rebuild an index that a power cut left unreadable (git does not bring it to the disk); the old one is kept."""
    answer = git.ask("ls-files", "-s", "-z")
    if not answer.status:
        return
    if "index" not in answer.complaint:
        raise GitFailed("git cannot read this ledger", answer.complaint)
    with suppress(FileNotFoundError):
        (state.git_dir / "index").replace(where / "index-aside")
    if state.commit:
        git.run("read-tree", "HEAD", writes=True)
