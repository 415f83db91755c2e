"""The other federal programs: every row that was established stands in a shipped rule file, or among its gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from ledger.core.law.rule import Condition, Counting, Figure, Interest, Regime, Window
from ledger.store.profiles import shipped_regime

FACTS = yaml.safe_load((Path(__file__).parent / "federal-others.yaml").read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = FACTS["rows"]
PLACED = [row for row in ROWS if row["in"] != "profiles"]
Named = TypeVar("Named")

POINTERS = {"row", "says", "in", "at", "from", "day", "also", "figures", "same_as", "values", "when"}


Held = dict[str, Any]
"""What the shipped rules hold at one place, by the name of the value."""


@cache
def law(name: str) -> Regime:
    return shipped_regime(name)


def named(things: Iterable[Named], name: str) -> Named:
    """The one thing of that name; a gap is called by what it lacks."""
    found = [one for one in things if name in (getattr(one, "name", None), getattr(one, "what", None))]
    assert len(found) == 1, f"{name} stands there {len(found)} times"
    return found[0]


def as_counted(counting: Counting) -> Held:
    return counting._asdict() | {"count": counting.number}


def of_window(window: Window, row: dict[str, Any]) -> Held:
    """Everything a row can hold against a window: its own values, then those of the version it names, or the last."""
    versions = [one for one in window.versions if one.effective_from == row.get("from", one.effective_from)]
    version = max(versions, key=lambda one: one.effective_from)
    return window._asdict() | version._asdict() | as_counted(version.counting) | {"when": window.when}


def of_figure(figure: Figure, row: dict[str, Any]) -> Held:
    point = figure.on(row["day"]) if "day" in row else None
    return {"value": point.value if point else None}


def of_interest(interest: Interest) -> Held:
    return interest._asdict() | interest.versions[-1].charging._asdict()


def of_recovery(regime: Regime, name: str) -> Held:
    held = getattr(regime.recovery, name)
    return {"value": held, "says": held}


def found_at(row: dict[str, Any]) -> Held:
    """What the shipped rules hold at a row's pointer."""
    regime = law(row["in"])
    kind, _, name = row["at"].partition("/")
    readers: dict[str, Callable[[], Held]] = {
        "windows": lambda: of_window(named(regime.windows, name), row),
        "values": lambda: of_figure(named(regime.figures, name), row),
        "interest": lambda: of_interest(named(regime.interest, name)),
        "recovery": lambda: of_recovery(regime, name),
        "needs": lambda: {"values": regime.needs},
        "applies_when": lambda: {"values": next(one.values for one in regime.applies_when if one.fact == name)},
        "statements": lambda: named(regime.statements, name)._asdict(),
        "gaps": lambda: named(regime.gaps, name)._asdict(),
    }
    return readers[kind]()


def plain(value: object) -> str | list[str]:
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else str(value)


def in_words(held: Held) -> str:
    return " ".join(str(held.get(key, "")) for key in ("says", "because", "what", "citation"))


def test_no_row_is_missing_and_none_stands_here_unasked() -> None:
    listed = [row["row"] for row in ROWS]
    assert set(listed) == set(FACTS["expected"])
    for chapter, last in {"4": 9, "5": 11, "6": 11}.items():
        assert {f"{chapter}.{number}" for number in range(1, last + 1)} <= set(listed)
    assert {"8.7", "10.13", "10.14", "10.15"} <= set(listed)
    assert len({row for row in listed if row.startswith("plans/")}) == 10


@pytest.mark.parametrize("row", PLACED, ids=lambda row: f"{row['row']}, {row['says']}"[:60])
def test_the_shipped_rules_hold_what_was_established(row: dict[str, Any]) -> None:
    held = found_at(row)
    for key in row.keys() - POINTERS:
        assert plain(held[key]) == plain(row[key]), key
    for words in row.get("figures", ()):
        assert words in in_words(held)
    if "values" in row:
        assert plain(held["values"]) == plain(row["values"])
    if "when" in row:
        assert {one.fact: list(one.values) for one in held["when"]} == row["when"]


@pytest.mark.parametrize("row", [row for row in PLACED if "also" in row], ids=lambda row: row["row"])
def test_readings_that_differ_stand_beside_the_main_one(row: dict[str, Any]) -> None:
    readings = [as_counted(one) for one in found_at(row)["also"]]
    assert any(all(plain(one[key]) == plain(value) for key, value in row["also"].items()) for one in readings)
    assert all(one["because"] for one in readings)


@pytest.mark.parametrize("row", [row for row in PLACED if "same_as" in row], ids=lambda row: row["at"])
def test_amounts_are_the_same_as_where_they_are_published(row: dict[str, Any]) -> None:
    name = row["at"].partition("/")[2]
    theirs = named(law(row["same_as"]).figures, name)
    for regime in (law(row["in"]), law("part-d")):
        ours = named(regime.figures, name)
        assert [one[:3] for one in ours.points] == [one[:3] for one in theirs.points]


UNREAD = {
    "medicaid": "medicaid_ffs",
    "medicaid-managed": "medicaid_managed",
    "va": "va",
    "workers-comp": "workers_comp",
}
"""Rules without a single day, by the line of business that brings them."""


@pytest.mark.parametrize(("name", "line"), UNREAD.items())
def test_what_was_not_researched_is_told_to_every_case_under_it(name: str, line: str) -> None:
    regime, condition = law(name), Condition("line_of_business", (line,))
    assert regime.applies_when == (condition,)
    assert [gap.what for gap in regime.gaps if gap.when == (condition,)]
    assert not any(window.versions for window in regime.windows)
