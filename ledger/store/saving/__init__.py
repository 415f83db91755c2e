"""How a change reaches the ledger for good: lock, journal, whole files, one save by path, read back, acknowledge."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ledger.store.git import GitFailed
from ledger.store.refusal import Refused
from ledger.store.saving import journal as journals
from ledger.store.saving.commit import commit as commit_paths
from ledger.store.saving.commit import introduce, saved
from ledger.store.saving.journal import Journal, Write
from ledger.store.saving.notes import Note, drop_note, keep_note, kept_notes
from ledger.store.saving.place import disk_trouble, inside, refusal
from ledger.store.saving.ready import require_ready, require_repository, require_untouched
from ledger.store.saving.recovery import Finished, finish, on_disk, put, put_back, take_back
from ledger.store.saving.turn_taking import turn
from ledger.store.saving.written import remember

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ledger.store.git import Git

__all__ = [
    "Finished",
    "Note",
    "Saved",
    "Write",
    "drop_note",
    "keep_note",
    "kept_by_git",
    "kept_notes",
    "recover",
    "save",
    "turn",
]


class Saved(NamedTuple):
    """A save that has reached the disk and was read back.

    ``commit``: its id; None where it was only written, or where nothing differed. ``finished``: an earlier, interrupted
    save of other files that was brought to its end first.
    """

    commit: str | None
    finished: Finished | None = None


def recover(git: Git) -> Finished | None:
    """Finish, or take back, the save that an earlier command did not end; None where there is none."""
    if not kept_by_git(git):
        return None
    with turn(git) as where:
        return finish(git, where)


def save(git: Git, writes: Sequence[Write], message: str, *, commit: bool = True, edited: bool = False) -> Saved:
    """Write the files, all or none, and save them under one message; only then does this return.

    ``commit=False`` writes them and leaves saving to the person. ``edited`` says that the files hold edits by hand
    which the person was shown and which belong to this save; without it such edits are refused.

    Raises Refused in every other case, with files, index and saved states as they were: the repository is in the middle
    of something, another program is at work, a file changed meanwhile, a hook or the disk refused.
    """
    for write in writes:
        inside(write.path)
    if not kept_by_git(git):
        if commit:
            require_repository(git.state())
        _write_only(git, tuple(writes))
        return Saved(None)
    with turn(git) as where:
        finished = finish(git, where)
        if finished is not None and any(write.path in finished.paths for write in writes):
            raise _finished_first(finished)
        if not commit:
            _write_only(git, tuple(writes))
            with suppress(OSError):  # it only serves recoup undo
                remember(where, writes, message)
            return Saved(None, finished)
        return Saved(_save(git, where, tuple(writes), message, edited=edited), finished)


def kept_by_git(git: Git) -> bool:
    """Whether the root is a repository's; git is told to look nowhere else."""
    return (git.root / ".git").exists()


def _save(git: Git, where: Path, writes: tuple[Write, ...], message: str, *, edited: bool) -> str | None:
    """The protocol itself, under the lock and with no journal left by another (reliability standard 2.2)."""
    require_ready(git, git.state())
    _require_unchanged(git, writes)
    introduced = require_untouched(git, [write.path for write in writes], edited=edited)
    if all(write.before == write.after for write in writes) and saved(git, writes):
        return None
    journal = Journal(writes, message, introduced)
    try:
        journals.keep(where, journal)
        _require_unchanged(git, writes)
        put(git, writes)
        commit_paths(git, where, introduce(git, where, journal))
    except (Refused, OSError) as error:
        if not saved(git, writes):
            raise _taken_back(git, where, journal, error) from None
    kept = saved(git, writes)
    with suppress(OSError):  # a journal that stays is found to be done with by the next command
        journals.drop(where)
    if not kept:
        raise Refused(
            "a hook of this copy changed the files while they were saved: what is saved is not what was written",
            "compare the file with what you meant, and ask whoever set up the hook",
        )
    return git.run("rev-parse", "HEAD").decode().strip()


def _taken_back(git: Git, where: Path, journal: Journal, error: Refused | OSError) -> Refused:
    """Take the save back and return the refusal to raise."""
    try:
        take_back(git, where, journal)
        journals.drop(where)
    except (Refused, OSError):
        return Refused(
            "not saved, and the disk did not let the files be put back; nothing is lost",
            "free some space; the next command puts this right",
        )
    return _not_saved(error)


def _not_saved(error: Refused | OSError) -> Refused:
    if isinstance(error, OSError):
        return refusal(error, str(error.filename or "the ledger"))
    if not isinstance(error, GitFailed):
        return error
    said = error.complaint or error.message
    stopped_by_disk = disk_trouble(said)
    if stopped_by_disk is not None:
        return stopped_by_disk
    if not said.startswith("NOT SAVED"):
        said = f"not saved; every file is as it was. What stopped it said:\n{said}"
    return GitFailed(said, error.complaint, "put right what it names, then try again")


def _finished_first(finished: Finished) -> Refused:
    if finished.aside:
        return Refused(
            f"an interrupted save of this file was found, and the file was changed since: {finished.subject}",
            f"its text is kept in {finished.aside} under git's folder; look at the file, then try again",
        )
    became = "finished" if finished.saved else "taken back"
    return Refused(
        f"an interrupted save was {became} first: {finished.subject}",
        "look at the case; run the command again only if its entry is not there",
    )


def _require_unchanged(git: Git, writes: Sequence[Write]) -> None:
    for write in writes:
        try:
            now = on_disk(git, write.path)
        except OSError as error:
            raise refusal(error, write.path) from None
        if now != write.before:
            raise Refused(
                f"{write.path} was changed by another program meanwhile; nothing was changed by this one",
                "look at the file, then run the command again",
            )


def _write_only(git: Git, writes: tuple[Write, ...]) -> None:
    """Bring the files to the disk, all or none, without saving them."""
    _require_unchanged(git, writes)
    done: list[Write] = []
    try:
        for write in writes:
            done.append(write)
            put(git, (write,))
    except (Refused, OSError) as error:
        with suppress(OSError):
            put_back(git, done)
        raise (refusal(error, done[-1].path) if isinstance(error, OSError) else error) from None
