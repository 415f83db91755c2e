"""Everything that no rule can say, each with the place where it stands in the file."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.core.law.extending import extended
from ledger.core.law.regime import Regime, regime_of
from tests.core.law.test_regime import a_file, a_version, a_window, wrong


def a_base(**keys: Any) -> dict[str, Any]:
    return {"name": "base", "levels": [{"name": "first"}], "windows": [{"name": "second"}], **keys}


def rate(*points: tuple[str, str | None], **keys: Any) -> dict[str, Any]:
    listed = [{"effective_from": start, "through": through, "value": "1"} for start, through in points]
    return {"name": "rate", "points": listed, **keys}


def interest(*versions: dict[str, str]) -> dict[str, Any]:
    return {"name": "late", "versions": [{"charged_for": "days", **version} for version in versions]}


@pytest.mark.parametrize(
    ("tree", "path", "part"),
    [
        pytest.param(
            a_file(
                windows=[
                    a_window(
                        versions=[
                            a_version(effective_from="2020-01-01", through="2026-06-30"),
                            a_version(effective_from="2026-01-01"),
                        ]
                    )
                ]
            ),
            ("windows", 0, "versions", 1, "effective_from"),
            "the version of 2020-01-01 overlaps that of 2026-01-01",
            id="versions overlap",
        ),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(through="2025-12-31")])]),
            ("windows", 0, "versions", 0, "effective_from"),
            "it ends before it starts",
            id="ends before it starts",
        ),
        pytest.param(
            a_file(values=[rate(("2024-01-01", "2024-12-31"), ("2026-01-01", None), yearly="true")]),
            ("values", 0, "points"),
            "no figure from 2025-01-01 through 2025-12-31",
            id="gap in a yearly value",
        ),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(counted_from="postmark")])]),
            ("windows", 0, "versions", 0, "counted_from"),
            "'postmark'; it can be",
            id="unknown trigger",
        ),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(counted_from="decision_received")])]),
            ("windows", 0, "versions", 0, "counted_from"),
            "no decision starts this window",
            id="a trigger no case has",
        ),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(count="0")])]),
            ("windows", 0, "versions", 0, "count"),
            "count is 0; a window of calendar days lasts 1 to 3,660",
            id="zero",
        ),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(count="1000000")])]),
            ("windows", 0, "versions", 0, "count"),
            "count is 1000000",
            id="a million",
        ),
        pytest.param(
            a_file(windows=[a_window(versions=[a_version(also=[{"count": "0"}])])]),
            ("windows", 0, "versions", 0, "also", 0, "count"),
            "count is 0",
            id="zero in a second reading",
        ),
        pytest.param(
            a_file(applies_when={"found_by": ["upic"]}),
            ("applies_when", "found_by"),
            "no case has a fact 'found_by' there",
            id="a fact that brings no law",
        ),
        pytest.param(
            a_file(windows=[a_window(when={"resaon": ["fraud_allegation"]})]),
            ("windows", 0, "when", "resaon"),
            "no case has a fact 'resaon'",
            id="a fact nobody states",
        ),
        pytest.param(
            a_file(windows=[a_window(unless={"reason": []})]),
            ("windows", 0, "unless", "reason"),
            "names no value",
            id="a fact without a value",
        ),
        pytest.param(
            a_file(levels=[{"name": "first"}, {"name": "first"}]), ("levels", 1, "name"), "level first", id="two levels"
        ),
        pytest.param(
            a_file(values=[rate(("2026-01-01", None)), rate(("2026-01-01", None))]),
            ("values", 1, "name"),
            "figure rate stands twice",
            id="two figures",
        ),
        pytest.param(
            a_file(
                interest=[
                    interest(
                        {"effective_from": "2020-01-01", "through": "2026-12-31"}, {"effective_from": "2026-01-01"}
                    )
                ]
            ),
            ("interest", 0, "versions", 1, "effective_from"),
            "late: the version of 2020-01-01 overlaps",
            id="interest overlaps",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tree: Any, path: tuple[str | int, ...], part: str) -> None:  # noqa: ANN401
    found = wrong(tree)
    assert path in [place for place, _ in found]
    assert any(part in message for _, message in found)


def read(*trees: dict[str, Any]) -> dict[str, Regime]:
    found = [regime_of(tree)[0] for tree in trees]
    return {regime.name: regime for regime in found if regime is not None}


SAID = {"name": "no_stop", "says": "x", "citation": "1 X 2", "source": "x", "confidence": "high"}


@pytest.mark.parametrize(
    ("trees", "path", "part"),
    [
        ([a_file(extends="house")], ("extends",), "house extends itself"),
        ([a_file(extends="base"), a_base(extends="house")], ("extends",), "house extends itself"),
        ([a_file(extends="nobody")], ("extends",), "it extends nobody, which this ledger does not hold"),
        ([a_file(extends="base", drops=["third"]), a_base()], ("drops", 0), "'third' is no window of the rules"),
        ([a_file(windows=[a_window(level="last")])], ("windows", 0, "level"), "'last' is no level"),
        ([a_file(windows=[a_window(after="last")])], ("windows", 0, "after"), "'last' is no level"),
        ([a_file(windows=[a_window(minimum="low")])], ("windows", 0, "minimum"), "'low' is no figure"),
        ([a_file(interest=[{"name": "late", "figure": "rate"}])], ("interest", 0, "figure"), "'rate' is no figure"),
        ([a_file(statements=[{**SAID, "windows": ["x"]}])], ("statements", 0, "windows", 0), "'x' is no window"),
    ],
)
def test_a_name_that_nothing_bears_keeps_the_rules_out(
    trees: list[dict[str, Any]], path: tuple[str | int, ...], part: str
) -> None:
    whole, lost = extended(read(*trees))
    assert "house" not in whole
    assert [(one.code, one.path) for one in lost["house"]] == [("LED504", path)]
    assert part in lost["house"][0].message


def test_what_the_base_of_the_base_has_and_the_base_drops_stays_dropped() -> None:
    middle = {"name": "middle", "extends": "base", "drops": ["second"], "windows": [{"name": "third"}]}
    whole, lost = extended(
        read(a_file(extends="middle", statements=[{**SAID, "windows": ["third"]}]), middle, a_base())
    )
    assert lost == {}
    assert [window.name for window in whole["house"].windows] == ["third", "first"]
