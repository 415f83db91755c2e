"""The rule file of every state, held against what was established for it when the rules were written."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ledger.core.law.regime import regime_of
from ledger.core.law.rule import CONFIDENCES, Regime, WindowVersion, versions_in_force
from ledger.core.law.states import STATES, slug_of
from ledger.store.profiles import regime_text, shipped_regime
from ledger.store.schema import check_shape
from ledger.store.shipped import shipped
from ledger.store.yaml.reader import read

READ_ON = date(2026, 11, 23)
ROWS: dict[str, dict[str, Any]] = {
    row["state"]: row for row in yaml.safe_load((Path(__file__).parent / "states.yaml").read_text(encoding="utf-8"))
}
UNITS = {"days": "calendar_days", "months": "months", "years": "years"}

PARTIAL = {"MA", "NM", "NV"}
"""Laws that reach behavioral health or dental claims alone, which a case cannot tell from others; none is counted."""

IN_WORDS = PARTIAL | {"CO", "FL", "MS", "MT"}
"""Limits that statements tell and no version counts. Colorado's has no known start, Florida's may not hold for the
practitioners of a part that was not read, those of the others hold only where the payer sets no filing deadline."""

TWO_ITEMS_IN_ONE = {"IL": 1}
"""The row counts the address for an appeal and its last day as one thing, the file lists both."""

KINDS = {
    "cob": "coordination_of_benefits",
    "cob_federal_program": "coordination_of_benefits",
    "cob_subrogation_auto_wc": "other_payer",
    "cob_subrogation_third_party": "other_payer",
    "completed_audit": "audit",
    "fraud_or_material_misrepresentation": "fraud",
}
"""Kinds of exceptions that the files name in other words than the rows."""

each_state = pytest.mark.parametrize("code", sorted(ROWS))


@cache
def law(code: str) -> Regime:
    """The state's rules with what they extend; fails where the file is missing."""
    assert (shipped("rules") / "states" / f"{slug_of(code)}.yaml").is_file(), (
        f"{STATES[code]} has no rule file: ledger/rules/states/{slug_of(code)}.yaml is missing"
    )
    return shipped_regime(slug_of(code))


@cache
def alone(code: str) -> Regime:
    """The state's rules as its own file has them."""
    law(code)
    regime, findings = regime_of(read(regime_text(slug_of(code)))[0])
    assert regime is not None, findings
    return regime


def in_force(code: str, window: str) -> tuple[WindowVersion, ...]:
    """The versions of a window on the day the texts were read: those without a condition, where there are any."""
    found = law(code).window(window)
    versions = versions_in_force(found, READ_ON) if found is not None else ()
    return tuple(one for one in versions if not one.when) or versions


def lengths(code: str, window: str) -> set[tuple[int, str]]:
    """How long a window is on the day the texts were read; empty where no text sets it."""
    return {(one.counting.number, one.counting.unit) for one in in_force(code, window)}


def as_counted(period: dict[str, Any] | None) -> set[tuple[int, str]]:
    """A row's period as a rule file counts it."""
    return set() if period is None else {(period["value"], UNITS[period["unit"]])}


def ever(code: str, window: str) -> bool:
    """Whether any version, past or to come, gives the window a length."""
    found = law(code).window(window)
    return found is not None and bool(found.versions)


def told(code: str, period: str, windows: set[str]) -> bool:
    """Whether a statement tells a period, and a gap that every insured case meets says why no day of it is shown."""
    said = any(period in one.says for one in law(code).statements)
    warned = (gap for gap in law(code).gaps if any(one.fact == "line_of_business" for one in gap.when))
    return said and any(windows & set(gap.windows) for gap in warned)


def test_there_is_a_row_for_each_state() -> None:
    assert set(ROWS) == set(STATES)
    assert {code: row["name"] for code, row in ROWS.items()} == STATES


def test_there_is_no_file_without_a_row() -> None:
    there = {path.stem for path in (shipped("rules") / "states").glob("*.yaml")}
    assert there <= {slug_of(code) for code in ROWS}


