"""Days that were moved, as the audit reckons them with as little work as it can, and as anybody can reckon them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.saves import saves
from ledger.core.audit.moves import moves
from ledger.core.reckoning import deadlines_for
from ledger.store.git import Git
from ledger.store.git.walk import saves as walked
from ledger.store.library import Library, load_case
from tests.conftest import ROOT


def test_versions_that_are_reckoned_with_what_is_known_move_the_same_days(
    tmp_path: Path, recoup: Callable[..., Any]
) -> None:
    root = saves(tmp_path / "ledger", 2, 150)
    told = json.loads(recoup(root, "audit", "--format", "json").out)
    assert told["findings"] == []
    git, law = Git(root), Library(root).law
    expected = []
    for save in walked(git):
        for step in save.steps:
            if step.before and step.path.startswith("cases/"):
                before, after = (
                    load_case(data or b"", step.path).case for data in git.contents([step.before, step.after])
                )
                assert before is not None
                assert after is not None
                day = date.fromisoformat(f"{save.committer.at:%Y-%m-%d}")
                found = moves(save, after.id, deadlines_for(before, law, day), deadlines_for(after, law, day))
                expected += [(one.save, one.case, one.deadline, one.before, one.after) for one in found]
    keys = ("save", "case", "deadline", "before", "after")
    assert expected
    assert sorted(tuple(one[key] for key in keys) for one in told["moved"]) == sorted(expected)
    assert any(one["because"].startswith("paper-") for one in told["moved"])


def test_no_sum_of_a_demand_or_a_line_moves_a_day() -> None:
    """What the audit does not reckon again: over every case of the sample, under the law of each."""
    library = Library(ROOT)
    today = date(2026, 3, 9)
    for file in library.case_files():
        case = library.load_case(file).case
        assert case is not None
        claims = tuple(
            claim._replace(
                demanded=Decimal(7),
                lines=tuple(line._replace(demanded=Decimal(3), paid=Decimal(9), billed=None) for line in claim.lines),
            )
            for claim in case.claims
        )
        other = case._replace(claims=claims, demand=case.demand._replace(amount=Decimal(10), interest=Decimal(1)))
        before, after = (deadlines_for(one, library.law, today) for one in (case, other))
        assert [(one.name, one.claims, one.act_by) for one in before] == [
            (one.name, one.claims, one.act_by) for one in after
        ]
