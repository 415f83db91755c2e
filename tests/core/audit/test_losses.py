"""Losses, where they were mended, and losses that only put back."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from ledger.core.audit.between import between_trees
from ledger.core.audit.losses import Lost, lost_entries, lost_file, put_back, reordered, stands_again
from ledger.core.audit.point import with_mending
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


def test_entries_in_another_order_are_told_unless_lines_were_joined() -> None:
    found = between_trees({"money": [ONE, TWO]}, {"money": [TWO, ONE, {**ONE, "amount": "3.00"}]}).reordered
    assert found == ("money",)
    assert between_trees(OLD, {"money": [ONE, {**ONE, "amount": "3.00"}, TWO]}).reordered == ()
    [told] = reordered(save(), step("a", "b"), found)
    assert told.stands
    assert list(reordered(save("m", ("a", "b")), step("a", "b"), found)) == []


def test_a_file_that_is_gone() -> None:
    plain, joined = lost_file(save(), step("a", "")), lost_file(save("m", ("a", "b")), step("a", ""))
    assert plain.point.finding.message == "the case file was removed or renamed"
    assert joined.point.finding.message.endswith("where two lines of work were joined")
    assert (stands_again(plain, None), stands_again(plain, {})) == (False, True)


def test_a_loss_that_takes_an_earlier_one_back() -> None:
    first, second, third = ({**ONE, "amount": amount} for amount in ("1.00", "2.00", "3.00"))
    steps = [[ONE], [first], [second], [third]]
    earlier = [lost({"money": new}, {"money": old})[0] for old, new in pairwise(steps)]
    assert [one.became for one in earlier] == [first, second, third]
    [back] = lost({"money": [ONE]}, {"money": [third]})
    assert put_back(back, earlier, [0]) == [0, 1, 2]
    assert put_back(back, earlier, []) == []
    aside = lost({"money": []}, {"money": [TWO]})
    assert put_back(back, [earlier[0], *aside, *earlier[1:]], [0]) == [0, 2, 3]
    [other] = lost({"money": [ONE]}, {"money": [{**ONE, "amount": "4.00"}]})
    assert put_back(other, earlier, [0]) == []


def test_an_entry_that_is_dropped_takes_nothing_back() -> None:
    dropped = lost({"money": []}, {"money": [ONE]})
    [back] = lost({"money": [ONE, ONE]}, {"money": [ONE, ONE, ONE]})
    assert dropped[0].became is None
    assert put_back(back, dropped, [0]) == []
    assert put_back(lost_file(save(), step("a", "")), dropped, [0]) == []


def test_a_mended_loss_says_when_and_by_whom() -> None:
    [found] = lost({"money": [TWO]})
    points = with_mending([found.point._replace(mended="later"), found.point], [save("later", ("a",))])
    assert [(one.mended_by, one.mended_at is None) for one in points] == [("jlee@bluestem.example", False), ("", True)]
