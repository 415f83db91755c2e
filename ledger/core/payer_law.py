"""What a payer file brings to a letter: rules by its facts, and whether a letter that prints no day would have one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ledger.core.case import Case, Demand
from ledger.core.deadline import MUST, NO_DATE, Deadline
from ledger.core.law.governing import Governed, Known, Law, governing
from ledger.core.payer import Payer
from ledger.core.reckoning import deadlines_for


def law_brought(payer: Payer, law: Law) -> Governed:
    """Which law the facts of a payer file alone bring, what was set aside, and what is to be asked."""
    return governing(_letter(payer), _with(payer, law))[0]


def rules_brought(payer: Payer, shipped: Mapping[str, Known]) -> tuple[str, ...]:
    """The rules that ship and whose every condition the facts of a payer file meet, by name.

    What a case has to add, as an assignment of benefits, does not keep them away.
    """
    return tuple(
        name
        for name, known in sorted(shipped.items())
        if known.applies_when and all(one.holds(getattr(payer, one.fact, None)) for one in known.applies_when)
    )


def lacks_a_day(payer: Payer, law: Law, today: date) -> bool:
    """Whether a letter of this payer, dated ``today``, would have no day for its answer unless that is typed."""
    return answer_not_dated(deadlines_for(_letter(payer, today), _with(payer, law), today))


def answer_not_dated(deadlines: Iterable[Deadline]) -> bool:
    """Whether the answer that stops the taking has no day, or nothing of ours has one."""
    ours = [one for one in deadlines if one.kind == MUST]
    stop = any(one.stops_taking and one.state == NO_DATE for one in ours)
    return stop or all(one.act_by is None for one in ours)


def _letter(payer: Payer, dated: date | None = None) -> Case:
    """A letter that says nothing but its date."""
    return Case("", "", payer.slug, Demand(dated_on=dated))


def _with(payer: Payer, law: Law) -> Law:
    return law._replace(payers={payer.slug: payer})
