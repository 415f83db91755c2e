"""How far back they may look: each day of payment against the reading of the limit that is kindest to the payer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.balance import NOTHING, claim_demanded
from ledger.core.day import spelled_out, with_year
from ledger.core.deadline import OVERDUE, THEIRS
from ledger.core.law.calendar import after
from ledger.core.law.governing import counted
from ledger.core.law.rule import PAYMENT_RECEIVED, versions_in_force
from ledger.core.reckoning.facts import fails, meets
from ledger.core.reckoning.start import OF_CLAIMS, days_of
from ledger.core.reckoning.theirs import DEMAND
from ledger.core.reckoning.typed import trigger_of
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.subject import few

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from ledger.core.case import Claim
    from ledger.core.deadline import Deadline, Reading
    from ledger.core.law.rule import Gap, Window
    from ledger.core.review.subject import Subject, Under

_FAULT = "without_fault"
_OPEN = "open"
_EACH = 4


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
        yield from _without_a_day(subject, under)


def without_fault(subject: Subject) -> Iterator[Point]:
    """Payments so old that the law presumes the provider without fault, absent evidence to the contrary."""
    yield from _found(subject, fault=True)


def _found(subject: Subject, *, fault: bool) -> Iterator[Point]:
    """One point for each window, verdict and rule."""
    found: dict[tuple[str, str, Rule | None], list[Deadline]] = defaultdict(list)
    for one in _limits(subject):
        standing = _standing(subject, one)
        if standing != _OPEN and (_root(one) == _FAULT) == fault:
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
        return POSSIBLE
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
    working = list(_all_working(subject, deadlines))
    if window is not None and window.note:
        working.append(window.note)
    title = deadlines[0].title
    said = "lie before the limit even in the reading kindest to them" if standing == POSSIBLE else "cannot be placed"
    sentence = f"{counted(len(numbers), 'claim')} {said}: {title}."
    if len(numbers) == 1:
        sentence = sentence.replace("claim lie", "claim lies")
    if not kept:
        sentence = f"{counted(len(numbers), 'claim')}: the letter came after the last day for {title}."
    return Point(
        "without_fault" if name == _FAULT else "lookback",
        standing,
        sentence,
        tuple(working),
        rule,
        _paragraph(subject, rule, deadlines) if standing == POSSIBLE else "",
        numbers,
        _amount(subject, numbers) if kept else NOTHING,
        _ask(standing, kept=kept),
    )


def _ask(standing: str, *, kept: bool) -> str:
    if standing == POSSIBLE:
        return "the remittance that shows the day of payment, as an exhibit"
    if not kept:
        return "ask them on which cause they reopened the payment"
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
    if not _met_by_letter(subject, one):
        if dated is not None and one.act_by is not None:
            yield f"the letter is of {with_year(dated)}, {counted((dated - one.act_by).days, 'day')} after it"
    elif one.note:
        yield one.note


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
    if rule is not None and rule.citable and length and _root(deadlines[0]) != _FAULT:
        text += f" The rule relied on gives {length}."
    return text


def _trigger(subject: Subject, one: Deadline) -> str:
    window = _window(subject, one)
    return trigger_of(window, ()) if window is not None else ""


def _length(reading: Reading) -> str:
    """``180 days from receipt of the payment``: what follows the citation in a reading's source."""
    citation = reading.rule.citation if reading.rule is not None else ""
    return reading.source.removeprefix(f"{citation}, ") if citation else ""


def _amount(subject: Subject, numbers: Sequence[str]) -> Decimal:
    wanted = set(numbers)
    return sum((claim_demanded(claim) for claim in subject.case.claims if claim.number in wanted), NOTHING)


# where no day could be reckoned


def _without_a_day(subject: Subject, under: Under) -> Iterator[Point]:
    """A limit of the law that the facts typed so far do not let anybody reckon."""
    dated = {number for one in _limits(subject) for number in one.claims if one.regime == under.regime.name}
    gaps = [gap for gap in under.regime.gaps if gap.when and _limiting(gap, under) and meets(gap.when, under.facts)]
    for gap in gaps:
        yield Point(
            "lookback",
            CANNOT_TELL,
            f"{under.law}: {gap.what} is not in the texts read.",
            (gap.because,),
            claims=under.names,
            amount=under.amount,
            ask="the contract's own time, or a text of the law that says it",
        )
    if gaps:
        return
    for window in under.regime.windows:
        trigger = trigger_of(window, under.payers)
        if not window.limits or DEMAND not in window.met_by or trigger not in OF_CLAIMS:
            continue
        if not window.versions or fails(window.when, under.facts) or _root_of(window) == _FAULT:
            continue
        bare = [
            one
            for one in under.claims
            if one.number not in dated and not days_of(one, trigger) and not _surely_open(subject, window, one)
        ]
        numbers = tuple(claim.number for claim in bare)
        if numbers:
            yield Point(
                "lookback",
                CANNOT_TELL,
                f"{counted(len(numbers), 'claim')}: the day of {OF_CLAIMS[trigger]} is not typed ({window.title}).",
                (f"claims {few(numbers)}",),
                claims=numbers,
                amount=_amount(subject, numbers),
                ask=f"the day of {OF_CLAIMS[trigger]}, from the remittance or the bank",
            )
            return


def _surely_open(subject: Subject, window: Window, claim: Claim) -> bool:
    """Whether the limit holds even counted from the day of payment, which no receipt comes before."""
    dated, paid = subject.case.demand.dated_on, claim.paid_on
    if dated is None or paid is None:
        return False
    lasts = [
        after(paid, one.counting.number, one.counting.unit, subject.law.holidays)
        for one in versions_in_force(window, dated)
        if one.counting.counted_from == PAYMENT_RECEIVED
    ]
    return bool(lasts) and dated <= min(lasts)


def _root_of(window: Window) -> str:
    return window.name.partition("/")[0]


def _limiting(gap: Gap, under: Under) -> bool:
    limits = {window.name for window in under.regime.windows if window.limits}
    return bool(limits.intersection(gap.windows)) or "lookback" in gap.windows
