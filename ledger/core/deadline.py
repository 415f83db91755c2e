"""A deadline is never a bare date: it carries its readings, its arithmetic and what it is worth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

# states
OPEN = "open"
MET = "met"
MOVED = "moved"
RELEASED = "released"
PAST_SAFE_DAY = "past_safe_day"
PASSED = "passed"
OVERDUE = "overdue"
LAPSED = "lapsed"  # an option that ended: no right lost
NO_DATE = "no_date"
ANSWERED = "answered"  # something was sent, but after the last day of every reading
SENT = "sent"  # on its way: no arrival is on file

# kinds
MUST = "must"
OPTION = "option"
THEIRS = "theirs"
TERM = "term"


class RuleRef(NamedTuple):
    """Which version of which rule: enough to find and cite it.

    ``seen_from`` is the first day its text was seen in force, where that is not known of ``effective_from``.
    ``confirmed``: a named person read the text.
    """

    regime: str
    window: str
    effective_from: date | None
    citation: str
    source: str
    verified_on: date | None
    confidence: str
    seen_from: date | None = None
    confirmed: bool = False


class Reading(NamedTuple):
    """One way to reckon the last day. ``basis`` is letter, contract, profile, law or extension.

    ``day`` is the last day after any roll, ``unrolled`` before it. ``steps`` is the working in words, one line each.
    ``safe_day`` is the last working day on or before ``unrolled``: on a closed day nothing of ours is taken in or sent.
    A day of the payer's is ``unrolled`` itself.
    ``doubt`` is what a payer's own figure has to be read with: ``old: 2021``.
    """

    day: date
    unrolled: date
    safe_day: date
    basis: str
    source: str
    steps: tuple[str, ...] = ()
    rule: RuleRef | None = None
    document: str | None = None
    doubt: str = ""


class Deadline(NamedTuple):
    """One act and its days.

    ``act_by`` is the earliest of all readings, moved back to a working day where the act is ours, and stands alone in
    lists; ``mail_by`` lies before it where filed means arrived. ``arguable_until`` is the last reading: only `explain`
    and what stops a save use it. ``claims`` are the claim numbers it covers (empty: the whole case). ``missing`` is the
    one fact to get when there is no date. ``worth`` in dollars. A day of theirs that is not ``awaited`` is nobody's
    duty: from when, or until when, they may act. ``limits`` says what must happen by such a day, ``then`` which letter
    helps once a duty has passed. ``stops_by_law``: a rule in force says that the act stops the taking. ``assumed``
    names in a few words what its rules need and nobody says.
    """

    case: str
    name: str
    title: str
    kind: str
    state: str
    regime: str = ""
    level: str = ""
    stops_taking: bool = False
    keeps_appeal: bool = False
    filed_when: str = "received"
    act_by: date | None = None
    mail_by: date | None = None
    arguable_until: date | None = None
    claims: tuple[str, ...] = ()
    worth: Decimal = Decimal(0)
    readings: tuple[Reading, ...] = ()
    facts: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()
    met_by: str = ""
    met_on: date | None = None
    missing: str = ""
    note: str = ""
    awaited: bool = True
    limits: str = ""
    then: str = ""
    stops_by_law: bool = False
    assumed: str = ""

    @property
    def protects(self) -> tuple[str, ...]:
        """What the act protects, in words; where only a letter or a contract gives its day, it may stop the taking."""
        stops = "stops the taking" if self.stops_by_law else "may stop the taking"
        return (*((stops,) if self.stops_taking else ()), *(("keeps the appeal",) if self.keeps_appeal else ()))
