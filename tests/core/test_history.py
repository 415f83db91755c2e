"""Happened, recorded and saved stand apart, and a joining tells only what neither side had."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from ledger.core.case import Case, Communication, Demand
from ledger.core.history import Saved, told
from ledger.core.proof import Recorded
from ledger.core.sending import Appeal, Moment

CASE = Case("RC-2026-NPDMXC", "A title", "lone-star-health", Demand(amount=Decimal("12400.00")))
LATER = CASE._replace(demand=Demand(amount=Decimal("9150.00")))
CALL = Communication(
    Moment(date(2026, 3, 9)),
    "phone",
    "Asked.",
    recorded=Recorded(datetime(2026, 3, 9, 16, tzinfo=UTC), "mortiz", "K7Q2"),
)
SENT = CASE._replace(appeals=(Appeal("redetermination", sent_on=Moment(date(2026, 3, 1))),))


def saved(*before: Case | None, after: Case | None, day: int = 10) -> Saved:
    return Saved("RC-2026-NPDMXC", "abc", datetime(2026, 3, day, 12, tzinfo=UTC), "mortiz", before, after)


def sentences(one: Saved, field: str = "") -> list[str]:
    return [each.event.sentence for each in told(one, UTC, field)]


def marks(one: Saved) -> list[tuple[str, ...]]:
    return [tuple(label.words for label in each.labels) for each in told(one, UTC)]


def test_a_save_is_told_with_who_and_when() -> None:
    (one,) = told(saved(CASE, after=LATER), UTC)
    assert (one.case, one.saved.version, one.saved.by) == ("RC-2026-NPDMXC", "abc", "mortiz")
    assert one.event.sentence == "demand amount 12,400.00 -> 9,150.00"


def test_one_field_is_told_from_its_first_value_on() -> None:
    assert sentences(saved(None, after=CASE), "demand.amount") == ["demand amount set to 12,400.00"]
    assert sentences(saved(after=CASE), "demand.amount") == ["demand amount set to 12,400.00"]
    assert sentences(saved(CASE, after=LATER), "demand") == ["demand amount 12,400.00 -> 9,150.00"]
    assert sentences(saved(CASE, after=LATER), "appeals") == []


def test_a_joining_tells_only_what_neither_side_had() -> None:
    mine = LATER
    theirs = CASE._replace(communications=(CALL,))
    joined = LATER._replace(communications=(CALL,))
    assert sentences(saved(mine, theirs, after=joined)) == []
    assert sentences(saved(mine, theirs, after=joined._replace(title="New"))) == ["title A title -> New"]


def test_what_could_not_be_read_is_said() -> None:
    broken = saved(CASE, after=None)._replace(unreadable=True)
    assert sentences(broken) == ["the file could not be read as a case"]
    assert sentences(saved(None, after=CASE)._replace(mended=True)) == ["the file could be read as a case again"]
    assert sentences(saved(CASE, after=None)) == ["the case file was removed"]


def test_entries_saved_late_or_by_another_are_marked() -> None:
    after = CASE._replace(communications=(CALL,))
    assert marks(saved(CASE, after=after)) == [()]
    assert marks(saved(CASE, after=after, day=20)) == [("saved 11 days after it was recorded",)]
    assert marks(saved(CASE, after=after)._replace(by="jlee")) == [("recorded by mortiz",)]
    assert marks(saved(CASE, after=SENT)) == [("saved 9 days later",)]
    assert marks(saved(CASE, after=LATER, day=30)) == [()]


def test_a_case_entered_whole_says_once_that_it_brings_its_past() -> None:
    one = SENT._replace(communications=(CALL,))
    assert marks(saved(None, after=one, day=20)) == [("2 of its entries are older than this save",), (), ()]
    assert marks(saved(None, after=SENT)) == [("1 of its entries is older than this save",), ()]
    assert marks(saved(None, after=CASE)) == [()]
