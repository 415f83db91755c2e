"""How bad it is: severities, their order, and what makes a run fail."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.core.codes import CODES
from ledger.core.finding import ERROR, NOTE, WARNING, Finding

NEVER = "never"
FAIL_ON = (ERROR, WARNING, NEVER)
"""What ``--fail-on`` takes: the least severity that makes a run fail."""

_RANK = {NOTE: 0, WARNING: 1, ERROR: 2}


def severity_of(finding: Finding) -> str:
    """The finding's own severity, else its code's."""
    return finding.severity or CODES[finding.code].severity


def slug_of(finding: Finding) -> str:
    """The code in words."""
    return CODES[finding.code].slug


def fails(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether one of the findings is at or above the failing severity."""
    return fail_on != NEVER and any(_RANK[severity_of(finding)] >= _RANK[fail_on] for finding in findings)
