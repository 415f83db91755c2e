"""Working days, months, rolls; the shipped holidays are held against an independent library."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.law.calendar import Calendar, after, business_days_before, joined, offices, rolled
from tests.core.reckoned import calendar, day


def test_the_shipped_holidays_are_those_of_an_independent_library() -> None:
    shipped = calendar()
    years = range(shipped.first_year, shipped.last_year + 1)
    theirs = {one for one in oracle.UnitedStates(years=years) if one.year in years}  # type: ignore[attr-defined]
    assert set(shipped.holidays) == theirs


@pytest.mark.parametrize(
    ("start", "count", "unit", "last"),
    [
        ("2026-03-02", 45, "calendar_days", "2026-04-16"),
        ("2026-03-06", 5, "business_days", "2026-03-13"),
        ("2026-07-01", 2, "business_days", "2026-07-06"),  # past the observed Independence Day and a weekend
        ("2026-10-30", 4, "months", "2027-03-01"),  # 30 February is none
        ("2026-01-31", 1, "months", "2026-03-01"),
        ("2026-08-31", 4, "months", "2026-12-31"),
        ("2026-08-15", 4, "months", "2026-12-15"),
        ("2025-10-31", 1, "months", "2025-12-01"),
        ("2024-02-29", 1, "years", "2025-03-01"),
        ("2024-02-28", 1, "years", "2025-02-28"),
        ("2026-03-02", 3, "calendar_years", "2029-12-31"),  # counted whole, from the year after
    ],
)
def test_a_period_ends_on_the_day_the_rule_says(start: str, count: int, unit: str, last: str) -> None:
    assert after(day(start), count, unit, calendar()) == day(last)


@pytest.mark.parametrize(
    ("start", "count", "unit", "last"),
    [
        ("2025-10-10", 15, "calendar_days", "2025-10-24"),
        ("2025-10-10", 30, "calendar_days", "2025-11-08"),
        ("2026-03-06", 5, "business_days", "2026-03-12"),
        ("2026-03-07", 5, "business_days", "2026-03-13"),  # a Saturday is no business day 1
        ("2026-03-02", 1, "months", "2026-04-01"),
    ],
)
def test_the_trigger_day_can_be_day_one(start: str, count: int, unit: str, last: str) -> None:
    assert after(day(start), count, unit, calendar(), first_day=True) == day(last)


@pytest.mark.parametrize(
    ("start", "roll", "landed"),
    [
        ("2026-10-10", "next", "2026-10-13"),
        ("2026-10-10", "previous", "2026-10-09"),
        ("2026-10-10", "none", "2026-10-10"),
        ("2026-10-13", "next", "2026-10-13"),
    ],
)
def test_a_closed_day_rolls_as_the_rule_says(start: str, roll: str, landed: str) -> None:
    assert rolled(day(start), roll, calendar()) == day(landed)


def test_mail_leaves_so_many_business_days_before() -> None:
    assert business_days_before(day("2026-03-19"), 5, calendar()) == day("2026-03-12")
    assert business_days_before(day("2026-04-01"), 5, calendar()) == day("2026-03-25")
    assert business_days_before(day("2026-04-04"), 0, calendar()) == day("2026-04-03")


def test_a_closed_day_says_why() -> None:
    ours = calendar()._replace(closures=frozenset({day("2026-03-09")}))
    said = [
        ours.why_closed(day(text)) for text in ("2026-07-04", "2026-03-07", "2026-03-08", "2026-03-09", "2026-03-10")
    ]
    assert said == ["Independence Day", "a Saturday", "a Sunday", "a closed day", ""]
    assert not ours.is_open(day("2026-03-09"))
    assert ours.covers(day("2035-12-31"))
    assert not ours.covers(day("2036-01-01"))


DAYS = st.dates(date(2005, 1, 10), date(2035, 11, 30))


@given(DAYS, st.sampled_from(["next", "previous"]))
@settings(max_examples=60)
def test_no_roll_lands_on_a_closed_day(start: date, roll: str) -> None:
    assert calendar().is_open(rolled(start, roll, calendar()))


@given(DAYS, st.integers(1, 400), st.sampled_from(["calendar_days", "business_days", "months"]))
@settings(max_examples=60)
def test_a_later_start_never_ends_earlier(start: date, count: int, unit: str) -> None:
    office: Calendar = calendar()
    assert after(start, count, unit, office) <= after(start + timedelta(days=1), count, unit, office)


TEXAS = Calendar({day("2026-03-02"): "Texas Independence Day", day("2026-07-04"): "The Fourth"}, 2015, 2035)


def test_an_office_under_two_calendars_is_closed_where_either_is() -> None:
    both = joined(calendar(), TEXAS)
    assert not both.is_open(day("2026-03-02"))
    assert not both.is_open(day("2026-05-25"))
    assert both.why_closed(day("2026-07-04")) == "Independence Day"
    assert (both.first_year, both.last_year) == (2015, 2035)
    assert not both.covers(day("2014-12-31"))  # the federal list goes back further, the state's does not
    assert not joined(calendar()._replace(closures=frozenset({day("2026-03-09")})), TEXAS).is_open(day("2026-03-09"))


def test_our_business_days_are_counted_over_federal_holidays_alone() -> None:
    ours, theirs = (offices(calendar(), joined(calendar(), TEXAS), theirs=theirs) for theirs in (False, True))
    friday = day("2026-02-27")
    assert after(friday, 2, "business_days", ours.counts) == day("2026-03-03")  # the 2nd counts: earlier, so safe
    assert after(friday, 2, "business_days", theirs.counts) == day("2026-03-04")  # kindest to the payer
    assert rolled(day("2026-03-02"), "previous", ours.closes) == friday
    assert business_days_before(day("2026-03-03"), 1, ours.closes) == friday
    assert ours.closes == theirs.closes == theirs.counts


def test_without_a_state_the_federal_calendar_is_all() -> None:
    for theirs in (False, True):
        assert offices(calendar(), None, theirs=theirs) == (calendar(), calendar())


CLOSED = st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.just("a state holiday"), max_size=40)


@given(CLOSED, st.dates(date(2026, 2, 1), date(2026, 11, 30)), st.integers(0, 60))
@settings(max_examples=60)
def test_a_state_holiday_never_moves_a_day_of_ours_later_nor_one_of_theirs_earlier(
    closed: dict[date, str], start: date, count: int
) -> None:
    state = joined(calendar(), Calendar(closed, 2015, 2035))
    with_state, without = (offices(calendar(), one, theirs=False) for one in (state, None))
    end = after(start, count, "business_days", with_state.counts)
    assert end == after(start, count, "business_days", without.counts)
    assert rolled(end, "previous", with_state.closes) <= rolled(end, "previous", without.closes)
    assert business_days_before(end, 5, with_state.closes) <= business_days_before(end, 5, without.closes)
    kind = offices(calendar(), state, theirs=True).counts
    assert after(start, count, "business_days", kind) >= end
