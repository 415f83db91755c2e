"""Rules as values: regimes, their windows, levels and published figures, each with citation, source and confidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

STOPS_TAKING = "stops_taking"
KEEPS_APPEAL = "keeps_appeal"
HIGH = "high"
MEDIUM = "medium"
LOW = "low"
CONFIDENCES = (HIGH, MEDIUM, LOW)

DATED = "dated"
RECEIVED = "received"
DECISION_DATED = "decision_dated"
DECISION_RECEIVED = "decision_received"
FILING_RECEIVED = "filing_received"
HEARING_NOTICE = "hearing_notice_received"
PAYMENT_RECEIVED = "payment_received"
REMITTANCE = "remittance"
OTHER_PAYER_NOTICE = "other_payer_notice"
IDENTIFIED = "identified"
TRIGGERS = (
    DATED,
    RECEIVED,
    DECISION_DATED,
    DECISION_RECEIVED,
    FILING_RECEIVED,
    HEARING_NOTICE,
    PAYMENT_RECEIVED,
    REMITTANCE,
    OTHER_PAYER_NOTICE,
    IDENTIFIED,
    "paid",
    "served",
    "discharged",
    "submitted",
    "accepted",
)
"""What can start a clock: the words of ``counted_from`` in the case format, and ``identified`` of a self-report."""


class Condition(NamedTuple):
    """A fact that must have one of some values (or, ``excluded``, none of them) for a rule to apply."""

    fact: str
    values: tuple[str, ...]
    excluded: bool = False

    def holds(self, value: str | None) -> bool | None:
        """Whether the condition holds for a value; None where the value is not known."""
        if value is None or value == "unknown":
            return None
        return (value in self.values) != self.excluded


class Counting(NamedTuple):
    """One way of counting: ``number`` units from a trigger; ``first_day`` makes the trigger day day 1.

    ``presumption_days`` after its date a paper is presumed received; evidence of the real day takes its place.
    """

    counted_from: str
    number: int
    unit: str
    first_day: bool = False
    presumption_days: int | None = None
    roll: str = "none"
    hold_days: int | None = None
    because: str = ""
    citation: str = ""
    source: str = ""
    confidence: str = HIGH


class WindowVersion(NamedTuple):
    """What a window said from one day on; ``also`` holds readings beside the main one."""

    effective_from: date
    counting: Counting
    also: tuple[Counting, ...] = ()
    when: tuple[Condition, ...] = ()
    verified_on: date | None = None
    note: str = ""


class Window(NamedTuple):
    """One act with its time: ours (must, option, term) or the payer's (theirs).

    ``after`` names the level whose decision starts it, ``paper`` the kind of notice (the demand where empty).
    ``prints``: the answer-by day of the paper speaks of this window. ``typed_only``: without a typed day it does not
    exist.
    ``permission``: from this day somebody may act, which is nobody's duty.
    """

    name: str
    title: str
    act: str
    kind: str
    level: str = ""
    after: str = ""
    paper: str = ""
    filed_when: str = "received"
    cut_off: str = ""
    met_by: tuple[str, ...] = ()
    protects: tuple[str, ...] = ()
    prints: bool = False
    typed_only: bool = False
    permission: bool = False
    when: tuple[Condition, ...] = ()
    versions: tuple[WindowVersion, ...] = ()
    note: str = ""


class Level(NamedTuple):
    """One level of appeal and who decides it."""

    name: str
    title: str
    decider: str = ""


class Point(NamedTuple):
    """A published figure and the days for which it was published."""

    effective_from: date
    through: date | None
    value: Decimal
    citation: str
    confidence: str


class Figure(NamedTuple):
    """A figure by date: dollars or percent."""

    name: str
    title: str
    unit: str
    points: tuple[Point, ...]

    def on(self, day: date) -> Point | None:
        """The point that was published for this day; None where none was, never the one before."""
        for point in self.points:
            if point.effective_from <= day and (point.through is None or day <= point.through):
                return point
        return None


class Gap(NamedTuple):
    """What is no rule here, and why."""

    what: str
    because: str


class Regime(NamedTuple):
    """One law, or one contract: everything that days are reckoned from."""

    name: str
    title: str
    windows: tuple[Window, ...]
    levels: tuple[Level, ...] = ()
    applies_when: tuple[Condition, ...] = ()
    needs: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    gaps: tuple[Gap, ...] = ()
    not_checked: tuple[str, ...] = ()
    verified_on: date | None = None

    def window(self, name: str) -> Window | None:
        """The window of that name."""
        return next((window for window in self.windows if window.name == name), None)

    def figure(self, name: str) -> Figure | None:
        """The figure of that name."""
        return next((figure for figure in self.figures if figure.name == name), None)


def versions_in_force(window: Window, day: date) -> tuple[WindowVersion, ...]:
    """For each condition the latest version that had started by ``day``; before the first there is none."""
    found: dict[tuple[Condition, ...], WindowVersion] = {}
    for version in sorted(window.versions, key=lambda one: one.effective_from):
        if version.effective_from <= day:
            found[version.when] = version
    return tuple(found.values())
