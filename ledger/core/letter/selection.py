"""Which claims one letter is about: all of them under the same law and plan, never a mixture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.finding import Finding
from ledger.core.law.governing import counted, fact, governing, payers_of
from ledger.core.letter.element import ADVANTAGE, COMMERCIAL, ERISA, LAWS, MEDICAID, MEDICARE, MEDICARE_REGIME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.core.case import Case, Claim
    from ledger.core.law.governing import Law
    from ledger.core.letter.kind import Kind


UNKNOWN = "unknown"


class Group(NamedTuple):
    """Claims under the same law and plan. ``regime`` is empty where it is not known which law governs them."""

    regime: str
    plan: str
    funding: str
    claims: tuple[Claim, ...]

    @property
    def title(self) -> str:
        """``texas, fully insured, plan employer-a``: for screens."""
        law = self.regime or "law unknown"
        parts = [law, self.funding.replace("_", " "), f"plan {self.plan}" if self.plan else ""]
        return ", ".join(part for part in parts if part and part != "unknown")


class Selection(NamedTuple):
    """What was asked for: claim numbers, a plan, a law, or nothing (all claims). ``law`` unknown is a word for it."""

    claims: tuple[str, ...] = ()
    plan: str = ""
    law: str = ""


def groups_of(case: Case, claims: Sequence[Claim], law: Law) -> tuple[Group, ...]:
    """The claims by law, plan and funding, in the order of the case."""
    regimes = {number: group.regime for group in governing(case, law) for number in group.claims}
    found: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        funding = fact("funding", case, claim, payers_of(case, law, claim)) or ""
        key = (regimes.get(claim.number, ""), claim.plan or case.plan or "", funding)
        found.setdefault(key, []).append(claim)
    return tuple(Group(*key, tuple(group)) for key, group in found.items())


def chosen(case: Case, selection: Selection, law: Law, kind: Kind) -> tuple[Group | None, list[Finding]]:
    """The one group of claims this letter is about, or why there is none (LED310, LED606, LED608)."""
    claims = case.claims
    if selection.claims:
        known = {name for claim in claims for name in (claim.number, *claim.aliases)}
        strange = [number for number in selection.claims if number not in known]
        if strange:
            hint = f"recoup show {case.id} lists them"
            return None, [Finding("LED310", f"claim {number} is not in this case", hint) for number in strange]
        claims = tuple(claim for claim in claims if {claim.number, *claim.aliases} & set(selection.claims))
    if selection.plan:
        claims = tuple(claim for claim in claims if (claim.plan or case.plan) == selection.plan)
    groups = groups_of(case, claims, law)
    if selection.law:
        groups = tuple(group for group in groups if (group.regime or UNKNOWN) == selection.law)
    if not groups and (selection.claims or selection.plan or selection.law):
        return None, [
            Finding("LED310", "no claim of this case fits that choice", f"recoup show {case.id}", ("claims",))
        ]
    if not groups:
        regime = next((one.regime for one in governing(case, law)), "")
        return Group(regime, case.plan or "", "", ()), []
    if len(groups) > 1:
        return None, _mixed(case, groups, kind)
    return groups[0], _wrong_law(groups[0], kind)


def _mixed(case: Case, groups: Sequence[Group], kind: Kind) -> list[Finding]:
    """One finding for each law or plan, with the command that writes its letter."""
    plans, laws = [group.plan for group in groups], [group.regime for group in groups]
    found = []
    for group in groups:
        choose = f"--claims {','.join(claim.number for claim in group.claims)}"
        if laws.count(group.regime) == 1:
            choose = f"--law {group.regime or UNKNOWN}"
        elif group.plan and plans.count(group.plan) == 1:
            choose = f"--plan {group.plan}"
        message = f"{counted(len(group.claims), 'claim')} ({group.title}) need a letter of their own"
        path = ("claims", case.claims.index(group.claims[0]))
        found.append(Finding("LED606", message, f"recoup letter {case.id} {kind.name} {choose}", path))
    return found


def _wrong_law(group: Group, kind: Kind) -> list[Finding]:
    medicare = group.regime == MEDICARE_REGIME
    if kind.law in LAWS and group.regime not in LAWS[kind.law]:
        other = {"redetermination": "contest or first_appeal", "reconsideration": "second_appeal"}.get(kind.serves)
        hint = f"for these claims: {other}" if other else "for these claims: contest or hold_request"
        article, law = _NAMED[kind.law]
        message = (
            f"{kind.name} is {article} {law} letter; the claims stand under {group.regime or 'a law not yet known'}"
        )
        return [Finding("LED608", message, hint, path=("payer",))]
    if kind.law == COMMERCIAL and medicare:
        other = "medicare_reconsideration" if kind.after else "medicare_redetermination"
        message = f"{kind.name} is no Medicare letter, and these claims stand under Medicare"
        return [Finding("LED608", message, f"for these claims: {other}", path=("payer",))]
    return []


_NAMED = {
    MEDICARE: ("a", "Medicare"),
    ADVANTAGE: ("a", "Medicare Advantage"),
    MEDICAID: ("a", "Medicaid"),
    ERISA: ("an", "ERISA"),
}
