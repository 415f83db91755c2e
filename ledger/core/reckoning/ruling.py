"""What the law says of one window: the readings of the rules that were in force, and where they are silent."""

from __future__ import annotations

from datetime import date, timedelta

from ledger.core.day import with_year
from ledger.core.deadline import THEIRS, RuleRef
from ledger.core.law.rule import IDENTIFIED, LOW, STOPS_TAKING, TAKEN, Counting, WindowVersion, versions_in_force
from ledger.core.reckoning.counting import CONTRACT, LAW, Read, Source, count_off
from ledger.core.reckoning.facts import assumed, fails
from ledger.core.reckoning.start import Start, Starts, starts
from ledger.core.reckoning.taking import first_taking
from ledger.core.reckoning.view import View


def by_law(view: View) -> tuple[list[Read], str, str]:
    """The readings of the rules in force when the paper was made, what they lack, and why the law is silent."""
    window = view.window
    if not window.versions:
        return [], "", ""
    on = _rule_day(view)
    if on is None:
        return [], f"the date on the {view.paper.word}", ""
    started = versions_in_force(window, on)
    if not started:
        return [], "", f"no text of {view.setting.regime.name} for {window.title} was seen for {with_year(on)}"
    found: list[Read] = []
    missing = ""
    for version in started:
        if not fails(version.when, view.setting.facts):
            reads, lacks = _of_version(view, version)
            found += reads
            missing = missing or lacks
    return found, "" if found else missing, ""


def stops_by_law(view: View) -> bool:
    """Whether a rule in force says that the act stops the taking: a day that only a letter gives says no such thing."""
    window = view.window
    on = _rule_day(view) or view.setting.today
    return STOPS_TAKING in window.protects and any(
        not fails(version.when, view.setting.facts) for version in versions_in_force(window, on)
    )


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
        begun = started(view, counting)
        found += [_ruled(view, start, counting, version) for start in begun.days]
        missing = missing or begun.missing
    return found + _held(view, version), missing


def _ruled(view: View, start: Start, counting: Counting, version: WindowVersion) -> Read:
    """A reading of the law with its rule; what a payer file makes of it is the contract's word and cites no rule."""
    if counting.stated:
        return count_off(view, start, counting, Source(CONTRACT, counting.stated, view.window.filed_when))
    read = count_off(view, start, counting, Source(LAW, counting.citation, view.window.filed_when))
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
        seen_from=seen,
        confirmed=view.setting.regime.is_confirmed,
    )
    unsure = assumed(version.when, view.setting.facts)
    steps = (
        *read.reading.steps,
        *([f"text seen only from {with_year(seen)}"] if unseen and seen else []),
        *([f"only where {unsure}: not known here"] if unsure else []),
    )
    return read._replace(reading=read.reading._replace(rule=rule, steps=steps))


def _held(view: View, version: WindowVersion) -> list[Read]:
    """The longest reading of a count that a good-faith investigation holds up; how the two add up is not settled."""
    report, hold = view.setting.case.self_report, version.counting.hold_days
    if hold is None or report is None or report.identified_on is None or report.investigating_from is None:
        return []
    changed = [counting for counting in version.also if counting.stated]
    longest = report.identified_on + timedelta(days=hold)
    ended = min(report.investigating_through or longest, longest)
    step = f"an investigation holds the count until {with_year(ended)} at the most"
    start = Start(ended, "the end of the investigation", step)
    return [_ruled(view, start, counting, version) for counting in (version.counting, *changed)]


def started(view: View, counting: Counting) -> Starts:
    """The days from which a way of counting may run."""
    setting = view.setting
    return starts(setting.case, setting.claims, view.paper, counting, theirs=view.window.kind == THEIRS)
