"""Plain git reads well: a case is shown as plain lines, once a copy is set up, and nothing disappears from view."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.store.diff_driver import command

Recoup = Callable[..., Any]
Git = Any
Golden = Callable[[str, str], None]

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def ready(sample: Path, recoup: Recoup, git: Git) -> Path:
    """The sample ledger, set up, with the attributes of a new ledger."""
    (sample / ".gitattributes").write_bytes((ROOT / "templates" / "ledger" / "dot-gitattributes").read_bytes())
    git(sample, "add", ".gitattributes")
    git(sample, "commit", "-qm", "attributes")
    assert recoup(sample, "setup").code == 0
    return sample


def edit(root: Path, old: str, new: str) -> None:
    path = root / CASE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def changes(out: str) -> list[str]:
    return [line for line in out.splitlines() if line[:1] in "+-@" and line[:3] not in ("+++", "---")]


def test_diff_log_and_show_speak_in_fields(ready: Path, git: Git) -> None:
    edit(ready, "  amount: 1482.60", "  amount: 1170.50")
    edit(ready, "owner: jlee", "owner: mortiz")
    said = ["-  amount: 1,482.60", "+  amount: 1,170.50"]
    assert [line for line in changes(git(ready, "diff")) if "amount" in line] == said
    git(ready, "commit", "-qam", "x", "--no-verify")
    for words in (("log", "-p", "-1", "--", CASE), ("show", "HEAD"), ("diff", "HEAD^", "HEAD")):
        told = changes(git(ready, *words))
        assert [line for line in told if "amount" in line] == said
        assert any(line.startswith("@@") and line.endswith(" demand") for line in told)


def test_layout_alone_is_no_change_but_a_comment_is(ready: Path, git: Git) -> None:
    edit(
        ready,
        "title: 90837 re-priced as 90834, 11 claims, 30 sessions",
        'title:   "90837 re-priced as 90834, 11 claims, 30 sessions"',
    )
    assert changes(git(ready, "diff")) == []
    edit(ready, "demand:\n", "demand:  # asked twice\n")
    assert changes(git(ready, "diff"))[1:] == ["+  demand # asked twice"]


def test_a_whole_case(ready: Path, recoup: Recoup, golden: Golden) -> None:
    ran = recoup(ready, "hook", "textconv", "1", CASE)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    golden("history/whole-case.txt", ran.out)


def test_what_cannot_be_read_is_shown_as_it_stands(ready: Path, git: Git, recoup: Recoup) -> None:
    edit(ready, "id: RC-2026-7K4QXM", "id: [\x1b[31m")
    out = git(ready, "diff")
    assert "+# This cannot be read as a case; it is shown as it stands." in out
    assert "+id: [\\x1b[31m" in out
    assert recoup(ready, "hook", "textconv").code == 2


def test_a_value_that_does_not_fit_is_named(ready: Path, git: Git) -> None:
    edit(ready, "  amount: 1482.60", "  amount: much")
    out = git(ready, "diff")
    assert "-  amount: 1,482.60" in out
    assert "+not as the format wants it" in out
    assert "much" in out


def test_without_the_program_git_shows_the_file_itself(ready: Path, git: Git) -> None:
    git(ready, "config", "diff.recoup.textconv", command("/nowhere/python", 1))
    edit(ready, "  amount: 1482.60", "  amount: 1170.50")
    assert [line for line in changes(git(ready, "diff")) if "amount" in line] == [
        "-  amount: 1482.60",
        "+  amount: 1170.50",
    ]


def test_a_path_with_quotes_and_spaces(tmp_path: Path) -> None:
    line = command("/it's here/python", 1)
    file = tmp_path / "a b.yaml"
    file.write_text("x")
    done = subprocess.run(["sh", "-c", f'{line} "$@"', line, str(file)], check=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("x", "")


def test_setting_up_again_changes_nothing_and_the_tree_names_no_program(ready: Path, recoup: Recoup, git: Git) -> None:
    assert "in place already" in recoup(ready, "setup").out
    assert "python" not in (ready / ".gitattributes").read_text(encoding="utf-8")
    assert git(ready, "config", "--local", "--get", "diff.recoup.cachetextconv") == "true\n"
