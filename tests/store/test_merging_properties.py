"""What holds of every merge, tried on thousands of made-up afternoons of two people (RECOUP_DEEP=1: 200,000)."""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.core.comparison import meaning
from ledger.core.finding import ERROR
from ledger.core.severity import severity_of
from ledger.store.library import load
from ledger.store.merging import Deciding, Names, merge_files
from ledger.store.yaml.reader import read
from tests.store.triples import afternoon

NAMES = Names("Jordan Lee", "Maria Ortiz", "cases/2026-03/RC-2026-GKH1MB.yaml")
DEEP = bool(os.environ.get("RECOUP_DEEP"))
TRIPLES = 200_000 if DEEP else 2_000


def unordered(data: bytes) -> dict[str, object]:
    """A case with its lists as sets: where both sides put one in a new order, joining again may choose another."""
    tree, _ = read(data)
    assert tree is not None
    return {
        key: frozenset(map(meaning, value)) if isinstance(value, list) else meaning(value)
        for key, value in tree.items()
    }


def holds(random: Random) -> str:
    """Merge one afternoon both ways round and hold what must be true of it; say how it ended."""
    made = afternoon(random)
    if made.altered and len({made.base, made.ours, made.theirs}) < 3:
        return "alone"  # nothing to merge: what a side did alone, or both alike, is the guard's affair
    merged = merge_files(made.base, made.ours, made.theirs, NAMES)
    turned = merge_files(made.base, made.theirs, made.ours, NAMES._replace(ours=NAMES.theirs, theirs=NAMES.ours))
    assert {one.path for one in merged.conflicts} == {one.path for one in turned.conflicts}
    assert len(merged.findings) == len(turned.findings)
    for tag in made.tags:
        assert merged.data.count(f" {tag}\n".encode()) + merged.data.count(f" {tag}}}".encode()) == 1, tag
    if merged.conflicts:
        assert all(one.choice or one.path[0] == "appeals" for one in merged.conflicts)
        for side in ("ours", "base", "theirs"):
            chosen = Deciding({one.path: side for one in merged.conflicts})
            whole = merge_files(made.base, made.ours, made.theirs, NAMES, chosen)
            assert all(not one.choice and one.path for one in whole.conflicts)
        return "conflict"
    assert merged.data == turned.data
    assert not [one for one in load("case", merged.data, NAMES.file).findings if severity_of(one) == ERROR]
    if not merged.findings:
        again = merge_files(made.base, merged.data, made.theirs, NAMES)
        assert not again.conflicts
        assert unordered(again.data) == unordered(merged.data)
    return "altered" if merged.findings else "whole"


@pytest.mark.parametrize("part", range(4))
def test_every_entry_of_both_sides_stands_once_whichever_side_merges(part: int) -> None:
    ends = [holds(Random(f"{part} {number}")) for number in range(TRIPLES // 4)]  # noqa: S311 - made up again the same
    assert min(ends.count(end) for end in ("whole", "conflict", "altered")) > len(ends) // 100


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_what_holds_of_every_afternoon_holds_of_the_ones_that_are_searched_for(random: Random) -> None:
    holds(random)


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_side_that_did_nothing_changes_no_byte(random: Random) -> None:
    made = afternoon(random)
    assert merge_files(made.base, made.ours, made.base, NAMES).data == made.ours
    assert merge_files(made.base, made.base, made.theirs, NAMES).data == made.theirs
    assert merge_files(made.base, made.ours, made.ours, NAMES).data == made.ours
