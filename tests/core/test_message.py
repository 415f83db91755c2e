"""The line that a log shows for a save: what happened and on which day, in no more than 80 columns."""

from __future__ import annotations

from ledger.core.edit import AppendEntry, Change, SetField
from ledger.core.message import cut, message

CALL = AppendEntry(("communications",), {"at": "2026-03-09", "summary": "Asked."})
CORRECTION = CALL._replace(entry={**CALL.entry, "corrects": "K7Q2"})


def line(subject: str, *edits: AppendEntry | SetField, event: str = "communication") -> str:
    return message("RC-2026-7K4QXM", Change(edits, subject, event), "1.0").partition("\n")[0]


def test_a_correction_is_told_from_a_new_call() -> None:
    said = "phone call with Dana (2026-03-09)"
    assert line(said, CALL) == f"RC-2026-7K4QXM: {said}"
    assert line(said, CORRECTION) == f"RC-2026-7K4QXM: correction of {said}"
    assert line(f"undo of {said}", CORRECTION) == f"RC-2026-7K4QXM: undo of {said}"
    assert line("title reworded", SetField(("title",), "x")) == "RC-2026-7K4QXM: title reworded"


def test_a_long_line_loses_words_and_keeps_its_day() -> None:
    long = line(f"phone call with {'Dana of provider relations ' * 4}(2026-03-09)", CORRECTION)
    assert len(long) <= 80
    assert long.endswith("... (2026-03-09)")
    assert cut("word " * 20) == f"{' '.join(['word'] * 12)}..."
    assert len(cut("x" * 90)) == 63
