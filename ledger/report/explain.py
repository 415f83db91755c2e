"""The screen of ``recoup explain``: why a day is what it is, with the working."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import NamedTuple

from ledger.core.case import Case
from ledger.core.codes import Code
from ledger.core.day import column, days_left, short
from ledger.core.deadline import ANSWERED, MET, OVERDUE, SENT, THEIRS, Deadline, RuleRef
from ledger.core.law.governing import counted
from ledger.core.law.rule import CONFIDENCES, Confirmation, Gap, Regime, Statement, Window
from ledger.core.reckoning.theirs import CANNOT_TELL
from ledger.report.columns import DISCLAIMER, WIDTH

CLOSING = f"Check the source. {DISCLAIMER}"
_LABEL = 12
_USED = "<- used"
_DAY = 12
_SHOWN = 3


class Told(NamedTuple):
    """What an explanation is about: a deadline, its case, its regime and how many claims that regime governs.

    ``statements`` are what the rules say in words of its window, ``gaps`` what they lack for it.
    """

    deadline: Deadline
    case: Case
    regime: Regime | None
    under_law: int
    today: date
    statements: tuple[Statement, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def window(self) -> Window | None:
        """The window of the rules, where they have one of this name."""
        return self.regime.window(self.deadline.name.partition("/")[0]) if self.regime else None


def explained(told: Told) -> list[str]:
    """The screen for one deadline, without its closing line."""
    one = told.deadline
    lines = wrap(_title(told), WIDTH, subsequent_indent=" " * _LABEL)
    lines += _readings(one, told.today)
    lines += _labelled("Facts", ((f"deadline {one.name}",) if "/" in one.name else ()) + one.facts)
    lines += _labelled("Counting", _working(one))
    lines += _labelled("Limits", (one.limits,) if one.limits else ())
    lines += _labelled("Protects", _protects(told))
    lines += _labelled(_label_of_met(one), _met_by(one))
    lines += _labelled("Arguable", _arguable(told))
    lines += _labelled("Worth", _worth(one))
    lines += _labelled("Set aside", one.considered)
    lines += _labelled("Note", _notes(told))
    lines += _labelled("Next", _next(one))
    surest = sorted(told.statements, key=lambda statement: CONFIDENCES.index(statement.confidence))
    lines += _labelled("Law says", _few([_stated(statement) for statement in surest], one.regime))
    lines += _labelled("Not known", _few([f"{gap.what}: {gap.because}" for gap in told.gaps], one.regime))
    return lines + _labelled("Rule", _rule(told))


def _stated(statement: Statement) -> str:
    """``A rebuttal does not stop the taking (42 CFR 405.374, confidence high)``."""
    return f"{statement.says.rstrip('.')} ({statement.citation}, confidence {statement.confidence})"


def _few(said: list[str], regime: str) -> list[str]:
    """The first of many; the rest stands in the rules."""
    more = len(said) - _SHOWN
    return said if more <= 0 else [*said[:_SHOWN], f"{more} more: recoup rules show {regime}"]


def _next(one: Deadline) -> tuple[str, ...]:
    """What to do about a duty of theirs whose day has passed."""
    return (once_passed(one),) if one.kind == THEIRS and one.awaited and one.state == OVERDUE else ()


def once_passed(one: Deadline) -> str:
    """``recoup letter RC-... follow_up``; plain words where no letter of that kind is made."""
    from ledger.core.letter.kind import KINDS

    made = next((kind.name for kind in KINDS.values() if one.then and one.then in (kind.name, kind.serves)), "")
    return f"recoup letter {one.case} {made}" if made else "write to them"


def _title(told: Told) -> str:
    one = told.deadline
    act = told.window.act if told.window else one.title[:1].upper() + one.title[1:]
    if one.act_by is None:
        return f"{act}: NO DATE; {one.missing}" if one.missing else f"{act}: no date"
    if one.kind == THEIRS:
        return f"{act}: {_of_theirs(told, one.act_by)}"
    verb = "must ARRIVE by" if one.filed_when == "received" else "must be SENT by"
    return f"{act}: {verb} {short(one.act_by)} {one.act_by.year} ({_state(one, told.today)})"


def _of_theirs(told: Told, day: date) -> str:
    one, window = told.deadline, told.window
    if one.awaited:
        return f"due from them by {short(day)} {day.year} ({_state(one, told.today)})"
    if not one.limits and (window is None or window.permission):
        said = "may begin" if day <= told.today else days_left(day, told.today)
        return f"from {short(day)} {day.year} ({said})"
    said = "in time" if one.state == MET else "after it" if one.state == OVERDUE else _state(one, told.today)
    return f"the last day is {short(day)} {day.year} ({CANNOT_TELL if CANNOT_TELL in one.note else said})"


def _state(one: Deadline, today: date) -> str:
    if one.state in ("open", "moved", "past_safe_day", "overdue") and one.act_by is not None:
        return days_left(one.act_by, today)
    return one.state.replace("_", " ")


def _labelled(label: str, parts: Sequence[str]) -> list[str]:
    """Lines that hang beside their label; none for no words."""
    lines = [line for part in parts for line in wrap(part, WIDTH - _LABEL)]
    return [f"{'' if number else label:<{_LABEL}}{line}" for number, line in enumerate(lines)]


def _notes(told: Told) -> tuple[str, ...]:
    assumed = told.deadline.assumed
    window = told.window.note if told.window else ""
    said = (told.deadline.note, f"only where {assumed}: not known here" if assumed else "", window)
    return tuple(part for part in said if part)


def _readings(one: Deadline, today: date) -> list[str]:
    """Every reading on its line; the first of the day to act by is marked, with that day where a roll lies between."""
    lines: list[str] = []
    before: RuleRef | None = None
    mark = _USED
    for reading in one.readings:
        source = reading.source
        if before is not None and reading.rule is not None and before.citation == reading.rule.citation:
            source = source.replace(before.citation, "the same rule", 1)
        before = reading.rule or before
        kept = reading.day if one.kind == THEIRS else reading.safe_day
        used = mark if kept == one.act_by else ""
        year = "" if reading.day.year == today.year else f" {reading.day.year}"
        width = WIDTH - _LABEL - _DAY - len(year)
        first, *more = wrap(source, width - len(_USED) - 8 if used else width) or [""]
        text = f"{column(reading.day)}{year}  {first}"
        if used:
            text = f"{text:<54}{used}"
            mark = ""
            more += [f"the safe day is {short(kept, today)}"] if kept != reading.day else []
        lines += [text, *(" " * (_DAY + len(year)) + line for line in more)]
    return [f"{'Readings' if not number else '':<{_LABEL}}{line}" for number, line in enumerate(lines)]


def _working(one: Deadline) -> tuple[str, ...]:
    """The steps of every count; a printed day on a working day needs none."""
    plain = (f"{short(reading.day)}, a working day" for reading in one.readings)
    skip = set(plain)
    steps = [step for reading in one.readings for step in reading.steps if step not in skip]
    return tuple(dict.fromkeys(steps))


def _protects(told: Told) -> tuple[str, ...]:
    one, announced = told.deadline, told.case.demand.offset_from
    if one.stops_taking and announced:
        first, *more = one.protects
        return (f"{first}; the letter announces it for {short(announced, told.today)}", *more)
    return one.protects


def _label_of_met(one: Deadline) -> str:
    """A day of theirs that is nobody's duty is never met: what it limits was done on some day."""
    if one.kind == THEIRS and not one.awaited:
        return "Done on"
    return {MET: "Met", ANSWERED: "Answered", SENT: "Sent"}.get(one.state, "Met by")


