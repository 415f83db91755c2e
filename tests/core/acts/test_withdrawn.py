"""A wrong entry is taken back by a new one, with a note that says why; both stay."""

from __future__ import annotations

import pytest

from ledger.core.acts.contact import Contact, contact
from ledger.core.acts.ending import decision, extension, passing
from ledger.core.acts.withdrawn import withdrawal
from ledger.core.edit import AppendEntry, Change
from ledger.core.edited import Tree
from ledger.core.sending import Moment
from tests.core.test_acts import DAY, STAMP

AT = "2026-03-09T10:00"
STAMPS = ("2026-03-09T15:00:00Z jlee AAAA", "2026-03-09T15:00:00Z jlee BBBB")
TREE: dict[str, Tree] = {
    "notices": [{"kind": "second_notice", "dated_on": "2026-03-09"}],
    "documents": [{"id": "demand", "kind": "demand_letter", "file": "a/demand.pdf", "pages": "4"}],
    "money": [
        {"dated_on": "2026-03-08", "kind": "offset", "amount": "49.42", "trace": "E 1", "recorded": "x jlee 0G5R"},
        {"dated_on": "2026-03-09", "kind": "offset", "amount": "1.00", "recorded": "x jlee TW1N"},
        "no entry",
    ],
    "communications": [
        {"at": "2026-03-08", "channel": "phone", "summary": "Asked.", "recorded": "x jlee K7Q2"},
        {"at": "2026-03-08", "channel": "phone", "summary": "Again.", "recorded": "x jlee TW1N"},
    ],
}


def taken_back(name: str) -> tuple[AppendEntry, ...]:
    change = withdrawal(TREE, name, AT, "typed twice", STAMPS)
    assert change.event == "retraction"
    assert change.said.startswith(f"Taken back: {name} in ")
    return tuple(edit for edit in change.edits if isinstance(edit, AppendEntry))


def test_money_is_taken_back_by_an_entry_that_says_what_and_a_note_that_says_why() -> None:
    money, note = taken_back("0G5R")
    assert money == AppendEntry(
        ("money",),
        {
            "dated_on": "2026-03-08",
            "kind": "offset",
            "amount": "49.42",
            "retracts": "0G5R",
            "recorded": STAMPS[0],
        },
    )
    assert note == AppendEntry(
        ("communications",),
        {"at": AT, "channel": "note", "summary": "0G5R taken back: typed twice", "recorded": STAMPS[1]},
    )


def test_a_call_is_taken_back_by_the_note_itself() -> None:
    (note,) = taken_back("K7Q2")
    assert (note.path, note.entry["retracts"], list(note.entry)[-1]) == (("communications",), "K7Q2", "recorded")


@pytest.mark.parametrize(
    ("name", "own"), [("demand", "demand-withdrawn"), ("second_notice", "second_notice-withdrawn")]
)
def test_what_has_a_name_of_its_own_is_taken_back_under_another(name: str, own: str) -> None:
    entry = taken_back(name)[0].entry
    assert (entry["id"], entry["retracts"]) == (own, name)


@pytest.mark.parametrize(
    ("name", "said"),
    [("ZZZZ", "no entry is called ZZZZ"), ("TW1N", "TW1N can mean entries of money and communications")],
)
def test_a_name_must_mean_one_entry(name: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        withdrawal(TREE, name, AT, "x", STAMPS)


@pytest.mark.parametrize(
    "change",
    [
        decision("repay", DAY, STAMP, corrects="K7Q2"),
        extension("first", DAY, "Letter", STAMP, "K7Q2"),
        passing("first", "not_used", STAMP, "K7Q2"),
        contact(Contact(Moment(DAY), "Asked.", corrects="K7Q2"), STAMP),
    ],
)
def test_an_entry_takes_the_place_of_a_wrong_one(change: Change) -> None:
    (edit,) = change.edits
    assert isinstance(edit, AppendEntry)
    assert list(edit.entry)[-2:] == ["corrects", "recorded"]
    assert edit.entry["corrects"] == "K7Q2"
