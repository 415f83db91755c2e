"""What is said after a save: the next day, with how long it is past, and answers that came late."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.core.deadline import ANSWERED, MET, MUST, NO_DATE, OPEN, OVERDUE, RELEASED, Deadline
from ledger.report.following import answered_late, next_day

TODAY = date(2026, 3, 9)
SAFE = date(2026, 3, 6)
FILED = "first appeal by fax, fax log 3 pages, sent Sat 7 Mar"
NOTE = "after the safe day, Fri 6 Mar 2026; in time by a later reading"


def a_deadline(state: str, act_by: date | None = SAFE, title: str = "first appeal") -> Deadline:
    return Deadline("RC-2026-7K4QXM", "first", title, MUST, state, act_by=act_by, filed_when="received")


NEXT = {
    "to come": (a_deadline(OPEN, date(2026, 4, 1)), ["Next: first appeal must ARRIVE by Wed 1 Apr 2026"]),
    "today": (a_deadline(OPEN, TODAY), ["Next: first appeal must ARRIVE by Mon 9 Mar 2026"]),
    "past": (a_deadline(OVERDUE), ["Next: first appeal must ARRIVE by Fri 6 Mar 2026 (3 days ago)"]),
    "sent": (
        a_deadline(OPEN, date(2026, 4, 1))._replace(filed_when="sent"),
        ["Next: first appeal must be SENT by Wed 1 Apr 2026"],
    ),
    "nothing open": (a_deadline(RELEASED), []),
    "no date": (
        a_deadline(NO_DATE, None)._replace(missing="get the letter: its date and its answer-by date, from the payer"),
        ["Next: first appeal: NO DATE; get the letter: its date and its answer-by date,", "  from the payer"],
    ),
}
AFTER = "11 days after the last day reckoned"
LATE = {
    "after the safe day": (a_deadline(MET)._replace(met_on=date(2026, 3, 7), met_by=FILED, note=NOTE), True),
    "in time": (a_deadline(MET)._replace(met_on=SAFE, met_by=FILED), False),
    "in time, with another note": (a_deadline(MET)._replace(met_on=SAFE, met_by=FILED, note="3 claims"), False),
    "open": (a_deadline(OPEN)._replace(note=NOTE), False),
}


@pytest.mark.parametrize(("one", "said"), NEXT.values(), ids=NEXT)
def test_the_next_day_and_how_long_it_is_past(one: Deadline, said: list[str]) -> None:
    assert next_day([one], TODAY) == said


@pytest.mark.parametrize(("one", "told"), LATE.values(), ids=LATE)
def test_an_answer_after_its_safe_day_is_told(one: Deadline, told: bool) -> None:  # noqa: FBT001 - a row of a table
    assert answered_late([one]) == ([f"first appeal: {FILED}; {NOTE}"] if told else [])


def test_the_last_day_is_named_to_counsel_alone() -> None:
    done = a_deadline(ANSWERED)._replace(met_on=date(2026, 3, 7), met_by=FILED, note=f"{AFTER}, Fri 6 Mar 2026")
    assert answered_late([done]) == [f"first appeal: {FILED}; {AFTER}"]
    assert answered_late([done], last_day=True) == [f"first appeal: {FILED}; {AFTER}, Fri 6 Mar 2026"]
