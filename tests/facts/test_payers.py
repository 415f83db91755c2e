"""The profiles of payers, held row by row against what was established when they were written."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from ledger.core.law.rule import CONFIDENCES, TRIGGERS
from ledger.core.reckoning.typed import typed_names
from ledger.store.library import load
from ledger.store.profiles import profile_text, profiles, shipped_regime

if TYPE_CHECKING:
    from ledger.core.payer import Payer, PayerWindow
    from ledger.core.sending import Desk

FACTS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "payers.yaml").read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = FACTS["rows"]
WINDOW = ("deadline", "days", "unit", "counted_from", "as_of", "confidence")


@cache
def profile(name: str) -> Payer:
    """A profile as a ledger would read it, with a name."""
    loaded = load("payer", f"name: A payer\n{profile_text(name)}".encode(), f"payers/{name}.yaml")
    assert loaded.findings == ()
    payer: Payer = loaded.value
    return payer


def figure(window: PayerWindow) -> tuple[Any, ...]:
    """The facts of a window that a row states."""
    return tuple(getattr(window, name) for name in WINDOW)


def test_no_row_is_missing_and_none_stands_there_that_nobody_expected() -> None:
    expected = FACTS["expected"]
    assert len(set(expected)) == len(expected)
    assert {row["row"] for row in ROWS} == set(expected)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['row']} {row['says']}".replace(" ", "-"))
def test_a_row_stands_in_its_profile_or_says_why_not(row: dict[str, Any]) -> None:
    if "left_out" in row:
        assert row["left_out"]
        assert set(row) == {"row", "says", "left_out"}
    elif "rules" in row:
        said = [one.says for one in shipped_regime(row["rules"]).statements if one.name == row["statement"]]
        assert len(said) == 1
        assert [one for one in row["figures"] if one not in said[0]] == []
    elif "remark" in row:
        remarks = [line.lstrip("# ") for line in profile_text(row["profile"]).splitlines() if line.startswith("#")]
        assert row["remark"] in " ".join(remarks)
    elif "desk" in row:
        desks = [one for one in profile(row["profile"]).desks if row["use"] in one.use]
        wanted = {row[name] for name in ("desk", "phone", "fax") if name in row}
        assert [one for one in desks if wanted <= {one.address, one.portal, one.email, one.phone, one.fax}]
    else:
        assert tuple(row[name] for name in WINDOW) in [figure(one) for one in profile(row["profile"]).windows]


@pytest.mark.parametrize("name", profiles())
def test_a_profile_says_nothing_that_no_row_has(name: str) -> None:
    own = [row for row in ROWS if row.get("profile") == name]
    rows = {tuple(row[key] for key in WINDOW) for row in own if "deadline" in row}
    assert {figure(one) for one in profile(name).windows} == rows
    assert len(profile(name).desks) == sum(1 for row in own if "desk" in row)
    assert bool(own) != (name in FACTS["without_a_window_of_a_row"])


@pytest.mark.parametrize("name", profiles())
def test_every_value_of_a_profile_has_its_source_day_and_confidence(name: str) -> None:
    payer = profile(name)
    assert payer.profile == name
    values: list[PayerWindow | Desk] = [*payer.windows, *payer.desks]
    for one in values:
        assert one.source
        assert one.as_of is not None
        assert one.as_of <= date(2026, 11, 23)
        assert one.confidence in CONFIDENCES


@pytest.mark.parametrize("name", profiles())
def test_every_deadline_of_a_profile_is_known_and_can_be_counted(name: str) -> None:
    payer = profile(name)
    regime = shipped_regime(payer.regime or "")
    for one in payer.windows:
        assert one.deadline in {*typed_names(), *(window.name for window in regime.windows)}
        assert one.days
        assert one.counted_from in TRIGGERS
        assert one.until is None


@pytest.mark.parametrize("name", profiles())
def test_a_profile_never_takes_the_kind_of_plan_or_its_state_for_granted(name: str) -> None:
    payer = profile(name)
    assert payer.line_of_business != "commercial", "most insurers sell Medicare and Medicaid plans, too"
    assert payer.funding in (None, "government")
    assert payer.issued_in is None
    assert payer.network is None


def test_what_holds_in_one_state_stands_in_a_profile_of_its_own() -> None:
    assert profile("anthem").windows == ()
    assert all(one.deadline != "lookback_own_rule" for one in profile("cigna").windows)
    for name in ("anthem-maine", "anthem-georgia", "anthem-california", "cigna-behavioral-tennessee"):
        place = name.rpartition("-")[2].capitalize()
        assert place in profile_text(name)
        assert [one for one in profile(name).windows if place in (one.source or "")]
