"""Takings: too early, announced too early, while an answer was pending, in a hold they gave, from another number."""

from __future__ import annotations

import pytest

from ledger.core.case import Claim
from ledger.core.payer import Contract, PayerWindow
from ledger.core.practice import Practice
from ledger.core.proof import Consent, Document
from ledger.core.review.point import CANNOT_TELL, POSSIBLE
from ledger.core.sending import Moment, Notice
from tests.core.reckoned import HARBOR, MAC, PLAN, TEXAS, a_law, day, shipped_regimes
from tests.core.review.reviews import LETTER, a_claim, a_demand, appealed, dollars, filed, points, taken, verdicts

UNKNOWN = TEXAS._replace(funding=None, slug="unknown")
STAMPED = {"received_evidence": "date stamp [envelope]"}
PAPERS = (LETTER, Document("envelope", "envelope", "x.pdf"))
"""With these the letter was received on 6 March: Texas waits until 16 April by its date, 20 April by its receipt."""


@pytest.mark.parametrize(
    ("on", "verdict"),
    [("2026-04-15", [POSSIBLE]), ("2026-04-16", [CANNOT_TELL]), ("2026-04-19", [CANNOT_TELL]), ("2026-04-20", [])],
)
def test_texas_takings_around_the_earliest_day(on: str, verdict: list[str]) -> None:
    case = a_demand(TEXAS, money=(taken(on),), documents=PAPERS, **STAMPED)
    assert verdicts(case, "taking") == verdict


def test_what_decides_between_two_readings_is_proof_or_an_attorney() -> None:
    [proved] = points(a_demand(TEXAS, money=(taken("2026-04-18"),), documents=PAPERS, **STAMPED), "taking")
    assert proved.ask.startswith("an attorney's view")
    [stated] = points(a_demand(TEXAS, money=(taken("2026-04-18"),)), "taking")
    assert stated.ask == "proof of the day on which the letter came, kept as a document"


def test_an_early_taking_says_what_was_withheld_and_from_when_it_may_begin() -> None:
    money = (taken("2026-03-20", "60.00", trace="EFT 1"), taken("2026-04-10", "40.00"), taken("2026-05-01", "9.00"))
    [one] = points(a_demand(TEXAS, money=money), "taking")
    assert (one.amount, one.claims) == (dollars("100.00"), ("C-1",))
    assert one.rule is not None
    assert one.rule.citation == "28 TAC 21.2818"
    assert one.paragraph == (
        "The notice is dated March 2, 2026 [demand]. $100.00 was withheld from March 20, 2026 on. The rule relied on"
        " lets it begin on April 16, 2026. We ask for its return."
    )
    undated = a_demand(TEXAS, money=money, dated_on=None, documents=PAPERS, **STAMPED)
    assert points(undated, "taking")[0].paragraph.startswith("$100.00 was withheld")


def test_a_rule_of_medium_confidence_is_not_named_in_the_letter() -> None:
    asked = Notice("records_request", dated_on=day("2026-01-05"))
    case = a_demand(TEXAS, money=(taken("2026-03-20"),), notices=(asked,))
    [one] = [one for one in points(case, "taking") if one.verdict == POSSIBLE]
    assert one.rule is not None
    assert not one.rule.citable
    assert "The rule relied on" not in one.paragraph


def test_the_payers_own_day_stands_beside_the_law() -> None:
    own = TEXAS._replace(
        windows=(
            PayerWindow("taking_own_rule", days=90, unit="calendar_days", counted_from="dated", source="Manual p3"),
        )
    )
    case = a_demand(own, money=(taken("2026-05-20"),))
    [one] = points(case, "taking", law=a_law(own))
    assert (one.verdict, one.rule) == (POSSIBLE, None)
    assert "Taken before the earliest day that their own rule gives, Sun 31 May 2026." in one.sentence
    both = points(case._replace(money=(taken("2026-03-20"),)), "taking", law=a_law(own))
    assert [one.rule is None for one in both] == [False, True]


