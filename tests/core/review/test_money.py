"""Sums that do not tie, money that went already, and lines asked for twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledger.core.case import Closed, Extrapolation, Related
from ledger.core.review.point import CANNOT_TELL, POSSIBLE
from ledger.core.sending import Notice, Offer
from tests.core.reckoned import MAC, TEXAS, day
from tests.core.review.reviews import a_claim, a_demand, a_line, appealed, dollars, points, taken, verdicts

TWO = (a_claim("C-1"), a_claim("C-2", a_line("50.00", served="2025-11-21")))


def test_lines_below_the_amount_demanded() -> None:
    [one] = points(a_demand(TEXAS, *TWO, amount=dollars("160.05")), "sums")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("10.05"))
    assert one.arithmetic == ("demanded 160.05 - listed 150.00 = 10.05",)
    assert "$10.05 is not explained" in one.paragraph
    assert points(a_demand(TEXAS, *TWO), "sums") == []
    assert points(a_demand(TEXAS, *TWO, amount=None), "sums") == []
    assert points(a_demand(TEXAS, *TWO, amount=dollars("9.00"), extrapolation=Extrapolation()), "sums") == []


def test_a_difference_that_may_have_a_reason_cannot_be_told() -> None:
    more = a_demand(TEXAS, *TWO, amount=dollars("140.00"))
    assert verdicts(more, "sums") == [CANNOT_TELL]
    interest = a_demand(TEXAS, *TWO, amount=dollars("155.00"), interest=dollars("3.00"), penalty=dollars("2.00"))
    [one] = points(interest, "sums")
    assert (one.verdict, one.ask) == (
        CANNOT_TELL,
        "whether the amount demanded holds the interest and the penalty",
    )
    bare = a_demand(TEXAS, *TWO, a_claim("C-3", a_line()._replace(demanded=None)), amount=dollars("200.00"))
    [two] = points(bare, "sums")
    assert (two.verdict, two.claims, two.ask) == (CANNOT_TELL, ("C-3",), "the amounts of claims C-3")


def test_the_cases_of_a_letter_against_its_total() -> None:
    case = a_demand(TEXAS, letter_total=dollars("250.00"))
    other = a_demand(TEXAS, a_claim("C-9", a_line("50.00")), id="RC-2026-OTHER1")
    [one] = points(case, "sums", others=(other,))
    assert (one.verdict, one.amount, len(one.arithmetic)) == (CANNOT_TELL, dollars("100.00"), 2)
    fitting = other._replace(demand=other.demand._replace(amount=dollars("150.00")))
    assert points(case, "sums", others=(fitting,)) == []
    twin = fitting._replace(closed=Closed(day("2026-03-06"), "entered_in_error", same_as=case.id))
    assert verdicts(case, "sums", others=(twin,)) == [CANNOT_TELL]
    assert points(a_demand(TEXAS, letter_total=dollars("250.00"), reference=None), "sums") == []


def test_more_than_was_paid() -> None:
    over = a_claim("C-1", a_line("100.00", paid=dollars("90.00"), line="1"), a_line("50.00", line="2"))
    [one] = points(a_demand(TEXAS, over), "more_than_paid")
    assert (one.verdict, one.amount, one.claims) == (POSSIBLE, dollars("10.00"), ("C-1/1",))
    assert one.arithmetic == ("C-1/1: demanded 100.00 - paid 90.00 = 10.00", "10.00")
    even = a_claim("C-1", a_line("100.00", paid=dollars("100.00")))
    assert points(a_demand(TEXAS, even), "more_than_paid") == []


def test_more_than_the_payers_own_difference() -> None:
    line = a_line("60.00", paid=dollars("152.40"), should_have_paid=dollars("102.98"), recoded_as="90834")
    [one] = points(a_demand(TEXAS, a_claim("C-1", line)), "difference")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("10.58"))
    assert "is $49.42; $10.58 more is asked for" in one.paragraph
    fits = line._replace(demanded=dollars("49.42"))
    assert points(a_demand(TEXAS, a_claim("C-1", fits)), "difference") == []
    less = line._replace(demanded=dollars("40.00"))
    assert points(a_demand(TEXAS, a_claim("C-1", less)), "difference") == []
    beyond = line._replace(demanded=dollars("200.00"))  # that is more_than_paid
    assert points(a_demand(TEXAS, a_claim("C-1", beyond)), "difference") == []
    assert points(a_demand(TEXAS, a_claim("C-1", a_line())), "difference") == []


def test_a_lower_code_priced_below_what_was_paid_for_it() -> None:
    seen = a_claim("C-1", a_line("0.00", "99212", paid=dollars("70.29")))
    low = a_claim("C-2", a_line("104.11", "99215", paid=dollars("153.48"), recoded_as="99212"))
    [one] = points(a_demand(MAC, seen, low), "recoded_price")
    assert (one.verdict, one.amount, one.claims) == (CANNOT_TELL, dollars("20.92"), ("C-2",))
    fair = a_claim("C-2", a_line("83.19", "99215", paid=dollars("153.48"), recoded_as="99212"))
    assert points(a_demand(MAC, seen, fair), "recoded_price") == []
    other_year = a_claim("C-1", a_line("0.00", "99212", "2024-11-14", paid=dollars("70.29")))
    assert points(a_demand(MAC, other_year, low), "recoded_price") == []
    assert points(a_demand(MAC, low), "recoded_price") == []
    unpaid = a_claim("C-2", a_line("104.11", "99215", recoded_as="99212"))
    assert points(a_demand(MAC, seen, unpaid), "recoded_price") == []


def test_a_recoded_line_that_is_demanded_whole() -> None:
    whole = a_line("153.48", "99215", paid=dollars("153.48"), recoded_as="99213")
    [one] = points(a_demand(MAC, a_claim("C-1", whole)), "recoded_price")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("0.00"))
    assert "99215 as 99213" in one.paragraph
    priced = whole._replace(should_have_paid=dollars("82.44"))
    assert points(a_demand(MAC, a_claim("C-1", priced)), "recoded_price") == []


def test_a_balance_that_is_more_than_what_is_left() -> None:
    statement = Notice(
        "statement", dated_on=day("2026-05-01"), balance=dollars("61.00"), balance_interest=dollars("1.00")
    )
    money = (
        taken("2026-04-20", "50.00", interest=dollars("5.00")),
        taken("2026-04-21", "5.00", "returned"),
        taken("2026-05-20", "10.00"),
    )
    case = a_demand(MAC, notices=(statement,), money=money)
    assert points(case, "balance") == []  # 100.00 - 45.00 + 5.00 = 60.00
    [one] = points(case._replace(notices=(statement._replace(balance=dollars("75.00"), document="paper"),)), "balance")
    assert (one.verdict, one.amount) == (CANNOT_TELL, dollars("14.00"))
    assert "[paper]" in one.ask
    decided = appealed("redetermination", "2026-03-10", "2026-06-10", amount_upheld=dollars("10.00"))
    offer = Offer(day("2026-06-11"), "payer", dollars("5.00"), accepted_on=day("2026-06-12"))
    later = case._replace(appeals=(decided,), offers=(offer,))  # what came after the paper changes nothing
    assert points(later, "balance") == []
    assert points(a_demand(MAC), "balance") == []
    on_the_day = (*money, taken("2026-05-01", "10.00"))
    assert points(case._replace(money=on_the_day), "balance")[0].amount == dollars("10.00")
    same_day = decided._replace(decided_on=day("2026-05-01"))
    assert points(case._replace(appeals=(same_day,)), "balance")[0].amount == dollars("90.00")
    accepted = offer._replace(accepted_on=day("2026-05-01"))
    assert points(case._replace(offers=(accepted,)), "balance")[0].amount == dollars("95.00")


# money that went already


def test_a_refund_and_a_taking_on_one_claim() -> None:
    split = (("C-1", dollars("100.00")),)
    money = (
        taken("2026-03-10", "100.00", "refund", by_claim=split, trace="check 5102"),
        taken("2026-04-20", "100.00", by_claim=split, trace="EFT 1"),
    )
    [one] = points(a_demand(TEXAS, *TWO, money=money), "already_paid")
    assert (one.verdict, one.amount, one.claims) == (POSSIBLE, dollars("100.00"), ("C-1",))
    assert one.paragraph == (
        "The claims named here were refunded on March 10, 2026 (check 5102) and offset on April 20, 2026 (EFT 1)."
        " We ask for the return of $100.00."
    )
    back = (*money, taken("2026-05-20", "100.00", "returned", by_claim=split))
    assert points(a_demand(TEXAS, *TWO, money=back), "already_paid") == []
    assert points(a_demand(TEXAS, *TWO, money=money[:1]), "already_paid") == []
    noted = (*money, taken("2026-05-20", "7.00", "cost", by_claim=split))
    assert points(a_demand(TEXAS, *TWO, money=noted), "already_paid")[0].amount == dollars("100.00")


def test_more_in_all_than_is_demanded() -> None:
    money = (taken("2026-03-10", "80.00"), taken("2026-04-20", "80.00", interest=dollars("3.00")))
    [one] = points(a_demand(TEXAS, money=money), "already_paid")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("57.00"))
    with_interest = a_demand(TEXAS, money=money, interest=dollars("50.00"), penalty=dollars("7.00"))
    assert points(with_interest, "already_paid") == []
    assert points(a_demand(TEXAS, a_claim("C-1", a_line("0.00")), money=money), "already_paid") == []


def test_money_that_went_before_the_letter() -> None:
    split = (("C-1", dollars("100.00")),)
    early = taken("2026-02-10", "100.00", "refund", by_claim=split, trace="check 1")
    [one] = points(a_demand(TEXAS, *TWO, money=(early,)), "already_paid")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("100.00"))
    assert "The demand is dated March 2, 2026 [demand]; $100.00 was paid before it." in one.paragraph
    assert points(a_demand(TEXAS, *TWO, money=(early._replace(dated_on=day("2026-03-02")),)), "already_paid") == []
    assert points(a_demand(TEXAS, *TWO, money=(early,), dated_on=None), "already_paid") == []
    assert points(a_demand(TEXAS, *TWO, money=(early._replace(kind="offset"),)), "already_paid") == []  # no_letter
    first = Notice("demand", dated_on=day("2026-02-01"))
    assert points(a_demand(TEXAS, *TWO, money=(early,), notices=(first,)), "already_paid") == []


def test_money_that_another_case_holds() -> None:
    split = (("C-1/1", dollars("100.00")),)
    other = a_demand(TEXAS, a_claim("C-8"), id="RC-2026-OTHER1", money=(taken("2026-02-10", by_claim=split),))
    [one] = points(a_demand(TEXAS, *TWO), "already_paid", others=(other,))
    assert (one.verdict, one.claims) == (CANNOT_TELL, ("C-1",))
    linked = other._replace(related=(Related("RC-2026-7K4QXM", "same_letter"),))
    twin = other._replace(closed=Closed(day("2026-03-06"), "entered_in_error", same_as="RC-2026-7K4QXM"))
    elsewhere = other._replace(payer="mac")
    for near in (linked, twin, elsewhere, other._replace(money=())):
        assert points(a_demand(TEXAS, *TWO), "already_paid", others=(near,)) == []


def test_the_same_line_in_another_case() -> None:
    other = a_demand(TEXAS, id="RC-2026-OTHER1", reference="LSH-0", dated_on=day("2026-01-02"))
    [one] = points(a_demand(TEXAS, *TWO), "twice", others=(other,))
    assert (one.verdict, one.amount, one.claims) == (POSSIBLE, dollars("100.00"), ("C-1",))
    assert "LSH-0 of January 2, 2026 as well" in one.paragraph
    unnamed = other._replace(demand=other.demand._replace(reference=None, dated_on=None))
    assert (
        "your letter RC-2026-OTHER1 as well" in points(a_demand(TEXAS, *TWO), "twice", others=(unnamed,))[0].paragraph
    )
    linked = other._replace(related=(Related("RC-2026-7K4QXM", "next_demand"),))
    another_day = a_demand(TEXAS, a_claim("C-1", a_line(served="2025-11-15")), id="RC-2026-OTHER1")
    for near in (linked, other._replace(payer="mac"), another_day):
        assert points(a_demand(TEXAS, *TWO), "twice", others=(near,)) == []


def test_the_same_service_twice_in_one_demand() -> None:
    case = a_demand(TEXAS, a_claim("C-1"), a_claim("C-2"))
    [one] = points(case, "twice")
    assert (one.verdict, one.amount, one.claims) == (CANNOT_TELL, dollars("100.00"), ("C-1", "C-2"))
    apart = a_demand(TEXAS, a_claim("C-1"), a_claim("C-2", a_line(modifiers=("76",)), a_line("0.00")))
    assert points(apart, "twice") == []


def test_two_services_that_the_claims_tell_apart_are_no_duplicate() -> None:
    first = a_claim("C-1", a_line(modifiers=("RT",), units=Decimal(1)))
    second = a_claim("C-2", a_line("0.00", modifiers=("LT",), units=Decimal(1)))
    [one] = points(a_demand(TEXAS, first, second, reason="duplicate_payment"), "duplicate")
    assert (one.verdict, one.amount, one.claims) == (POSSIBLE, dollars("100.00"), ("C-1",))
    assert one.paragraph.endswith("As billed they differ: claim C-1 and claim C-2: modifiers RT and LT.")
    elsewhere = a_demand(TEXAS, second, id="RC-2026-OTHER1")
    alone = a_demand(TEXAS, first, reason="duplicate_payment")
    assert verdicts(alone, "duplicate", others=(elsewhere,)) == [POSSIBLE]
    alike = a_claim("C-2", a_line("0.00", modifiers=("RT",), units=Decimal(1)))
    for others in ((), (elsewhere._replace(claims=(alike,)),), (elsewhere._replace(payer="mac"),)):
        assert verdicts(alone, "duplicate", others=others) == [CANNOT_TELL]
    nobody = a_demand(TEXAS, first._replace(patient=None), second._replace(patient=None), reason="duplicate_payment")
    assert verdicts(nobody, "duplicate") == [CANNOT_TELL]
    assert points(a_demand(TEXAS, first, second), "duplicate") == []
    units = a_demand(TEXAS, first, a_claim("C-2", a_line("0.00", units=Decimal(2))), reason="duplicate_payment")
    assert "units 1 and 2" in points(units, "duplicate")[0].paragraph


@pytest.mark.parametrize("count", [1, 3, 4])
def test_sums_are_shown_as_sums_or_counted(count: int) -> None:
    from ledger.core.review.subject import plus

    shown = plus([Decimal("1.10")] * count)
    assert shown == {1: "1.10", 3: "1.10 + 1.10 + 1.10 = 3.30", 4: "4 amounts = 4.40"}[count]
