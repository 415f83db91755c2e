"""What must not stand in a kind of letter, element by element: it keeps the letter back like a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.citation import citations
from ledger.core.finding import Finding
from ledger.core.law.governing import fact, payers_of
from ledger.core.letter import companions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.core.letter.matter import Matter
    from ledger.core.proof import Ground

CODE = "LED608"
CLINICAL = ("medical_record", "psychotherapy_notes", "substance_use_records", "order", "signature_log", "attestation")
_PAYMENT = (
    "duplicate_payment",
    "coordination_of_benefits",
    "fee_schedule",
    "modifier",
    "unbundling",
    "units",
    "wrong_patient",
    "timely_filing",
    "enrollment",
    "third_party_liability",
)
_FIRMS = ("llc", "llp", "inc", "p.c.", "pllc", "group", "company", "associates", "services", "firm")


def forbidden_in(matter: Matter) -> Iterator[Finding]:
    """LED608 for everything that the register forbids this kind and that is there all the same."""
    for element in matter.kind.elements:
        if element.key in _CHECKS:
            yield from _CHECKS[element.key](matter)


def whole(ground: Ground) -> str:
    """All the words of a ground."""
    return " ".join((ground.point, ground.rule or "", ground.relief or ""))


def _clinical_argument(matter: Matter) -> Iterator[Finding]:
    kinds = {document.id: document.kind for document in matter.case.documents}
    for index, ground in enumerate(matter.case.grounds):
        if ground in matter.grounds and any(kinds.get(one.name) in CLINICAL for one in citations(whole(ground))):
            message = (
                f"ground {ground.id} argues from the chart, and a rebuttal says only why the taking should not start"
            )
            yield Finding(CODE, message, "keep it for medicare_redetermination", ("grounds", index))


def _billing_company(matter: Matter) -> Iterator[Finding]:
    practice = matter.law.settings.practice
    if practice is not None and "billing" in f"{practice.entity or ''} {practice.name}".lower():
        message = f"{practice.name} looks like a billing company, and plans take this appeal from the provider alone"
        hint = "practice: in ledger.yaml names the provider of the services, who files in their own name"
        yield Finding(CODE, message, hint, ("practice", "name"), "ledger.yaml")


def _another_state(matter: Matter) -> Iterator[Finding]:
    claim = next(iter(matter.subject), None)
    state = fact("issued_in", matter.case, claim, payers_of(matter.case, matter.law, claim))
    if state != "WA":
        message = f"medicaid_prelim_WA is Washington's, and the claims stand under {state or 'a State not yet known'}"
        yield Finding(CODE, message, "issued_in: WA, where it is Washington's agency", ("issued_in",))


def _one_person(matter: Matter) -> Iterator[Finding]:
    own = companions.appointment_of(matter)
    name = companions.appointed(matter, own).name if own is not None else ""
    if any(word in name.lower().replace(",", " ").split() for word in _FIRMS):
        message = f"{name} reads like a firm, and an appointment names one person"
        hint = "name the person at the desk of the payer file"
        yield Finding(CODE, message, hint, ("consents",))


def _payment_dispute(matter: Matter) -> Iterator[Finding]:
    reason = matter.case.demand.reason
    if reason in _PAYMENT:
        message = f"{reason.replace('_', ' ')} is a dispute about payment, and external review is for medical questions"
        yield Finding(CODE, message, "second_appeal, or the contract's own way", ("demand", "reason"))


def _argument_in_offer(matter: Matter) -> Iterator[Finding]:
    for index, ground in enumerate(matter.case.grounds):
        if ground in matter.grounds:
            message = f"ground {ground.id} is written into an offer; what proves the appeal stays out of it"
            hint = "take settlement_offer out of its letters:, and keep it for the appeal"
            yield Finding(CODE, message, hint, ("grounds", index))


def _legal_theory(matter: Matter) -> Iterator[Finding]:
    for index, ground in enumerate(matter.case.grounds):
        if ground in matter.grounds and ground.rule:
            message = f"ground {ground.id} names a rule; a patient's letter says what happened in plain words"
            hint = "write a ground of its own with letters: [member_letter] and no rule"
            yield Finding(CODE, message, hint, ("grounds", index, "rule"))


_CHECKS: dict[str, Callable[[Matter], Iterator[Finding]]] = {
    "clinical_argument": _clinical_argument,
    "billing_company": _billing_company,
    "another_state": _another_state,
    "one_person": _one_person,
    "payment_dispute": _payment_dispute,
    "argument_in_offer": _argument_in_offer,
    "legal_theory": _legal_theory,
}