def test_an_old_page_of_the_payer_decides_nothing() -> None:
    window = PayerWindow(
        "taking_own_rule", days=90, unit="calendar_days", counted_from="dated", as_of=day("2010-01-01")
    )
    own = HARBOR._replace(windows=(window,))
    case = a_demand(own, money=(taken("2026-03-20"),))
    [one] = points(case, "taking", law=a_law(own))
    assert (one.verdict, one.ask) == (
        CANNOT_TELL,
        "their own rule as it stands today (the payer file of Harbor Plan (old: 2010), 90 days from the letter's date)",
    )
    announced = a_demand(own, offset_from=day("2026-03-20"))
    assert verdicts(announced, "taking", law=a_law(own)) == [CANNOT_TELL]
    back = PayerWindow("lookback_own_rule", days=1, unit="months", counted_from="paid", as_of=day("2010-01-01"))
    limited = HARBOR._replace(windows=(back,))
    [two] = points(a_demand(limited), "lookback", law=a_law(limited))
    assert two.verdict == CANNOT_TELL
    assert two.ask.startswith("their own rule as it stands today (")


def test_money_that_is_not_split_between_two_laws_cannot_be_placed() -> None:
    claims = (a_claim("C-1"), a_claim("C-2", funding="unknown"))
    split = (("C-1", dollars("100.00")),)
    case = a_demand(UNKNOWN, *claims, money=(taken("2026-03-20"),))
    law = a_law(UNKNOWN)
    mixed = case._replace(claims=(claims[0]._replace(funding="fully_insured"), claims[1]))
    [one] = points(mixed, "taking", law=law)
    assert (one.verdict, one.ask) == (CANNOT_TELL, "the split by claim from the remittance (by_claim)")
    assert verdicts(mixed._replace(money=(taken("2026-03-20", by_claim=split),)), "taking", law=law) == [POSSIBLE]


def test_whoever_asked_for_it_at_once_has_nothing_to_say() -> None:
    case = a_demand(MAC, money=(taken("2026-03-10"),))
    assert verdicts(case, "taking") == [POSSIBLE]
    assert points(case._replace(filings=(filed("immediate_recoupment", "2026-03-05"),)), "taking") == []


@pytest.mark.parametrize(
    ("on", "verdict"), [("2026-04-15", [POSSIBLE]), ("2026-04-16", [CANNOT_TELL]), ("2026-04-20", [])]
)
def test_announced_takings_around_the_earliest_day(on: str, verdict: list[str]) -> None:
    case = a_demand(TEXAS, offset_from=day(on), documents=PAPERS, **STAMPED)
    found = points(case, "taking")
    assert [one.verdict for one in found] == verdict
    assert all(one.amount == dollars("100.00") for one in found)


def test_what_was_announced_no_longer_counts_once_money_was_taken() -> None:
    case = a_demand(TEXAS, offset_from=day("2026-03-20"), money=(taken("2026-05-20"),))
    assert points(case, "taking") == []


def test_an_announcement_under_a_rule_that_no_letter_cites() -> None:
    asked = Notice("records_request", dated_on=day("2026-01-05"))
    case = a_demand(TEXAS, offset_from=day("2026-03-20"), notices=(asked,))
    [one] = points(case, "taking")
    assert one.paragraph == "The notice [demand] announces withholding from March 20, 2026 on."
    whole = a_demand(TEXAS, offset_from=day("2026-03-20"))._replace(claims=())
    assert points(whole, "taking")[0].amount == dollars("100.00")


# while an answer was pending


def test_texas_waits_for_a_contest_that_came_in_time() -> None:
    contest = filed("contest", "2026-03-20")
    case = a_demand(TEXAS, money=(taken("2026-05-20"),), filings=(contest,))
    [one] = points(case, "taking")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("100.00"))
    assert one.paragraph.startswith("Our contest arrived on March 20, 2026, and no decision had been made")
    assert any("Nothing is taken before day 45" in line for line in one.arithmetic)
    for near in (
        contest._replace(decided_on=day("2026-05-20")),
        contest._replace(arrived_on=Moment(day("2026-05-20"))),
        contest._replace(arrived_on=None),
        contest._replace(claims=("C-9",)),
        contest._replace(kind="information"),
    ):
        assert points(case._replace(filings=(near,)), "taking") == []


