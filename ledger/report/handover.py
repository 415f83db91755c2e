"""The memo for counsel: two pages that say what the case is, by when, what it is worth, and what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.core.amount import dollars
from ledger.core.balance import balance
from ledger.core.day import in_words
from ledger.core.deadline import MUST, NO_DATE, SENT, THEIRS
from ledger.core.due import WAITING
from ledger.core.handover.table import plain
from ledger.core.law.governing import counted
from ledger.core.letter.filed import filings_of, how_sent, name_of
from ledger.report.columns import DISCLAIMER
from ledger.report.following import answered_late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ledger.core.case import Case
    from ledger.core.deadline import Deadline
    from ledger.core.handover.gaps import Wanted
    from ledger.core.law.governing import Law

_DAYS = 3
CLOSING = f"Prepared from the case ledger for counsel. {DISCLAIMER}"


class Matter(NamedTuple):
    """What a memo is made from. ``law_said``: the lines of which law governs; ``files``: what lies beside it."""

    case: Case
    law: Law
    law_said: Sequence[str]
    deadlines: Sequence[Deadline]
    wanted: Sequence[Wanted]
    holds: Sequence[str]
    files: Sequence[str]
    left_out: Sequence[str]
    today: date
    by: str


def memo(matter: Matter) -> dict[str, Any]:
    """The memo as sections of lines, as the page lays it out."""
    case = matter.case
    sections = [
        ("Parties", list(_parties(matter))),
        ("The demand", list(_demand(case))),
        ("Law", [*matter.law_said]),
        ("The next days", list(_days(matter))),
        ("Money", list(_money(case))),
        ("Filed so far", list(_filed(case))),
        ("Decisions needed", list(_needed(matter))),
        ("Legal hold", list(matter.holds) or ["none noted"]),
        ("In this bundle", [*matter.files, *(f"left out: {one}" for one in matter.left_out)]),
        ("Counsel may ask for", [f"{one.what}: {one.there or 'not in the case'}" for one in matter.wanted]),
    ]
    return {
        "title": f"Memo for counsel: {case.id}",
        "about": f"{case.id}, {in_words(matter.today)}, by {matter.by}",
        "subject": case.title,
        "sections": [{"title": title, "lines": lines} for title, lines in sections],
        "closing": CLOSING,
    }


def _parties(matter: Matter) -> Iterator[str]:
    case, practice = matter.case, matter.law.settings.practice
    if practice is not None:
        yield f"practice: {practice.name or 'not named'}, NPI {case.provider or practice.npi or 'not noted'}"
    for word, slug in (("payer", case.payer), ("vendor", case.vendor), ("plan", case.plan)):
        if slug:
            file = matter.law.payers.get(slug)
            yield f"{word}: {file.name if file is not None else slug}"
    numbers = [one for one in (case.demand.reference, *case.demand.aliases) if one]
    yield f"their numbers: {', '.join(numbers) or 'none'}"


def _demand(case: Case) -> Iterator[str]:
    demand = case.demand
    amount = f"{dollars(demand.amount)} " if demand.amount is not None else ""
    dated = f"dated {in_words(demand.dated_on)}" if demand.dated_on is not None else "without a date"
    yield f"{amount}{dated}, {counted(len(case.claims), 'claim')}; reason: {plain(demand.reason)}"
    if demand.received_on is not None:
        shown = demand.received_evidence or "as stated, no evidence noted"
        yield f"received {in_words(demand.received_on.day)}: {shown}"
    if demand.stated:
        yield f'the payer says: "{" ".join(demand.stated.split())}"'
    if demand.basis:
        yield f"basis named: {demand.basis}"
    if demand.found_by:
        yield f"found by: {plain(demand.found_by)}"
    if case.extrapolation is not None:
        yield "projected from a sample: recoup extrapolate works it out again"


def _days(matter: Matter) -> Iterator[str]:
    ours = [one for one in matter.deadlines if one.kind == MUST]
    for one in (one for one in ours if one.state == NO_DATE):
        yield f"NO DATE: {one.title}; {one.missing}"
    open_days = [one for one in ours if one.act_by is not None and one.state in (*WAITING, SENT)]
    open_days.sort(key=lambda one: str(one.act_by))
    for one in open_days[:_DAYS]:
        yield _day(one)
    if len(open_days) > _DAYS:
        yield f"{len(open_days) - _DAYS} more in deadlines.txt, each with its reasons"
    if not (open_days or any(one.state == NO_DATE for one in ours)):
        yield "nothing of ours waits for a day"
    yield from (f"late: {one}" for one in answered_late(matter.deadlines, last_day=True))
    theirs = [one for one in matter.deadlines if one.kind == THEIRS and one.awaited and one.state in WAITING]
    for one in sorted(theirs, key=lambda one: str(one.act_by))[:_DAYS]:
        yield f"from them: {one.title}, due by {in_words(one.act_by)}" if one.act_by else f"from them: {one.title}"


def _day(one: Deadline) -> str:
    """The safe day, the last arguable one, and the source of the day that counts."""
    if one.act_by is None:
        return one.title
    verb = "must ARRIVE by" if one.filed_when == "received" else "must be SENT by"
    used = next((reading.source for reading in one.readings if reading.day == one.act_by), "")
    last = one.arguable_until
    arguable = f"; arguable until {in_words(last)}" if last is not None and last != one.act_by else ""
    sent = "; sent, arrival not proven" if one.state == SENT else ""
    return f"{one.title} {verb} {in_words(one.act_by)}{arguable}{sent}{f' ({used})' if used else ''}"


def _money(case: Case) -> Iterator[str]:
    sums = balance(case)
    yield (
        f"demanded {dollars(sums.demanded)} = disputed {dollars(sums.disputed)} + to repay {dollars(sums.to_repay)}"
        f" + unanswered {dollars(sums.unanswered)}"
    )
    yield (
        f"taken {dollars(sums.taken)}, paid {dollars(sums.paid)}, returned {dollars(sums.returned)};"
        f" principal standing {dollars(sums.standing)}"
    )
    if case.demand.offset_from is not None:
        yield f"taking announced for {in_words(case.demand.offset_from)}"


def _filed(case: Case) -> Iterator[str]:
    for one in filings_of(case):
        if one.sent_on is not None:
            arrived = (
                f", arrived {in_words(one.arrived_on.day)}" if one.arrived_on is not None else ", arrival not noted"
            )
            result = f"; {plain(one.outcome)}" if one.outcome else ""
            yield f"{plain(name_of(one))}: sent {in_words(one.sent_on.day)}, {how_sent(one)}{arrived}{result}"
    if not any(one.sent_on for one in filings_of(case)):
        yield "nothing yet"


def _needed(matter: Matter) -> Iterator[str]:
    found = [*_undecided(matter)]
    yield from found or ["none that the ledger knows of"]


def _undecided(matter: Matter) -> Iterator[str]:
    case = matter.case
    ours = [one for one in matter.deadlines if one.kind == MUST]
    unanswered = balance(case).unanswered
    if unanswered:
        yield f"{dollars(unanswered)} is not answered yet: repay or dispute"
    pending = [one for one in case.offers if one.accepted_on is None and one.made_by == "payer"]
    if pending:
        yield f"{counted(len(pending), 'offer')} of the payer open"
    if not case.grounds:
        yield "no ground is written down yet"
    if any(one.state == NO_DATE for one in ours):
        yield "a day is missing: see above"
    waiting = sorted((one for one in ours if one.act_by and one.state in WAITING), key=lambda one: str(one.act_by))
    for one in waiting[:1]:
        yield f"file the {one.title} by {in_words(one.act_by)}, or let it pass" if one.act_by else one.title
