"""Making seals over the last saved state: when asked, at the end of a case, and once a month."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from ledger.commands.audit_papers import named_papers
from ledger.core.audit.seal import Sealed, is_due, manifest, name_for, seal_text
from ledger.store.git.seals import file_hashes, make_seal, seals_of
from ledger.store.refusal import LedgerError, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledger.commands.session import Session
    from ledger.core.audit.seal import Manifest


def seal(session: Session, replaces: Sequence[Sealed] = (), reason: str = "") -> Sealed:
    """Seal the last saved state and return the seal.

    ``replaces`` are seals whose history was replaced, ``reason`` why and on whose authority: the audit accepts that
    they are no longer part of the history, and names both. Raises Refused where nothing was saved yet or the seal
    cannot be made.
    """
    git = session.git
    state = git.state()
    if state.commit is None:
        message = "there is no saved state to seal"
        raise Refused(message, "recoup save keeps what you typed; then seal it")
    known = sorted({one.name: one for one in (*replaces, *seals_of(git))}.values(), key=lambda one: one.order)
    name = name_for(sealed_on(session), [one.name for one in known])
    lines = [one.kept_line for one in replaces]
    facts = dict(_facts(session, state.commit))
    if reason:
        facts["reason"] = " ".join(reason.split())
    text = seal_text(name, manifest_of(session, state.commit), facts, known[-1] if known else None, lines)
    return make_seal(git, name, text)


def sealed_on(session: Session) -> date:
    """The day of a seal made now: by the clock, in the ledger's zone; no option reaches it."""
    return session.now.astimezone(session.clock.zone).date()


def manifest_of(session: Session, save: str) -> Manifest:
    """The hashes of a saved state and of the papers that its cases name, as the cases record them."""
    papers = {one.document.file: one.document.sha256 or "-" for one in named_papers(session.git, rev=save)}
    return manifest(file_hashes(session.git, save), papers)


def _facts(session: Session, save: str) -> Mapping[str, str]:
    rules = "".join(f"{one.path} {one.blob}\n" for one in session.git.entries_at(save, "rules"))
    return {
        "save": save,
        "recoup": session.version,
        "rules": sha256(rules.encode()).hexdigest()[:16] if rules else "none",
        "by": session.handle,
        "at": f"{session.now:%Y-%m-%dT%H:%M:%SZ}",
    }


def seal_if_due(session: Session, *, closing: bool = False) -> Sealed | None:
    """Seal where the month has no seal yet, or at the end of a case; None where none is due or none could be made.

    A seal is a service beside what the command did: why it could not be made is said, and stops nothing.
    """
    if session.dry_run or not session.commit:
        return None
    try:
        if session.git.state().commit is None:
            return None
        if not closing and not is_due(sealed_on(session), seals_of(session.git)):
            return None
        made = seal(session)
    except LedgerError as error:
        session.note(f"No seal was made: {error.message}")
        return None
    session.confirm(f"Sealed: {made.name}. recoup seal --list shows the line to keep elsewhere.")
    return made
