"""An entry that was changed, shared so, and is put back: the checks before a save, save, the server and sync agree."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ledger.store import receiving
from tests.commands.shared_copy import Clone, founded
from tests.commands.team import CASE, Team
from tests.commands.two_clones import call

SAID, TURNED = "Asked again.", "Agreed to repay."


def ran(here: Clone, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "ledger", *words], cwd=here.root, check=False, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def here(tmp_path: Path) -> Clone:
    """A copy whose shared copy holds an entry that somebody changed; the server's checks came later."""
    shared, here = founded(tmp_path, hooks=False)
    here.swap(SAID, TURNED)
    here.save()
    assert not here.push().refused
    receiving.install(shared)
    return here


def test_the_checks_before_a_save_and_the_server_let_it_through(here: Clone) -> None:
    here.swap(TURNED, "Agreed to pay half.")
    here.git("add", "-A")
    assert ran(here, "hook", "pre-commit")[0] == 1
    here.swap("Agreed to pay half.", SAID)
    here.git("add", "-A")
    code, said = ran(here, "hook", "pre-commit")
    assert code == 0, said
    assert "warning LED701" in said
    assert "it stands again as it was saved first" in said
    here.save()
    sent = here.push()
    assert not sent.refused, sent.screen


def test_save_takes_it_and_says_so(here: Clone) -> None:
    here.swap(TURNED, "Agreed to pay half.")
    assert ran(here, "save", "--quiet")[0] == 1
    here.swap("Agreed to pay half.", SAID)
    code, said = ran(here, "save")
    assert code == 0, said
    assert "it stands again as it was saved first" in said
    assert here.git("status", "--porcelain") == ""


def test_a_repair_reaches_the_team_and_stays(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.first.write(team.first.read() + call("AAAA", SAID))
    team.first.commit()
    team.first.change(SAID, TURNED)
    team.first.commit("by hand", "--no-verify")
    team.first.git("push", "-q", "--no-verify")
    jordan, maria = team.clone("jlee"), team.clone("mortiz")
    jordan.change(TURNED, SAID)
    jordan.commit()
    maria.write(maria.read() + call("BBBB"))
    maria.commit()
    for clone in (jordan, maria, jordan):
        done = clone.recoup("sync")
        assert done.code == 0, done
    for clone in (jordan, maria):
        assert (clone.read(CASE).count(SAID), clone.read(CASE).count(TURNED)) == (2, 0)


def test_a_change_of_ones_own_is_no_repair(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.first.write(team.first.read() + call("AAAA", SAID))
    team.first.commit()
    team.first.git("push", "-q", "--no-verify")
    jordan, maria = team.clone("jlee"), team.clone("mortiz")
    jordan.change(SAID, TURNED)
    jordan.commit("by hand", "--no-verify")
    maria.write(maria.read() + call("BBBB"))
    maria.commit()
    assert maria.recoup("sync").code == 0
    assert jordan.recoup("sync").code == 3
    assert TURNED not in maria.read()


def test_an_entry_altered_in_another_line_of_work_is_no_repair(tmp_path: Path) -> None:
    _, here = founded(tmp_path)
    here.git("checkout", "-q", "-b", "aside")
    here.append(TURNED, tag="ZZZZ")
    here.save()
    here.git("checkout", "-q", "main")
    here.append(SAID, tag="ZZZZ")
    here.save()
    assert not here.push().refused
    here.git("merge", "-q", "-s", "ours", "--no-commit", "aside")
    stamp = "\n    recorded: 2026-03-09T15:30:00Z jlee ZZZZ"
    here.swap(f"{SAID}{stamp}", f"{TURNED}{stamp}")
    here.save()
    assert here.push().refused
