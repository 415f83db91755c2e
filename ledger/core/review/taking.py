"""Takings too early, while an answer was pending, against the payer's own word, or from another provider's money."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ledger.core.amount import dollars
from ledger.core.balance import TAKEN
from ledger.core.day import spelled_out, with_year
from ledger.core.entries import effective
from ledger.core.reckoning.counting import LAW
from ledger.core.reckoning.start import shown
from ledger.core.reckoning.taking import announced
from ledger.core.reckoning.theirs import concerns_taking
from ledger.core.review.lookback import rule_of
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.stay import during_a_stay
from ledger.core.review.subject import MEDICARE, money_said, money_total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.case import Money
    from ledger.core.deadline import Deadline
    from ledger.core.review.subject import Subject, Under
    from ledger.core.sending import Appeal, Filing


def taking(subject: Subject) -> Iterator[Point]:
    """Takings before the earliest day, announced for such a day, during a stay, or within a hold they granted."""
    if any(one.kind == "immediate_recoupment" for one in effective(subject.case.filings)):
        return  # asked for: nothing about its day can be held against them
    taken = [one for one in effective(subject.case.money) if one.kind in TAKEN and one.amount]
    yield from _granted_holds(subject, taken)
    whole = [one for one in taken if not one.by_claim] if len(subject.groups) > 1 else []
    if whole:
        yield _not_split(whole)
    for under in subject.groups:
        mine = [one for one in taken if one not in whole and _touches(under, one)]
        yield from _early(subject, under, mine)
        yield from _announced_early(subject, under, taken=bool(mine))
        yield from during_a_stay(subject, under, mine)


def _touches(under: Under, entry: Money) -> bool:
    names = {name for claim in under.claims for name in (claim.number, *claim.aliases)}
    return not entry.by_claim or not names or any(name.partition("/")[0] in names for name, _ in entry.by_claim)


def _not_split(whole: Sequence[Money]) -> Point:
    return Point(
        "taking",
        CANNOT_TELL,
        "The claims stand under several laws, and which of them was taken for is not typed.",
        money_said(whole),
        amount=money_total(whole),
        ask="the split by claim from the remittance (by_claim)",
    )


# before the earliest day


def _windows(subject: Subject, under: Under) -> list[Deadline]:
    """The days from which they may take, by law and by their own rule: the first of each."""
    wanted = set(under.names)
    found: dict[str, Deadline] = {}
    for one in subject.deadlines:
        mine = not wanted or not one.claims or bool(wanted.intersection(one.claims))
        if concerns_taking(one.name) and one.readings and one.regime == under.governed.regime and mine:
            found.setdefault(one.name.partition("/")[0], one)
    return list(found.values())


def _giver(under: Under, rule: Rule | None) -> str:
    return under.law if rule is not None else "their own rule"


def _early(subject: Subject, under: Under, taken: Sequence[Money]) -> Iterator[Point]:
    for window in _windows(subject, under):
        days = [reading.day for reading in window.readings]
        first, other = min(days), max(days)
        sure = [one for one in taken if one.dated_on < first and not _unsure(subject, under, window)]
        unsure = [one for one in taken if one.dated_on < other and one not in sure]
        if sure:
            yield _before(subject, under, window, sure)
        if unsure:
            yield _between(subject, under, window, unsure, other)


def _reading(window: Deadline, day: date) -> Rule | None:
    return next((rule_of(one) for one in window.readings if one.day == day and one.basis == LAW), None)


def _before(subject: Subject, under: Under, window: Deadline, taken: Sequence[Money]) -> Point:
    first = min(reading.day for reading in window.readings)
    rule = _reading(window, first)
    dated = subject.case.demand.dated_on
    said = f"The notice is dated {spelled_out(dated)}{subject.exhibit}. " if dated is not None else ""
    allowed = f" The rule relied on lets it begin on {spelled_out(first)}." if rule is not None and rule.citable else ""
    begun = f"${dollars(money_total(taken))} was withheld from {spelled_out(taken[0].dated_on)} on."
    text = f"{said}{begun}{allowed} We ask for its return."
    return Point(
        "taking",
        POSSIBLE,
        f"Taken before the earliest day that {_giver(under, rule)} gives, {with_year(first)}.",
        (*money_said(taken), *next(one for one in window.readings if one.day == first).steps),
        rule,
        text,
        under.names,
        money_total(taken),
        "the remittance of each taking, as an exhibit",
    )


def _unsure(subject: Subject, under: Under, window: Deadline) -> str:
    """The fact that has to be got before the earliest day can be held against them; empty where none is missing."""
    doubted = next((reading for reading in window.readings if reading.doubt), None)
    if doubted is not None:
        return f"their own rule as it stands today ({doubted.source})"
    if under.governed.regime == MEDICARE and subject.case.demand.section_935 is None:
        return "whether section 935 covers the debt: the head of the letter says so"
    return f"whether {window.assumed}" if window.assumed else ""


def _ask_of(subject: Subject, under: Under, window: Deadline) -> str:
    """What would decide: a fact that is missing, the proof of receipt, or an attorney once that is there."""
    missing = _unsure(subject, under, window)
    if missing:
        return missing
    if shown(subject.case.demand.received_evidence or "", subject.case):
        return "an attorney's view: one reading counts from the letter's date, the other from its proven receipt"
    return "proof of the day on which the letter came, kept as a document"


def _between(subject: Subject, under: Under, window: Deadline, taken: Sequence[Money], other: date) -> Point:
    return Point(
        "taking",
        CANNOT_TELL,
        f"Taken before one reading of the earliest day, {with_year(other)}.",
        (*money_said(taken), *next(one for one in window.readings if one.day == other).steps),
        _reading(window, other),
        claims=under.names,
        amount=money_total(taken),
        ask=_ask_of(subject, under, window),
    )


def _announced_early(subject: Subject, under: Under, *, taken: bool) -> Iterator[Point]:
    """A taking that is only announced: once money was taken, its own day counts."""
    days = announced(subject.case)
    for window in _windows(subject, under):
        readings = [reading.day for reading in window.readings]
        first, other = min(readings), max(readings)
        if taken or not days or days[0] >= other:
            continue
        sure = days[0] < first and not _unsure(subject, under, window)
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
            (f"by {_giver(under, rule)}:", *next(one for one in window.readings if one.day == counts).steps),
            rule,
            text if sure else "",
            under.names,
            under.amount or subject.whole,
            "the page that announces the day, as an exhibit" if sure else _ask_of(subject, under, window),
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
                (f"held from {with_year(one.held_from)}{through}", *money_said(held)),
                paragraph=(
                    f"Withholding was put on hold from {spelled_out(one.held_from)}{through}{exhibit}."
                    f" ${dollars(money_total(held))} was withheld from {spelled_out(held[0].dated_on)} on."
                    " We ask for its return."
                ),
                amount=money_total(held),
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
            money_said(taken),
            amount=money_total(taken),
            ask="on which clause or rule they take from another number's payments; no text read says it",
        )
