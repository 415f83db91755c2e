"""Every element of every kind: taken out of the case, it is the gap that is reported, and the only one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ledger.core.case import Decision, Extrapolation
from ledger.core.finding import WARNING
from ledger.core.letter.element import FORBIDDEN, RECOMMENDED
from ledger.core.letter.gap import _CHECKS, elements_missing
from ledger.core.letter.kind import KINDS
from ledger.core.letter.matter import Wishes
from ledger.core.proof import Evidence, PointFound
from ledger.core.sending import Appeal
from tests.core.letter.matters import whole
from tests.core.letter.more_matters import PAT

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.core.case import Claim
    from ledger.core.letter.matter import Matter

    Taking = Callable[[Matter], Matter]


def case(**fields: Any) -> Taking:
    return lambda matter: matter._replace(case=matter.case._replace(**fields))


def demand(**fields: Any) -> Taking:
    return lambda matter: case(demand=matter.case.demand._replace(**fields))(matter)


def practice(**fields: Any) -> Taking:
    def take(matter: Matter) -> Matter:
        settings = matter.law.settings
        assert settings.practice is not None
        changed = settings._replace(practice=settings.practice._replace(**fields))
        return matter._replace(law=matter.law._replace(settings=changed))

    return take


def patient(**fields: Any) -> Taking:
    def take(matter: Matter) -> Matter:
        known = tuple(one._replace(**fields) for one in matter.identities.patients)
        return matter._replace(identities=matter.identities._replace(patients=known))

    return take


def last(list_of: str, **fields: Any) -> Taking:
    """The last entry of a list without some of its fields."""

    def take(matter: Matter) -> Matter:
        entries = getattr(matter.case, list_of)
        return case(**{list_of: (*entries[:-1], entries[-1]._replace(**fields))})(matter)

    return take


def first(list_of: str, **fields: Any) -> Taking:
    def take(matter: Matter) -> Matter:
        entries = getattr(matter.case, list_of)
        return case(**{list_of: (entries[0]._replace(**fields), *entries[1:])})(matter)

    return take


def without_document(kind: str) -> Taking:
    return lambda matter: case(documents=tuple(one for one in matter.case.documents if one.kind != kind))(matter)


def lines(**fields: Any) -> Taking:
    def take(matter: Matter) -> Matter:
        [claim] = matter.case.claims
        changed = claim._replace(lines=tuple(one._replace(**fields) for one in claim.lines))
        return _claims(matter, (changed,))

    return take


def _claims(matter: Matter, claims: tuple[Claim, ...]) -> Matter:
    changed = case(claims=claims)(matter)
    return changed._replace(group=changed.group._replace(claims=changed.case.claims))


def no_lines(matter: Matter) -> Matter:
    [claim] = matter.case.claims
    amount = sum((one.demanded or Decimal(0) for one in claim.lines), Decimal(0))
    choice = Decision(date(2026, 3, 8), "repay" if matter.kind.subject == "to_repay" else "dispute")
    return _claims(case(decisions=(choice,))(matter), (claim._replace(lines=(), demanded=amount),))


def nobody_signs(matter: Matter) -> Matter:
    people = tuple(one._replace(signs=False) for one in matter.law.settings.people)
    return matter._replace(law=matter.law._replace(settings=matter.law.settings._replace(people=people)))


def no_desks(matter: Matter) -> Matter:
    files = {slug: file._replace(desks=()) if slug != "harrow" else file for slug, file in matter.law.payers.items()}
    return demand(send_to=None)(matter._replace(law=matter.law._replace(payers=files)))


def payer(**fields: Any) -> Taking:
    def take(matter: Matter) -> Matter:
        files = {**matter.law.payers, "payer-a": matter.law.payers["payer-a"]._replace(**fields)}
        return matter._replace(law=matter.law._replace(payers=files))

    return take


def no_decision(matter: Matter) -> Matter:
    decided = tuple(one for one in matter.case.appeals if one.decided_on is None)
    return case(appeals=decided)(matter)


def not_paid(matter: Matter) -> Matter:
    return matter._replace(wishes=Wishes())


def one_more_point(matter: Matter) -> Matter:
    paper = matter.kind.after or "demand"
    return case(findings=(*matter.case.findings, PointFound("r9", paper, "Another point.")))(matter)


def asked_for(matter: Matter) -> Matter:
    return case(evidence=(Evidence("signature_log", asked_by=matter.kind.after),))(matter)


def in_california(matter: Matter) -> Matter:
    known = matter._replace(identities=matter.identities._replace(tin=None))
    return case(issued_in="CA")(known)


def projected(matter: Matter) -> Matter:
    return case(extrapolation=Extrapolation())(matter)


def without_consents(matter: Matter) -> Matter:
    return case(consents=())(matter)


def two_patients(matter: Matter) -> Matter:
    [claim] = matter.case.claims
    other = claim._replace(number="C-2", patient="P-2", lines=())
    changed = _claims(matter, (claim, other._replace(demanded=Decimal(0))))
    known = (PAT, PAT._replace(key="P-2", name="Sam Two"))
    lines_of_other = tuple(one._replace(demanded=Decimal(0)) for one in claim.lines)
    changed = _claims(changed, (claim, other._replace(lines=lines_of_other)))
    signed = (*changed.case.consents, changed.case.consents[0]._replace(patient="P-2"))
    return case(consents=signed)(changed._replace(identities=changed.identities._replace(patients=known)))


TAKEN: dict[str, Taking] = {
    "practice_name": practice(name=""),
    "practice_address": practice(address=None),
    "practice_phone": practice(phone=None),
    "npi": practice(npi=None),
    "signer": nobody_signs,
    "addressee": no_desks,
    "demand_number": demand(reference=None),
    "demand_date": demand(dated_on=None),
    "demand_amount": demand(amount=None),
    "claims": lambda matter: _claims(matter, ()),
    "amounts_tie": demand(amount=Decimal("777.00")),
    "patient_name": patient(name=None),
    "mbi": patient(mbi=None),
    "member_id": patient(members=()),
    "service_and_date": no_lines,
    "answered_lines": lambda matter: first_line_open(matter),  # noqa: PLW0108 - it stands below
    "contested_portion": lambda matter: lines(answer="repay")(case(decisions=())(matter)),
    "to_repay": lines(answer="dispute"),
    "ground_per_claim": case(grounds=()),
    "state_contest": in_california,
    "demand_copy": demand(document=None),
    "decision": no_decision,
    "amount_left": lambda matter: decided(matter, amount_upheld=Decimal("1.00")),
    "finding_answered": one_more_point,
    "evidence_answered": asked_for,
    "reason": demand(reason=None, stated=None),
    "payment": not_paid,
    "amount_held": case(decisions=()),
    "filed_dispute": case(appeals=(), filings=()),
    "section_935": lambda matter: medicare(demand(section_935=None)(matter)),
    "taking_date": demand(offset_from=None),
    "rebuttal_statement": case(grounds=()),
    "waits_for_an_answer": case(filings=()),
    "ptan": payer(our_numbers=()),
    "notice_items": demand(lacks=()),
    "demand_letter_copy": demand(document=None),
    "clerical_error": case(grounds=()),
    "beneficiary_contact": patient(phone=None),
    "appeal_number": lambda matter: decided(matter, reference=None),
    "further_evidence": last("appeals", further_evidence=None),
    "copies_to_parties": last("appeals", copies=()),
    "sampling_reasons": projected,
    "points_noted": case(findings=()),
    "evidence_per_finding": last("grounds", point="The minutes are charted."),
    "relief_per_finding": last("grounds", relief=None),
    "claim_copy": without_document("claim_form"),
    "late_reason": demand(answer_by=date(2026, 3, 1)),
    "waiver": without_consents,
    "schedule": last("repayment_plans", instalment=Decimal("90.00")),
    "hardship": last("repayment_plans", because=None),
    "first_payment": not_paid,
    "schedule_form": without_document("form"),
    "statements": without_document("financial"),
    "election": last("filings", covers=None),
    "late_filing": last("appeals", document=None),
    "late_cause": last("appeals", late_because=None),
    "late_evidence": last("appeals", late_because="A flood."),
    "appointment": without_consents,
    "scope": last("consents", scope=None),
    "rep_status": last("consents", rep_status=None),
    "both_contacts": practice(phone=None),
    "appointing_number": practice(npi=None),
    "faxed_letter": without_document("contest"),
    "fax_number": lambda matter: demand(send_to=matter.case.demand.send_to._replace(fax=None))(matter),  # type: ignore[union-attr]
    "assignment": without_consents,
    "authorization": without_consents,
    "plan_named": lambda matter: matter._replace(group=matter.group._replace(plan="")),
    "records_enclosed": last("grounds", point="The minutes are charted."),
    "dispute_first": case(appeals=()),
    "rule_in_question": last("grounds", rule=None),
    "plan_type": lambda matter: matter._replace(group=matter.group._replace(funding="unknown")),
    "self_funded": case(funding="self_funded"),
    "offer": case(offers=()),
    "offer_terms": last("offers", terms=None),
    "member_reasons": case(grounds=()),
    "plan_clause": demand(basis=None),
    "one_patient": two_patients,
}
"""How each element is taken away; a key without a row here fails the tests below."""


def medicare(matter: Matter) -> Matter:
    return matter._replace(group=matter.group._replace(regime="medicare-ffs"))


def decided(matter: Matter, **fields: Any) -> Matter:
    appeals = tuple(one._replace(**fields) if one.decided_on is not None else one for one in matter.case.appeals)
    return case(appeals=appeals)(matter)


def first_line_open(matter: Matter) -> Matter:
    """A second line that is said to be open beside one that is disputed."""
    [claim] = matter.case.claims
    one = claim.lines[0]._replace(answer="dispute", line="1")
    other = one._replace(line="9", answer="open", demanded=Decimal(5))
    rest = tuple(line._replace(answer="dispute") for line in claim.lines[1:])
    assert matter.amount is not None
    raised = demand(amount=matter.amount + 5)(matter)
    return _claims(raised, (claim._replace(lines=(one, *rest, other)),))


ROWS = [(kind.name, element.key) for kind in KINDS.values() for element in kind.elements if element.level != FORBIDDEN]
_WITH = {
    "addressee": ("fax_number",),
    "npi": ("ptan", "appointing_number"),
    "claims": ("amount_left", "notice_items", "amount_held"),
    "points_noted": ("finding_answered",),
    "ground_per_claim": ("finding_answered", "records_enclosed"),
    "practice_name": ("both_contacts",),
}
"""Elements that fall with another, since they are about it."""


@pytest.mark.parametrize(("name", "key"), ROWS)
def test_an_element_that_is_taken_out_is_the_gap_that_is_reported(name: str, key: str) -> None:
    matter = TAKEN[key](whole(name))
    kind = KINDS[name]
    lacking = {one.key for one in kind.elements if one.level != FORBIDDEN and list(_CHECKS[one.key](matter))}
    assert key in lacking
    assert lacking <= {key, *_WITH.get(key, ())}
    [element] = [one for one in kind.elements if one.key == key]
    told = [one for one in elements_missing(matter) if one.message.endswith(f"({element.citation})")]
    softly = element.level == RECOMMENDED or element.confidence == "low"
    assert {one.severity for one in told if one.code == "LED601"} == ({WARNING} if softly else {""})


def test_every_key_of_the_register_is_taken_out_once() -> None:
    assert {key for _, key in ROWS} == set(TAKEN)


def test_an_open_level_that_is_not_there_yet_lacks_all_that_it_would_say() -> None:
    matter = whole("medicare_alj")
    bare = matter._replace(case=matter.case._replace(appeals=matter.case.appeals[:1]))
    assert [one.path for one in elements_missing(bare)] == [("appeals",), ("appeals",)]
    late = demand(answer_by=date(2026, 3, 1))(whole("ma_noncontract"))
    told = late._replace(case=late.case._replace(appeals=(Appeal("reconsideration", late_because="A flood."),)))
    assert elements_missing(told) == []
