"""Whether a save bears the signature that the ledger demands, by a key of the person it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from ledger.core.audit.point import PEOPLE, Point, point
from ledger.core.audit.saves import Save
from ledger.core.audit.seal import Sealed
from ledger.core.finding import NOTE, Finding
from ledger.core.removal import Removal, accepted_break

GOOD = "G"
UNKNOWN_KEY = "U"
NONE = "N"
_SAID = {
    "B": "bears a signature that does not hold",
    "E": "bears a signature that cannot be checked",
    NONE: "is not signed",
    UNKNOWN_KEY: "is signed with a key that is not on the list",
    "R": "is signed with a key that was revoked",
    "X": "bears a signature that has expired",
    "Y": "is signed with a key that had expired",
}


class Verified(NamedTuple):
    """What git found: one letter, for whom the list holds the key, and the key's fingerprint."""

    status: str
    principal: str = ""
    key: str = ""


def signatures_ended(removals: Sequence[Removal], seals: Iterable[Sealed], below: frozenset[str]) -> dict[str, Removal]:
    """Return the saves whose signature a removal ended, by their name now; ``below`` is all that the last stands on.

    Only a removal that the audit accepts counts, with its two seals and its reason, and only saves that its record
    names as signed before.
    """
    marks = list(seals)
    found: dict[str, Removal] = {}
    for removal in removals:
        for old in removal.signed:
            accepted = accepted_break(old, removals, marks, below)
            if accepted is not None:
                found[accepted.now] = removal
    return found


def ended_told(ended: Mapping[str, Removal], saves: Iterable[Save]) -> Iterator[Point]:
    """Yield for each removal how many of some saves lost their signature by it; a remark."""
    for removal, count in Counter(ended[save.version].id for save in saves if save.version in ended).items():
        one = next(one for one in ended.values() if one.id == removal)
        whose = "the save's signature was" if count == 1 else f"the signatures of {count:,} saves were"
        message = f"{whose} ended by the removal of {one.removed_on} ({one.reason}; {one.id})"
        yield Point(PEOPLE, Finding("LED751", message, severity=NOTE))


def wrongly_signed(save: Save, verified: Verified) -> Iterator[Point]:
    """Yield why a save does not bear the signature of the person it names as its author."""
    hint = "ask the person named; a save made again and signed does not heal this one, but says who stands for it"
    if verified.status != GOOD:
        said = _SAID.get(verified.status, _SAID["E"])
        yield point(PEOPLE, save, Finding("LED751", f"the save of {save.author.email} {said}", hint))
    elif not _is_theirs(save.author.email, verified.principal):
        message = f"the save names {save.author.email} and is signed by {verified.principal}"
        yield point(PEOPLE, save, Finding("LED751", message, hint))


def _is_theirs(email: str, principals: str) -> bool:
    return any(fnmatchcase(email.casefold(), one.strip().casefold()) for one in principals.split(","))
