"""New entries get their stamp when they are first saved; saved ones are left as they are."""

from __future__ import annotations

from ledger.core.edited import Tree
from ledger.core.stamping import Unstamped, stamp_last, unhashed, unstamped

CALL: Tree = {"at": "2026-03-09", "summary": "Asked."}


def test_a_new_entry_lacks_its_stamp() -> None:
    after: dict[str, Tree] = {"communications": [CALL, {"at": "2026-03-10", "recorded": "x"}], "money": [CALL]}
    assert unstamped({}, after) == (Unstamped("money", 0), Unstamped("communications", 0))
    assert unstamped({"communications": None}, {"communications": [None, "text", CALL]}) == (
        Unstamped("communications", 2),
    )


def test_a_saved_entry_is_left_as_it_is_and_its_new_twin_is_not() -> None:
    assert unstamped({"communications": [CALL]}, {"communications": [CALL]}) == ()
    assert unstamped({"communications": [CALL]}, {"communications": [CALL, CALL]}) == (Unstamped("communications", 1),)


def test_notices_and_sendings_bear_no_stamp() -> None:
    assert unstamped({}, {"notices": [CALL], "appeals": [CALL]}) == ()


def test_a_stamp_goes_last_whatever_order_was_typed() -> None:
    order = stamp_last(lambda path: ["schema", *map(str, path)], {"money": [CALL], "title": "x"})
    assert list(order(("money", 0))) == ["at", "summary", "sha256", "recorded"]
    assert list(order(("demand",))) == ["schema", "demand"]
    assert list(order(("money", 9))) == ["schema", "money", "9"]
    assert list(order(())) == ["schema"]


def test_only_new_documents_are_hashed() -> None:
    paper: Tree = {"id": "demand", "file": "a.pdf"}
    other: Tree = {"id": "other", "file": "b.pdf"}
    hashed: Tree = {"id": "third", "file": "c.pdf", "sha256": "9f"}
    assert unhashed({"documents": [paper]}, {"documents": [paper, hashed, other, "text"]}) == (2,)
