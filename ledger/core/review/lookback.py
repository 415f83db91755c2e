"""How far back they may look: each day of payment against the reading of the limit that is kindest to the payer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.balance import NOTHING
from ledger.core.day import spelled_out, with_year
from ledger.core.deadline import OVERDUE, THEIRS
from ledger.core.law.governing import counted
from ledger.core.reckoning.start import days_of
from ledger.core.reckoning.theirs import DEMAND
from ledger.core.reckoning.typed import trigger_of
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.subject import few
from ledger.core.review.undated import FAULT, without_a_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ledger.core.deadline import Deadline, Reading
    from ledger.core.law.rule import Window
    from ledger.core.review.subject import Subject

_OPEN = "open"
_EACH = 4
_NO_WAIVER = "one court of appeals held that the section gives providers no right to a waiver"


class Standing(NamedTuple):
    """One claim against one limit: ``standing`` is a verdict or ``open``, ``last`` the day by the kindest reading."""

    claim: str
    window: str
    standing: str
    last: date


def standings(subject: Subject) -> tuple[Standing, ...]:
    """Every claim against every limit that its law sets, in the order of the days."""
    return tuple(
        Standing(number, _root(one), _standing(subject, one), one.act_by)
        for one in _limits(subject)
        for number in one.claims
        if one.act_by is not None
    )


def lookback(subject: Subject) -> Iterator[Point]:
    """Claims that were paid longer ago than the limit of their law, and those for which it cannot be told."""
    yield from _found(subject, fault=False)
    for under in subject.groups:
        reckoned = {number for one in _limits(subject) for number in one.claims}
        yield from without_a_day(subject, under, reckoned)


def without_fault(subject: Subject) -> Iterator[Point]:
    """Payments so old that the law presumes the provider without fault, absent evidence to the contrary."""
    yield from _found(subject, fault=True)


def _found(subject: Subject, *, fault: bool) -> Iterator[Point]:
    """One point for each window, verdict and rule."""
    found: dict[tuple[str, str, Rule | None], list[Deadline]] = defaultdict(list)
    for one in _limits(subject):
        standing = _standing(subject, one)
        if standing != _OPEN and (_root(one) == FAULT) == fault:
            found[_root(one), standing, rule_of(_kindest(one))].append(one)
    for (name, standing, rule), deadlines in found.items():
        yield _point(subject, name, standing, rule, deadlines)


def _limits(subject: Subject) -> list[Deadline]:
    return [one for one in subject.deadlines if one.kind == THEIRS and one.limits and one.claims]


def _root(one: Deadline) -> str:
    return one.name.partition("/")[0]


def _standing(subject: Subject, one: Deadline) -> str:
    """What the deadline's own note says; a limit that no paper shows kept is kept where the letter came before it."""
    if POSSIBLE in one.note:
        return CANNOT_TELL if _kindest(one).doubt or one.assumed else POSSIBLE
    if one.state != OVERDUE and CANNOT_TELL not in one.note:
        return _OPEN
    dated = subject.case.demand.dated_on
    if not _met_by_letter(subject, one) and dated is not None and one.act_by is not None and dated <= one.act_by:
        return _OPEN
    return CANNOT_TELL


def _met_by_letter(subject: Subject, one: Deadline) -> bool:
    window = _window(subject, one)
    return window is None or DEMAND in window.met_by


def _window(subject: Subject, one: Deadline) -> Window | None:
    regime = subject.law.regimes.get(one.regime)
    return regime.window(_root(one)) if regime is not None else None


def _kindest(one: Deadline) -> Reading:
    return max(one.readings, key=lambda reading: reading.day)


def rule_of(reading: Reading) -> Rule | None:
    """The rule of a reading; None where a letter, a contract or a payer file states it."""
    rule = reading.rule
    return None if rule is None else Rule(rule.citation, rule.confidence, rule.source, rule.confirmed)


