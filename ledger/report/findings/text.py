"""Findings for a terminal and for editors: one line a finding that can be clicked, and what to do below it."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.core.finding import Finding
from ledger.core.severity import severity_of, slug_of
from ledger.report.clean import clean


def as_text(findings: Iterable[Finding]) -> str:
    """``path:line:column: severity CODE slug: message`` and ``  hint: ...``, each line ended."""
    return "".join(_lines(finding) for finding in findings)


def _lines(finding: Finding) -> str:
    place = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part)
    before = f"{place}: " if place else ""
    lines = f"{before}{severity_of(finding)} {finding.code} {slug_of(finding)}: {_one_line(finding.message)}\n"
    return lines + (f"  hint: {_one_line(finding.hint)}\n" if finding.hint else "")


def _one_line(text: str) -> str:
    return clean(" ".join(text.splitlines()))
