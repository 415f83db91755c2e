"""A ledger as one saved state holds it: the same questions as to the files on disk, answered from git."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ledger.store.git.blobs import contents, entries_at
from ledger.store.library import Library
from ledger.store.refusal import Refused
from ledger.store.root import MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.core.privacy import Allowances
    from ledger.store.git import Program


class LibraryAt(Library):
    """The files of one saved state: its settings, its payers, its rules, its cases. Nothing on disk is looked at."""

    def __init__(self, git: Program, rev: str) -> None:
        super().__init__(git.root)
        self._git = git
        self._rev = rev
        self._held: dict[str, bytes | None] = {}

    @cached_property
    def _paths(self) -> Sequence[str]:
        return [entry.path for entry in entries_at(self._git, self._rev)]

    @property
    def has_settings(self) -> bool:
        """Whether that state is a ledger at all."""
        return MARK in self._paths

    def allowances(self) -> Allowances:
        """What that state lets through of what looks like personal data."""
        from ledger.store.allowances import FILE, allowances_in

        return allowances_in(self.bytes_of(FILE) if FILE in self._paths else None)

    def files_in(self, folder: str) -> list[str]:
        """The YAML files of one folder, as paths from the root; they are all fetched at once, for whoever reads on."""
        start = f"{folder}/"
        inside = [path for path in self._paths if path.startswith(start) and path.endswith(".yaml")]
        files = sorted(path for path in inside if "/" not in path[len(start) :])
        if not folder.startswith("cases/"):
            self._fetch([file for file in files if file not in self._held])
        return files

    def _folders(self, folder: str) -> list[str]:
        start = f"{folder}/"
        below = (path[len(start) :] for path in self._paths if path.startswith(start))
        return sorted({path.partition("/")[0] for path in below if "/" in path})

    def bytes_of(self, file: str) -> bytes:
        """The bytes of one file of that state. Raises Refused where it holds no such file."""
        if file not in self._held:
            self._fetch([file])
        data = self._held[file]
        if data is None:
            message = f"{file} was not there in that state"
            raise Refused(message, "recoup history shows when it was first saved")
        return data

    def _fetch(self, files: Sequence[str]) -> None:
        self._held.update(zip(files, contents(self._git, [f"{self._rev}:{file}" for file in files]), strict=True))
