"""The call of git that saves: its process stands in the journal before it may change anything."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.store.git import GitFailed
from ledger.store.git.program import GO, plain
from ledger.store.saving import journal as journals
from ledger.store.saving.place import PRIVATE, folder
from ledger.store.saving.process import birth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.store.git import Git
    from ledger.store.saving.journal import Journal, Write

HOOK_SECONDS = 900
"""How long a save, with all the person's own hooks, may take."""
_BY_LIST = ("--pathspec-from-file=-", "--pathspec-file-nul")
LEAVINGS = ("message", "said")
"""What such a call needs while it runs; a save that was killed leaves them behind."""
_MESSAGE, _SAID = LEAVINGS


def introduce(git: Git, where: Path, journal: Journal) -> Journal:
    """Tell git of the new paths, without their content, so that they can be saved by path. Raises GitFailed."""
    if not journal.introduced:
        return journal
    return _run(git, where, journal, ("add", "--intent-to-add", *_BY_LIST), journal.introduced)


def commit(git: Git, where: Path, journal: Journal) -> Journal:
    """Save the paths of the journal, and no others, with its message. Raises GitFailed with what a hook said."""
    with folder(where) as place:
        place.write(_MESSAGE, journal.message.encode(), private=True)
    words = ("commit", "--quiet", "--only", "--cleanup=whitespace", f"--file={where / _MESSAGE}", *_BY_LIST)
    try:
        return _run(git, where, journal, words, [write.path for write in journal.writes])
    finally:
        with folder(where) as place:
            place.remove(_MESSAGE)


def settle_index(git: Git, where: Path, journal: Journal, paths: Sequence[str]) -> Journal:
    """Let the index say of these paths what the last saved state says, and leave all others alone."""
    return _run(git, where, journal, ("reset", "--quiet", *_BY_LIST), paths) if paths else journal


def saved(git: Git, writes: Sequence[Write]) -> bool:
    """Whether the last saved state holds every file as it was to be written, line endings and filters applied."""
    answer = git.ask("rev-parse", "--verify", "-q", "HEAD")
    if answer.status:
        return False
    names = git.ask("rev-parse", *(f"HEAD:{write.path}" for write in writes))
    expected = [git.stored_name(write.path, write.after) for write in writes]
    return not names.status and names.out.decode().split() == expected


def _run(git: Git, where: Path, journal: Journal, words: tuple[str, ...], paths: Sequence[str]) -> Journal:
    return called(git, where, journal, words, _listed(paths))


def called(git: Git, where: Path, journal: Journal, words: tuple[str, ...], stdin: bytes = b"") -> Journal:
    """Run one changing call. It waits until the journal names its process, so none is ever unknown.

    Raises GitFailed with what git, or a hook, said.
    """
    said = os.open(where / _SAID, os.O_RDWR | os.O_CREAT | os.O_TRUNC, PRIVATE)
    try:
        child = git.begin(*words, said=said)
        with child:
            named = journal._replace(child=child.pid, born=birth(child.pid))
            try:
                journals.keep(where, named)
                child.communicate(GO + stdin, timeout=HOOK_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                raise GitFailed(f"a check did not end within {HOOK_SECONDS // 60} minutes") from None
            except OSError:
                child.kill()
                raise
        os.lseek(said, 0, os.SEEK_SET)
        complaint = plain(_read_all(said))
    finally:
        os.close(said)
        Path(where / _SAID).unlink(missing_ok=True)
    if child.returncode:
        raise GitFailed(complaint or f"git ended without a word ({child.returncode}); the disk may be full", complaint)
    return named


def _listed(paths: Sequence[str]) -> bytes:
    return b"".join(b":(top,literal)" + path.encode("utf-8", "surrogateescape") + b"\0" for path in paths)


def _read_all(descriptor: int) -> bytes:
    with os.fdopen(os.dup(descriptor), "rb") as file:
        return file.read()
