"""Where a case stands, derived from what is in it and never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.balance import last_choice

if TYPE_CHECKING:
    from ledger.core.case import Case

NEW = "new"
DECIDED = "decided"
ANSWERED = "answered"
APPEALED = "appeal pending"
APPEAL_DECIDED = "appeal decided"
CLOSED = "closed"

STAGES = (NEW, DECIDED, ANSWERED, APPEALED, APPEAL_DECIDED, CLOSED)


def stage(case: Case) -> str:
    """``new`` until something was decided or sent; then how far it went."""
    if case.closed is not None:
        return CLOSED
    sent = [appeal for appeal in case.appeals if appeal.sent_on is not None]
    if any(appeal.outcome is None for appeal in sent):
        return APPEALED
    if sent:
        return APPEAL_DECIDED
    if any(filing.sent_on is not None for filing in case.filings):
        return ANSWERED
    return NEW if last_choice(case) is None else DECIDED
