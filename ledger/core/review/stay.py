"""Takings while an answer of ours was pending: under rules that wait for it, under Medicare, and without a rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.day import spelled_out, with_year
from ledger.core.entries import effective
from ledger.core.law.governing import counted
from ledger.core.review.notice import rule_on_recovery
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.subject import MEDICARE, money_said, money_total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.case import Money
    from ledger.core.review.subject import Subject, Under
    from ledger.core.sending import Appeal, Filing

_ASKS = {"contest": "contest", "hold": "request to hold"}
_STOP = 60
_SECOND = "reconsideration"
_FIRST = "redetermination"
_QIC = "no_taking_while_the_qic_decides"
_PROOF = "proof that the request arrived, and the remittance of each taking, as exhibits"
_WHAT_STOPS = "what_stops_and_what_does_not"


class _Pending(NamedTuple):
    """An answer of ours that waited for a decision: from its arrival until the day before the decision."""

    sending: Appeal | Filing
    name: str
    since: date
    until: date

    def covers(self, entry: Money) -> bool:
        """Whether a taking fell into it: after the day of arrival, and on one of its claims."""
        if not self.since < entry.dated_on < self.until:
            return False
        names = {name.partition("/")[0] for name in self.sending.claims}
        return not names or not entry.by_claim or any(name.partition("/")[0] in names for name, _ in entry.by_claim)


def during_a_stay(subject: Subject, under: Under, taken: Sequence[Money]) -> Iterator[Point]:
    """Takings for these claims while an answer was pending."""
    if not taken:
        return
    if under.governed.regime == MEDICARE:
        if subject.case.demand.section_935 is not False:
            yield from _medicare_stay(subject, under, taken)
        return
    pending = [one for one in _pending(subject, under) if any(one.covers(entry) for entry in taken)]
    held = [entry for entry in taken if any(one.covers(entry) for one in pending)]
    if not held:
        return
    recovery = under.regime.recovery
    if under.governed.regime and recovery is not None and recovery.stay:
        yield _against_stay(subject, under, pending, held)
    else:
        yield _no_rule_read(under, pending, held)


def _pending(subject: Subject, under: Under) -> list[_Pending]:
    """Contests, first appeals and requests to hold that had arrived and were not decided."""
    names = set(under.names)
    levels = {one.name: one.title for one in under.regime.levels[:2]}
    sent: list[tuple[Appeal | Filing, str]] = [
        *((one, levels[one.level]) for one in effective(subject.case.appeals) if one.level in levels),
        *((one, _ASKS[one.kind]) for one in effective(subject.case.filings) if one.kind in _ASKS),
    ]
    return [
        _Pending(one, name, one.arrived_on.day, one.decided_on or subject.today + timedelta(days=1))
        for one, name in sent
        if one.arrived_on is not None
        and (not one.claims or not names or names & {part.partition("/")[0] for part in one.claims})
    ]


def _pending_said(pending: Sequence[_Pending]) -> tuple[str, ...]:
    return tuple(
        f"{one.name}: arrived {with_year(one.since)}, "
        + (f"decided {with_year(one.sending.decided_on)}" if one.sending.decided_on is not None else "not decided yet")
        for one in pending
    )


def _in_time(subject: Subject, under: Under, pending: Sequence[_Pending]) -> bool:
    """Whether the first answer came by the earliest reading of its day, or no reading says anything."""
    stops = [one for one in subject.deadlines if one.stops_taking and one.regime == under.governed.regime]
    days = [reading.day for one in stops for reading in one.readings]
    return not days or min(one.since for one in pending) <= min(days)


def _against_stay(subject: Subject, under: Under, pending: Sequence[_Pending], held: Sequence[Money]) -> Point:
    rule = rule_on_recovery(under)
    recovery = under.regime.recovery
    says = (recovery.offsets,) if recovery is not None and recovery.offsets else ()
    working = (*_pending_said(pending), *money_said(held), *says)
    if not _in_time(subject, under, pending):
        return Point(
            "taking",
            CANNOT_TELL,
            "Taken while an answer of ours was pending; whether that answer came in time is read in two ways.",
            working,
            rule,
            claims=under.names,
            amount=money_total(held),
            ask="proof of the day the letter came",
        )
    first = min(pending, key=lambda one: one.since)
    text = (
        f"Our {first.name} arrived on {spelled_out(first.since)}, and no decision had been made when"
        f" ${dollars(money_total(held))} was withheld from {spelled_out(held[0].dated_on)} on. We ask for its return."
    )
    return Point(
        "taking",
        POSSIBLE,
        f"Taken while the {first.name} was pending, under rules that wait for it ({under.law}).",
        working,
        rule,
        text,
        under.names,
        money_total(held),
        "proof that it arrived, and the remittance of each taking, as exhibits",
    )


def _no_rule_read(under: Under, pending: Sequence[_Pending], held: Sequence[Money]) -> Point:
    clauses = [one.contract.offset_clause for one in under.payers if one.contract and one.contract.offset_clause]
    working = (*_pending_said(pending), *money_said(held), *(f"contract: {clause}" for clause in clauses))
    known = f"no text read of {under.law} says" if under.governed.regime else "the law is not known, which may say"
    return Point(
        "taking",
        CANNOT_TELL,
        f"Taken while an answer of ours was pending; {known} that they wait for it.",
        working,
        claims=under.names,
        amount=money_total(held),
        ask="the clause of the contract or of the plan on offsets during an appeal",
    )


def _medicare_stay(subject: Subject, under: Under, taken: Sequence[Money]) -> Iterator[Point]:
    """A redetermination or reconsideration that had arrived stops the taking until it is decided."""
    appeals = {one.level: one for one in effective(subject.case.appeals) if one.arrived_on is not None}
    for level in (_FIRST, _SECOND):
        one = appeals.get(level)
        if one is None or one.arrived_on is None:
            continue
        pending = _Pending(one, level, one.arrived_on.day, one.decided_on or subject.today + timedelta(days=1))
        held = [entry for entry in taken if pending.covers(entry)]
        if held:
            sure = subject.case.demand.section_935 is True and _filed_in_time(subject, level, pending.since)
            yield _medicare_point(under, pending, held, sure=sure)
    yield from _after_redetermination(under, appeals, taken)


def _filed_in_time(subject: Subject, level: str, arrived: date) -> bool:
    """Whether a request arrived by the earliest reading of its last day, or no reading says anything."""
    days = [
        reading.day for one in subject.deadlines if one.level == level and one.keeps_appeal for reading in one.readings
    ]
    return not days or arrived <= min(days)


def _rule_of_stop(under: Under, level: str) -> Rule | None:
    """For the first level the rule of the stop itself; for the second the statute that names it."""
    if level == _SECOND:
        return under.rule(_QIC)
    window = under.regime.window("redetermination_stop")
    if window is None or not window.versions:
        return None
    counting = window.versions[-1].counting
    return Rule(counting.citation, counting.confidence, counting.source, under.regime.is_confirmed)


def _medicare_point(under: Under, pending: _Pending, held: Sequence[Money], *, sure: bool) -> Point:
    said = under.statement(_QIC if pending.name == _SECOND else _WHAT_STOPS)
    text = (
        f"The {pending.name} request arrived on {spelled_out(pending.since)} and was pending when"
        f" ${dollars(money_total(held))} was withheld from {spelled_out(held[0].dated_on)} on. We ask for its return."
    )
    return Point(
        "taking",
        POSSIBLE if sure else CANNOT_TELL,
        f"Taken while the {pending.name} was pending{'' if sure else '; whether it stopped the taking is not sure'}.",
        (*_pending_said([pending]), *money_said(held), *((said.says,) if said is not None else ())),
        _rule_of_stop(under, pending.name),
        text if sure else "",
        under.names,
        money_total(held),
        _PROOF if sure else "whether section 935 covers the debt, and proof of the day on which the request arrived",
    )


def _after_redetermination(under: Under, appeals: dict[str, Appeal], taken: Sequence[Money]) -> Iterator[Point]:
    """The days after a redetermination in which the next request keeps the stop: their rule was not seen."""
    first, second = appeals.get(_FIRST), appeals.get(_SECOND)
    if first is None or first.decided_on is None:
        return
    last = first.decided_on + timedelta(days=_STOP)
    if second is not None and second.arrived_on is not None:
        last = min(last, second.arrived_on.day)
    held = [one for one in taken if first.decided_on < one.dated_on <= last]
    if held:
        window = under.regime.window("reconsideration_stop")
        counting = window.versions[-1].counting if window is not None and window.versions else None
        yield Point(
            "taking",
            CANNOT_TELL,
            f"Taken within {counted(_STOP, 'day')} of the redetermination, before the next request had arrived.",
            (f"decided {with_year(first.decided_on)}", *money_said(held)),
            Rule(counting.citation, counting.confidence, counting.source) if counting is not None else None,
            claims=under.names,
            amount=money_total(held),
            ask="the text of 42 CFR 405.379; from which day they may go on was not seen",
        )
