"""Reckoning: every deadline of a case, with its readings, its working and where it stands today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ledger.core.case import Case
from ledger.core.deadline import MOVED, MUST, NO_DATE, OPEN, OVERDUE, PAST_SAFE_DAY, Deadline
from ledger.core.entries import effective
from ledger.core.law.governing import Governed, Law, counted, governing
from ledger.core.law.rule import Regime
from ledger.core.payer import Payer
from ledger.core.reckoning.group import regime_for, setting_for
from ledger.core.reckoning.promise import announced_takings, days_named
from ledger.core.reckoning.typed import BILL_AGAIN, typed_windows
from ledger.core.reckoning.window import deadlines_of

__all__ = ["deadlines_for", "levels_of", "next_deadline", "regime_for"]

_WAITING = (NO_DATE, OVERDUE, PAST_SAFE_DAY, MOVED, OPEN)


def deadlines_for(case: Case, law: Law, today: date) -> tuple[Deadline, ...]:
    """Every deadline of a case, those without a day first, then by the day to act.

    Claims under two laws give two groups of deadlines. Claims whose law is not known get what the letter and the
    contract say; where that is nothing, one deadline without a day says what to ask.
    """
    groups = governing(case, law)
    known = [deadline for group in groups if group.regime for deadline in _of_group(case, group, law, today)]
    for group in groups:
        if not group.regime:
            known = _joined(known, _of_group(case, group, law, today), group)
    others = [*days_named(case, law.holidays, today), *announced_takings(case, known, today)]
    return tuple(sorted((*known, *others), key=lambda one: (one.state != NO_DATE, one.act_by or date.min, one.name)))


def next_deadline(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The one of our own acts to do first: the earliest, or one without a day where none has any; else None."""
    ours = [one for one in deadlines if one.kind == MUST and one.state in _WAITING]
    dated = [one for one in ours if one.act_by is not None]
    if ours and not dated:
        return ours[0]
    return min(dated, key=lambda one: (one.act_by or date.max, not one.stops_taking), default=None)


def levels_of(case: Case, law: Law) -> tuple[str, ...]:
    """The levels of appeal that the law of a case knows, in their order, whether their time has come or not."""
    levels = [level.name for group in governing(case, law) for level in regime_for(group, law).levels]
    return tuple(dict.fromkeys(levels))


def _of_group(case: Case, group: Governed, law: Law, today: date) -> list[Deadline]:
    setting = setting_for(case, group, law, today)
    regime, payers = setting.regime, setting.payers
    mail_days = law.settings.deadlines.mail_days
    found: list[Deadline] = []
    for window in (*regime.windows, *typed_windows(case, payers, regime)):
        found += deadlines_of(window, setting, mail_days)
    found += deadlines_of(BILL_AGAIN, setting._replace(payers=_billed_instead(case, law)), mail_days)
    said = _said_of_law(group, regime)
    return [one._replace(facts=(*one.facts, *said), considered=(*one.considered, *group.set_aside)) for one in found]


def _billed_instead(case: Case, law: Law) -> tuple[Payer, ...]:
    """The payers to whom the bill went instead: their time to bill counts, not that of the payer who takes back."""
    slugs = {filing.to for filing in effective(case.filings) if filing.kind == BILL_AGAIN.name and filing.to}
    return tuple(law.payers[slug] for slug in sorted(slugs) if slug in law.payers)


def _said_of_law(group: Governed, regime: Regime) -> tuple[str, ...]:
    """``insured 9 claims`` or ``law unknown 2 claims: ask who funds the plan``."""
    number = counted(len(group.claims), "claim") if group.claims else "the case"
    if group.regime:
        return (f"{', '.join(group.because)}: {number} under {regime.title}",)
    return (f"{number}: law unknown, ask {'; '.join(group.ask)}",)


def _joined(known: list[Deadline], unknown: list[Deadline], group: Governed) -> list[Deadline]:
    """The deadlines of claims under unknown law beside the others: joined where the letter gives both one day."""
    number = counted(len(group.claims), "claim") if group.claims else "the case"
    note = f"{number}: law unknown"
    found = list(known)
    alone = []
    for one in unknown:
        alike = [at for at, other in enumerate(found) if (other.name, other.act_by) == (one.name, one.act_by)]
        if not alike or one.act_by is None:
            alone.append(one._replace(note="; ".join(part for part in (one.note, note) if part)))
            continue
        other = found[alike[0]]
        found[alike[0]] = other._replace(
            claims=(*other.claims, *one.claims),
            worth=other.worth + one.worth,
            facts=(*other.facts, *one.facts[1:]),
            note="; ".join(part for part in (other.note, note) if part),
        )
    dated = any(one.act_by is not None for one in unknown)
    return found + [one for one in alone if one.act_by is not None or not dated]
