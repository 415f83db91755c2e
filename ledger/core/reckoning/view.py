"""What a window is seen in: the case with its rules and facts, and the paper that starts the window."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ledger.core.case import Case, Claim
from ledger.core.deadline import THEIRS
from ledger.core.law.calendar import Calendar, Offices, offices
from ledger.core.law.rule import Regime, Window
from ledger.core.payer import Payer
from ledger.core.reckoning.facts import Facts
from ledger.core.reckoning.occasion import Occasion


class Setting(NamedTuple):
    """What windows are read in: case, claims, payer files, regime, calendars, the facts that rules turn on, today.

    ``calendar`` holds the federal holidays, ``state`` those of the state whose law this is beside them. ``letter`` is
    the first letter that asked for this money.
    """

    case: Case
    claims: tuple[Claim, ...]
    payers: tuple[Payer, ...]
    regime: Regime
    calendar: Calendar
    facts: Facts
    today: date
    letter: Occasion
    state: Calendar | None = None


class View(NamedTuple):
    """One window, seen from the paper that starts it."""

    window: Window
    paper: Occasion
    setting: Setting

    @property
    def offices(self) -> Offices:
        """The calendars of this window: an uncertain holiday always falls out to our cost.

        A day from which the payer may act is kindest to it when it comes early.
        """
        late_is_kind = self.window.kind == THEIRS and not self.window.permission
        return offices(self.setting.calendar, self.setting.state, theirs=late_is_kind)

    @property
    def name(self) -> str:
        """The deadline's name: the window's, with the paper's key where several papers start one."""
        return f"{self.window.name}/{self.paper.key}" if self.paper.key else self.window.name
