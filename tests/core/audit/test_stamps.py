"""What an entry says of itself, against the save that brought it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ledger.core.audit.stamps import Came, judged
from ledger.core.practice import Person
from ledger.core.roster import Roster
from tests.core.audit.made import CASE, at, save, signed

ZONE = ZoneInfo("America/Chicago")
PEOPLE = [
    Person("jlee", "Jordan Lee", email="jlee@bluestem.example"),
    Person("mortiz", "Mara Ortiz", email="mortiz@bluestem.example", left_on=date(2026, 3, 8)),
    Person("amoreno", "Ana Moreno"),
    Person("hale", "R. Hale", away_from=date(2026, 3, 1), away_through=date(2026, 3, 9)),
    Person("gone", "Gone", away_from=date(2026, 3, 1)),
]
STAMP = "2026-03-09T15:58:00Z jlee K7Q2"
CALL = {"at": "2026-03-09T10:20", "by": "jlee", "channel": "phone", "recorded": STAMP}


def said(
    entry: dict[str, str], list_: str = "communications", before: datetime | None = None, saved: datetime | None = None
) -> list[str]:
    one = save(author=signed(saved or at(9)))
    found = judged(Came(list_, entry, CASE, before), one, Roster(PEOPLE), ZONE)
    return [f"{point.finding.code} {point.finding.message}" for point in found]


def test_an_honest_entry() -> None:
    assert said(CALL) == []
    assert said(CALL, before=at(9, 15)) == []
    assert said({"decided_on": "2026-03-09", "choice": "hold", "recorded": STAMP}, "decisions") == []


def test_the_day_of_a_paper_is_no_act() -> None:
    paper = {"id": "demand", "dated_on": "2025-01-01", "recorded": STAMP}
    assert said(paper, "documents") == []
    assert Came("documents", paper, CASE, None).told == "documents demand 2025-01-01 K7Q2"


def test_late_twice() -> None:
    late = {**CALL, "at": "2026-03-02T10:20", "recorded": STAMP.replace("03-09", "03-06")}
    assert said(late, saved=at(12)) == [
        "LED757 communications 2026-03-02T10:20 phone K7Q2: recorded 4 days after it happened",
        "LED757 communications 2026-03-02T10:20 phone K7Q2: saved 6 days after it was recorded",
    ]


def test_without_a_stamp() -> None:
    assert said({"dated_on": "2026-03-08", "kind": "offset"}, "money") == []
    assert said({"dated_on": "2026-03-01", "kind": "offset", "recorded": "today"}, "money") == [
        "LED757 money 2026-03-01 offset today: saved 8 days after it happened, and bears no stamp"
    ]
    assert said({"dated_on": "someday"}, "money") == []


def test_for_another() -> None:
    assert said({**CALL, "by": "amoreno"}) == [
        "LED757 communications 2026-03-09T10:20 phone K7Q2: amoreno acted, jlee typed"
    ]
    assert said({**CALL, "by": "amoreno", "recorded": STAMP.replace("jlee", "amoreno")}) == [
        "LED757 communications 2026-03-09T10:20 phone K7Q2: amoreno typed, jlee saved"
    ]


def test_one_person_under_two_handles_is_one_person() -> None:
    married = [*PEOPLE, Person("jordan", "Jordan Lee-Hale", email="jlee@bluestem.example")]
    came = Came("communications", {**CALL, "by": "jordan"}, CASE, None)
    assert [one.finding.code for one in judged(came, save(), Roster(married), ZONE)] == []
    typed = Came("communications", {**CALL, "by": "jordan", "recorded": STAMP.replace("jlee", "jordan")}, CASE, None)
    assert list(judged(typed, save(), Roster(married), ZONE)) == []


def test_after_a_departure() -> None:
    acted = said({**CALL, "by": "mortiz"})
    assert "LED748 communications 2026-03-09T10:20 phone K7Q2, 2026-03-09: mortiz was with the team" in acted[0]
    typed = said({**CALL, "recorded": STAMP.replace("jlee", "mortiz")})
    assert any(one.startswith("LED748") for one in typed)
    assert said({**CALL, "at": "2026-03-08T10:20", "by": "mortiz"})[0].startswith("LED757")


def test_while_away() -> None:
    for who, remarks in (("hale", 2), ("gone", 2), ("amoreno", 1)):
        assert len(said({**CALL, "by": who})) == remarks
    assert said({**CALL, "by": "hale"})[0].endswith("2026-03-09: hale was away then")
    assert len(said({**CALL, "by": "gone", "at": "2026-03-01T10:20"}, saved=at(9))) == 3


@pytest.mark.parametrize(
    ("stamp", "before", "words"),
    [
        ("2026-03-09T16:06:00Z", None, "after the save that brought it (2026-03-09 16:00Z)"),
        ("2026-03-08T15:00:00Z", at(9, 14), "before the case was last saved (2026-03-09 14:00Z)"),
    ],
)
def test_stamps_that_cannot_be_true(stamp: str, before: datetime | None, words: str) -> None:
    [found] = said({**CALL, "at": "2026-03-08", "recorded": f"{stamp} jlee K7Q2"}, before=before)
    assert found.startswith("LED747")
    assert found.endswith(words)


def test_as_far_as_two_clocks_may_be_apart_a_stamp_can_be_true() -> None:
    """And one in another zone is told in the time of Greenwich."""
    entry = {**CALL, "at": "2026-03-09", "recorded": "2026-03-09T16:05:00Z jlee K7Q2"}
    assert said(entry) == said(entry, before=at(9, 16, 10), saved=at(9, 16, 10)) == []
    home = at(9).astimezone(ZONE)
    assert said({**entry, "recorded": "2026-03-09T16:05:01Z jlee K7Q2"}, saved=home)[0].endswith("(2026-03-09 16:00Z)")
