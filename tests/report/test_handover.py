"""The memo for counsel: what is to be decided, and what was late."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledger.core.case import Case
from ledger.core.deadline import MET, MUST, NO_DATE, OPEN, Deadline
from ledger.core.sending import Offer
from ledger.report.handover import Matter, memo
from tests.core.letter.matters import a_case, a_law

TODAY = date(2026, 3, 9)
DUE = Deadline("RC-2026-7K4QXM", "first", "first appeal", MUST, OPEN, act_by=date(2026, 4, 1), filed_when="received")
UNDATED = DUE._replace(state=NO_DATE, act_by=None, missing="get the letter")
LATE = DUE._replace(
    state=MET, act_by=date(2026, 3, 2), met_on=date(2026, 3, 4), met_by="by fax", note="after the safe day"
)
NO_GROUND = a_case(grounds=())
OFFERED = a_case(offers=(Offer(date(2026, 3, 5), "payer", Decimal("40.00")),))


def section(title: str, case: Case, *deadlines: Deadline) -> list[str]:
    made = memo(Matter(case, a_law(), [], deadlines, [], [], [], [], TODAY, "Jordan Lee"))
    [lines] = [one["lines"] for one in made["sections"] if one["title"] == title]
    found: list[str] = lines
    return found


@pytest.mark.parametrize(
    ("case", "deadlines", "expected"),
    [
        (a_case(), (), ["none that the ledger knows of"]),
        (a_case(), (DUE,), ["file the first appeal by Wed 1 April 2026, or let it pass"]),
        (a_case(), (UNDATED,), ["a day is missing: see above"]),
        (NO_GROUND, (), ["no ground is written down yet"]),
        (OFFERED, (), ["1 offer of the payer open"]),
        (
            a_case(decisions=()),
            (UNDATED, DUE),
            [
                "60.00 is not answered yet: repay or dispute",
                "a day is missing: see above",
                "file the first appeal by Wed 1 April 2026, or let it pass",
            ],
        ),
    ],
)
def test_what_is_to_be_decided(case: Case, deadlines: tuple[Deadline, ...], expected: list[str]) -> None:
    assert section("Decisions needed", case, *deadlines) == expected


def test_an_answer_after_its_safe_day_stands_with_the_days() -> None:
    assert section("The next days", a_case(), LATE) == [
        "nothing of ours waits for a day",
        "late: first appeal: by fax; after the safe day",
    ]
