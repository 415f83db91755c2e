"""Saves, their clocks, their people and their signatures."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from ledger.core.audit.clocks import implausible, zone_changes
from ledger.core.audit.people import roster_changed, signed_in
from ledger.core.audit.point import KEPT, PEOPLE, Point, about
from ledger.core.audit.saves import Save, reached
from ledger.core.audit.signatures import Verified, wrongly_signed
from ledger.core.finding import NOTE, Finding
from ledger.core.practice import Person
from ledger.core.roster import Roster
from tests.core.audit.made import AT, JLEE, at, save, signed

ZONE = ZoneInfo("America/Chicago")
LEE = Person("jlee", "Jordan Lee", email="jlee@bluestem.example")


def test_the_message_of_a_save() -> None:
    one = save(message="A subject\n\nSome words: more\n\nCase: RC-1\nMoved: a 1 -> 2\nMoved: b 1 -> 2\n")
    assert one.subject == "A subject"
    assert one.trailers("Moved") == ["a 1 -> 2", "b 1 -> 2"]
    assert one.trailers("Recoup") == []
    assert save(parents=("x", "y")).joins


def test_what_a_save_stands_on() -> None:
    saves = [save("a"), save("b", ("a",)), save("c", ("a",)), save("d", ("b", "c", "gone"))]
    assert reached("d", saves) == {"a", "b", "c", "d", "gone"}
    assert reached("b", saves) == {"a", "b"}
    assert reached("x", saves) == frozenset()


def test_points_under_a_topic() -> None:
    found = Point(KEPT, Finding("LED740", "x"))
    remark = Point(KEPT, Finding("LED757", "x", severity=NOTE))
    assert about([found, Point(PEOPLE, Finding("LED740", "x")), remark], KEPT) == (found, remark)
    assert (found.stands, remark.stands) == (True, False)


def test_times_that_can_be_true() -> None:
    saves = [save("a"), save("b", ("a",), author=signed(at(9, 15, 56))), save("c", ("b", "gone"))]
    assert list(implausible(saves, AT)) == []


@pytest.mark.parametrize(
    ("author", "committer", "said"),
    [
        (at(9, 15), at(9, 15, 54), "and one it stands on bears 2026-03-09 16:00 +0000"),
        (at(9, 16, 6), at(9, 16, 6), "has not come"),
        (at(7), at(9), "written 2026-03-07 16:00 +0000, as it says"),
    ],
)
def test_times_that_cannot(author: datetime, committer: datetime, said: str) -> None:
    one = save("b", ("a",), author=signed(author), committer=signed(committer))
    [found] = implausible([save("a"), one], AT)
    assert said in found.finding.message
    assert (found.save, found.finding.code) == ("b", "LED746")


def test_zones_that_changed() -> None:
    def in_zone(version: str, hours: int, day: int, email: str = "jlee@bluestem.example") -> Save:
        return save(version, author=signed(at(day).astimezone(timezone(timedelta(hours=hours))), email=email))

    winter, summer = in_zone("a", -6, 6), in_zone("b", -5, 10)
    away, other = in_zone("c", 9, 11), in_zone("d", 2, 11, "mortiz@bluestem.example")
    changed = list(zone_changes([winter, summer, other, away, in_zone("e", -5, 12)], ZONE))
    assert [(one.save, one.before, one.after) for one in changed] == [("c", "-0500", "+0900"), ("e", "+0900", "-0500")]


def test_sign_ins_of_people_on_the_team() -> None:
    saves = [save("a"), save("b", author=signed(AT, "jordan  lee"), committer=signed(at(9, 17)))]
    assert list(signed_in(saves, Roster([LEE]), [LEE], ZONE)) == []
    assert list(signed_in([save("a")], Roster([]), [], ZONE)) == []  # a ledger that names no team


def test_sign_ins_that_are_nobodys_or_several_peoples() -> None:
    strange = signed(AT, "Front", "front@elsewhere.example")
    saves = [save("a"), save("b", author=signed(AT, "Mara")), save("c", author=signed(AT, "Mara"))]
    saves += [save("d", author=JLEE, committer=strange), save("e", author=strange)]
    found = list(signed_in(saves, Roster([LEE]), [LEE], ZONE))
    assert [(one.save, one.finding.code) for one in found] == [("b", "LED749"), ("d", "LED750")]


def test_a_save_of_somebody_who_had_left() -> None:
    left = LEE._replace(left_on=date(2026, 3, 8))
    [found] = signed_in([save("a")], Roster([left]), [left], ZONE)
    assert found.finding.message == "saved 2026-03-09: jlee was with the team through 2026-03-08"


def test_mailboxes_that_several_read() -> None:
    twins = [LEE, Person("mortiz", "Mara Ortiz", email="JLEE@bluestem.example")]
    people = [*twins, Person("front", "Front", email="office@bluestem.example"), Person("x", "X")]
    found = [one.finding.message for one in signed_in([], Roster(people), people, ZONE)]
    assert found == [
        "jlee and mortiz sign in with one e-mail, jlee@bluestem.example",
        "front signs in with office@bluestem.example, a mailbox that several people may read",
    ]


def test_how_the_people_changed() -> None:
    gone = Person("gone", "Gone", left_on=date(2026, 1, 1))
    before = [LEE, gone, Person("away", "Away"), Person("same", "Same", left_on=date(2026, 1, 1))]
    now = [
        LEE._replace(roles=("owner",), email=None),
        Person("away", "Away", left_on=date(2026, 2, 1)),
        Person("same", "Same", left_on=None),
        Person("new", "New", roles=("billing",), email="new@bluestem.example"),
    ]
    found = [(one.stands, one.finding.message) for one in roster_changed(save(), before, now)]
    assert found == [
        (False, "the roles of jlee went from no role to owner"),
        (False, "the e-mail of jlee went from jlee@bluestem.example to none"),
        (True, "gone is no longer in people:"),
        (False, "away is with the team through 2026-02-01"),
        (True, "the last day of same went from 2026-01-01 to none"),
        (False, "new joined, billing"),
    ]
    mailed = list(roster_changed(save(), [Person("x", "X")], [Person("x", "X", email="x@y.example")]))
    assert mailed[0].finding.message == "the e-mail of x went from none to x@y.example"


@pytest.mark.parametrize(
    ("verified", "said"),
    [
        (Verified("N"), "is not signed"),
        (Verified("U"), "a key that is not on the list"),
        (Verified("?"), "cannot be checked"),
        (Verified("G", "mortiz@bluestem.example"), "is signed by mortiz@bluestem.example"),
    ],
)
def test_signatures_that_do_not_hold(verified: Verified, said: str) -> None:
    [found] = wrongly_signed(save(), verified)
    assert said in found.finding.message


@pytest.mark.parametrize(
    "principals", ["jlee@bluestem.example", "x@y.example, JLEE@bluestem.example", "*@bluestem.example"]
)
def test_signatures_that_hold(principals: str) -> None:
    assert list(wrongly_signed(save(), Verified("G", principals))) == []
