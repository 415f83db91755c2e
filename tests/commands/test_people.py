"""Who has what, handing over, holds, twins: with the real command, on the sample ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Recoup = Callable[..., Any]
RunGit = Callable[..., str]
Golden = Callable[[str, str], None]

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
OWNER = {"GIT_COMMITTER_EMAIL": "amoreno@bluestem.example", "GIT_AUTHOR_EMAIL": "amoreno@bluestem.example"}


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text()
    assert old in text
    (root / file).write_text(text.replace(old, new, 1))


def listed(recoup: Recoup, root: Path, *words: str) -> set[str]:
    return {row["id"] for row in json.loads(recoup(root, "--format", "json", "list", *words).out)["cases"]}


def test_mine_are_those_of_whom_i_stand_in_for_too(sample: Path, recoup: Recoup) -> None:
    mine, hers = listed(recoup, sample, "--owner", "me"), listed(recoup, sample, "--owner", "mortiz")
    assert mine
    assert hers
    assert not mine & hers
    away = listed(recoup, sample, "--owner", "me", "--today", "2026-03-17")
    assert away == mine | hers
    ran = recoup(sample, "list", "--owner", "mortiz", "--today", "2026-03-17")
    assert "(jlee)" in ran.out
    assert "mortiz is away through Fri 20 Mar: jlee stands in\n" in ran.out
    assert listed(recoup, sample, "--owner", "nobody") == set()
    unknown = recoup(sample, "list", "--owner", "nobdy")
    assert unknown.code == 2
    assert "one of: amoreno, jlee, mortiz, me, nobody" in unknown.err


def test_all_open_cases_go_over_in_one_saved_change(sample: Path, recoup: Recoup, git: RunGit, golden: Golden) -> None:
    hers = listed(recoup, sample, "--owner", "mortiz")
    dry = recoup(sample, "hand-over", "mortiz", "jlee", "--dry-run")
    assert "-owner: mortiz\n+owner: jlee\n" in dry.out
    assert git(sample, "status", "--porcelain") == ""
    ran = recoup(sample, "hand-over", "mortiz", "jlee")
    assert ran.code == 0, ran.err
    golden("people/hand-over.txt", ran.out + "\n" + git(sample, "log", "-1", "--format=%B"))
    assert git(sample, "rev-list", "--count", "HEAD").strip() == "2"
    still = listed(recoup, sample, "--owner", "mortiz")
    assert still < hers
    assert recoup(sample, "hand-over", "mortiz", "jlee").out == "mortiz has no open case.\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("mortiz", "nobody"), 2, "'nobody' is nobody of people: in ledger.yaml"),
        (("nobdy", "jlee"), 2, "'nobdy' is nobody of people"),
        (("jlee", "jlee"), 2, "jlee has them already"),
        (("mortiz", "jlee", "7K4Q"), 3, "RC-2026-7K4QXM is jlee's, not mortiz's; nothing was changed"),
        (("jlee", "mortiz", "NPDM"), 3, "RC-2026-NPDMXC is closed; nothing was changed"),
        (("mortiz", "dlopez"), 3, "dlopez was with the team through 2026-02-27; nothing was changed"),
    ],
)
def test_a_hand_over_that_cannot_be_changes_nothing(
    words: tuple[str, ...], code: int, said: str, sample: Path, recoup: Recoup, git: RunGit
) -> None:
    change(sample, "ledger.yaml", "\nchannels:", "  - {id: dlopez, name: Dee Lopez, through: 2026-02-27}\n\nchannels:")
    git(sample, "commit", "-qam", "Somebody who left")
    ran = recoup(sample, "hand-over", *words)
    assert ran.code == code
    assert said in ran.err
    assert git(sample, "status", "--porcelain") == ""


def test_a_hold_shows_everywhere_and_is_lifted_by_its_role(sample: Path, recoup: Recoup) -> None:
    assert recoup(sample, "hold", "7K4Q", "--asked-by", "Court", "--until", "3/31/2026").code == 0
    assert recoup(sample, "hold", "--all", "--asked-by", "Counsel", env={"RECOUP_SEED": "2"}).code == 0
    assert "asked_by: Counsel, recorded: 2026-03-09T15:00:00Z jlee" in (sample / "ledger.yaml").read_text()
    for words in ((), ("list",), ("deadlines",), ("report", "--owner"), ("hold",)):
        out = recoup(sample, *words).out
        assert "HOLD  the whole ledger since Mon 9 Mar 2026, asked by Counsel\n" in out, words
    assert "HOLD since Mon 9 Mar and 1 more" in recoup(sample, "show", "7K4Q").out
    assert "HOLD  RC-2026-7K4QXM since Mon 9 Mar 2026, named until Tue 31 Mar 2026" in recoup(sample, "list").out
    refused = recoup(sample, "hold", "7K4Q", "--lift", "--asked-by", "Court")
    assert refused.code == 3
    assert "jlee has no role that may lift a hold; nothing was changed" in refused.err
    for what in (("7K4Q",), ("--all",)):
        ran = recoup(sample, "hold", *what, "--lift", "--asked-by", "Court", env={**OWNER, "RECOUP_SEED": "3"})
        assert ran.code == 0, ran.err
    assert "7K4QXM" not in recoup(sample, "hold").out
    assert "the whole ledger" not in recoup(sample, "hold").out
    history = recoup(sample, "history", "7K4Q").out
    assert "legal hold since 2026-03-09, asked by Court" in history
    assert "lifted (2026-03-09), asked by Court" in history
    assert recoup(sample, "check").code == 0
    assert recoup(sample, "hold", "7K4Q", "--lift", "--asked-by", "x", env=OWNER).code == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("7K4Q", "--all", "--asked-by", "x"), "one case or on the whole ledger"),
        (("--asked-by", "x"), "say what the hold lies on"),
        (("7K4Q", "--lift"), "say who asked for it"),
        (("7K4Q", "--asked-by", "x", "--until", "3/1/2026"), "is before the hold begins"),
        (("7K4Q", "--asked-by", "x", "--since", "3/10/2026"), "has not come yet"),
    ],
)
def test_a_hold_that_says_too_little_is_a_wrong_usage(
    words: tuple[str, ...], said: str, sample: Path, recoup: Recoup
) -> None:
    ran = recoup(sample, "hold", *words)
    assert ran.code == 2
    assert said in ran.err


def test_hand_edits_are_held_to_a_hold_too(sample: Path, recoup: Recoup, git: RunGit) -> None:
    assert recoup(sample, "hold", "--all", "--asked-by", "Counsel").code == 0
    tag = (sample / CASE).read_text().rpartition("recorded: ")[2].split()[2]
    text = (sample / CASE).read_text()
    stamp = "recorded: 2026-03-09T15:00:00Z jlee ZZZZ"
    entry = f"  - {{at: 2026-03-09, channel: note, summary: Out., retracts: {tag}, {stamp}}}\n"
    (sample / CASE).write_text(text.rstrip("\n") + "\n" + entry)
    saved = recoup(sample, "save")
    assert saved.code == 1
    assert "LED769 taken-back-under-hold" in saved.err
    git(sample, "add", "-A")
    assert recoup(sample, "hook", "pre-commit").code == 1
    assert recoup(sample, "check", "--staged").code == 1
    (sample / CASE).write_text(text)
    git(sample, "add", "-A")
    change(sample, "ledger.yaml", "\nholds:", "\n# holds:")
    change(sample, "ledger.yaml", "  - {since: 2026-03-09", "  # - {since: 2026-03-09")
    git(sample, "add", "-A")
    gone = recoup(sample, "check", "--staged")
    assert gone.code == 1
    assert "a saved entry is no longer in holds" in gone.out


def test_a_lifting_by_hand_takes_the_role_too(sample: Path, recoup: Recoup, git: RunGit) -> None:
    assert recoup(sample, "hold", "--all", "--asked-by", "Counsel").code == 0
    tag = (sample / "ledger.yaml").read_text().rstrip("}\n").rpartition(" ")[2]
    lifting = f"  - {{lifts: {tag}, lifted_on: 2026-03-09, asked_by: me}}\n"
    change(sample, "ledger.yaml", "\nholds:\n", f"\nholds:\n{lifting}")
    saved = recoup(sample, "save")
    assert saved.code == 1
    assert "LED770 hold-changed" in saved.err
    git(sample, "add", "-A")
    assert "does not say who recorded it" in recoup(sample, "check", "--staged").out


def test_of_twins_one_closes_and_both_name_each_other(sample: Path, recoup: Recoup, git: RunGit) -> None:
    before = recoup(sample, "list").out.splitlines()
    total = next(line for line in before if ", demanded " in line)
    ran = recoup(sample, "close", "9TB2", "entered_in_error", "--same-as", "VXKB")
    assert ran.code == 0, ran.err
    assert "RC-2026-VXKBC5 stays, and names it. Lists count the demand once.\n" in ran.out
    assert "{case: RC-2026-9TB2RC, as: same_letter}" in (sample / "cases/2026-02/RC-2026-VXKBC5.yaml").read_text()
    assert "{case: RC-2026-VXKBC5, as: same_letter}" in (sample / "cases/2026-03/RC-2026-9TB2RC.yaml").read_text()
    assert len(git(sample, "show", "--name-only", "--format=", "HEAD").split()) == 2
    after = recoup(sample, "list").out.splitlines()
    count = next(line for line in after if ", demanded " in line)
    assert total.endswith("; 1 entered twice counted once")
    assert count.endswith("; 2 entered twice counted once")
    assert count.split()[3] != total.split()[3]
    assert "entered in error, the same as RC-2026-VXKBC5" in recoup(sample, "show", "9TB2").out
    assert "RC-2026-9TB2RC" in recoup(sample, "history", "VXKB").out
    assert recoup(sample, "check").code == 0
    chained = recoup(sample, "close", "VXKB", "entered_in_error", "--same-as", "9TB2")
    assert chained.code == 3
    assert recoup(sample, "close", "7K4Q", "entered_in_error", "--same-as", "7K4Q").code == 2


def test_two_copies_that_draw_one_id_are_told_so_and_lose_nothing(
    sample: Path, recoup: Recoup, git: RunGit, tmp_path: Path
) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "--bare", "shared.git")
    git(sample, "remote", "add", "origin", str(tmp_path / "shared.git"))
    git(sample, "push", "-q", "-u", "origin", "main")
    git(tmp_path, "clone", "-q", "shared.git", "other")
    other, same = tmp_path / "other", {"RECOUP_SEED": "77"}
    asked = ("new", "--payer", "lone-star-health", "--dated-on", "3/2/2026", "--reason", "documentation")
    first = recoup(sample, *asked, "--reference", "A-1", "--amount", "100.00", env=same)
    second = recoup(other, *asked, "--reference", "B-2", "--amount", "200.00", env=same)
    case = first.out.split(":")[0]
    assert second.out.startswith(f"{case}: new demand")
    assert recoup(sample, "sync").code == 0
    stopped = recoup(other, "sync")
    assert stopped.code == 3
    assert f"{case}: 2 places need you; nothing is lost" in stopped.out + stopped.err
    assert recoup(other, "resolve", case, "--keep", "theirs").code == 0
    again = recoup(other, *asked, "--reference", "B-2", "--amount", "200.00", env={"RECOUP_SEED": "78"})
    assert again.code == 0, again.err
    assert recoup(other, "sync").code == 0
    assert len(list((other / "cases/2026-03").iterdir())) == len(list((sample / "cases/2026-03").iterdir())) + 1
