"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.day import (
    NotADay,
    column,
    days_in,
    days_left,
    in_full,
    in_words,
    parse_day,
    short,
    spelled_out,
)

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize("typed", ["3/6/2026", "2026-03-06", " 03/06/2026 "])
def test_a_day_may_be_typed_american_or_iso(typed: str) -> None:
    assert parse_day(typed) == FRIDAY


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2026-02-30", "February 2026 has 28 days"),
        ("2/30/2028", "February 2028 has 29 days"),
        ("13/6/2026", "there is no month 13"),
        ("0000-01-01", "there is no year 0"),
        ("3/6/26", "write 3/6/2026 or 2026-03-06"),
        ("6 March", "write 3/6/2026 or 2026-03-06"),
        ("2026-3-6", "write 3/6/2026 or 2026-03-06"),
        ("a/b/2026", "write 3/6/2026 or 2026-03-06"),
        ("", "write 3/6/2026 or 2026-03-06"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(typed: str, says: str) -> None:
    with pytest.raises(NotADay, match=says):
        parse_day(typed)


@given(st.dates())
def test_every_day_reads_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day.month}/{day.day}/{day.year:04}") == day
    assert 1 <= day.day <= days_in(day.year, day.month)


def test_a_day_reads_as_people_say_it() -> None:
    assert in_words(FRIDAY) == "Fri 6 March 2026"
    assert in_full(FRIDAY) == "Friday 6 March 2026"
    assert short(FRIDAY) == "Fri 6 Mar"
    assert short(FRIDAY, date(2026, 12, 31)) == "Fri 6 Mar"
    assert short(FRIDAY, date(2027, 1, 1)) == "Fri 6 Mar 2026"
    assert column(FRIDAY) == "Fri  6 Mar"
    assert spelled_out(FRIDAY) == "March 6, 2026"


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (date(2026, 3, 6), "today"),
        (date(2026, 3, 5), "1 day"),
        (date(2026, 3, 1), "5 days"),
        (date(2026, 3, 7), "1 day ago"),
        (date(2026, 3, 9), "3 days ago"),
    ],
)
def test_days_left_are_counted_in_words(today: date, says: str) -> None:
    assert days_left(FRIDAY, today) == says
