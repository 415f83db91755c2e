from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.proof import Recorded
from ledger.core.scalar import FIRST_YEAR, LAST_YEAR, READERS, Unreadable, shown
from ledger.core.sending import Moment

READ: list[tuple[str, str, Any]] = [
    ("day", "2026-03-06", date(2026, 3, 6)),
    ("day", "2028-02-29", date(2028, 2, 29)),
    ("moment", "2026-03-20", Moment(date(2026, 3, 20))),
    ("moment", "2026-03-20T17:32", Moment(date(2026, 3, 20), "17:32")),
    ("money", "1482.60", Decimal("1482.60")),
    ("money", "1482.6", Decimal("1482.60")),
    ("money", "0", Decimal(0)),
    ("money", "99999999.99", Decimal("99999999.99")),
    ("signed_money", "-12.15", Decimal("-12.15")),
    ("signed_money", "49.42", Decimal("49.42")),
    ("count", "0060", 60),
    ("number", "1.5", Decimal("1.5")),
    ("number", "40", Decimal(40)),
    ("percent", "11.625", Decimal("11.625")),
    ("percent", "100", Decimal(100)),
    ("flag", "true", True),
    ("flag", "false", False),
    (
        "recorded",
        "2026-03-09T16:22:07Z jlee K7Q2",
        Recorded(datetime(2026, 3, 9, 16, 22, 7, tzinfo=UTC), "jlee", "K7Q2"),
    ),
]

UNREAD = [
    ("day", "2026-02-30", "LED203", "February 2026 has 28 days; write the day on the stamp, as 2026-03-06"),
    ("day", "2026-13-01", "LED203", "month and day are two digits each, the year four"),
    ("day", "0000-01-01", "LED203", "month and day are two digits each, the year four"),
    ("day", "1026-03-06", "LED203", "the year 1026 cannot be meant"),
    ("day", "3/6/2026", "LED203", "write 2026-03-06"),
    ("day", "2026-3-6", "LED203", "write 2026-03-06"),
    ("day", "2026-2-30", "LED203", "write year, month and day, as 2026-03-06"),
    ("day", "26-3-6", "LED203", "write year, month and day, as 2026-03-06"),
    ("day", "2026-03-06T10:20", "LED203", "this key takes a day without the hour; write 2026-03-06"),
    ("day", "soonT", "LED203", "write year, month and day, as 2026-03-06"),
    ("day", "March 6", "LED203", "write year, month and day, as 2026-03-06"),
    ("day", "2026-03-06\n", "LED203", "write 2026-03-06"),
    ("day", "٢٠٢٦-03-06", "LED203", "write year, month and day"),  # digits, but not ours
    ("day", "20260306", "LED203", "write year, month and day"),  # ISO, but no one's handwriting
    ("moment", "2026-02-30T10:20", "LED203", "February 2026 has 28 days"),
    ("moment", "2026-03-20T24:00", "LED203", "write the hour with four digits after a T, as 2026-03-20T17:32"),
    ("moment", "2026-03-20T9:05", "LED203", "write the hour with four digits"),
    ("moment", "2026-03-20T12:60", "LED203", "write the hour with four digits"),
    ("moment", "2026-03-20Tab:cd", "LED203", "write the hour with four digits"),
    ("money", "49.424", "LED204", "an amount has two decimals at most"),
    ("money", "1,482.60", "LED204", "write 1482.60"),
    ("money", "$1,482.60", "LED204", "write 1482.60"),
    ("money", "1482.60 USD", "LED204", "write dollars and cents with digits and a point"),
    ("money", "1482.", "LED204", "write dollars and cents"),
    ("money", "-5.00", "LED204", "amounts have no sign here"),
    ("money", "(5.00)", "LED204", "amounts have no sign here"),
    ("money", "1e3", "LED204", "write dollars and cents"),
    ("money", "nan", "LED204", "write dollars and cents"),
    ("money", "100000000.00", "LED204", "the largest amount is 99,999,999.99"),
    ("signed_money", "--5", "LED204", "amounts have no sign here"),
    ("count", "4.0", "LED207", "write a whole number"),
    ("count", "1000000000", "LED207", "the largest number is 999,999,999"),
    ("count", "9" * 5000, "LED207", "the largest number is 999,999,999"),
    ("number", "four", "LED207", "write a number"),
    ("number", "1.", "LED207", "write a number"),
    ("number", "1000000000", "LED207", "the largest number is 999,999,999"),
    ("number", "0." + "1" * 40, "LED207", "the largest number is 999,999,999"),
    ("percent", "11%", "LED207", "without its sign"),
    ("percent", "100.01", "LED207", "between 0 and 100"),
    ("percent", "x", "LED207", "write a number"),
    ("flag", "yes", "LED209", "write true or false"),
    ("recorded", "2026-02-30T16:22:07Z jlee K7Q2", "LED208", "take the line out"),
    ("recorded", "today", "LED208", "take the line out"),
    ("recorded", "2026-03-09T16:22:07Z JLee K7Q2", "LED208", "take the line out"),
    ("recorded", "2026-03-09T16:22:07Z j..lee K7Q2", "LED208", "take the line out"),
    ("recorded", "2026-03-09T16:22:07Z jlee K7QU", "LED208", "take the line out"),
    ("recorded", "2026-03-09T16:22:07Z jlee K7Q2\n", "LED208", "take the line out"),
    ("recorded", "0001-01-01T00:00:00+23:00 jlee K7Q2", "LED208", "take the line out"),
    ("recorded", "2026-13-09T16:22:07Z jlee K7Q2", "LED208", "take the line out"),
    ("recorded", "2026-W11-1T16:22:07Z jlee K7Q2", "LED208", "take the line out"),
    ("recorded", "2026-03-09 16:22:07Z jlee K7Q2", "LED208", "take the line out"),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_a_value_is_read(kind: str, text: str, value: object) -> None:
    assert READERS[kind](text) == value


@pytest.mark.parametrize(("kind", "text", "code", "hint"), UNREAD, ids=lambda value: str(value)[:20])
def test_what_cannot_be_read_says_what_to_write(kind: str, text: str, code: str, hint: str) -> None:
    value = READERS[kind](text)
    assert isinstance(value, Unreadable)
    assert value.code == code
    assert hint in value.hint


@settings(max_examples=200)
@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_every_day_of_the_calendar_is_read_as_itself(day: date) -> None:
    assert READERS["day"](day.isoformat()) == day


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_no_text_makes_a_reader_raise(text: str) -> None:
    for reader in READERS.values():
        value = reader(text)
        assert value is not None


def test_a_finding_shows_one_short_line() -> None:
    assert shown("a\nb") == "a b"
    assert shown("\n") == "an empty text"
    assert shown("x" * 200) == "x" * 57 + "..."
