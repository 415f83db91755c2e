"""Everything one letter is made from, gathered once: case, payer, law, names, and what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.balance import NOTHING
from ledger.core.entries import effective
from ledger.core.letter.answer import Row, rows_of
from ledger.core.letter.element import FINAL

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ledger.core.case import Case, Claim
    from ledger.core.identity import Identities, Member, Patient
    from ledger.core.law.governing import Law
    from ledger.core.letter.kind import Kind
    from ledger.core.letter.selection import Group
    from ledger.core.payer import OurNumber, Payer
    from ledger.core.practice import Person
    from ledger.core.proof import Ground
    from ledger.core.sending import Appeal

OWN_LEVELS = ("first", "second", "third")
"""The levels on which the payer itself decides."""


class Wishes(NamedTuple):
    """What the person asked for beyond the kind. ``payment`` names the check, ``to`` the payer file to address."""

    state_receipt: bool = False
    reply_by: date | None = None
    method: str = ""
    proof: str = ""
    payment: str = ""
    to: str = ""
    draft: bool = False


class Matter(NamedTuple):
    """One letter's facts. ``here`` says whether the private folder is on this computer."""

    kind: Kind
    case: Case
    group: Group
    law: Law
    identities: Identities
    here: bool
    today: date
    writer: Person | None
    wishes: Wishes

    @property
    def payer(self) -> Payer | None:
        """The payer of the case, None where its file is missing."""
        return self.law.payers.get(self.case.payer)

    @property
    def decision(self) -> Appeal | None:
        """The decision that this letter answers, None for a letter that answers the demand."""
        levels = OWN_LEVELS if self.kind.after == FINAL else (self.kind.after,)
        decided = [one for one in effective(self.case.appeals) if one.level in levels and one.decided_on is not None]
        return decided[-1] if decided else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The amounts of every claim under this law."""
        return rows_of(self.case, self.group.claims, self.decision)

    @property
    def subject(self) -> tuple[Claim, ...]:
        """The claims that the letter is about."""
        if self.kind.subject == "all" or self.case.extrapolation is not None:
            return self.group.claims
        wanted = {row.claim for row in self.rows if _counts(row, self.kind.subject)}
        return tuple(claim for claim in self.group.claims if claim.number in wanted)

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The grounds that belong in this letter: those written for it, or for any dispute, that touch its claims."""
        return tuple(ground for ground in self.case.grounds if self._belongs(ground))

    def _belongs(self, ground: Ground) -> bool:
        named = self.kind.name in ground.letters or self.kind.serves in ground.letters
        general = not ground.letters and self.kind.is_dispute
        numbers = {claim.number for claim in self.subject}
        touches = not ground.claims or bool(numbers & {name.partition("/")[0] for name in ground.claims})
        return (named or general) and touches

    @property
    def npi(self) -> str | None:
        """The provider's number that the demand is about."""
        practice = self.law.settings.practice
        return self.case.provider or (practice.npi if practice is not None else None)

    @property
    def our_number(self) -> OurNumber | None:
        """How the payer knows the provider, None where its file does not say."""
        numbers = self.payer.our_numbers if self.payer is not None else ()
        return next((number for number in numbers if number.npi == self.npi), None)

    @property
    def signer(self) -> Person | None:
        """Who signs: the writer where they may, else the case's owner, else the first who may."""
        people = [person for person in self.law.settings.people if person.signs and person.left_on is None]
        wanted = [self.writer.id if self.writer is not None else "", self.case.owner or ""]
        return next((person for name in wanted for person in people if person.id == name), next(iter(people), None))

    @property
    def reference(self) -> str | None:
        """The payer's number for the demand, or the first other number it goes by."""
        aliases = self.case.demand.aliases
        return self.case.demand.reference or (aliases[0] if aliases else None)

    @property
    def amount(self) -> Decimal | None:
        """What the demand asks for, in dollars of principal."""
        return self.case.demand.amount

    @property
    def others(self) -> Decimal:
        """The part of the demand on claims under another law, which a letter of its own answers."""
        if self.case.extrapolation is not None or self.amount is None:
            return NOTHING
        inside = {claim.number for claim in self.group.claims}
        rest = tuple(claim for claim in self.case.claims if claim.number not in inside)
        return sum((row.demanded for row in rows_of(self.case, rest)), NOTHING)

    def patient(self, claim: Claim) -> Patient | None:
        """Who the claim is for, None where this computer does not know."""
        return self.identities.patient(claim.patient) if claim.patient else None

    def member(self, claim: Claim) -> Member | None:
        """How the payer of this claim knows the patient on its first day of service."""
        patient = self.patient(claim)
        payers = (claim.plan, self.case.plan, self.case.payer)
        found = [one for name in payers if name for one in (patient.members if patient else ()) if one.payer == name]
        served = [line.served_on for line in claim.lines]
        fitting = [one for one in found if _valid(one, min(served) if served else None)]
        return next(iter(fitting or found), None)


def _counts(row: Row, subject: str) -> bool:
    return row.to_repay > 0 if subject == "to_repay" else row.disputed > 0 or row.open > 0


def _valid(member: Member, day: date | None) -> bool:
    if day is None:
        return True
    return (member.valid_from is None or member.valid_from <= day) and (
        member.valid_through is None or day <= member.valid_through
    )