def _met_by(one: Deadline) -> tuple[str, ...]:
    if one.met_by:
        return (one.met_by,)
    if one.kind == THEIRS:
        done = (f"{short(one.met_on)} {one.met_on.year}",) if one.met_on is not None else ()
        return done if one.state == MET or not one.awaited else ("what they send; nothing of ours",)
    if one.filed_when == "sent":
        return ("proof of sending by that day",)
    return ("proof of arrival; a postmark is not counted on",)


def _arguable(told: Told) -> tuple[str, ...]:
    one = told.deadline
    if one.arguable_until is None or one.arguable_until == one.act_by or one.kind == THEIRS:
        return ()
    claims = f", {counted(told.under_law, 'claim')}" if told.under_law else ""
    return (f"until {short(one.arguable_until, told.today)}{claims}: for your attorney to judge",)


def _worth(one: Deadline) -> tuple[str, ...]:
    claims = f", {counted(len(one.claims), 'claim')}" if one.claims else ""
    return (f"{one.worth:,.2f}{claims}",) if one.worth else ()


def _rule(told: Told) -> tuple[str, ...]:
    rules = list(dict.fromkeys(reading.rule for reading in told.deadline.readings if reading.rule is not None))
    lines = []
    for number, rule in enumerate(rules):
        if (
            number == 0
            or rule.citation != rules[number - 1].citation
            or rule.confidence != rules[number - 1].confidence
        ):
            lines.append(_cited(rule))
        if number == 0 or rule.source != rules[number - 1].source:
            lines.append(f"source: {rule.source}")
    if told.window is not None and rules:
        lines += [
            one.note for one in told.window.versions if one.note and one.effective_from == rules[0].effective_from
        ][:1]
    if told.regime is not None and rules:
        lines += [_confirmed(one) for one in told.regime.confirmed if one.holds]
        lines += [f"not checked: {what}" for what in told.regime.not_checked]
    return tuple(lines)


def _cited(rule: RuleRef) -> str:
    read = f", text read {rule.verified_on}" if rule.verified_on else ""
    since = f"in force from {rule.effective_from}"
    if rule.seen_from is not None:
        since = f"read as in force from {rule.effective_from}; text seen only from {rule.seen_from}"
    return f"{rule.regime}, {rule.citation}{read}, confidence {rule.confidence}; {since}"


def _confirmed(one: Confirmation) -> str:
    """``confirmed by dana on 2026-11-24 (the Register of 3 March)``."""
    on = f" on {one.confirmed_on}" if one.confirmed_on else ""
    return f"confirmed by {one.by}{on} ({one.source})"


def explained_code(code: Code, page: str) -> list[str]:
    """What a finding means: its page, or its line of the table where the page did not come along."""
    if page:
        return page.rstrip().splitlines()
    return [f"{code.code} {code.slug} ({code.severity})", code.summary]


def explained_reason(reason: str, words: Sequence[str]) -> list[str]:
    """What a reason for recoupment is about, in our own words."""
    lines = [reason.replace("_", " ").capitalize()]
    return lines + [line for part in words for line in wrap(part, WIDTH, subsequent_indent="  ")]
