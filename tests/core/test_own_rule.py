"""What a payer states of itself: beside the law under its own name, by the reading kindest to the payer."""

from __future__ import annotations

from decimal import Decimal

from ledger.core.case import Claim, Money
from ledger.core.deadline import MET, OPEN, OVERDUE, THEIRS
from ledger.core.payer import Payer, PayerWindow
from ledger.core.reckoning.typed import trigger_of, typed_names
from ledger.core.sending import Filing
from tests.core.reckoned import HARBOR, TEXAS, a_law, a_letter, day, moment, names, reckoned, shipped_regimes

HOLD = PayerWindow("taking_own_rule", days=49, counted_from="dated", source="Guide", as_of=day("2021-01-01"))
BACK = PayerWindow("lookback_own_rule", days=12, unit="months", counted_from="paid", source="Guide")
ANSWER = PayerWindow("first_decision", days=30, counted_from="filing_received", source="Guide")
HOLDING = HARBOR._replace(windows=(HOLD, BACK, ANSWER), profile="anthem")
LAW = a_law(HOLDING)
CASE = a_letter(HOLDING, "2026-03-02", answer_by=day("2026-04-01"))


def test_days_held_before_the_taking_are_a_day_of_theirs_and_an_earlier_taking_is_a_possible_ground() -> None:
    held = reckoned(CASE, "taking_own_rule", law=LAW)
    assert (held.kind, held.act_by, held.state) == (THEIRS, day("2026-04-20"), OPEN)
    assert held.readings[0].source == "Guide (old: 2021), 49 days from the letter's date"
    assert held.readings[0].doubt == "old: 2021"
    taken = CASE._replace(money=(Money(day("2026-04-10"), "offset", Decimal(10)),))
    assert "before the earliest day" in reckoned(taken, "taking_own_rule", "2026-04-12", LAW).note


def test_what_a_payer_says_of_itself_does_not_lengthen_what_the_law_gives() -> None:
    own = (HOLD, BACK._replace(days=24))
    law = a_law(TEXAS._replace(windows=own, profile="anthem"))
    case = a_letter(TEXAS, "2026-03-02")._replace(
        claims=(Claim("1", payment_received_on=day("2025-07-01"), paid_on=day("2025-07-01")),)
    )
    plain = reckoned(case, "lookback")
    assert (reckoned(case, "lookback", law=law).act_by, plain.state) == (plain.act_by, OVERDUE)
    assert reckoned(case, "lookback_own_rule", law=law).state == MET
    assert reckoned(case, "taking", law=law).act_by == reckoned(case, "taking").act_by


def test_each_claim_has_its_own_day_by_the_payers_limit_and_fraud_has_none() -> None:
    claims = (Claim("1", paid_on=day("2024-01-10")), Claim("2", paid_on=day("2026-01-10")))
    case = CASE._replace(claims=claims)
    late = reckoned(case, "lookback_own_rule/2024-01-10", law=LAW)
    assert (late.claims, late.state) == (("1",), OVERDUE)
    assert "possible ground" in late.note
    assert reckoned(case, "lookback_own_rule/2026-01-10", law=LAW).state == MET
    fraud = case._replace(demand=case.demand._replace(reason="fraud_allegation"))
    assert not [name for name in names(fraud, law=LAW) if name.startswith("lookback")]


def test_the_time_for_their_answer_begins_when_ours_has_arrived() -> None:
    assert "first_decision" not in names(CASE, law=LAW)
    sent = Filing("contest", sent_on=moment("2026-03-05"), arrived_on=moment("2026-03-09"))
    answer = reckoned(CASE._replace(filings=(sent,)), "first_decision", law=LAW)
    assert (answer.kind, answer.act_by, answer.then) == (THEIRS, day("2026-04-08"), "follow_up")


def test_the_reason_of_a_window_is_part_of_its_working() -> None:
    window = PayerWindow("first_stop", days=60, counted_from="dated", source="Policy", because="its oldest version")
    law = a_law(HARBOR._replace(windows=(window,)))
    assert "its oldest version" in reckoned(a_letter(HARBOR, "2026-03-02"), "first_stop", law=law).readings[0].steps


def test_an_answer_that_the_payer_file_times_is_met_by_a_dispute_where_the_law_has_no_such_window() -> None:
    answer = PayerWindow("first_stop", days=30, counted_from="dated")
    plan = Payer("Plan", regime="medicare-ffs", line_of_business="medicare_ffs", windows=(answer,), slug="plan")
    case = a_letter(plan, "2026-03-02")
    stop = reckoned(case, "first_stop", law=a_law(plan))
    assert (stop.title, stop.act_by, stop.stops_taking) == ("answer to the letter", day("2026-04-01"), True)
    sent = Filing("contest", sent_on=moment("2026-03-05"), arrived_on=moment("2026-03-09"))
    assert reckoned(case._replace(filings=(sent,)), "first_stop", law=a_law(plan)).state == MET


def test_what_starts_a_window_is_said_by_its_rule_or_by_the_payer_file() -> None:
    texas = shipped_regimes()["texas"]
    lookback, second = texas.window("lookback"), texas.window("second")
    assert lookback is not None
    assert second is not None
    assert trigger_of(lookback, ()) == "payment_received"
    assert trigger_of(second, ()) == ""
    assert trigger_of(second, (HOLDING,)) == ""
    silent = PayerWindow("second", until=day("2026-04-01"))
    counted = PayerWindow("second", days=60, counted_from="decision_dated")
    assert trigger_of(second, (HARBOR._replace(windows=(silent, counted)),)) == "decision_dated"
    assert {"rebill", "first", "taking_own_rule"} <= set(typed_names())
