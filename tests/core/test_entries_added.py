"""The quick yes says yes only where comparing by value would find nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.entries_added import entries_added
from ledger.core.growing import breaches
from ledger.store.yaml.reader import read

BEFORE = b"""\
id: RC-2026-7K4QXM
title: |
  Words
  - that look like an entry
documents:
  - id: demand
    kind: demand_letter

money:
communications:
  # a remark
  - at: 2026-03-09T10:20
    summary: |
      Asked.
    recorded: 2026-03-09T16:22:07Z jlee K7Q2
"""
CALL = b"  - at: 2026-03-10\n    summary: |\n      Asked again.\n\n      Twice.\n"
MONEY = b"  - {dated_on: 2026-03-08, kind: offset, amount: 49.42}\n"


@pytest.mark.parametrize(
    "after",
    [
        BEFORE + CALL,
        BEFORE + CALL + CALL,
        BEFORE.replace(b"money:\n", b"money:\n" + MONEY),
        BEFORE.replace(b"  - at: 2026-03-09", CALL + b"  - at: 2026-03-09"),
        BEFORE.replace(b"documents:\n", b"documents:\n  - id: second\n    kind: other\n"),
    ],
)
def test_whole_new_entries_are_seen(after: bytes) -> None:
    assert entries_added(BEFORE, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE, BEFORE),
        (BEFORE + CALL, BEFORE),
        (BEFORE, BEFORE.replace(b"Asked.", b"Asked twice.")),
        (BEFORE, BEFORE.replace(b"Asked.", b"Asked.\n      Not.")),
        (BEFORE, BEFORE + b"      More of the summary.\n"),
        (BEFORE, BEFORE + b"    document: demand\n"),
        (BEFORE, BEFORE + b"letters:\n"),
        (BEFORE, BEFORE + CALL[:-1]),
        (BEFORE[:-1], BEFORE + CALL),
        (BEFORE, BEFORE + CALL.replace(b"summary", b"\tsummary")),
        (BEFORE.replace(b"\n", b"\r\n"), (BEFORE + CALL).replace(b"\n", b"\r\n")),
        (BEFORE, BEFORE.replace(b"  - that", MONEY + b"  - that")),
        (BEFORE, BEFORE.replace(b"    kind: demand", MONEY + b"    kind: demand")),
        (b"- a: 1\n", b"- a: 1\n  - b: 2\n"),
        (b"  - a: 1\n", b"  - a: 1\n  - b: 2\n"),
        (b'money:\n  - note: "a\n  - b"\n', b'money:\n  - note: "a\n  - c: 1\n  - b"\n'),
        (b'money:\n  - note: "a\\"b\n  - b"\n', b'money:\n  - note: "a\\"b\n  - c: 1\n  - b"\n'),
        (b"money:\n  - {a: don't, b: 'x\n  - y'}\n", b"money:\n  - {a: don't, b: 'x\n  - c: 1\n  - y'}\n"),
        (b"money:\n  - a:\n   - 1\n", b"money:\n  - b: 1\n  - a:\n   - 1\n   - 2\n"),
    ],
)
def test_anything_else_is_left_to_the_comparison_by_value(before: bytes, after: bytes) -> None:
    assert not entries_added(before, after)


LINES = st.sampled_from(
    [
        b"money:\n",
        b"communications:\n",
        b"title: |\n",
        b"  - at: a\n",
        b"  - at: b\n",
        b"    summary: |\n",
        b"    summary: 'x\n",
        b"    note: it's\n",
        b"      words\n",
        b'  - {at: c, summary: "\n',
        b"  words\n",
        b"\n",
        b"  # remark\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=12), st.lists(LINES, min_size=1, max_size=4), st.integers(0, 12))
def test_a_quick_yes_is_never_wrong(lines: list[bytes], added: list[bytes], place: int) -> None:
    before = b"".join(lines)
    after = b"".join([*lines[:place], *added, *lines[place:]])
    if entries_added(before, after):
        old, new = read(before)[0], read(after)[0]
        assert new is None or breaches(old, new) == []
