"""A hold stops taking back; it is lifted by somebody who may, and leaves its trace."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger.core.case import Case, Communication, Hold
from ledger.core.finding import Finding
from ledger.core.holding import against_hold, entries_fit, may_lift, on_ledger, standing, wrongly_lifted
from ledger.core.practice import Person, Settings
from ledger.core.proof import HoldEntry, Recorded
from ledger.core.sending import Moment
from tests.core.cases import a_case

DAY = date(2026, 3, 4)
BLOCK = Hold(DAY, "jlee")
PEOPLE = (Person("jlee", "Jordan Lee", roles=("billing",)), Person("amoreno", "Ana Moreno", roles=("owner",)))


def stamp(tag: str, by: str = "jlee") -> Recorded:
    return Recorded(datetime(2026, 3, 9, 16, 22, 7, tzinfo=UTC), by, tag)


def ledger(*holds: HoldEntry, people: tuple[Person, ...] = PEOPLE) -> Settings:
    return Settings("1", "UTC", people=people, holds=holds)


def placed(tag: str = "K7Q2") -> HoldEntry:
    return HoldEntry("counsel", DAY, recorded=stamp(tag))


def lifting(of: str, by: str | None = "amoreno") -> HoldEntry:
    return HoldEntry("counsel", lifts=of, lifted_on=date(2026, 6, 1), recorded=stamp("M3VD", by) if by else None)


def call(**fields: object) -> Communication:
    start = Communication(Moment(DAY), "note", "Asked.", recorded=stamp("0G5R"))
    return start._replace(**fields)  # type: ignore[arg-type]


def said(found: list[Finding]) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(one.code, one.path) for one in found]


def names(case: Case | None, settings: Settings | None) -> list[str]:
    return [hold.name for hold in standing(case, settings)]


def test_a_hold_stands_until_an_entry_lifts_it_whatever_day_was_named() -> None:
    assert names(a_case(), None) == []
    assert names(None, ledger(placed())) == ["K7Q2"]
    assert names(a_case(hold=BLOCK._replace(until=DAY), holds=(placed(),)), ledger(placed("ZZZZ"))) == [
        "hold",
        "K7Q2",
        "ZZZZ",
    ]
    assert names(a_case(hold=BLOCK, holds=(placed(), lifting("hold"))), None) == ["K7Q2"]
    assert names(a_case(hold=BLOCK, holds=(placed(), lifting("K7Q2"))), None) == ["hold"]
    assert on_ledger(ledger(placed(), lifting("K7Q2"))) == ()
    assert on_ledger(None) == ()


def test_a_hold_without_a_tag_stands_and_cannot_be_meant() -> None:
    hold = placed()._replace(recorded=None)
    assert names(a_case(holds=(hold, lifting("#2"))), None) == ["#1"]


def test_a_hold_is_told_with_its_place() -> None:
    told = standing(a_case(hold=BLOCK), None)[0].told
    assert told == "legal hold since 2026-03-04 on RC-2026-7K4QXM, asked by jlee"


@pytest.mark.parametrize("settings", [None, ledger(placed())])
def test_nothing_is_taken_back_under_a_hold(settings: Settings | None) -> None:
    before = a_case(communications=(call(),), hold=None if settings else BLOCK)
    after = before._replace(communications=(*before.communications, call(retracts="0G5R", recorded=stamp("AAAA"))))
    assert said(against_hold(before, after, settings)) == [("LED769", ("communications", 1, "retracts"))]
    assert against_hold(after, after, settings) == []
    assert against_hold(None, after, settings) == against_hold(before, None, settings) == []


def test_without_a_hold_and_by_correction_everything_goes_on() -> None:
    before = a_case(communications=(call(),))
    after = before._replace(communications=(*before.communications, call(retracts="0G5R", recorded=stamp("AAAA"))))
    assert against_hold(before, after, ledger()) == []
    held = before._replace(hold=BLOCK)
    corrected = held._replace(communications=(*held.communications, call(corrects="0G5R", recorded=stamp("AAAA"))))
    assert against_hold(held, corrected, ledger()) == []


def test_a_block_stays_as_it_was_but_may_name_its_end() -> None:
    held = a_case(hold=BLOCK)
    assert said(against_hold(held, a_case(), None)) == [("LED770", ())]
    assert said(against_hold(held, a_case(hold=BLOCK._replace(asked_by="x")), None)) == [("LED770", ("hold",))]
    named = a_case(hold=BLOCK._replace(until=DAY))
    assert against_hold(held, named, None) == []
    assert said(against_hold(named, held, None)) == [("LED770", ("hold",))]


def test_only_a_role_lifts() -> None:
    before = (placed(),)
    assert list(wrongly_lifted(before, (*before, lifting("K7Q2")), ledger())) == []
    for by in ("jlee", "nobody", None):
        found = list(wrongly_lifted(before, (*before, lifting("K7Q2", by)), ledger()))
        assert said(found) == [("LED770", ("holds", 1, "lifts"))]
    assert list(wrongly_lifted(before, (*before, lifting("K7Q2", None)), ledger(people=()))) == []
    assert list(wrongly_lifted(before, (*before, lifting("K7Q2", None)), None)) == []
    assert may_lift(PEOPLE[1])
    assert not may_lift(PEOPLE[0])
    assert not may_lift(None)


def test_an_entry_is_a_hold_or_the_lifting_of_one_that_is_there() -> None:
    assert list(entries_fit((placed(), lifting("K7Q2"), lifting("hold")), BLOCK)) == []
    odd = (HoldEntry("x"), placed()._replace(lifts="K7Q2"), HoldEntry("x", lifts="K7Q2"), lifting("hold"))
    assert said(list(entries_fit(odd, None))) == [
        ("LED322", ("holds", 0)),
        ("LED322", ("holds", 1)),
        ("LED322", ("holds", 2)),
        ("LED319", ("holds", 3, "lifts")),
    ]
