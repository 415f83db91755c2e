"""The facts that rules turn on: what the claims say, what the letter says, and what is on file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ledger.core.case import Case, Claim
from ledger.core.entries import effective
from ledger.core.law.governing import fact
from ledger.core.law.rule import Condition
from ledger.core.payer import Payer

Facts = Mapping[str, tuple[str, ...]]
"""Every value that a fact has in a case; no entry where nobody says."""

_OF_PLANS = ("line_of_business", "funding", "sponsor", "plan_type", "issued_in", "network")
_ON_FILE = ("notice", "level", "filing", "filed_in")
"""Facts of which a case may have several or none: kinds of papers, levels, kinds sent, years of sending."""
_SAID: dict[tuple[str, tuple[str, ...]], str] = {
    ("network", ("not_contracted",)): "you have no contract with the plan",
    ("network", ("contracted",)): "you have a contract with the plan",
    ("section_935", ("false",)): "the debt is outside section 935",
    ("section_935", ("true",)): "the debt is under section 935",
    ("found_by", ("rac",)): "a recovery auditor found it",
    ("found_by", ("upic",)): "a program integrity contractor found it",
}


def facts_of(case: Case, claims: tuple[Claim, ...], payers: tuple[Payer, ...]) -> Facts:
    """The facts of some claims of a case under one law."""
    demand = case.demand
    first = claims[0] if claims else None
    appeals, filings = effective(case.appeals), effective(case.filings)
    days = (*(one.sent_on for one in appeals), *(one.sent_on for one in filings))
    found = {name: _known(fact(name, case, first, payers)) for name in _OF_PLANS}
    found |= {
        "reason": tuple(dict.fromkeys(reason for claim in claims if (reason := claim.reason or demand.reason))),
        "found_by": _known(demand.found_by),
        "section_935": _known(None if demand.section_935 is None else str(demand.section_935).lower()),
    }
    found["reason"] = found["reason"] or _known(demand.reason)
    known = {name: values for name, values in found.items() if values}
    return known | {
        "notice": tuple({notice.kind for notice in effective(case.notices)}),
        "level": tuple({appeal.level for appeal in appeals}),
        "filing": tuple({filing.kind for filing in filings}),
        "filed_in": tuple({str(one.day.year) for one in days if one is not None}),
    }


def _known(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def holds(condition: Condition, facts: Facts) -> bool | None:
    """Whether a condition holds; None where the fact is not known.

    Of what is on file one match is enough, and none may match where the condition excludes. Of a fact that differs by
    claim, one claim for which the condition holds is enough.
    """
    values = facts.get(condition.fact, ())
    if condition.fact in _ON_FILE:
        return any(value in condition.values for value in values) != condition.excluded
    said = [condition.holds(value) for value in values]
    if True in said:
        return True
    return False if False in said and None not in said else None


def fails(conditions: Iterable[Condition], facts: Facts) -> bool:
    """Whether a known fact fails one of the conditions; an unknown fact fails none."""
    return any(holds(one, facts) is False for one in conditions)


def meets(conditions: Iterable[Condition], facts: Facts) -> bool:
    """Whether every condition is known to hold; what is excluded may be unknown."""
    said = [(one, holds(one, facts)) for one in conditions]
    return all(holding or (holding is None and one.excluded) for one, holding in said)


def assumed(conditions: Iterable[Condition], facts: Facts) -> str:
    """What nobody says and rules nevertheless are shown for, in words; empty where every condition is known to hold.

    An exception that nobody mentions is not assumed away: only what must be so is named.
    """
    return " and ".join(_said(one) for one in conditions if not one.excluded and holds(one, facts) is None)


def _said(condition: Condition) -> str:
    """``you have no contract with the plan``, ``the reason is eligibility or other``."""
    values = " or ".join(value.replace("_", " ") for value in condition.values)
    return _SAID.get((condition.fact, condition.values), f"the {condition.fact.replace('_', ' ')} is {values}")
