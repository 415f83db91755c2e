"""Every hostile file of the reliability standard, with what the reader says about it beside it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ledger.core.finding import Finding
from ledger.report.findings.text import as_text
from ledger.store.yaml import events
from ledger.store.yaml.reader import read, salvaged

HOSTILE = Path(__file__).parents[2] / "examples" / "hostile"
REFUSED = sorted(path for path in HOSTILE.glob("*.yaml") if not path.name.startswith("taken-"))
TAKEN = sorted(HOSTILE.glob("taken-*.yaml"))


def _said(file: Path, findings: list[Finding]) -> str:
    return as_text(finding._replace(file=file.name) for finding in findings)


@pytest.mark.parametrize("file", REFUSED, ids=lambda file: file.stem)
def test_a_hostile_file_is_refused_with_its_place(file: Path) -> None:
    tree, findings = read(file.read_bytes())
    assert _said(file, findings) == file.with_suffix(".txt").read_text(encoding="utf-8")
    assert (tree is None) == any(finding.code != "LED113" for finding in findings)
    assert all(finding.line and finding.column for finding in findings)


@pytest.mark.parametrize("file", TAKEN, ids=lambda file: file.stem)
def test_an_odd_file_is_taken_without_a_word(file: Path) -> None:
    tree, findings = read(file.read_bytes())
    assert tree
    assert findings == []


def test_every_expectation_has_its_file() -> None:
    assert {path.stem for path in HOSTILE.glob("*.txt")} == {path.stem for path in REFUSED}


def test_every_scalar_is_the_text_that_stands_in_the_file() -> None:
    tree, _ = read((HOSTILE / "taken-y13-words.yaml").read_bytes())
    assert tree == {
        "zeros": "0123",
        "underscore": "1_000",
        "money": "1.10",
        "huge": "1e400",
        "nan": ".nan",
        "no_word": "NO",
        "yes_word": "yes",
        "clock": "12:30:45",
        "tilde": "~",
        "null_word": "null",
        "empty": None,
        "quoted": "",
        "hex": "0x1F",
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: " + b"x" * (20 * 1024 * 1024), "LED109"),
        (b"a: " + b"1" * 200_000, "LED109"),
        (b"a: [" + b"1," * 100_000 + b"]", "LED109"),
        (b"# c\n" * 100_000, "LED109"),
        (b"a:\n" + b"\t- b\n" * 10_000, "LED108"),
    ],
    ids=["one 20 MB value", "a 200,000-digit number", "100,000 items", "100,000 comment lines", "10,000 tabs"],
)
def test_size_costs_neither_time_nor_memory(data: bytes, code: str) -> None:
    started = time.perf_counter()
    tree, findings = read(data)
    assert time.perf_counter() - started < 5
    assert tree is None
    assert findings[0].code == code
    assert len(findings) <= 100


@pytest.mark.parametrize("data", [b"{}", b"# see #4411\n{}", b"# \\\n--- {}\n"])
def test_an_empty_block_is_a_document_without_keys(data: bytes) -> None:
    assert read(data) == ({}, [])


def test_what_can_be_understood_of_a_faulty_file_is_kept_for_further_checks() -> None:
    tree, findings = salvaged(
        b"id: A\nid: B\ndemand:\n  amount:\t1\n  dated_on: 2026-02-30\nclaims:\n  - number: x\n  bad\n"
    )
    assert [finding.code for finding in findings] == ["LED103", "LED108", "LED101"]
    assert tree == {"id": "A", "demand": {"amount": "1", "dated_on": "2026-02-30"}, "claims": [{"number": "x"}]}


def test_the_pure_parser_stands_in_for_the_compiled_one(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = events._parser  # noqa: SLF001 - which of the two was found is nobody else's business
    monkeypatch.setattr(events, "_parser", events.PureParser)
    for file in REFUSED:
        tree, findings = read(file.read_bytes())
        assert findings, file.name
        assert tree is None or {finding.code for finding in findings} == {"LED113"}, file.name
    for file in TAKEN:
        tree, findings = read(file.read_bytes())
        monkeypatch.setattr(events, "_parser", compiled)
        assert (tree, findings) == read(file.read_bytes()), file.name
        monkeypatch.setattr(events, "_parser", events.PureParser)
