"""Labels say which times or which people do not fit together, and accuse nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ledger.core.event import Event
from ledger.core.labels import Label, Times, lateness, of_event, of_save
from ledger.core.practice import Person
from ledger.core.proof import Recorded
from ledger.core.roster import Roster

AT = datetime(2026, 3, 10, 15, tzinfo=UTC)
TEAM = Roster(
    (
        Person("jlee", "Jordan Lee", email="jlee@b.example"),
        Person("mortiz", "Mara Ortiz", email="mortiz@b.example", left_on=date(2026, 3, 8)),
    )
)


def times(**changed: Any) -> Times:
    return Times(AT, "jlee", "jlee", UTC)._replace(**changed)


def stamped(at: datetime = AT, by: str = "jlee", who: str | None = None, when: date | None = None) -> Event:
    return Event("communication", ("communications", 0), "call", when=when, who=who, recorded=Recorded(at, by, "K7Q2"))


def words(labels: tuple[Label, ...]) -> list[tuple[str, str]]:
    return [(label.name, label.words) for label in labels]


def test_a_plain_save_has_no_label() -> None:
    assert of_save(times(parent_at=AT - timedelta(hours=1)), TEAM) == ()
    assert of_event(stamped(), times(parent_at=AT - timedelta(hours=1)), TEAM) == ()
    assert of_event(Event("field", ("demand", "amount"), "x"), times(), TEAM) == ()


def test_saved_for_somebody_else() -> None:
    assert words(of_save(times(kept_by="Ann <ann@b.example>"), Roster(()))) == [
        ("proxy", "written by jlee, saved by Ann <ann@b.example>")
    ]


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (timedelta(minutes=5), None),
        (timedelta(minutes=6), "the clock stood 6 minutes before the save it follows"),
        (timedelta(hours=1, minutes=59), "the clock stood 1 hour before the save it follows"),
        (timedelta(days=40), "the clock stood 40 days before the save it follows"),
    ],
)
def test_a_clock_that_stepped_back(back: timedelta, said: str | None) -> None:
    assert [label.words for label in of_save(times(parent_at=AT + back), TEAM)] == ([said] if said else [])


def test_saved_by_somebody_who_had_left() -> None:
    assert words(of_save(times(by="mortiz", kept_by="mortiz"), TEAM)) == [
        ("outside", "saved 2026-03-10: mortiz was with the team through 2026-03-08")
    ]


def test_a_stamp_before_the_save_that_is_followed_and_one_after_its_own() -> None:
    early = stamped(AT - timedelta(days=2))
    assert words(of_event(early, times(parent_at=AT - timedelta(days=1)), TEAM)) == [
        ("back_dated", "its stamp is 1 day before the save that this one follows")
    ]
    assert words(of_event(stamped(AT + timedelta(hours=3)), times(), TEAM)) == [
        ("ahead", "its stamp is 3 hours later than its save")
    ]


def test_typed_late_for_another_by_somebody_who_had_left() -> None:
    one = stamped(AT, "mortiz", "jlee", date(2026, 3, 2))
    assert words(of_event(one, times(), TEAM)) == [
        ("late", "recorded 8 days later"),
        ("proxy", "jlee acted, mortiz typed"),
        ("proxy", "recorded by mortiz"),
        ("outside", "2026-03-10: mortiz was with the team through 2026-03-08"),
    ]


def test_somebody_who_acted_after_leaving() -> None:
    one = stamped(AT, "jlee", "mortiz", date(2026, 3, 9))
    assert ("outside", "2026-03-09: mortiz was with the team through 2026-03-08") in words(of_event(one, times(), TEAM))


def test_what_answers_an_entry_says_which() -> None:
    one = Event("correction", ("money", 1), "corrected", marks=("late", "corrects K7Q2"))
    assert words(of_event(one, times(), TEAM)) == [("correction", "corrects K7Q2")]


def test_lateness_counts_from_the_stamp_or_from_the_day() -> None:
    assert lateness(stamped(AT - timedelta(days=3)), times()) is None
    assert lateness(stamped(AT - timedelta(days=4)), times()) == Label(
        "back_dated", "saved 4 days after it was recorded"
    )
    assert lateness(Event("sent", (), "x", when=date(2026, 3, 1)), times()) == Label("late", "saved 9 days later")
    assert lateness(Event("opened", (), "x", when=date(2026, 3, 1)), times()) is None
