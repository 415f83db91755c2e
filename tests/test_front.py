"""The front door: what is quick says the same as what is not, and everything that goes wrong gets its exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger import __version__, front
from ledger.store.refusal import LedgerError, Refused, UsageError

Recoup = Callable[..., Any]

_WITHOUT_FRONT = "import sys; from ledger.cli import main; main(sys.argv[1:])"
_ONE = "cases/2026-02/RC-2026-VXKBC5.yaml"


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["check"],
        ["check", _ONE],
        ["check", "cases"],
        ["check", _ONE, "ledger.yaml"],
        ["history", "VXKBC5"],
    ],
    ids=" ".join,
)
def test_both_ways_into_a_quick_command_say_the_same(sample: Path, started: Recoup, words: list[str]) -> None:
    text = (sample / _ONE).read_text(encoding="utf-8").replace("payer: ", "payer: other-", 1)
    (sample / _ONE).write_text(text, encoding="utf-8")
    quick = started(sample, *words)
    whole = subprocess.run(
        [sys.executable, "-c", _WITHOUT_FRONT, *words], cwd=sample, capture_output=True, text=True, check=False
    )
    assert (quick.out, quick.err, quick.code) == (whole.stdout, whole.stderr, whole.returncode)
    assert quick.out


@pytest.mark.parametrize(
    ("problem", "code", "said"),
    [
        (
            UsageError("no case is called 'x'", "recoup list shows them all"),
            2,
            "recoup: no case is called 'x'\n  hint: recoup list",
        ),
        (Refused("busy"), 3, "recoup: busy\n"),
        (LedgerError("\x1b[31mred"), 3, "recoup: \\x1b[31mred\n"),
        (KeyboardInterrupt(), 130, "recoup: stopped by you\n"),
        (SystemExit(1), 1, ""),
        (SystemExit(None), 0, ""),
        (SystemExit("words"), 1, ""),
    ],
)
def test_every_ending_has_its_exit_code(
    problem: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def end(_: list[str]) -> int:
        raise problem

    monkeypatch.setattr(front, "_run", end)
    assert front.run(["list"]) == code
    assert capsys.readouterr().err.startswith(said)


def test_our_own_mistake_is_reported_without_any_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def end(_: list[str]) -> int:
        try:
            return int({"1": "1"}["P-1042 Maria Delgado"])
        except KeyError as first:
            raise ValueError("1482.60") from first

    monkeypatch.setattr(front, "_run", end)
    assert front.run(["list"]) == 70
    said = capsys.readouterr().err
    assert f"recoup {__version__}" in said
    assert "builtins.ValueError" in said
    assert "builtins.KeyError" in said
    assert "test_front.py" in said
    for secret in ("Maria", "1482", str(Path(__file__).parent)):
        assert secret not in said


def test_a_reader_who_has_seen_enough_is_no_mistake(sample: Path) -> None:
    (sample / "ledger.yaml").write_text("".join(f"key{number}: x\n" for number in range(90)), encoding="utf-8")
    command = f"{sys.executable} -m ledger check ledger.yaml | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=sample, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "mistake in the program" not in done.stderr


def test_a_terminal_that_cannot_show_a_letter_does_not_stop_a_check(sample: Path, started: Recoup) -> None:
    path = sample / _ONE
    path.write_text(path.read_text(encoding="utf-8").replace("payer: ", "payer: é", 1), encoding="utf-8")
    ran = started(sample, "check", _ONE, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert ran.code == 1
    assert "\\xe9" in ran.out
