"""A state's holidays under a state's law: they make our days earlier and the payer's later, and never the other way."""

from __future__ import annotations

from ledger.core.law.governing import Law
from ledger.core.law.rule import Counting, Regime, Window, WindowVersion
from ledger.store.holidays import StateHolidays
from tests.core.reckoned import TEXAS, a_law, a_letter, day, reckoned


def in_business_days(kind: str, count: int) -> Law:
    """Texas with one window of so many business days from the letter."""
    counting = Counting("dated", count, "business_days", roll="next", citation="c", source="s")
    window = Window("answer", "answer", "Answer", kind, versions=(WindowVersion(day("2025-01-01"), counting),))
    regime = Regime("texas", "Texas", (window,), applies_when=a_law().regimes["texas"].applies_when, state="TX")
    return a_law(TEXAS, regimes={"texas": regime})._replace(calendars=StateHolidays())


def test_the_safe_day_falls_before_a_holiday_of_the_state() -> None:
    case = a_letter(TEXAS, "2026-01-16")  # + 45 days = Mon 2 March 2026, Texas Independence Day
    law = a_law()._replace(calendars=StateHolidays())
    assert reckoned(case, "first_stop", law=a_law()).act_by == day("2026-03-02")
    found = reckoned(case, "first_stop", law=law)
    assert (found.act_by, found.mail_by) == (day("2026-02-27"), day("2026-02-20")), (
        "the mail stands still on federal days"
    )
    assert "Texas Independence Day" in " ".join(found.readings[0].steps)


def test_business_days_of_ours_skip_federal_holidays_alone_and_the_payers_both() -> None:
    case = a_letter(TEXAS, "2026-02-27")
    ours = reckoned(case, "answer", law=in_business_days("must", 3))
    theirs = reckoned(case, "answer", law=in_business_days("theirs", 3))
    assert (ours.act_by, theirs.act_by) == (day("2026-03-04"), day("2026-03-05"))


def test_federal_law_knows_no_holiday_of_a_state() -> None:
    law = a_law()._replace(calendars=StateHolidays())
    assert law.calendar_of(law.regimes["medicare-ffs"]) is None
    assert law.calendars["PR"].covers(day("2026-03-02")) is False
    assert len(law.calendars) == len(list(law.calendars)) > 50
