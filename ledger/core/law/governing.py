"""Which law governs each claim of a case: the facts decide, the payer file proposes, an unknown fact never picks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ledger.core.case import Case, Claim
from ledger.core.finding import Finding
from ledger.core.law.calendar import Calendar
from ledger.core.law.patch import patched
from ledger.core.law.rule import Condition, Regime
from ledger.core.payer import Payer
from ledger.core.practice import Settings

CONTRACT = "contract"
ASSIGNMENT = "assignment"
NETWORK = "network"

QUESTIONS = {
    "line_of_business": "which line of business it is",
    "funding": "who funds the plan, insurer or employer",
    "sponsor": "who sponsors the plan",
    "issued_in": "in which state the policy was issued",
    "plan_type": "what type of plan it is",
    NETWORK: "whether you are in the network",
    ASSIGNMENT: "a signed assignment of benefits",
}
"""What to ask for each fact that law turns on."""

_WORDS = {
    "fully_insured": "insured",
    "self_funded": "self-funded",
    "medicare_ffs": "Medicare",
    "commercial": "commercial",
}


class Law(NamedTuple):
    """Everything that days are reckoned from: settings, payers by slug, regimes by name and the office calendar."""

    settings: Settings
    payers: Mapping[str, Payer]
    regimes: Mapping[str, Regime]
    holidays: Calendar


class Governed(NamedTuple):
    """Claims of one case under one law.

    ``regime`` is empty where the law is not known; then ``ask`` lists what to find out. ``proposed`` is the regime of
    the payer file, ``because`` the facts that decided, ``set_aside`` what was considered and why it does not apply.
    No claims: the case names none, and the whole of it is meant.
    """

    regime: str
    claims: tuple[str, ...]
    proposed: str = ""
    because: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


def governing(case: Case, law: Law) -> tuple[Governed, ...]:
    """The claims of a case grouped by the law that governs them, in the order of the file."""
    found: dict[Governed, list[str]] = {}
    for claim in case.claims:
        found.setdefault(_governed(case, claim, law), []).append(claim.number)
    if not found:
        found[_governed(case, None, law)] = []
    return tuple(group._replace(claims=tuple(numbers)) for group, numbers in found.items())


def payers_of(case: Case, law: Law, claim: Claim | None = None) -> tuple[Payer, ...]:
    """The payer files that speak for a claim: the plan behind a processor first, then the payer of the case."""
    slugs = ((claim.plan if claim else None) or case.plan, case.payer)
    return tuple(law.payers[slug] for slug in slugs if slug is not None and slug in law.payers)


def fact(name: str, case: Case, claim: Claim | None, payers: Iterable[Payer]) -> str | None:
    """A fact that law turns on: from the claim, else the case, else the payer files; None where nobody says."""
    for holder in (claim, case, *payers):
        value: str | None = getattr(holder, name, None)
        if value is not None:
            return value
    return None


def _governed(case: Case, claim: Claim | None, law: Law) -> Governed:
    payers = payers_of(case, law, claim)
    proposed = next((payer.regime for payer in payers if payer.regime), None) or ""
    if proposed and proposed not in law.regimes:
        return Governed("", (), proposed, ask=(f"the rules {proposed!r}, which this ledger does not hold",))
    if proposed and not law.regimes[proposed].applies_when:
        return Governed(proposed, (), proposed, because=("the payer file says so",))
    first = [proposed] if proposed else []
    order = first + sorted(name for name in law.regimes if name != proposed and law.regimes[name].applies_when)
    set_aside: list[str] = []
    for name in order:
        regime = law.regimes[name]
        verdict = _weigh(regime, case, claim, payers, is_proposed=name == proposed)
        if verdict.set_aside:
            set_aside.append(verdict.set_aside)
        elif verdict.ask:
            return Governed("", (), proposed, verdict.because, tuple(set_aside), verdict.ask)
        else:
            return Governed(name, (), proposed, verdict.because, tuple(set_aside))
    if CONTRACT in law.regimes:
        return Governed(
            CONTRACT, (), proposed, ("no law of this ledger fits; the letter and the contract count",), tuple(set_aside)
        )
    return Governed("", (), proposed, (), tuple(set_aside), ("the rules for these claims, none of this ledger's fit",))


class _Verdict(NamedTuple):
    because: tuple[str, ...] = ()
    set_aside: str = ""
    ask: tuple[str, ...] = ()


def _weigh(
    regime: Regime, case: Case, claim: Claim | None, payers: tuple[Payer, ...], *, is_proposed: bool
) -> _Verdict:
    """Whether a regime applies: one fact against it sets it aside, one fact not known leaves it open."""
    values = [(condition, fact(condition.fact, case, claim, payers)) for condition in regime.applies_when]
    against = [_said(condition.fact, value) for condition, value in values if condition.holds(value) is False]
    if against:
        return _Verdict(set_aside=f"{regime.name} set aside: {', '.join(against)}")
    unknown = [condition.fact for condition, value in values if condition.holds(value) is None]
    known = tuple(_said(condition.fact, value) for condition, value in values if condition.holds(value))
    if unknown:
        return _Verdict(known, ask=tuple(QUESTIONS.get(name, name) for name in unknown))
    network = fact(NETWORK, case, claim, payers)
    if NETWORK in regime.needs and network == "contracted" and not is_proposed:
        return _Verdict(set_aside=f"{regime.name} set aside: in the network, where the contract may govern alone")
    missing = _missing_needs(regime, case, claim, network)
    return _Verdict((*known, *((_said(NETWORK, network),) if NETWORK in regime.needs else ())), ask=missing)


def _missing_needs(regime: Regime, case: Case, claim: Claim | None, network: str | None) -> tuple[str, ...]:
    missing = []
    if NETWORK in regime.needs and network in (None, "unknown"):
        missing.append(QUESTIONS[NETWORK])
    if ASSIGNMENT in regime.needs and not _assigned(case, claim):
        missing.append(QUESTIONS[ASSIGNMENT])
    return tuple(missing)


def _assigned(case: Case, claim: Claim | None) -> bool:
    patients = {None, claim.patient if claim else None}
    return any(consent.kind == ASSIGNMENT and consent.patient in patients for consent in case.consents)


def _said(name: str, value: str | None) -> str:
    word = _WORDS.get(value or "")
    return word or f"{name.replace('_', ' ')} {(value or 'unknown').replace('_', ' ')}"


def law_findings(case: Case, law: Law) -> list[Finding]:
    """What stands in the way of reckoning: claims whose law is not known, rules not held, patches that do not fit."""
    found = []
    for group in governing(case, law):
        if group.proposed and group.proposed not in law.regimes:
            message = f"the payer file names the rules {group.proposed!r}, which this ledger does not hold"
            found.append(Finding("LED501", message, "recoup payer show lists the rules a ledger can hold", ("payer",)))
        elif not group.regime:
            message = f"{counted(len(group.claims) or 1, 'claim')}: law unknown; ask {'; '.join(group.ask)}"
            found.append(Finding("LED405", message, "type the answer as funding, sponsor or issued_in", ("claims",)))
    for payer in payers_of(case, law):
        found += [finding for regime in law.regimes.values() for finding in patched(regime, payer)[1]]
    return found


def counted(number: int, noun: str) -> str:
    """``1 claim`` or ``2 claims``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def excluded(conditions: Iterable[Condition], facts: Mapping[str, str | None]) -> Condition | None:
    """The first condition that a known fact fails; an unknown fact excludes nothing."""
    return next((one for one in conditions if one.holds(facts.get(one.fact)) is False), None)
