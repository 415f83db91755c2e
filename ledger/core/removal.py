"""The record of a removal: what was rewritten, why, on whose authority, never the text itself; and what it excuses.

A name or a number that was saved by mistake is taken out of every saved state, which gives each of them another name.
The record in ``removals/`` keeps the old name beside the new one, and the lines of the seals that stood on the old
ones. An audit accepts the break only with the seal before it, the seal after it and the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hmac import digest as hmac_digest
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.comparison import meaning
from ledger.core.edited import Tree
from ledger.core.finding import NOTE, Finding
from ledger.core.scalar import day

if TYPE_CHECKING:
    from ledger.core.audit.seal import Sealed

FOLDER = "removals"
SIGNED = "signed"
_NAME = re.compile(r"[0-9a-f]{40,64}")
_GROWS = "done"

PLACES: dict[str, str] = {
    "shared_copy": "make a new shared copy from this ledger, and delete the old one with its backups on the server",
    "other_copies": "colleagues make a new copy with recoup join, move over what was not shared and delete the old",
    "backups": "backups of this computer, of the share and of the server, as far as their rules allow",
    "host": "caches, forks, pull requests and build logs of the host that keeps the shared copy: ask its support",
    "mail": "mails, chats and printed pages that quote the text",
    "letters": "letters and papers in the private folder, and what was sent; they are not changed by this",
    "editors": "swap files, local history and clipboard of editors; patches in ~/.cache/pre-commit",
    "seals_kept": "hand the line of the new seal to whoever keeps the old one, with the reason",
}
"""What a removal on one computer cannot reach, by the name under which it is ticked."""


class Removal(NamedTuple):
    """One record. ``renamed`` has the new name of every saved state that was rewritten, by its old one.

    ``seal_before`` is the kept line of the seal that was made just before; ``replaced`` those of all older seals that
    stood on rewritten states. ``signed`` are the old names of those that bore a signature, which no rewriting keeps.
    """

    id: str
    removed_on: date
    reason: str
    authority: str
    seal_before: str
    replaced: tuple[str, ...] = ()
    renamed: Mapping[str, str] = {}
    signed: frozenset[str] = frozenset()
    by: str = ""


class Accepted(NamedTuple):
    """Why a break of the history is accepted: the record, the new name of the state, and the seal after."""

    removal: Removal
    now: str
    seal_after: str


def accepted_break(
    old: str, removals: Iterable[Removal], seals: Iterable[Sealed], reached: frozenset[str]
) -> Accepted | None:
    """Return the removal by which a saved state is no longer part of the history; None where none excuses it.

    ``old`` is the state that is missing, ``seals`` those of this copy, ``reached`` every state the last one stands on.
    What a removal renamed, a later one may have renamed again. It takes all of: a record with a reason and an
    authority, the state's new name, which is part of the history, and a seal after, part of it too, with a reason, that
    cites the seal before.
    """
    known = list(removals)
    marks = [seal for seal in seals if seal.save in reached]
    for removal in known:
        now = removal.renamed.get(old)
        if now is None or not (removal.reason and removal.authority and removal.seal_before):
            continue
        last = _latest(now, known)
        after = next((seal for seal in marks if _cites(seal, removal, known)), None)
        if last in reached and after is not None:
            return Accepted(removal, last, after.name)
    return None


def removals_told(removals: Iterable[Removal], seals: Iterable[Sealed], reached: frozenset[str]) -> list[Finding]:
    """Return what a reader of the history must know of each removal: a remark, or a warning where it proves nothing."""
    known, marks = list(removals), list(seals)
    found = []
    for removal in known:
        some = next(iter(removal.renamed), "")
        accepted = accepted_break(some, known, marks, reached)
        count = f"{len(removal.renamed)} save{'' if len(removal.renamed) == 1 else 's'}"
        said = f"{count} got another name by removal {removal.id}"
        why = f"{removal.reason}; on the authority of {removal.authority}"
        if accepted is not None:
            lost = f"; {len(removal.signed)} of them lost their signature" if removal.signed else ""
            message = f"{said} ({why}), between {removal.seal_before.partition(' ')[0]} and {accepted.seal_after}{lost}"
            hint = f"hold the seal before against the line somebody kept; old and new names: {FOLDER}/{removal.id}"
            found.append(Finding("LED771", message, hint, severity=NOTE))
        else:
            hint = "look for the seal made after it in another copy; without it the record is only a claim"
            found.append(Finding("LED771", f"{said} ({why}), and no seal after cites the one before", hint))
    return found


def coming_back(arriving: Iterable[str], renamed: Mapping[str, str]) -> list[Finding]:
    """Find saved states that a removal took away and that somebody brings along again, with the text in them."""
    found = [name for name in arriving if name in renamed]
    if not found:
        return []
    count = f"{len(found)} saved state{'' if len(found) == 1 else 's'}"
    hint = "this copy is from before the removal: get a new one with recoup join and log again what was not shared"
    return [Finding("LED772", f"{count} that a removal took away would come back", hint, file="ledger.yaml")]


def _latest(name: str, removals: Sequence[Removal]) -> str:
    """The newest name of a state; every removal renames a state at most once."""
    for _ in removals:
        name = next((one.renamed[name] for one in removals if name in one.renamed), name)
    return name


def _cites(seal: Sealed, removal: Removal, removals: Sequence[Removal]) -> bool:
    """A seal that follows several removals cites the seals before all of them, and bears the reason of the last."""
    reasons = [one.reason for one in removals]
    return f"replaces: {removal.seal_before}" in seal.text.splitlines() and seal.field("reason") in reasons


# what stands in the ledger


def removal_of(tree: Tree, renamed: str) -> Removal | None:
    """Return the record that a file holds, with the text of its list of names; None where it is no record."""
    if not isinstance(tree, dict):
        return None
    removed_on = day(str(tree.get("removed_on")))
    texts = {key: _text(tree.get(key)) for key in ("id", "reason", "authority", "seal_before", "recorded")}
    if not isinstance(removed_on, date) or not all(texts[key] for key in ("id", "reason", "authority", "seal_before")):
        return None
    replaced = tree.get("replaced_seals")
    lines = tuple(filter(None, map(_text, replaced))) if isinstance(replaced, list) else ()
    names, signed = names_in(renamed)
    return Removal(
        texts["id"],
        removed_on,
        texts["reason"],
        texts["authority"],
        texts["seal_before"],
        lines,
        names,
        signed,
        " ".join(texts["recorded"].split()[1:2]),
    )


def names_in(text: str) -> tuple[dict[str, str], frozenset[str]]:
    """Return the new names by the old ones, and the old ones that bore a signature, from lines ``OLD NEW [signed]``."""
    rows = [line.split(" ") for line in text.splitlines()]
    right = [row for row in rows if len(row) in (2, 3) and all(_NAME.fullmatch(name) for name in row[:2])]
    return {row[0]: row[1] for row in right}, frozenset(row[0] for row in right if row[2:] == [SIGNED])


def names_text(renamed: Mapping[str, str], signed: Iterable[str]) -> str:
    """Return the lines of the list of names, in the order of the mapping."""
    marked = frozenset(signed)
    return "".join(f"{old} {new}{f' {SIGNED}' if old in marked else ''}\n" for old, new in renamed.items())


def record_changed(before: Tree, after: Tree) -> list[Finding]:
    """Find what of a saved record is different or gone; only ``done`` may grow."""
    old = before if isinstance(before, dict) else {}
    new = after if isinstance(after, dict) else {}
    facts = [{key: value for key, value in tree.items() if key != _GROWS} for tree in (old, new)]
    ticks = [tree.get(_GROWS) if isinstance(tree.get(_GROWS), list) else [] for tree in (old, new)]
    listed = [[meaning(entry) for entry in one] for one in ticks if isinstance(one, list)]
    if meaning(facts[0]) == meaning(facts[1]) and listed[1][: len(listed[0])] == listed[0]:
        return []
    hint = "put the record back as it was; recoup remove --tick PLACE adds what was done since"
    changed = [key for key in facts[0] if meaning(facts[0].get(key)) != meaning(facts[1].get(key))]
    place = next((key for key in changed if key in new), next(iter(new), "id"))
    return [Finding("LED701", "the saved record of a removal was changed", hint, (place,))]


def open_places(tree: Tree) -> list[str]:
    """Return the places of the check list that nobody has ticked yet."""
    ticks = tree.get(_GROWS) if isinstance(tree, dict) else None
    done = {entry.get("place") for entry in ticks if isinstance(entry, dict)} if isinstance(ticks, list) else set()
    return [place for place in PLACES if place not in done]


# what is looked for


def digest_of(key: bytes, text: str) -> str:
    """Return what the record says of the text: only who has the key and the text can tell that the two belong together.

    A plain digest of a name or a number would be guessed in an afternoon.
    """
    return hmac_digest(key, text.encode(), "sha256").hex()


def pattern_of(text: str) -> str:
    """Return a regular expression that finds a text whatever white space, or end of line, stands between its words."""
    return r"\s+".join(re.escape(word) for word in text.split())


def _text(value: Tree) -> str:
    return value if isinstance(value, str) else ""
