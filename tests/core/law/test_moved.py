"""Which open days other rules move: earlier, later, gone, new, or only the arguable day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.case import Claim, Closed
from ledger.core.law.governing import Law
from ledger.core.law.moved import (
    APPEARS,
    ARGUABLE,
    DISAPPEARS,
    EARLIER,
    GETS_A_DAY,
    LATER,
    LOSES_ITS_DAY,
    DayMoved,
    days_moved,
    trailer,
)
from ledger.core.payer import PayerWindow
from tests.core.reckoned import MAC, TEXAS, a_law, a_letter, day, shipped_regimes

if TYPE_CHECKING:
    from ledger.core.case import Case
    from ledger.core.law.rule import Regime

TODAY = day("2026-03-09")
LETTER = a_letter(MAC, dated="2026-03-02")
REDETERMINATION = "redetermination"


def counted(regime: Regime, window: str, number: int | None) -> Regime:
    """The regime with another count in one window; no version at all for None."""
    changed = tuple(
        one._replace(
            versions=tuple(
                version._replace(counting=version.counting._replace(number=number or 0), also=())
                for version in one.versions
                if number
            )
        )
        if one.name == window
        else one
        for one in regime.windows
    )
    return regime._replace(windows=changed)


def law(number: int | None) -> Law:
    shipped = shipped_regimes()["medicare-ffs"]
    return a_law(MAC, regimes={"medicare-ffs": counted(shipped, REDETERMINATION, number)})


def moved(old: Law, new: Law, *cases: Case) -> list[DayMoved]:
    return [one for one in days_moved(cases or (LETTER,), old, new, TODAY) if one.deadline.name == REDETERMINATION]


def test_an_earlier_day_and_a_later_one_from_which_to_which() -> None:
    [one] = moved(law(120), law(90))
    assert (one.change, one.is_loud) == (EARLIER, False)
    assert one.days[0] is not None
    assert one.days[1] is not None
    assert 20 < (one.days[0] - one.days[1]).days < 40
    assert trailer(one) == f"RC-2026-7K4QXM {REDETERMINATION} {one.days[0]} -> {one.days[1]} [rules/medicare-ffs]"
    [back] = moved(law(90), law(120))
    assert (back.change, back.is_loud, back.days) == (LATER, True, one.days[::-1])
    assert moved(law(90), law(90)) == []


def test_a_day_that_goes_or_comes() -> None:
    [gone] = moved(law(120), law(None))
    assert (gone.change, gone.is_loud, gone.days[1]) == (LOSES_ITS_DAY, True, None)
    assert trailer(gone).endswith("-> none [rules/medicare-ffs]")
    [there] = moved(law(None), law(120))
    assert (there.change, there.is_loud) == (GETS_A_DAY, False)


def test_a_window_that_goes_or_comes() -> None:
    shipped = shipped_regimes()["medicare-ffs"]
    without = shipped._replace(windows=tuple(one for one in shipped.windows if one.name != REDETERMINATION))
    less = a_law(MAC, regimes={"medicare-ffs": without})
    [gone] = moved(law(120), less)
    assert (gone.change, gone.is_loud, gone.days[1]) == (DISAPPEARS, True, None)
    [new] = moved(less, law(120))
    assert (new.change, new.is_loud, new.days[0]) == (APPEARS, False, None)


def test_only_the_arguable_day() -> None:
    shipped = shipped_regimes()["texas"]
    case = a_letter(TEXAS, dated="2026-03-02", answer_by=day("2026-04-01"), answer_by_source="[demand p2]")
    old, new = (a_law(TEXAS, regimes={"texas": counted(shipped, "first_stop", number)}) for number in (45, 60))
    [one] = [one for one in days_moved([case], old, new, TODAY) if one.deadline.name == "first_stop"]
    assert (one.change, one.is_loud) == (ARGUABLE, False)
    assert trailer(one).startswith("RC-2026-7K4QXM first_stop arguable 2026-04-16 -> 2026-05-01")


def test_what_all_cases_stand_on_concerns_every_case() -> None:
    old = law(120)
    closed_all_summer = old.holidays._replace(
        closures=frozenset(day(f"2026-0{month}-{number:02}") for month in (6, 7) for number in range(1, 31))
    )
    assert moved(old, old._replace(holidays=closed_all_summer)) != []
    contracted = MAC._replace(windows=(PayerWindow(REDETERMINATION, days=30, unit="calendar_days"),))
    assert moved(old, old._replace(payers={"mac": contracted})) != []
    other = TEXAS._replace(windows=(PayerWindow(REDETERMINATION, days=30, unit="calendar_days"),))
    assert days_moved([LETTER], a_law(MAC, TEXAS), a_law(MAC, other), TODAY) == []


def test_a_closed_case_has_no_open_day_and_loud_ones_come_first() -> None:
    assert moved(law(120), law(90), LETTER._replace(closed=Closed(TODAY, "overturned"))) == []
    texas = a_letter(TEXAS, dated="2026-03-02")._replace(id="RC-2026-AAAAAA")
    shipped = shipped_regimes()
    old = a_law(MAC, TEXAS)
    new = a_law(
        MAC,
        TEXAS,
        regimes={
            **shipped,
            "texas": counted(shipped["texas"], "first_stop", 30),
            "medicare-ffs": counted(shipped["medicare-ffs"], REDETERMINATION, 150),
        },
    )
    found = days_moved([texas, LETTER], old, new, TODAY)
    assert [one.is_loud for one in found] == sorted((one.is_loud for one in found), reverse=True)
    assert found[0].deadline.case == LETTER.id


def test_the_same_act_for_other_claims_is_still_the_same_act() -> None:
    claims = (Claim("1"), Claim("2", line_of_business="commercial", funding="self_funded"))
    case = LETTER._replace(claims=claims)
    shipped = shipped_regimes()["medicare-ffs"]
    old = a_law(MAC, regimes={"medicare-ffs": shipped})
    new = a_law(MAC, regimes={"medicare-ffs": counted(shipped, REDETERMINATION, 90)._replace(applies_when=())})
    [one] = moved(old, new, case)
    assert one.before is not None
    assert one.after is not None
    assert (one.before.claims, one.after.claims, one.change) == (("1",), ("1", "2"), EARLIER)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 200), st.integers(1, 200))
def test_the_way_back_is_the_mirror_of_the_way_there(first: int, second: int) -> None:
    there, back = moved(law(first), law(second)), moved(law(second), law(first))
    assert [one.days for one in there] == [one.days[::-1] for one in back]
    opposite = {EARLIER: LATER, LATER: EARLIER, ARGUABLE: ARGUABLE}
    assert [one.change for one in there] == [opposite[one.change] for one in back]
