"""``recoup letter verify`` from end to end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.commands.test_packet import CASE, papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

__all__ = ["papers"]  # the fixture


def test_files_are_held_against_their_hashes_and_letters_are_made_again(
    sample: Path,
    papers: Path,
    recoup: Callable[..., Ran],
    golden: Callable[[str, str], None],
) -> None:
    assert recoup(sample, "letter", "8G7V", "contest", "--to", "md,pdf").code == 0
    assert recoup(sample, "packet", "8G7V", env={"RECOUP_SEED": "2"}).code == 0
    ran = recoup(sample, "letter", "verify", "8G7V")
    assert ran.code == 0, ran.err
    golden("letter-verify.txt", ran.out)
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    found = json.loads(recoup(sample, "letter", "verify", "8G7V", "--format", "json").out)
    assert found["kind"] == "letters-verified"
    assert [(one["document"], one["state"], one["made_again"]) for one in found["papers"]] == [
        ("contest", "intact", "same"),
        ("packet-contest", "intact", ""),
    ]
    letter = papers / f"{CASE}_20260309_contest"
    letter.with_suffix(".md").write_text(letter.with_suffix(".md").read_text().replace("Dallas", "Austin"))
    (papers / f"{CASE}_20260309_packet_contest.pdf").write_bytes(b"%PDF-1.7 another\n")
    ran = recoup(sample, "letter", "verify", "8G7V")
    assert ran.code == 1
    assert "as recorded; made again: it comes out OTHERWISE" in ran.out
    assert "NOT the file that was recorded" in ran.out
    assert "2 recorded, 2 not as recorded." in ran.out


def test_a_case_without_letters_says_so(sample: Path, recoup: Callable[..., Ran]) -> None:
    ran = recoup(sample, "letter", "verify", "9TB2")
    assert (ran.code, ran.err) == (0, "")
    assert "  none recorded\nSENT   nothing\n0 recorded, 0 not as recorded. Open points: 0.\n" in ran.out


def test_a_sending_whose_arrival_counts_and_is_not_proven_is_named(sample: Path, recoup: Callable[..., Ran]) -> None:
    sent = ("--sent-on", "3/6/2026", "--method", "certified_mail", "--proof", "7022-0410-0001")
    assert recoup(sample, "appeal", "8G7V", "first", *sent).code == 0
    unproven = """  first  Fri 6 March 2026, certified mail, 7022-0410-0001
    no arrival on file
    open: arrival not proven, and the rule counts arrival
"""
    said = recoup(sample, "letter", "verify", "8G7V").out
    assert unproven in said
    assert said.count("arrival not proven") == 1  # the contest, whose arrival is on file, is not named
    assert recoup(sample, "appeal", "8G7V", "first", "--arrived-on", "3/9/2026").code == 0
    assert "arrival not proven" not in recoup(sample, "letter", "verify", "8G7V").out
