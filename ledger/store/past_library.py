"""A ledger as it stood at one save: the same reading as of the files on disk, from the contents git kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store.library import Library
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class PastLibrary(Library):
    """The files of one saved state, by their paths."""

    def __init__(self, root: Path, files: Mapping[str, bytes]) -> None:
        super().__init__(root)
        self._files = files

    def files_in(self, folder: str) -> list[str]:
        """The YAML files of one folder, as paths from the root."""
        start = f"{folder}/"
        names = (path for path in self._files if path.startswith(start) and path.endswith(".yaml"))
        return sorted(path for path in names if "/" not in path[len(start) :])

    def _folders(self, folder: str) -> list[str]:
        start = f"{folder}/"
        parts = (path[len(start) :].split("/") for path in self._files if path.startswith(start))
        return sorted({part[0] for part in parts if len(part) > 1})

    def bytes_of(self, file: str) -> bytes:
        """The bytes of one file. Raises Refused where the state has no such file."""
        if file not in self._files:
            message = f"{file} was not in the ledger then"
            raise Refused(message)
        return self._files[file]
