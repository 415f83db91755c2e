"""The one hardened door to git: every question to a repository, and every change of one, goes through ``Git``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ledger.store.git import blobs, identity, sharing, standing, state
from ledger.store.git.blobs import STAGED, TreeEntry
from ledger.store.git.identity import Identity
from ledger.store.git.program import Answer, GitFailed, Program, find_git
from ledger.store.git.sharing import Shared, address_of
from ledger.store.git.standing import PLAIN_FILE, IndexEntry, Staged, Standing
from ledger.store.git.state import BARE, FOREIGN, NONE, READY, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from ledger.store.git.blobs import Store
    from ledger.store.git.past import Commit, Named, Version
    from ledger.store.git.saves import Save
    from ledger.store.git.seen import FirstSeen

__all__ = [
    "BARE",
    "FOREIGN",
    "NONE",
    "PLAIN_FILE",
    "READY",
    "STAGED",
    "Answer",
    "Git",
    "GitFailed",
    "Identity",
    "IndexEntry",
    "Program",
    "Shared",
    "Staged",
    "Standing",
    "State",
    "TreeEntry",
    "address_of",
    "clone",
    "find_git",
]


class Git(Program):
    """Git, bound to the work tree of one ledger. Paths are text, from the root, with ``/``; files are bytes."""

    # the repository

    def state(self) -> State:
        """What condition the repository is in: not one at all, before its first commit, in the middle of a merge ..."""
        return state.state_of(self)

    @cached_property
    def common_dir(self) -> Path:
        """Git's own folder, the one that linked work trees share. Raises GitFailed where this is no repository."""
        from pathlib import Path

        out = self.run("rev-parse", "--path-format=absolute", "--git-common-dir")
        return Path(out.decode("utf-8", "surrogateescape").rstrip("\n"))

    def knows(self, commit: str) -> bool:
        """Whether a saved change is here."""
        return state.knows(self, commit)

    def follows(self, old: str, new: str) -> bool:
        """Whether ``new`` has ``old`` in its past."""
        return state.follows(self, old, new)

    def replaced(self) -> bool:
        """Whether some objects pretend to be others."""
        return state.replaced(self)

    def identity(self) -> Identity | None:
        """The name and e-mail that a saved change will bear; None where either is missing."""
        return identity.identity_of(self)

    def setting(self, key: str) -> str | None:
        """One setting of git, or None."""
        return sharing.setting(self, key)

    def set_here(self, key: str, value: str) -> bool:
        """Write one setting of this clone; whether that changed anything."""
        return sharing.set_here(self, key, value)

    # paths

    def status(self, paths: Sequence[str] = ()) -> dict[str, Standing]:
        """How every path that is not clean stands, of all or of those named."""
        return standing.status(self, paths)

    def staged(self, paths: Sequence[str] = (), against: str = "HEAD") -> list[Staged]:
        """What is staged: each path with its blobs before and after; before is the last saved state, or another."""
        return standing.staged(self, paths, against)

    def between(self, old: str | None, new: str) -> list[Staged]:
        """What one saved state holds that an older one, or none at all, does not."""
        return standing.between(self, old, new)

    def index_entries(self, paths: Sequence[str] = ()) -> list[IndexEntry]:
        """The index, or its lines for the paths named."""
        return standing.index_entries(self, paths)

    def hidden_from_git(self, paths: Sequence[str]) -> dict[str, str]:
        """The paths whose edits git was told to overlook, and by which mark."""
        return standing.hidden_from_git(self, paths)

    def ignored(self, paths: Sequence[str]) -> dict[str, str]:
        """The untracked paths that an ignore rule keeps out, each with that rule."""
        return standing.ignored(self, paths)

    # bytes

    def contents(self, names: Sequence[str]) -> list[bytes | None]:
        """The bytes behind object names: a hash, ``HEAD:path``, ``:0:path``; None for what is not there."""
        return blobs.contents(self, names)

    def blob_at(self, rev: str, path: str) -> bytes | None:
        """The bytes of a file in the state that ``rev`` names, or None."""
        return blobs.blob_at(self, rev, path)

    def staged_blob(self, path: str) -> bytes | None:
        """The bytes of a file as it is staged, or None."""
        return blobs.blob_at(self, STAGED, path)

    def head_blob(self, path: str) -> bytes | None:
        """The bytes of a file as it was last saved, or None."""
        return blobs.blob_at(self, "HEAD", path)

    def entries_at(self, rev: str, under: str = "") -> list[TreeEntry]:
        """Every file of the state that ``rev`` names, with its mode, or of one folder of it."""
        return blobs.entries_at(self, rev, under)

    def paths_at(self, rev: str, under: str = "") -> list[str]:
        """The paths of every file of the state that ``rev`` names."""
        return [entry.path for entry in blobs.entries_at(self, rev, under)]

    def stored_name(self, path: str, data: bytes) -> str:
        """The hash that git would keep ``data`` under at ``path``."""
        return blobs.stored_name(self, path, data)

    # the past

    def versions(self, path: str, rev: str = "HEAD") -> list[Version]:
        """Every version of one file, newest last, each with its bytes before and after."""
        from ledger.store.git import past

        return past.versions(self, path, rev)

    def commits(self, paths: Sequence[str] = (), rev: str = "HEAD", newest: int = 0) -> list[Commit]:
        """The saved changes that touched the paths, or all, oldest first; ``newest``: only the last ones."""
        from ledger.store.git import past

        return past.commits(self, paths, rev, newest)

    def line(self) -> list[Named]:
        """The states that the last one stands on, newest first."""
        from ledger.store.git import past

        return past.line(self)

    def elsewhere(self, state: str, path: str) -> list[Named]:
        """The saves of one file that a state does not stand on, newest first."""
        from ledger.store.git import past

        return past.elsewhere(self, state, path)

    def state_named(self, rev: str) -> Named | None:
        """The saved state that a name means, or None."""
        from ledger.store.git import past

        return past.state_named(self, rev)

    def saves(self, paths: Sequence[str], *, oldest_first: bool = False) -> Iterator[Save]:
        """The saves that touched the paths, newest first, told while git still walks."""
        from ledger.store.git import saves

        return saves.saves(self, paths, oldest_first=oldest_first)

    def sides(self, ours: str, theirs: str, paths: Sequence[str]) -> tuple[list[Save], list[Save]]:
        """The saves of some paths that only one of two states stands on, newest first."""
        from ledger.store.git import saves

        return saves.sides(self, ours, theirs, paths)

    def bases(self, ours: str, theirs: str) -> list[str]:
        """The latest states that two others both build on."""
        from ledger.store.git import saves

        return saves.bases(self, ours, theirs)

    def store(self) -> AbstractContextManager[Store]:
        """What git keeps, to be asked for one object after the other."""
        return blobs.opened(self)

    def first_seen(self) -> FirstSeen:
        """When each save was first seen in the shared copy, and where this copy's history begins."""
        from ledger.store.git import seen

        return seen.first_seen(self)

    # other copies

    def shared(self) -> Shared | None:
        """How this copy stands to the one it shares with; None where it shares with none."""
        return sharing.shared_of(self)

    def begin_repository(self) -> None:
        """Make the root a repository."""
        sharing.begin(self)

    def share_copy(self, address: str) -> None:
        """Name the shared copy and send it what is saved here."""
        sharing.share_copy(self, address)

    def fetch(self) -> None:
        """Learn what the shared copy holds."""
        sharing.fetch(self)

    def push(self) -> None:
        """Send what is saved here to the shared copy."""
        sharing.push(self)

    def write_commit_graph(self) -> None:
        """Make the history of one case quick to read."""
        sharing.write_commit_graph(self)


def clone(address: str, folder: Path) -> Git:
    """Copy a shared ledger into ``folder``. Raises UsageError for a refused address, GitFailed where it fails."""
    return Git(sharing.clone(address, folder).root)
