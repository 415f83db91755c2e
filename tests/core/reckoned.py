"""The shipped law and short cases to reckon with."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from ledger.core.case import Case, Demand
from ledger.core.law.governing import Law
from ledger.core.payer import Payer
from ledger.core.practice import Settings
from ledger.core.reckoning import deadlines_for
from ledger.core.sending import Appeal, Moment
from ledger.store.holidays import holidays
from ledger.store.profiles import shipped_regime
from ledger.store.profiles import shipped_regimes as shipped_names

if TYPE_CHECKING:
    from ledger.core.deadline import Deadline
    from ledger.core.law.calendar import Calendar
    from ledger.core.law.rule import Regime

MAC = Payer("Gulf States Medicare Services", regime="medicare-ffs", line_of_business="medicare_ffs", slug="mac")
TEXAS = Payer(
    "Lone Star Health",
    regime="texas",
    line_of_business="commercial",
    funding="fully_insured",
    issued_in="TX",
    slug="lone-star",
)
PLAN = Payer(
    "Northfield Plan",
    regime="erisa",
    line_of_business="commercial",
    funding="self_funded",
    sponsor="private_employer",
    network="not_contracted",
    slug="northfield",
)
HARBOR = Payer("Harbor Plan", regime="contract", line_of_business="commercial", slug="harbor")
DAB = Payer("Civil Remedies Division", regime="dab-civil-remedies", slug="dab")


@cache
def shipped_regimes() -> dict[str, Regime]:
    """Every regime that ships, read as a ledger reads it."""
    return {name: shipped_regime(name) for name in shipped_names()}


@cache
def calendar() -> Calendar:
    """The federal calendar that ships."""
    return holidays()


def a_law(*payers: Payer, regimes: dict[str, Regime] | None = None) -> Law:
    """The shipped law with some payers; all five of this module without any."""
    listed = payers or (MAC, TEXAS, PLAN, HARBOR, DAB)
    settings = Settings("1", "America/Chicago")
    return Law(
        settings, {one.slug: one for one in listed}, shipped_regimes() if regimes is None else regimes, calendar()
    )


def a_letter(payer: Payer, dated: str | None = None, **fields: Any) -> Case:
    """A case that is no more than a demand letter; ``fields`` are those of the demand."""
    demand = Demand(dated_on=day(dated) if dated else None)._replace(**fields)
    return Case("RC-2026-7K4QXM", "A title", payer.slug, demand)


def day(text: str) -> date:
    """``2026-03-02`` as a day."""
    return date.fromisoformat(text)


def moment(text: str) -> Moment:
    """``2026-03-02`` as a moment without an hour."""
    return Moment(day(text))


def decided(level: str, on: str, **fields: Any) -> Appeal:
    """An appeal that was decided against us."""
    return Appeal(level, decided_on=day(on), outcome="upheld")._replace(**fields)


def reckoned(case: Case, name: str, today: str = "2026-03-09", law: Law | None = None) -> Deadline:
    """The deadline of that name, of a case on a day."""
    found = [one for one in deadlines_for(case, law or a_law(), day(today)) if one.name == name]
    assert len(found) == 1, [one.name for one in deadlines_for(case, law or a_law(), day(today))]
    return found[0]


def names(case: Case, today: str = "2026-03-09", law: Law | None = None) -> list[str]:
    """The names of all deadlines of a case, in their order."""
    return [one.name for one in deadlines_for(case, law or a_law(), day(today))]
