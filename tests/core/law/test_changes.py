"""What changed between two texts of one rule file: everything that differs has a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.core.law.changes import changes
from ledger.core.law.regime import regime_of
from ledger.core.law.rule import Regime
from ledger.core.law.wording import conditions_said, count_said, span_said, version_said
from tests.core.law.test_regime import a_file, a_version, a_window
from tests.core.reckoned import shipped_regimes

POINT = {"effective_from": "2026-01-01", "value": "11.5", "citation": "the register"}
SAID = {"name": "no_stop", "says": "A rebuttal stops nothing.", "citation": "1 X 2", "source": "x", "confidence": "low"}
LONG = "A sentence that is long enough to be better read in the file than on a screen. " * 2


def read(**keys: Any) -> Regime:
    regime, findings = regime_of(a_file(**keys))
    assert findings == []
    assert regime is not None
    return regime


def versions(*keys: dict[str, Any]) -> list[dict[str, Any]]:
    return [a_window(versions=[a_version(**one) for one in keys])]


def figure(**keys: Any) -> dict[str, Any]:
    return {"name": "rate", "title": "rate", "unit": "percent", "points": [POINT], **keys}


OLD_POINT = {"effective_from": "2025-01-01", "through": "2025-12-31", "value": "9"}
HOLE = {"effective_from": "2024-01-01", "through": "2024-12-31", "because": "not seen"}
THIRTY = "30 calendar days from the date of the paper"
FROM = "first, from 2026-01-01"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({}, {}, []),
        (
            {},
            {"windows": versions({"count": "20", "unit": "business_days"})},
            [f"{FROM}: {THIRTY} becomes 20 business days from the date of the paper"],
        ),
        (
            {},
            {"windows": versions({"also": [{"counted_from": "received", "count": "1"}]})},
            [f"{FROM}: readings beside it now: 1 calendar day from receipt of the paper"],
        ),
        (
            {"windows": versions({"also": [{"count": "3"}]})},
            {},
            [f"{FROM}: readings beside it now: none"],
        ),
        (
            {"windows": versions({"confidence": "low"})},
            {"windows": versions({"confidence": "high", "seen_from": "2026-05-01"})},
            [f"{FROM}: confidence low becomes high", f"{FROM}: seen from nothing becomes 2026-05-01"],
        ),
        (
            {},
            {"windows": versions({"through": "2026-06-30"}, {"effective_from": "2026-07-01", "count": "60"})},
            [
                f"{FROM}: through nothing becomes 2026-06-30",
                "first: new from 2026-07-01: 60 calendar days from the date of the paper (1 X 2)",
            ],
        ),
        (
            {"windows": versions({}, {"effective_from": "2020-01-01"})},
            {},
            ["first: the version from 2020-01-01 is gone (30 calendar days from the date of the paper)"],
        ),
        (
            {},
            {"windows": [a_window(kind="option", protects=["keeps_appeal"], prints="true", note=LONG)]},
            [
                "first: kind must becomes option",
                "first: protects nothing becomes keeps_appeal",
                "first: prints no becomes yes",
                "first: note changed",
            ],
        ),
        (
            {},
            {"windows": [a_window(), {"name": "second", "title": "second appeal"}]},
            ["new window second: second appeal"],
        ),
        (
            {"windows": [a_window(), a_window(name="x")]},
            {},
            ["window x is gone"],
        ),
        (
            {"windows": []},
            {},
            ["new window first: from 2026-01-01: 30 calendar days from the date of the paper"],
        ),
        ({}, {"values": [figure()]}, ["new figure rate: rate, 1 published"]),
        (
            {"values": [figure()]},
            {"values": [figure(points=[{**POINT, "value": "12"}])]},
            ["rate: 11.5 percent from 2026-01-01 becomes 12 percent from 2026-01-01 (the register)"],
        ),
        (
            {"values": [figure(points=[OLD_POINT])]},
            {"values": [figure(missing=[HOLE])]},
            [
                "rate: new figure, 11.5 percent from 2026-01-01",
                "rate: the figure 9 percent from 2025-01-01 through 2025-12-31 is gone",
                "rate: none found from 2024-01-01 through 2024-12-31 (not seen)",
            ],
        ),
        (
            {"values": [figure(missing=[HOLE])]},
            {"values": [figure(missing=[HOLE], unit="dollars")]},
            ["rate: unit percent becomes dollars"],
        ),
        (
            {"gaps": [{"what": "kind of day", "because": "not stated."}, {"what": "start", "because": "not seen"}]},
            {"gaps": [{"what": "kind of day", "because": "two sources differ."}, {"what": "fee", "because": "no"}]},
            ["gap kind of day: two sources differ", "new gap: fee (no)", "no gap any more: start"],
        ),
        (
            {"statements": [SAID]},
            {"statements": [{**SAID, "confidence": "high"}], "levels": [{"name": "first"}]},
            ["new level first: first", "no_stop: confidence low becomes high"],
        ),
        ({"statements": [SAID]}, {"statements": [{**SAID, "says": LONG}]}, ["no_stop: wording changed"]),
        ({}, {"statements": [SAID]}, ["new statement no_stop: A rebuttal stops nothing."]),
        (
            {"applies_when": {"network": ["contracted"]}, "verified_on": "2026-01-01"},
            {"applies_when": {"funding": ["fully_insured", "unknown"]}, "sources": ["x", "y"], "citation": LONG},
            [
                "applies when changed",
                "verified on 2026-01-01 becomes nothing",
                "citation changed",
                "sources nothing becomes x, y",
            ],
        ),
    ],
)
def test_what_differs_is_said(old: dict[str, Any], new: dict[str, Any], said: list[str]) -> None:
    assert list(changes(read(**old), read(**new))) == said


def test_conditions_are_said_where_they_are_short() -> None:
    old, new = read(applies_when={"network": ["contracted"]}), read(applies_when={"network": ["unknown"]})
    assert changes(old, new) == ("applies when where network contracted becomes where network unknown",)


@pytest.mark.parametrize("name", ["texas", "medicare-ffs", "erisa", "contract"])
def test_a_field_of_any_kind_has_a_sentence(name: str) -> None:
    regime = shipped_regimes()[name]
    assert changes(regime, regime) == ()
    for key, value in regime._asdict().items():
        if value and key not in ("name", "confirmed"):
            without: dict[str, Any] = {key: None if value == regime.verified_on else type(value)()}
            assert changes(regime, regime._replace(**without))


def test_counts_and_conditions_in_words() -> None:
    counting = read(
        windows=versions({"first_day": "true", "presumption_days": "5", "roll": "next", "hold_days": "180"})
    ).windows[0]
    assert count_said(counting.versions[0].counting) == (
        "30 calendar days from the date of the paper; that day is day 1; receipt presumed 5 days after the date; "
        "a last day off moves to the next working day; held up to 180 days by an investigation"
    )
    when = read(windows=versions({"when": {"network": ["contracted", "unknown"]}, "unless": {"reason": ["fraud"]}}))
    assert version_said(when.windows[0].versions[0]) == (
        "from 2026-01-01, where network contracted or unknown; not where reason fraud"
    )
    assert (conditions_said(()), span_said(None, None)) == ("", "")
