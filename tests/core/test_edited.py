"""What a document is to be after some edits."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.core.edit import AppendEntry, Edit, Flow, SetField
from ledger.core.edited import NoPlaceError, as_tree, edited, value_at

TREE: dict[str, Any] = {"id": "RC", "money": None, "claims": [{"number": "1", "lines": [{"paid": "2"}]}]}


@pytest.mark.parametrize(
    ("edit", "path", "value"),
    [
        (SetField(("id",), "new"), ("id",), "new"),
        (SetField(("closed", "closed_on"), "2026-07-01"), ("closed",), {"closed_on": "2026-07-01"}),
        (SetField(("claims", 0, "lines", 0, "paid"), "3"), ("claims", 0, "lines", 0, "paid"), "3"),
        (SetField(("aliases",), ("A", "B")), ("aliases",), ["A", "B"]),
        (AppendEntry(("money",), Flow(amount="1")), ("money",), [{"amount": "1"}]),
        (AppendEntry(("notices",), {"kind": "other"}), ("notices",), [{"kind": "other"}]),
        (AppendEntry(("claims", 0, "lines"), {"paid": "3"}), ("claims", 0, "lines"), [{"paid": "2"}, {"paid": "3"}]),
        (SetField((), {"a": "b"}), (), {"a": "b"}),
    ],
)
def test_an_edit_changes_its_place_and_nothing_else(edit: Edit, path: tuple[str | int, ...], value: object) -> None:
    before = repr(TREE)
    assert value_at(edited(TREE, [edit]), path) == value
    assert repr(TREE) == before


def test_edits_are_done_in_their_order() -> None:
    tree = edited(TREE, [AppendEntry(("appeals",), {"level": "first"}), SetField(("appeals", 0, "method"), "fax")])
    assert value_at(tree, ("appeals",)) == [{"level": "first", "method": "fax"}]


@pytest.mark.parametrize(
    "edit",
    [
        SetField(("claims", 1, "number"), "2"),
        SetField(("claims", "number"), "2"),
        SetField(("id", "part"), "2"),
        SetField(("id", 0), "2"),
        AppendEntry(("id",), {"a": "b"}),
    ],
)
def test_an_edit_without_a_place_is_named(edit: Edit) -> None:
    with pytest.raises(NoPlaceError, match=r"is not a list|there is no"):
        edited(TREE, [edit])


def test_nothing_stands_where_nothing_is() -> None:
    assert value_at(TREE, ("claims", 5)) is None
    assert value_at(TREE, ("id", "x")) is None


def test_every_value_reads_back_plain() -> None:
    assert as_tree(Flow(a=["b", {"c": "d"}])) == {"a": ["b", {"c": "d"}]}
    assert type(as_tree(Flow(a="b"))) is dict
