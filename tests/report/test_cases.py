"""The list of cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ran


def test_the_list_shows_who_stands_in(sample: Path, recoup: Callable[..., Ran]) -> None:
    """In the sample Mara Ortiz is away from 16 to 20 March, and Jordan Lee has her cases."""
    there, away, back = (
        recoup(sample, "list", "--payer", "harbor-plan", "--today", day).out
        for day in ("3/15/2026", "3/17/2026", "3/21/2026")
    )
    assert "mortiz " in there
    assert "(jlee) " in away
    assert "mortiz " in back
