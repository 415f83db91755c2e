"""A contact becomes an entry that opens with its moment and closes with its stamp."""

from __future__ import annotations

from datetime import date

from ledger.core.acts.contact import Contact, contact
from ledger.core.edit import AppendEntry
from ledger.core.sending import Moment

STAMP = "2026-03-09T16:22:07Z jlee K7Q2"


def test_everything_that_was_typed() -> None:
    typed = Contact(
        Moment(date(2026, 3, 9), "10:20"),
        "Asked.",
        "phone",
        "out",
        "Dana, provider relations",
        "CALL-77120",
        date(2026, 3, 19),
        date(2026, 3, 20),
        "notes",
    )
    change = contact(typed, STAMP)
    (edit,) = change.edits
    assert isinstance(edit, AppendEntry)
    assert edit.path == ("communications",)
    assert list(edit.entry.items()) == [
        ("at", "2026-03-09T10:20"),
        ("channel", "phone"),
        ("direction", "out"),
        ("contact", "Dana, provider relations"),
        ("summary", "Asked."),
        ("reference", "CALL-77120"),
        ("promised_by", "2026-03-19"),
        ("follow_up_on", "2026-03-20"),
        ("document", "notes"),
        ("recorded", STAMP),
    ]
    assert (change.subject, change.event) == ("phone call with Dana (2026-03-09)", "communication")
    assert change.said == (
        "Noted: phone call with Dana (2026-03-09). Promised by Thu 19 March 2026."
        " To be followed up on Fri 20 March 2026.\n  Its tag is K7Q2; --corrects K7Q2 replaces it later."
    )


def test_next_to_nothing() -> None:
    change = contact(Contact(Moment(date(2026, 3, 9)), "Looked."), STAMP)
    (edit,) = change.edits
    assert isinstance(edit, AppendEntry)
    assert edit.entry == {"at": "2026-03-09", "channel": "note", "summary": "Looked.", "recorded": STAMP}
    assert change.said.startswith("Noted: note (2026-03-09).\n")
