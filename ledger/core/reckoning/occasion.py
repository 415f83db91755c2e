"""The paper that starts a clock: the demand, the decision of a level, or a notice that asks for something."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ledger.core.case import Case
from ledger.core.deadline import THEIRS
from ledger.core.entries import effective
from ledger.core.law.rule import FILING_RECEIVED, HEARING_NOTICE, Regime, Window
from ledger.core.sending import Appeal, Filing, Notice, Printed

FRESH = "fresh"
_OPENS_THE_NEXT_LEVEL = ("upheld", "overturned_in_part", "dismissed", None)
_ASKS_FOR_SOMETHING_ELSE = ("records_request", "informational", "remittance")
_WORDS = {"records_request": "request", "remittance": "remittance", "review_results": "result"}


class Occasion(NamedTuple):
    """What is known of the paper that starts a window.

    ``received`` counts as proved only with ``evidence``. ``key`` tells several papers of a kind apart. ``printed`` and
    ``answer_by`` are what the paper itself states, ``later`` what papers after it state. ``sending`` is the appeal or
    filing whose arrival or decision it is; ``trigger`` one day of some claims, of the kind ``counted_from``; ``taken``
    the first taking of any claim, where that is to count for each of them.
    """

    word: str
    dated: date | None = None
    received: date | None = None
    evidence: str = ""
    document: str = ""
    answer_by: date | None = None
    answer_by_source: str = ""
    printed: tuple[Printed, ...] = ()
    later: tuple[Occasion, ...] = ()
    key: str = ""
    sending: Appeal | Filing | None = None
    counted_from: str = ""
    trigger: date | None = None
    taken: date | None = None


def occasions(case: Case, window: Window, regime: Regime, letter: Occasion) -> tuple[Occasion, ...]:
    """The papers that start a window in this case; none where its time has not come. ``letter``: its demand paper."""
    triggers = {version.counting.counted_from for version in window.versions}
    if triggers & {FILING_RECEIVED, HEARING_NOTICE} or (window.kind == THEIRS and window.typed_only and window.level):
        return _filed(case, window, regime)
    if window.after:
        return _decisions(case, window)
    if window.paper:
        return _notices(case, window.paper)
    return (letter,)


def demand_paper(case: Case) -> Occasion:
    """The first letter that asked for this money.

    A later letter moves nothing: where the demand replaced an earlier one, that one's days stand, unless the new letter
    grants new time in words (``clock: fresh``) and its document is named.
    """
    demand = case.demand
    current = Occasion(
        word="letter",
        dated=demand.dated_on,
        received=demand.received_on.day if demand.received_on else None,
        evidence=(demand.received_evidence or "").strip(),
        document=demand.document or "",
        answer_by=demand.answer_by,
        answer_by_source=demand.answer_by_source or "",
        printed=demand.printed,
    )
    notices = [notice for notice in effective(case.notices) if notice.kind not in _ASKS_FOR_SOMETHING_ELSE]
    if demand.clock == FRESH and demand.document:
        notices = [notice for notice in notices if not _is_before(notice, demand.dated_on)]
    replaced = [_of_notice(notice, "letter") for notice in notices if _was_the_demand(notice, case)]
    others = [_of_notice(notice, "notice") for notice in notices if not _was_the_demand(notice, case)]
    first, *rest = sorted((current, *replaced), key=lambda paper: paper.dated or date.max)
    return first._replace(later=(*rest, *others))


def _is_before(notice: Notice, day: date | None) -> bool:
    return notice.dated_on is None or day is None or notice.dated_on < day


def _was_the_demand(notice: Notice, case: Case) -> bool:
    if not _is_before(notice, case.demand.dated_on) or notice.dated_on is None:
        return False
    return notice.kind == "demand" or (
        case.demand.replaces is not None and case.demand.replaces == (notice.id or notice.kind)
    )


def _of_notice(notice: Notice, word: str) -> Occasion:
    return Occasion(
        word=word,
        dated=notice.dated_on,
        received=notice.received_on.day if notice.received_on else None,
        evidence=(notice.received_evidence or "").strip(),
        document=notice.document or "",
        answer_by=notice.answer_by,
        answer_by_source=notice.answer_by_source or "",
        printed=notice.printed,
    )


def _notices(case: Case, kind: str) -> tuple[Occasion, ...]:
    asked = [notice for notice in effective(case.notices) if notice.kind == kind]
    keys = [(notice.id or notice.kind) if len(asked) > 1 else "" for notice in asked]
    word = _WORDS.get(kind, "notice")
    return tuple(_of_notice(notice, word)._replace(key=key) for notice, key in zip(asked, keys, strict=True))


def _filed(case: Case, window: Window, regime: Regime) -> tuple[Occasion, ...]:
    """The latest filing that the payer has to answer: an appeal of the level, or what answers its windows otherwise."""
    kinds = {window.paper} if window.paper else {window.level}
    if window.level and not window.paper:
        kinds.update(*(one.met_by for one in regime.windows if one.level == window.level and one.kind != THEIRS))
    appeals = [appeal for appeal in effective(case.appeals) if appeal.level in kinds]
    filings = [filing for filing in effective(case.filings) if filing.kind in kinds]
    sent: list[Appeal | Filing] = [*(appeals or filings)][-1:]
    return tuple(
        Occasion(
            word="request",
            dated=one.sent_on.day if one.sent_on else None,
            received=one.arrived_on.day if one.arrived_on else None,
            printed=one.printed,
            sending=one,
        )
        for one in sent
    )


def _decisions(case: Case, window: Window) -> tuple[Occasion, ...]:
    decided = [
        appeal
        for appeal in effective(case.appeals)
        if (appeal.level == window.after or any(entry.deadline == window.name for entry in appeal.printed))
        and (appeal.decided_on or appeal.decision_received_on)
        and appeal.outcome in _opening(window)
    ]
    return tuple(decision_paper(appeal) for appeal in decided[-1:])


def _opening(window: Window) -> tuple[str | None, ...]:
    """The outcomes after which a window opens; a decision without a typed outcome is read as one against us."""
    if not window.outcomes:
        return _OPENS_THE_NEXT_LEVEL
    return (*window.outcomes, None) if "upheld" in window.outcomes else window.outcomes


def decision_paper(appeal: Appeal) -> Occasion:
    """The decision on an appeal, as the paper that starts the next clock."""
    return Occasion(
        word="decision",
        dated=appeal.decided_on,
        received=appeal.decision_received_on,
        evidence=(appeal.decision_evidence or "").strip(),
        document=appeal.decision_document or "",
        printed=appeal.printed,
        sending=appeal,
    )
