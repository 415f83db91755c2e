"""What a splice looks like, before and after side by side, and what it refuses."""

from __future__ import annotations

import pytest

from ledger.core.edit import AppendEntry, Edit, Flow, SetField
from ledger.store.refusal import REFUSED
from ledger.store.yaml.splice import CannotSplice, splice
from tests.store.yaml.test_splice import order

CALL = {"at": "2026-03-09T10:20", "summary": "Asked.\nWill mail it.\n", "recorded": "2026-03-09T16:22:07Z jlee K7Q2"}

OPENED = """\
id: x

communications:
  - at: 2026-03-09T10:20
    summary: |
      Asked.
      Will mail it.
    recorded: 2026-03-09T16:22:07Z jlee K7Q2
"""


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("title: old   # why\n", SetField(("title",), "new: one"), "title: 'new: one'   # why\n"),
        ('title: "old"\n', SetField(("title",), "new"), 'title: "new"\n'),
        ("title: 'old'\n", SetField(("title",), "it's"), "title: 'it''s'\n"),
        ("title:   # none yet\n", SetField(("title",), "new"), "title: new   # none yet\n"),
        ("title: |\n    two\n    lines\nowner: x\n", SetField(("title",), "one"), "title: one\nowner: x\n"),
        ("title: one # c\nowner: x\n", SetField(("title",), "a\nb\n"), "title: | # c\n  a\n  b\nowner: x\n"),
        (
            "title: x\r\ndemand: {amount: 1}\r\n",
            SetField(("payer",), "p"),
            "title: x\r\npayer: p\r\ndemand: {amount: 1}\r\n",
        ),
        (
            "demand: {amount: 1}\n",
            SetField(("demand", "dated_on"), "2026-03-02"),
            "demand: {dated_on: 2026-03-02, amount: 1}\n",
        ),
        (
            "id: x\ndemand:\n  amount: 1\n",
            SetField(("closed", "closed_on"), "2026-07-01"),
            "id: x\n\nclosed:\n  closed_on: 2026-07-01\n\ndemand:\n  amount: 1\n",
        ),
        (
            "money:\n\ncommunications:",
            AppendEntry(("money",), {"kind": "offset"}),
            "money:\n  - kind: offset\n\ncommunications:",
        ),
        ("money: []  # none\n", AppendEntry(("money",), {"kind": "offset"}), "money:  # none\n  - kind: offset\n"),
        ("money:\n- kind: a\n# end\n", AppendEntry(("money",), {"kind": "b"}), "money:\n- kind: a\n- kind: b\n# end\n"),
        (
            "money:\n  -   kind: a\n",
            AppendEntry(("money",), {"kind": "b", "by": {"c": "d"}}),
            "money:\n  -   kind: a\n  -   kind: b\n      by:\n        c: d\n",
        ),
        (
            "claims: [{number: 1}]",
            AppendEntry(("claims",), Flow(number="2, 3")),
            "claims: [{number: 1}, {number: '2, 3'}]",
        ),
        (
            "claims:\n  - {number: 1}",
            AppendEntry(("claims",), Flow(number="2")),
            "claims:\n  - {number: 1}\n  - {number: 2}",
        ),
        (
            "id: x\n",
            AppendEntry(("communications",), CALL),
            OPENED,
        ),
        (
            "appeals:\n  - sent_on: x\n",
            SetField(("appeals", 0, "level"), "first"),
            "appeals:\n  - level: first\n    sent_on: x\n",
        ),
        ("---\nid: x\n...\n", SetField(("title",), "t"), "---\nid: x\ntitle: t\n...\n"),
    ],
)
def test_an_edit(before: str, edit: Edit, after: str) -> None:
    assert splice(before, [edit], order) == after


def test_an_entry_in_one_line_stays_readable() -> None:
    long = Flow({f"field{number}": "some words" for number in range(8)})
    assert splice("documents:\n", [AppendEntry(("documents",), long)], order).startswith(
        "documents:\n  - field0: some words\n"
    )


def test_nothing_to_do_changes_nothing() -> None:
    assert splice("a:  'b'\n", [], order) == "a:  'b'\n"


@pytest.mark.parametrize(
    ("text", "edit", "reason"),
    [
        ("a: 1\na: 2\n", SetField(("b",), "x"), "line 2 cannot be read"),
        ("a: [1, 2]\n", SetField(("a", 5), "x"), "there is no 5"),
        ("a: x\n", AppendEntry(("a",), {"b": "c"}), "is not a list"),
        ("a:\n  - 1 # two\n  - 2\n", SetField(("a",), ["3"]), "a comment stands inside a"),
        ("a: x\n", SetField(("a",), "b\u202ec"), "holds a direction-changing character"),
        ("a: x\n", AppendEntry(("b",), {"c": ["d\x1b"]}), "holds an escape character"),
        ("a:\n  b: 1\n", SetField(("a",), "text"), "a is a list or block"),
        ("a: text\n", SetField(("a",), {"b": {"c": "d"}}), "a is a single value"),
        ("a: |\n  text", SetField(("z",), "x"), "cannot be changed safely"),
    ],
)
def test_what_cannot_be_done_safely_is_refused_with_the_way_by_hand(text: str, edit: Edit, reason: str) -> None:
    with pytest.raises(CannotSplice, match=reason) as refusal:
        splice(text, [edit], order)
    assert refusal.value.exit_code == REFUSED
    assert refusal.value.hint
