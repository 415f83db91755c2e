"""Calls of one afternoon are told in the order in which they happened."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ledger.core.afternoon import as_it_happened
from ledger.core.event import Event
from ledger.core.history import Saved, Told

SAVED = Saved("RC-2026-NPDMXC", "abc", datetime(2026, 3, 9, 22, tzinfo=UTC), "mortiz", (), None)
DAY, NEXT = date(2026, 3, 9), date(2026, 3, 10)


def call(clock: str, when: date = DAY, kind: str = "communication") -> Told:
    return Told(SAVED, Event(kind, (), clock or "none", when=when, clock=clock))


def order(*saves: tuple[Told, ...], newest_first: bool = False) -> list[list[str]]:
    return [[one.event.sentence for one in told] for told in as_it_happened(saves, newest_first=newest_first)]


def test_contacts_of_one_day_stand_by_their_hour() -> None:
    late, early = (call("14:00"),), (call("09:05"),)
    assert order(late, early) == [["09:05"], ["14:00"]]
    assert order(early, late, newest_first=True) == [["14:00"], ["09:05"]]
    assert order((call("14:00"), call("09:05"))) == [["09:05", "14:00"]]


def test_nothing_else_moves() -> None:
    late, early = (call("14:00"),), (call("09:05"),)
    for between in (call(""), call("10:00", kind="correction"), call("08:00", NEXT)):
        assert order(late, (between,), early) == [["14:00"], [between.event.sentence], ["09:05"]]
    mixed = (call("14:00"), call("", kind="field"), call("09:05"))
    assert order(mixed, early) == [["14:00", "none", "09:05"], ["09:05"]]
