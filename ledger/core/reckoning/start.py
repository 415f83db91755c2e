"""The day a clock starts, with its evidence: proved, presumed or only stated."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from ledger.core.case import Case, Claim
from ledger.core.citation import citations
from ledger.core.day import short
from ledger.core.entries import effective
from ledger.core.law.rule import (
    DATED,
    DECISION_DATED,
    DECISION_RECEIVED,
    FILING_RECEIVED,
    HEARING_NOTICE,
    IDENTIFIED,
    OTHER_PAYER_NOTICE,
    PAYMENT_RECEIVED,
    RECEIVED,
    REMITTANCE,
)
from ledger.core.reckoning.occasion import Occasion


class Start(NamedTuple):
    """A day from which to count: ``words`` name it (``receipt``), ``step`` tells how it was found."""

    day: date
    words: str
    step: str = ""


class Starts(NamedTuple):
    """Every day a clock may start on; where there is none, ``missing`` says what to get."""

    days: tuple[Start, ...] = ()
    missing: str = ""


def starts(
    case: Case, claims: tuple[Claim, ...], paper: Occasion, counted_from: str, presumption: int | None
) -> Starts:
    """The days from which a trigger's clock may run.

    Receipt that a listed document shows stands alone. Without the document the presumption counts (without one, the
    date of the paper), and the day that was stated stands beside it: an early one makes the safe day earlier, a late
    one only the arguable day later.
    """
    if counted_from in (RECEIVED, DECISION_RECEIVED):
        return _receipt(paper, presumption, case)
    if counted_from in (DATED, DECISION_DATED):
        if paper.dated is None:
            return Starts(missing=f"the date on the {paper.word}")
        return Starts((Start(paper.dated, f"the {paper.word}'s date"),))
    if counted_from in _OF_CLAIMS:
        field, words = _OF_CLAIMS[counted_from]
        return _earliest([getattr(claim, field) for claim in claims], words)
    return _others(case, claims, paper, counted_from)


_OF_CLAIMS = {
    PAYMENT_RECEIVED: ("payment_received_on", "receipt of the payment"),
    "paid": ("paid_on", "payment"),
    "submitted": ("submitted_on", "submission of the claim"),
    "accepted": ("accepted_on", "acceptance of the claim"),
}


def _receipt(paper: Occasion, presumption: int | None, case: Case) -> Starts:
    """Receipt that a document shows stands alone; without the document it cannot make the day to act by any later."""
    if paper.dated is None and not (paper.received and paper.evidence):
        return Starts(missing=f"the date on the {paper.word}")
    if paper.received is not None and paper.evidence and (shown(paper.evidence, case) or paper.dated is None):
        return Starts((Start(paper.received, "receipt"),))
    presumed = _presumed(paper, presumption)
    if paper.received is None:
        return Starts((presumed,))
    if paper.evidence and paper.received <= presumed.day:
        return Starts((Start(paper.received, "receipt"),))
    step = "evidence of receipt names no document" if paper.evidence else "receipt as stated, without evidence"
    return Starts((presumed, Start(paper.received, "receipt as stated", step)))


def _presumed(paper: Occasion, presumption: int | None) -> Start:
    dated = paper.dated or date.min
    if presumption is None:
        return Start(dated, f"the {paper.word}'s date", "no proof of receipt: the date counts")
    presumed = dated + timedelta(days=presumption)
    step = f"{short(dated)} + {presumption} days, no proof of receipt = presumed received {short(presumed)}"
    return Start(presumed, "presumed receipt", step)


def shown(text: str, case: Case) -> str:
    """The first document of the case that a text cites; empty where it cites none that is there."""
    there = {document.id for document in effective(case.documents)}
    return next((citation.name for citation in citations(text) if citation.name in there), "")


def _earliest(days: list[date | None], words: str) -> Starts:
    known = [day for day in days if day is not None]
    return Starts((Start(min(known), words),)) if known else Starts(missing=f"the day of {words}")


def _others(case: Case, claims: tuple[Claim, ...], paper: Occasion, counted_from: str) -> Starts:
    appeal = paper.appeal
    if counted_from == FILING_RECEIVED:
        arrived = appeal.arrived_on.day if appeal and appeal.arrived_on else None
        return _earliest([arrived], "arrival of the request")
    if counted_from == HEARING_NOTICE:
        return _earliest([appeal.hearing_notice_received_on if appeal else None], "receipt of the hearing notice")
    if counted_from == IDENTIFIED:
        return _earliest([case.self_report.identified_on if case.self_report else None], "identification")
    if counted_from == REMITTANCE:
        return _earliest([_remittance(case, paper)], "the remittance's date")
    if counted_from == OTHER_PAYER_NOTICE:
        return _receipt(paper, None, case)
    days = [
        line.served_on if counted_from == "served" else line.served_through for claim in claims for line in claim.lines
    ]
    return _earliest(list(days), "service" if counted_from == "served" else "discharge")


def _remittance(case: Case, paper: Occasion) -> date | None:
    """The first remittance that said so before the letter did; a later one starts nothing."""
    days = [notice.dated_on for notice in effective(case.notices) if notice.kind == REMITTANCE and notice.dated_on]
    earlier = [day for day in days if paper.dated is None or day < paper.dated]
    return min(earlier) if earlier else None
