"""Claims under one law with their rules: what their windows are read in."""

from __future__ import annotations

from datetime import date

from ledger.core.case import Case
from ledger.core.deadline import MUST
from ledger.core.law.governing import Governed, Law, payers_of
from ledger.core.law.patch import patched
from ledger.core.law.rule import Regime
from ledger.core.reckoning.facts import facts_of
from ledger.core.reckoning.occasion import demand_paper
from ledger.core.reckoning.typed import LETTER_ONLY
from ledger.core.reckoning.view import Setting


def regime_for(group: Governed, law: Law) -> Regime:
    """The rules by which a group of claims is reckoned.

    While the law is not known these are the names of the regime that the payer file proposes without any of its counts:
    only what the letter and the contract say remains.
    """
    if group.regime:
        return law.regimes[group.regime]
    proposed = law.regimes.get(group.proposed)
    if proposed is None:
        return LETTER_ONLY
    ours = tuple(
        window._replace(versions=(), typed_only=not window.prints)
        for window in proposed.windows
        if window.kind == MUST and (window.prints or not window.paper)
    )
    return proposed._replace(name="", windows=ours)


def setting_for(case: Case, group: Governed, law: Law, today: date) -> Setting:
    """What the windows of a group of claims are read in: its rules as the payer files change them, its facts."""
    numbers = set(group.claims)
    claims = tuple(claim for claim in case.claims if claim.number in numbers)
    payers = payers_of(case, law, claims[0] if claims else None)
    regime = regime_for(group, law)
    regime = patched(regime, *payers)[0]
    facts = facts_of(case, claims, payers)
    state = law.calendar_of(regime)
    return Setting(case, claims, payers, regime, law.holidays, facts, today, demand_paper(case), state)
