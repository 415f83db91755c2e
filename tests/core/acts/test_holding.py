"""What a hold, its lifting and a twin write into a case, and how they are told."""

from __future__ import annotations

from datetime import date

from ledger.core.acts.ending import named_back
from ledger.core.acts.holding import lifted, placed
from ledger.core.edit import AppendEntry
from ledger.core.event import events_between
from ledger.core.holding import LEDGER, Standing
from ledger.core.proof import HoldEntry
from tests.core.cases import a_case

DAY = date(2026, 3, 9)
STAMP = "2026-03-09T15:00:00Z jlee K7Q2"


def test_a_hold_says_since_when_and_who_asked() -> None:
    change = placed(LEDGER, DAY, "Counsel", None, STAMP)
    (edit,) = change.edits
    assert edit == AppendEntry(("holds",), {"since": "2026-03-09", "asked_by": "Counsel", "recorded": STAMP})
    named = placed("RC-2026-7K4QXM", DAY, "Counsel", date(2026, 12, 31), STAMP).edits[0]
    assert isinstance(named, AppendEntry)
    assert list(named.entry) == ["since", "asked_by", "until", "recorded"]
    assert change.said.startswith("Noted: a legal hold on the whole ledger since Mon 9 March 2026.")


def test_a_lifting_names_the_hold_and_keeps_it() -> None:
    change = lifted(Standing("K7Q2", DAY, "Counsel", None, LEDGER), date(2026, 6, 1), "Court", STAMP)
    (edit,) = change.edits
    assert edit == AppendEntry(
        ("holds",), {"lifts": "K7Q2", "lifted_on": "2026-06-01", "asked_by": "Court", "recorded": STAMP}
    )
    assert change.event == "hold_lifted"


def test_both_are_told_in_the_history() -> None:
    before = a_case()
    held = before._replace(holds=(HoldEntry("Counsel", DAY), HoldEntry("Court", DAY, until=date(2026, 12, 31))))
    free = held._replace(holds=(*held.holds, HoldEntry("Court", lifts="K7Q2", lifted_on=date(2026, 6, 1))))
    assert [event.sentence for event in events_between(before, held)] == [
        "legal hold since 2026-03-09, asked by Counsel",
        "legal hold since 2026-03-09, asked by Court, 2026-12-31 named as its end",
    ]
    (event,) = events_between(held, free)
    assert (event.kind, event.sentence) == ("hold_lifted", "legal hold K7Q2 lifted (2026-06-01), asked by Court")


def test_a_twin_is_named_back() -> None:
    assert named_back("RC-2026-7K4QXM") == AppendEntry(("related",), {"case": "RC-2026-7K4QXM", "as": "same_letter"})
