"""The audit and what people do honestly: deciding between two versions, putting back what was tampered with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_resolve import AMOUNT, clash
from tests.commands.two_clones import Clone, call, two_clones


def audit(clone: Clone) -> dict[str, Any]:
    """What the audit says of one copy, as a program reads it."""
    ended = clone.recoup("audit", "--format", "json")
    assert ended.code in (0, 1), ended
    return dict(json.loads(ended.out))


def of(found: dict[str, Any], *codes: str) -> list[dict[str, Any]]:
    """The findings and remarks of some codes."""
    return [one for one in (*found["findings"], *found["remarks"]) if one["code"] in codes]


JOINS = ("LED740", "LED741", "LED742", "LED759")


@pytest.fixture
def both(tmp_path: Path) -> tuple[Clone, Clone]:
    return two_clones(tmp_path)


@pytest.mark.parametrize("keep", ["theirs", "demand.amount=10775.00"])
def test_a_decision_between_two_values_accuses_nobody(both: tuple[Clone, Clone], keep: str) -> None:
    one, other = both
    one.edit((AMOUNT, "amount: 12400.00"))
    one.git("push", "-q")
    other.edit((AMOUNT, "amount: 9150.00"))
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    assert other.recoup("resolve", "7K4Q", "--keep", keep).code == 0
    [told] = of(audit(other), *JOINS)
    stands = "12,400.00" if keep == "theirs" else "10,775.00"
    assert told["severity"] == "note"
    assert told["message"].startswith(f"both sides had changed demand amount: {stands} stands, ")


def test_decisions_by_an_editor_and_entries_of_both(both: tuple[Clone, Clone]) -> None:
    one, other = both
    clash(one, other)
    _typed(other, "amount: 12400.00")
    found = audit(other)
    assert [told["message"] for told in of(found, *JOINS)] == [
        "both sides had changed demand amount: 12,400.00 stands, 9,150.00 does not"
    ]


def test_what_a_decision_drops_beside_the_decided_is_found_and_may_be_brought_back(both: tuple[Clone, Clone]) -> None:
    one, other = both
    one.edit((AMOUNT, "amount: 12400.00"), ("stated: Session length not supported by the record.", "stated: Other."))
    one.append(call("AAAA"))
    one.git("push", "-q")
    other.edit((AMOUNT, "amount: 9150.00"))
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    other.case.write_text(other.git("show", "HEAD:" + str(other.case.relative_to(other.root))).out, newline="\n")
    other.git("commit", "-q", "--no-verify", "-a", "-m", "Joined")
    join = other.git("rev-parse", "HEAD").out.strip()
    theirs = other.git("rev-parse", "HEAD^2").out[:10]
    found = of(audit(other), *JOINS)
    assert [(told["code"], told["save"], told["mended"]) for told in found] == [
        ("LED740", join, None),
        ("LED741", join, None),
        ("LED759", join, None),
    ]
    assert found[1]["message"] == (
        f"the joining dropped what {theirs} alone had changed: demand stated, 1 of communications"
    )
    other.edit(("stated: Session length not supported by the record.", "stated: Other."))
    other.append(call("AAAA"))
    later = other.git("rev-parse", "HEAD").out.strip()
    assert [told["mended"] for told in of(audit(other), "LED740", "LED741")] == [later, later]


def test_a_value_that_no_side_had_is_found(both: tuple[Clone, Clone]) -> None:
    one, other = both
    one.append(call("AAAA"))
    one.git("push", "-q")
    other.append(call("BBBB"))
    other.git("pull", "-q", "--no-rebase", "--no-commit")
    text = other.text()
    other.case.write_text(text.replace(AMOUNT, "amount: 1.00", 1), encoding="utf-8", newline="\n")
    other.git("commit", "-q", "--no-verify", "-a", "-m", "Joined")
    [told] = of(audit(other), *JOINS)
    assert (told["code"], told["severity"]) == ("LED759", "warning")
    assert told["message"] == (
        "demand amount went from 1,482.60 to 1.00 where two lines of work were joined, and no side had that"
    )


def test_an_answer_that_both_filled_in_is_decided(both: tuple[Clone, Clone]) -> None:
    one, other = both
    sent = "\nappeals:\n  - level: first\n    sent_on: 2026-03-08\n    method: fax\n    proof: x\n\nmoney:\n"
    one.edit(("\nmoney:\n", sent))
    one.git("push", "-q")
    other.git("pull", "-q", "--no-rebase", "--no-edit")
    one.edit(("    proof: x\n", "    proof: x\n    decided_on: 2026-03-08\n    outcome: upheld\n"))
    one.git("push", "-q")
    other.edit(("    proof: x\n", "    proof: x\n    decided_on: 2026-03-09\n    outcome: overturned\n"))
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    assert other.recoup("resolve", "7K4Q", "--keep", "theirs").code == 0
    assert of(audit(other), "LED740", "LED741") == []


def _typed(clone: Clone, stays: str) -> None:
    """Decide by hand, as an editor would: one line of all that stand between the markers."""
    before, _, rest = clone.text().partition("<<<<<<<")
    clone.case.write_text(f"{before}  {stays}\n{rest.partition('>>>>>>>')[2].partition(chr(10))[2]}", newline="\n")
    assert clone.recoup("resolve", "7K4Q").code == 0


def test_a_decision_that_moves_a_date_is_named_though_its_message_does_not(both: tuple[Clone, Clone]) -> None:
    one, other = both
    one.edit(("  answer_by: 2026-04-01", "  answer_by: 2026-03-30"))
    one.git("push", "-q")
    other.edit(("  answer_by: 2026-04-01", "  answer_by: 2026-03-27"))
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    assert other.recoup("resolve", "7K4Q", "--keep", "before").code == 0
    assert "Moved:" not in other.git("log", "-1", "--format=%B").out
    join = other.git("rev-parse", "HEAD").out.strip()
    found = audit(other)
    moved = {(one["before"], one["after"], one["save"] == join) for one in found["moved"]}
    assert {("2026-04-01", "2026-03-30", False), ("2026-04-01", "2026-03-27", False)} <= moved
    assert {after for _, after, joined in moved if joined} == {"2026-04-01"}
