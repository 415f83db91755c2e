"""What a letter was made with, as its case notes it: enough to make the same Markdown again.

``9f2c4b1a 3de58cf0; reply_by 2026-04-01; method certified_mail``: the revisions of case and template, then what was
asked for beyond the kind. A letter noted before wishes were kept says only the revisions.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.letter.matter import Wishes
from ledger.core.letter.selection import Group, groups_of

if TYPE_CHECKING:
    from ledger.core.case import Case
    from ledger.core.law.governing import Law
    from ledger.core.letter.matter import Matter

_APART = "; "
_TEXTS = ("method", "proof", "payment", "to")


class MadeWith(NamedTuple):
    """The revisions of case and template, what was wished, and the claims where they were picked one by one."""

    case: str
    template: str
    wishes: Wishes = Wishes()
    claims: tuple[str, ...] = ()


def made_with(case_revision: str, template_revision: str, matter: Matter) -> str:
    """Return the note of one letter."""
    wishes = matter.wishes
    parts = [f"{case_revision} {template_revision}"]
    if wishes.state_receipt:
        parts.append("state_receipt yes")
    if wishes.reply_by is not None:
        parts.append(f"reply_by {wishes.reply_by}")
    parts += [f"{name} {' '.join(text.split())}" for name in _TEXTS if (text := getattr(wishes, name))]
    if matter.group not in groups_of(matter.case, matter.case.claims, matter.law):
        parts.append(f"claims {' '.join(claim.number for claim in matter.group.claims)}")
    return _APART.join(part.replace(";", ",") for part in parts)


def read_made_with(text: str) -> MadeWith | None:
    """Return what such a note says; None for a text that is none."""
    revisions, *rest = text.split(_APART)
    names = revisions.split(" ")
    if len(names) != len(("case", "template")) or not all(names):
        return None
    said = {name: value for name, _, value in (part.partition(" ") for part in rest)}
    try:
        reply_by = date.fromisoformat(said["reply_by"]) if "reply_by" in said else None
    except ValueError:
        return None
    method, proof, payment, to = (said.get(name, "") for name in _TEXTS)
    wishes = Wishes("state_receipt" in said, reply_by, method, proof, payment, to)
    return MadeWith(names[0], names[1], wishes, tuple(said.get("claims", "").split()))


def groups_meant(made: MadeWith, case: Case, law: Law) -> tuple[Group, ...]:
    """Return the groups of claims that the letter may have been about: those picked, or every group under one law."""
    if not made.claims:
        return groups_of(case, case.claims, law)
    picked = [claim for claim in case.claims if claim.number in made.claims]
    return groups_of(case, picked, law)
