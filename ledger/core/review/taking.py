"""Takings too early, while an answer was pending, against the payer's own word, or from another provider's money."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.balance import NOTHING, TAKEN
from ledger.core.day import spelled_out, with_year
from ledger.core.entries import effective
from ledger.core.law.governing import counted
from ledger.core.reckoning.counting import LAW
from ledger.core.reckoning.taking import announced
from ledger.core.reckoning.theirs import concerns_taking
from ledger.core.review.lookback import rule_of
from ledger.core.review.notice import rule_on_recovery
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.subject import MEDICARE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from ledger.core.case import Money
    from ledger.core.deadline import Deadline
    from ledger.core.review.subject import Subject, Under
    from ledger.core.sending import Appeal, Filing

_ASKS = ("contest", "hold")
_STOP = 60
_SECOND = "reconsideration"
_FIRST = "redetermination"
_QIC = "no_taking_while_the_qic_decides"
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


def taking(subject: Subject) -> Iterator[Point]:
    """Takings before the earliest day, announced for such a day, during a stay, or within a hold they granted."""
    if any(one.kind == "immediate_recoupment" for one in effective(subject.case.filings)):
        return  # asked for: nothing about its day can be held against them
    taken = [one for one in effective(subject.case.money) if one.kind in TAKEN and one.amount]
    yield from _granted_holds(subject, taken)
    for under in subject.groups:
        mine = [one for one in taken if _touches(under, one)]
        yield from _early(subject, under, mine)
        yield from _announced_early(subject, under, taken=bool(mine))
        yield from _during_a_stay(subject, under, mine)


def _touches(under: Under, entry: Money) -> bool:
    names = {name for claim in under.claims for name in (claim.number, *claim.aliases)}
    return not entry.by_claim or not names or any(name.partition("/")[0] in names for name, _ in entry.by_claim)


def _said(entries: Sequence[Money]) -> tuple[str, ...]:
    return tuple(
        f"{with_year(one.dated_on)}  {dollars(one.amount or NOTHING)}  {one.trace or one.kind}" for one in entries
    )


def _total(entries: Sequence[Money]) -> Decimal:
    """What was taken, less the interest inside."""
    return sum(((one.amount or NOTHING) for one in entries), NOTHING)


# before the earliest day


def _windows(subject: Subject, under: Under) -> list[Deadline]:
    wanted = set(under.names)
    return [
        one
        for one in subject.deadlines
        if concerns_taking(one.name.partition("/")[0])
        and one.readings
        and one.regime == under.governed.regime
        and (not wanted or bool(wanted.intersection(one.claims)) or not one.claims)
    ]


def _early(subject: Subject, under: Under, taken: Sequence[Money]) -> Iterator[Point]:
    for window in _windows(subject, under)[:1]:
        days = [reading.day for reading in window.readings]
        first, other = min(days), max(days)
        sure = [one for one in taken if one.dated_on < first]
        unsure = [one for one in taken if first <= one.dated_on < other]
        if sure:
            yield _before(subject, under, window, sure)
        if unsure:
            yield _between(under, window, unsure, other)


def _reading(window: Deadline, day: date) -> Rule | None:
    return next((rule_of(one) for one in window.readings if one.day == day and one.basis == LAW), None)


def _before(subject: Subject, under: Under, window: Deadline, taken: Sequence[Money]) -> Point:
    first = min(reading.day for reading in window.readings)
    rule = _reading(window, first)
    dated = subject.case.demand.dated_on
    said = f"The notice is dated {spelled_out(dated)}{subject.exhibit}. " if dated is not None else ""
    text = (
        f"{said}${dollars(_total(taken))} was withheld from {spelled_out(taken[0].dated_on)} on. We ask for its return."
    )
    if rule is not None and rule.citable:
        text = text.replace(" We ask", f" The rule relied on lets withholding begin on {spelled_out(first)}. We ask")
    return Point(
        "taking",
        POSSIBLE,
        f"Taken before the earliest day that {under.law} gives, {with_year(first)}.",
        (*_said(taken), *next(one for one in window.readings if one.day == first).steps),
        rule,
        text,
        under.names,
        _total(taken),
        "the remittance of each taking, as an exhibit",
    )


def _between(under: Under, window: Deadline, taken: Sequence[Money], other: date) -> Point:
    return Point(
        "taking",
        CANNOT_TELL,
        f"Taken between two readings of the earliest day; one has {with_year(other)}.",
        (*_said(taken), *next(one for one in window.readings if one.day == other).steps),
        _reading(window, other),
        claims=under.names,
        amount=_total(taken),
        ask="proof of the day the letter came, and of the day they withheld",
    )


def _announced_early(subject: Subject, under: Under, *, taken: bool) -> Iterator[Point]:
    """A taking that is only announced: once money was taken, its own day counts."""
    days = announced(subject.case)
    for window in _windows(subject, under)[:1]:
        readings = [reading.day for reading in window.readings]
        first, other = min(readings), max(readings)
        if taken or not days or days[0] >= other:
            continue
        sure = days[0] < first
        counts = first if sure else other
        rule = _reading(window, counts)
        text = f"The notice{subject.exhibit} announces withholding from {spelled_out(days[0])} on."
        if rule is not None and rule.citable:
            text += f" Under the rule relied on it may begin on {spelled_out(first)}."
        yield Point(
            "taking",
            POSSIBLE if sure else CANNOT_TELL,
            f"Announced for {with_year(days[0])}; "
            + (
                f"the earliest day is {with_year(first)}."
                if sure
                else f"one reading has {with_year(other)} as the first day."
            ),
            next(one for one in window.readings if one.day == counts).steps,
            rule,
            text if sure else "",
            under.names,
            under.amount or subject.whole,
            "the page that announces the day, as an exhibit" if sure else "proof of the day on which the letter came",
        )


# while an answer was pending


def _during_a_stay(subject: Subject, under: Under, taken: Sequence[Money]) -> Iterator[Point]:
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
    levels = {under.regime.levels[0].name} if under.regime.levels else {"first"}
    sent: list[tuple[Appeal | Filing, str]] = [
        *((one, one.level) for one in effective(subject.case.appeals) if one.level in levels or one.level == "second"),
        *((one, one.kind) for one in effective(subject.case.filings) if one.kind in _ASKS),
    ]
    return [
        _Pending(one, name.replace("_", " "), one.arrived_on.day, one.decided_on or subject.today + timedelta(days=1))
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


def _in_time(subject: Subject, pending: Sequence[_Pending]) -> bool | None:
    """Whether the first answer came in time: True by every reading, False by none, None where readings differ."""
    stops = [one for one in subject.deadlines if one.stops_taking and one.readings]
    days = [reading.day for one in stops for reading in one.readings]
    first = min(one.since for one in pending)
    if not days or first <= min(days):
        return True
    return None if first <= max(days) else False


def _against_stay(subject: Subject, under: Under, pending: Sequence[_Pending], held: Sequence[Money]) -> Point:
    in_time = _in_time(subject, pending)
    rule = rule_on_recovery(under.regime)
    recovery = under.regime.recovery
    says = (recovery.offsets,) if recovery is not None and recovery.offsets else ()
    working = (*_pending_said(pending), *_said(held), *says)
    if in_time is not True:
        return Point(
            "taking",
            CANNOT_TELL,
            "Taken while an answer of ours was pending; whether that answer came in time is read in two ways.",
            working,
            rule,
            claims=under.names,
            amount=_total(held),
            ask="proof of the day the letter came",
        )
    first = min(pending, key=lambda one: one.since)
    text = (
        f"Our {first.name} arrived on {spelled_out(first.since)}, and no decision had been made when"
        f" ${dollars(_total(held))} was withheld from {spelled_out(held[0].dated_on)} on. We ask for its return."
    )
    return Point(
        "taking",
        POSSIBLE,
        f"Taken while the {first.name} was pending, under rules that wait for it ({under.law}).",
        working,
        rule,
        text,
        under.names,
        _total(held),
        "proof that it arrived, and the remittance of each taking, as exhibits",
    )


def _no_rule_read(under: Under, pending: Sequence[_Pending], held: Sequence[Money]) -> Point:
    clauses = [one.contract.offset_clause for one in under.payers if one.contract and one.contract.offset_clause]
    working = (*_pending_said(pending), *_said(held), *(f"contract: {clause}" for clause in clauses))
    known = f"no text read of {under.law} says" if under.governed.regime else "the law is not known, which may say"
    return Point(
        "taking",
        CANNOT_TELL,
        f"Taken while an answer of ours was pending; {known} that they wait for it.",
        working,
        claims=under.names,
        amount=_total(held),
        ask="the clause of the contract or of the plan on offsets during an appeal",
    )


def _medicare_stay(subject: Subject, under: Under, taken: Sequence[Money]) -> Iterator[Point]:
    """A redetermination or reconsideration that had arrived stops the taking until it is decided."""
    appeals = {one.level: one for one in effective(subject.case.appeals) if one.arrived_on is not None}
    for level, statement in ((_FIRST, _WHAT_STOPS), (_SECOND, _QIC)):
        one = appeals.get(level)
        if one is None or one.arrived_on is None:
            continue
        pending = _Pending(one, level, one.arrived_on.day, one.decided_on or subject.today + timedelta(days=1))
        held = [entry for entry in taken if pending.covers(entry)]
        if held:
            yield _medicare_point(under, pending, held, statement)
    yield from _after_redetermination(under, appeals, taken)


def _medicare_point(under: Under, pending: _Pending, held: Sequence[Money], statement: str) -> Point:
    said = under.statement(statement)
    rule = Rule(said.citation, said.confidence, said.source, under.regime.is_confirmed) if said is not None else None
    text = (
        f"The {pending.name} request arrived on {spelled_out(pending.since)} and was pending when"
        f" ${dollars(_total(held))} was withheld from {spelled_out(held[0].dated_on)} on. We ask for its return."
    )
    return Point(
        "taking",
        POSSIBLE,
        f"Taken while the {pending.name} was pending.",
        (*_pending_said([pending]), *_said(held), *((said.says,) if said is not None else ())),
        rule,
        text,
        under.names,
        _total(held),
        "proof that the request arrived, and the remittance of each taking, as exhibits",
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
            (f"decided {with_year(first.decided_on)}", *_said(held)),
            Rule(counting.citation, counting.confidence, counting.source) if counting is not None else None,
            claims=under.names,
            amount=_total(held),
            ask="the text of 42 CFR 405.379; from which day they may go on was not seen",
        )


def _granted_holds(subject: Subject, taken: Sequence[Money]) -> Iterator[Point]:
    """A taking inside a hold that the payer itself gave."""
    sent: list[Appeal | Filing] = [*effective(subject.case.filings), *effective(subject.case.appeals)]
    for one in sent:
        if one.held_from is None:
            continue
        held = [
            entry
            for entry in taken
            if one.held_from <= entry.dated_on and (one.held_through is None or entry.dated_on <= one.held_through)
        ]
        if held:
            through = f" through {spelled_out(one.held_through)}" if one.held_through is not None else ""
            exhibit = f" [{one.decision_document}]" if one.decision_document else ""
            yield Point(
                "taking",
                POSSIBLE,
                "Taken within a hold that they granted.",
                (f"held from {with_year(one.held_from)}{through}", *_said(held)),
                paragraph=(
                    f"Withholding was put on hold from {spelled_out(one.held_from)}{through}{exhibit}."
                    f" ${dollars(_total(held))} was withheld from {spelled_out(held[0].dated_on)} on."
                    " We ask for its return."
                ),
                amount=_total(held),
                ask="their word of the hold, and the remittance of each taking, as exhibits",
            )


def other_provider(subject: Subject) -> Iterator[Point]:
    """Money taken from another of the practice's provider numbers than the one the demand is about."""
    practice = subject.law.settings.practice
    own = subject.case.provider or (practice.npi if practice is not None else None)
    taken = [
        one
        for one in effective(subject.case.money)
        if one.kind in TAKEN and one.provider is not None and own is not None and one.provider != own
    ]
    if taken:
        others = ", ".join(dict.fromkeys(one.provider or "" for one in taken))
        yield Point(
            "other_provider",
            CANNOT_TELL,
            f"Taken from the payments of another provider number: {others}, not {own}.",
            _said(taken),
            amount=_total(taken),
            ask="on which clause or rule they take from another number's payments; no text read says it",
        )
