"""Which deadline of a case a typed name means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.choosing import one_of

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.case import Case


def deadline_named(session: Session, case: Case, name: str) -> str:
    """The deadline's name. Raises UsageError naming those the case has."""
    known = sorted({one.name for one in session.deadlines(case)})
    if name.strip() in known:
        return name.strip()
    return one_of(name, known, f"a deadline of {case.id}")
