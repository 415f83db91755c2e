"""A case in the person's own editor: sound edits are saved, mistakes are shown and nothing typed is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Recoup = Callable[..., Any]
Git = Callable[..., str]
Terminal = Callable[..., tuple[str, int]]
Editor = Callable[..., dict[str, str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that can be played")

CASE = "cases/2026-03/RC-2026-9TB2RC.yaml"


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """An editor by vim's name, which does one step each time it is opened and notes how it was called."""
    program = tmp_path / "vim"

    def steps(*each: str) -> dict[str, str]:
        numbered = "\n".join(f"{number}) {step} ;;" for number, step in enumerate(each, 1))
        program.write_text(
            f'#!/bin/sh\necho "$@" >> "{tmp_path}/calls"\nfor file; do :; done\n'
            f'n=$(wc -l < "{tmp_path}/calls" | tr -d " ")\ncase $n in\n{numbered}\nesac\n'
        )
        program.chmod(0o755)
        return {"EDITOR": str(program), "VISUAL": ""}

    return steps


def calls(tmp_path: Path) -> list[str]:
    return (tmp_path / "calls").read_text().splitlines()


FAX = 'sed -i.bak "s/method: mail/method: fax/" "$file"; rm -f "$file.bak"'
PIGEON = 'sed -i.bak "s/method: mail/method: pigeon/" "$file"; rm -f "$file.bak"'
MENDED = 'sed -i.bak "s/method: pigeon/method: fax/" "$file"; rm -f "$file.bak"'


def test_a_sound_edit_is_saved(sample: Path, at_terminal: Terminal, editor: Editor, git: Git) -> None:
    shown, code = at_terminal(sample, "edit", "9TB2", env=editor(FAX))
    assert code == 0, shown
    assert "  demand method mail -> fax\nSaved: RC-2026-9TB2RC.\n" in shown
    assert git(sample, "log", "-1", "--format=%s").strip() == "RC-2026-9TB2RC: demand method mail -> fax"


def test_a_mistake_opens_the_same_text_again_at_its_line(
    sample: Path, at_terminal: Terminal, editor: Editor, tmp_path: Path, git: Git
) -> None:
    shown, code = at_terminal(sample, "edit", "9TB2", typed="\n", env=editor(PIGEON, MENDED))
    assert code == 0, shown
    assert f"{CASE}:12:11: error LED205 not-a-choice" in shown
    assert [call.split()[0] for call in calls(tmp_path)[1:]] == ["+12"]
    assert git(sample, "log", "-1", "--format=%s").strip() == "RC-2026-9TB2RC: demand method mail -> fax"


def test_leaving_a_mistake_leaves_the_file_as_typed(sample: Path, at_terminal: Terminal, editor: Editor) -> None:
    shown, code = at_terminal(sample, "edit", "9TB2", typed="q\n", env=editor(PIGEON))
    assert code == 1
    assert shown.endswith("Not saved. The file is as you typed it.\n")
    assert "method: pigeon" in (sample / CASE).read_text()


def test_no_change_is_no_save(sample: Path, at_terminal: Terminal, editor: Editor, git: Git) -> None:
    before = git(sample, "rev-parse", "HEAD")
    shown, code = at_terminal(sample, "edit", "9TB2", env=editor("true"))
    assert (shown, code) == ("RC-2026-9TB2RC is as it was last saved.\n", 0)
    assert git(sample, "rev-parse", "HEAD") == before


def test_an_editor_that_fails_loses_nothing(sample: Path, at_terminal: Terminal, editor: Editor) -> None:
    shown, code = at_terminal(sample, "edit", "9TB2", typed="q\n", env=editor(f"{PIGEON}; exit 1"))
    assert code == 1, shown
    assert "method: pigeon" in (sample / CASE).read_text()


def test_without_a_terminal_it_is_refused(sample: Path, recoup: Recoup) -> None:
    ran = recoup(sample, "edit", "9TB2")
    assert ran.code == 3
    assert "there is no terminal to open an editor in; nothing was changed" in ran.err


def test_words_to_question_are_asked_about(sample: Path, at_terminal: Terminal, git: Git) -> None:
    before = git(sample, "rev-parse", "HEAD")
    shown, code = at_terminal(sample, "log", "9TB2", "It was our mistake.", typed="n\n")
    assert code == 3
    assert "Not saved. This is what you typed:\n  It was our mistake.\n" in shown
    assert git(sample, "rev-parse", "HEAD") == before
    shown, code = at_terminal(sample, "log", "9TB2", "It was our mistake.", typed="y\n")
    assert code == 0, shown
