"""What a letter still lacks: every gap at once, each with its place and the rule that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.finding import WARNING, Finding
from ledger.core.letter import (
    claim_lacks,
    companion_lacks,
    frame_lacks,
    level_lacks,
    paper_lacks,
    plan_lacks,
    standing_lacks,
)
from ledger.core.letter.counsel_gate import waits_for_counsel
from ledger.core.letter.element import FORBIDDEN, LOW, RECOMMENDED
from ledger.core.letter.stop import out_of_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.core.letter.lack import Lack
    from ledger.core.letter.matter import Matter


def elements_missing(matter: Matter) -> list[Finding]:
    """Everything that keeps this letter from being made, in the order in which a letter is read.

    LED601 for what is missing: a warning where it is only recommended, or where its rule was not read well enough to
    stop a letter. LED604 for one key with two names, LED607 for words no letter carries, LED608 for what does not
    belong, LED609 where counsel comes first. Paths are those of the file that ``file`` names; an empty ``file`` is the
    case.
    """
    found = [*waits_for_counsel(matter)]
    for element in matter.kind.elements:
        if element.level != FORBIDDEN:
            told = WARNING if element.level == RECOMMENDED or element.confidence == LOW else ""
            for lack in _CHECKS[element.key](matter):
                message = f"{matter.kind.name} lacks {lack.what} ({element.citation})"
                found.append(Finding("LED601", message, lack.hint, lack.path, lack.file, severity=told))
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
    "notice_items": level_lacks.notice_items,
    "demand_letter_copy": level_lacks.demand_letter_copy,
    "clerical_error": level_lacks.clerical_error,
    "beneficiary_contact": level_lacks.beneficiary_contact,
    "appeal_number": level_lacks.appeal_number,
    "further_evidence": level_lacks.further_evidence,
    "copies_to_parties": level_lacks.copies_to_parties,
    "sampling_reasons": level_lacks.sampling_reasons,
    "points_noted": level_lacks.points_noted,
    "evidence_per_finding": level_lacks.evidence_per_finding,
    "relief_per_finding": level_lacks.relief_per_finding,
    "claim_copy": level_lacks.claim_copy,
    "late_reason": level_lacks.late_reason,
    "schedule": plan_lacks.schedule,
    "hardship": plan_lacks.hardship,
    "first_payment": plan_lacks.first_payment,
    "schedule_form": plan_lacks.schedule_form,
    "statements": plan_lacks.statements,
    "election": plan_lacks.election,
    "offer": plan_lacks.offer,
    "offer_terms": plan_lacks.offer_terms,
    "late_filing": companion_lacks.late_filing,
    "late_cause": companion_lacks.late_cause,
    "late_evidence": companion_lacks.late_evidence,
    "appointment": companion_lacks.appointment,
    "scope": companion_lacks.scope,
    "rep_status": companion_lacks.rep_status,
    "both_contacts": companion_lacks.both_contacts,
    "appointing_number": companion_lacks.appointing_number,
    "faxed_letter": companion_lacks.faxed_letter,
    "fax_number": companion_lacks.fax_number,
    "plan_named": standing_lacks.plan_named,
    "records_enclosed": standing_lacks.records_enclosed,
    "dispute_first": standing_lacks.dispute_first,
    "rule_in_question": standing_lacks.rule_in_question,
    "plan_type": standing_lacks.plan_type,
    "self_funded": standing_lacks.self_funded,
    "member_reasons": standing_lacks.member_reasons,
    "plan_clause": standing_lacks.plan_clause,
    "one_patient": standing_lacks.one_patient,
    "waiver": standing_lacks.signed("waiver_of_liability", "the signed waiver of liability for"),
    "assignment": standing_lacks.signed("assignment", "the assignment or authorization"),
    "authorization": standing_lacks.signed("patient_authorization", "the signed authorization"),
}
