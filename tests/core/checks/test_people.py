"""Entries of people who were not there, owners who are not here, sign-ins of several."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger.core.case import Closed, Communication
from ledger.core.checks.people import entries_by_the_team, owners_are_here, sign_ins_apart
from ledger.core.checks.walk import parts
from ledger.core.practice import Person, Settings
from ledger.core.proof import Recorded
from ledger.core.sending import Moment
from tests.core.cases import a_case

TODAY = date(2026, 3, 9)
LEE = Person("jlee", "Jordan Lee", email="jlee@bluestem.example")
ORTIZ = Person("mortiz", "Mara Ortiz", email="mortiz@bluestem.example", covered_by="jlee")


def ledger(*people: Person) -> Settings:
    return Settings("1", "UTC", people=people)


def recorded(by: str, at: datetime) -> list[tuple[str, str]]:
    case = a_case(communications=(Communication(Moment(TODAY), "note", "x", recorded=Recorded(at, by, "K7Q2")),))
    person = LEE._replace(joined_on=date(2026, 1, 5), left_on=date(2026, 2, 27))
    return [(one.code, one.message) for one in entries_by_the_team(parts(case), ledger(person))]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 2, 28, 13, 59, tzinfo=UTC), []),
        (
            datetime(2026, 2, 28, 14, 0, tzinfo=UTC),
            [("LED765", "recorded by jlee on 2026-02-28, who was with the team through 2026-02-27")],
        ),
        (datetime(2026, 1, 4, 10, 0, tzinfo=UTC), []),
        (
            datetime(2026, 1, 4, 9, 59, tzinfo=UTC),
            [("LED765", "recorded by jlee on 2026-01-04, who is with the team from 2026-01-05")],
        ),
    ],
)
def test_an_entry_of_the_last_evening_anywhere_is_let_pass(at: datetime, said: list[tuple[str, str]]) -> None:
    assert recorded("jlee", at) == said


def test_an_entry_of_somebody_unknown_is_a_finding_where_people_are_named() -> None:
    at = datetime(2026, 2, 1, tzinfo=UTC)
    assert recorded("dlopez", at) == [("LED316", "recorded by dlopez, and nobody in ledger.yaml has this id")]
    case = a_case(communications=(Communication(Moment(TODAY), "note", "x", recorded=Recorded(at, "x", "K7Q2")),))
    assert list(entries_by_the_team(parts(case), ledger())) == []


@pytest.mark.parametrize(
    ("owner", "cover", "said"),
    [
        (ORTIZ, LEE, ""),
        (ORTIZ._replace(left_on=TODAY), LEE, ""),
        (ORTIZ._replace(left_on=date(2026, 3, 8)), LEE, "was with the team through 2026-03-08"),
        (ORTIZ._replace(away_from=TODAY), LEE, ""),
        (
            ORTIZ._replace(away_from=TODAY, away_through=TODAY, covered_by=None),
            LEE,
            "is away through 2026-03-09, and nobody stands in",
        ),
        (
            ORTIZ._replace(away_from=TODAY),
            LEE._replace(left_on=date(2026, 1, 1)),
            "is away, and so is jlee, who stands in",
        ),
        (ORTIZ._replace(away_from=TODAY), LEE._replace(away_from=TODAY), "is away, and so is jlee, who stands in"),
    ],
)
def test_an_owner_is_here_or_somebody_stands_in(owner: Person, cover: Person, said: str) -> None:
    case = a_case(owner="mortiz", file="cases/2026-03/RC-2026-7K4QXM.yaml")
    found = list(owners_are_here([case], ledger(owner, cover), TODAY))
    assert [one.message for one in found] == ([f"owner is mortiz, who {said}"] if said else [])
    assert all(one.file == case.file and one.path == ("owner",) for one in found)


def test_closed_cases_and_owners_nobody_knows_are_left_alone() -> None:
    gone = ORTIZ._replace(left_on=date(2026, 1, 1))
    closed = a_case(owner="mortiz", closed=Closed(TODAY, "overturned"))
    assert list(owners_are_here([closed, a_case(), a_case(owner="x")], ledger(gone), TODAY)) == []


def test_sign_ins_are_one_persons_each() -> None:
    shared = ORTIZ._replace(email="JLee@bluestem.example")
    office = Person("front", "Front desk", email="office@bluestem.example")
    found = list(sign_ins_apart((LEE, shared, office, LEE._replace(email=None), Person("new", "New"))))
    assert [(one.path, one.message) for one in found] == [
        (("people", 1, "email"), "jlee and mortiz sign in with one e-mail, JLee@bluestem.example"),
        (
            ("people", 2, "email"),
            "front signs in with office@bluestem.example, an address that several people may read",
        ),
        (("people", 3, "id"), "the id jlee stands twice; nobody can tell whose entries are whose"),
    ]
