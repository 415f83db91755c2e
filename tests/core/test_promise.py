"""Days that stand in the case itself: promises, follow-ups, hearings, offers, instalments."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ledger.core.case import Case, Closed, Communication, Money, Passed
from ledger.core.deadline import LAPSED, MET, OPEN, OPTION, OVERDUE, PASSED, RELEASED, TERM, THEIRS
from ledger.core.proof import Evidence
from ledger.core.sending import Appeal, Filing, Offer, RepaymentPlan
from tests.core.reckoned import HARBOR, a_letter, day, moment, names, reckoned


def a_case(**fields: Any) -> Case:
    return a_letter(HARBOR, "2026-03-02", answer_by=day("2026-04-01"))._replace(**fields)


def a_call(at: str, summary: str = "Asked for the worksheet. She will mail it.", **fields: Any) -> Communication:
    return Communication(moment(at), "phone", summary)._replace(**fields)


def test_a_promise_is_open_until_its_day_and_settled_by_the_next_contact() -> None:
    call = a_call("2026-03-09", promised_by=day("2026-03-19"))
    case = a_case(communications=(call,))
    promise = reckoned(case, "promise/2026-03-19")
    assert (promise.kind, promise.state, promise.title) == (THEIRS, OPEN, "Asked for the worksheet")
    assert promise.facts == ("named for Thu 19 Mar 2026",)
    assert reckoned(case, "promise/2026-03-19", "2026-03-20").state == OVERDUE
    settled = a_case(communications=(call, a_call("2026-03-23")))
    assert reckoned(settled, "promise/2026-03-19", "2026-04-01").met_on == day("2026-03-23")
    before = a_case(communications=(call, a_call("2026-03-12")))
    assert reckoned(before, "promise/2026-03-19", "2026-04-01").state == OVERDUE


def test_a_long_note_is_cut_at_a_word() -> None:
    summary = "The plan office names no other payer, and will look for the order of benefits in the file of 2025"
    call = a_call("2026-03-09", summary, follow_up_on=day("2026-03-19"))
    follow_up = reckoned(a_case(communications=(call,)), "follow_up/2026-03-19")
    assert follow_up.title == "The plan office names no other payer, and will look for the ..."
    assert follow_up.kind == TERM


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, OVERDUE),
        ({"passed": (Passed("promise/2026-03-19", "nothing_recorded"),)}, PASSED),
        ({"closed": Closed(day("2026-03-30"), "repaid")}, RELEASED),
    ],
)
def test_a_promise_ends_with_the_case(fields: dict[str, Any], state: str) -> None:
    case = a_case(communications=(a_call("2026-03-09", promised_by=day("2026-03-19")),), **fields)
    assert reckoned(case, "promise/2026-03-19", "2026-04-01").state == state


def test_evidence_that_was_promised_is_met_by_its_arrival() -> None:
    item = Evidence("sampling_frame", promised_by=day("2026-03-19"))
    assert reckoned(a_case(evidence=(item,)), "promise/sampling_frame").state == OPEN
    here = item._replace(id="frame", received_on=day("2026-03-12"))
    assert reckoned(a_case(evidence=(here, Evidence("other"))), "promise/frame").state == MET


def test_a_hearing_stands_until_it_is_decided() -> None:
    appeal = Appeal("external", hearing_on=day("2026-05-04"))
    assert reckoned(a_case(appeals=(appeal,)), "hearing").state == OPEN
    assert reckoned(a_case(appeals=(appeal._replace(decided_on=day("2026-05-20")),)), "hearing").state == MET


def test_offers_end_on_their_day() -> None:
    theirs = Offer(day("2026-03-02"), "payer", until=day("2026-03-31"))
    ours = Offer(day("2026-03-02"), "practice", until=day("2026-03-30"))
    case = a_case(offers=(theirs, ours, Offer(day("2026-03-02"), "payer")))
    first, second = reckoned(case, "offer/2026-03-31", "2026-04-02"), reckoned(case, "offer/2026-03-30", "2026-04-02")
    assert (first.kind, first.state) == (OPTION, LAPSED)
    assert (second.kind, second.state) == (THEIRS, OVERDUE)
    taken = theirs._replace(accepted_on=day("2026-03-09"), pay_by=day("2026-03-20"))
    assert names(a_case(offers=(taken,))) == ["payment/2026-03-20", "first_stop"]


def test_instalments_of_the_plan_that_runs_are_met_one_by_one() -> None:
    plan = RepaymentPlan(
        3, instalment=Decimal("100.00"), first_due_on=day("2026-03-31"), outcome="granted", decided_on=day("2026-03-10")
    )
    paid = Money(day("2026-03-30"), "instalment", Decimal("100.00"))
    case = a_case(repayment_plans=(plan._replace(outcome="declined"), plan), money=(paid,))
    found = [reckoned(case, f"instalment/{one}", "2026-05-20") for one in ("2026-03-31", "2026-05-01", "2026-05-31")]
    assert [(one.state, one.worth) for one in found] == [
        (MET, Decimal("100.00")),
        (OVERDUE, Decimal("100.00")),
        (OPEN, Decimal("100.00")),
    ]
    ended = plan._replace(ended_on=day("2026-04-01"))
    assert names(a_case(repayment_plans=(ended,))) == ["first_stop"]
    assert names(a_case(repayment_plans=(plan._replace(first_due_on=None),))) == ["first_stop"]
    open_ended = plan._replace(months=None, instalment=None)
    assert reckoned(a_case(repayment_plans=(open_ended,)), "instalment/2026-03-31").worth == Decimal(0)


def test_an_offer_names_its_amount() -> None:
    offers = (
        Offer(day("2026-03-09"), "payer", Decimal("1200.00"), day("2026-03-20")),
        Offer(day("2026-03-09"), "practice", Decimal("300.00"), day("2026-03-23")),
    )
    case = a_case(offers=offers)
    assert reckoned(case, "offer/2026-03-20").title == "their offer of 1,200.00 ends"
    assert reckoned(case, "offer/2026-03-23").title == "answer to our offer of 300.00"


def test_a_promise_that_has_passed_can_be_asked_about_in_a_letter() -> None:
    call = a_call("2026-03-09", promised_by=day("2026-03-19"), follow_up_on=day("2026-03-20"))
    case = a_case(communications=(call,))
    assert (reckoned(case, "promise/2026-03-19").then, reckoned(case, "follow_up/2026-03-20").then) == ("follow_up", "")


def test_a_hold_is_shown_until_it_ends() -> None:
    held = Filing("hold", sent_on=moment("2026-03-05"), held_through=day("2026-04-05"))
    appeal = Appeal("first", held_through=day("2026-05-05"))
    plan = RepaymentPlan(6, held_through=day("2026-04-05"))
    case = a_case(filings=(held,), appeals=(appeal,), repayment_plans=(plan,))
    assert [name for name in names(case) if name.startswith("hold")] == ["hold/2026-04-05", "hold/2026-05-05"]
    hold = reckoned(case, "hold/2026-04-05", "2026-04-05")
    assert (hold.title, hold.kind, hold.state) == ("their hold ends", TERM, OPEN)
    assert reckoned(case, "hold/2026-04-05", "2026-04-06").state == MET
    closed = case._replace(closed=Closed(day("2026-03-30"), "repaid"))
    assert reckoned(closed, "hold/2026-04-05", "2026-04-01").state == RELEASED
