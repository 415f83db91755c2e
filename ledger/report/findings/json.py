"""Findings for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ledger.core.finding import Finding
from ledger.core.severity import severity_of, slug_of

SCHEMA_VERSION = 1


def as_json(findings: Iterable[Finding]) -> str:
    """``{"schema_version": 1, "kind": "findings", "findings": [...]}``, one line, ended."""
    import json

    document = {"schema_version": SCHEMA_VERSION, "kind": "findings", "findings": [as_fact(one) for one in findings]}
    return json.dumps(document, ensure_ascii=True) + "\n"


def as_fact(finding: Finding) -> dict[str, Any]:
    """One finding; ``line`` and ``column`` count from 1 and are null where nothing is known."""
    return {
        "code": finding.code,
        "slug": slug_of(finding),
        "severity": severity_of(finding),
        "message": finding.message,
        "hint": finding.hint,
        "file": finding.file or None,
        "line": finding.line or None,
        "column": finding.column or None,
        "path": list(finding.path),
    }
