"""``recoup check``, through the real command in a copy of the sample ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Recoup = Callable[..., Any]

CASE = """\
id: RC-2026-7K4QXM
title: 90837 re-priced as 90834
payer: lone-star-health
owner: jlee

demand:
  reference: LSH-OP-2026-0399
  dated_on: 2026-03-02
  amount: 49.42
  reason: time_based_coding

claims:
  - number: 0026030217755
    patient: P-1108
    lines:
      - {line: 1, served_on: 2025-11-14, procedure: 90837, paid: 152.40, demanded: 49.42, answer: dispute}

documents:

money:

communications:
"""


@pytest.fixture
def case(sample: Path) -> Path:
    path = sample / "cases" / "2026-03" / "RC-2026-7K4QXM.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(CASE, encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize("words", [["check"], ["check", "--fail-on", "warning"], ["check", "cases", "payers"]])
def test_the_sample_is_clean(sample: Path, recoup: Recoup, words: list[str]) -> None:
    ran = recoup(sample, *words)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("nothing wrong in ")


def test_five_mistakes_are_found_in_one_run_at_their_places(case: Path, recoup: Recoup) -> None:
    text = CASE.replace("dated_on: 2026-03-02", "dated_on: 2026-02-30").replace("amount: 49.42", "amount: 49.425")
    text = text.replace("payer: lone-star-health", "payer: lone-star")
    text = text.replace("reason: time_based_coding", "reason: time").replace("owner: jlee", "ownr: jlee")
    case.write_text(text, encoding="utf-8", newline="\n")
    ran = recoup(case.parent, "check", case.name)
    places = [
        line.split(" ", 1)[0] + line.split(" ")[2] for line in ran.out.splitlines() if not line.startswith("  hint")
    ]
    assert (ran.code, places) == (
        1,
        [
            "cases/2026-03/RC-2026-7K4QXM.yaml:3:8:LED302",
            "cases/2026-03/RC-2026-7K4QXM.yaml:4:1:LED201",
            "cases/2026-03/RC-2026-7K4QXM.yaml:8:13:LED203",
            "cases/2026-03/RC-2026-7K4QXM.yaml:9:11:LED204",
            "cases/2026-03/RC-2026-7K4QXM.yaml:10:11:LED205",
        ],
    )
    assert ran.err == "5 errors in 1 file\n"


def test_mistakes_of_yaml_and_of_the_format_come_in_one_run(case: Path, recoup: Recoup) -> None:
    text = CASE.replace("owner: jlee", "owner: jlee\nowner: jlee").replace("2026-03-02", "2026-02-30")
    case.write_text(text, encoding="utf-8", newline="\n")
    ran = recoup(case.parent, "check", case.name)
    assert ran.code == 1
    assert [line.split(" ")[2] for line in ran.out.splitlines()[::2]] == ["LED103", "LED203"]


def test_what_follows_a_broken_line_is_not_called_missing(case: Path, recoup: Recoup) -> None:
    case.write_text("id: RC-2026-7K4QXM\ntitle: a: b\n", encoding="utf-8")
    ran = recoup(case.parent, "check", case.name)
    assert [line.split(" ")[2] for line in ran.out.splitlines()[::2]] == ["LED101"]


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_other_formats_go_to_programs(case: Path, recoup: Recoup, form: str) -> None:
    case.write_text(CASE.replace("owner: jlee", "ownr: jlee"), encoding="utf-8")
    ran = recoup(case.parent, "check", "--format", form, case.name)
    assert (ran.code, ran.err) == (1, "")
    if form != "github":
        json.loads(ran.out)
    assert "LED201" in ran.out


def test_warnings_fail_only_where_they_are_asked_to(case: Path, recoup: Recoup) -> None:
    case.write_text(
        CASE.replace("money:\n", "money:\n  - {dated_on: 2026-03-12, kind: refund, amount: 9.42, trace: check #5}\n"),
        encoding="utf-8",
    )
    codes = {
        level: recoup(case.parent, "check", "--fail-on", level, case.name).code
        for level in ("error", "warning", "never")
    }
    assert codes["warning"] == 1
    assert codes["never"] == 0


def test_cases_are_held_against_each_other_only_together(case: Path, sample: Path, recoup: Recoup) -> None:
    twin = case.with_name("RC-2026-8K4QXM.yaml")
    twin.write_text(CASE.replace("RC-2026-7K4QXM", "RC-2026-8K4QXM"), encoding="utf-8")
    alone, together = recoup(sample, "check", str(twin)), recoup(sample, "check")
    assert "LED314" not in alone.out
    assert "LED314" in together.out
    assert together.code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "cases/2026-03/RC-2026-000000.yaml"], "there is no file"),
        (["check", "../elsewhere.yaml"], "there is no ledger in"),
        (["check", ".gitignore"], "there is no file"),
        (["check", "notes.txt"], "is no file of a ledger"),
        (["check", "--fail-on", "always"], "--fail-on takes error, warning or never"),
        (["check", "--format", "xml"], "--format takes"),
    ],
)
def test_wrong_words_end_with_2(sample: Path, recoup: Recoup, words: list[str], said: str) -> None:
    (sample / "notes.txt").write_text("x", encoding="utf-8")
    (sample.parent / "elsewhere.yaml").write_text("id: x\n", encoding="utf-8")
    ran = recoup(sample, *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_ledger_file_with_a_mistake_is_a_finding_not_a_wall(sample: Path, recoup: Recoup) -> None:
    (sample / "ledger.yaml").write_text("format: 1\ntime_zone: America/Chicago\ntime_zone: x\n", encoding="utf-8")
    ran = recoup(sample, "check")
    assert ran.code == 1
    assert "ledger.yaml:3:1: error LED103" in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_is_no_plain_file_is_named(case: Path, sample: Path, recoup: Recoup) -> None:
    (case.parent / "RC-2026-000000.yaml").symlink_to("/etc/hostname")
    (sample / "cases" / "2026-04").symlink_to(sample / "payers")
    (case.parent / "letter.pdf").write_bytes(b"%PDF")
    (sample / "cases" / "2026-05" / ".git").mkdir(parents=True)
    ran = recoup(sample, "check")
    assert ran.code == 1
    said = sorted(line.split(" ")[2] for line in ran.out.splitlines() if not line.startswith("  hint"))
    assert said == ["LED116", "LED116", "LED703", "LED704"]
    assert recoup(sample, "check", str(case.parent / "RC-2026-000000.yaml")).out.startswith(
        "cases/2026-03/RC-2026-000000.yaml: error LED116"
    )


def test_fix_fills_in_what_the_program_writes_and_nothing_else(
    case: Path, sample: Path, recoup: Recoup, git: Callable[..., str]
) -> None:
    private = sample.parent / "ledger-private"
    (private / "RC-2026-7K4QXM").mkdir(parents=True)
    (private / "RC-2026-7K4QXM" / "demand.pdf").write_bytes(b"%PDF-1.4")
    git(sample, "config", "recoup.private", str(private))
    paper = "documents:\n  - {id: demand, kind: demand_letter, file: RC-2026-7K4QXM/demand.pdf}  # scanned\n"
    call = "communications:\n  - at: 2026-03-09T10:20\n    channel: phone\n    summary: Asked.\n"
    text = CASE.replace("documents:\n", paper).replace("communications:\n", call)
    case.write_text(text, encoding="utf-8", newline="\n")
    ran = recoup(sample, "check", "--fix", str(case))
    assert ran.code == 0, ran
    fixed = case.read_text(encoding="utf-8").splitlines()
    kept = [line for line in fixed if line not in text.splitlines()]
    assert len(fixed) == len(text.splitlines()) + 1
    assert kept[0].startswith("  - {id: demand, kind: demand_letter, file: RC-2026-7K4QXM/demand.pdf, sha256: ")
    assert kept[0].endswith("}  # scanned")
    assert kept[1].startswith("    recorded: 2026-03-09T15:00:00Z jlee ")
    assert git(sample, "status", "--porcelain").strip().endswith("RC-2026-7K4QXM.yaml")
    assert recoup(sample, "check", "--fix", str(case)).err.count("filled in") == 0
    (private / "RC-2026-7K4QXM" / "demand.pdf").write_bytes(b"%PDF-1.5")
    assert "LED602" in recoup(sample, "check", str(case)).out
    (private / "RC-2026-7K4QXM" / "demand.pdf").unlink()
    missing = recoup(sample, "check", str(case))
    assert (missing.code, "note LED603" in missing.out) == (0, True)