@each_state
def test_a_file_loads_and_governs_insured_plans_issued_in_its_state(code: str) -> None:
    law(code)
    tree, findings = read(regime_text(slug_of(code)))
    assert findings == []
    assert check_shape("regime", tree) == []
    regime = alone(code)
    assert (regime.name, regime.state, regime.extends) == (slug_of(code), code, "state-insured")
    assert STATES[code] in regime.title
    assert regime.verified_on == READ_ON
    assert {one.fact: one.values for one in regime.applies_when} == {
        "line_of_business": ("commercial",),
        "funding": ("fully_insured",),
        "issued_in": (code,),
    }


@each_state
def test_the_lookback_is_the_one_established(code: str) -> None:
    row = ROWS[code]
    if code in IN_WORDS:
        assert told(code, f"{row['lookback']['value']} {row['lookback']['unit']}", {"lookback"})
        assert not ever(code, "lookback")
        return
    assert lengths(code, "lookback") == as_counted(row["lookback"])
    assert lengths(code, "lookback_cob") == as_counted(row["cob_lookback"])


@each_state
def test_a_lookback_says_what_it_limits_and_is_no_surer_than_its_text(code: str) -> None:
    allowed = CONFIDENCES[CONFIDENCES.index(ROWS[code]["confidence"]) :]
    for name in ("lookback", "lookback_cob"):
        window = law(code).window(name)
        for version in in_force(code, name):
            assert window is not None
            assert window.limits
            assert window.kind == "theirs"
            assert version.counting.confidence in allowed


@each_state
def test_where_nothing_was_established_no_version_gives_a_day(code: str) -> None:
    row = ROWS[code]
    established = {
        "lookback": row["lookback"] is not None,
        "lookback_cob": row["cob_lookback"] is not None,
        "taking": row["notice_days"] is not None,
        "first_stop": row["response_days"] is not None,
        "dispute": row["response_days"] is not None,
    }
    assert [name for name, known in established.items() if not known and ever(code, name)] == []
    assert row["lookback"] is not None or law(code).gaps


@each_state
def test_days_before_an_offset_and_for_an_answer(code: str) -> None:
    for key, names in (("notice_days", {"taking"}), ("response_days", {"first_stop", "dispute"})):
        days = ROWS[code][key]
        counted = {number for name in names for number, _ in lengths(code, name)}
        if code in PARTIAL and days is not None:
            assert told(code, f"{days} days", names)
            assert not counted
        else:
            assert counted == ({days} - {None})
    assert law(code).window("dispute") is None or law(code).window("first_stop") is None


@each_state
def test_taking_is_stayed_only_where_the_text_says_so(code: str) -> None:
    recovery = law(code).recovery
    assert recovery is not None
    assert recovery.stay is ROWS[code]["stay"]
    if recovery.stay:
        window = law(code).window("first_stop")
        assert window is not None
        assert "stops_taking" in window.protects


@each_state
def test_the_exceptions_are_those_established(code: str) -> None:
    recovery = law(code).recovery
    assert recovery is not None
    expected = [KINDS.get(kind, kind) for kind in ROWS[code]["exceptions"] or ()]
    assert sorted(KINDS.get(one.kind, one.kind) for one in recovery.exceptions) == sorted(expected)


@each_state
def test_the_notice_needs_what_was_established(code: str) -> None:
    row, recovery = ROWS[code], law(code).recovery
    assert recovery is not None
    assert recovery.notice_required is row["notice_required"]
    assert recovery.notice_written is row["notice_written"]
    assert len(recovery.contents) == (row["contents"] or 0) + TWO_ITEMS_IN_ONE.get(code, 0)


@each_state
def test_reach_contract_complaint_and_changes_are_told_where_known(code: str) -> None:
    row, recovery = ROWS[code], law(code).recovery
    assert recovery is not None
    told = {
        "covered": recovery.covers,
        "not_covered": recovery.excludes,
        "contract_cap": recovery.contract_term,
        "complaint": recovery.complaint,
        "change": recovery.changes,
    }
    assert {name: bool(text) for name, text in told.items()} == {name: row[name] for name in told}


@each_state
def test_what_was_not_verified_is_a_gap_and_the_sources_are_named(code: str) -> None:
    row, regime = ROWS[code], alone(code)
    assert len(regime.gaps) >= row["unverified"]
    assert len(set(regime.sources)) >= row["sources"]
