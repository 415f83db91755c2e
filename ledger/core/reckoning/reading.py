"""Every reading of one window: what the paper prints, the contract, the law and extensions, each with its working."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from ledger.core.case import Case, Claim
from ledger.core.day import short
from ledger.core.deadline import THEIRS, Reading, RuleRef
from ledger.core.law.calendar import (
    BUSINESS_DAYS,
    CALENDAR_DAYS,
    CALENDAR_YEARS,
    PREVIOUS,
    Calendar,
    after,
    rolled,
)
from ledger.core.law.governing import counted
from ledger.core.law.rule import (
    DATED,
    DECISION_DATED,
    IDENTIFIED,
    LOW,
    TAKEN,
    Counting,
    Regime,
    Window,
    WindowVersion,
    versions_in_force,
)
from ledger.core.payer import Payer, PayerWindow
from ledger.core.reckoning.facts import Facts, fails
from ledger.core.reckoning.occasion import Occasion
from ledger.core.reckoning.start import Start, Starts, starts
from ledger.core.reckoning.taking import first_taking
from ledger.core.sending import Printed

LETTER = "letter"
CONTRACT = "contract"
PROFILE = "profile"
LAW = "law"
EXTENSION = "extension"
RECEIVED = "received"

_UNITS = {
    CALENDAR_DAYS: "calendar day",
    BUSINESS_DAYS: "business day",
    "months": "month",
    "years": "year",
    CALENDAR_YEARS: "calendar year",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Setting(NamedTuple):
    """What windows are read in: case, claims, payer files, regime, calendar, the facts that rules turn on, today.

    ``letter`` is the first letter that asked for this money.
    """

    case: Case
    claims: tuple[Claim, ...]
    payers: tuple[Payer, ...]
    regime: Regime
    calendar: Calendar
    facts: Facts
    today: date
    letter: Occasion


class View(NamedTuple):
    """One window, seen from the paper that starts it."""

    window: Window
    paper: Occasion
    setting: Setting

    @property
    def name(self) -> str:
        """The deadline's name: the window's, with the paper's key where several papers start one."""
        return f"{self.window.name}/{self.paper.key}" if self.paper.key else self.window.name


class Read(NamedTuple):
    """A reading and what counts as filed under it: ``sent`` or ``received``."""

    reading: Reading
    filed_when: str


class Gathered(NamedTuple):
    """All readings, earliest first; ``missing`` is what to get without one, ``unruled`` why the law is silent."""

    reads: tuple[Read, ...]
    missing: str = ""
    unruled: str = ""


def gather(view: View) -> Gathered:
    """Every reading of a window for the paper that starts it.

    What a later paper prints counts only where it is no later than the days that stand: the first date stands.
    """
    found = _printed(view)
    for payer in view.setting.payers:
        found += _typed(view, payer)
    by_law, missing, unruled = _by_law(view)
    found += by_law
    for later in view.paper.later:
        first = min((one.reading.safe_day for one in found), default=date.max)
        found += [one for one in _printed(view._replace(paper=later)) if one.reading.day <= first]
    once: dict[tuple[date, str], Read] = {}  # two ways to one day read alike
    for one in sorted(found, key=lambda one: (one.reading.safe_day, one.reading.day)):
        once.setdefault((one.reading.day, one.reading.source), one)
    return Gathered(tuple(once.values()), missing, unruled)


# what papers and payer files state


class _Source(NamedTuple):
    """Where a stated window comes from, and whether it was filed when sent or when received."""

    basis: str
    words: str
    filed_when: str


def _printed(view: View) -> list[Read]:
    window, paper = view.window, view.paper
    found = []
    if window.prints and paper.answer_by is not None:
        source = _Source(LETTER, _place(paper, paper.answer_by_source), window.filed_when)
        found.append(_on_the_day(view, paper.answer_by, source))
    for entry in paper.printed:
        if entry.deadline.partition("/")[0] == window.name:
            source = _Source(LETTER, _place(paper, entry.source or ""), entry.filed_when or window.filed_when)
            found += _stated(view, entry, source)
    return found


def _place(paper: Occasion, source: str) -> str:
    """``the letter, demand page 2, prints it``."""
    where = source.strip().strip("[]")
    name, page, number = where.rpartition(" p")
    if page and number.replace("-", "").isdigit():
        where = f"{name} page {number}"
    return f"the {paper.word}, {where}, prints it" if where else f"the {paper.word} prints it"


def _typed(view: View, payer: Payer) -> list[Read]:
    """What the contract or the profile in a payer file says, from the day it holds."""
    on = view.paper.dated or view.paper.received or date.max
    found = []
    for entry in payer.windows:
        if entry.deadline == view.window.name and (entry.valid_from is None or on >= entry.valid_from):
            label = " (confidence low)" if entry.confidence == LOW else ""
            words = f"{entry.source or f'the payer file of {payer.name}'}{label}"
            basis = PROFILE if payer.profile and not payer.contract else CONTRACT
            found += _stated(view, entry, _Source(basis, words, entry.filed_when or view.window.filed_when))
    return found


def _stated(view: View, entry: Printed | PayerWindow, source: _Source) -> list[Read]:
    """The readings of a window that a paper or a payer file states as a day or as a count."""
    if entry.until is not None:
        return [_on_the_day(view, entry.until, source)]
    if entry.days is None:
        return []
    default = DECISION_DATED if view.paper.word == "decision" else DATED
    counting = Counting(entry.counted_from or default, entry.days, entry.unit or CALENDAR_DAYS)
    begun = _starts(view, counting)
    return [_counted(view, start, counting, source) for start in begun.days]


def _starts(view: View, counting: Counting) -> Starts:
    setting = view.setting
    return starts(setting.case, setting.claims, view.paper, counting, theirs=view.window.kind == THEIRS)


