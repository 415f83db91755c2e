"""What a hold and a role do not let happen, asked before anything is taken back, removed or cleaned up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.holding import LIFTING_ROLES, may_lift, on_ledger, standing
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.commands.session import Session
    from ledger.core.case import Case


def require_no_hold(session: Session, cases: Iterable[Case] = ()) -> None:
    """Raise Refused where a legal hold stands on one of the cases, or on the whole ledger."""
    found = [*on_ledger(session.settings), *(hold for case in cases for hold in standing(case, None))]
    if found:
        hint = f"somebody with one of the roles {', '.join(LIFTING_ROLES)} can lift it: recoup hold ... --lift"
        raise Refused(f"a {found[0].told} stands; nothing was changed", hint)


def require_role(session: Session, doing: str) -> None:
    """Raise Refused where the person at this computer has no role that may; where no people are named, all may."""
    person = session.person
    if session.settings.people and not may_lift(person):
        who = person.id if person is not None else "whoever works at this computer"
        hint = f"ask somebody with one of the roles {', '.join(LIFTING_ROLES)} (people: in ledger.yaml)"
        raise Refused(f"{who} has no role that may {doing}; nothing was changed", hint)
