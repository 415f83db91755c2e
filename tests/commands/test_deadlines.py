"""``recoup deadlines``: the screen on the sample ledger, its filters, and its forms for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

Recoup = Callable[..., Any]
Golden = Callable[[str, str], None]
CLOSING = "Not a substitute for the advice of an attorney."


def test_the_screen_shows_two_clocks_side_by_side(sample: Path, recoup: Recoup, golden: Golden) -> None:
    done = recoup(sample, "deadlines")
    assert (done.err, done.code) == ("", 0)
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert done.out.isascii()
    golden("deadlines.txt", done.out)


@pytest.mark.parametrize(
    "lines",
    [
        """\
NO DATE YET - treat as urgent
""",
        """\
  RC-2026-9TB2RC  Harbor Plan      3,210.00  answer-by date not typed
OURS, must ARRIVE by                           stops the       keeps the
                                               taking          appeal
  RC-2026-3FD9HW  Medicare        12,400.00    Thu 19 Mar      Tue 23 Jun
                  redetermination; mail by Thu 12 Mar
  RC-2026-7K4QXM  Lone Star        1,482.60    Wed  1 Apr      Fri 28 Aug
                  disagreement; mail by Wed 25 Mar; 2 claims: law unknown
""",
        """\
SENT, ARRIVAL NOT PROVEN   none
""",
        """\
OPTIONAL, ENDED   RC-2026-3FD9HW rebuttal, Wed 4 Mar: no appeal right lost
""",
        """\
Dates are the earliest reading. Not a substitute for the advice of an attorney.
""",
    ],
)
def test_the_lines_the_practice_relies_on_stand_as_promised(sample: Path, recoup: Recoup, lines: str) -> None:
    assert lines in recoup(sample, "deadlines").out


def test_only_what_is_near(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "deadlines", "--within", "10")
    assert "3FD9HW" in done.out
    assert "9TB2RC" in done.out  # no date is always near
    assert "7K4QXM  Lone Star" not in done.out


def test_nothing_past_ends_well_and_something_past_with_one(sample: Path, recoup: Recoup) -> None:
    assert recoup(sample, "deadlines", "--overdue").code == 0
    done = recoup(sample, "deadlines", "3FD9", "7K4Q", "--overdue", "--today", "2026-03-20")
    assert done.code == 1
    assert "redetermination; mail by Thu 12 Mar; safe day past" in done.out
    assert "7K4QXM" not in done.out
    done = recoup(sample, "deadlines", "3FD9", "--overdue", "--today", "2026-03-21")
    assert "PAST EVERY READING" in done.out


def test_a_sending_without_proof_of_arrival_stays_in_sight(sample: Path, recoup: Recoup) -> None:
    words = ("appeal", "3FD9", "redetermination", "--sent-on", "2026-03-09", "--method", "certified_mail")
    assert recoup(sample, *words, "--proof", "7022 0410 0001").code == 0
    out = recoup(sample, "deadlines", "3FD9").out
    assert "SENT, ARRIVAL NOT PROVEN\n" in out
    assert "redetermination appeal, sent Mon 9 Mar 2026; must ARRIVE by Thu 19 Mar" in " ".join(out.split())


def test_explained_one_below_the_other(sample: Path, recoup: Recoup) -> None:
    out = recoup(sample, "deadlines", "7K4Q", "--explain").out
    assert "Written disagreement: must ARRIVE by Wed 1 Apr 2026 (23 days)" in out
    assert out.count(CLOSING) == 1


def test_json_carries_both_days_and_every_reading(sample: Path, recoup: Recoup) -> None:
    data = json.loads(recoup(sample, "deadlines", "7K4Q", "--format", "json").out)
    assert (data["schema_version"], data["kind"], data["today"]) == (1, "deadlines", "2026-03-09")
    assert data["disclaimer"] == CLOSING
    stop = next(one for one in data["deadlines"] if one["name"] == "first_stop")
    assert (stop["act_by"], stop["mail_by"], stop["arguable_until"]) == ("2026-04-01", "2026-03-25", "2026-04-20")
    assert (stop["worth"], stop["stops_taking"], stop["payer"]) == ("1482.60", True, "lone-star-health")
    assert [one["day"] for one in stop["readings"]] == ["2026-04-01", "2026-04-16", "2026-04-20"]
    assert stop["readings"][0]["rule"] is None
    assert stop["readings"][1]["rule"]["confidence"] == "high"


def test_csv_opens_in_a_spreadsheet_and_starts_no_formula(sample: Path, recoup: Recoup) -> None:
    file = sample / "cases" / "2026-03" / "RC-2026-7K4QXM.yaml"
    text = file.read_text(encoding="utf-8").replace("summary: |\n      Asked", "summary: |\n      =HYPERLINK(1) Asked")
    file.write_text(text, encoding="utf-8")
    done = recoup(sample, "deadlines", "7K4Q", "--format", "csv")
    rows = list(csv.DictReader(StringIO(done.out)))
    assert CLOSING in done.err
    stop = next(row for row in rows if row["deadline"] == "first_stop")
    assert (stop["act_by"], stop["worth"], stop["stops_taking"], stop["keeps_appeal"]) == (
        "2026-04-01",
        "1482.60",
        "yes",
        "no",
    )
    promise = next(row for row in rows if row["deadline"].startswith("promise/"))
    assert promise["title"].startswith("'=HYPERLINK")
    assert "arguable_until" not in stop


def test_github_notes_what_is_past_beside_the_file(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "deadlines", "3FD9", "9TB2", "--format", "github", "--today", "2026-07-01")
    lines = done.out.splitlines()
    assert "::error file=cases/2026-02/RC-2026-3FD9HW.yaml,line=1,title=LED403 overdue::" in done.out
    assert "::warning file=cases/2026-03/RC-2026-9TB2RC.yaml,line=1,title=LED401 no-date::" in done.out
    assert all("::" in line for line in lines)


def test_a_format_that_is_none_is_named(sample: Path, recoup: Recoup) -> None:
    done = recoup(sample, "deadlines", "--format", "xml")
    assert done.code == 2
    assert "ics, not 'xml'" in done.err


def test_nothing_due_says_so(sample: Path, recoup: Recoup) -> None:
    out = recoup(sample, "deadlines", "GKH1").out
    assert "OURS   nothing is due" in out
