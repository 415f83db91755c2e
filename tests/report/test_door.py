"""The screen of a save that was stopped, as the people who read it were promised."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ledger.core.deadline import MUST, OVERDUE, Deadline
from ledger.core.finding import Finding
from ledger.core.stopping import Stop
from ledger.report.door import stopped

if TYPE_CHECKING:
    from collections.abc import Callable

DEADLINE = Deadline(
    "RC-2026-7K4QXM", "first_stop", "disagreement", MUST, OVERDUE, level="first", act_by=date(2026, 4, 1)
)
TODAY = date(2026, 4, 10)


def test_a_day_moved_without_a_document(golden: Callable[[str, str], None]) -> None:
    finding = Finding("LED402", "x", path=("demand", "answer_by"), line=14, column=14)
    lines = stopped(Stop(finding, DEADLINE, "answer_by", "2026-04-01", "2026-04-20"), TODAY)
    golden("stopped-moved.txt", "\n".join(lines) + "\n")
    assert all(len(line) <= 80 and line.isascii() for line in lines)


def test_other_work_on_a_case_past_every_reading(golden: Callable[[str, str], None]) -> None:
    lines = stopped(Stop(Finding("LED403", "x", path=("title",), line=3), DEADLINE._replace(name="first")), TODAY)
    golden("stopped-waiting.txt", "\n".join(lines) + "\n")
    assert all(len(line) <= 80 and line.isascii() for line in lines)


def test_a_move_that_is_no_day(golden: Callable[[str, str], None]) -> None:
    added = stopped(Stop(Finding("LED402", "x"), DEADLINE, "until"), TODAY)
    changed = stopped(Stop(Finding("LED402", "x"), DEADLINE, "funding", "fully_insured", "self_funded"), TODAY)
    golden("stopped-otherwise.txt", "\n".join([*added, "", *changed]) + "\n")
