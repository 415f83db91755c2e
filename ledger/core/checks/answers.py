"""Sendings that are dated before the paper they answer, or before the paper that was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ledger.core.case import Case
from ledger.core.entries import effective
from ledger.core.finding import Finding, Path
from ledger.core.sending import Appeal, Filing


def sent_after_the_papers(case: Case) -> Iterator[Finding]:
    """Find a sending that is older than every paper of the payer's on file, or older than its own document.

    A case without a dated letter says nothing: a practice may report on its own before any letter comes.
    """
    days = [one for one in (case.demand.dated_on, *(notice.dated_on for notice in effective(case.notices))) if one]
    first = min(days) if days and case.demand.dated_on is not None else None
    dated = {document.id: document.dated_on for document in effective(case.documents)}
    yield from _of("filings", case.filings, first, dated)
    yield from _of("appeals", case.appeals, first, dated)


def _of(
    name: str, sendings: Sequence[Filing | Appeal], first: date | None, dated: dict[str, date | None]
) -> Iterator[Finding]:
    counting = effective(sendings)
    for index, sending in enumerate(sendings):
        if sending.sent_on is None or sending not in counting:
            continue
        sent, path = sending.sent_on.day, (name, index, "sent_on")
        own = dated.get(sending.document or "")
        if first is not None and sent < first:
            yield _before(path, sent, f"the first letter is dated {first}")
        elif own is not None and sent < own:
            yield _before(path, sent, f"the paper that was sent ({sending.document}) is dated {own}")


def _before(path: Path, sent: date, why: str) -> Finding:
    hint = "look at the proof of sending and at the letter; correct the one that was typed wrong"
    return Finding("LED326", f"sent_on is {sent}, and {why}", hint, path)
