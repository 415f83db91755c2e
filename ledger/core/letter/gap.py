"""What a letter still lacks: every gap at once, each with its place and the rule that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.finding import Finding
from ledger.core.letter import claim_lacks, frame_lacks, paper_lacks
from ledger.core.letter.stop import out_of_place, waits_for_counsel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.core.letter.lack import Lack
    from ledger.core.letter.matter import Matter


def elements_missing(matter: Matter) -> list[Finding]:
    """Everything that keeps this letter from being made, in the order in which a letter is read.

    LED601 for what is missing, LED604 for one key with two names, LED607 for words no letter carries, LED608 for what
    does not belong, LED609 where counsel comes first. Paths are those of the file that ``file`` names; an empty
    ``file`` is the case.
    """
    found = [*waits_for_counsel(matter)]
    for element in matter.kind.elements:
        for lack in _CHECKS[element.key](matter):
            message = f"{matter.kind.name} lacks {lack.what} ({element.citation})"
            found.append(Finding("LED601", message, lack.hint, lack.path, lack.file))
    return [*found, *out_of_place(matter)]


_CHECKS: dict[str, Callable[[Matter], Iterator[Lack]]] = {
    "practice_name": frame_lacks.practice("name", "name"),
    "practice_address": frame_lacks.practice("address", "address"),
    "practice_phone": frame_lacks.practice("phone", "phone number"),
    "npi": frame_lacks.npi,
    "signer": frame_lacks.signer,
    "addressee": frame_lacks.addressee,
    "ptan": frame_lacks.ptan,
    "demand_number": frame_lacks.demand_number,
    "demand_date": frame_lacks.demand_date,
    "demand_amount": frame_lacks.demand_amount,
    "claims": frame_lacks.claims,
    "amounts_tie": frame_lacks.amounts_tie,
    "patient_name": claim_lacks.patients("name", "name"),
    "mbi": claim_lacks.patients("mbi", "Medicare number"),
    "member_id": claim_lacks.member_id,
    "service_and_date": claim_lacks.service_and_date,
    "answered_lines": claim_lacks.answered_lines,
    "contested_portion": claim_lacks.contested_portion,
    "to_repay": claim_lacks.to_repay,
    "ground_per_claim": claim_lacks.ground_per_claim,
    "state_contest": claim_lacks.state_contest,
    "demand_copy": claim_lacks.demand_copy,
    "decision": paper_lacks.decision,
    "amount_left": paper_lacks.amount_left,
    "finding_answered": paper_lacks.finding_answered,
    "evidence_answered": paper_lacks.evidence_answered,
    "reason": paper_lacks.reason,
    "payment": paper_lacks.payment,
    "amount_held": paper_lacks.amount_held,
    "filed_dispute": paper_lacks.filed_dispute,
    "section_935": paper_lacks.section_935,
    "taking_date": paper_lacks.taking_date,
    "rebuttal_statement": paper_lacks.rebuttal_statement,
    "waits_for_an_answer": paper_lacks.waits_for_an_answer,
}
