"""Which law governs each claim of a case: the facts decide, the payer file proposes, an unknown fact never picks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
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
    "line_of_business": "what kind of plan it is: commercial, Medicare, Medicaid, TRICARE",
    "funding": "who pays the claims: the insurer, or the patient's employer",
    "sponsor": "who the employer is: a company, a union, a government or a church",
    "issued_in": "in which state the policy was issued",
    "plan_type": "what type of plan it is: PPO, HMO, POS",
    NETWORK: "whether you have a contract with this plan",
    ASSIGNMENT: "a signed assignment of benefits",
}
"""What to ask for each fact that law turns on: never for a law, only for what a person can know or find out."""

_OF_CLAIMS = ("plan", "line_of_business", "funding", "sponsor", "issued_in", "plan_type", NETWORK)
_BY_PATIENT = ("patient",)
_NAMED = 3
_FIRST = ("line_of_business", "funding")
"""Facts that decide which further ones matter: while one is not known, nothing else is asked."""

_WORDS = {
    "fully_insured": "insured",
    "self_funded": "self-funded",
    "medicare_ffs": "Medicare",
    "commercial": "commercial",
}


class Known(NamedTuple):
    """Rules that ship and that a ledger may not hold: what they are called and which facts bring them."""

    title: str
    applies_when: tuple[Condition, ...]


class Law(NamedTuple):
    """Everything that days are reckoned from: settings, payers by slug, regimes by name and the office calendar.

    ``shipped`` are all rules that ship, held here or not; ``unreadable`` the names of rule files with mistakes;
    ``calendars`` the holidays by state, as ``TX``, each with the federal ones.
    """

    settings: Settings
    payers: Mapping[str, Payer]
    regimes: Mapping[str, Regime]
    holidays: Calendar
    shipped: Mapping[str, Known] = MappingProxyType({})
    unreadable: frozenset[str] = frozenset()
    calendars: Mapping[str, Calendar] = MappingProxyType({})

    def calendar_of(self, regime: Regime) -> Calendar | None:
        """The holidays of the state whose law this is, federal ones among them; None where no state's law is meant."""
        return self.calendars.get(regime.state) if regime.state else None


class Governed(NamedTuple):
    """Claims of one case under one law.

    ``regime`` is empty where the law is not known; then ``ask`` lists what to find out, and ``candidates`` the rules
    that the answer would bring. ``proposed`` is the regime of the payer file, ``because`` the facts that decided,
    ``set_aside`` what was considered and why it does not apply. Under the contract alone ``ask`` may not be empty:
    then law may govern beside it. No claims: the case names none, and the whole of it is meant.
    """

    regime: str
    claims: tuple[str, ...]
    proposed: str = ""
    because: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


def governing(case: Case, law: Law) -> tuple[Governed, ...]:
    """The claims of a case grouped by the law that governs them, in the order of the file."""
    found: dict[Governed, list[str]] = {}
    alike: dict[tuple[object, ...], Governed] = {}  # claims mostly share every fact that law turns on
    for claim in case.claims:
        facts = tuple(getattr(claim, name, None) for name in (*_OF_CLAIMS, *_BY_PATIENT[: bool(case.consents)]))
        group = alike.get(facts)
        if group is None:
            group = alike[facts] = _governed(case, claim, law)
        found.setdefault(group, []).append(claim.number)
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
        held = "whose file cannot be read" if proposed in law.unreadable else "which this ledger does not hold"
        return Governed("", (), proposed, ask=(f"the rules {proposed!r}, {held}",))
    asked = _Asked(case, claim, payers, proposed)
    if proposed and proposed != CONTRACT and not law.regimes[proposed].applies_when:
        return Governed(proposed, (), proposed, because=("the payer file says so",))
    found = _weighed(asked, law.regimes)
    if not found.regime and not found.ask:
        shipped = _weighed(asked, {name: one for name, one in law.shipped.items() if name not in law.regimes})
        if shipped.regime:
            title = law.shipped[shipped.regime].title
            step = f"not in this ledger yet: recoup rules update --add {shipped.regime}"
            if shipped.regime in law.unreadable:
                step = f"whose file here cannot be read: recoup rules check {shipped.regime}"
            found = found._replace(because=shipped.because, ask=(f"{title}, {step}",), candidates=(shipped.regime,))
            if shipped.regime in law.unreadable:  # a day of the contract alone might come too late
                return found
        else:
            found = found._replace(ask=shipped.ask, candidates=shipped.candidates)
    if found.regime or (found.ask and proposed != CONTRACT):
        return found
    if CONTRACT not in law.regimes:
        none = ("the rules for these claims, none of this ledger's fit",)
        return Governed("", (), proposed, (), found.set_aside, found.ask or none, found.candidates)
    said = "the payer file says so" if proposed == CONTRACT else "no law fits; the letter and the contract count"
    said = "no law is decided yet; the letter and the contract count" if found.ask else said
    return found._replace(regime=CONTRACT, because=(said,))


