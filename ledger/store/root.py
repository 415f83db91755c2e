"""Where a ledger begins: the folder with ``ledger.yaml`` in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from pathlib import Path

MARK = "ledger.yaml"


def find_root(start: Path) -> Path:
    """The folder that holds ``ledger.yaml``, at ``start`` or above it.

    Raises UsageError where there is none.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return folder
    message = f"there is no ledger in {start} or above it"
    raise UsageError(message, "recoup init makes one, recoup join gets your team's, recoup demo shows a sample")
