"""The files that say who looked where: ``checked/``, one for each month and person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.acts.looked import FIRST_LINES, FOLDER, file_of, looks_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ledger.core.acts.looked import Look
    from ledger.core.edit import Edit
    from ledger.store.library import Library
    from ledger.store.saving import Write


def looks(library: Library) -> Iterator[Look]:
    """Every look on file, in the order of months; a file that cannot be read says nothing."""
    from ledger.store.yaml.reader import read

    for file in library.files_in(FOLDER):
        tree, _ = read(library.bytes_of(file))
        yield from looks_in(tree or {})


def look_written(library: Library, edits: Sequence[Edit], day: date, handle: str) -> Write:
    """The write that adds looks to one person's file of the month.

    Raises Refused where the file is not as the tool writes it.
    """
    from ledger.store.saving import Write
    from ledger.store.yaml.splice import splice

    file = file_of(day, handle)
    before = library.bytes_of(file) if (library.root / file).exists() else None
    text = splice((before or FIRST_LINES.encode()).decode("utf-8", "replace"), edits, lambda _: ())
    return Write(file, before, text.encode())
