"""What a screen of days shows, and in which part."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ledger.core.deadline import (
    LAPSED,
    MUST,
    NO_DATE,
    OPEN,
    OPTION,
    OVERDUE,
    PAST_SAFE_DAY,
    SENT,
    TERM,
    THEIRS,
    Deadline,
)
from ledger.core.due import Due, pressing, sheet, within
from tests.core.reckoned import HARBOR, a_letter, day

TODAY = day("2026-03-09")
CASE = a_letter(HARBOR, "2026-03-02")


def one(name: str, act_by: str | None, **fields: Any) -> Deadline:
    until: date | None = day(act_by) if act_by else None
    start = Deadline(CASE.id, name, name, MUST, OPEN if act_by else NO_DATE, act_by=until, arguable_until=until)
    return start._replace(**fields)


STOP = one("first_stop", "2026-04-01", stops_taking=True)
KEEP = one("first", "2026-08-28", keeps_appeal=True)


def test_two_clocks_of_one_law_stand_in_one_row_and_other_acts_alone() -> None:
    records = one("records", "2026-03-20")
    second = one("second", "2026-09-30", keeps_appeal=True)
    other = one("first", "2026-05-01", keeps_appeal=True, regime="erisa")
    found = sheet([Due(CASE, (STOP, KEEP, second, records, other))], TODAY)
    assert [(pair.stops, pair.keeps, pair.other) for pair in found.pairs] == [
        (None, None, records),
        (STOP, KEEP, None),
        (None, other, None),
        (None, second, None),
    ]
    assert [pair.first.name for pair in found.pairs] == ["records", "first_stop", "first", "second"]


def test_a_day_that_is_not_known_stands_beside_the_one_that_is() -> None:
    unknown = one("first", None, keeps_appeal=True)
    found = sheet([Due(CASE, (unknown, STOP))], TODAY)
    assert found.undated == ()
    assert (found.pairs[0].keeps, found.pairs[0].first) == (unknown, STOP)


def test_a_case_without_any_day_heads_the_screen_once_for_each_law() -> None:
    bare = (one("first_stop", None), one("first", None), one("first", None, regime="erisa"))
    found = sheet([Due(CASE, bare)], TODAY)
    assert found.undated == (bare[0], bare[2])


def test_two_groups_of_claims_without_a_day_stand_each_with_its_money() -> None:
    unknown = one("first_stop", None, claims=("1",), worth=Decimal(100))
    later = one("first", None, claims=("1",), worth=Decimal(100))
    funded = one("first_stop", None, claims=("2", "3"), worth=Decimal(175))
    found = sheet([Due(CASE, (unknown, later, funded))], TODAY)
    assert [one.worth for one in found.undated] == [Decimal(100), Decimal(175)]
    whole = one("first_stop", None)
    assert sheet([Due(CASE, (unknown, whole))], TODAY).undated == (unknown,)


def test_an_act_that_does_both_stands_in_both_columns() -> None:
    both = one("first_stop", "2026-04-01", stops_taking=True, keeps_appeal=True)
    again = one("second_stop", "2026-05-01", stops_taking=True, keeps_appeal=True)
    stop = one("third_stop", "2026-06-01", stops_taking=True)
    found = sheet([Due(CASE, (both, KEEP, again, stop))], TODAY)
    assert [(pair.stops, pair.keeps) for pair in found.pairs] == [
        (both, both),
        (again, again),
        (stop, None),
        (None, KEEP),
    ]


def test_a_bare_case_that_was_answered_is_not_undated() -> None:
    assert sheet([Due(CASE, (one("first_stop", "2026-04-01", state=SENT),))], TODAY).undated == ()


def test_a_day_for_one_plans_claims_hides_no_missing_day_of_anothers() -> None:
    insured = one("first_stop", "2026-04-01", claims=("1", "2"))
    same, other = one("first", None, claims=("2",)), one("first_stop", None, claims=("3",), regime="contract")
    assert sheet([Due(CASE, (insured, same, other))], TODAY).undated == (other,)
    assert sheet([Due(CASE, (one("first_stop", "2026-04-01"), same, other))], TODAY).undated == ()
    assert sheet([Due(CASE, (insured, one("first", None)))], TODAY).undated == ()


def test_everything_else_has_its_part() -> None:
    parts = {
        "sent": one("first_stop", "2026-04-01", state=SENT),
        "theirs": one("promise/2026-03-19", "2026-03-19", kind=THEIRS),
        "terms": one("hearing", "2026-03-20", kind=TERM),
        "options": one("rebuttal", "2026-03-12", kind=OPTION),
        "ended": one("rebuttal", "2026-03-05", kind=OPTION, state=LAPSED),
    }
    hidden = (
        one("taking", "2026-03-30", kind=THEIRS, awaited=False),
        one("lookback/2025-10-09", "2026-03-01", kind=THEIRS, state=OVERDUE, awaited=False),
        one("rebuttal", "2026-01-05", kind=OPTION, state=LAPSED),
        one("rebuttal", None, kind=OPTION),
    )
    found = sheet([Due(CASE, (*parts.values(), *hidden))], TODAY)
    assert {name: getattr(found, name) for name in parts} == {name: (part,) for name, part in parts.items()}
    assert found.pairs == ()


def test_what_presses_is_ours_and_past() -> None:
    past = one("records", "2026-03-01", state=OVERDUE)
    safe = one("first_stop", "2026-02-20", state=PAST_SAFE_DAY)
    theirs = one("promise/2026-03-01", "2026-03-01", kind=THEIRS, state=OVERDUE)
    assert pressing([Due(CASE, (past, safe, theirs, KEEP))]) == (safe, past)


def test_what_has_no_day_is_always_within() -> None:
    bare = one("second", None)
    assert within([Due(CASE, (STOP, KEEP, bare)), Due(CASE, (KEEP,))], 23, TODAY) == (Due(CASE, (STOP, KEEP, bare)),)


def test_the_other_clock_stays_beside_the_near_one() -> None:
    later = one("second_stop", "2026-09-01", stops_taking=True)
    assert within([Due(CASE, (STOP, KEEP, later))], 23, TODAY) == (Due(CASE, (STOP, KEEP)),)


def test_an_act_that_protects_nothing_needs_no_pair() -> None:
    records = one("records", "2026-03-20")
    assert [pair.other for pair in sheet([Due(CASE, (records,))], TODAY).pairs] == [records]
