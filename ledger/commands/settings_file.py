"""Adding to ``ledger.yaml`` by a command: spliced, checked and saved as a case is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.finding import ERROR
from ledger.core.severity import severity_of
from ledger.store.library import load
from ledger.store.refusal import Refused
from ledger.store.root import MARK

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.edit import Change


def record_in_settings(session: Session, change: Change) -> None:
    """Put a change into ``ledger.yaml``, save it and say so. Raises Refused, with nothing changed, where it cannot."""
    from ledger.core.growing import breaches
    from ledger.store.saving import Write
    from ledger.store.schema import key_order
    from ledger.store.yaml.splice import splice

    data = session.library.bytes_of(MARK)
    before = load("ledger", data, MARK)
    after = load("ledger", splice(before.text, change.edits, key_order("ledger")).encode(), MARK)
    wrong = [*after.findings, *breaches(before.tree or {}, after.tree or {})]
    if any(severity_of(one) == ERROR for one in wrong):
        session.report(wrong)
        raise Refused(f"not saved: the change would leave {MARK} with the mistakes above", "nothing was changed")
    session.keep([Write(MARK, data, after.data)], _message(change, session.version))
    if not session.dry_run:
        session.confirm(change.said)
        if not session.commit:
            session.confirm("Written, not yet saved: recoup save keeps it.")


def _message(change: Change, version: str) -> str:
    return f"the whole ledger: {change.subject}\n\nEvent: {change.event}\nRecoup: {version}\n"