@pytest.mark.parametrize(
    ("arrived", "verdict"),
    [("2026-04-16", POSSIBLE), ("2026-04-17", CANNOT_TELL), ("2026-05-05", CANNOT_TELL)],
)
def test_a_contest_that_came_after_a_reading_of_its_day_asserts_nothing(arrived: str, verdict: str) -> None:
    case = a_demand(
        TEXAS, money=(taken("2026-05-20"),), filings=(filed("contest", arrived),), documents=PAPERS, **STAMPED
    )
    assert verdicts(case, "taking") == [verdict]


def test_money_of_other_claims_is_not_held_by_a_contest() -> None:
    claims = (a_claim("C-1"), a_claim("C-2"))
    split = (("C-2", dollars("100.00")),)
    contest = filed("contest", "2026-03-20", claims=("C-1",))
    case = a_demand(TEXAS, *claims, money=(taken("2026-05-20", by_claim=split),), filings=(contest,))
    assert points(case, "taking") == []
    mine = case._replace(money=(taken("2026-05-20", by_claim=(("C-1/1", dollars("100.00")),)),))
    assert verdicts(mine, "taking") == [POSSIBLE]


def test_where_no_text_says_that_they_wait_the_contract_is_asked_for() -> None:
    signed = (Consent("assignment", "P-1042", given_to="practice"),)
    appeal = appealed("first", "2026-03-20", "2026-06-19")
    case = a_demand(PLAN, money=(taken("2026-05-20"),), appeals=(appeal,), consents=signed)
    [one] = points(case, "taking")
    assert (one.verdict, one.paragraph) == (CANNOT_TELL, "")
    assert "no text read of ERISA claims procedure says" in one.sentence
    clause = TEXAS._replace(funding=None, slug="unknown", contract=Contract(offset_clause="Section 7.4"))
    two = a_demand(clause, money=(taken("2026-05-20"),), filings=(filed("hold", "2026-03-20"),), offset_from=None)
    [found] = points(two, "taking", law=a_law(clause))
    assert "contract: Section 7.4" in found.arithmetic
    assert "the law is not known" in found.sentence


def test_medicare_waits_for_a_redetermination_and_for_a_reconsideration() -> None:
    first = appealed("redetermination", "2026-03-20", "2026-06-20")
    case = a_demand(MAC, money=(taken("2026-05-20"),), appeals=(first,))
    [one] = points(case, "taking", today="2027-01-01")
    assert one.verdict == POSSIBLE
    assert one.rule is not None
    assert "The redetermination request arrived on March 20, 2026" in one.paragraph
    second = appealed("reconsideration", "2026-07-20")
    later = case._replace(money=(taken("2026-08-20"),), appeals=(first, second))
    [two] = points(later, "taking", today="2027-01-01")
    assert two.rule is not None
    assert (two.verdict, two.rule.citation) == (POSSIBLE, "42 U.S.C. 1395ddd(f)(2)(A)")
    between = later._replace(money=(taken("2026-07-10"),))
    assert verdicts(between, "taking", today="2027-01-01") == [CANNOT_TELL]
    only_first = later._replace(money=(taken("2026-08-19"),), appeals=(first,))
    assert verdicts(only_first, "taking", today="2027-01-01") == [CANNOT_TELL]
    for near in (
        later._replace(money=(taken("2026-06-20"),)),  # on the day of the decision
        only_first._replace(money=(taken("2026-08-20"),)),  # 61 days after it
        case._replace(demand=case.demand._replace(section_935=False)),
        case._replace(appeals=(first._replace(arrived_on=None, decided_on=None),)),
        case._replace(appeals=()),
        case._replace(money=()),
    ):
        assert points(near, "taking", today="2027-01-01") == []


