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


def begun(recoup: Recoup, root: Path, today: str, *words: str, payer: str = "gulf-mac-part-b") -> Path:
    """A case called EXAMPLE, entered on a day; returns its file."""
    start = ["--payer", payer, "--reference", "EXAMPLE", "--amount", "10000.00", "--reason", "modifier"]
    done(recoup(root, "new", *start, "--title", "An example", *words, "--today", today))
    return next(file for file in root.glob("cases/*/*.yaml") if "title: An example" in file.read_text())


def typed(recoup: Recoup, root: Path, file: Path, before: str, block: str, today: str) -> None:
    """Type a block into the file by hand and save it."""
    file.write_text(file.read_text().replace(before, block + before, 1))
    done(recoup(root, "save", "--today", today))


def days_of(recoup: Recoup, root: Path, name: str, today: str) -> tuple[str, str]:
    found = the_deadline(recoup, root, "EXAMPLE", name, "--today", today)
    return found["act_by"], found["arguable_until"]


@pytest.fixture
def paper(tmp_path: Path) -> str:
    path = tmp_path / "paper.txt"
    path.write_text("a paper")
    return str(path)


def test_proof_of_a_later_receipt_moves_the_appeal_and_not_the_stop(sample: Path, recoup: Recoup, paper: str) -> None:
    """Example 5."""
    receipt = ("--received-on", "3/20/2026", "--received-evidence", "envelope and stamp [demand]", "--document", paper)
    begun(recoup, sample, "2026-04-01", "--dated-on", "3/2/2026", *receipt)
    assert days_of(recoup, sample, "redetermination", "2026-04-01") == ("2026-07-17", "2026-07-20")
    assert days_of(recoup, sample, "redetermination_stop", "2026-04-01")[0] == "2026-03-31"


def test_a_reconsideration_of_september_leaves_the_published_days(sample: Path, recoup: Recoup) -> None:
    """Example 7."""
    today = "2026-10-01"
    begun(recoup, sample, today, "--dated-on", "3/2/2026")
    sent = ("--sent-on", "6/1/2026", "--method", "portal", "--proof", "confirmation 1", "--today", today)
    done(recoup(sample, "appeal", "EXAMPLE", "reconsideration", *sent))
    done(
        recoup(sample, "outcome", "EXAMPLE", "reconsideration", "upheld", "--decided-on", "9/25/2026", "--today", today)
    )
    assert days_of(recoup, sample, "alj", today) == ("2026-11-27", "2026-11-30")


def test_four_months_end_on_the_first_of_the_fifth(sample: Path, recoup: Recoup, paper: str) -> None:
    """Example 8."""
    today = "2026-11-03"
    file = begun(recoup, sample, today, "--dated-on", "10/5/2026", payer="northfield-fabrication-plan")
    typed(recoup, sample, file, "demand:\n", "network: not_contracted\nissued_in: OH\n\n", today)
    consent = "consents:\n  - {kind: assignment, given_to: practice, signed_on: 2026-01-05}\n\n"
    typed(recoup, sample, file, "documents:", consent, today)
    sent = ("--sent-on", "10/8/2026", "--method", "portal", "--proof", "confirmation 1", "--today", today)
    done(recoup(sample, "appeal", "EXAMPLE", "first", *sent))
    done(recoup(sample, "attach", "EXAMPLE", paper, "--kind", "decision", "--today", today))
    decided = ("--decided-on", "10/26/2026", "--received-on", "10/30/2026", "--evidence", "stamp [decision]")
    done(recoup(sample, "outcome", "EXAMPLE", "first", "upheld", *decided, "--today", today))
    assert days_of(recoup, sample, "external", today)[1] == "2027-03-01"


def test_report_and_return_shows_the_sixtieth_day(sample: Path, recoup: Recoup) -> None:
    """Example 11."""
    file = begun(recoup, sample, "2026-03-09", "--dated-on", "3/2/2026")
    typed(recoup, sample, file, "documents:", "self_report: {identified_on: 2026-02-10}\n\n", "2026-03-09")
    assert days_of(recoup, sample, "report_and_return", "2026-03-09") == ("2026-04-10", "2026-04-11")


@pytest.mark.parametrize(("found_by", "last"), [("mac", "2026-12-24"), ("upic", "2026-12-09")])
def test_records_are_due_by_who_asks(found_by: str, last: str, sample: Path, recoup: Recoup, paper: str) -> None:
    """Example 13."""
    today = "2026-11-12"
    file = begun(recoup, sample, today, "--dated-on", "11/2/2026")
    typed(recoup, sample, file, "  reason:", f"  found_by: {found_by}\n", today)
    request = ("--kind", "records_request", "--dated-on", "11/9/2026", "--today", today)
    done(recoup(sample, "receive", "EXAMPLE", paper, *request))
    assert days_of(recoup, sample, "records", today)[1] == last
