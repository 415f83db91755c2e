"""Where a letter goes, how, and who gets a copy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.core.identity import Identities, Member
from ledger.core.letter.address import addressee_of, copies_of, delivery_of
from ledger.core.letter.matter import Matter, Wishes
from ledger.core.payer import Payer
from ledger.core.practice import Person
from ledger.core.sending import Appeal, Desk
from tests.core.letter.matters import (
    CLAIM,
    DEMAND,
    LINE,
    PATIENT,
    REVIEWER,
    SETTINGS,
    SHORT_ADDRESS,
    a_case,
    a_law,
    a_matter,
    whole,
)

VENDOR = Payer("Audit Vendor", "vendor", desks=(Desk(("information",), "Records", "9 Vendor Way"),), slug="vendor")
PRINTED = Desk(("dispute", "refund"), "Overpayment Recovery", "PO Box 7")


def lines(matter: Matter) -> list[str]:
    addressee = addressee_of(matter)
    assert addressee is not None
    return addressee.lines


def with_vendor(kind: str, **demand: Any) -> Matter:
    law = a_law()
    case = a_case(vendor="vendor", demand=DEMAND._replace(**demand))
    return a_matter(kind, case, law=law._replace(payers={**law.payers, "vendor": VENDOR}))


def test_the_desk_the_demand_prints_comes_first_under_its_writers_name() -> None:
    matter = with_vendor("contest", desks=(PRINTED,), send_to=SHORT_ADDRESS)
    assert lines(matter) == ["Audit Vendor", "Attention: Overpayment Recovery", "PO Box 7"]


def test_the_short_form_comes_before_the_payers_file() -> None:
    assert lines(a_matter("contest", a_case(demand=DEMAND._replace(send_to=SHORT_ADDRESS)))) == [
        "Payer A",
        "PO Box 9, Austin TX",
    ]


def test_money_never_goes_to_an_address_for_disputes() -> None:
    matter = a_matter("refund", a_case(demand=DEMAND._replace(send_to=SHORT_ADDRESS)))
    assert lines(matter) == ["Payer A", "Attention: Disputes", "PO Box 1", "Austin TX"]
    none = matter._replace(law=a_law(desks=(Desk(("contest",), None, "PO Box 1"),)))
    assert addressee_of(none) is None


def test_a_request_for_records_asks_the_vendor_an_appeal_the_payer() -> None:
    assert lines(with_vendor("records_request")) == ["Audit Vendor", "Attention: Records", "9 Vendor Way"]
    assert lines(with_vendor("first_appeal"))[0] == "Payer A"


def test_in_medicare_the_contractor_demands_what_a_reviewer_found() -> None:
    matter = with_vendor("medicare_redetermination", send_to=SHORT_ADDRESS)
    assert lines(matter)[0] == "Payer A"
    assert copies_of(matter, addressee_of(matter)) == []


def test_a_second_level_goes_to_its_own_desk() -> None:
    matter = whole("second_appeal")
    elsewhere = matter._replace(case=matter.case._replace(demand=DEMAND._replace(send_to=SHORT_ADDRESS)))
    assert lines(elsewhere)[-2:] == ["PO Box 1", "Austin TX"]


def test_the_reviewer_the_case_names() -> None:
    matter = whole("medicare_reconsideration")
    appeals = (*matter.case.appeals, Appeal("reconsideration", to="qic"), Appeal("alj", to="qic"))
    named = matter._replace(case=matter.case._replace(appeals=appeals))
    assert lines(named) == ["East QIC", "PO Box 5"]
    unknown = matter._replace(case=matter.case._replace(appeals=(Appeal("reconsideration", to="nobody"),)))
    assert addressee_of(unknown) is None


def test_another_addressee_by_name() -> None:
    assert lines(a_matter("contest", wishes=Wishes(to="qic"))) == ["East QIC", "PO Box 5"]
    law = a_law()
    bare = law._replace(payers={**law.payers, "bare": Payer("Bare")})
    addressee = addressee_of(a_matter("contest", law=bare, wishes=Wishes(to="bare")))
    assert addressee is not None
    assert addressee.lines == ["Bare"]
    assert addressee_of(a_matter("contest", wishes=Wishes(to="nobody"))) is None
    assert REVIEWER.desks


def test_copies_go_to_payer_and_plan_where_a_vendor_or_administrator_stands_between() -> None:
    matter = with_vendor("records_request")
    law = matter.law._replace(payers={**matter.law.payers, "plan": Payer("The Plan", "plan")})
    planned = matter._replace(law=law, group=matter.group._replace(plan="plan"))
    assert copies_of(planned, addressee_of(planned)) == ["Payer A", "The Plan"]
    assert copies_of(planned, None) == []
    assert copies_of(a_matter("contest"), addressee_of(a_matter("contest"))) == []


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("", ""),
        ("certified_mail", "By certified mail, 7022"),
        ("fax", "By fax to 512-555-0100, 7022"),
        ("email", "By email, 7022"),
        ("portal", "Through the portal, 7022"),
        ("in_person", "By hand, 7022"),
    ],
)
def test_the_delivery_line(method: str, expected: str) -> None:
    case = a_case(demand=DEMAND._replace(send_to=SHORT_ADDRESS))
    matter = a_matter("contest", case, wishes=Wishes(method=method, proof="7022"))
    assert delivery_of(matter, addressee_of(matter)) == expected


def test_a_delivery_line_without_proof_or_address() -> None:
    matter = a_matter("contest", wishes=Wishes(method="fax"))
    assert delivery_of(matter, None) == "By fax"


def test_the_writer_signs_where_they_may_else_the_owner_else_whoever_may() -> None:
    people = (
        Person("gone", "Gone", signs=True, left_on=date(2026, 1, 1)),
        Person("first", "First", signs=True),
        Person("owner", "Owner", signs=True),
        Person("clerk", "Clerk"),
    )
    law = a_law(SETTINGS._replace(people=people))
    matter = a_matter("contest", a_case(owner="owner"), law=law, writer=people[3])
    assert matter.signer == people[2]
    assert matter._replace(writer=people[1]).signer == people[1]
    assert matter._replace(writer=None, case=a_case()).signer == people[1]


def test_the_membership_of_the_day_of_service() -> None:
    old = Member("payer-a", "OLD", valid_through=date(2025, 6, 30))
    new = Member("payer-a", "NEW", valid_from=date(2025, 7, 1))
    planned = Member("plan", "PLAN")
    matter = a_matter("contest", identities=Identities((PATIENT._replace(members=(old, new, planned)),)))
    assert matter.member(CLAIM) == new
    assert matter.member(CLAIM._replace(plan="plan")) == planned
    assert matter.member(CLAIM._replace(lines=())) == old
    early = CLAIM._replace(lines=(LINE._replace(served_on=date(2025, 6, 1)),))
    assert matter.member(early) == old
    only_new = a_matter("contest", identities=Identities((PATIENT._replace(members=(new,)),)))
    assert only_new.member(early) == new
    assert matter.member(CLAIM._replace(patient="P-9")) is None
