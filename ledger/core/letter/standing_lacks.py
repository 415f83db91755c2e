"""What is missing of a right to speak for somebody, and of the letters that come last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.law.governing import fact, payers_of
from ledger.core.letter.enclosures import consents_of
from ledger.core.letter.filed import last_dispute
from ledger.core.letter.lack import Lack
from ledger.core.letter.stop import cited_documents, facts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.core.letter.matter import Matter

_RECORDS = ("medical_record", "order", "attestation", "signature_log")


def signed(kind: str, words: str) -> Callable[[Matter], Iterator[Lack]]:
    """A consent of every patient the letter is about; one that names no patient speaks for all."""

    def check(matter: Matter) -> Iterator[Lack]:
        held = consents_of(matter, kind)
        keys = list(dict.fromkeys(claim.patient for claim in matter.subject if claim.patient))
        bare = [key for key in keys if key not in held and "" not in held]
        if bare:
            hint = f"consents: kind: {kind}, patient, signed_on, document; one that has run out does not count"
            yield Lack(f"{words} of {', '.join(bare)}", hint, ("consents",))

    return check


def plan_named(matter: Matter) -> Iterator[Lack]:
    """The plan whose benefits they are."""
    if not matter.group.plan and not matter.case.plan:
        yield Lack("the plan", "type plan: in the case, or beside the claim", ("plan",))


def records_enclosed(matter: Matter) -> Iterator[Lack]:
    """A record that shows the medical question."""
    shown = cited_documents(matter)
    if not any(document.kind in _RECORDS for document in shown) and not facts_of(matter):
        hint = "cite the record in a ground, as [chart p2]"
        yield Lack("the records that the reviewer needs", hint, ("grounds",))


def dispute_first(matter: Matter) -> Iterator[Lack]:
    """The payer's own dispute, sent with its proof or decided."""
    if matter.decision is None and last_dispute(matter.case) is None:
        hint = f"recoup appeal {matter.case.id} LEVEL --sent-on DATE --method METHOD --proof TEXT comes first"
        yield Lack("proof of the payer's own dispute process", hint, ("appeals",))


def rule_in_question(matter: Matter) -> Iterator[Lack]:
    """What happened against which rule."""
    if not any(ground.rule for ground in matter.grounds):
        hint = "write a ground with letters: [regulator_complaint] and the rule it rests on"
        yield Lack("the rule in question, with what happened", hint, ("grounds",))


def plan_type(matter: Matter) -> Iterator[Lack]:
    """Whether the plan is insured: most regulators see only those."""
    if matter.group.funding in ("", "unknown"):
        yield Lack("whether the plan is insured or self-funded", "type funding: with its evidence", ("funding",))


def self_funded(matter: Matter) -> Iterator[Lack]:
    """A plan that the State's insurance regulator oversees."""
    claim = next(iter(matter.subject), None)
    if fact("funding", matter.case, claim, payers_of(matter.case, matter.law, claim)) == "self_funded":
        hint = "such plans are usually outside what a State's regulator looks at"
        yield Lack("a plan that the regulator oversees: this one is self-funded", hint, ("funding",))


def member_reasons(matter: Matter) -> Iterator[Lack]:
    """Why the payment was right, in the patient's words."""
    if not matter.grounds:
        hint = "write a ground with letters: [member_letter], in short plain sentences"
        yield Lack("why the payment was right", hint, ("grounds",))


def plan_clause(matter: Matter) -> Iterator[Lack]:
    """What the plan says about taking money back."""
    if not matter.case.demand.basis:
        hint = "type demand: basis:, the words of the plan that the letter names, with their page"
        yield Lack("what the plan says about asking money back", hint, ("demand", "basis"))


def one_patient(matter: Matter) -> Iterator[Lack]:
    """One letter of one patient."""
    keys = list(dict.fromkeys(claim.patient for claim in matter.subject if claim.patient))
    if len(keys) > 1:
        hint = f"--claims with the claims of {keys[0]} alone; each patient writes for themselves"
        yield Lack(f"one patient: the claims are of {', '.join(keys)}", hint, ("claims",))