def test_while_nobody_said_that_section_935_covers_it_nothing_is_asserted() -> None:
    early = a_demand(MAC, money=(taken("2026-03-10"),), section_935=None)
    [one] = points(early, "taking")
    assert (one.verdict, one.ask) == (
        CANNOT_TELL,
        "whether section 935 covers the debt: the head of the letter says so",
    )
    first = appealed("redetermination", "2026-03-20")
    pending = a_demand(MAC, money=(taken("2026-05-20"),), appeals=(first,), section_935=None)
    assert verdicts(pending, "taking") == [CANNOT_TELL]


def test_a_request_that_may_have_come_after_its_day_asserts_nothing() -> None:
    last = a_demand(MAC, money=(taken("2026-09-20"),), appeals=(appealed("redetermination", "2026-07-06"),))
    assert verdicts(last, "taking", today="2027-01-01") == [POSSIBLE]
    late = appealed("redetermination", "2026-07-07")
    case = a_demand(MAC, money=(taken("2026-09-20"),), appeals=(late,))
    [one] = points(case, "taking", today="2027-01-01")
    assert (one.verdict, one.paragraph) == (CANNOT_TELL, "")


def test_a_law_without_its_statements_still_shows_the_working() -> None:
    bare = shipped_regimes()["medicare-ffs"]
    bare = bare._replace(statements=(), windows=tuple(one for one in bare.windows if not one.name.endswith("_stop")))
    law = a_law(MAC, regimes={"medicare-ffs": bare})
    first = appealed("redetermination", "2026-03-20", "2026-06-20")
    case = a_demand(MAC, money=(taken("2026-05-20"), taken("2026-07-01")), appeals=(first,))
    assert [one.rule for one in points(case, "taking", law=law, today="2027-01-01")] == [None, None]


def test_a_hold_they_gave_holds_them() -> None:
    held = filed("hold", "2026-03-10", held_from=day("2026-03-12"), held_through=day("2026-05-01"))
    case = a_demand(HARBOR, money=(taken("2026-04-20"),), filings=(held._replace(decision_document="word"),))
    granted = [one for one in points(case, "taking") if "granted" in one.sentence]
    assert [one.verdict for one in granted] == [POSSIBLE]
    assert "from March 12, 2026 through May 1, 2026 [word]." in granted[0].paragraph
    openended = case._replace(filings=(held._replace(held_through=None),))
    assert any("granted" in one.sentence for one in points(openended, "taking"))
    for edge in ("2026-03-12", "2026-05-01"):
        inside = case._replace(money=(taken(edge),))
        assert any("granted" in one.sentence for one in points(inside, "taking"))
    for near in ("2026-05-02", "2026-03-11"):
        after = case._replace(money=(taken(near),), filings=(held._replace(arrived_on=None),))
        assert points(after, "taking") == []


def test_money_from_another_number_of_ours() -> None:
    case = a_demand(MAC, money=(taken("2026-05-20", provider="1922334457"),), provider="1457389207")
    assert verdicts(case, "other_provider") == [CANNOT_TELL]
    assert points(case._replace(provider="1922334457"), "other_provider") == []
    assert points(case._replace(provider=None), "other_provider") == []
    law = a_law()
    law = law._replace(settings=law.settings._replace(practice=Practice("Bluestem", "1457389207")))
    assert verdicts(case._replace(provider=None), "other_provider", law=law) == [CANNOT_TELL]


def test_a_case_without_claims_is_about_all_of_the_money() -> None:
    case = a_demand(TEXAS, money=(taken("2026-03-20", by_claim=(("C-1", dollars("100.00")),)),))._replace(claims=())
    assert verdicts(case, "taking") == [POSSIBLE]
    split = (("C-9", dollars("100.00")),)
    elsewhere = a_demand(TEXAS, Claim("C-1", aliases=("C-2",)), money=(taken("2026-03-20", by_claim=split),))
    assert points(elsewhere, "taking") == []
