"""Every editor is told the line in its own way, and waited for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.store.editor import command_for, editor_of, open_in_editor
from ledger.store.refusal import Refused

FILE = Path("case.yaml")


@pytest.mark.parametrize(
    ("editor", "line", "command"),
    [
        ("vim", 14, ["vim", "+14", "case.yaml"]),
        ("/usr/bin/nano", 14, ["/usr/bin/nano", "+14", "case.yaml"]),
        ("nano", 0, ["nano", "case.yaml"]),
        ("emacsclient -nw", 14, ["emacsclient", "-nw", "+14", "case.yaml"]),
        ("code", 14, ["code", "--wait", "--goto", "case.yaml:14"]),
        ("code --wait", 0, ["code", "--wait", "case.yaml"]),
        ("subl -w", 14, ["subl", "-w", "case.yaml:14"]),
        ("hx", 14, ["hx", "case.yaml:14"]),
        ("gvim", 14, ["gvim", "-f", "+14", "case.yaml"]),
        ("mate", 0, ["mate", "-w", "case.yaml"]),
        ("notepad.exe", 14, ["notepad.exe", "case.yaml"]),
        ("my-own", 14, ["my-own", "case.yaml"]),
    ],
)
def test_the_command(editor: str, line: int, command: list[str]) -> None:
    assert command_for(editor_of({"EDITOR": editor}, "linux"), FILE, line) == command


def test_visual_goes_before_editor() -> None:
    assert editor_of({"VISUAL": "kak", "EDITOR": "vi"}) == ["kak"]
    assert editor_of({"VISUAL": " ", "EDITOR": "vi"}) == ["vi"]


def test_a_path_with_blanks_is_one_word(tmp_path: Path) -> None:
    program = tmp_path / "my editor"
    program.touch()
    assert editor_of({"EDITOR": str(program)}) == [str(program)]
    assert editor_of({"EDITOR": f'"{program}" -w'}) == [str(program), "-w"]


def test_windows_paths_keep_their_backslashes() -> None:
    assert editor_of({"EDITOR": r'"C:\Program Files\ed.exe" -w'}, "win32") == [r"C:\Program Files\ed.exe", "-w"]


def test_without_a_choice_the_system_has_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nano = tmp_path / "nano"
    nano.write_text("#!/bin/sh\n")
    nano.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert editor_of({}, "linux") == [str(nano)]
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with pytest.raises(Refused, match="no editor was found"):
        editor_of({}, "linux")


def test_an_editor_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EDITOR", str(tmp_path / "gone"))
    monkeypatch.delenv("VISUAL", raising=False)
    with pytest.raises(Refused, match="could not be started"):
        open_in_editor(FILE)
    monkeypatch.setenv("EDITOR", "vi 'x")
    with pytest.raises(Refused, match="without its other half"):
        open_in_editor(FILE)
