"""The same findings in every format, as whole texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ledger.core.finding import Finding
from ledger.core.severity import fails
from ledger.report.findings.github import as_github
from ledger.report.findings.json import as_json
from ledger.report.findings.sarif import as_sarif
from ledger.report.findings.text import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FILE = "cases/2026-03/RC-2026-7K4QXM.yaml"
FINDINGS = (
    Finding(
        "LED203",
        "2026-02-30",
        "February 2026 has 28 days; write the day on the stamp, as 2026-03-06",
        ("demand", "received_on"),
        FILE,
        14,
        16,
    ),
    Finding("LED113", "the value ends before #0099812", "write it in quotes", ("money", 0, "trace"), FILE, 31, 20),
    Finding("LED603", "50%, a:b\nis not here", file=FILE, line=40),
    Finding("LED501", "\x1b[31mno rules\u202e", "see recoup payer list", severity="warning"),
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("text.txt", as_text), ("github.txt", as_github), ("json.json", as_json), ("sarif.json", as_sarif)],
)
def test_findings_as(name: str, shown: Callable[[Iterable[Finding]], str], golden: Callable[[str, str], None]) -> None:
    golden(f"findings/{name}", shown(FINDINGS))


def test_the_line_of_the_voices_page_comes_out_as_it_stands_there() -> None:
    assert as_text(FINDINGS[:1]) == (
        "cases/2026-03/RC-2026-7K4QXM.yaml:14:16: error LED203 not-a-date: 2026-02-30\n"
        "  hint: February 2026 has 28 days; write the day on the stamp, as 2026-03-06\n"
    )


def test_nothing_found_is_valid_in_every_format() -> None:
    assert as_text(()) == as_github(()) == ""
    assert json.loads(as_json(())) == {"schema_version": 1, "kind": "findings", "findings": []}
    assert json.loads(as_sarif(()))["runs"][0]["results"] == []


def test_an_annotation_is_one_line_whatever_the_message_holds() -> None:
    assert len(as_github(FINDINGS).splitlines()) == len(FINDINGS)


def test_json_is_plain_ascii_and_keeps_the_place_of_a_value() -> None:
    text = as_json(FINDINGS)
    assert text.isascii()
    first = json.loads(text)["findings"][0]
    assert (first["path"], first["line"], first["column"]) == (["demand", "received_on"], 14, 16)


@pytest.mark.parametrize(
    ("severity", "fail_on", "expected"),
    [
        ("error", "error", True),
        ("warning", "error", False),
        ("note", "error", False),
        ("warning", "warning", True),
        ("note", "warning", False),
        ("error", "never", False),
    ],
)
def test_a_run_fails_from_the_level_that_was_asked_for(severity: str, fail_on: str, *, expected: bool) -> None:
    assert fails([Finding("LED201", "x", severity=severity)], fail_on) is expected
