"""One window of one law in one case: from its readings and what was done about it to a deadline."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.core.case import Case, Extension
from ledger.core.citation import citations
from ledger.core.deadline import MUST, NO_DATE, OPTION, THEIRS, Deadline, Reading
from ledger.core.entries import effective
from ledger.core.law.calendar import business_days_before
from ledger.core.law.rule import IDENTIFIED, KEEPS_APPEAL, STOPS_TAKING, TAKEN, Window
from ledger.core.reckoning.answer import is_to_be_repaid, worth
from ledger.core.reckoning.claim_days import deadlines_by_claims
from ledger.core.reckoning.counting import RECEIVED
from ledger.core.reckoning.facts import assumed, fails
from ledger.core.reckoning.minimum import amount_needed
from ledger.core.reckoning.occasion import Occasion, occasions
from ledger.core.reckoning.reading import Gathered, extended, gather
from ledger.core.reckoning.ruling import stops_by_law
from ledger.core.reckoning.standing import Days, standing
from ledger.core.reckoning.start import OF_CLAIMS
from ledger.core.reckoning.theirs import deadline_of_theirs, facts_of_paper
from ledger.core.reckoning.typed import trigger_of
from ledger.core.reckoning.view import Setting, View


def deadlines_of(window: Window, setting: Setting, mail_days: int) -> Iterator[Deadline]:
    """The deadlines of one window: one for each paper that starts it; none where it does not apply.

    ``mail_days`` is the transit margin in business days.
    """
    if fails(window.when, setting.facts) or waits_for_another_fact(window, setting.case):
        return
    trigger = trigger_of(window, setting.payers)
    if window.kind == THEIRS and trigger in OF_CLAIMS:
        yield from deadlines_by_claims(window, setting, trigger)
        return
    for paper in occasions(setting.case, window, setting.regime, setting.letter):
        view = View(window, paper, setting)
        gathered = gather(view)
        if window.kind == THEIRS:
            if gathered.reads:
                yield deadline_of_theirs(view, gathered)
        elif _exists(view, gathered):
            yield _ours(view, gathered, mail_days)


def waits_for_another_fact(window: Window, case: Case) -> bool:
    """Whether a window belongs to the other way a case begins: self-reports have no letter, letters no self-report."""
    if any(version.counting.counted_from == IDENTIFIED for version in window.versions):
        return case.self_report is None
    demand = case.demand
    no_letter = demand.dated_on is None and demand.received_on is None and demand.answer_by is None
    return case.self_report is not None and no_letter and not (window.after or window.paper)


def _exists(view: View, gathered: Gathered) -> bool:
    """Whether there is anything to show: a day, a day that somebody gave, or an act of ours that must have one."""
    if gathered.reads or any(one.deadline == view.name for one in effective(view.setting.case.extensions)):
        return True
    return view.window.kind == MUST and not view.window.typed_only and not _waits_for_taking(view.window)


def _waits_for_taking(window: Window) -> bool:
    return any(version.counting.counted_from == TAKEN for version in window.versions)


def _ours(view: View, gathered: Gathered, mail_days: int) -> Deadline:
    window, case, claims = view.window, view.setting.case, view.setting.claims
    filed_when = gathered.reads[0].filed_when if gathered.reads else window.filed_when
    readings, days, said = _days(view, gathered, filed_when)
    kind = OPTION if window.kind == MUST and window.level and is_to_be_repaid(case, claims) else window.kind
    stands = standing(view, filed_when, days, kind)
    left = stands.left or tuple(claim.number for claim in claims)
    stake = worth(case, tuple(claim for claim in claims if claim.number in left))
    needed = amount_needed(window, view.setting.regime, days.act_by, stake)
    missing, lacks = _missing(view, gathered) if stands.state == NO_DATE else ("", "")
    mail_by = None
    if days.act_by is not None and filed_when == RECEIVED:
        mail_by = business_days_before(days.act_by, mail_days, view.setting.calendar)
    return Deadline(
        case=case.id,
        name=view.name,
        title=window.title,
        kind=kind,
        state=stands.state,
        regime=view.setting.regime.name,
        level=window.level,
        stops_taking=STOPS_TAKING in window.protects,
        keeps_appeal=KEEPS_APPEAL in window.protects,
        filed_when=filed_when,
        act_by=days.act_by,
        mail_by=mail_by,
        arguable_until=days.arguable_until,
        claims=left,
        worth=stake,
        readings=readings,
        facts=facts_of_paper(view.paper, view.setting.today),
        considered=(gathered.unruled,) if gathered.unruled else (),
        met_by=stands.met_by,
        met_on=stands.met_on,
        missing=missing,
        note="; ".join(part for part in (stands.note, said, lacks, needed.note) if part),
        stops_by_law=stops_by_law(view),
        assumed=assumed(window.when, view.setting.facts),
    )


def _days(view: View, gathered: Gathered, filed_when: str) -> tuple[tuple[Reading, ...], Days, str]:
    """The readings with extensions, and the days they make: only a named document moves the safe day."""
    readings = [one.reading for one in gathered.reads]
    act_by = min((one.safe_day for one in readings), default=None)
    moved, said = False, ""
    for extension in effective(view.setting.case.extensions):
        if extension.deadline == view.name:
            document = _document(extension, view.setting.case)
            reading = extended(view, extension.until, extension.proof or "", document, filed_when)
            readings.append(reading)
            if document is None:
                said = "an extension without a named document moves nothing forward"
            elif act_by is None or reading.safe_day > act_by:
                act_by, moved = reading.safe_day, True
    last = max((one.day for one in readings), default=None)
    return tuple(readings), Days(act_by, last if act_by is not None else None, moved), said


def _document(extension: Extension, case: Case) -> str | None:
    """The listed document that an extension's proof names: ``[extension p1]`` or the bare name."""
    proof = extension.proof or ""
    named = {proof.strip(), *(citation.name for citation in citations(proof))}
    return next((one.id for one in effective(case.documents) if one.id in named), None)


def _missing(view: View, gathered: Gathered) -> tuple[str, str]:
    """The one fact to get, and how a list says that it is not there."""
    window, paper = view.window, view.paper
    if paper == Occasion(paper.word, later=paper.later):
        return f"get the {paper.word}: its date and its answer-by date", f"no {paper.word} on file"
    if window.prints and paper.answer_by is None:
        return f"type the answer-by date on the {paper.word}", "answer-by date not typed"
    if gathered.missing:
        return f"type {gathered.missing}", f"{gathered.missing.removeprefix('the ')} not typed"
    return f"type the time the {paper.word} or contract gives for the {window.title}", "time for it not typed"
