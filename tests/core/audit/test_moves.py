"""What moved a date, what could not have, and what a save says of itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.core.audit.moves import (
    contradicted,
    documents_named,
    may_move,
    moves,
    quiet_in_claims,
    quiet_in_demand,
    receipt_moved,
    told_moves,
)
from ledger.core.deadline import Deadline
from tests.core.audit.made import CASE, save

ID = "RC-2026-7K4QXM"
TOLD = f"x\n\nCase: {ID}\nMoved: first_stop 2026-04-01 -> 2026-04-20 [demand]\nMoved: rebuttal none -> 2026-05-01"
MONEY = b"x: y\nmoney:\n  - dated_on: 2026-03-08\n"


def deadline(name: str, day: int | None, *claims: str) -> Deadline:
    return Deadline(ID, name, name, "must", "open", act_by=None if day is None else date(2026, 4, day), claims=claims)


@pytest.mark.parametrize(
    ("touched", "added", "moving"),
    [
        ({"title", "decisions"}, [], False),
        ({"demand"}, [], True),
        ({"communications"}, [], True),  # changed, not added to
        ({"communications"}, [("communications", {"at": "x"})], False),
        ({"communications"}, [("communications", {"corrects": "x"})], True),
        ({"documents"}, [("documents", {"id": "second"})], False),
        ({"documents"}, [("documents", {"id": "demand"})], True),
        ({"money"}, [("money", {"kind": "offset"})], False),
        ({"money"}, [("money", {"kind": "instalment"})], True),
        ({"extensions"}, [("extensions", {"until": "x"})], True),
    ],
)
def test_what_may_move_a_date(touched: set[str], added: Any, moving: bool) -> None:  # noqa: ANN401, FBT001 - a row
    assert may_move(touched, added, MONEY + b"text: [demand p2], second-notice\n") is moving


def test_the_first_taking_may_move_a_date() -> None:
    assert may_move({"money"}, [("money", {"kind": "offset"})], b"money:\n")


def test_words_of_a_demand_move_nothing() -> None:
    assert quiet_in_demand({"stated": "a", "dated_on": "x"}, {"stated": "b", "dated_on": "x"})
    assert not quiet_in_demand({"stated": "a"}, {"stated": "b", "dated_on": "x"})
    assert quiet_in_demand(None, {"reference": "b"})


LINE = {"line": "1", "served_on": "2025-07-14", "demanded": "60.00", "answer": "dispute"}
CLAIMS = [{"number": "A", "demanded": "60.00", "lines": [LINE]}]


@pytest.mark.parametrize(
    ("now", "quiet"),
    [
        ([{"number": "A", "demanded": "70.00", "lines": [{**LINE, "demanded": "70.00", "paid": "90.00"}]}], True),
        ([{"number": "A", "lines": [LINE]}], True),
        ([{"number": "B", "demanded": "60.00", "lines": [LINE]}], False),
        ([{"number": "A", "lines": [{**LINE, "answer": "repay"}]}], False),
        ([{"number": "A", "lines": [{**LINE, "served_on": "2025-07-15"}]}], False),
        ([*CLAIMS, {"number": "B"}], False),
        (None, False),
    ],
)
def test_sums_of_claims_move_nothing(now: object, quiet: bool) -> None:  # noqa: FBT001 - a row
    assert quiet_in_claims(CLAIMS, now) is quiet
    assert quiet_in_demand({"amount": "1.00", "dated_on": "x"}, {"amount": "2.00", "dated_on": "x"})


def test_what_a_save_moved_and_what_it_says() -> None:
    before = [
        deadline("first_stop", 1, "A", "B"),
        deadline("rebuttal", None),
        deadline("same", 3, "A"),
        deadline("x", 9, "Z"),
    ]
    after = [
        deadline("first_stop", 20, "A"),
        deadline("first_stop", 16, "B"),
        deadline("rebuttal", 30),
        deadline("same", 3, "A"),
        deadline("x", 8, "Y"),
        deadline("new", 4),
    ]
    found = moves(save(message=TOLD), ID, before, after)
    assert [(one.deadline, one.before, one.after, one.because, one.told) for one in found] == [
        ("first_stop", "2026-04-01", "2026-04-20", "demand", True),
        ("first_stop", "2026-04-01", "2026-04-16", "", False),
        ("rebuttal", "none", "2026-04-30", "", False),
    ]
    [odd] = contradicted(save(message=TOLD), ID, found)
    assert "rebuttal of RC-2026-7K4QXM went from none to 2026-05-01" in odd.finding.message


def test_trailers_of_several_cases_and_of_rules() -> None:
    said = f"x\n\nMoved: {ID} first_stop 2026-04-01 -> 2026-04-20 [rules/texas]\n"
    said += f"Moved: {ID} first arguable 2026-04-01 -> 2026-04-20\nMoved: nonsense\nMoved: RC-2026-XXXXXX first 1 -> 2"
    assert [(one.deadline, one.because) for one in told_moves(save(message=said), ID)] == [
        ("first_stop", "rules/texas")
    ]
    assert all(one.told for one in told_moves(save(message=TOLD), ID))
    alone = f"x\n\nCase: {ID}\nMoved: nonsense\nMoved: first -> 2026-04-20\nMoved: arguable 2026-04-01 -> 2026-04-20"
    assert [one.deadline for one in told_moves(save(message=alone), ID)] == [""]
    two = f"x\n\nCase: {ID}\nCase: RC-2026-XXXXXX\nMoved: first 1 -> 2"
    assert told_moves(save(message=two), ID) == []
    other = "x\n\nCase: RC-2026-XXXXXX\nMoved: first 1 -> 2"
    assert told_moves(save(message=other), ID) == []


def test_a_day_of_receipt_on_the_same_evidence() -> None:
    old = {"received_on": "2026-03-06", "received_evidence": "stamp [demand p1]"}
    [found] = receipt_moved(save(), CASE, old, {**old, "received_on": "2026-03-09"})
    assert found.finding.message == "the day of receipt went from 2026-03-06 to 2026-03-09, on the same evidence"
    [gone] = receipt_moved(save(), CASE, old, {"received_evidence": old["received_evidence"]})
    assert "to nothing" in gone.finding.message
    shown = {"received_on": "2026-03-09", "received_evidence": "stamp [second p1]"}
    assert list(receipt_moved(save(), CASE, old, shown)) == []
    assert list(receipt_moved(save(), CASE, None, shown)) == []
    assert list(receipt_moved(save(), CASE, old, old)) == []


def test_the_documents_that_a_change_names() -> None:
    old: Any = {"demand": {"source": "[demand p1]"}, "documents": [{"id": "second", "title": "[second p1]"}]}
    new: Any = {
        "demand": {"source": "[demand p1], [second p2]"},
        "notices": [{"document": "third"}, {"decision_document": "fourth", "count": None}],
    }
    assert documents_named(old, new, ["demand", "second", "third", "fourth", "fifth"]) == "second, third, fourth"
