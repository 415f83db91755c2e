"""Losses, where they were mended, and sides that were thrown away."""

from __future__ import annotations

from typing import Any

from ledger.core.audit.losses import Lost, lost_entries, lost_file, stands_again, thrown_away
from ledger.core.audit.saves import Save
from ledger.core.growing import breaches
from tests.core.audit.made import CASE, save, step

ONE: Any = {"dated_on": "2026-03-08", "kind": "offset", "amount": "49.42"}
TWO: Any = {"dated_on": "2026-03-09", "kind": "offset", "amount": "10.00"}
OLD: Any = {"money": [ONE, TWO]}


def lost(new: Any, old: Any = OLD, one: Save | None = None) -> list[Lost]:  # noqa: ANN401 - trees of any shape
    return list(lost_entries(one or save(), step("a", "b"), old, new, breaches(old, new)))


def test_an_entry_that_is_gone_and_comes_back() -> None:
    [found] = lost({"money": [TWO]})
    assert (found.point.finding.code, found.point.finding.file, found.piece) == ("LED740", CASE, {"money": [ONE]})
    assert "where two lines" not in found.point.finding.message
    assert not stands_again(found, None)
    assert not stands_again(found, {"money": [TWO]})
    assert stands_again(found, {"money": [ONE]})  # the other one's loss would be a finding of its own


def test_where_two_lines_were_joined_it_is_said() -> None:
    [found] = lost({"money": [TWO]}, one=save("m", ("a", "b")))
    assert found.point.finding.message.endswith("where two lines of work were joined")


def test_of_twins_the_whole_list_must_come_back() -> None:
    [found] = lost({"money": [ONE]}, {"money": [ONE, ONE]})
    assert found.piece == {"money": [ONE, ONE]}
    assert not stands_again(found, {"money": [ONE]})
    assert stands_again(found, {"money": [ONE, ONE]})


def test_a_file_that_is_gone() -> None:
    plain, joined = lost_file(save(), step("a", "")), lost_file(save("m", ("a", "b")), step("a", ""))
    assert plain.point.finding.message == "the case file was removed or renamed"
    assert joined.point.finding.message.endswith("where two lines of work were joined")
    assert (stands_again(plain, None), stands_again(plain, {})) == (False, True)


def test_a_side_that_was_thrown_away() -> None:
    one = save("m", ("ours", "theirs"), steps=(step("new", "old", "theirs"), step("new", "old", "theirs", "x.yaml")))
    [found] = thrown_away(one, {CASE: "old", "x.yaml": "old"})
    assert found.finding.message == f"the joining kept nothing of what theirs had changed: {CASE} and 1 more"
    [alone] = thrown_away(one, {CASE: "old", "x.yaml": "new"})
    assert alone.finding.message.endswith(f"changed: {CASE}")


def test_a_side_that_had_changed_nothing_is_not_thrown_away() -> None:
    one = save("m", ("ours", "theirs"), steps=(step("old", "new", "theirs"),))
    assert list(thrown_away(one, {CASE: "old"})) == []
    both = save("m", ("ours", "theirs"), steps=(step("a", "b", "theirs"), step("c", "b", "ours")))
    assert list(thrown_away(both, {})) == []
    assert list(thrown_away(save("b", ("a",)), {})) == []
