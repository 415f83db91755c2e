"""`recoup new` at a terminal: it asks in the order of a letter, and makes what a first letter finds missing."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.commands.desk import Git, Golden, newest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is not to be had there")


def typed(folder: Path, *answers: str) -> tuple[int, str]:
    """Run `recoup new` at a terminal with these answers; its exit code and all that stood on the screen."""
    import pty  # not on Windows

    process, terminal = pty.fork()
    if process == 0:
        signal.alarm(60)  # whatever happens, this ends
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-m", "ledger", "new"])  # noqa: S606
    os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux ends a terminal like this
            break
        if not piece:
            break
        shown += piece
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), shown.decode().replace("\r\n", "\n")


LETTER = (
    "LSH-OP-2026-0400",
    "3/2/26",  # asked again
    "3/2/2026",
    "3/6/2026",
    "date stamp",
    "4/1/2026",
    "PO Box 1, Austin TX",
    "",  # no claims yet
    "$148.26",
    "4/16/2026",
    "time based coding",
    "unknown",
    "",
    "",
)


def test_it_asks_in_the_order_of_a_letter(sample: Path, git: Git, golden: Golden) -> None:
    code, said = typed(sample, "lone-star-health", *LETTER)

    assert code == 0, said
    questions = ("The letter's number", "The letter's date", "Answer by", "Where to answer", "The amount demanded")
    assert sorted(questions, key=said.index) == list(questions)
    assert "Mon 2 March 2026" in said
    assert "write 3/6/2026" in said
    golden("taking-in/asked.yaml", (sample / newest(sample, git)).read_text())


def test_a_ledger_and_a_payer_are_made_on_the_way(tmp_path: Path, git: Git) -> None:
    payer = ("Lone Star Health", "yes", "commercial", "insurer", "Texas", "yes")
    code, said = typed(tmp_path, "yes", "", "Bluestem Medical Group", *payer, *LETTER)

    root = tmp_path / "recoup-ledger"
    assert code == 0, said
    assert git(root, "log", "--format=%s").count("\n") == 3
    assert "Who pays the claims: the insurer, or the patient's employer?" in said
    assert "Which rules" not in said
    assert "Rules: Texas prompt-pay rules (rules/texas.yaml)" in said
    assert "payer: lone-star-health\n" in (root / newest(root, git)).read_text()
    assert git(root, "status", "--short") == ""


def test_nobody_is_made_to_have_a_ledger_or_a_payer(tmp_path: Path, sample: Path, git: Git) -> None:
    code, said = typed(tmp_path, "no")
    assert code == 2, said
    assert not (tmp_path / "recoup-ledger").exists()

    code, said = typed(sample, "Nobody Health", "no")
    assert code == 2, said
    assert git(sample, "status", "--short") == ""


@pytest.mark.parametrize(
    ("answer", "funding"), [("insurer", "fully_insured"), ("the employer", "self_funded"), ("government", "government")]
)
def test_who_pays_is_asked_in_words_that_people_know(sample: Path, git: Git, answer: str, funding: str) -> None:
    answers = [answer if one == "unknown" else one for one in LETTER]
    code, said = typed(sample, "lone-star-health", *answers)

    assert code == 0, said
    assert "Who pays the claims: insurer, employer or government" in said
    assert f"funding: {funding}\n" in (sample / newest(sample, git)).read_text()
