"""``recoup letter eject``: copy a shipped template or one block into the ledger, to change its words there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.choosing import one_of
from ledger.core.letter.kind import KINDS
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from ledger.commands.session import Session

BLOCKS = (
    "head",
    "standing",
    "stated",
    "facts",
    "grounds",
    "amounts",
    "claims",
    "requests",
    "response",
    "reservation",
    "signature",
    "enclosures",
    "copies",
)
"""The parts that all letters share, each in a file of its own."""


def ejected_name(name: str) -> str:
    """The kind of letter or the block that was meant. Raises UsageError naming them all."""
    if not name:
        message = "say which letter, or which block of all letters"
        raise UsageError(message, f"a kind (recoup letter list), or one of {', '.join(BLOCKS)}")
    return one_of(name.replace("-", "_"), (*KINDS, *BLOCKS), "a kind of letter or a block")


def eject(session: Session, name: str) -> None:
    """Copy the template of a kind, or one block, to ``templates/letters`` and save it; letters then use the copy.

    Raises Refused where the ledger already has its own.
    """
    from ledger.store.letters.templates import templates_of, with_base
    from ledger.store.saving import Write
    from ledger.store.shipped import shipped

    file = KINDS[name].template if name in KINDS else f"_{name}.md.j2"
    target = f"templates/letters/{file}"
    if (session.root / target).exists() or (session.root / target).is_symlink():
        message = f"{target} is already there"
        raise Refused(message, "change that one, or take it away to use the shipped words")
    templates = templates_of(shipped("templates"), None)
    text = with_base(templates.texts[file], templates.base(file))
    what = f"the template {name}" if name in KINDS else f"the block {name} of all letters"
    session.keep([Write(target, None, text.encode())], f"letters: {what} taken out to change")
    if not session.dry_run:
        session.confirm(f"{target} is yours to change.")
        whose = "A letter of this kind shows" if name in KINDS else "Every letter shows"
        session.confirm(f"{whose} the words it holds from now on.")
        session.confirm(f"Next: change it, then recoup letter CASE {name if name in KINDS else 'KIND'} --draft")