class _Asked(NamedTuple):
    """The claim for which rules are weighed, and what speaks for it."""

    case: Case
    claim: Claim | None
    payers: tuple[Payer, ...]
    proposed: str


def _weighed(asked: _Asked, rules: Mapping[str, Regime] | Mapping[str, Known]) -> Governed:
    """The rules that the facts bring, or what to ask while they bring none; neither where nothing fits."""
    set_aside: dict[str, list[str]] = {}
    open_for: dict[str, _Verdict] = {}
    order = sorted(rules, key=lambda name: (name != asked.proposed, name))
    for name in order:
        one = rules[name]
        if not one.applies_when:
            continue
        verdict = _weigh(name, one, asked)
        if verdict.set_aside:
            set_aside.setdefault(verdict.set_aside, []).append(name)
        elif verdict.unknown:
            open_for[name] = verdict
        else:
            return Governed(name, (), asked.proposed, verdict.because, _aside(set_aside))
    open_for = dict(sorted(open_for.items(), key=lambda pair: -len(pair[1].because)))  # the likeliest first
    because = next((one.because for one in open_for.values()), ())
    return Governed("", (), asked.proposed, because, _aside(set_aside), _questions(open_for), tuple(open_for))


def _aside(names_by_reason: Mapping[str, list[str]]) -> tuple[str, ...]:
    """``erisa set aside: insured``; of many laws with one reason the first two are named and the rest counted."""
    found = []
    for reason, names in names_by_reason.items():
        few = names if len(names) <= _NAMED else [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"]
        found.append(f"{', '.join(few)} set aside: {reason}")
    return tuple(found)


def _questions(open_for: Mapping[str, _Verdict]) -> tuple[str, ...]:
    """What to ask: the fact that decides about further ones alone, else every fact that a law still turns on."""
    unknown = dict.fromkeys(name for one in open_for.values() for name in one.unknown)
    first = next(([name] for name in _FIRST if name in unknown), None)
    return tuple(QUESTIONS.get(name, name) for name in first or unknown)


class _Verdict(NamedTuple):
    because: tuple[str, ...] = ()
    set_aside: str = ""
    unknown: tuple[str, ...] = ()


def _weigh(name: str, rules: Regime | Known, asked: _Asked) -> _Verdict:
    """Whether rules apply: one fact against them sets them aside, one fact not known leaves them open."""
    case, claim, payers, proposed = asked
    values = [(condition, fact(condition.fact, case, claim, payers)) for condition in rules.applies_when]
    against = [_said(condition.fact, value) for condition, value in values if condition.holds(value) is False]
    if against:
        return _Verdict(set_aside=against[0])
    unknown = tuple(condition.fact for condition, value in values if condition.holds(value) is None)
    known = tuple(_said(condition.fact, value) for condition, value in values if condition.holds(value))
    if unknown or isinstance(rules, Known):
        return _Verdict(known, unknown=unknown)
    network = fact(NETWORK, case, claim, payers)
    if NETWORK in rules.needs and network == "contracted" and name != proposed:
        return _Verdict(set_aside="in the network, where the contract may govern alone")
    because = (*known, *((_said(NETWORK, network),) if NETWORK in rules.needs else ()))
    return _Verdict(because, unknown=_missing_needs(rules, case, claim, network))


def _missing_needs(regime: Regime, case: Case, claim: Claim | None, network: str | None) -> tuple[str, ...]:
    missing = []
    if NETWORK in regime.needs and network in (None, "unknown"):
        missing.append(NETWORK)
    if ASSIGNMENT in regime.needs and not _assigned(case, claim):
        missing.append(ASSIGNMENT)
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
        number = counted(len(group.claims) or 1, "claim")
        if group.proposed and group.proposed not in law.regimes:
            found.append(_not_held(group.proposed, law))
        elif law.unreadable.intersection(group.candidates):
            message = f"{number}: {'; '.join(group.ask)}"
            found.append(Finding("LED501", message, "until the file is mended no day by law is shown", ("claims",)))
        elif group.ask:
            said = "only the letter and the contract count" if group.regime else "law unknown"
            message = f"{number}: {said}; ask {'; '.join(group.ask)}"
            found.append(Finding("LED405", message, "type the answer as funding, sponsor or issued_in", ("claims",)))
    payers = payers_of(case, law)
    return [*found, *(finding for regime in law.regimes.values() for finding in patched(regime, *payers)[1])]


def _not_held(proposed: str, law: Law) -> Finding:
    if proposed in law.unreadable:
        message = f"the payer file names the rules {proposed!r}, whose file cannot be read"
        return Finding("LED501", message, f"recoup rules check {proposed} says what is wrong in it", ("payer",))
    message = f"the payer file names the rules {proposed!r}, which this ledger does not hold"
    return Finding("LED501", message, "recoup rules list names those a ledger can hold", ("payer",))


def counted(number: int, noun: str) -> str:
    """``1 claim`` or ``2 claims``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
