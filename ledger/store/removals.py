"""The records of removals in a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.removal import FOLDER, Removal, removal_of
from ledger.core.removing import file_of
from ledger.store.refusal import LedgerError
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from ledger.core.edited import Tree
    from ledger.store.library import Library


def record_files(library: Library) -> list[str]:
    """The files of all records, oldest first."""
    return sorted(library.files_in(FOLDER))


def tree_of(library: Library, file: str) -> Tree:
    """One record as it stands; None where it cannot be read."""
    return read(library.bytes_of(file))[0]


def removals_in(library: Library) -> list[Removal]:
    """Every record that can be read, oldest first."""
    found = []
    for file in record_files(library):
        tree = tree_of(library, file)
        named = str(tree.get("id")) if isinstance(tree, dict) else ""
        try:
            names = library.bytes_of(file_of(named, "names")).decode("ascii", "replace")
        except (LedgerError, OSError):
            names = ""
        removal = removal_of(tree, names)
        if removal is not None:
            found.append(removal)
    return found
