"""Where cases stand and which come first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledger.core.case import Case, Closed
from ledger.core.deadline import MUST, NO_DATE, OPEN, OPTION, OVERDUE, PAST_SAFE_DAY, Deadline
from ledger.core.outlook import outlook, pressing_first
from ledger.core.sending import Appeal, Filing, Moment
from ledger.core.stage import stage
from tests.core.cases import DATED, a_case, decided

TODAY = date(2026, 3, 9)
SENT = Moment(date(2026, 3, 20))


def a_day(name: str, act_by: date | None, state: str = OPEN, kind: str = MUST) -> Deadline:
    return Deadline("RC-2026-7K4QXM", name, name, kind, state, act_by=act_by, worth=Decimal(1))


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (a_case(), "new"),
        (a_case(appeals=(Appeal("first"),), filings=(Filing("contest"),)), "new"),
        (a_case(decisions=(decided("dispute"),)), "decided"),
        (a_case(filings=(Filing("contest", sent_on=SENT),)), "answered"),
        (a_case(appeals=(Appeal("first", sent_on=SENT),)), "appeal pending"),
        (a_case(appeals=(Appeal("first", sent_on=SENT, outcome="upheld"),)), "appeal decided"),
        (a_case(closed=Closed(TODAY, "repaid")), "closed"),
    ],
)
def test_a_case_stands_where_its_last_step_left_it(case: Case, expected: str) -> None:
    assert stage(case) == expected


def test_the_nearest_act_of_ours_comes_next() -> None:
    far, near = a_day("first", date(2026, 8, 28)), a_day("first_stop", date(2026, 4, 1))
    row = outlook(a_case(), (far, a_day("rebuttal", DATED, kind=OPTION), near))
    assert row.next == near
    assert row.undated is None
    assert row.due_within(23, TODAY)
    assert not row.due_within(22, TODAY)
    assert not outlook(a_case(), ()).due_within(900, TODAY)


def test_what_has_no_date_is_always_due() -> None:
    row = outlook(a_case(), (a_day("first", None, NO_DATE),))
    assert row.next is None
    assert row.due_within(0, TODAY)


@pytest.mark.parametrize(
    ("state", "kind", "past"),
    [(OVERDUE, MUST, True), (PAST_SAFE_DAY, MUST, True), (OPEN, MUST, False), (OVERDUE, OPTION, False)],
)
def test_a_case_is_overdue_by_a_day_of_ours(state: str, kind: str, *, past: bool) -> None:
    assert outlook(a_case(), (a_day("first", DATED, state, kind),)).overdue is past


def test_no_date_heads_every_list() -> None:
    quiet = outlook(a_case(id="RC-2026-AAAAAA"), ())
    late = outlook(a_case(id="RC-2026-BBBBBB"), (a_day("first", date(2026, 8, 28)),))
    soon = outlook(a_case(id="RC-2026-CCCCCC"), (a_day("first", date(2026, 4, 1)),))
    undated = outlook(a_case(id="RC-2026-DDDDDD"), (a_day("first", None, NO_DATE),))
    assert [row.case.id[-1] for row in pressing_first([quiet, late, soon, undated])] == ["D", "C", "B", "A"]
