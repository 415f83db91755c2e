"""People change their handle, their e-mail and their employer; what they saved stays theirs."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.core.practice import Person
from ledger.core.roster import Roster

NOW = (
    Person("jreyes", "Jordan Reyes", email="Jordan.Reyes@bluestem.example", joined_on=date(2019, 4, 1)),
    Person("mortiz", "Mara Ortiz", email="mortiz@bluestem.example", left_on=date(2026, 3, 31)),
)
BEFORE = (
    Person("jlee", "Jordan Lee", email="jordan.reyes@bluestem.example"),
    Person("jlee", "Jordan Lee", email="jlee@bluestem.example"),
    Person("kim", "Kim Park"),
)


def roster() -> Roster:
    return Roster(NOW, lambda: BEFORE)


def test_earlier_versions_are_read_only_when_somebody_is_not_found() -> None:
    asked: list[int] = []

    def earlier() -> tuple[Person, ...]:
        asked.append(1)
        return BEFORE

    people = Roster(NOW, earlier)
    assert people.handle("MORTIZ@bluestem.example", "x") == "mortiz"
    assert asked == []
    assert people.handle("jlee@bluestem.example", "x") == "jlee"
    assert people.handle("jlee@bluestem.example", "x") == "jlee"
    assert people.same("jlee", "jreyes")
    assert asked == [1]


def test_a_name_that_stands_for_nobody_never_stands_alone() -> None:
    assert roster().handle("m@evil.example", "mortiz") == "mortiz <m@evil.example>"
    assert not roster().same("mortiz <m@evil.example>", "mortiz")


def test_one_person_has_many_handles() -> None:
    people = roster()
    assert people.known_as("jreyes") == {"jreyes", "jlee"}
    assert people.meant("Jordan Lee") == {"jordan lee", "jlee", "jreyes"}
    assert people.meant("jlee@bluestem.example") >= {"jlee", "jreyes"}
    assert people.meant("  ") == {""}
    assert not people.same("jreyes", "mortiz")
    assert people.same("JLEE", "jlee")


def test_who_is_in_no_ledger_is_stamped_with_the_front_part_of_the_email() -> None:
    assert Roster(()).same("Ann B. Cole <ann.cole@x.example>", "ann-cole")


@pytest.mark.parametrize(
    ("who", "on", "why"),
    [
        ("jreyes", "2019-03-31", "jreyes is with the team from 2019-04-01"),
        ("jreyes", "2019-04-01", ""),
        ("jlee", "2019-03-31", "jlee is with the team from 2019-04-01"),
        ("mortiz", "2026-03-31", ""),
        ("MOrtiz", "2026-04-01", "MOrtiz was with the team through 2026-03-31"),
        ("kim", "2026-04-01", ""),
        ("m <m@x>", "2026-04-01", "m <m@x> is not among people: in ledger.yaml"),
    ],
)
def test_who_was_not_of_the_team_on_a_day(who: str, on: str, why: str) -> None:
    assert roster().outside(who, date.fromisoformat(on)) == why


def test_where_no_team_is_named_nobody_is_outside() -> None:
    assert Roster(()).outside("jlee", date(2026, 3, 9)) == ""
