"""One report lists every gap at once, each with its place and who asks for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ledger.core.case import Decision, Extrapolation, Money
from ledger.core.identity import Identities
from ledger.core.letter.gap import elements_missing
from ledger.core.letter.kind import KINDS
from ledger.core.letter.matter import Wishes
from ledger.core.practice import Practice
from ledger.core.proof import Evidence, Ground, PointFound
from ledger.core.sending import Desk
from tests.core.letter.matters import (
    CLAIM,
    DECIDED,
    DEMAND,
    GROUND,
    LETTER,
    LINE,
    REVIEWER,
    SETTINGS,
    SHORT_ADDRESS,
    a_case,
    a_law,
    a_matter,
    whole,
)

if TYPE_CHECKING:
    from ledger.core.letter.matter import Matter


def said(matter: Matter) -> list[str]:
    return [finding.message for finding in elements_missing(matter)]


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_whole_letter_lacks_nothing(kind: str) -> None:
    found = elements_missing(whole(kind))
    warned = ["LED608"] if kind == "reopening_request" else []  # the sender hears of the clock that runs on
    assert [one.code for one in found] == warned


def test_every_gap_is_listed_at_once_with_path_file_and_citation() -> None:
    case = a_case(provider=None, demand=DEMAND._replace(reference=None, dated_on=None, amount=None), grounds=())
    law = a_law(SETTINGS._replace(practice=None, people=()), desks=(), our_numbers=())
    matter = a_matter("medicare_redetermination", case, law=law, identities=Identities(), writer=None, here=False)
    found = elements_missing(matter)
    assert [(one.code, one.file, one.path) for one in found] == [
        ("LED601", "ledger.yaml", ("practice", "name")),
        ("LED601", "ledger.yaml", ("practice", "address")),
        ("LED601", "ledger.yaml", ("practice", "phone")),
        ("LED601", "", ("provider",)),
        ("LED601", "ledger.yaml", ("people",)),
        ("LED601", "", ("demand", "send_to")),
        ("LED601", "", ("demand", "reference")),
        ("LED601", "", ("demand", "dated_on")),
        ("LED601", "", ("demand", "amount")),
        ("LED601", "identities.yaml", ("patients", "P-1", "name")),
        ("LED601", "identities.yaml", ("patients", "P-1", "mbi")),
        ("LED601", "", ("grounds",)),
    ]
    assert "the name of P-1: not on this computer (42 CFR 405.944(b)(1), beneficiary name)" in found[9].message
    assert all(one.hint for one in found)


def test_a_name_that_the_private_folder_lacks_is_not_called_absent() -> None:
    matter = a_matter("contest", identities=Identities())
    assert said(matter) == [
        "contest lacks the name of P-1 (letter standard)",
        "contest lacks the member id with payer-a of P-1 (letter standard)",
    ]


def test_a_claim_without_a_patient_key_is_named_by_its_number() -> None:
    matter = a_matter("contest", a_case(claims=(CLAIM._replace(patient=None),), documents=(LETTER,)))
    found = elements_missing(matter)
    assert [(one.path, one.message) for one in found] == [
        (("claims", 0, "patient"), "contest lacks the patient of claim C-1 (letter standard)")
    ]


def test_no_claims_at_all() -> None:
    matter = a_matter("contest", a_case(claims=(), documents=(LETTER,)))
    assert said(matter) == ["contest lacks claim numbers (letter standard)"]


@pytest.mark.parametrize(
    ("kind", "case", "expected"),
    [
        ("contest", {"demand": DEMAND._replace(amount=Decimal("61.00"))}, "the lines add up to 60.00, the demand says"),
        ("contest", {"decisions": ()}, "a disputed part"),
        ("contest", {"grounds": (Ground("x", "Elsewhere.", claims=("C-9",)),)}, "reason why claim C-1 is disputed"),
        ("contest", {"grounds": (Ground("x", "In court.", letters=("first_appeal",)),)}, "why claim C-1 is disputed"),
        ("first_appeal", {"claims": (CLAIM._replace(lines=(), demanded=Decimal("60.00")),)}, "services and dates of"),
        ("medicare_redetermination", {"demand": DEMAND._replace(document=None)}, "a copy of the demand letter"),
        ("refund", {}, "a part to repay"),
        (
            "refund",
            {"decisions": (Decision(date(2026, 3, 8), "repay"),), "demand": DEMAND._replace(reason=None, stated=None)},
            "the reason of the refund",
        ),
        ("second_appeal", {}, "the decision on the first level"),
        ("second_appeal", {"appeals": (DECIDED._replace(decision_document=None),)}, "a copy of the decision"),
        ("second_appeal", {"appeals": (DECIDED._replace(amount_upheld=Decimal("50.00")),)}, "it upheld 50.00"),
        ("second_appeal", {"appeals": (DECIDED,), "findings": (PointFound("r1", "first", "Unsigned."),)}, "point r1"),
        (
            "medicare_reconsideration",
            {
                "appeals": (DECIDED._replace(level="redetermination"),),
                "evidence": (Evidence("signature_log", asked_by="redetermination"),),
            },
            "the signature log that the decision found missing",
        ),
        ("hold_request", {}, "proof of a dispute that is pending"),
        ("hold_request", {"appeals": (DECIDED,)}, "proof of a dispute that is pending"),
        ("hold_request", {"decisions": ()}, "the amount to be left alone"),
        ("medicare_rebuttal", {"demand": DEMAND._replace(offset_from=None)}, "the day on which the taking is to start"),
        ("medicare_rebuttal", {}, "a statement why the taking should not start"),
    ],
)
def test_what_each_letter_asks_for(kind: str, case: dict[str, Any], expected: str) -> None:
    assert any(expected in message for message in said(a_matter(kind, a_case(**case))))


def test_a_line_without_an_answer_would_not_be_appealed() -> None:
    lines = (LINE._replace(answer="dispute"), LINE._replace(line="2", demanded=Decimal(0)), LINE._replace(line=None))
    case = a_case(claims=(CLAIM._replace(lines=lines),), demand=DEMAND._replace(amount=Decimal("120.00")))
    undecided = case._replace(decisions=())
    assert any("an answer for C-1" in message for message in said(a_matter("first_appeal", undecided)))
    assert not any("an answer for" in message for message in said(a_matter("first_appeal", case)))
    left_open = case._replace(claims=(CLAIM._replace(lines=(*lines[:2], lines[2]._replace(answer="open"))),))
    assert any("an answer for C-1" in message for message in said(a_matter("first_appeal", left_open)))


def test_the_amounts_of_a_projected_sample_need_not_tie() -> None:
    case = a_case(extrapolation=Extrapolation(), demand=DEMAND._replace(amount=Decimal("9000.00")))
    assert not any("ties" in message for message in said(a_matter("medicare_redetermination", case)))


def test_the_check_of_a_refund_may_stand_in_the_money() -> None:
    paid = Money(date(2026, 3, 8), "refund", Decimal("60.00"), trace="check 9")
    decided = (Decision(date(2026, 3, 8), "repay"),)
    bare = a_matter("refund", a_case(decisions=decided), wishes=Wishes())
    assert any("check or transfer" in message for message in said(bare))
    assert said(a_matter("refund", a_case(decisions=decided, money=(paid,)), wishes=Wishes())) == []


def test_california_lists_the_tax_number_of_an_insured_plan() -> None:
    known = a_matter("contest", a_case(issued_in="CA"))
    assert said(known) == []
    unknown = known._replace(identities=known.identities._replace(tin=None))
    assert said(unknown) == ["contest lacks the practice's tax number (Cal. Ins. Code 10123.137(c))"]
    absent = unknown._replace(here=False)
    assert said(absent) == [
        "contest lacks the practice's tax number, not on this computer (Cal. Ins. Code 10123.137(c))"
    ]
    by_payer = unknown._replace(case=a_case(), law=a_law(issued_in="CA"))
    assert len(said(by_payer)) == 1
    no_payer = unknown._replace(case=a_case(payer="nobody", demand=DEMAND._replace(send_to=SHORT_ADDRESS)))
    assert not any("tax number" in message for message in said(no_payer))


def test_whether_section_935_covers_a_medicare_demand_must_be_known() -> None:
    case = whole("hold_request").case._replace(demand=DEMAND._replace(section_935=None))
    matter = a_matter("hold_request", case)
    assert said(matter) == []
    medicare = matter._replace(group=matter.group._replace(regime="medicare-ffs"))
    assert said(medicare) == ["hold_request lacks whether section 935 covers the demand (42 U.S.C. 1395ddd(f)(2))"]


def test_a_rebuttal_needs_the_number_of_the_contractor() -> None:
    matter = whole("medicare_rebuttal")._replace(law=a_law(our_numbers=()))
    found = elements_missing(matter)
    assert [(one.file, one.path) for one in found] == [("payers/payer-a.yaml", ("our_numbers",))]


def test_a_reconsideration_goes_to_the_one_reviewer_on_file_or_names_it() -> None:
    matter = whole("medicare_reconsideration")
    law = matter.law
    two = law._replace(payers={**law.payers, "qic-2": REVIEWER._replace(slug="qic-2")})
    found = elements_missing(matter._replace(law=two))
    assert [one.path for one in found] == [("desks",)]
    named = matter._replace(law=two, wishes=Wishes(to="qic-2"))
    assert elements_missing(named) == []


def test_an_address_without_a_street_or_a_fax_is_no_address() -> None:
    matter = a_matter("contest", law=a_law(desks=(Desk(("contest",), "Disputes"),)))
    assert any("an address to send it to" in message for message in said(matter))


def test_a_practice_may_lack_one_field() -> None:
    law = a_law(SETTINGS._replace(practice=Practice("Bluestem", "1457389207", None, "400 Prairie Street")))
    assert said(a_matter("contest", law=law)) == ["contest lacks the practice's phone number (letter standard)"]


def test_what_a_decision_left_is_not_checked_across_laws() -> None:
    other = CLAIM._replace(number="C-2")
    upheld = DECIDED._replace(amount_upheld=Decimal("120.00"))
    case = a_case(claims=(CLAIM, other), appeals=(upheld,), demand=DEMAND._replace(amount=Decimal("120.00")))
    matter = a_matter("second_appeal", case)
    split = matter._replace(group=matter.group._replace(claims=(CLAIM,)))
    assert said(split) == []
    assert GROUND in split.grounds


def test_points_and_papers_that_are_answered_are_no_gaps() -> None:
    decided = DECIDED._replace(level="redetermination")
    findings = (PointFound("r1", "redetermination", "Unsigned."), PointFound("d1", "demand", "Elsewhere."))
    evidence = (
        Evidence("log", asked_by="redetermination", document="chart"),
        Evidence("order", asked_by="redetermination", explanation="None was needed."),
        Evidence("other"),
    )
    grounds = (GROUND._replace(answers=("r1",)),)
    case = a_case(appeals=(decided,), findings=findings, evidence=evidence, grounds=grounds)
    assert said(a_matter("medicare_reconsideration", case)) == []
