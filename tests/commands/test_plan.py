"""``recoup plan``: what is owed on a day, what paying earlier saves, and what instalments cost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Recoup = Callable[..., Any]
Golden = Callable[[str, str], None]


def test_the_screen_shows_every_reading_and_what_a_day_costs(sample: Path, recoup: Recoup, golden: Golden) -> None:
    done = recoup(sample, "plan", "3FD9")
    assert (done.err, done.code) == ("", 0)
    assert all(len(line) <= 80 for line in done.out.splitlines())
    golden("plan-3FD9.txt", done.out)


def test_a_later_day_owes_more(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "plan", "3FD9", "--on", "4/20/2026", "--months", "12")
    assert "Owed        12,400.00 and 240.25 interest on Mon 20 Apr\n" in done.out
    assert "12 months" in done.out
    assert "36 months" not in done.out


def test_a_rate_that_nobody_published_is_asked_for(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "plan", "E2F6")
    assert "Not known   type the rate that the letter prints (interest_rate): none is known" in done.out
    assert "owed" not in done.out.casefold().replace("owed to", "")


def test_a_case_without_a_rule_about_interest_says_so(sample: Path, recoup: Recoup) -> None:
    assert "No rule about interest is known for this case" in recoup(sample, "plan", "7K4Q").out


def test_json_has_every_reading_as_text(sample: Path, recoup: Recoup) -> None:
    said = json.loads(recoup(sample, "plan", "3FD9", "--format", "json", "--on", "2026-03-20").out)
    debt = said["debts"][0]
    assert (said["kind"], debt["principal"], debt["rate"], debt["from"]) == ("plan", "12400.00", "11.625", "2026-02-18")
    assert [reading["interest"] for reading in debt["readings"]] == ["120.13", "0.00", "120.13"]
    assert debt["readings"][0]["next_charges"][0] == {"on": "2026-04-19", "total": "12640.25"}
    unknown = json.loads(recoup(sample, "plan", "E2F6", "--format", "json").out)["debts"][0]
    assert (unknown["readings"], unknown["missing"].startswith("type the rate")) == ([], True)


@pytest.mark.parametrize("months", ["six", "0", "121", "6;12"])
def test_months_that_are_none_are_refused(sample: Path, recoup: Recoup, months: str) -> None:
    done = recoup(sample, "plan", "3FD9", "--months", months)
    assert done.code == 2
    assert "--months" in done.err
