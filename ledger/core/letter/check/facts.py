"""What each element of a kind looks like in the words of a letter: the texts of which one must stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.day import MONTHS, spelled_out
from ledger.core.entries import effective
from ledger.core.letter.address import lines_of
from ledger.core.letter.answer import total
from ledger.core.letter.check.passage import shown
from ledger.core.letter.companions import goes_to
from ledger.core.letter.filed import last_dispute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from decimal import Decimal

    from ledger.core.letter.matter import Matter

_SHORT_MONTH = 3
_CITATION = re.compile(r"\s*\[[^\]]*\]")


class Fact(NamedTuple):
    """Something that must stand in the letter: what it is, and the spellings of which one does.

    ``bare`` spellings are compared by their letters and digits alone, as numbers are. ``words`` are looked for by how
    many of them one passage holds, since a person may say a ground in other words.
    """

    what: str
    spellings: tuple[str, ...]
    bare: bool = False
    words: bool = False


def facts_for(matter: Matter, key: str) -> list[Fact] | None:
    """The facts of one element, as far as the case knows them; None for an element of which none is."""
    if key in SAID:
        return [SAID[key]]
    look = _FACTS.get(key)
    return None if look is None else list(look(matter))


def _day(what: str, day: date | None) -> Iterator[Fact]:
    if day is not None:
        month = MONTHS[day.month - 1]
        yield Fact(
            f"{what}, {spelled_out(day)}",
            (
                spelled_out(day),
                f"{month[:_SHORT_MONTH]} {day.day}, {day.year}",
                f"{month[:_SHORT_MONTH]}. {day.day}, {day.year}",
                f"{day.day} {month} {day.year}",
                f"{day:%m/%d/%Y}",
                f"{day.month}/{day.day}/{day.year}",
                day.isoformat(),
            ),
        )


def _amount(what: str, amount: Decimal | None) -> Iterator[Fact]:
    if amount:
        whole = (f"${amount:,.0f}",) if amount == amount.to_integral_value() else ()
        yield Fact(f"{what}, ${dollars(amount)}", (dollars(amount), f"{amount:.2f}", *whole))


def _practice(field: str, words: str) -> Callable[[Matter], Iterator[Fact]]:
    def look(matter: Matter) -> Iterator[Fact]:
        practice = matter.law.settings.practice
        value = getattr(practice, field) if practice is not None else None
        if value:
            first = lines_of(value)[0] if field == "address" else value
            yield Fact(f"the practice's {words}, {first}", (first,), bare=field == "phone")

    return look


def _npi(matter: Matter) -> Iterator[Fact]:
    if matter.npi:
        yield Fact(f"the provider's NPI, {matter.npi}", (matter.npi,), bare=True)


def _signer(matter: Matter) -> Iterator[Fact]:
    names = tuple(one.name for one in matter.law.settings.people if one.signs and one.left_on is None)
    if names:
        yield Fact(f"the name of somebody who may sign, as {names[0]}", names)


def _addressee(matter: Matter) -> Iterator[Fact]:
    found = goes_to(matter)
    if found is not None:
        yield Fact(f"whom it is sent to, {found.lines[0]}", (found.lines[0],))


def _ptan(matter: Matter) -> Iterator[Fact]:
    number = matter.our_number
    if number is not None and number.ptan:
        yield Fact(f"the PTAN, {number.ptan}", (number.ptan,), bare=True)


def _demand_number(matter: Matter) -> Iterator[Fact]:
    if matter.reference:
        known = (matter.reference, *matter.case.demand.aliases)
        yield Fact(f"the number of the demand, {matter.reference}", known, bare=True)


def _demand_date(matter: Matter) -> Iterator[Fact]:
    return _day("the date of the demand", matter.case.demand.dated_on)


def _demand_amount(matter: Matter) -> Iterator[Fact]:
    return _amount("the amount demanded", matter.amount)


def _claims(matter: Matter) -> Iterator[Fact]:
    count = f"{len(matter.subject)} claims, as in the"  # demand: a rebuttal is about the demand as a whole
    whole = (count,) if matter.kind.serves == "rebuttal" else ()
    for claim in matter.subject:
        yield Fact(f"claim {claim.number}", (claim.number, *claim.aliases, *whole), bare=True)


def _patient_name(matter: Matter) -> Iterator[Fact]:
    for key in dict.fromkeys(claim.patient for claim in matter.subject if claim.patient):
        patient = matter.identities.patient(key)
        if patient is not None and patient.name:
            yield Fact(
                f"the name of {key}", (patient.name, _turned(patient.name), patient.name_on_remit or patient.name)
            )


def _turned(name: str) -> str:
    """``Lopez, Ana`` for ``Ana Lopez``."""
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}"


def _mbi(matter: Matter) -> Iterator[Fact]:
    for key in dict.fromkeys(claim.patient for claim in matter.subject if claim.patient):
        patient = matter.identities.patient(key)
        if patient is not None and patient.mbi:
            yield Fact(f"the Medicare number of {key}", (patient.mbi,), bare=True)


def _member_id(matter: Matter) -> Iterator[Fact]:
    numbers = {claim.patient: member.id for claim in matter.subject if (member := matter.member(claim)) and member.id}
    for key, number in numbers.items():
        yield Fact(f"the member number of {key}", (number,), bare=True)


def _service_and_date(matter: Matter) -> Iterator[Fact]:
    for claim in matter.subject:
        for line in claim.lines:
            yield from _day(f"the date of service of claim {claim.number}", line.served_on)
            yield Fact(f"the service of claim {claim.number}, {line.procedure}", (line.procedure,), bare=True)


def _disputed(matter: Matter) -> Iterator[Fact]:
    yield from _amount("the amount disputed", total(matter.rows, "disputed"))
    words = ("contest", "disput", "disagree", "appeal", "redetermination", "reconsideration")
    yield Fact("that the amount is contested", words)


def _to_repay(matter: Matter) -> Iterator[Fact]:
    return _amount("the amount repaid", total(matter.rows, "to_repay"))


def _left(matter: Matter) -> Iterator[Fact]:
    return _amount("the amount left by the decision", total(matter.rows, "left"))


def _grounds(matter: Matter) -> Iterator[Fact]:
    for number, ground in enumerate(matter.grounds, 1):
        point = _CITATION.sub("", ground.point)
        yield Fact(f'ground {number}, "{shown(point)}"', (point,), words=True)


def _decision(matter: Matter) -> Iterator[Fact]:
    decision = matter.decision
    if decision is None:
        return
    yield from _day("the date of the decision", decision.decided_on)
    by = matter.law.payers.get(decision.decided_by or matter.case.payer)
    if by is not None:
        yield Fact(f"who decided, {by.name}", (by.name,))


def _findings(matter: Matter) -> Iterator[Fact]:
    papers = {matter.kind.after, matter.decision.decision_document if matter.decision is not None else None}
    for finding in matter.case.findings:
        if finding.paper in papers:
            says = _CITATION.sub("", finding.says)
            yield Fact(f'an answer to the decision\'s point "{shown(says)}"', (says,), words=True)


def _asked_for(matter: Matter) -> Iterator[Fact]:
    for item in matter.case.evidence:
        if matter.kind.after and item.asked_by == matter.kind.after:
            name = item.item.replace("_", " ")
            yield Fact(f"the {name} that the decision found missing", (name, item.explanation or name))


def _taking_date(matter: Matter) -> Iterator[Fact]:
    return _day("the day on which the taking is to start", matter.case.demand.offset_from)


def _filed(matter: Matter) -> Iterator[Fact]:
    last = last_dispute(matter.case)
    if last is not None and last.sent_on is not None:
        yield from _day("the day the dispute was sent", last.sent_on.day)


def _tax_number(matter: Matter) -> Iterator[Fact]:
    yield Fact("the disagreement in writing", ("disagree", "contest", "disput"))
    state = matter.case.issued_in or (matter.payer.issued_in if matter.payer is not None else None)
    if state == "CA" and matter.identities.tin:
        yield Fact("the practice's tax number", (matter.identities.tin,), bare=True)


def _payment(matter: Matter) -> Iterator[Fact]:
    paid = [entry.trace for entry in effective(matter.case.money) if entry.kind == "refund" and entry.trace]
    named = matter.wishes.payment or next(reversed(paid), None)
    if named:
        yield Fact(f"the check or transfer that carries the money, {named}", (named,), bare=True)


def _reason(matter: Matter) -> Iterator[Fact]:
    if matter.case.demand.reason:
        yield Fact("the reason", ("reason", matter.case.demand.reason.replace("_", " ")))


def _demand_copy(matter: Matter) -> Iterator[Fact]:
    if matter.case.demand.section_935 and matter.case.demand.document:
        yield Fact("a copy of the demand among the enclosures", ("demand letter", "copy of the demand", "your demand"))


def _enclosed_demand(matter: Matter) -> Iterator[Fact]:
    if matter.case.demand.document:
        yield Fact("a copy of the demand among the enclosures", ("demand letter", "copy of the demand", "your demand"))


def _beneficiary(matter: Matter) -> Iterator[Fact]:
    for key in dict.fromkeys(claim.patient for claim in matter.subject if claim.patient):
        patient = matter.identities.patient(key)
        if patient is not None and patient.address:
            yield Fact(f"the address of {key}", (lines_of(patient.address)[0],))
        if patient is not None and patient.phone:
            yield Fact(f"the phone number of {key}", (patient.phone,), bare=True)


def _appeal_number(matter: Matter) -> Iterator[Fact]:
    if matter.decision is not None and matter.decision.reference:
        number = matter.decision.reference
        yield Fact(f"the number of the decision, {number}", (number,), bare=True)


def _sampling(matter: Matter) -> Iterator[Fact]:
    if matter.case.extrapolation is not None:
        yield Fact("a reason about the sample", ("sampl", "extrapolat", "projected", "projection", "frame"))


def _nothing(matter: Matter) -> Iterator[Fact]:
    """The sums, and answers to lines, are held against each other and not against the case."""
    del matter
    return iter(())


_FACTS: dict[str, Callable[[Matter], Iterator[Fact]]] = {
    "practice_name": _practice("name", "name"),
    "practice_address": _practice("address", "address"),
    "practice_phone": _practice("phone", "phone number"),
    "npi": _npi,
    "signer": _signer,
    "addressee": _addressee,
    "ptan": _ptan,
    "demand_number": _demand_number,
    "demand_date": _demand_date,
    "demand_amount": _demand_amount,
    "claims": _claims,
    "amounts_tie": _nothing,
    "patient_name": _patient_name,
    "mbi": _mbi,
    "member_id": _member_id,
    "service_and_date": _service_and_date,
    "answered_lines": _nothing,
    "contested_portion": _disputed,
    "to_repay": _to_repay,
    "ground_per_claim": _grounds,
    "state_contest": _tax_number,
    "demand_copy": _demand_copy,
    "decision": _decision,
    "amount_left": _left,
    "finding_answered": _findings,
    "evidence_answered": _asked_for,
    "reason": _reason,
    "payment": _payment,
    "amount_held": _disputed,
    "filed_dispute": _filed,
    "section_935": _nothing,
    "taking_date": _taking_date,
    "rebuttal_statement": _grounds,
    "waits_for_an_answer": _nothing,
    "demand_letter_copy": _enclosed_demand,
    "beneficiary_contact": _beneficiary,
    "appeal_number": _appeal_number,
    "sampling_reasons": _sampling,
    "points_noted": _findings,
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
    "authorization": Fact("the authorization", ("authori",)),
    "offer": Fact("the offer", ("offer",)),
}
"""Elements that are known by a word alone: where none of the words stands, the element surely does not."""
