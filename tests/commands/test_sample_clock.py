"""In a sample it is always the same day: what is typed, stamped and saved there fits together under a real clock."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ledger.store.clock import clock_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.conftest import Ran

FROZEN = date(2026, 3, 9)
HERE = ZoneInfo("America/Chicago")


def by_real_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pin no time, as on the computer of somebody who tries the demo."""
    for name in ("RECOUP_NOW", "RECOUP_SEED", "GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.delenv(name)


def test_a_call_is_noted_taken_back_and_told_without_a_label(
    sample: Path, recoup: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_real_clock(monkeypatch)
    for words in (("log", "7K4Q", "Asked again.", "--channel", "phone"), ("undo", "--yes")):
        done = recoup(sample, *words)
        assert done.code == 0, done.err
    ran = recoup(sample, "history", "7K4Q", "--format", "json", "--by", "jlee")
    first, back = json.loads(ran.out)["events"][-2:]
    assert (first["kind"], back["kind"]) == ("communication", "retraction")
    days = {datetime.fromisoformat(first[name]).astimezone(HERE).date() for name in ("saved_at", "recorded_at")}
    assert days == {FROZEN}
    assert (first["labels"], back["labels"]) == (["retracted"], ["retraction"])


def test_now_lies_on_the_frozen_day_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    by_real_clock(monkeypatch)
    inside, outside = clock_of("America/Chicago", FROZEN, None), clock_of("America/Chicago", None, None)
    assert inside.now.astimezone(inside.zone).date() == inside.today == FROZEN
    assert inside.now.astimezone(inside.zone).hour >= 12
    assert abs((outside.now - datetime.now(UTC)).total_seconds()) < 60
    assert clock_of("America/Chicago", FROZEN, date(2026, 5, 1)).now.astimezone(inside.zone).date() == FROZEN


def test_after_a_save_by_the_real_clock_the_real_clock_goes_on(
    sample: Path, recoup: Callable[..., Ran], git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_real_clock(monkeypatch)
    git(sample, "commit", "-q", "--allow-empty", "-m", "by hand")
    assert recoup(sample, "log", "7K4Q", "Asked again.").code == 0
    first, second = map(int, git(sample, "log", "-2", "--format=%ct").split())
    assert first >= second
