"""Whether a save bears the signature that the ledger demands, by a key of the person it names."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from ledger.core.audit.point import PEOPLE, Point, point
from ledger.core.audit.saves import Save
from ledger.core.finding import Finding

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