def _on_the_day(view: View, day: date, source: _Source) -> Read:
    calendar = view.setting.calendar
    safe = safe_day(day, source.filed_when, calendar)
    steps = (_lands(day, day, safe, calendar),)
    return Read(
        Reading(day, day, safe, source.basis, source.words, steps, None, view.paper.document or None), source.filed_when
    )


def _counted(view: View, start: Start, counting: Counting, source: _Source) -> Read:
    calendar = view.setting.calendar
    last = after(start.day, counting.number, counting.unit, calendar, first_day=counting.first_day)
    day, safe = rolled(last, counting.roll, calendar), safe_day(last, source.filed_when, calendar)
    length = counted(counting.number, _UNITS[counting.unit])
    if counting.unit == CALENDAR_YEARS:
        nth = _ORDINALS[counting.number - 1] if counting.number <= len(_ORDINALS) else f"{counting.number}th"
        working = f"the {nth} calendar year after {start.day.year} ends "
        words = f"{length} after the year of {start.words}"
    elif counting.first_day:
        working = f"{_bare(start.day)} is day 1; day {counting.number} = "
        words = f"day {counting.number}, {start.words} as day 1"
    else:
        working = f"{_bare(start.day)} + {length} = "
        words = f"{length.replace('calendar ', '')} from {start.words}"
    steps = (start.step, working + _lands(last, day, safe, calendar), counting.because)
    reading = Reading(
        day=day,
        unrolled=last,
        safe_day=safe,
        basis=source.basis,
        source=f"{source.words}, {words}",
        steps=tuple(step for step in steps if step),
        document=view.paper.document or None,
    )
    return Read(reading, source.filed_when)


def _bare(day: date) -> str:
    """``6 Mar``: a day to count from."""
    return short(day).partition(" ")[2]


def safe_day(last: date, filed_when: str, calendar: Calendar) -> date:
    """Where filed means arrived, the last working day on or before; no move to a later day is relied on."""
    return rolled(last, PREVIOUS, calendar) if filed_when == RECEIVED else last


def _lands(last: date, day: date, safe: date, calendar: Calendar) -> str:
    if calendar.is_open(last):
        known = "" if calendar.covers(last) else f" (the holidays of {last.year} are not listed)"
        return f"{short(last)}, a working day{known}"
    text = f"{short(last)}, {calendar.why_closed(last)}"
    if day != last:
        text += f"; rolls to {short(day)}"
    return f"{text}; the safe day is {short(safe)}" if safe != last else text


# what the law says


def _by_law(view: View) -> tuple[list[Read], str, str]:
    """The readings of the rules in force when the paper was made, what they lack, and why the law is silent."""
    window = view.window
    if not window.versions:
        return [], "", ""
    on = _rule_day(view)
    if on is None:
        return [], f"the date on the {view.paper.word}", ""
    started = versions_in_force(window, on)
    if not started:
        return [], "", f"{view.setting.regime.name} has no rule for {window.title} on {short(on)} {on.year}"
    found: list[Read] = []
    missing = ""
    for version in started:
        if not fails(version.when, view.setting.facts):
            reads, lacks = _of_version(view, version)
            found += reads
            missing = missing or lacks
    return found, "" if found else missing, ""


def _rule_day(view: View) -> date | None:
    """The day that decides which version of a rule applies: of the paper, of our own knowledge, or of the taking."""
    report = view.setting.case.self_report
    triggers = {one.counting.counted_from for one in view.window.versions}
    if report is not None and IDENTIFIED in triggers:
        return report.identified_on
    on = view.paper.dated or view.paper.received
    if on is None or TAKEN in triggers:
        return first_taking(view.setting.case, view.setting.claims) or on
    return on


def _of_version(view: View, version: WindowVersion) -> tuple[list[Read], str]:
    found: list[Read] = []
    missing = ""
    for counting in (version.counting, *version.also):
        begun = _starts(view, counting)
        found += [_ruled(view, start, counting, version) for start in begun.days]
        missing = missing or begun.missing
    return found + _held(view, version), missing


def _ruled(view: View, start: Start, counting: Counting, version: WindowVersion) -> Read:
    read = _counted(view, start, counting, _Source(LAW, counting.citation, view.window.filed_when))
    seen = version.seen_from
    unseen = seen is not None and (_rule_day(view) or seen) < seen
    rule = RuleRef(
        regime=view.setting.regime.name,
        window=view.window.name,
        effective_from=version.effective_from,
        citation=counting.citation,
        source=counting.source,
        verified_on=version.verified_on,
        confidence=LOW if unseen else counting.confidence,
    )
    steps = (*read.reading.steps, f"text seen only from {short(seen)} {seen.year}") if unseen and seen else ()
    return read._replace(reading=read.reading._replace(rule=rule, steps=steps or read.reading.steps))


def _held(view: View, version: WindowVersion) -> list[Read]:
    """The longest reading of a count that a good-faith investigation holds up; how the two add up is not settled."""
    report, hold = view.setting.case.self_report, version.counting.hold_days
    if hold is None or report is None or report.identified_on is None or report.investigating_from is None:
        return []
    longest = report.identified_on + timedelta(days=hold)
    ended = min(report.investigating_through or longest, longest)
    step = f"an investigation holds the count until {short(ended)} at the most"
    return [_ruled(view, Start(ended, "the end of the investigation", step), version.counting, version)]


def extended(view: View, until: date, proof: str, document: str | None, filed_when: str) -> Reading:
    """An extension as a reading; what was written is its source."""
    source = _Source(EXTENSION, f"more time, {proof}" if proof else "more time, nothing written", filed_when)
    return _on_the_day(view, until, source).reading._replace(document=document)
