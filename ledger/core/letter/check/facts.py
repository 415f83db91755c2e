"""What each element of a kind looks like in the words of a letter: the table from elements to facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.letter.check import claim_facts, frame_facts, paper_facts
from ledger.core.letter.check.fact import Fact
from ledger.core.letter.check.further_facts import FACTS as FURTHER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.core.letter.matter import Matter


def facts_for(matter: Matter, key: str, laid: dict[str, Any]) -> list[Fact]:
    """The facts of one element, as far as the case knows them. ``laid`` is what a letter made today would lay out."""
    if key in SAID:
        return [SAID[key]]
    if key in FURTHER:
        return list(FURTHER[key](matter, laid))
    return list(_FACTS[key](matter)) if key in _FACTS else []


def is_looked_for(key: str) -> bool:
    """Whether an element can be seen in the words of a letter at all."""
    return key in SAID or key in FURTHER or key in _FACTS


_FACTS: dict[str, Callable[[Matter], Iterator[Fact]]] = {
    "practice_name": frame_facts.practice("name", "name"),
    "practice_address": frame_facts.practice("address", "address"),
    "practice_phone": frame_facts.practice("phone", "phone number"),
    "npi": frame_facts.npi,
    "signer": frame_facts.signer,
    "addressee": frame_facts.addressee,
    "ptan": frame_facts.ptan,
    "demand_number": frame_facts.demand_number,
    "demand_date": frame_facts.demand_date,
    "demand_amount": frame_facts.demand_amount,
    "claims": claim_facts.claims,
    "amounts_tie": paper_facts.nothing,
    "patient_name": claim_facts.patient_name,
    "mbi": claim_facts.mbi,
    "member_id": claim_facts.member_id,
    "service_and_date": claim_facts.service_and_date,
    "answered_lines": paper_facts.nothing,
    "contested_portion": claim_facts.disputed,
    "to_repay": claim_facts.to_repay,
    "ground_per_claim": claim_facts.grounds,
    "state_contest": frame_facts.tax_number,
    "demand_copy": paper_facts.demand_copy,
    "decision": paper_facts.decision,
    "amount_left": paper_facts.left,
    "finding_answered": paper_facts.findings,
    "evidence_answered": paper_facts.asked_for,
    "reason": paper_facts.reason,
    "payment": paper_facts.payment,
    "amount_held": claim_facts.disputed,
    "filed_dispute": paper_facts.filed,
    "section_935": paper_facts.nothing,
    "taking_date": paper_facts.taking_date,
    "rebuttal_statement": claim_facts.grounds,
    "waits_for_an_answer": paper_facts.nothing,
    "demand_letter_copy": paper_facts.enclosed_demand,
    "beneficiary_contact": claim_facts.beneficiary,
    "appeal_number": paper_facts.appeal_number,
    "sampling_reasons": claim_facts.sampling,
    "points_noted": paper_facts.findings,
    "member_reasons": claim_facts.grounds,
}

SAID = {
    "further_evidence": Fact("whether further evidence follows", ("evidence",)),
    "copies_to_parties": Fact("who else gets a copy", ("cc", "cop")),
    "clerical_error": Fact("the clerical error", ("clerical",)),
    "claim_copy": Fact("a copy of the claim", ("claim",)),
    "waiver": Fact("the waiver of liability", ("waiver",)),
    "late_cause": Fact("what prevented filing in time", ("late", "in time", "good cause", "prevent")),
    "appointment": Fact("the appointment", ("appoint",)),
    "schedule": Fact("the schedule of payments", ("schedule", "month", "instal")),
    "assignment": Fact("the assignment", ("assign",)),
    "offer": Fact("the offer", ("offer",)),
    "election": Fact("which demands the request covers", ("this demand", "this overpayment", "later", "future")),
    "records_enclosed": Fact("the records", ("record", "chart", "note")),
}
"""Elements that are known by a word alone: where none of the words stands, the element surely does not."""
