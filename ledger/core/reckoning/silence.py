"""What the rules lack in a case (a rule, a version, a figure), and what they say in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.core.case import Case
from ledger.core.deadline import MUST, NO_DATE, OPTION, Deadline
from ledger.core.finding import Finding
from ledger.core.law.governing import Law, governing
from ledger.core.law.rule import Gap, Statement, Window
from ledger.core.reckoning.answer import worth
from ledger.core.reckoning.facts import fails, meets
from ledger.core.reckoning.group import setting_for
from ledger.core.reckoning.minimum import amount_needed
from ledger.core.reckoning.occasion import occasions
from ledger.core.reckoning.reading import Gathered, gather
from ledger.core.reckoning.standing import Days, standing
from ledger.core.reckoning.view import Setting, View
from ledger.core.reckoning.window import waits_for_another_fact

_TYPE_THE_DAY = "no day is reckoned for it: type the day that your papers print, or ask your attorney what applies"


def gap_findings(case: Case, law: Law) -> list[Finding]:
    """What a case needs and the rules do not say: LED503 for a rule, LED502 for a figure of a year.

    They say the same on every day. A closed case needs nothing any more.
    """
    if case.closed is not None:
        return []
    found: list[Finding] = []
    for group in governing(case, law):
        if group.regime:
            setting = setting_for(case, group, law, date.min)
            found += [
                _of_gap(gap, setting) for gap in setting.regime.gaps if gap.when and meets(gap.when, setting.facts)
            ]
            for window in setting.regime.windows:
                found += _of_window(window, setting)
    return list(dict.fromkeys(found))


def _of_gap(gap: Gap, setting: Setting) -> Finding:
    said = gap.what.rstrip(".")
    message = f"{setting.regime.title} has no rule for this: {said}. {gap.because}"
    return Finding("LED503", message, _TYPE_THE_DAY, _place(gap.when[0].fact))


def _place(fact: str) -> tuple[str, ...]:
    """Where in a case the fact stands on which a gap turns."""
    places = {"notice": ("notices",), "level": ("appeals",), "filing": ("filings",), "filed_in": ("appeals",)}
    in_letter = ("reason", "found_by", "section_935")
    return places.get(fact, ("demand", fact) if fact in in_letter else ("demand",))


def _of_window(window: Window, setting: Setting) -> Iterator[Finding]:
    """No version of a window on its day, and no day from elsewhere; or no figure for the year of its safe day."""
    if window.kind not in (MUST, OPTION) or not window.versions or fails(window.when, setting.facts):
        return
    if waits_for_another_fact(window, setting.case):
        return
    started = min(version.effective_from for version in window.versions)
    ended = any(version.through is not None for version in window.versions)
    for paper in occasions(setting.case, window, setting.regime, setting.letter):
        if not (window.minimum or ended or (paper.dated or paper.received or date.min) < started):
            continue
        view = View(window, paper, setting)
        gathered = gather(view)
        if gathered.unruled and not gathered.reads and window.kind == MUST and _waits(view):
            yield Finding("LED503", gathered.unruled, _TYPE_THE_DAY, ("appeals",) if window.after else ("demand",))
        yield from _of_figure(window, gathered, setting)


def _waits(view: View) -> bool:
    """Whether the act is still to be done: not answered, not ended, no later level reached."""
    return standing(view, view.window.filed_when, Days(None, None), view.window.kind).state == NO_DATE


def _of_figure(window: Window, gathered: Gathered, setting: Setting) -> Iterator[Finding]:
    act_by = min((one.reading.safe_day for one in gathered.reads), default=None)
    stake = worth(setting.case, setting.claims)
    needed = amount_needed(window, setting.regime, act_by, stake)
    if needed.unpublished:
        message = f"{setting.regime.title}: {needed.unpublished} was not found in the texts read"
        hint = "look the figure up before filing; no figure of another year is used"
        yield Finding("LED502", message, hint, ("appeals",))


def said_of(deadline: Deadline, case: Case, law: Law, today: date) -> tuple[tuple[Statement, ...], tuple[Gap, ...]]:
    """What the rules say in words of a deadline's window, and what they lack for it, in the case's circumstances.

    Statements count that name the window and were in force on the day of the letter, or are today where it has none.
    """
    name = deadline.name.partition("/")[0]
    on = case.demand.dated_on or today
    group = next((one for one in governing(case, law) if one.regime and one.regime == deadline.regime), None)
    if group is None:
        return (), ()
    setting = setting_for(case, group, law, today)
    statements = tuple(
        one
        for one in setting.regime.statements
        if name in one.windows
        and not fails(one.when, setting.facts)
        and (one.effective_from or date.min) <= on <= (one.through or date.max)
    )
    gaps = tuple(one for one in setting.regime.gaps if name in one.windows and not fails(one.when, setting.facts))
    return statements, gaps
