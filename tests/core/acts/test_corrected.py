"""A wrong reply is answered by a new entry that holds all else as it was saved."""

from __future__ import annotations

import pytest

from ledger.core.acts.corrected import corrected
from ledger.core.acts.sent import Sending, redecided, resent
from ledger.core.edit import AppendEntry, Change
from ledger.core.edited import Tree

TREE: dict[str, Tree] = {
    "appeals": [
        {"level": "first", "sent_on": "2026-03-07", "copies": [{"to": "Dana", "by": ""}], "to": "", "proof": "x"}
    ],
    "filings": [{"id": "contest-1", "kind": "contest", "outcome": "upheld"}],
}


def entry(change: Change) -> dict[str, object]:
    (edit,) = change.edits
    assert isinstance(edit, AppendEntry)
    return {"list": edit.path[0], **edit.entry}


def test_what_was_typed_stands_beside_what_was_saved() -> None:
    change = redecided(TREE, "first", "first", "upheld", {"decided_on": "2026-03-08"})
    assert entry(change) == {
        "list": "appeals",
        "id": "first-2",
        "level": "first",
        "sent_on": "2026-03-07",
        "copies": [{"to": "Dana"}],
        "proof": "x",
        "decided_on": "2026-03-08",
        "outcome": "upheld",
        "corrects": "first",
    }
    assert (change.subject, change.event) == ("first appeal upheld (2026-03-08)", "outcome")
    assert entry(resent(TREE, "contest-1", "contest", Sending(proof="y")))["corrects"] == "contest-1"


def test_an_entry_is_answered_once_and_must_be_there() -> None:
    answered: dict[str, Tree] = {
        "appeals": [{"level": "first"}, {"id": "first-2", "level": "first", "corrects": "first"}]
    }
    with pytest.raises(ValueError, match="takes the place of first already"):
        corrected(answered, "first", {}, Change((), "", ""))
    assert entry(corrected(answered, "first-2", {}, Change((), "", "")))["id"] == "first-2-2"
    trees: tuple[dict[str, Tree], ...] = ({}, {"appeals": ["text"]})
    for tree in trees:
        with pytest.raises(ValueError, match="no appeal or filing is called nine"):
            corrected(tree, "nine", {}, Change((), "", ""))
