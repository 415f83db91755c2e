"""What a rule file says of interest: each mistake is named with its path, and a reading repeats only what differs."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.core.finding import Path
from ledger.core.law.regime import regime_of


def a_rule(**version: Any) -> dict[str, Any]:
    whole = {
        "effective_from": "2020-01-01",
        "charged_for": "full_periods",
        "period_days": "30",
        "citation": "c",
        "source": "s",
        "confidence": "high",
        **version,
    }
    kept = {key: value for key, value in whole.items() if value is not None}
    return {"name": "x", "interest": [{"name": "on_debt", "versions": [kept]}]}


def test_a_reading_repeats_only_what_differs() -> None:
    regime, findings = regime_of(a_rule(year_days="360", also=[{"charged_for": "days", "because": "an older notice"}]))
    assert findings == []
    assert regime is not None
    version = regime.interest[0].versions[0]
    also = version.also[0]
    assert (also.charged_for, also.year_days, also.citation, also.because) == ("days", 360, "c", "an older notice")
    assert regime.interest[0].title == "on debt"


@pytest.mark.parametrize(
    ("version", "key", "said"),
    [
        ({"effective_from": None}, "effective_from", "missing"),
        ({"period_days": None}, "period_days", "missing"),
        ({"charged_for": "moons"}, "charged_for", "it can be"),
        ({"year_days": "long"}, "year_days", "not a whole number"),
    ],
)
def test_a_mistake_is_named_with_its_path(version: dict[str, Any], key: str, said: str) -> None:
    regime, findings = regime_of(a_rule(**version))
    path: Path = ("interest", 0, "versions", 0, key)
    assert regime is None
    assert [(one.code, one.path) for one in findings] == [("LED504", path)]
    assert said in findings[0].message
