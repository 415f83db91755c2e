"""What is asked of a changed case before it is saved: the same questions in every command, in the hook and in CI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.checks import check_case
from ledger.core.finding import ERROR
from ledger.core.growing import breaches
from ledger.core.holding import against_hold
from ledger.core.privacy import personal_data
from ledger.core.severity import severity_of
from ledger.store.allowances import allowances

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.finding import Finding
    from ledger.store.library import Loaded


def new_mistakes(session: Session, before: Loaded, after: Loaded) -> list[Finding]:
    """The errors that ``after`` has and ``before`` had not, each with its place in the new text.

    Old mistakes do not stop a new entry: whoever adds a phone call is not made to mend the claims first.
    """
    from ledger.store.yaml.positions import place

    found = [*_checked(session, after), *breaches(before.tree or {}, after.tree or {})]
    found += against_hold(before.case, after.case, session.settings)
    old = {(one.code, one.message) for one in (*before.findings, *_checked(session, before))}
    wrong = [one for one in found if severity_of(one) == ERROR and (one.code, one.message) not in old]
    placed = place(wrong, after.text, after.file) if wrong else []
    return [*[one for one in after.findings if severity_of(one) == ERROR], *placed]


def _checked(session: Session, loaded: Loaded) -> list[Finding]:
    if loaded.case is None:
        return []
    found = check_case(loaded.case, session.settings, session.library.payers, session.today)
    return [*found, *personal_data(loaded.text, session.identities, allowances(session.root), loaded.file)]
