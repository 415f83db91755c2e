"""A ledger as it would be with some files other than they are: what a change would do is asked before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store.library import Library

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Revised(Library):
    """The library of a root with some files replaced or added. Nothing is written."""

    def __init__(self, root: Path, files: Mapping[str, bytes]) -> None:
        super().__init__(root)
        self._files = files

    def files_in(self, folder: str) -> list[str]:
        """The YAML files of one folder, those that would be new among them."""
        added = {file for file in self._files if file.rpartition("/")[0] == folder}
        return sorted({*super().files_in(folder), *added})

    def bytes_of(self, file: str) -> bytes:
        """The bytes of one file as it would be. Raises Refused as the library does."""
        return self._files[file] if file in self._files else super().bytes_of(file)
