"""A ledger as it would be with some files other than they are: what a change would do is asked before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store.library import Library

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Revised(Library):
    """The library of a root with some files replaced, added or, for None, taken away. Nothing is written."""

    def __init__(self, root: Path, files: Mapping[str, bytes | None]) -> None:
        super().__init__(root)
        self._files = files

    def files_in(self, folder: str) -> list[str]:
        """The YAML files of one folder, those that would be new among them."""
        added = {file for file, data in self._files.items() if data is not None and file.rpartition("/")[0] == folder}
        return sorted(file for file in {*super().files_in(folder), *added} if self._files.get(file, b"") is not None)

    def bytes_of(self, file: str) -> bytes:
        """The bytes of one file as it would be. Raises Refused as the library does."""
        data = self._files.get(file)
        return data if data is not None else super().bytes_of(file)
