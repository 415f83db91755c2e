"""How old a source may be before its figure is shown as old."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.core.source_age import doubt, is_old


@pytest.mark.parametrize(
    ("as_of", "today", "old"),
    [
        ("2021-01-01", "2026-11-25", True),
        ("2024-11-25", "2026-11-25", False),  # two years to the day
        ("2024-11-24", "2026-11-25", True),
        ("2024-02-29", "2026-02-28", False),
        ("2024-02-29", "2026-03-01", True),
        ("2027-01-01", "2026-11-25", False),
    ],
)
def test_a_source_is_old_once_more_than_two_years_have_passed(as_of: str, today: str, old: bool) -> None:  # noqa: FBT001 - pytest
    assert is_old(date.fromisoformat(as_of), date.fromisoformat(today)) is old


def test_a_source_without_a_day_is_not_called_old() -> None:
    assert not is_old(None, date(2026, 11, 25))


@pytest.mark.parametrize(
    ("confidence", "as_of", "said"),
    [
        ("high", date(2026, 1, 1), ""),
        ("medium", None, ""),
        ("high", date(2021, 1, 1), "old: 2021"),
        ("low", date(2026, 1, 1), "confidence low"),
        ("low", date(2018, 5, 1), "confidence low, old: 2018"),
        (None, date(2010, 1, 1), "old: 2010"),
    ],
)
def test_what_a_figure_has_to_be_read_with(confidence: str | None, as_of: date | None, said: str) -> None:
    assert doubt(confidence, as_of, date(2026, 11, 25)) == said
