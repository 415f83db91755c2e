"""``recoup report --owner``: one page, the same figures on screen, on paper and for programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ledger.core.owner import owner_page
from ledger.core.practice import Settings
from ledger.report.owner import printed, text
from tests.core.test_owner import TODAY, a_case, a_day, a_row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran


def test_the_page_of_the_sample(sample: Path, recoup: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    ran = recoup(sample, "report", "--owner")
    assert ran.code == 0
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    assert ran.out.isascii()
    assert not re.search(r"P-\d{4}", ran.out)
    golden("owner.txt", ran.out)


def test_the_printed_page_is_one_page_and_never_overwrites(
    sample: Path, tmp_path: Path, recoup: Callable[..., Ran]
) -> None:
    target = tmp_path / "friday.pdf"
    ran = recoup(sample, "report", "--owner", "--pdf", str(target), "--quiet")
    assert ran.code == 0
    data = target.read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type ?/Page\b", data)) == 1
    again = recoup(sample, "report", "--owner", "--pdf", str(target))
    assert (again.code, "nothing was overwritten" in again.err) == (3, True)
    assert target.read_bytes() == data
    nowhere = recoup(sample, "report", "--owner", "--pdf", str(tmp_path / "no" / "friday.pdf"))
    assert nowhere.code == 3


def test_the_page_for_programs(sample: Path, recoup: Callable[..., Ran]) -> None:
    data = json.loads(recoup(sample, "report", "--owner", "--format", "json").out)
    assert (data["kind"], data["cases"], data["today"]) == ("owner", 14, "2026-03-09")
    assert data["sums"]["demanded"] == "71726.86"
    assert len(data["dates"]) == 3


def test_a_report_must_be_named(sample: Path, recoup: Callable[..., Ran]) -> None:
    assert recoup(sample, "report").code == 2


def test_an_empty_ledger_has_a_page_too() -> None:
    page = owner_page([], Settings("1", "America/Chicago"), {}, TODAY)
    lines = text(page, "Bluestem", frozen=False)
    assert "  Nothing of ours is due." in lines
    assert "  None." in lines
    assert printed(page, "Bluestem")["risk"] == [
        "0.00 could be taken in the next 13 weeks, of 0.00 that stand.",
        "0.00 of it is disputed on file, which may stop the taking.",
    ]


def test_many_decisions_are_counted_not_listed() -> None:
    rows = [a_row(a_case(f"RC-2026-{number:06}")) for number in range(10)]
    page = owner_page(rows, Settings("1", "America/Chicago"), {}, TODAY)
    assert "  and 2 more: recoup list" in text(page, "Bluestem", frozen=False)
    assert printed(page, "Bluestem")["more_questions"] == 2


def test_what_must_be_sent_and_what_neither_stops_nor_keeps() -> None:
    case = a_case()
    day = a_day(case, TODAY, filed_when="sent", keeps_appeal=True)
    other = a_day(case, TODAY, filed_when="sent")
    page = owner_page([a_row(case, day, other)], Settings("1", "America/Chicago"), {}, TODAY)
    lines = text(page, "Bluestem", frozen=False)
    assert f"{'':14}first appeal, must be SENT by then: keeps the appeal" in lines
    assert f"{'':14}first appeal, must be SENT by then: the payer's request" in lines
    assert [row[3] for row in printed(page, "Bluestem")["dates"]] == [
        "first appeal, must be sent; keeps the appeal",
        "first appeal, must be sent; the payer's request",
    ]
