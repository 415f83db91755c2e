"""Every reading of one window: what the paper prints, the contract, the law and extensions, each with its working."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ledger.core.deadline import Reading
from ledger.core.law.calendar import CALENDAR_DAYS
from ledger.core.law.rule import DATED, DECISION_DATED, Counting
from ledger.core.payer import Payer, PayerWindow
from ledger.core.reckoning.counting import (
    CONTRACT,
    EXTENSION,
    LETTER,
    PROFILE,
    Read,
    Source,
    count_off,
    on_the_day,
)
from ledger.core.reckoning.occasion import Occasion
from ledger.core.reckoning.ruling import by_law, started
from ledger.core.reckoning.view import View
from ledger.core.sending import Printed
from ledger.core.source_age import doubt


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
    ruled, missing, unruled = by_law(view)
    found += ruled
    for later in view.paper.later:
        first = min((one.reading.safe_day for one in found), default=date.max)
        found += [one for one in _printed(view._replace(paper=later)) if one.reading.day <= first]
    once: dict[tuple[date, str], Read] = {}  # two ways to one day read alike
    for one in sorted(found, key=lambda one: (one.reading.safe_day, one.reading.day)):
        once.setdefault((one.reading.day, one.reading.source), one)
    return Gathered(tuple(once.values()), missing, unruled)


# what papers and payer files state


def _printed(view: View) -> list[Read]:
    window, paper = view.window, view.paper
    found = []
    if window.prints and paper.answer_by is not None:
        source = Source(LETTER, _place(paper, paper.answer_by_source), window.filed_when)
        found.append(on_the_day(view, paper.answer_by, source))
    for entry in paper.printed:
        if entry.deadline.partition("/")[0] == window.name:
            source = Source(LETTER, _place(paper, entry.source or ""), entry.filed_when or window.filed_when)
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
            doubtful = doubt(entry.confidence, entry.as_of or payer.as_of, view.setting.today)
            words = f"{entry.source or f'the payer file of {payer.name}'}{f' ({doubtful})' if doubtful else ''}"
            source = Source(_basis(payer, entry), words, entry.filed_when or view.window.filed_when)
            stated = _stated(view, entry, source, entry.because or "")
            found += [one._replace(reading=one.reading._replace(doubt=doubtful)) for one in stated]
    return found


def _basis(payer: Payer, entry: PayerWindow) -> str:
    """In a file that began as a profile, what its source calls the contract's is the contract's."""
    source = entry.source or (CONTRACT if payer.contract else "")
    return PROFILE if payer.profile and CONTRACT not in source.casefold() else CONTRACT


def _stated(view: View, entry: Printed | PayerWindow, source: Source, because: str = "") -> list[Read]:
    """The readings of a window that a paper or a payer file states as a day or as a count."""
    if entry.until is not None:
        return [on_the_day(view, entry.until, source)]
    if entry.days is None:
        return []
    default = DECISION_DATED if view.paper.word == "decision" else DATED
    counting = Counting(entry.counted_from or default, entry.days, entry.unit or CALENDAR_DAYS, because=because)
    begun = started(view, counting)
    return [count_off(view, start, counting, source) for start in begun.days]


def extended(view: View, until: date, proof: str, document: str | None, filed_when: str) -> Reading:
    """An extension as a reading; what was written is its source."""
    source = Source(EXTENSION, f"more time, {proof}" if proof else "more time, nothing written", filed_when)
    return on_the_day(view, until, source).reading._replace(document=document)
