"""Work in halves gives the same answer, and the same error, as work in one piece."""

from __future__ import annotations

import os
import sys

import pytest

from ledger.store.halves import in_halves


def test_both_halves_are_done_and_told_apart() -> None:
    here = os.getpid()
    assert in_halves(lambda part: (part, os.getpid() == here), "one", "other") == (
        ("one", not sys.platform.startswith("linux")),
        ("other", True),
    )


def test_an_error_in_either_half_is_raised_here() -> None:
    def work(part: str) -> str:
        if part == "bad":
            message = "no"
            raise ValueError(message)
        return part

    for one, other in (("bad", "good"), ("good", "bad")):
        with pytest.raises(ValueError, match="no"):
            in_halves(work, one, other)


def test_where_no_copy_can_be_made_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert in_halves(len, "a", "bc") == (1, 2)
    monkeypatch.setattr(sys, "platform", "win32")
    assert in_halves(len, "a", "bc") == (1, 2)
