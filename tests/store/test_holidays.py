"""The holidays of the states: held against the library they were taken from, and against days reckoned by hand."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.core.law.states import STATES, slug_of
from ledger.store.holidays import holidays, listed, state_holidays
from ledger.store.shipped import shipped
from ledger.store.yaml.reader import read
from tests.holidays import make

FOLDER = shipped("rules") / "holidays"


def test_there_is_one_file_for_each_state_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {"federal", *(slug_of(code) for code in STATES)}
    assert len(STATES) == 51
    assert slug_of("NY") == "new-york"


@pytest.mark.parametrize("code", STATES)
def test_a_state_is_closed_where_the_library_says_so_and_on_federal_holidays(code: str) -> None:
    # Red after an upgrade of the library: look at what it changed, and why, before the files are made anew.
    alone, theirs = listed(slug_of(code)), make.listed(code)
    assert {**alone.holidays, **theirs} == {**theirs, **alone.holidays}  # the same names, too
    assert set(theirs) <= set(state_holidays(code).holidays)
    federal = set(holidays().holidays)
    assert set(alone.holidays) == set(theirs) - federal
    assert set(state_holidays(code).holidays) == set(theirs) | federal


@pytest.mark.parametrize("code", STATES)
def test_a_file_says_what_it_is_and_where_it_comes_from(code: str) -> None:
    tree, findings = read((FOLDER / f"{slug_of(code)}.yaml").read_bytes())
    assert findings == []
    assert tree is not None
    assert (tree["calendar"], tree["state"], tree["confidence"]) == (slug_of(code), code, "low")
    assert f"US(subdiv={code})" in str(tree["source"])
    assert "verified_on" not in tree  # no statute was read
    shown = state_holidays(code)
    assert (shown.first_year, shown.last_year) == (2015, 2035)
    assert not shown.covers(date(2014, 12, 31))


# Each from the day's own rule and a wall calendar, none from the library. Easter 2026 is 5 April, Easter 2027 28 March.
CLOSED = [
    ("TX", "2026-03-02", "Texas Independence Day"),  # 2 March
    ("TX", "2027-04-21", "San Jacinto Day"),  # 21 April
    ("TX", "2026-11-27", "Friday After Thanksgiving"),
    ("LA", "2026-02-17", "Mardi Gras"),  # 47 days before Easter
    ("LA", "2027-02-09", "Mardi Gras"),
    ("LA", "2026-04-03", "Good Friday"),
    ("MA", "2026-04-20", "Patriots' Day"),  # third Monday of April
    ("ME", "2027-04-19", "Patriots' Day"),
    ("DC", "2026-04-16", "Emancipation Day"),  # 16 April
    ("UT", "2026-07-24", "Pioneer Day"),  # 24 July
    ("AK", "2026-03-30", "Seward's Day"),  # last Monday of March
    ("HI", "2026-03-26", "Prince Jonah Kuhio Kalanianaole Day"),  # 26 March
    ("NV", "2026-10-30", "Nevada Day"),  # last Friday of October
    ("RI", "2026-08-10", "Victory Day"),  # second Monday of August
    ("VT", "2026-03-03", "Town Meeting Day"),  # first Tuesday of March
    ("NE", "2026-04-24", "Arbor Day"),  # last Friday of April
    ("MO", "2026-05-08", "Truman Day"),  # 8 May
    ("IL", "2026-02-12", "Lincoln's Birthday"),  # 12 February
    ("NY", "2026-11-03", "Election Day"),  # the Tuesday after the first Monday of November
    ("WY", "2026-05-25", "Memorial Day"),  # federal: last Monday of May
]


@pytest.mark.parametrize(("code", "day", "name"), CLOSED)
def test_well_known_days_reckoned_by_hand(code: str, day: str, name: str) -> None:
    assert state_holidays(code).why_closed(date.fromisoformat(day)) == name


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("TX", "2026-04-20"),  # Patriots' Day is kept in Massachusetts and Maine
        ("NY", "2026-03-02"),  # Texas Independence Day is not
        ("TX", "2026-02-17"),  # nor is Mardi Gras in Texas
        ("MD", "2026-04-16"),  # D.C. alone
        ("WY", "2026-11-27"),
    ],
)
def test_a_neighbour_s_holiday_closes_nothing_here(code: str, day: str) -> None:
    assert state_holidays(code).is_open(date.fromisoformat(day))


def test_a_territory_has_federal_holidays_and_says_that_its_own_are_not_listed() -> None:
    island = state_holidays("PR")
    assert island.why_closed(date(2026, 5, 25)) == "Memorial Day"
    assert not island.covers(date(2026, 5, 25))


def test_a_state_is_read_once() -> None:
    assert state_holidays("TX") is state_holidays("TX")
