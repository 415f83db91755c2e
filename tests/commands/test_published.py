"""Published dates, entered through the command line as anybody would enter them, come out as published."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran

Recoup = Callable[..., Ran]

# Case, notice dated, received, request arrived, last day as decided, how it ended (remittances-and-notices facts, 6.1).
RULINGS = [
    ("Bailey", "3/4/2016", "", "5/23/2016", "2016-05-09", "14 days after"),
    ("Peetz", "4/20/2015", "", "3/28/2016", "2015-06-24", "278 days after"),
    ("KCI", "12/27/2009", "", "7/27/2010", "2010-03-02", "147 days after"),
    ("Nutrition", "2/18/2010", "", "11/3/2010", "2010-04-26", "191 days after"),
    ("Teche", "12/7/2023", "", "5/21/2024", "2024-02-12", "99 days after"),
    ("Montoya", "6/30/2017", "", "10/27/2017", "2017-09-05", "52 days after"),
    ("Biesecker", "4/29/2016", "", "3/30/2020", "2016-07-05", "1364 days after"),
    ("Solutions", "7/5/2018", "7/9/2018", "", "2018-09-07", ""),
]


def done(ran: Ran) -> Ran:
    assert ran.code == 0, ran
    return ran


def the_deadline(recoup: Recoup, root: Path, case: str, name: str, *words: str) -> dict[str, Any]:
    said = json.loads(done(recoup(root, "deadlines", case, "--format", "json", *words)).out)
    return next(one for one in said["deadlines"] if one["name"] == name)


@pytest.mark.parametrize("ruling", RULINGS, ids=lambda one: str(one[0]))
def test_a_ruling_comes_out_as_decided(ruling: tuple[str, ...], sample: Path, recoup: Recoup) -> None:
    case, dated, received, arrived, last, note = ruling
    done(
        recoup(sample, "payer", "add", "dab", "--name", "Departmental Appeals Board", "--regime", "dab-civil-remedies")
    )
    receipt = ["--received-on", received, "--received-evidence", "as the ruling found"] if received else []
    words = ["--payer", "dab", "--reference", case, "--dated-on", dated, "--amount", "1.00", "--reason", "enrollment"]
    done(recoup(sample, "new", *words, *receipt, "--title", case))
    if arrived:
        proof = ["--method", "certified_mail", "--proof", "the ruling"]
        done(recoup(sample, "appeal", case, "hearing", "--sent-on", arrived, "--arrived-on", arrived, *proof))
    deadline = the_deadline(recoup, sample, case, "hearing")
    assert deadline["arguable_until"] == last
    assert deadline["state"] == ("answered" if arrived else "overdue")
    assert note in deadline["note"]


# Letter dated, today, deadline, the safe day, the last day (federal facts, section 9: examples 1, 2, 3, 4, 9).
LETTERS = [
    ("3/2/2026", "3/9/2026", "rebuttal", "2026-03-16", "2026-03-17"),
    ("3/2/2026", "3/9/2026", "redetermination_stop", "2026-03-31", "2026-04-01"),
    ("3/2/2026", "3/9/2026", "redetermination", "2026-07-02", "2026-07-06"),
    ("10/10/2025", "10/12/2025", "redetermination_stop", "2025-11-07", "2025-11-09"),
    ("6/7/2026", "6/8/2026", "redetermination", "2026-10-09", "2026-10-13"),
    ("8/22/2026", "8/24/2026", "redetermination", "2026-12-24", "2026-12-28"),
    ("2/28/2026", "3/9/2026", "redetermination", "2026-07-02", "2026-07-06"),
]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda one: f"{one[0]} {one[2]}")
def test_a_medicare_letter_has_the_published_days(letter: tuple[str, ...], sample: Path, recoup: Recoup) -> None:
    dated, today, name, safe, last = letter
    words = ["--payer", "gulf-mac-part-b", "--reference", "EXAMPLE", "--dated-on", dated, "--amount", "10000.00"]
    done(recoup(sample, "new", *words, "--reason", "modifier", "--title", "An example", "--today", today))
    deadline = the_deadline(recoup, sample, "EXAMPLE", name, "--today", today)
    assert (deadline["act_by"], deadline["arguable_until"]) == (safe, last)


def test_an_unfavourable_redetermination_starts_both_clocks(sample: Path, recoup: Recoup) -> None:
    today = ("--today", "2026-10-01")
    words = ["--payer", "gulf-mac-part-b", "--reference", "EXAMPLE", "--dated-on", "3/2/2026", "--amount", "10000.00"]
    done(recoup(sample, "new", *words, "--reason", "modifier", "--title", "An example", *today))
    proof = ("--method", "portal", "--proof", "confirmation 1", "--arrived-on", "3/20/2026")
    done(recoup(sample, "appeal", "EXAMPLE", "redetermination", "--sent-on", "3/20/2026", *proof, *today))
    done(recoup(sample, "outcome", "EXAMPLE", "redetermination", "upheld", "--decided-on", "7/20/2026", *today))
    appeal = the_deadline(recoup, sample, "EXAMPLE", "reconsideration", *today)
    stop = the_deadline(recoup, sample, "EXAMPLE", "reconsideration_stop", *today)
    assert (appeal["act_by"], appeal["arguable_until"]) == ("2027-01-21", "2027-01-21")
    assert (stop["act_by"], stop["arguable_until"]) == ("2026-09-17", "2026-09-18")
