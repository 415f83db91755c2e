"""A wrong entry is corrected or taken back from the command line; what was saved stays in the file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Recoup = Callable[..., Any]
Git = Callable[..., str]

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
REPAID = "cases/2025-12/RC-2025-5WJ0ND.yaml"


def only_added(root: Path, git: Git) -> bool:
    """Whether the last save took no line away."""
    counted = git(root, "show", "--numstat", "--format=", "HEAD").split()
    return counted[1] == "0"


def test_money_that_never_moved_is_taken_back(sample: Path, recoup: Recoup, git: Git) -> None:
    ran = recoup(sample, "log", "5WJ0", "The check never left.", "--retracts", "5W0C")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Taken back: 5W0C in money. The entry stays in the file and counts no more.\n")
    assert "taken 0.00" in recoup(sample, "show", "5WJ0").out
    assert only_added(sample, git)
    assert "5W0C taken back: The check never left." in (sample / REPAID).read_text()
    assert recoup(sample, "check").code == 0


def test_an_unknown_name_is_refused_and_what_was_typed_is_not_lost(sample: Path, recoup: Recoup) -> None:
    before = (sample / REPAID).read_bytes()
    ran = recoup(sample, "log", "5WJ0", "Not so.", "--retracts", "ZZZZ")
    assert (ran.code, "Not so." in ran.err, "no entry is called ZZZZ" in ran.err) == (3, True, True)
    assert (sample / REPAID).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "corrected", "tag"),
    [
        (("log", "7K4Q", "Dana will mail it by the 20th.", "--corrects", "K7Q2"), CASE, "K7Q2"),
        (("decide", "5WJ0", "dispute", "--corrects", "5W0B"), REPAID, "5W0B"),
        (("pass", "5WJ0", "redetermination", "--how", "not_used", "--corrects", "5W0D"), REPAID, "5W0D"),
    ],
    ids=lambda words: words[0] if isinstance(words, tuple) else None,
)
def test_a_wrong_entry_is_corrected_by_a_new_one(
    sample: Path, recoup: Recoup, git: Git, words: tuple[str, ...], corrected: str, tag: str
) -> None:
    ran = recoup(sample, *words)
    assert ran.code == 0, ran.err
    assert f"corrects: {tag}" in (sample / corrected).read_text()
    assert only_added(sample, git)


def test_more_time_that_was_typed_wrong_is_corrected(sample: Path, recoup: Recoup) -> None:
    proof = ("--proof", "Letter of 2026-03-09 [demand p1]")
    assert recoup(sample, "extend", "7K4Q", "first_stop", "--until", "5/1/2026", *proof).code == 0
    text = (sample / CASE).read_text()
    tag = text[text.index("until: 2026-05-01") :].partition("recorded: ")[2].split()[2]
    ran = recoup(
        sample,
        "extend",
        "7K4Q",
        "first_stop",
        "--until",
        "5/2/2026",
        *proof,
        "--corrects",
        tag,
        env={"RECOUP_SEED": "2"},
    )
    assert ran.code == 0, ran.err
    shown = json.loads(recoup(sample, "deadlines", "7K4Q", "--format", "json").out)
    assert "2026-05-02" in json.dumps(shown)
    assert recoup(sample, "check").code == 0


def test_a_correction_of_nothing_is_refused(sample: Path, recoup: Recoup) -> None:
    ran = recoup(sample, "decide", "7K4Q", "dispute", "--corrects", "ZZZZ")
    assert (ran.code, "LED319" in ran.err) == (3, True)


def test_a_corrected_call_keeps_its_moment(sample: Path, recoup: Recoup) -> None:
    before = (sample / CASE).read_text().count("2026-03-09T10:20")
    ran = recoup(sample, "log", "7K4Q", "Dana will mail it by the 20th.", "--corrects", "K7Q2")
    assert ran.code == 0
    assert (sample / CASE).read_text().count("2026-03-09T10:20") == before + 1


def test_a_wrong_reply_and_a_wrong_sending_are_put_right_by_a_new_entry(sample: Path, recoup: Recoup) -> None:
    sent = ("appeal", "7K4Q", "first", "--sent-on", "3/7/2026", "--method", "fax", "--proof", "page 3")
    assert recoup(sample, *sent).code == 0
    done = recoup(sample, "outcome", "7K4Q", "first", "upheld", "--decided-on", "3/8/2026")
    assert done.code == 0, done.err
    refused = recoup(sample, "outcome", "7K4Q", "first", "overturned", "--decided-on", "3/9/2026", "--corrects", "nine")
    assert (refused.code, "no appeal or filing is called nine" in refused.err) == (3, True)
    for words in (
        ("outcome", "7K4Q", "first", "overturned", "--decided-on", "3/9/2026", "--corrects", "first"),
        ("appeal", "7K4Q", "first", "--sent-on", "3/6/2026", "--corrects", "first-2"),
    ):
        right = recoup(sample, *words)
        assert right.code == 0, right.err
    again = recoup(sample, "outcome", "7K4Q", "first", "upheld", "--decided-on", "3/9/2026", "--corrects", "first")
    assert "another entry takes the place of first already" in again.err
    told = " ".join(recoup(sample, "history", "7K4Q").out.split())
    assert "decided_on moved 2026-03-08 -> 2026-03-09" in told
    assert "outcome upheld -> overturned" in told
    assert "sent_on moved 2026-03-07 -> 2026-03-06" in told


def test_the_same_decision_of_one_day_is_noted_once(sample: Path, recoup: Recoup, git: Git) -> None:
    assert recoup(sample, "decide", "7K4Q", "dispute").code == 0
    before = git(sample, "rev-parse", "HEAD")
    again = recoup(sample, "decide", "7K4Q", "dispute")
    assert (again.code, again.out) == (0, "RC-2026-7K4QXM says so already; nothing was changed.\n")
    assert git(sample, "rev-parse", "HEAD") == before
    more = ("--because", "the minutes are charted")
    assert recoup(sample, "decide", "7K4Q", "dispute", *more, env={"RECOUP_SEED": "2"}).code == 0
    assert git(sample, "rev-parse", "HEAD") != before
