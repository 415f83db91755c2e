"""A packet in as few files as the payer's limits allow: whole exhibits together, a long one cut between its pages."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.packet.exhibit import Paged

SHEET = 1
"""Pages of the sheet before an exhibit, and of the sheet that opens every file but the first."""
SHEET_BYTES = 20_000
"""About what a laid-out page of our own weighs; the finished file is weighed, this only plans it."""


class Limits(NamedTuple):
    """What one file may hold, as the payer's desk says: pages, bytes. None: nothing is known to be too much."""

    pages: int | None = None
    size: int | None = None


class Stretch(NamedTuple):
    """Some pages of one exhibit, from ``first`` to ``last``, counted from 1."""

    paged: Paged
    first: int
    last: int

    @property
    def pages(self) -> int:
        """How many pages it adds to a file: its own, and a sheet where the exhibit begins."""
        return self.last - self.first + 1 + (SHEET if self.first == 1 else 0)

    @property
    def size(self) -> int:
        """About how many bytes it adds."""
        share = ceil(self.paged.size * (self.last - self.first + 1) / self.paged.pages)
        return share + (SHEET_BYTES if self.first == 1 else 0)


class TooNarrow(Exception):
    """The limits leave no room even for one page beside what every file carries."""


def volumes(exhibits: Sequence[Paged], front: tuple[int, int], limits: Limits) -> tuple[tuple[Stretch, ...], ...]:
    """The files of a packet, each a run of stretches; the first also carries letter and index.

    ``front`` is what those two are together: pages and bytes. Raises TooNarrow where no split fits.
    """
    whole = tuple(Stretch(one, 1, one.pages) for one in exhibits)
    if _fits(front[0] + sum(one.pages for one in whole), front[1] + sum(one.size for one in whole), limits):
        return (whole,)
    found: list[tuple[Stretch, ...]] = []
    current: list[Stretch] = []
    pages, size = front
    if not _fits(pages, size, limits):
        raise TooNarrow
    for one in whole:
        rest: Stretch | None = one
        while rest is not None:
            fresh = bool(found) and not current
            taken, left = _taken(rest, _room(limits, pages, size), fresh=fresh)
            if taken is None:
                if fresh:
                    raise TooNarrow
                found.append(tuple(current))
                current, pages, size = [], SHEET, SHEET_BYTES
                continue
            current.append(taken)
            pages, size, rest = pages + taken.pages, size + taken.size, left
    return (*found, tuple(current))


def _room(limits: Limits, pages: int, size: int) -> Limits:
    return Limits(
        limits.pages - pages if limits.pages is not None else None,
        limits.size - size if limits.size is not None else None,
    )


def _taken(one: Stretch, room: Limits, *, fresh: bool) -> tuple[Stretch | None, Stretch | None]:
    """What of a stretch goes into the room, and what is left. Only a fresh file takes a part of what will not fit."""
    if _fits(one.pages, one.size, room):
        return one, None
    if not fresh:
        return None, one
    for last in _shorter(one):
        part = one._replace(last=last)
        if _fits(part.pages, part.size, room):
            return part, one._replace(first=last + 1)
    return None, one


def _shorter(one: Stretch) -> Iterator[int]:
    return iter(range(one.last - 1, one.first - 1, -1))


def _fits(pages: int, size: int, limits: Limits) -> bool:
    return (limits.pages is None or pages <= limits.pages) and (limits.size is None or size <= limits.size)
