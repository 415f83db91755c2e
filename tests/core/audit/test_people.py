"""Who signed in for the saves, and what a save did to the people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date

from ledger.core.audit.people import roster_changed, signed_in
from ledger.core.audit.saves import Save
from ledger.core.practice import Person
from ledger.core.roster import Roster
from tests.core.audit.made import at, save, signed

JLEE = Person("jlee", "Jordan Lee", email="jlee@bluestem.example", roles=("biller",))
LEFT = Person("mortiz", "Mara Ortiz", email="mortiz@bluestem.example", left_on=date(2026, 3, 8))
STRANGER = signed(at(9), "Who Else", "who@else.example")


def said(saves: Sequence[Save], people: Sequence[Person] = (JLEE, LEFT)) -> list[tuple[str, str]]:
    return [
        (one.save, f"{one.finding.code} {one.finding.message}") for one in signed_in(saves, Roster(people), people, UTC)
    ]


def test_somebody_on_the_team_under_one_name_is_not_spoken_of() -> None:
    spaced = signed(at(9), "jordan  LEE", "JLEE@bluestem.example")
    assert said([save("a"), save("b", author=spaced)]) == []


def test_a_sign_in_that_nobody_has_is_told_once() -> None:
    saves = [save("a", author=STRANGER), save("b", committer=STRANGER), save("c", author=STRANGER._replace(at=at(10)))]
    assert said(saves) == [("a", "LED750 who@else.example is the e-mail of nobody in people:")]
    assert said([save("b", committer=STRANGER)])[0][0] == "b"
    assert said(saves, ()) == []


def test_one_e_mail_under_two_names_is_told_once_for_each() -> None:
    other = signed(at(9), "Maria", "jlee@bluestem.example")
    assert said([save("a"), save("b", author=other), save("c", committer=other)]) == [
        ("b", "LED749 jlee@bluestem.example signed in as Jordan Lee and as Maria")
    ]


def test_a_save_after_the_last_day_is_told_each_time() -> None:
    mara = signed(at(9), "Mara Ortiz", "mortiz@bluestem.example")
    found = said([save("a", author=mara._replace(at=at(8))), save("b", author=mara), save("c", committer=mara)])
    assert [(one, words[:24]) for one, words in found] == [
        ("b", "LED748 saved 2026-03-09:"),
        ("c", "LED748 saved 2026-03-09:"),
    ]


def test_mailboxes_of_several_and_of_nobody() -> None:
    shared = [
        JLEE,
        Person("x", "X", email="JLEE@bluestem.example"),
        Person("y", "Y"),
        Person("z", "Z", email="info@b.x"),
    ]
    assert [words for _, words in said([], shared)] == [
        "LED749 jlee and x sign in with one e-mail, jlee@bluestem.example",
        "LED749 z signs in with info@b.x, a mailbox that several people may read",
    ]


def changed(before: Sequence[Person], after: Sequence[Person]) -> list[tuple[str, bool]]:
    return [(one.finding.message, one.stands) for one in roster_changed(save(), before, after)]


def test_what_a_save_did_to_the_people() -> None:
    assert changed([JLEE, LEFT], [JLEE._replace(email="JLEE@bluestem.example"), LEFT]) == []
    assert changed([JLEE], [LEFT]) == [("jlee is no longer in people:", True), ("mortiz joined, no role", False)]
    assert changed([LEFT], [LEFT._replace(left_on=date(2026, 4, 1))]) == [
        ("the last day of mortiz went from 2026-03-08 to 2026-04-01", True)
    ]
    assert changed([LEFT], [LEFT._replace(left_on=None)]) == [
        ("the last day of mortiz went from 2026-03-08 to none", True)
    ]
    assert changed([JLEE], [JLEE._replace(left_on=date(2026, 4, 1), roles=(), email=None)]) == [
        ("jlee is with the team through 2026-04-01", False),
        ("the roles of jlee went from biller to no role", False),
        ("the e-mail of jlee went from jlee@bluestem.example to none", False),
    ]
    assert changed([JLEE._replace(email=None)], [JLEE._replace(roles=("biller", "owner"))]) == [
        ("the roles of jlee went from biller to biller, owner", False),
        ("the e-mail of jlee went from none to jlee@bluestem.example", False),
    ]
