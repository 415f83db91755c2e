"""Codes that go by minutes: psychotherapy, therapy units by both ways of counting, and the time of office visits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.day import spelled_out, with_year
from ledger.core.law.rule import HIGH, MEDIUM
from ledger.core.review.point import NOTHING, POSSIBLE, Point, Rule
from ledger.core.review.subject import demanded_on, lines_said, name_of, names_of, plus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.case import Claim, Line
    from ledger.core.review.subject import Subject

LEAST = 16
"""Psychotherapy below this many minutes has no code."""
_BANDS = ((53, ("90837", "90838")), (38, ("90834", "90836")), (LEAST, ("90832", "90833")))
_ADD_ON = ("90833", "90836", "90838")
PSYCHOTHERAPY = {code: least for least, codes in _BANDS for code in codes}
"""The fewest minutes of each psychotherapy code: 16 to 37, 38 to 52, 53 and more; add-on codes share the ranges."""
# The page that was read is a Medicare contractor's and names its LCD. The ranges are CPT's own, whoever pays: no
# letter to another payer names that LCD.
_TIME_RULE = Rule(
    "CPT time rule for psychotherapy (16-37, 38-52, 53 minutes and more)",
    HIGH,
    "https://www.novitas-solutions.com/webcenter/portal/MedicareJL/pagebyid?contentId=00026768",
)
VISITS = {
    "99202": 15, "99203": 30, "99204": 45, "99205": 60,
    "99212": 10, "99213": 20, "99214": 30, "99215": 40,
}  # fmt: skip
"""The fewest minutes of total time on the day of an office visit; only the minimum is tested."""
_VISIT_RULE = Rule(
    "CPT office visit times", MEDIUM, "https://ams-solutions.com/office-em-99202-99215-time-mdm-family-practice/"
)
_MINUTES = "the record that shows the minutes of each session, as an exhibit"


class Session(NamedTuple):
    """A line with its minutes."""

    claim: Claim
    line: Line
    minutes: int


def code_for(minutes: int, *, add_on: bool = False) -> str:
    """The psychotherapy code of so many minutes; empty below 16."""
    codes = next((codes for least, codes in _BANDS if minutes >= least), ("", ""))
    return codes[1] if add_on else codes[0]


def time_code(subject: Subject) -> Iterator[Point]:
    """Psychotherapy whose minutes reach the code that was billed, and what a lower code really leaves."""
    sessions = [
        Session(claim, line, line.minutes)
        for claim, line in subject.disputable("time_based_coding", "documentation", "medical_necessity", "not_stated")
        if line.procedure in PSYCHOTHERAPY and line.minutes is not None
    ]
    reaching = [one for one in sessions if one.minutes >= PSYCHOTHERAPY[one.line.procedure]]
    if reaching:
        yield _reaching(reaching)
    lower = [
        one for one in sessions if one not in reaching and one.minutes >= LEAST and one.line.demanded == one.line.paid
    ]
    if lower:
        yield _lower(lower)


def _shown(sessions: Sequence[Session]) -> tuple[str, ...]:
    few_lines = [
        f"{name_of(one.claim, one.line)} of {with_year(one.line.served_on)}: {one.minutes} minutes,"
        f" {one.line.procedure} needs {PSYCHOTHERAPY[one.line.procedure]}"
        for one in sessions[:4]
    ]
    more = len(sessions) - len(few_lines)
    return (
        (*few_lines, f"{more} more, at least {min(one.minutes for one in sessions)} minutes") if more else (*few_lines,)
    )


def _reaching(sessions: Sequence[Session]) -> Point:
    lines = [(one.claim, one.line) for one in sessions]
    fewest, most = min(one.minutes for one in sessions), max(one.minutes for one in sessions)
    lasted = f"{fewest} minutes" if fewest == most else f"between {fewest} and {most} minutes"
    if len(sessions) == 1:
        began = f"The session of {spelled_out(sessions[0].line.served_on)} lasted {lasted}"
    else:
        began = f"Each of the {len(sessions)} sessions lasted {lasted}"
    amounts = [line.demanded for _, line in lines if line.demanded is not None]
    return Point(
        "time_code",
        POSSIBLE,
        f"{lines_said(lines)}: the minutes reach the code that was billed.",
        (*_shown(sessions), plus(amounts)),
        _TIME_RULE,
        f"{began}; the code billed begins at {_begins(sessions)}.",
        names_of(lines),
        demanded_on(lines),
        _MINUTES,
    )


def _begins(sessions: Sequence[Session]) -> str:
    least = dict.fromkeys((one.line.procedure, PSYCHOTHERAPY[one.line.procedure]) for one in sessions)
    return " and ".join(f"{minutes} minutes ({code})" for code, minutes in least)


def _lower(sessions: Sequence[Session]) -> Point:
    """A shorter session has a lower code: what was paid is not to be repaid whole."""
    lines = [(one.claim, one.line) for one in sessions]
    working = []
    known = []
    for one in sessions:
        code = code_for(one.minutes, add_on=one.line.procedure in _ADD_ON)
        priced = one.line.should_have_paid
        said = f"{name_of(one.claim, one.line)}: {one.minutes} minutes are {code}"
        if priced is not None and one.line.paid is not None:
            known.append(priced)
            said += f"; paid {dollars(one.line.paid)} - {dollars(priced)} = {dollars(one.line.paid - priced)} at most"
        working.append(said)
    return Point(
        "time_code",
        POSSIBLE,
        f"{lines_said(lines)}: the whole payment is demanded, and the minutes have a code of their own.",
        (*working, *((f"what stays: {plus(known)}",) if known else ())),
        _TIME_RULE,
        "Whatever is decided on the code billed, the recorded length of each session named here has a code of its own."
        " Any amount would be the difference between what was paid and the price of that code, not the whole payment.",
        names_of(lines),
        demanded_on(lines) if not known else sum(known, NOTHING),
        "the price of the lower code on each day, from the fee schedule",
    )


# therapy


# office visits


def visit_time(subject: Subject) -> Iterator[Point]:
    """Office visits re-coded lower although the total time of the day reaches the code that was billed."""
    sessions = [
        Session(claim, line, line.minutes)
        for claim, line in subject.disputable("level_of_service", "documentation", "medical_necessity")
        if line.procedure in VISITS and line.minutes is not None and line.minutes >= VISITS[line.procedure]
    ]
    if not sessions:
        return
    lines = [(one.claim, one.line) for one in sessions]
    fewest = min(one.minutes for one in sessions)
    least = f"at least {fewest}" if len(sessions) > 1 else str(fewest)
    yield Point(
        "visit_time",
        POSSIBLE,
        f"{lines_said(lines)}: the total time of the day reaches the visit that was billed.",
        tuple(
            f"{name_of(one.claim, one.line)}: {one.minutes} minutes, {one.line.procedure} needs"
            f" {VISITS[one.line.procedure]}"
            for one in sessions[:6]
        ),
        _VISIT_RULE,
        f"The record states a total time of {least} minutes on the day of each visit named here.",
        names_of(lines),
        demanded_on(lines),
        "the note that states the total time and what it was spent on, as an exhibit",
    )
