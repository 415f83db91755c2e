"""Limits, lists of items, letters that never came, and which way the matter goes."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.core.payer import PayerWindow
from ledger.core.proof import Consent
from ledger.core.review.checks import reviewed
from ledger.core.review.notice import rule_on_recovery
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Rule
from ledger.core.review.subject import subject_of
from ledger.core.sending import Notice
from tests.core.reckoned import HARBOR, MAC, PLAN, TEXAS, a_law, day, shipped_regimes
from tests.core.review.reviews import (
    ALL_OF_TEXAS,
    a_claim,
    a_demand,
    a_line,
    appealed,
    dollars,
    filed,
    points,
    taken,
    verdicts,
)

OLD = a_claim("C-1", payment_received_on=day("2025-08-01"))
LAST = a_claim("C-1", payment_received_on=day("2025-09-03"))  # 180 days end on the day of the letter
OLD_PAYMENT = a_claim("C-1", paid_on=day("2019-12-30"))
UNKNOWN = TEXAS._replace(funding=None, slug="unknown")
FLORIDA = TEXAS._replace(regime=None, issued_in="FL", slug="florida")


def test_a_letter_after_the_limit_is_a_possible_ground_with_its_arithmetic() -> None:
    [one] = points(a_demand(TEXAS, OLD), "lookback")
    assert (one.verdict, one.claims, one.amount) == (POSSIBLE, ("C-1",), dollars("100.00"))
    assert one.rule is not None
    assert (one.rule.citation, one.rule.citable) == ("28 TAC 21.2818", True)
    assert "1 Aug 2025 + 180 calendar days = Wed 28 Jan 2026" in " ".join(one.arithmetic)
    assert one.paragraph == (
        "The payment for the claims named here was received on August 1, 2025. The notice is dated March 2, 2026"
        " [demand], 213 days later. The rule relied on gives 180 days from receipt of the payment for notifying the"
        " provider of the overpayment."
    )


def test_the_last_day_is_in_time() -> None:
    assert points(a_demand(TEXAS, LAST), "lookback") == []


def test_a_limit_of_medium_confidence_names_no_length_in_the_letter() -> None:
    california = TEXAS._replace(regime="california", issued_in="CA", slug="california")
    claim = a_claim(paid_on=day("2024-01-05"))
    [one] = points(a_demand(california, claim), "lookback", law=a_law(california))
    assert one.verdict == POSSIBLE
    assert one.rule is not None
    assert not one.rule.citable
    assert one.paragraph.endswith("787 days later.")


def test_several_days_stand_in_one_point_and_only_the_first_and_last_of_many_are_shown() -> None:
    claims = [a_claim(f"C-{n}", payment_received_on=day(f"2025-07-{n:02d}")) for n in range(1, 8)]
    [one] = points(a_demand(TEXAS, *claims), "lookback")
    assert one.amount == dollars("700.00")
    assert "5 more days between stand alike" in one.arithmetic
    assert "were received from July 1, 2025 through July 7, 2025" in one.paragraph
    assert "at least 238 days later" in one.paragraph
    [few_days] = points(a_demand(TEXAS, *claims[:4]), "lookback")
    assert not any("stand alike" in line for line in few_days.arithmetic)


def test_an_earlier_paper_of_theirs_leaves_it_open() -> None:
    earlier = Notice("informational", dated_on=day("2026-01-15"))
    assert verdicts(a_demand(TEXAS, OLD, notices=(earlier,)), "lookback") == [CANNOT_TELL]


def test_payments_without_a_day_are_asked_for_unless_they_are_surely_in_time() -> None:
    bare = a_claim("C-1", paid_on=None, payment_received_on=None)
    [one] = points(a_demand(TEXAS, bare), "lookback")
    assert (one.verdict, one.ask) == (CANNOT_TELL, "the day of receipt of the payment, from the remittance or the bank")
    paid = bare._replace(paid_on=day("2025-09-03"))  # 180 days end on the day of the letter
    assert points(a_demand(TEXAS, paid), "lookback") == []
    assert verdicts(a_demand(TEXAS, bare._replace(paid_on=day("2025-09-02"))), "lookback") == [CANNOT_TELL]
    assert verdicts(a_demand(TEXAS, bare, dated_on=None), "lookback") == [CANNOT_TELL]
    assert verdicts(a_demand(MAC, bare), "lookback") == [CANNOT_TELL]


def test_a_letter_without_a_date_cannot_be_placed() -> None:
    case = a_demand(TEXAS, OLD, dated_on=None)
    [one] = points(case, "lookback")
    assert (one.verdict, one.paragraph) == (CANNOT_TELL, "")


def test_a_late_letter_that_bears_no_date_asserts_nothing_in_a_letter() -> None:
    late = a_claim(payment_received_on=day("2024-01-01"))
    [one] = points(a_demand(TEXAS, late, dated_on=None, received_on=None), "lookback")
    assert (one.verdict, one.paragraph, one.ask) == (
        CANNOT_TELL,
        "",
        "the day of their letter, from its head or its envelope",
    )


def test_a_limit_that_a_taking_passed_says_nothing_of_a_letter_that_never_came() -> None:
    arizona = TEXAS._replace(regime="arizona", issued_in="AZ", slug="arizona")
    claim = a_claim(paid_on=day("2024-01-05"))
    case = a_demand(arizona, claim, dated_on=None, received_on=None, document=None, money=(taken("2026-05-20"),))
    found = points(case, "lookback", law=a_law(arizona))
    assert [(one.verdict, one.paragraph) for one in found] == [(POSSIBLE, "")]


def test_a_limit_that_turns_on_a_fact_nobody_typed_asks_for_it() -> None:
    maryland = TEXAS._replace(regime="maryland", issued_in="MD", slug="maryland")
    case = a_demand(maryland, a_claim(paid_on=day("2023-01-05")), reason=None)
    found = points(case, "lookback", law=a_law(maryland))
    assert {one.verdict for one in found} == {POSSIBLE, CANNOT_TELL}
    [unsure] = [one for one in found if one.verdict == CANNOT_TELL]
    assert unsure.ask.startswith("whether the reason is coordination of benefits")


def test_the_payers_own_limit_is_held_against_it() -> None:
    own = HARBOR._replace(
        windows=(PayerWindow("lookback_own_rule", days=12, unit="months", counted_from="paid", source="Manual p9"),)
    )
    [one] = points(a_demand(own, a_claim(paid_on=day("2025-02-28"))), "lookback", law=a_law(own))
    assert (one.verdict, one.rule) == (POSSIBLE, None)
    assert one.ask.startswith("their own rule (Manual p9, 12 months from payment)")
    assert one.paragraph.endswith(
        "made on February 28, 2025. The notice is dated March 2, 2026 [demand], 367 days later."
    )
    assert points(a_demand(own, a_claim(paid_on=day("2025-03-02"))), "lookback", law=a_law(own)) == []


def test_where_records_were_asked_for_the_limit_is_a_gap() -> None:
    asked = Notice("records_request", dated_on=day("2026-01-05"))
    [one] = points(a_demand(TEXAS, OLD, notices=(asked,)), "lookback")
    assert (one.verdict, one.sentence) == (
        CANNOT_TELL,
        "Texas prompt-pay rules: notice after an audit is not in the texts read.",
    )


def test_after_a_year_medicare_needs_good_cause_and_nothing_is_at_stake_in_that() -> None:
    case = a_demand(MAC, a_claim(paid_on=day("2024-12-01")))
    [one] = points(case, "lookback")
    assert (one.verdict, one.amount, one.paragraph) == (CANNOT_TELL, dollars("0.00"), "")
    assert points(a_demand(MAC, a_claim(paid_on=day("2025-03-02"))), "lookback") == []
    four = points(a_demand(MAC, a_claim(paid_on=day("2021-12-01"))), "lookback")
    assert {one.verdict for one in four} == {POSSIBLE, CANNOT_TELL}


def test_the_fifth_year_after_the_payment_presumes_nobody_at_fault() -> None:
    [one] = points(a_demand(MAC, OLD_PAYMENT), "without_fault")
    assert one.verdict == POSSIBLE
    assert one.rule is not None
    assert "405.350(c)" in one.rule.citation
    assert "made on December 30, 2019" in one.paragraph
    assert points(a_demand(MAC, a_claim(paid_on=day("2021-01-01"))), "without_fault") == []
    assert points(a_demand(MAC, a_claim(paid_on=None, payment_received_on=None)), "without_fault") == []


def test_claims_whose_law_is_not_known_are_named_and_nothing_of_law_is_looked_at() -> None:
    case = a_demand(UNKNOWN, OLD, has=())
    law = a_law(UNKNOWN)
    [one] = points(case, "law", law=law)
    assert (one.verdict, one.claims) == (CANNOT_TELL, ("C-1",))
    assert one.ask.startswith("who pays the claims")
    assert points(case, "lookback", law=law) == []
    assert points(case, "notice", law=law) == []
    assert points(a_demand(TEXAS), "law") == []
    whole = a_demand(UNKNOWN, amount=dollars("9.00"))._replace(claims=())
    assert [one.amount for one in points(whole, "law", law=law)] == [9]


# what the letter has to contain


def test_a_missing_item_is_a_possible_ground_and_an_unchecked_one_cannot_be_told() -> None:
    case = a_demand(TEXAS, has=("amount_per_claim", "reason_per_claim"), lacks=("appeal_right",))
    lacking, unchecked = points(case, "notice")
    assert (lacking.verdict, lacking.amount) == (POSSIBLE, dollars("100.00"))
    assert lacking.paragraph == "The notice dated March 2, 2026 [demand] does not contain: the right to appeal."
    assert lacking.rule is not None
    assert lacking.rule.citation == "28 TAC 21.2818"
    assert (unchecked.verdict, unchecked.arithmetic) == (
        CANNOT_TELL,
        ("look whether the letter holds: how the carrier means to recover",),
    )
    assert points(a_demand(TEXAS), "notice") == []


def test_an_item_that_no_text_asks_for_is_asked_for_and_nothing_more() -> None:
    [one] = points(a_demand(TEXAS, lacks=("appeal_deadline",)), "notice")
    assert (one.verdict, one.amount) == (CANNOT_TELL, dollars("0.00"))
    assert "the last day to appeal" in one.sentence
    [two] = points(a_demand(UNKNOWN, lacks=("appeal_deadline", "interest")), "notice", law=a_law(UNKNOWN))
    assert "the last day to appeal and the interest. Which rules count is not known" in two.sentence


def test_a_notice_by_phone_is_looked_at_in_writing_too() -> None:
    case = a_demand(TEXAS, method="phone", document=None)
    assert [one.arithmetic for one in points(case, "notice")] == [("look whether the letter holds: a written notice",)]
    assert points(a_demand(TEXAS, document=None), "notice") == []
    assert points(a_demand(TEXAS, dated_on=None, document=None, has=()), "notice") == []
    undated = a_demand(TEXAS, dated_on=None, has=ALL_OF_TEXAS[1:], lacks=ALL_OF_TEXAS[:1])
    assert points(undated, "notice")[0].paragraph.startswith("The notice [demand] does not contain")


def test_under_erisa_the_reasons_are_argued_for() -> None:
    signed = (Consent("assignment", "P-1042", given_to="practice"),)
    case = a_demand(PLAN, has=(), lacks=("reason_per_claim",), consents=signed)
    [one] = points(case, "notice")
    assert one.rule is not None
    assert (one.verdict, one.rule.citation) == (POSSIBLE, "29 U.S.C. 1133")
    assert "not settled" in " ".join(one.arithmetic)


def test_a_medicare_audit_explains_its_findings_in_the_demand_or_in_a_letter_of_its_own() -> None:
    case = a_demand(MAC, found_by="rac", has=("appeal_right",), lacks=("reason_per_claim",))
    [one] = points(case, "notice")
    assert one.rule is not None
    assert (one.verdict, one.rule.citation) == (POSSIBLE, "42 U.S.C. 1395ddd(f)(7)")
    assert one.paragraph.endswith("does not contain: an explanation of the findings.")
    results = Notice("review_results", dated_on=day("2026-01-15"))
    assert verdicts(case._replace(notices=(results,)), "notice") == [CANNOT_TELL]
    assert points(a_demand(MAC, found_by="self", has=()), "notice") == []
    assert verdicts(a_demand(MAC, found_by="mac", has=()), "notice") == [CANNOT_TELL]


def ruled(name: str, dated: str | None = "2026-12-02", **fields: Any) -> Rule | None:
    """The rule on taking money back under a law, for a letter of a day."""
    payer = TEXAS._replace(regime=name, slug="any")
    regime = shipped_regimes()[name]._replace(applies_when=(), needs=())._replace(**fields)
    case = a_demand(payer, dated_on=day(dated) if dated else None, received_on=None)
    return rule_on_recovery(subject_of(case, a_law(payer, regimes={name: regime}), day("2027-01-01")).groups[0])


@pytest.mark.parametrize(
    ("regime", "citation", "confidence"),
    [
        ("texas", "28 TAC 21.2818", "high"),
        ("ohio", "Ohio Rev. Code 3901.388", "high"),
        ("arkansas", "Ark. Code 23-63-1801 to 23-63-1808; Ark. Ins. Dep. Rule 85", "medium"),  # several sections
        ("louisiana", "La. Rev. Stat. 22:1838, 22:1834(C)", "medium"),
        ("tennessee", "Tenn. Code Ann. 56-7-110", "low"),  # neither day was read
    ],
)
def test_for_the_items_a_letter_cites_only_a_law_that_is_one_text(regime: str, citation: str, confidence: str) -> None:
    rule = ruled(regime)
    assert rule is not None
    assert (rule.citation, rule.confidence) == (citation, confidence)


def test_a_text_that_was_not_seen_in_force_on_the_day_is_of_low_confidence() -> None:
    unseen, before = ruled("ohio", "2026-03-02"), ruled("texas", "2024-03-02")
    assert unseen is not None
    assert before is not None
    assert (unseen.citation, unseen.confidence) == ("Ohio Rev. Code 3901.388", "low")
    assert (before.citation, before.confidence) == ("28 TAC 21.2818; Tex. Ins. Code 1301.132, 843.350", "low")
    undated = ruled("texas", None)
    assert undated is not None
    assert undated.confidence == "high"


def test_rules_that_name_no_law_are_no_rule() -> None:
    assert ruled("texas", citation="", windows=()) is None


@pytest.mark.parametrize("name", sorted(shipped_regimes()))
def test_every_law_that_ships_can_be_held_against_a_demand(name: str) -> None:
    """Under no law does a check break, cite nothing, or assert what it cannot tell."""
    payer = TEXAS._replace(regime=name, slug="any", line_of_business=None, funding=None, issued_in=None)
    law = a_law(payer, regimes={name: shipped_regimes()[name]._replace(applies_when=(), needs=())})
    case = a_demand(
        payer,
        a_claim(paid_on=day("2021-01-05"), payment_received_on=day("2021-01-08")),
        a_claim("C-2", paid_on=None, payment_received_on=None),
        reason="coordination_of_benefits",
        has=(),
        lacks=("reason_per_claim",),
        offset_from=day("2026-03-03"),
        money=(taken("2026-03-04"), taken("2026-05-20")),
        filings=(filed("contest", "2026-03-10"),),
    )
    found = reviewed(case, law, day("2026-06-01")).points
    assert {one.check for one in found} >= {"notice", "other_payer"}
    for one in found:
        assert one.rule is None or one.rule.citation
        assert one.ask
        assert not (one.verdict == CANNOT_TELL and one.paragraph)
        if one.rule is not None and not one.rule.citable:
            assert "The rule relied on" not in one.paragraph


# money without a letter


def test_money_taken_before_any_letter() -> None:
    case = a_demand(TEXAS, dated_on=None, received_on=None, document=None, money=(taken("2026-02-06"),))
    [one] = points(case, "no_letter")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("100.00"))
    assert "withheld from February 6, 2026 on" in one.paragraph
    assert points(a_demand(TEXAS, money=(taken("2026-03-02"),)), "no_letter") == []  # on the day of the letter


def test_where_no_law_asks_for_a_letter_first_it_cannot_be_told() -> None:
    put_off = taken("2026-02-06", "40.00", "forwarded")
    money = (taken("2026-02-06"), put_off, taken("2026-02-13", "40.00", "forwarded_taken"))
    case = a_demand(UNKNOWN, dated_on=None, received_on=None, document=None, money=money)
    [one] = points(case, "no_letter", law=a_law(UNKNOWN))
    assert (one.verdict, one.paragraph, one.amount) == (CANNOT_TELL, "", dollars("100.00"))
    undated_letter = case._replace(demand=case.demand._replace(document="demand"))
    assert points(undated_letter, "no_letter", law=a_law(UNKNOWN)) == []
    notice = Notice("demand", dated_on=day("2026-01-06"))
    assert points(case._replace(notices=(notice,)), "no_letter", law=a_law(UNKNOWN)) == []
    remittance = Notice("remittance", dated_on=day("2026-01-06"))
    assert len(points(case._replace(notices=(remittance,)), "no_letter", law=a_law(UNKNOWN))) == 1
    two = (a_claim("C-1"), a_claim("C-2", funding="fully_insured"))
    mixed = case._replace(claims=two, payer="unknown")
    assert [(one.verdict, one.amount) for one in points(mixed, "no_letter", law=a_law(UNKNOWN))] == [
        (CANNOT_TELL, dollars("100.00")),
        (POSSIBLE, dollars("100.00")),
    ]


# which way it goes


@pytest.mark.parametrize("reason", ["duplicate_payment", "records_not_received"])
def test_medicare_reopens_duplicates_and_missing_records(reason: str) -> None:
    [one] = points(a_demand(MAC, reason=reason), "reopening")
    assert one.rule is not None
    assert (one.verdict, one.rule.citation) == (POSSIBLE, "42 CFR 405.980(a)(2), (3)")
    asked = a_demand(MAC, reason=reason, filings=(filed("reopening", "2026-03-10"),))
    assert "a request to reopen is on file" in points(asked, "reopening")[0].arithmetic
    assert points(a_demand(MAC, reason="signature"), "reopening") == []
    assert points(a_demand(TEXAS, reason=reason), "reopening") == []
    repaid = a_demand(MAC, a_claim("C-1", a_line(answer="repay")), reason=reason)
    assert points(repaid, "reopening") == []


def test_section_935_is_asked_for_or_doubted() -> None:
    assert verdicts(a_demand(MAC, section_935=None), "section_935") == [CANNOT_TELL]
    [one] = points(a_demand(MAC, section_935=False, found_by="mac"), "section_935")
    assert one.verdict == CANNOT_TELL
    assert one.rule is not None
    assert points(a_demand(MAC), "section_935") == []
    assert points(a_demand(MAC, section_935=False, found_by="self"), "section_935") == []
    assert points(a_demand(TEXAS, section_935=None), "section_935") == []
    bare = shipped_regimes()["medicare-ffs"]._replace(statements=())
    [two] = points(
        a_demand(MAC, section_935=False, found_by="mac"), "section_935", law=a_law(MAC, regimes={"medicare-ffs": bare})
    )
    assert (two.arithmetic, two.rule) == ((), None)


def test_a_network_contract_leaves_erisa_open() -> None:
    signed = (Consent("assignment", "P-1042", given_to="practice"),)
    inside = PLAN._replace(network="contracted")
    [one] = points(a_demand(inside, consents=signed), "erisa", law=a_law(inside))
    assert one.rule is not None
    assert (one.verdict, one.amount) == (CANNOT_TELL, dollars("0.00"))
    assert points(a_demand(PLAN, consents=signed), "erisa") == []
    government = PLAN._replace(sponsor="government")
    [two] = points(a_demand(government), "erisa", law=a_law(government))
    assert "the facts typed bring" in two.sentence
    assert points(a_demand(TEXAS), "erisa") == []
    bare = shipped_regimes()["erisa"]._replace(statements=())
    regimes = {**shipped_regimes(), "erisa": bare}
    [three] = points(a_demand(inside, consents=signed), "erisa", law=a_law(inside, regimes=regimes))
    assert three.rule is None
    empty = a_demand(inside)._replace(claims=())
    assert points(empty, "erisa", law=a_law(inside)) == []


def test_an_appeal_decided_by_whoever_made_the_finding() -> None:
    decided = appealed(
        "first",
        "2026-03-10",
        "2026-04-10",
        decided_by="harbor",
        outcome="upheld",
        decision_document="ruling",
        amount_upheld=dollars("60.00"),
        claims=("C-1",),
    )
    case = a_demand(TEXAS, vendor="harbor", appeals=(decided,))
    [one] = points(case, "reviewer")
    assert (one.verdict, one.amount, one.rule) == (POSSIBLE, dollars("60.00"), None)
    assert "of April 10, 2026 [ruling] was made by Harbor Plan" in one.paragraph
    for other in (decided._replace(decided_by="lone-star"), decided._replace(outcome="overturned")):
        assert points(case._replace(appeals=(other,)), "reviewer") == []
    unnamed = decided._replace(decided_by="vendor-x", decided_on=None, decision_document=None, claims=())
    [two] = points(case._replace(vendor="vendor-x", appeals=(unnamed,)), "reviewer")
    assert two.paragraph.startswith("The decision was made by vendor-x")
    signed = (Consent("assignment", "P-1042", given_to="practice"),)
    [three] = points(a_demand(PLAN, vendor="harbor", appeals=(decided,), consents=signed), "reviewer")
    assert three.rule is not None
    assert three.rule.citation == "29 U.S.C. 1133"


def test_a_closed_case_is_looked_at_as_if_open() -> None:
    from ledger.core.case import Closed

    closed = a_demand(TEXAS, OLD, closed=Closed(day("2026-04-01"), "upheld"))
    assert verdicts(closed, "lookback") == [POSSIBLE]


def test_every_claim_has_its_standing() -> None:
    claims = (OLD, a_claim("C-2"), a_claim("C-3", payment_received_on=day("2025-08-20")))
    case = a_demand(TEXAS, *claims)
    found = reviewed(case, a_law(), day("2026-06-01")).standings
    assert [(one.claim, one.standing) for one in found] == [("C-1", POSSIBLE), ("C-3", POSSIBLE), ("C-2", "open")]


def test_a_contract_alone_sets_no_limit() -> None:
    assert points(a_demand(HARBOR, OLD), "lookback") == []
