"""History says how two versions of one field were decided, and by whom: real clones, real joinings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.two_clones import FILE, Clone, call, two_clones

AMOUNT = "amount: 1482.60"
DECIDED = "demand amount: 9,150.00 (by mortiz) and 12,400.00 (by jlee) were both typed; {}, by mortiz on 2026-03-09"


def clash(one: Clone, other: Clone) -> None:
    """Let both change the amount and share it; the second is left in the middle of a join."""
    one.edit((AMOUNT, "amount: 12400.00"))
    one.append(call("AAAA"))
    one.git("push", "-q")
    other.edit((AMOUNT, "amount: 9150.00"))
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)


def joined(clone: Clone, *words: str) -> list[dict[str, object]]:
    ran = clone.recoup("history", *words, "--format", "json")
    assert ran.code == 0, ran.err
    return [event for event in json.loads(ran.out)["events"] if event["kind"] == "joined"]


def test_the_kept_value_is_told_with_both_and_who_decided(tmp_path: Path) -> None:
    one, other = two_clones(tmp_path)
    clash(one, other)
    assert other.recoup("resolve", "--keep", "demand.amount=theirs").code == 0
    other.append(call("BBBB", "Another."))
    one.edit(("reason: ", "reason: level_of_service # "))
    other.git("pull", "-q", "--no-rebase", "--no-edit", str(one.root), "main")  # this one joins by itself
    (event,) = joined(other, "7K4Q")
    assert event["sentence"] == DECIDED.format("12,400.00 was kept")
    assert (event["field"], event["old"], event["new"], event["acted"]) == (
        "demand.amount",
        "9,150.00",
        "12,400.00",
        "mortiz",
    )
    text = other.recoup("history", "7K4Q").out
    assert DECIDED.format("12,400.00 was kept") in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80
    assert len(joined(other, "--field", "demand.amount", "--by", "jlee")) == 1
    assert len(joined(other, "7K4Q", "--by", "amoreno")) == len(joined(other, "--field", "title")) == 0
    for form in ("csv", "markdown"):
        assert "were both typed; 12,400.00 was kept" in other.recoup("history", "7K4Q", "--format", form).out


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("mine", "9,150.00 was kept"),
        ("before", "1,482.60 was kept, as before"),
        ("7.00", "7.00 was put in their place"),
    ],
)
def test_mine_before_and_a_third_value(tmp_path: Path, value: str, said: str) -> None:
    one, other = two_clones(tmp_path)
    clash(one, other)
    assert other.recoup("resolve", "--keep", f"demand.amount={value}").code == 0
    assert [event["sentence"] for event in joined(other)] == [DECIDED.format(said)]


def test_one_side_thrown_away_by_plain_git_is_told(tmp_path: Path) -> None:
    one, other = two_clones(tmp_path)
    one.edit((AMOUNT, "amount: 12400.00"))
    one.git("push", "-q")
    other.edit(("funding: ", "funding: unknown # "))
    other.git("fetch", "-q")
    other.git("merge", "-q", "-s", "ours", "--no-edit", "origin/main")
    for words in ((), ("7K4Q",)):
        (event,) = joined(other, *words)
        assert "12,400.00 (by jlee) was typed in one of the two versions; 1,482.60 was kept" in str(event["sentence"])
    assert FILE in other.git("show", "--stat", "HEAD^2").out
