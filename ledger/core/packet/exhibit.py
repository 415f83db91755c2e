"""An exhibit as pages: which document, how many pages, how many bytes, and the numbers its pages bear."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ledger.core.letter.exhibit import Exhibit


class Paged(NamedTuple):
    """One exhibit whose file was opened: ``pages`` and ``size`` (bytes) as found, ``first`` its first Bates number."""

    exhibit: Exhibit
    pages: int
    size: int
    first: int = 0

    @property
    def last(self) -> int:
        """The Bates number of its last page."""
        return self.first + self.pages - 1
