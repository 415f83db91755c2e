"""Days that were moved, as the audit reckons them with as little work as it can, and as anybody can reckon them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bench.saves import saves
from ledger.core.audit.moves import moves
from ledger.core.reckoning import deadlines_for
from ledger.store.git import Git
from ledger.store.git.walk import saves as walked
from ledger.store.library import Library, load_case


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
