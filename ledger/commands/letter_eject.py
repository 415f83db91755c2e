"""``recoup letter eject``: copy a shipped template into the ledger, with its base noted, to change its words there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.letter.kind import KINDS
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from ledger.commands.session import Session


def eject(session: Session, kind: str) -> None:
    """Copy the template of a kind to ``templates/letters`` and save it; letters of this ledger then use the copy.

    Raises Refused where the ledger already has its own.
    """
    from ledger.store.letters.templates import templates_of, with_base
    from ledger.store.saving import Write
    from ledger.store.shipped import shipped

    name = KINDS[kind].template
    target = f"templates/letters/{name}"
    if (session.root / target).exists() or (session.root / target).is_symlink():
        message = f"{target} is already there"
        raise Refused(message, "change that one, or take it away to use the shipped letter")
    templates = templates_of(shipped("templates"), None)
    text = with_base(templates.texts[name], templates.revision(name))
    session.keep([Write(target, None, text.encode())], f"letters: the template {kind} taken out to change")
    if not session.dry_run:
        session.confirm(f"{target} is yours to change. A letter shows the words it holds from now on.")
        session.confirm(f"Next: change it, then recoup letter CASE {kind} --draft")
