"""The day a clock starts, with its evidence: proved, presumed or only stated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from ledger.core.case import Case, Claim
from ledger.core.citation import citations
from ledger.core.day import short, with_year
from ledger.core.entries import effective
from ledger.core.law.rule import (
    DATED,
    DECISION_DATED,
    DECISION_RECEIVED,
    FILING_RECEIVED,
    HEARING_NOTICE,
    IDENTIFIED,
    PAYMENT_RECEIVED,
    RECEIVED,
    REMITTANCE,
    TAKEN,
    Counting,
)
from ledger.core.reckoning.occasion import Occasion
from ledger.core.reckoning.taking import first_taking
from ledger.core.sending import Appeal


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
    case: Case, claims: tuple[Claim, ...], paper: Occasion, counting: Counting, *, theirs: bool = False
) -> Starts:
    """The days from which a trigger's clock may run.

    Receipt that a listed document shows stands alone. Without the document the presumption counts (without one, the
    date of the paper), and the day that was stated stands beside it: an early one makes the safe day earlier, a late
    one only the arguable day later. Where claims have several days, an act of ours counts from the first; ``theirs``
    from the first and the last, for the reading kindest to the payer.
    """
    counted_from = counting.counted_from
    if counted_from in (RECEIVED, DECISION_RECEIVED):
        return _receipt(paper, counting.presumption_days, case)
    if counted_from in (DATED, DECISION_DATED):
        if paper.dated is None:
            return Starts(missing=f"the date on the {paper.word}")
        return Starts((Start(paper.dated, f"the {paper.word}'s date"),))
    if counted_from in OF_CLAIMS:
        words = OF_CLAIMS[counted_from]
        if paper.counted_from == counted_from and paper.trigger is not None:
            return Starts((Start(paper.trigger, words),))
        return _between([day for claim in claims for day in days_of(claim, counted_from)], words, both=theirs)
    return _others(case, claims, paper, counted_from)


OF_CLAIMS = {
    PAYMENT_RECEIVED: "receipt of the payment",
    "paid": "payment",
    "submitted": "submission of the claim",
    "accepted": "acceptance of the claim",
    "served": "service",
    "discharged": "discharge",
}
"""Triggers that each claim has for itself, with the words for the day."""

_FIELDS = {
    PAYMENT_RECEIVED: "payment_received_on",
    "paid": "paid_on",
    "submitted": "submitted_on",
    "accepted": "accepted_on",
}


def days_of(claim: Claim, counted_from: str) -> tuple[date, ...]:
    """The days of a claim on which a trigger of ``OF_CLAIMS`` fell; services have one for each line."""
    if counted_from == "served":
        return tuple(line.served_on for line in claim.lines)
    if counted_from == "discharged":
        return tuple(line.served_through for line in claim.lines if line.served_through is not None)
    day: date | None = getattr(claim, _FIELDS[counted_from])
    return () if day is None else (day,)


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
    said = short if presumed.year == dated.year else with_year
    step = f"{said(dated)} + {presumption} days, no proof of receipt = presumed received {said(presumed)}"
    return Start(presumed, "presumed receipt", step)


def shown(text: str, case: Case) -> str:
    """The first document of the case that a text cites; empty where it cites none that is there."""
    there = {document.id for document in effective(case.documents)}
    return next((citation.name for citation in citations(text) if citation.name in there), "")


def _between(days: Iterable[date | None], words: str, *, both: bool = False) -> Starts:
    known = [day for day in days if day is not None]
    if not known:
        return Starts(missing=f"the day of {words}")
    first, last = Start(min(known), words), Start(max(known), f"the last {words}")
    return Starts((first, last) if both and last.day != first.day else (first,))


def _others(case: Case, claims: tuple[Claim, ...], paper: Occasion, counted_from: str) -> Starts:
    sending = paper.sending
    if counted_from == FILING_RECEIVED:
        arrived = sending.arrived_on.day if sending and sending.arrived_on else None
        return _between([arrived], "arrival of the request")
    if counted_from == HEARING_NOTICE:
        notice = sending.hearing_notice_received_on if isinstance(sending, Appeal) else None
        return _between([notice], "receipt of the hearing notice")
    if counted_from == IDENTIFIED:
        return _between([case.self_report.identified_on if case.self_report else None], "identification")
    if counted_from == REMITTANCE:
        return _between([_remittance(case, paper)], "the remittance's date")
    if counted_from == TAKEN:
        return _between([first_taking(case, claims)], "the first taking")
    return _receipt(paper, None, case)


def _remittance(case: Case, paper: Occasion) -> date | None:
    """The first remittance that said so before the letter did; a later one starts nothing."""
    days = [notice.dated_on for notice in effective(case.notices) if notice.kind == REMITTANCE and notice.dated_on]
    earlier = [day for day in days if paper.dated is None or day < paper.dated]
    return min(earlier) if earlier else None
