"""Medicare fee-for-service, held row by row against what was established for it when the rules were written."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from ledger.core.case import Claim
from ledger.core.law.rule import Figure, Gap, Interest, Statement, Window
from ledger.core.sending import Notice
from ledger.store.profiles import regime_text
from ledger.store.schema import check_shape
from ledger.store.yaml.reader import read
from tests.core.reckoned import MAC, a_letter, day, decided, names, reckoned, shipped_regimes

if TYPE_CHECKING:
    from ledger.core.case import Case
    from ledger.core.law.rule import Regime

FACTS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "federal-ffs.yaml").read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = FACTS["rows"]
NOT_COMPARED = ("row", "says", "in", "at", "version", "figures", "points", "of", "also")
COUNTING = {"count": "number"}


def there(regime: Regime, at: str) -> Any:  # noqa: ANN401 - a window, statement, figure, interest or gap
    """What a pointer names; fails where there is no such thing."""
    room, _, name = at.partition("/")
    rooms: dict[str, tuple[Any, ...]] = {
        "windows": regime.windows,
        "statements": regime.statements,
        "values": regime.figures,
        "interest": regime.interest,
        "gaps": regime.gaps,
    }
    found = [one for one in rooms[room] if (one.what if isinstance(one, Gap) else one.name) == name]
    assert len(found) == 1, f"{regime.name} has {len(found)} {at}"
    return found[0]


def said(value: object) -> object:
    """A value of a rule in the words of a file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return [said(item) for item in value]
    return None if value is None else str(value)


def holders(one: Window | Interest, version: int) -> list[object]:
    """Where a fact of a window or of interest may stand: itself, one version of it (the last: -1), its counting."""
    told = one.versions[version]
    return [one, told, getattr(told, "counting", None) or getattr(told, "charging", None)]


def fact_of(places: list[object], key: str) -> object:
    """The fact of that name in the first place that has it."""
    place = next(place for place in places if hasattr(place, key))
    return said(getattr(place, key))


def compare(row: dict[str, Any], one: object) -> None:
    """Every fact of a row against what the pointer found."""
    facts = {key: value for key, value in row.items() if key not in NOT_COMPARED}
    if isinstance(one, Figure):
        compare_figure(row, one)
        return
    if isinstance(one, Statement | Gap):
        text = one.says if isinstance(one, Statement) else f"{one.what} {one.because}"
        missing = [figure for figure in row.get("figures", ()) if figure not in text]
        assert not missing, f"{missing} not in: {text}"
        assert {key: said(getattr(one, key)) for key in facts} == facts
        return
    assert isinstance(one, Window | Interest)
    version = row.get("version")
    places = holders(one, -1 if version is None else int(version))
    assert {key: fact_of(places, COUNTING.get(key, key)) for key in facts} == facts
    for key, value in row.get("also", {}).items():
        told: Any = places[1]
        assert value in [said(getattr(reading, key)) for reading in told.also], key


def compare_figure(row: dict[str, Any], figure: Figure) -> None:
    """One published figure on its first day and its last, or that none is known; or how many there are."""
    if "points" in row:
        assert len(figure.points) == int(row["points"])
        return
    on = date.fromisoformat(row["of"])
    point = figure.on(on)
    if row["value"] is None:
        assert point is None
        assert any(span.effective_from <= on <= (span.through or date.max) for span in figure.missing)
        return
    assert point is not None
    assert point.value == Decimal(row["value"])
    assert figure.yearly or point.effective_from == on
    if "through" in row:
        assert point.through == date.fromisoformat(row["through"])


def test_no_row_is_missing_and_none_stands_there_that_nobody_expected() -> None:
    expected = FACTS["expected"]
    assert len(set(expected)) == len(expected)
    assert {row["row"] for row in ROWS} == set(expected)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['row']} {row['at']}".replace(" ", "-"))
def test_a_row_stands_in_the_shipped_rules_with_its_figures(row: dict[str, Any]) -> None:
    compare(row, there(shipped_regimes()[row["in"]], row["at"]))


