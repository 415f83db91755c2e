"""How bad a finding is, and what makes a run fail."""

from __future__ import annotations

import pytest

from ledger.core.finding import ERROR, NOTE, WARNING, Finding
from ledger.core.severity import FAIL_ON, NEVER, fails, severity_of, slug_of


def found(severity: str = "") -> Finding:
    return Finding("LED203", "2026-02-30 is no day", severity=severity)


def test_a_finding_is_as_bad_as_its_code_unless_it_says_otherwise() -> None:
    assert severity_of(found()) == ERROR
    assert severity_of(found(NOTE)) == NOTE
    assert slug_of(found()) == "not-a-date"


@pytest.mark.parametrize(
    ("severity", "failing"), [(NOTE, ()), (WARNING, (WARNING,)), (ERROR, (ERROR, WARNING)), ("", (ERROR, WARNING))]
)
def test_what_is_at_least_as_bad_fails(severity: str, failing: tuple[str, ...]) -> None:
    assert {fail_on for fail_on in FAIL_ON if fails([found(severity)], fail_on)} == set(failing)
    assert not fails([], WARNING)
    assert not fails([found(ERROR)], NEVER)
