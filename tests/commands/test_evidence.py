"""``recoup evidence`` from end to end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ledger.commands.evidence import _holders_begun, _items_begun, _standards_begun

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran


@pytest.mark.parametrize("case", ["8G7V", "3FD9", "7K4Q"])
def test_the_list_says_what_is_there_and_what_to_get_from_whom(
    case: str, sample: Path, recoup: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    ran = recoup(sample, "evidence", case)
    assert (ran.code, ran.err) == (0, "")
    golden(f"evidence/{case}.txt", ran.out)
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_asked_promised_come_and_explained(
    sample: Path, recoup: Callable[..., Ran], git: Callable[..., str], golden: Callable[[str, str], None]
) -> None:
    words = ["--request", "audit_worksheet", "--from", "payer", "--on", "3/2/2026", "--promised-by", "3/8/2026"]
    assert recoup(sample, "evidence", "8G7V", *words).code == 0
    assert git(sample, "log", "-1", "--format=%s").endswith("evidence: audit worksheet requested (2026-03-02)\n")
    assert recoup(sample, "evidence", "8G7V", "--received", "diagnosis", "--document", "chart").code == 0
    assert recoup(sample, "evidence", "8G7V", "--explain", "remittance", "--words", "Paid by card.").code == 0
    out = recoup(sample, "evidence", "8G7V").out
    golden("evidence/asked.txt", out)
    assert "promised by Sun 8 Mar, NOT HERE YET" in out
    (sample.parent / "ledger-private").mkdir(mode=0o700)
    recoup(sample, "letter", "8G7V", "records_request", "--draft", "--to", "md")
    [letter] = (sample.parent / "ledger-private").rglob("*records_request*.md")
    assert "The worksheet that shows, for each claim and line" in letter.read_text(encoding="utf-8")


def test_for_programs_and_spreadsheets(sample: Path, recoup: Callable[..., Ran]) -> None:
    found = json.loads(recoup(sample, "evidence", "8G7V", "--format", "json").out)
    states = {one["item"]: one["state"] for one in found["items"]}
    assert (states["demand"], states["audit_worksheet"], states["sample_history"]) == (
        "received",
        "missing",
        "explained",
    )
    rows = recoup(sample, "evidence", "8G7V", "--format", "csv").out.splitlines()
    assert rows[0].startswith("case,reason,item,state,holder,what")
    assert len(rows) == len(found["items"]) + 1


def test_the_standard_for_notes_needs_no_case(
    sample: Path, recoup: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    golden("evidence/standard.txt", recoup(sample, "evidence", "--standards", "therapy_documentation").out)
    page = recoup(sample, "evidence", "--standards", "all", "--format", "markdown").out
    assert page.startswith("# What a note must show\n\n## Every recoupment\n\n- [ ] ")
    assert page.count("## ") > 10


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "say which case"),
        (["8G7V", "--explain", "dose"], 2, "an explanation needs its words"),
        (["8G7V", "--received", "dose", "--document", "nothing"], 2, "has no document 'nothing'"),
        (["8G7V", "--request", "audit_worksheat"], 2, "did you mean audit_worksheet?"),
        (["8G7V", "--request", "dose", "--received", "dose"], 2, "one thing at a time"),
        (["8G7V", "--request", "dose", "--from", "nobody"], 2, "is not somebody who holds evidence"),
        (["8G7V", "--explain", "sample_history", "--words", "Otherwise."], 3, "sample_history has explanation"),
        (["--standards", "nothing"], 2, "is not a reason with a standard"),
    ],
)
def test_what_was_not_meant_is_said_in_a_line(
    words: list[str], code: int, said: str, sample: Path, recoup: Callable[..., Ran]
) -> None:
    ran = recoup(sample, "evidence", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_reason_without_a_list_says_so(sample: Path, recoup: Callable[..., Ran]) -> None:
    out = recoup(sample, "evidence", "3FD9").out
    assert "documentation: no list of its own; recoup explain documentation says" in out


def test_the_next_step_asks_for_what_the_letter_would_not_ask_for(sample: Path, recoup: Callable[..., Ran]) -> None:
    out = " ".join(recoup(sample, "evidence", "KK83").out.split())
    assert "Next: recoup evidence RC-2026-KK83N8 --request termination --from plan puts it" in out


def test_half_typed_items_holders_and_reasons_are_completed() -> None:
    assert _items_begun("Audit_w") == ["audit_worksheet"]
    assert _holders_begun("pa") == ["patient", "payer"]
    assert _standards_begun("the") == ["therapy_documentation"]
    assert _standards_begun("al") == ["all"]
