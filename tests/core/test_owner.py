"""The owner's page: sums, next dates, decisions, who answers for what, and the money at risk."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ledger.core.case import Case, Claim, Closed, Counsel, Decision, Demand, Money
from ledger.core.deadline import MUST, NO_DATE, OPEN, OPTION, Deadline
from ledger.core.outlook import Outlook, outlook
from ledger.core.owner import Page, owner_page
from ledger.core.payer import Offsets, Payer
from ledger.core.practice import Finance, Person, Settings, Thresholds
from ledger.core.risk import risk_of
from ledger.core.sending import Appeal, Filing, Moment, RepaymentPlan
from tests.core.cases import a_line

TODAY = date(2026, 3, 9)
SETTINGS = Settings("1", "America/Chicago")
SENT = Moment(date(2026, 3, 5))


def a_case(name: str = "RC-2026-AAAAAA", amount: str = "100.00", **fields: Any) -> Case:
    start = Case(name, "A title", "payer-a", Demand(dated_on=date(2026, 3, 2), amount=Decimal(amount)))
    return start._replace(**fields)


def a_day(case: Case, day: date | None, state: str = OPEN, **fields: Any) -> Deadline:
    return Deadline(case.id, "first", "first appeal", MUST, state, act_by=day)._replace(**fields)


def a_row(case: Case, *days: Deadline) -> Outlook:
    return outlook(case, days)


def page_of(*rows: Outlook, settings: Settings = SETTINGS, payers: dict[str, Payer] | None = None) -> Page:
    return owner_page(rows, settings, payers or {}, TODAY)


def test_sums_are_over_open_cases_only() -> None:
    closed = a_case("RC-2026-BBBBBB", closed=Closed(TODAY, "repaid"))
    page = page_of(a_row(a_case()), a_row(a_case("RC-2026-CCCCCC", "50.00")), a_row(closed))
    assert (page.cases, page.sums.demanded) == (2, Decimal("150.00"))
    assert page_of().sums.demanded == 0


def test_the_next_three_dates_and_what_has_none() -> None:
    one, two = a_case(owner="jlee"), a_case("RC-2026-BBBBBB")
    days = [a_day(one, date(2026, 4, day), stops_taking=True) for day in (9, 1)]
    option = a_day(one, date(2026, 3, 10), kind=OPTION)
    undated = a_day(two, None, NO_DATE, missing="type the answer-by date", claims=("2",))
    page = page_of(
        a_row(one, *days, option),
        a_row(two, undated, *(a_day(two, day, claims=("1",)) for day in (date(2026, 4, 2), date(2026, 5, 1)))),
        payers={"payer-a": Payer("Payer A")},
    )
    assert [(due.case, due.payer, due.day.isoformat(), due.stops_taking, due.owner) for due in page.dates] == [
        ("RC-2026-AAAAAA", "Payer A", "2026-04-01", True, "jlee"),
        ("RC-2026-BBBBBB", "Payer A", "2026-04-02", False, ""),
        ("RC-2026-AAAAAA", "Payer A", "2026-04-09", True, "jlee"),
    ]
    assert page.undated == (("RC-2026-BBBBBB", "Payer A", "type the answer-by date"),)


def asked(case: Case, settings: Settings = SETTINGS) -> list[str]:
    return [question.what for question in page_of(a_row(case), settings=settings).questions]


def test_what_waits_for_a_decision() -> None:
    assert asked(a_case()) == ["dispute or repay"]
    assert asked(a_case(decisions=(Decision(TODAY, "hold"),))) == ["on hold: dispute or repay"]
    assert asked(a_case(decisions=(Decision(TODAY, "dispute"),))) == []
    lines = (a_line("60.00", "dispute"), a_line("40.00"))
    part = a_case(claims=(Claim("C-1", lines=lines),), decisions=(Decision(TODAY, "dispute_in_part"),))
    assert asked(part) == ["some lines have no answer yet (40.00)"]


def test_large_demands_ask_for_counsel_and_a_plan() -> None:
    disputed = (Decision(TODAY, "dispute"),)
    finance = Finance(monthly_revenue=Decimal("400.00"))
    lines = Thresholds(counsel_amount=Decimal("90.00"), counsel_share=Decimal(20), plan_share=Decimal(20))
    both = ["ask counsel? over the line set", "ask for a repayment plan?"]
    assert asked(a_case(decisions=disputed), SETTINGS._replace(thresholds=lines, finance=finance)) == both
    by_share = lines._replace(counsel_amount=None)
    assert asked(a_case(decisions=disputed), SETTINGS._replace(thresholds=by_share, finance=finance)) == both
    assert asked(a_case(decisions=disputed), SETTINGS._replace(thresholds=by_share)) == []
    assert asked(a_case(decisions=disputed), SETTINGS._replace(thresholds=Thresholds(), finance=finance)) == []
    busy = a_case(decisions=disputed, counsel=(Counsel("firm", TODAY),), repayment_plans=(RepaymentPlan(6),))
    assert asked(busy, SETTINGS._replace(thresholds=lines, finance=finance)) == []


def test_who_answers_for_what_and_who_stands_in() -> None:
    people = (
        Person("jlee", "Jordan Lee", covered_by="mortiz", away_from=date(2026, 3, 9), away_through=date(2026, 3, 9)),
        Person("mortiz", "Mara Ortiz", covered_by="jlee", away_from=date(2026, 3, 16)),
        Person("back", "Back Again", away_from=date(2026, 3, 1), away_through=date(2026, 3, 8)),
        Person("alone", "All Alone", away_from=date(2026, 3, 1)),
    )
    case = a_case(owner="jlee")
    rows = [a_row(case, a_day(case, date(2026, 4, 1)), a_day(case, None, NO_DATE))]
    owners = ("mortiz", "back", "alone", "stranger", None)
    rows += [a_row(a_case(f"RC-2026-{number:06}", owner=owner)) for number, owner in enumerate(owners)]
    shares = page_of(*rows, settings=SETTINGS._replace(people=people)).shares
    assert [(one.person, one.cases, one.cover, one.next_day) for one in shares] == [
        ("nobody", 1, "", None),
        ("All Alone", 1, "nobody", None),
        ("Back Again", 1, "", None),
        ("Jordan Lee", 1, "Mara Ortiz", date(2026, 4, 1)),
        ("Mara Ortiz", 1, "", None),
        ("stranger", 1, "", None),
    ]


def test_a_payer_takes_no_more_than_its_remittances_carry() -> None:
    payer = Payer("Payer A", offsets=Offsets(share=Decimal(50), weekly_remittance=Decimal("10.00")))
    risk = risk_of([a_row(a_case())], SETTINGS, {"payer-a": payer}, TODAY)
    assert (risk.exposed, risk.taken) == (Decimal("100.00"), Decimal("65.00"))
    whole = payer._replace(offsets=Offsets(weekly_remittance=Decimal("10.00")))
    assert risk_of([a_row(a_case())], SETTINGS, {"payer-a": whole}, TODAY).taken == Decimal("100.00")
    assert "Payer A takes at most 5.00 a week" in risk.assumptions


def test_taking_starts_on_the_day_announced() -> None:
    payer = Payer("Payer A", offsets=Offsets(weekly_remittance=Decimal("10.00")))
    later = a_case(demand=Demand(amount=Decimal("100.00"), offset_from=date(2026, 5, 25)))
    assert risk_of([a_row(later)], SETTINGS, {"payer-a": payer}, TODAY).taken == Decimal("20.00")
    never = a_case(demand=Demand(amount=Decimal("100.00"), offset_from=date(2027, 1, 1)))
    assert risk_of([a_row(never)], SETTINGS, {}, TODAY).taken == 0


def test_two_cases_share_one_payers_remittances() -> None:
    payer = Payer("Payer A", offsets=Offsets(weekly_remittance=Decimal("10.00")))
    rows = [a_row(a_case()), a_row(a_case("RC-2026-BBBBBB"))]
    assert risk_of(rows, SETTINGS, {"payer-a": payer}, TODAY).taken == Decimal("130.00")


def test_what_was_taken_or_paid_is_no_longer_exposed() -> None:
    money = (Money(TODAY, "offset", Decimal("30.00")), Money(TODAY, "refund", Decimal("90.00")))
    assert risk_of([a_row(a_case(money=money))], SETTINGS, {}, TODAY).exposed == 0


def test_a_dispute_on_file_is_told_apart() -> None:
    rows = [
        a_row(a_case("RC-2026-BBBBBB", appeals=(Appeal("first", sent_on=SENT),))),
        a_row(a_case("RC-2026-CCCCCC", filings=(Filing("contest", sent_on=SENT),))),
        a_row(a_case("RC-2026-DDDDDD", appeals=(Appeal("first", sent_on=SENT, outcome="upheld"),))),
        a_row(a_case("RC-2026-EEEEEE", filings=(Filing("rebuttal", sent_on=SENT), Filing("contest")))),
    ]
    assert risk_of(rows, SETTINGS, {}, TODAY).disputed == Decimal("200.00")


def test_the_cash_after_thirteen_weeks() -> None:
    finance = Finance(date(2026, 2, 28), Decimal("60.00"), Decimal("50.00"), Decimal("200.00"))
    risk = risk_of([a_row(a_case())], SETTINGS._replace(finance=finance), {}, TODAY)
    assert (risk.cash_now, risk.cash_then) == (Decimal("200.00"), Decimal("130.00"))
    assert (risk.months_now, risk.months_then) == (Decimal("4.0"), Decimal("2.6"))
    assert any(sentence.startswith("cash as of 2026-02-28") for sentence in risk.assumptions)
    bare = Finance(cash=Decimal("200.00"))
    risk = risk_of([], SETTINGS._replace(finance=bare), {}, TODAY)
    assert (risk.cash_then, risk.months_now) == (Decimal("200.00"), None)
    assert any(sentence.startswith("cash; 13 weeks") for sentence in risk.assumptions)
    assert risk_of([], SETTINGS._replace(finance=Finance()), {}, TODAY).cash_now is None
