"""What a letter asks the payer to send: the audit file, what the notice leaves out, what the case still waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.letter.exhibit import Exhibits
    from ledger.core.letter.matter import Matter
    from ledger.core.proof import Evidence

SECTION = "Requests"

NOTICE_ITEMS = {
    "in_writing": "the demand in writing",
    "designated_address": "the address for a response",
    "claim_number": "the claim numbers",
    "patient_name": "the names of the patients",
    "member_id": "the member numbers",
    "service_date": "the dates of service",
    "procedure": "the procedures",
    "paid_date": "the dates of payment",
    "check_number": "the check or transfer numbers of the payments",
    "amount_per_claim": "the amount for each claim",
    "reason_per_claim": "the specific reason for each claim",
    "policy_cited": "the policy or guideline applied",
    "plan_provision": "the provision of the plan or contract relied on",
    "reviewer": "the reviewer's name and credentials",
    "other_payer": "the name of the other payer",
    "appeal_right": "the right to dispute or appeal",
    "appeal_deadline": "the time for a dispute or appeal",
    "appeal_address": "the address for a dispute or appeal",
    "recovery_method": "the method of recovery",
    "offset_date": "the day on which recovery is to begin",
    "refund_address": "the address for a refund",
    "interest": "whether and how interest is charged",
    "repayment_plan": "whether repayment over time can be arranged",
    "extrapolation_stated": "whether the amount was projected from a sample",
}

ITEMS = {
    "plan_provision": "the provision of the plan relied on, with a copy of the page",
    "reviewer_credentials": "the name and credentials of the reviewer",
    "funding": "whether each plan is insured or self-funded, and who administers it",
    "sampling_frame": "the universe and the sampling frame",
    "sampling_design": "the sampling unit, the strata, the seed, and the software with its version",
    "sample": "the sample, claim by claim, with the finding on each",
    "estimate": "the point estimate, the confidence level and the limit used",
    "statistician": "the statistician's name and qualifications",
    "error_level": "the determination of a sustained or high level of payment error, or of education that failed",
    "audit_worksheet": "the worksheet that shows, for each claim and line, how the amount was calculated",
    "policy_then": "the policy applied, in the version in force on each date of service",
    "fee_extract": "the extract of the fee schedule for these procedures and dates",
    "manual_counting": "the page of the manual that says how timed minutes are counted",
    "payer_learned": "the day on which you learned of the other coverage or of its end, with the record that shows it",
    "plan_clause": "the clause of the plan on other coverage and repayment",
    "termination": "the notice that ended coverage, with its date",
}
"""What the lists of evidence ask of a payer, as a request says it; another word of the case's own stands as typed."""

_ASKING = ("records_request", "contest", "partial_repayment")
_STANDING = (
    "The worksheet that shows, for each claim and line, how the amount was calculated",
    "The reviewer's findings for each claim, with the reviewer's name and credentials",
    "The policy, guideline or edit applied, in the version in force on each date of service",
    "The fee schedule or contract rate used, if the amount depends on one",
    "The records that were before the reviewer, and any that were found missing",
)
_SAMPLE = (
    "The universe and the sampling frame, with all exclusions",
    "The sampling unit, the strata, the seed, and the software with its version",
    "The sample, claim by claim, with the finding on each",
    "The point estimate, the confidence level and the limit used",
    "The statistician's name and qualifications",
)


def requests_of(matter: Matter, exhibits: Exhibits) -> list[str]:
    """Everything to ask for, one request an entry, each once."""
    if matter.kind.name not in _ASKING:
        return []
    found = [*_standing(matter), *_lacking(matter, exhibits), *_waiting(matter)]
    return list(dict.fromkeys(found))


def _standing(matter: Matter) -> Iterator[str]:
    if matter.kind.serves != "information":
        return
    yield from _STANDING
    if matter.case.extrapolation is not None:
        yield from _SAMPLE
    if not matter.group.regime or matter.group.funding == "unknown":
        yield "A statement, for each plan, whether it is insured or self-funded, and who administers it"
    if matter.group.regime == "erisa":
        yield "The provision of the plan relied on, with the plan document that holds it and its review procedure"


def _lacking(matter: Matter, exhibits: Exhibits) -> Iterator[str]:
    where = exhibits.refer(matter.case.demand.document, SECTION) if matter.case.demand.lacks else ""
    for item in matter.case.demand.lacks:
        words = NOTICE_ITEMS.get(item, item.replace("_", " "))
        yield f"{words[0].upper()}{words[1:]}, which the notice does not include{f' ({where})' if where else ''}"


def _waiting(matter: Matter) -> Iterator[str]:
    for item in matter.case.evidence:
        if item.holder in ("payer", "vendor", "plan") and not _is_there(item):
            words = ITEMS.get(item.item, f"the {item.item.replace('_', ' ')}")
            yield f"{words[0].upper()}{words[1:]}"


def _is_there(item: Evidence) -> bool:
    """Whether an item is shown, or said not to be had: then nobody need be asked for it again."""
    return item.received_on is not None or bool(item.document or item.fact or item.explanation)
