"""One payer with letter, contract, profile and law: the earliest day is shown, a later one needs its document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.commands.desk import PAPER, Git, Recoup

SLUG = "ohio-plan"


class Stated(NamedTuple):
    """What is stated of the time for an answer: the day the letter prints, days of the contract and of the profile."""

    letter: str = ""
    contract: int = 0
    profile: int = 0


LETTER_DATED = "3/2/2026"
"""A Monday. The law of Ohio gives 30 days from the letter: Wednesday 1 April."""


def add_payer(root: Path, recoup: Recoup, git: Git, stated: Stated) -> None:
    """A payer file made by the command, whose profile has 30 days, with the days of a contract added by hand."""
    words = ("--profile", "optum-bh", "--line-of-business", "commercial", "--funding", "fully_insured")
    done = recoup(root, "payer", "add", SLUG, "--name", "Ohio Plan", *words, "--issued-in", "OH")
    assert (done.err, done.code) == ("", 0)
    file = root / "payers" / f"{SLUG}.yaml"
    lines = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if "deadline: first_stop" not in line:
            lines.append(line)
        elif stated.profile:
            lines.append(line.replace("days: 30", f"days: {stated.profile}"))
        if line == "windows:" and stated.contract:
            counted = f"days: {stated.contract}, counted_from: dated"
            lines.append(f"  - {{deadline: first_stop, {counted}, source: Contract section 7}}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    git(root, "commit", "-q", "--no-verify", "-am", "What the contract says")


def take_in(root: Path, recoup: Recoup, git: Git, letter: str) -> str:
    """A letter taken in; returns its case."""
    words = ("--payer", SLUG, "--dated-on", LETTER_DATED, "--amount", "$310.00")
    done = recoup(root, "new", *words, *(("--answer-by", letter) if letter else ()))
    assert done.code == 0, done.err
    return Path(git(root, "show", "--name-only", "--format=", "HEAD").strip()).stem


def explained(root: Path, recoup: Recoup, case: str) -> dict[str, Any]:
    """The deadline for the answer with its readings."""
    (one,) = json.loads(recoup(root, "explain", case, "first_stop", "--format", "json").out)["deadlines"]
    data: dict[str, Any] = one
    return data


@pytest.mark.parametrize(
    ("stated", "act_by", "source", "last"),
    [
        (Stated("3/20/2026", 60, 45), "2026-03-20", "the letter prints it", "2026-05-01"),
        (Stated("4/30/2026", 14, 45), "2026-03-16", "Contract section 7", "2026-04-30"),
        (Stated("4/30/2026", 60, 20), "2026-03-20", "naswil.org", "2026-05-01"),  # 22 March is a Sunday
        (Stated("4/30/2026", 60, 45), "2026-04-01", "Ohio Rev. Code", "2026-05-01"),
        (Stated("", 60, 45), "2026-04-01", "Ohio Rev. Code", "2026-05-01"),
        (Stated("", 14, 0), "2026-03-16", "Contract section 7", "2026-04-01"),
        (Stated(), "2026-04-01", "Ohio Rev. Code", "2026-04-01"),
    ],
)
def test_the_earliest_of_letter_contract_profile_and_law_is_shown(
    sample: Path, recoup: Recoup, git: Git, stated: Stated, act_by: str, source: str, last: str
) -> None:
    add_payer(sample, recoup, git, stated)
    case = take_in(sample, recoup, git, stated.letter)
    deadline = explained(sample, recoup, case)
    assert deadline["act_by"] == act_by
    assert source in deadline["readings"][0]["source"]
    assert deadline["arguable_until"] == last
    bases = zip(("letter", "contract", "profile", "law"), (*stated, True), strict=True)
    assert {one["basis"] for one in deadline["readings"]} == {basis for basis, there in bases if there}
    listed = recoup(sample, "deadlines", case).out
    assert last[5:] not in listed or last == act_by


def test_a_later_day_needs_its_document(sample: Path, tmp_path: Path, recoup: Recoup, git: Git) -> None:
    add_payer(sample, recoup, git, Stated("", 60, 45))
    case = take_in(sample, recoup, git, "3/20/2026")
    said = ("extend", case, "first_stop", "--until", "4/24/2026", "--proof")
    assert recoup(sample, *said, "Dana said so on the phone").code == 0
    assert explained(sample, recoup, case)["act_by"] == "2026-03-20"
    paper = tmp_path / "more-time.pdf"
    paper.write_bytes(PAPER)
    attached = recoup(sample, "attach", case, str(paper), "--kind", "other", "--name", "extension")
    assert attached.code == 0, attached.err
    done = recoup(sample, *said, "Letter of 2026-03-12 [extension p1]", env={"RECOUP_SEED": "5"})
    assert done.code == 0, done.err
    assert explained(sample, recoup, case)["act_by"] == "2026-04-24"


def test_an_old_figure_is_shown_as_old_wherever_its_day_is_shown(sample: Path, recoup: Recoup, git: Git) -> None:
    words = ("--name", "United", "--profile", "uhc", "--line-of-business", "commercial")
    assert recoup(sample, "payer", "add", SLUG, *words).code == 0
    assert "(old: 2021)" in recoup(sample, "payer", "show", SLUG).out
    case = take_in(sample, recoup, git, "")
    assert "(old: 2021)" in recoup(sample, "explain", case, "first_stop").out
    assert [one["doubt"] for one in explained(sample, recoup, case)["readings"]] == ["old: 2021"]
    assert "the payer's figure (old: 2021)" in " ".join(recoup(sample, "deadlines").out.split())
