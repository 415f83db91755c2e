from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.store.git import Git
from ledger.store.refusal import Refused
from ledger.store.saving import Write, save
from ledger.store.saving.turn_taking import home
from ledger.store.saving.written import take_back_written, unsaved, untouched

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
TEXT = b"id: RC-2026-7K4QXM\ncommunications:\n"


def write(here: Git, before: bytes | None, after: bytes, path: str = CASE, subject: str = "a call") -> None:
    save(here, [Write(path, before, after)], f"{subject}\n\nbody\n", commit=False)


def test_what_was_written_is_put_back_one_after_the_other(here: Git, root: Path) -> None:
    write(here, TEXT, TEXT + b"  - a\n", subject="first")
    write(here, TEXT + b"  - a\n", TEXT + b"  - a\n  - b\n", subject="second")
    for subject, left in (("second", TEXT + b"  - a\n"), ("first", TEXT)):
        last = unsaved(here)[-1]
        assert last.subject == subject
        take_back_written(here, last)
        assert (root / CASE).read_bytes() == left
    assert unsaved(here) == []
    assert not (home(here) / "written.jsonl").exists()


def test_a_new_file_is_gone_again_and_what_is_not_changed_is_not_remembered(here: Git, root: Path) -> None:
    write(here, None, b"x\n", "new.yaml")
    write(here, TEXT, TEXT)
    (last,) = unsaved(here)
    assert last.when == datetime.fromtimestamp(last.at, UTC)
    assert (home(here) / "written.jsonl").stat().st_mode & 0o077 == 0
    take_back_written(here, last)
    assert not (root / "new.yaml").exists()


def test_what_somebody_changed_or_saved_since_is_left_alone(here: Git, root: Path) -> None:
    write(here, TEXT, TEXT + b"  - a\n")
    (last,) = unsaved(here)
    (root / CASE).write_bytes(TEXT + b"  - a\n  - mine\n")
    assert not untouched(here, last)
    with pytest.raises(Refused, match="changed since"):
        take_back_written(here, last)
    assert (root / CASE).read_bytes().endswith(b"mine\n")
    write(here, None, b"x\n", "new.yaml")
    (root / CASE).write_bytes(TEXT)
    assert [one.paths for one in unsaved(here)] == [["new.yaml"]]
    assert (home(here) / "written.jsonl").read_bytes().count(b"\n") == 1


def test_a_line_that_cannot_be_read_is_no_promise(here: Git) -> None:
    write(here, TEXT, TEXT + b"  - a\n")
    with (home(here) / "written.jsonl").open("ab") as file:
        file.write(b'{"at": 1}\nnonsense\n')
    assert [one.subject for one in unsaved(here)] == ["a call"]


def test_only_the_last_ones_are_remembered_for_the_person_alone(here: Git) -> None:
    text = TEXT
    for number in range(25):
        write(here, text, text + b"  - a\n", subject=str(number))
        text += b"  - a\n"
    kept = unsaved(here)
    assert (len(kept), kept[-1].subject) == (20, "24")
    assert (home(here) / "written.jsonl").stat().st_mode & 0o077 == 0
