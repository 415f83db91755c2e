"""``recoup deadlines --format ics``: the calendar of a real ledger, from its saved states."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from icalendar import Calendar

from ledger.core.feed import DISCLAIMER

Recoup = Callable[..., Any]
Git = Callable[..., str]
STOP = "RC-2026-3FD9HW"


def calendar(ledger: Path, *words: str) -> bytes:
    """The bytes of the calendar, as the real command writes them."""
    command = [sys.executable, "-m", "ledger", "deadlines", *words, "--format", "ics"]
    return subprocess.run(command, cwd=ledger, check=True, capture_output=True).stdout


class Shown(NamedTuple):
    """What a program reads of one event."""

    summary: str
    description: str
    status: str
    sequence: int
    stamp: str


def events(data: bytes, case: str = "") -> dict[str, Shown]:
    """The events of a calendar, of all cases or of one, by what they are known by."""
    found = {}
    for one in Calendar.from_ical(data).walk("VEVENT"):
        shown = Shown(
            str(one["SUMMARY"]),
            str(one["DESCRIPTION"]),
            str(one["STATUS"]),
            int(str(one["SEQUENCE"])),
            f"{one.decoded('DTSTAMP'):%Y-%m-%dT%H:%MZ}",
        )
        found[str(one["UID"])] = shown
    return {uid: shown for uid, shown in found.items() if case in uid}


def test_the_calendar_of_one_case_is_as_on_file(sample: Path, recoup: Recoup, golden: Callable[..., None]) -> None:
    done = recoup(sample, "deadlines", "3FD9", "--format", "ics")
    assert (done.err, done.code) == ("", 0)
    golden("deadlines-ics.txt", done.out)


def test_the_whole_ledger_in_the_form_of_the_standard(sample: Path) -> None:
    data = calendar(sample)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    found = events(data)
    assert len(found) == data.count(b"BEGIN:VEVENT")  # no two bear one name
    assert all(DISCLAIMER in one.description for one in found.values())
    assert {one.status for one in found.values()} == {"CONFIRMED", "CANCELLED"}


def test_nothing_of_a_patient_a_claim_or_an_amount_is_in_it(sample: Path, recoup: Recoup) -> None:
    text = calendar(sample).replace(b"\r\n ", b"").decode()
    told = json.loads(recoup(sample, "deadlines", "--format", "json").out)["deadlines"]
    for one in told:
        for claim in one["claims"]:
            assert claim not in text
        if one["name"].startswith(("promise/", "follow_up/")):
            assert one["title"] not in text
    assert not re.search(r"P-\d{3,}|\$|\d\.\d\d\b", text)


def test_what_has_no_date_is_named_beside_it(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "deadlines", "9TB2", "--format", "ics")
    assert "BEGIN:VEVENT" not in done.out
    assert done.err == "NO DATE: 1 act not in the calendar; recoup deadlines lists them\n"


def test_the_same_state_gives_the_same_bytes_on_another_day(sample: Path) -> None:
    assert calendar(sample, "--today", "2026-06-01") == calendar(sample)


def test_a_day_that_moves_keeps_its_name_and_its_number_rises(sample: Path, recoup: Recoup, git: Git) -> None:
    before = events(calendar(sample), "7K4QXM")
    moved = next(uid for uid, one in before.items() if "Disagreement (stops the taking) must ARRIVE" in one.summary)
    file = sample / "cases" / "2026-03" / "RC-2026-7K4QXM.yaml"
    text = file.read_text(encoding="utf-8").replace("answer_by: 2026-04-01", "answer_by: 2026-03-30")
    file.write_text(text, encoding="utf-8")
    said = recoup(sample, "deadlines", "--format", "ics").err
    assert "1 file not saved yet; save first" in said
    git(sample, "commit", "-q", "-a", "-m", "the letter says the 30th")
    after = events(calendar(sample), "7K4QXM")
    assert set(before) == set(after)
    assert after[moved].summary.startswith("Disagreement (stops the taking) must ARRIVE by Mon 30 March 2026")
    assert after[moved].sequence == before[moved].sequence + 1
    other = events(calendar(sample), STOP)
    assert all(one.sequence == 1 for one in other.values())  # another case's number stands


def test_an_appeal_withdraws_the_day_to_mail_and_its_arrival_the_other(sample: Path, recoup: Recoup) -> None:
    def standing() -> dict[str, tuple[str, int]]:
        found = events(calendar(sample), STOP).values()
        return {
            one.summary.removeprefix("No longer due: ").partition(": ")[0].lower(): (one.status, one.sequence)
            for one in found
        }

    act = "redetermination (stops the taking) must arrive by thu 19 march 2026"
    mail = "redetermination (stops the taking), mail by thu 12 march 2026"
    assert (standing()[mail], standing()[act]) == (("CONFIRMED", 1), ("CONFIRMED", 1))
    words = ("appeal", "3FD9", "redetermination", "--sent-on", "2026-03-09", "--method", "certified_mail")
    assert recoup(sample, *words, "--proof", "7022 0410 0001").code == 0
    assert (standing()[mail], standing()[act]) == (("CANCELLED", 2), ("CONFIRMED", 2))
    assert recoup(sample, *words, "--proof", "7022 0410 0001", "--arrived-on", "2026-03-09").code == 0
    assert (standing()[mail], standing()[act]) == (("CANCELLED", 3), ("CANCELLED", 3))


def test_a_hostile_payer_name_brings_nothing_in(sample: Path) -> None:
    file = sample / "payers" / "lone-star-health.yaml"
    text = file.read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if line.startswith("name:"))
    hostile = 'name: "Lone\\r\\nEND:VEVENT\\nBEGIN:VEVENT\\nURL:http://example.com; x, y: z"'
    file.write_text(text.replace(name, hostile), encoding="utf-8")
    before = len(events(calendar(sample)))
    data = calendar(sample)
    assert data.count(b"BEGIN:VEVENT\r\n") == before
    assert not [line for line in data.split(b"\r\n") if line.startswith(b"URL")]


def test_a_new_ledger_without_a_case_gives_an_empty_calendar(tmp_path: Path, recoup: Recoup) -> None:
    done = recoup(tmp_path, "init", "practice", "--name", "Jordan Lee", "--email", "jlee@bluestem.example")
    assert done.code == 0, done.err
    assert events(calendar(tmp_path / "practice")) == {}


def test_a_ledger_that_was_never_saved_counts_from_nothing(sample: Path) -> None:
    shutil.rmtree(sample / ".git")
    found = events(calendar(sample), STOP)
    assert {(one.sequence, one.stamp) for one in found.values()} == {(0, "2026-03-09T00:00Z")}


def test_a_copy_with_half_a_history_is_refused(sample: Path, tmp_path: Path, recoup: Recoup, git: Git) -> None:
    git(sample, "commit", "-q", "--allow-empty", "-m", "another")
    git(tmp_path, "clone", "-q", "--depth", "1", sample.as_uri(), "short")
    done = recoup(tmp_path / "short", "deadlines", "--format", "ics")
    assert (done.code, done.out) == (3, "")
    assert "only the end of its history" in done.err


@pytest.mark.skipif(os.name == "nt", reason="the git in between is a shell script")
def test_the_history_is_read_once_for_the_whole_ledger(sample: Path, tmp_path: Path) -> None:
    # A git that writes down how it was called, and then is itself.
    real, log, between = shutil.which("git"), tmp_path / "calls", tmp_path / "bin" / "git"
    between.parent.mkdir()
    between.write_text(f'#!/bin/sh\necho "$@" >> "{log}"\nexec "{real}" "$@"\n')
    between.chmod(0o755)
    env = {**os.environ, "PATH": f"{between.parent}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "ledger", "deadlines", "--format", "ics"]
    subprocess.run(command, cwd=sample, check=True, capture_output=True, env=env)
    calls = log.read_text().splitlines()
    assert len([call for call in calls if " log " in call]) == 1
    assert len(calls) < 10  # for nineteen cases