def _point(subject: Subject, name: str, standing: str, rule: Rule | None, deadlines: Sequence[Deadline]) -> Point:
    numbers = tuple(dict.fromkeys(number for one in deadlines for number in one.claims))
    window = _window(subject, deadlines[0])
    kept = window is None or DEMAND in window.met_by
    working = [*_all_working(subject, deadlines), f"the limit is for {deadlines[0].limits}"]
    working += [window.note] if window is not None and window.note else []
    working += [_NO_WAIVER] if name == FAULT else []
    title = deadlines[0].title
    said = "lie before the limit even in the reading kindest to them" if standing == POSSIBLE else "cannot be placed"
    sentence = f"{counted(len(numbers), 'claim')} {said}: {title}."
    if len(numbers) == 1:
        sentence = sentence.replace("claim lie", "claim lies")
    if not kept:
        sentence = f"{counted(len(numbers), 'claim')}: the letter came after the last day for {title}."
    return Point(
        "without_fault" if name == FAULT else "lookback",
        standing,
        sentence,
        tuple(working),
        rule,
        _paragraph(subject, rule, deadlines) if standing == POSSIBLE else "",
        numbers,
        subject.demanded(numbers) if kept else NOTHING,
        _ask(standing, deadlines[0], kept=kept),
    )


def _ask(standing: str, one: Deadline, *, kept: bool) -> str:
    reading = _kindest(one)
    if standing == POSSIBLE and reading.rule is None:
        return f"their own rule ({reading.source}) and the remittance that shows the day of payment, as exhibits"
    if standing == POSSIBLE:
        return "the remittance that shows the day of payment, as an exhibit"
    if not kept:
        return "ask them on which cause they reopened the payment"
    if one.assumed:
        return f"whether {one.assumed}"
    if reading.doubt:
        return f"their own rule as it stands today ({reading.source})"
    return "the date of their first letter about these claims, and the day each payment came"


def _all_working(subject: Subject, deadlines: Sequence[Deadline]) -> Iterator[str]:
    """The working of each day; of many that stand alike the first and the last."""
    shown = deadlines if len(deadlines) <= _EACH else (deadlines[0], deadlines[-1])
    for one in shown:
        yield from _working(subject, one)
    if len(shown) < len(deadlines):
        yield f"{len(deadlines) - len(shown)} more days between stand alike"


def _working(subject: Subject, one: Deadline) -> Iterator[str]:
    kindest = _kindest(one)
    yield next((fact for fact in one.facts if fact.startswith("claim")), f"claims {few(one.claims)}")
    yield from kindest.steps[:2]
    dated = subject.case.demand.dated_on
    if not _met_by_letter(subject, one) and dated is not None:
        yield f"the letter is of {with_year(dated)}, {counted((dated - kindest.day).days, 'day')} after it"
    else:
        yield one.note or "nothing on file shows when they asked for it"


def _paragraph(subject: Subject, rule: Rule | None, deadlines: Sequence[Deadline]) -> str:
    """Days of payment and of the letter, and how far they lie apart; the limit itself only where it may be cited."""
    dated = subject.case.demand.dated_on
    numbers = {number for one in deadlines for number in one.claims}
    trigger = _trigger(subject, deadlines[0])
    claims = [claim for claim in subject.case.claims if claim.number in numbers]
    paid = sorted(day for claim in claims for day in days_of(claim, trigger))
    if dated is None or not paid:  # only what papers show is said
        return ""
    words = "payments" if len(paid) > 1 else "payment"
    span = f"on {spelled_out(paid[0])}"
    if paid[0] != paid[-1]:
        span = f"from {spelled_out(paid[0])} through {spelled_out(paid[-1])}"
    verb = "were" if len(paid) > 1 else "was"
    done = "received" if trigger == "payment_received" else "made"
    least = "" if paid[0] == paid[-1] else "at least "
    text = (
        f"The {words} for the claims named here {verb} {done} {span}. The notice is dated {spelled_out(dated)}"
        f"{subject.exhibit}, {least}{counted((dated - paid[-1]).days, 'day')} later."
    )
    length = _length(_kindest(deadlines[0]))
    if rule is not None and rule.citable and length and _root(deadlines[0]) != FAULT:
        text += f" The rule relied on gives {length} for {deadlines[0].limits.partition(';')[0]}."
    return text


def _trigger(subject: Subject, one: Deadline) -> str:
    """What the limit counts from: by its rule, else as the payer file states it of the payer itself."""
    window = _window(subject, one)
    if window is not None:
        return trigger_of(window, ())
    typed = [entry for under in subject.groups for payer in under.payers for entry in payer.windows]
    return next((entry.counted_from or "" for entry in typed if entry.deadline == _root(one)), "")


def _length(reading: Reading) -> str:
    """``180 days from receipt of the payment``: what follows the citation in a reading's source."""
    citation = reading.rule.citation if reading.rule is not None else ""
    return reading.source.removeprefix(f"{citation}, ") if citation else ""
