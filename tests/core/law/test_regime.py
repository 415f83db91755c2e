"""Rule files: what they become, and every mistake with its path."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ledger.core.law.regime import regime_of
from ledger.core.law.rule import Condition, versions_in_force
from tests.core.reckoned import day, shipped_regimes


def a_version(**keys: Any) -> dict[str, Any]:
    start = {"effective_from": "2026-01-01", "counted_from": "dated", "count": "30", "citation": "1 X 2", "source": "x"}
    return {**start, **keys}


def a_window(**keys: Any) -> dict[str, Any]:
    return {"name": "first", "versions": [a_version()], **keys}


def a_file(**keys: Any) -> dict[str, Any]:
    return {"name": "house", "windows": [a_window()], **keys}


def wrong(tree: Any) -> list[tuple[tuple[str | int, ...], str]]:  # noqa: ANN401 - fields of any type
    regime, findings = regime_of(tree)
    assert regime is None
    assert {finding.code for finding in findings} == {"LED504"}
    return [(finding.path, finding.message) for finding in findings]


def test_a_file_becomes_a_regime_with_its_silent_choices() -> None:
    regime, findings = regime_of(a_file(verified_on="2026-11-23", gaps=[{"what": "day 76", "because": "not seen"}]))
    assert findings == []
    assert regime is not None
    window = regime.window("first")
    assert window is not None
    version = window.versions[0]
    assert (window.title, window.act, window.kind, window.filed_when) == ("first", "first", "must", "received")
    assert (version.counting.number, version.counting.unit, version.counting.roll) == (30, "calendar_days", "none")
    assert (version.counting.confidence, version.verified_on) == ("medium", day("2026-11-23"))
    assert (regime.title, regime.gaps[0].what, regime.window("none"), regime.figure("none")) == (
        "house",
        "day 76",
        None,
        None,
    )


def test_a_second_reading_repeats_only_what_differs() -> None:
    also = [
        {"first_day": "false", "because": "the other page"},
        {"counted_from": "remittance", "presumption_days": "0"},
    ]
    regime, _ = regime_of(
        a_file(windows=[a_window(versions=[a_version(first_day="true", confidence="high", also=also)])])
    )
    assert regime is not None
    version = regime.windows[0].versions[0]
    assert [one.first_day for one in (version.counting, *version.also)] == [True, False, True]
    assert [one.counted_from for one in version.also] == ["dated", "remittance"]
    assert [one.confidence for one in version.also] == ["high", "high"]
    assert version.also[1].presumption_days == 0


@pytest.mark.parametrize(
    ("tree", "path", "part"),
    [
        pytest.param([], ("name",), "missing", id="no mapping"),
        pytest.param({"windows": "x"}, ("name",), "missing", id="no name"),
        pytest.param(a_file(windows=[{"versions": []}]), ("windows", 0, "name"), "missing", id="window without a name"),
        pytest.param(
            a_file(windows=[a_window(protects=["peace"])]),
            ("windows", 0, "protects"),
            "nothing to protect",
            id="protects",
        ),
        pytest.param(a_file(windows=[a_window(kind="maybe")]), ("windows", 0, "kind"), "it can be", id="kind"),
        pytest.param(a_file(windows=[a_window(), a_window()]), ("windows", 1, "name"), "stands twice", id="twice"),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(), a_version(count="9")])]),
            ("windows", 0, "versions", 1, "effective_from"),
            "two versions start on",
            id="two versions on one day",
        ),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(effective_from=None)])]),
            ("windows", 0, "versions", 0, "effective_from"),
            "missing",
            id="no start",
        ),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(effective_from="2026-02-30")])]),
            ("windows", 0, "versions", 0, "effective_from"),
            "28 days",
            id="no day",
        ),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(count=None)])]),
            ("windows", 0, "versions", 0, "count"),
            "at least 1",
            id="no count",
        ),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(count="many")])]),
            ("windows", 0, "versions", 0, "count"),
            "not a whole number",
            id="no number",
        ),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(counted_from="whim")])]),
            ("windows", 0, "versions", 0, "counted_from"),
            "it can be",
            id="trigger",
        ),
        pytest.param(
            a_file(values=[{"name": "rate", "points": [{"effective_from": "2026-01-01", "value": "ten"}]}]),
            ("values", 0, "points", 0, "value"),
            "not a figure",
            id="figure",
        ),
        pytest.param(
            a_file(values=[{"name": "rate", "points": [{"value": "10"}]}]),
            ("values", 0, "points", 0, "effective_from"),
            "missing",
            id="figure without a start",
        ),
        pytest.param(
            a_file(
                values=[
                    {
                        "name": "rate",
                        "points": [
                            {"effective_from": "2026-01-01", "value": "10"},
                            {"effective_from": "2026-02-01", "value": "11"},
                        ],
                    }
                ]
            ),
            ("values", 0, "points"),
            "overlap",
            id="figures that overlap",
        ),
    ],
)
def test_a_mistake_is_named_with_its_path(tree: Any, path: tuple[str | int, ...], part: str) -> None:  # noqa: ANN401 - fields of any type
    found = wrong(tree)
    assert any(at == path and part in message for at, message in found), found


def test_entries_that_are_no_blocks_are_left_to_the_schema() -> None:
    regime, findings = regime_of(
        a_file(windows=["x", a_window(when={"reason": ["eligibility", None]})], applies_when="x")
    )
    assert findings == []
    assert regime is not None
    assert regime.windows[0].when == (Condition("reason", ("eligibility",)),)


def test_before_its_first_version_there_is_no_rule() -> None:
    window = shipped_regimes()["medicare-ffs"].window("rebuttal")
    assert window is not None
    assert versions_in_force(window, day("1997-01-01")) == ()
    assert len(versions_in_force(window, day("1997-01-02"))) == 1


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2026-01-01", "1960.00"),
        ("2022-12-31", "1760.00"),
        ("2023-06-01", None),
        ("2027-01-01", None),
        ("2015-01-01", None),
    ],
)
def test_a_figure_that_was_not_published_is_none(on: str, value: str | None) -> None:
    figure = shipped_regimes()["medicare-ffs"].figure("amount_in_controversy_court")
    assert figure is not None
    point = figure.on(day(on))
    assert (point.value if point else None) == (Decimal(value) if value else None)


def test_every_shipped_rule_is_dated_cited_and_verified() -> None:
    for regime in shipped_regimes().values():
        assert regime.verified_on is not None
        for window in regime.windows:
            for version in window.versions:
                assert version.verified_on
                assert version.counting.citation
                assert version.counting.source


def test_interest_rates_are_points_with_gaps_between() -> None:
    figure = shipped_regimes()["medicare-ffs"].figure("interest_rate")
    assert figure is not None
    assert figure.on(day("2018-06-01")) is None
    point = figure.on(day("2023-07-20"))
    assert point is not None
    assert point.value == Decimal("11.50")
