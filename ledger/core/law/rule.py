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
TAKEN = "taken"
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
    TAKEN,
)
"""What can start a clock: the words of ``counted_from`` in the case format; ``identified`` of a self-report; the first
taking."""


FACTS_OF_PLANS = ("line_of_business", "funding", "sponsor", "issued_in", "network", "plan_type")
"""Facts that can bring rules to a claim (``applies_when``)."""
FACTS = (*FACTS_OF_PLANS, "reason", "found_by", "section_935", "notice", "level", "filing", "filed_in")
"""Facts that a window, a version, a statement or a gap can turn on; any other would never be known."""


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
    ``stated`` says whose word it is where it is not the law's: the change that a payer file makes to it.
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
    stated: str = ""


class WindowVersion(NamedTuple):
    """What a window said from one day on (to another, ``through``); ``also`` holds readings beside the main one.

    Before ``seen_from`` nobody saw the text in force: its days are of low confidence until then.
    """

    effective_from: date
    counting: Counting
    also: tuple[Counting, ...] = ()
    when: tuple[Condition, ...] = ()
    verified_on: date | None = None
    note: str = ""
    seen_from: date | None = None
    through: date | None = None


class Window(NamedTuple):
    """One act with its time: ours (must, option, term) or the payer's (theirs).

    ``after`` names the level whose decision starts it, ``paper`` the kind of notice (the demand where empty).
    ``prints``: the answer-by day of the paper speaks of this window. ``typed_only``: without a typed day it does not
    exist.
    ``permission``: from this day somebody may act, which is nobody's duty. ``outcomes``: only decisions that ended so
    start it. ``minimum`` names the figure below which nothing can be filed. ``limits`` says in words what must happen
    by that day, ``then`` what helps once a day of the payer's has passed.
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
    outcomes: tuple[str, ...] = ()
    minimum: str = ""
    limits: str = ""
    then: str = ""


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


class Span(NamedTuple):
    """Days for which nothing was found, and why."""

    effective_from: date
    through: date | None
    because: str


class Figure(NamedTuple):
    """A figure by date: dollars or percent; ``missing`` are the spans for which none was found."""

    name: str
    title: str
    unit: str
    points: tuple[Point, ...]
    yearly: bool = False
    missing: tuple[Span, ...] = ()

    def on(self, day: date) -> Point | None:
        """The point that was published for this day; None where none was, never the one before."""
        for point in self.points:
            if point.effective_from <= day and (point.through is None or day <= point.through):
                return point
        return None


class Gap(NamedTuple):
    """What is no rule here, and why; ``when`` a case needs it, the case is told so. ``windows`` lack a rule for it."""

    what: str
    because: str
    windows: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()


class Statement(NamedTuple):
    """One thing the law says that is neither a day nor a figure. No windows: it concerns them all."""

    name: str
    says: str
    citation: str
    source: str
    confidence: str
    windows: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    effective_from: date | None = None
    through: date | None = None


class Exemption(NamedTuple):
    """One case in which a limit of the law does not hold: ``kind`` such as fraud, and what then holds."""

    kind: str
    says: str


class Content(NamedTuple):
    """One thing that a notice must contain; ``item`` is the word of ``has`` and ``lacks`` in a case, or empty."""

    item: str
    says: str


class Recovery(NamedTuple):
    """What the law says of taking money back, beside its days. Empty or None: the text read does not say."""

    covers: str = ""
    excludes: str = ""
    contract_term: str = ""
    exceptions: tuple[Exemption, ...] = ()
    notice_required: bool | None = None
    notice_written: bool | None = None
    contents: tuple[Content, ...] = ()
    silence: str = ""
    stay: bool | None = None
    offsets: str = ""
    interest: str = ""
    complaint: str = ""
    changes: str = ""


class Charging(NamedTuple):
    """One way to charge interest: for ``full_periods``, ``started_periods`` or ``days``.

    ``year_days`` divide the yearly rate. Nothing is charged where the debt is paid within ``free_days``.
    """

    charged_for: str
    period_days: int | None = None
    year_days: int | None = None
    free_days: int | None = None
    because: str = ""
    citation: str = ""
    source: str = ""
    confidence: str = HIGH


class InterestVersion(NamedTuple):
    """How interest was charged from one day on; ``also`` holds readings where sources differ."""

    effective_from: date
    charging: Charging
    also: tuple[Charging, ...] = ()
    through: date | None = None
    note: str = ""


class Interest(NamedTuple):
    """Interest on a debt: ``figure`` names the rates, ``accrues_from`` its start, ``owed_to`` who gets it."""

    name: str
    title: str
    figure: str
    accrues_from: str
    owed_to: str
    versions: tuple[InterestVersion, ...]
    when: tuple[Condition, ...] = ()

    def on(self, day: date) -> InterestVersion | None:
        """The latest version that had started by a day and had not ended; None before the first."""
        started = [one for one in self.versions if one.effective_from <= day]
        last = max(started, key=lambda one: one.effective_from, default=None)
        return None if last is None or (last.through is not None and last.through < day) else last


class Confirmation(NamedTuple):
    """One person's word that they read the text: ``rules`` is the fingerprint of the rules they speak of.

    ``holds`` says whether these still are the rules; a later change makes it the word about an earlier text.
    """

    by: str
    confirmed_on: date | None
    source: str
    rules: str = ""
    holds: bool = False


class Regime(NamedTuple):
    """One law, or one contract: everything that days are reckoned from.

    ``extends`` names the rules whose levels, windows and figures it takes over, but for the windows it ``drops``.
    ``state`` is the state whose law and holidays these are.
    """

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
    extends: str = ""
    drops: tuple[str, ...] = ()
    state: str = ""
    citation: str = ""
    recovery: Recovery | None = None
    statements: tuple[Statement, ...] = ()
    interest: tuple[Interest, ...] = ()
    sources: tuple[str, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()

    @property
    def is_confirmed(self) -> bool:
        """Whether a named person read the text of these very rules."""
        return any(one.holds for one in self.confirmed)

    def window(self, name: str) -> Window | None:
        """The window of that name."""
        return next((window for window in self.windows if window.name == name), None)

    def figure(self, name: str) -> Figure | None:
        """The figure of that name."""
        return next((figure for figure in self.figures if figure.name == name), None)


def versions_in_force(window: Window, day: date) -> tuple[WindowVersion, ...]:
    """For each condition the latest version that had started by ``day`` and had not ended; before the first, none."""
    found: dict[tuple[Condition, ...], WindowVersion] = {}
    for version in sorted(window.versions, key=lambda one: one.effective_from):
        if version.effective_from <= day:
            found[version.when] = version
    return tuple(one for one in found.values() if one.through is None or day <= one.through)