@pytest.mark.parametrize("name", ["medicare-ffs", "dab-civil-remedies"])
def test_the_file_has_the_shape_of_its_schema_and_names_only_what_it_has(name: str) -> None:
    tree, findings = read(regime_text(name))
    assert [*findings, *check_shape("regime", tree)] == []
    regime = shipped_regimes()[name]
    there_are = {window.name for window in regime.windows}
    named = {window for one in regime.statements for window in one.windows}
    named |= {window for gap in regime.gaps for window in gap.windows}
    assert named <= there_are
    assert {one.minimum for one in regime.windows if one.minimum} <= {one.name for one in regime.figures}
    assert {one.figure for one in regime.interest if one.figure} <= {one.name for one in regime.figures}
    assert len({one.name for one in regime.statements}) == len(regime.statements)


def test_nothing_of_the_law_is_said_without_its_source() -> None:
    for one in shipped_regimes()["medicare-ffs"].statements:
        assert one.says.endswith(".")
        assert one.citation
        assert one.source


def paid(on: str, dated: str, **fields: Any) -> Case:
    """A demand of one day for a claim that was paid on another."""
    return a_letter(MAC, dated, **fields)._replace(claims=(Claim("C-1", paid_on=day(on)),))


@pytest.mark.parametrize("on", ["2021-01-01", "2021-06-15", "2021-12-31"])
def test_a_provider_is_presumed_without_fault_after_the_fifth_year_following_the_payment(on: str) -> None:
    last = reckoned(paid(on, "2026-12-31"), "without_fault", "2027-02-01")
    assert last.act_by == day("2026-12-31")


def test_a_payment_is_reopened_within_a_year_for_any_reason_and_within_four_for_good_cause() -> None:
    case = paid("2022-05-10", "2026-02-01")
    assert reckoned(case, "reopening").act_by == day("2023-05-10")
    assert reckoned(case, "reopening_good_cause").act_by == day("2026-05-10")
    fraud = paid("2022-05-10", "2026-02-01", reason="fraud_allegation")
    assert not {"reopening", "reopening_good_cause", "without_fault"} & set(names(fraud))


@pytest.mark.parametrize(
    ("found_by", "there_is"),
    [("rac", True), ("mac", False)],
)
def test_only_a_recovery_auditor_offers_a_discussion(found_by: str, there_is: bool) -> None:  # noqa: FBT001 - pytest
    results = Notice("review_results", dated_on=day("2026-11-09"))
    case = a_letter(MAC, found_by=found_by)._replace(notices=(results,))
    assert ("discussion" in names(case, "2026-11-10")) is there_is
    if there_is:
        deadline = reckoned(case, "discussion", "2026-11-10")
        assert deadline.readings[0].day == day("2026-11-09") + timedelta(days=29)
        assert deadline.arguable_until == day("2026-12-09")


def test_after_an_intent_to_refer_sixty_days_are_left_to_pay_or_to_ask_for_a_schedule() -> None:
    letter = Notice("intent_to_refer", dated_on=day("2026-11-02"))
    case = a_letter(MAC, "2026-08-03")._replace(notices=(letter,))
    deadline = reckoned(case, "intent_to_refer", "2026-11-10")
    assert deadline.arguable_until == day("2027-01-01")
    assert deadline.act_by is not None
    assert deadline.act_by < day("2027-01-01")


def test_a_dismissal_has_its_own_shorter_time_and_may_be_vacated() -> None:
    dismissed = decided("redetermination", "2026-07-20", outcome="dismissed")
    case = a_letter(MAC, "2026-03-02")._replace(appeals=(dismissed,))
    assert reckoned(case, "dismissal_review").act_by == day("2026-09-18")
    assert reckoned(case, "vacate").arguable_until == day("2027-01-16")
    upheld = case._replace(appeals=(decided("redetermination", "2026-07-20"),))
    assert not {"dismissal_review", "vacate"} & set(names(upheld))
