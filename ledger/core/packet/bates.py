"""Bates numbers: a page of a paper bears one for good, and no other page of the case ever gets it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.core.case import Case
    from ledger.core.packet.exhibit import Paged

DIGITS = 6
_NOTE = re.compile(r"(?:^|; )bates ([^;]+)")
_GIVEN = re.compile(r"(\S+) (\d+)-(\d+)")


def bates(case_id: str, number: int) -> str:
    """``7K4QXM-000123``: the random part of the case's id, and six digits."""
    return f"{case_id.rpartition('-')[2]}-{number:0{DIGITS}d}"


def given(case: Case) -> dict[str, range]:
    """The numbers that packets of the case have given, by document; corrected and retracted packets included."""
    notes = [found.group(1) for one in case.documents for found in _NOTE.finditer(one.made_with or "")]
    return {name: range(int(first), int(last) + 1) for note in notes for name, first, last in _GIVEN.findall(note)}


def numbered(case: Case, exhibits: Sequence[Paged]) -> tuple[Paged, ...]:
    """The exhibits with their numbers: those they bear already, else the next ones that are free."""
    before = given(case)
    free = max((numbers.stop for numbers in before.values()), default=1)
    found = []
    for one in exhibits:
        own = before.get(one.exhibit.document.id)
        if own is not None and len(own) == one.pages:
            found.append(one._replace(first=own.start))
        else:
            found.append(one._replace(first=free))
            free += one.pages
    return tuple(found)


def note_of(exhibits: Iterable[Paged]) -> str:
    """``bates demand 1-6, notes 7-296``: what a packet notes of the numbers it gives."""
    return "bates " + ", ".join(f"{one.exhibit.document.id} {one.first}-{one.last}" for one in exhibits)
