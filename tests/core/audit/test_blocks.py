"""What the audit sees in a text without reading it, and what it must not believe."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.audit import blocks
from ledger.core.audit.between import Proved, between_trees, followed, proved
from ledger.core.audit.blocks import blocks_after, blocks_of, grown
from ledger.store.yaml.reader import read

HEAD = b"# a comment\nid: RC-2026-7K4QXM\ntitle: A title\n\ndemand:\n  dated_on: 2026-03-02\n"
MONEY = b"money:\n  - dated_on: 2026-03-08\n    kind: offset\n    amount: 49.42\n"
CALLS = b"communications:\n  - at: 2026-03-09T10:20\n    by: jlee\n    summary: |\n      One.\n\n      Two: three.\n"
CALL = (
    b"  - at: 2026-03-10T10:20\n    by: jlee\n    summary: Asked again.\n    recorded: 2026-03-10T16:22:07Z jlee M3VD\n"
)
FILE = HEAD + MONEY + CALLS


def fields(data: bytes) -> Any:  # noqa: ANN401 - a tree of any shape
    return read(data)[0]


def ground(data: bytes = FILE) -> Proved:
    found = proved(data, fields(data) or {})
    assert found is not None
    return found


def test_the_blocks_of_a_file_are_its_keys() -> None:
    assert list(blocks_of(FILE) or {}) == ["id", "title", "demand", "money", "communications"]
    assert b"".join((blocks_of(FILE) or {}).values()) == FILE.removeprefix(b"# a comment\n")
    assert list(blocks_of(b"id: x\n") or {}) == ["id"]
    assert blocks_of(b"") == {}


@pytest.mark.parametrize(
    "data",
    [
        b"id: x",  # no line break at its end
        b"id: x\nid: y\n",
        b'"id": x\n',
        b"{id: x}\n",
        b"id: x\n- y\n",
        b"id: x\n---\n",
        b"id:x\n",
        b"Id: x\n",
    ],
)
def test_what_is_laid_out_otherwise_is_not_cut(data: bytes) -> None:
    assert blocks_of(data) is None


_PIECES = [
    b"",
    b"\n",
    b"# c\n",
    b"id: x\n",
    b"money:\n",
    b"  - a: b\n",
    b"title: y\n",
    b"x",
    b"- z\n",
    b"demand:\n  a: b\n",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=7), st.integers(0, 120), st.integers(0, 30), st.binary(max_size=3))
@settings(max_examples=150)
def test_the_blocks_of_a_later_version_are_those_of_its_text(
    pieces: list[bytes], at: int, length: int, odd: bytes
) -> None:
    old = FILE
    for new in (old[:at] + b"".join(pieces) + odd + old[at + length :], b"".join(pieces), old[:-at], old + CALL):
        found = blocks_after(blocks_of(old) or {}, old, new)
        assert found == blocks_of(new)
        assert list(found or {}) == list(blocks_of(new) or {})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (MONEY + CALLS, MONEY + b"  - dated_on: 2026-03-09\n" + CALLS),
        (MONEY + CALLS, MONEY + MONEY + CALLS),
        (MONEY + CALLS, CALLS + MONEY),
        (MONEY + CALLS, MONEY + b"id: x\n" + CALLS),
        (MONEY + CALLS, b"# another\n" + MONEY + CALLS),
        (b"# one\n" + MONEY + CALLS, b"# two\n" + MONEY + CALLS),
        (HEAD + MONEY, HEAD.replace(b"A title", b"Another") + MONEY),
        (MONEY + CALLS, b" x: y\n" + CALLS),
        (b"", MONEY),
        (b"a: b\nc: d\n", b"a: b\ne: f\nc: d\n"),
        (b"a: b\nc: d\ne: f\n", b"c: x\nc: d\ne: f\n"),
    ],
)
def test_blocks_that_grew_moved_or_came(old: bytes, new: bytes) -> None:
    assert blocks_after(blocks_of(old) or {}, old, new) == blocks_of(new)


@pytest.mark.parametrize(
    ("old", "new", "looked_through"),
    [
        (
            FILE,
            FILE.replace(b"49.42", b"4.42"),
            b"demand:\n  dated_on: 2026-03-02\n" + MONEY.replace(b"49.42", b"4.42"),
        ),
        (FILE, FILE + CALL, CALLS + CALL),  # what comes may belong to the block before
        (FILE, FILE.replace(b"A title", b"Another"), b"id: RC-2026-7K4QXM\ntitle: Another\n\n"),
    ],
)
def test_only_what_lies_about_a_difference_is_looked_through(
    old: bytes, new: bytes, looked_through: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = blocks_of(old) or {}
    looked: list[bytes] = []

    def watched(data: bytes) -> blocks.Blocks | None:
        looked.append(data)
        return blocks_of(data)

    monkeypatch.setattr(blocks, "blocks_of", watched)
    assert blocks_after(before, old, new) == blocks_of(new)
    assert looked == [looked_through]


def test_entries_behind_a_list_are_seen_without_reading() -> None:
    assert grown(CALLS, CALL) == [
        {
            "at": "2026-03-10T10:20",
            "by": "jlee",
            "summary": "Asked again.",
            "recorded": "2026-03-10T16:22:07Z jlee M3VD",
        }
    ]
    assert grown(b"money:   # none yet\n", CALL + CALL) is not None
    assert grown(b"money:\n  # here\n\n", CALL) is not None


@pytest.mark.parametrize(
    "added",
    [
        b"  - at: 'quoted'\n",
        b"  - at: x: y\n",
        b"  - at: x #y\n",
        b"  - at: x\n    at: y\n",
        b"  - at: x\n      more: y\n",
        b"    by: jlee\n",
        b"  - [a]\n",
        b"  - at: {a: b}\n",
        b"  - at: &a x\n",
        b"  - at: x:\n",
        b"  - at: x\n    summary: |\n    text: no\n",
        b"  - at: \xc3\xa9\n",
        b"  - at: x\n...\n",
        b"more: x\n",
        b"",
    ],
)
def test_what_could_be_read_otherwise_is_read(added: bytes) -> None:
    assert grown(CALLS, added) is None


@pytest.mark.parametrize("before", [b"title: A title\n", b"money: []\n", b"text: |\n  - a\n", b"money:\n    - a: b\n"])
def test_nothing_is_known_to_grow_but_a_list_below_its_key(before: bytes) -> None:
    assert grown(before, CALL) is None


def test_a_version_whose_keys_are_not_its_blocks_is_not_proved() -> None:
    hidden = b"title: 'A title\nmoney:\n  - a: b'\n"
    assert proved(hidden, {"title": "A title money: - a: b"}) is None
    assert proved(b"- a\n", {}) is None


def test_an_entry_at_the_end() -> None:
    found = followed(ground(), FILE + CALL, fields)
    assert found is not None
    now, between = found
    assert now == ground(FILE + CALL)
    assert [name for name, _ in between.added] == ["communications"]
    assert between.lost == ()
    assert between.touched == {"communications"}


def test_an_entry_in_the_middle_and_a_field() -> None:
    more = b"  - dated_on: 2026-03-10\n    kind: offset\n    amount: 10.00\n"
    data = HEAD.replace(b"A title", b"Another") + MONEY + more + CALLS
    found = followed(ground(), data, fields)
    assert found is not None
    assert found[1].touched == {"title", "money"}
    assert [entry["amount"] for _, entry in found[1].added] == ["10.00"]
    assert found[1].now == {
        "title": "Another",
        "money": [{"dated_on": "2026-03-10", "kind": "offset", "amount": "10.00"}],
    }


def test_a_changed_entry_a_new_block_and_one_that_went() -> None:
    data = HEAD + MONEY.replace(b"49.42", b"4.42") + b"counsel:\n  - {asked_on: 2026-03-12}\n"
    found = followed(ground(), data, fields)
    assert found is not None
    assert [one.path[0] for one in found[1].lost] == ["money", "communications"]
    assert [name for name, _ in found[1].added] == ["counsel", "money"]


@pytest.mark.parametrize(
    "data",
    [
        HEAD.replace(b"title: A title", b"title: 'A title") + MONEY + CALLS.replace(b"Two", b"Two'"),
        b"{}\n",
        HEAD + MONEY + CALLS.replace(b"by: jlee", b"by: [jlee"),
    ],
)
def test_what_is_not_whole_by_itself_is_left_to_a_reading_of_the_whole(data: bytes) -> None:
    assert followed(ground(), data, fields) is None


def test_an_empty_version_has_nothing_to_follow() -> None:
    found = followed(Proved(b"", {}), b"id: x\n", fields)
    assert found is not None
    assert found[1].touched == {"id"}


def test_entries_are_new_by_value_and_a_changed_one_is_not_new() -> None:
    stamp = "2026-03-10T16:22:07Z jlee M3VD"
    old: Any = {"money": [{"amount": "1.00", "recorded": stamp}, {"amount": "2.00"}], "passed": "x"}
    new: Any = {
        "money": [{"amount": "9.00", "recorded": stamp}, {"amount": "2.00"}, {"amount": "2.00"}, "odd"],
        "passed": None,
    }
    found = between_trees(old, new)
    assert found.added == (("money", {"amount": "2.00"}),)
    assert len(found.lost) == 1
    assert set(found.now) == {"money", "passed"}


PLAIN = st.from_regex(r"[A-Za-z0-9][ -~]{0,20}", fullmatch=True)
ENTRY = st.dictionaries(st.sampled_from(["at", "by", "summary", "note"]), PLAIN, min_size=1)


@settings(max_examples=200)
@given(st.lists(ENTRY, min_size=1, max_size=3))
def test_what_is_seen_without_reading_is_what_a_reading_finds(entries: list[dict[str, str]]) -> None:
    lines = []
    for entry in entries:
        start = "  - "
        for key, value in entry.items():
            lines.append(f"{start}{key}: {value}\n")
            start = "    "
    added = "".join(lines).encode()
    seen = grown(CALLS, added)
    if seen is not None:
        tree = fields(CALLS + added)
        assert tree is not None
        listed = tree["communications"]
        assert isinstance(listed, list)
        assert listed[1:] == seen


def test_an_entry_at_the_end_in_another_form_is_read_by_its_block() -> None:
    found = followed(ground(), FILE + b"  - {at: 2026-03-10}\n", fields)
    assert found is not None
    assert found[1].added == (("communications", {"at": "2026-03-10"}),)
