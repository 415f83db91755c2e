"""In which order things stand after a join, where both sides have something that the old version had not."""

from __future__ import annotations

from ledger.core.merging.order import ordered


def both(base: str, ours: str, theirs: str) -> str:
    joined = ordered(base, ours, theirs, ord)
    assert joined == ordered(base, theirs, ours, ord)
    return "".join(joined)


def test_a_new_order_stands_although_both_have_something_new() -> None:
    """Found by ``make torture`` (triple 20261125/7/53): joining once more took a new order of claims back."""
    assert both("23", "321", "231") == "321"


def test_joined_once_more_nothing_moves() -> None:
    once = both("23", "32", "231")
    assert both("23", once, "231") == once == "321"


def test_where_both_chose_an_order_the_old_one_stands() -> None:
    assert both("123", "3214", "2134") == "1234"


def test_where_neither_did_new_things_stand_behind_in_their_own_order() -> None:
    assert both("23", "2413", "2143") == "2314"
