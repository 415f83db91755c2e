"""``recoup explain``: why a date, what a finding means, what a reason is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.store.reasons import reason_names
from ledger.store.shipped import shipped
from ledger.store.yaml.reader import read

Recoup = Callable[..., Any]
Golden = Callable[[str, str], None]


@pytest.mark.parametrize(
    ("case", "deadline"),
    [("7K4Q", "first_stop"), ("3FD9", "redetermination"), ("H3YF", "second"), ("BM6Y", "first_stop")],
)
def test_the_screen_shows_the_working(sample: Path, recoup: Recoup, golden: Golden, case: str, deadline: str) -> None:
    done = recoup(sample, "explain", case, deadline)
    assert (done.err, done.code) == ("", 0)
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert done.out.endswith("Check the source. Not a substitute for the advice of an attorney.\n")
    golden(f"explain-{case}-{deadline}.txt", done.out)


@pytest.mark.parametrize(
    "line",
    [
        "Written disagreement: must ARRIVE by Wed 1 Apr 2026 (23 days)\n",
        "Readings    Wed  1 Apr  the letter, demand page 2, prints it      <- used\n",
        "            Thu 16 Apr  28 TAC 21.2818, 45 days from the letter's date\n",
        "            Mon 20 Apr  the same rule, 45 days from receipt\n",
        "Facts       dated Mon 2 Mar; received Fri 6 Mar (date stamp, envelope kept)\n",
        "6 Mar + 45 calendar days = Mon 20 Apr, a working day\n",
        "Protects    stops the taking; the letter announces it for Thu 16 Apr\n",
        "Met by      proof of arrival; a postmark is not counted on\n",
        "Arguable    until Mon 20 Apr, 9 claims: for your attorney to judge\n",
        "            not checked: reach to non-contracted providers\n",
    ],
)
def test_the_lines_the_attorney_checks_stand_as_promised(sample: Path, recoup: Recoup, line: str) -> None:
    assert line in recoup(sample, "explain", "7K4Q", "first_stop").out


def test_without_a_deadline_all_that_waits_is_explained(sample: Path, recoup: Recoup) -> None:
    out = recoup(sample, "explain", "3FD9").out
    assert "Redetermination request: must ARRIVE by Thu 19 Mar 2026 (10 days)" in out
    assert "Redetermination request: must ARRIVE by Tue 23 Jun 2026 (106 days)" in out
    assert "Rebuttal" not in out
    assert "Nothing of ours waits" in recoup(sample, "explain", "GKH1").out


def test_no_date_says_what_to_get(sample: Path, recoup: Recoup) -> None:
    out = recoup(sample, "explain", "9TB2").out
    assert "Written answer to the letter: NO DATE; type the answer-by date on the letter" in out


def test_a_promise_and_a_day_of_theirs_are_explained_too(sample: Path, recoup: Recoup) -> None:
    assert "due from them by Thu 19 Mar 2026" in recoup(sample, "explain", "7K4Q", "promise/2026-03-19").out
    out = recoup(sample, "explain", "C7HT", "redetermination_stop").out
    assert "Met         redetermination appeal, arrived Wed 11 Feb 2026" in out


def test_json_holds_the_same(sample: Path, recoup: Recoup) -> None:
    data = json.loads(recoup(sample, "explain", "7K4Q", "first_stop", "--format", "json").out)
    assert data["kind"] == "explanation"
    assert [one["name"] for one in data["deadlines"]] == ["first_stop"]


def test_an_unknown_deadline_is_answered_with_those_there_are(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "explain", "7K4Q", "fist_stop")
    assert done.code == 2
    assert "first_stop" in done.err


@pytest.mark.parametrize("typed", ["LED402", "led402"])
def test_a_code_is_explained_by_its_page(sample: Path, recoup: Recoup, typed: str) -> None:
    out = recoup(sample, "explain", typed).out
    assert "LED402" in out
    assert "document" in out
    data = json.loads(recoup(sample, "explain", typed, "--format", "json").out)
    assert (data["kind"], data["slug"]) == ("code", "moved-without-proof")


@pytest.mark.parametrize("typed", ["time_based_coding", "Time based coding", "time-based-coding"])
def test_a_reason_is_explained_in_our_own_words(sample: Path, recoup: Recoup, typed: str) -> None:
    out = recoup(sample, "explain", typed).out
    assert out.startswith("Time-based psychotherapy codes\n")
    assert "90837 from 53" in out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert json.loads(recoup(sample, "explain", typed, "--format", "json").out)["reason"] == "time_based_coding"


def test_every_reason_of_the_format_has_its_words() -> None:
    schema = json.loads((shipped("schema") / "case.schema.json").read_bytes())
    tree, findings = read((shipped("rules") / "reasons.yaml").read_bytes())
    assert findings == []
    assert tree is not None
    listed = schema["$defs"]["reason"]["enum"]
    lists = set(reason_names()) - {"universal", "extrapolation"}
    assert set(tree) | lists == {reason for reason in listed if reason is not None}
    assert not set(tree) & lists


def test_a_name_that_several_days_share_explains_them_all(sample: Path, recoup: Recoup) -> None:
    every, one = (recoup(sample, "explain", "7K4Q", name).out for name in ("lookback", "lookback/2025-10-09"))
    assert (every.count("Written notice of the overpayment"), one.count("Written notice of the overpayment")) == (8, 1)
