"""Which entry of one version is which entry of another, list by list."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.core.merging.identity import CASE, Rule, rule_of
from ledger.core.merging.matching import clashing, matched, matched_new
from ledger.core.merging.order import ordered, put_back


def rule(name: str) -> Rule:
    found = rule_of(CASE, (name,))
    assert found is not None
    return found


TAKEN = {"kind": "offset", "amount": "1"}
STAMP = "2026-03-09T10:22:07Z jlee K7Q2"


@pytest.mark.parametrize(
    ("name", "old", "new", "pairs"),
    [
        ("money", [TAKEN], [{**TAKEN, "amount": "2"}, {**TAKEN, "recorded": STAMP}], {0: 1}),  # gained before altered
        ("money", [TAKEN], [{**TAKEN, "amount": "2"}], {0: 0}),
        ("money", [TAKEN], [{"kind": "cost", "amount": "2"}], {}),
        ("money", [{**TAKEN, "recorded": STAMP}], [{"recorded": STAMP, "kind": "cost", "amount": "2"}], {0: 0}),
        ("money", [{**TAKEN, "recorded": ""}], [{"recorded": "", "kind": "cost", "amount": "2"}], {}),
        ("money", [TAKEN, TAKEN], [TAKEN, TAKEN], {0: 0, 1: 1}),
        ("money", ["odd"], [TAKEN], {}),
        ("money", [TAKEN], ["odd"], {}),
        ("documents", [{"id": "a", "file": "x", "kind": "m"}], [{"id": "b"}, {"id": "a", "file": "y"}], {0: 1}),
        ("appeals", [{"level": "first"}], [{"level": "second"}, {"level": "first", "id": "one"}], {0: 1}),
        ("claims", [{"number": "1"}, {"number": "2"}], [{"number": "2", "x": "y"}, {"number": "3"}], {1: 0}),
        ("notices", [{"kind": "demand"}], [{"kind": "demand", "id": "x"}], {0: 0}),
    ],
)
def test_where_an_entry_stands_later(name: str, old: Any, new: Any, pairs: dict[int, int]) -> None:  # noqa: ANN401
    assert matched(rule(name), old, new) == pairs


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "pairs"),
    [
        ("money", [TAKEN], [{**TAKEN, "recorded": STAMP}, TAKEN], {0: 1}),
        ("money", [TAKEN], [{**TAKEN, "recorded": STAMP}, {**TAKEN, "sha256": "x"}], {0: 0}),
        ("money", [TAKEN], [{**TAKEN, "trace": "x"}], {}),
        ("money", [TAKEN, "odd"], ["even"], {}),
        ("appeals", [{"level": "first"}], [{"level": "first", "proof": "x"}], {0: 0}),
        ("appeals", [{"proof": "x"}], [{"proof": "x", "filed_on": "y"}], {}),
        ("claims", [{"number": "1", "x": "y"}], [{"number": "1"}], {0: 0}),
    ],
)
def test_which_new_entries_are_one(name: str, ours: Any, theirs: Any, pairs: dict[int, int]) -> None:  # noqa: ANN401
    assert matched_new(rule(name), ours, theirs) == pairs


def test_new_entries_of_one_name_or_one_tag_clash() -> None:
    documents = rule("documents")
    assert list(clashing(documents, [{"id": "a"}, {}], [{"id": "b"}, {"id": "a"}, {}])) == [(0, 1)]
    assert list(clashing(documents, [{"recorded": STAMP}], [{"recorded": STAMP, "id": "a"}])) == [(0, 0)]


def test_what_is_put_back_stands_where_it_stood() -> None:
    assert "".join(put_back("abcd", "ad")) == "abcd"
    assert "".join(put_back("abcd", "bcdx")) == "abcdx"
    assert "".join(put_back("abcd", "dxc")) == "abdxc"
    assert "".join(ordered("", "ab", "cd", ord)) == "abcd"
