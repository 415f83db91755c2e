"""Findings as annotations beside the lines of a pull request (GitHub's workflow commands)."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.core.finding import ERROR, WARNING, Finding
from ledger.core.severity import severity_of, slug_of
from ledger.report.clean import clean

_COMMANDS = {ERROR: "error", WARNING: "warning"}


def as_github(findings: Iterable[Finding]) -> str:
    """One ``::error file=...,line=...,col=...,title=...::message`` a finding, each line ended."""
    return "".join(f"{_annotation(finding)}\n" for finding in findings)


def _annotation(finding: Finding) -> str:
    command = _COMMANDS.get(severity_of(finding), "notice")
    facts = [("file", finding.file), ("line", finding.line), ("col", finding.column)]
    facts.append(("title", f"{finding.code} {slug_of(finding)}"))
    properties = ",".join(f"{name}={_property(str(fact))}" for name, fact in facts if fact)
    text = f"{finding.message}\nhint: {finding.hint}" if finding.hint else finding.message
    return f"::{command} {properties}::{_data(clean(text))}"


def _data(text: str) -> str:
    """Escaped as the runner unescapes it: an unescaped line break would end the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
