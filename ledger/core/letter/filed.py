"""What we have filed in a case, appeals and other filings alike, and which of it a letter can rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.entries import effective

if TYPE_CHECKING:
    from ledger.core.case import Case
    from ledger.core.sending import Appeal, Filing

DISPUTES = ("contest", "first", "second", "redetermination", "reconsideration")
"""The filings that a request to stop the taking can rest on."""


def filings_of(case: Case) -> tuple[Filing | Appeal, ...]:
    """Every filing and appeal that counts."""
    return (*effective(case.filings), *effective(case.appeals))


def name_of(filing: Filing | Appeal) -> str:
    """The level of an appeal, the kind of another filing."""
    return str(getattr(filing, "level", None) or getattr(filing, "kind", ""))


def how_sent(filing: Filing | Appeal) -> str:
    """``certified mail, 7022 0410 0001 5566 7788``: the method and the proof, as far as they are known."""
    return ", ".join(part for part in ((filing.method or "").replace("_", " "), filing.proof or "") if part)


def last_dispute(case: Case) -> Filing | Appeal | None:
    """The last dispute that was sent, can prove it and is not decided yet; None where there is none."""
    pending = [one for one in filings_of(case) if one.proof and one.decided_on is None and name_of(one) in DISPUTES]
    disputes = [(one.sent_on.day, one) for one in pending if one.sent_on is not None]
    return max(disputes, key=lambda pair: pair[0])[1] if disputes else None
