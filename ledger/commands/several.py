"""Changing several cases at once: each is spliced and checked as alone, then all are saved together or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.names import id_of
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.edit import Edit
    from ledger.store.library import Loaded
    from ledger.store.saving import Write


class Changed(NamedTuple):
    """One case as it will read, and the write that makes it so."""

    case: Case
    write: Write


def changed(session: Session, opened: Loaded, edits: Sequence[Edit]) -> Changed:
    """One case with its edits. Raises Refused, after naming them, where it would have mistakes it had not."""
    from ledger.commands.guarding import new_mistakes
    from ledger.store.library import load_case
    from ledger.store.saving import Write
    from ledger.store.schema import key_order
    from ledger.store.yaml.splice import splice

    session.usable(opened)
    after = load_case(splice(opened.text, edits, key_order("case")).encode(), opened.file)
    wrong = new_mistakes(session, opened, after)
    if wrong or after.case is None:
        session.report(wrong or after.findings)
        message = f"not saved: {id_of(opened.file)} would have the mistakes above"
        raise Refused(message, "nothing was changed")
    return Changed(after.case, Write(opened.file, opened.data, after.data))
