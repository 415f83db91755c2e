"""Findings for code scanners: the Static Analysis Results Interchange Format 2.1.0 (OASIS)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ledger import __version__
from ledger.core.codes import CODES
from ledger.core.finding import Finding
from ledger.core.severity import severity_of

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(findings: Iterable[Finding]) -> str:
    """One run of one tool, with the rules that its results name, ended."""
    import json

    listed = list(findings)
    rules = sorted({finding.code for finding in listed})
    driver = {"name": "recoup", "version": __version__, "rules": [_rule(code) for code in rules]}
    results = [_result(finding, rules.index(finding.code)) for finding in listed]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    row = CODES[code]
    return {
        "id": code,
        "name": row.slug,
        "shortDescription": {"text": row.summary},
        "defaultConfiguration": {"level": row.severity},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    text = f"{finding.message}\nhint: {finding.hint}" if finding.hint else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": severity_of(finding),
        "message": {"text": text},
    }
    if finding.file:
        result["locations"] = [{"physicalLocation": _place(finding)}]
    return result


def _place(finding: Finding) -> dict[str, Any]:
    from urllib.parse import quote

    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.file)}}
    if finding.line:
        place["region"] = {"startLine": finding.line, "startColumn": finding.column or 1}
    return place
