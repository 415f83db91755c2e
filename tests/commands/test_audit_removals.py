"""The audit after a removal by its ceremony: signatures that it ended, its record, and what it does not excuse."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.commands.team import CASE, LEDGER, Clone, Team

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="signs with an SSH key")
ASKED = ("--reason", "A name in a summary", "--authority", "Privacy officer, 3/9/2026", "--rewrite")


@pytest.fixture
def signed(tmp_path: Path) -> Clone:
    """A ledger that demands signatures: one signed save with a name in it, one that lacks its signature."""
    here = Team(tmp_path).first
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "jlee", "-f", str(key)], check=True)
    (tmp_path / "keys").write_text(f"jlee@bluestem.example {key.with_suffix('.pub').read_text()}")
    for name, value in (("gpg.format", "ssh"), ("user.signingkey", str(key)), ("commit.gpgsign", "true")):
        here.git("config", name, value)
    text = LEDGER.replace("roles: [billing]", "roles: [owner]", 1)
    here.write(f"{text}signing: {{required: true}}\n", "ledger.yaml")
    here.commit()
    assert here.recoup("log", "7K4Q", "Spoke of Jane Doe", "--channel", "phone").code == 0
    here.change("title: 90837 re-priced", "title: 90837 cut")
    here.commit("by hand", "--no-gpg-sign")
    assert here.recoup("log", "7K4Q", "Called again", "--channel", "phone").code == 0
    return here


def audit(here: Clone) -> dict[str, Any]:
    ended = here.recoup("audit", "--format", "json", "--allowed-signers", str(here.root.parent / "keys"))
    return dict(json.loads(ended.out))


def removed(here: Clone) -> None:
    (here.root.parent / "name.txt").write_text("Jane Doe\n")
    done = here.recoup("remove", "--text-file", str(here.root.parent / "name.txt"), *ASKED)
    assert done.code == 0, done


def unsigned(found: dict[str, Any]) -> list[str]:
    return [one["message"] for one in found["findings"] if one["code"] == "LED751"]


def test_signatures_that_a_removal_ended_are_told_and_no_finding(signed: Clone) -> None:
    before = audit(signed)
    assert unsigned(before) == ["the save of jlee@bluestem.example is not signed"]
    removed(signed)
    after = audit(signed)
    assert unsigned(after) == unsigned(before)
    assert after["signatures"]["ended"] == before["signatures"]["good"] == 3  # the rewriting strips those before, too
    [told] = [one["message"] for one in after["remarks"] if one["code"] == "LED751"]
    assert told.startswith("the signatures of 3 saves were ended by the removal of 2026-03-09 (A name in a summary; ")
    signed.git("tag", "-d", signed.git("tag", "-l", "seal/*").split()[-1])
    assert len(unsigned(audit(signed))) == 4  # without the seal after, nothing is excused


def test_a_save_that_the_removal_did_not_rewrite_is_excused_by_nothing(signed: Clone) -> None:
    removed(signed)
    signed.change("title: 90837 cut", "title: 90837 again")
    signed.commit("by hand", "--no-gpg-sign", "--no-verify")
    assert len(unsigned(audit(signed))) == 2


def test_the_record_of_a_removal_is_never_changed(signed: Clone) -> None:
    removed(signed)
    names = next((signed.root / "removals").glob("*-names.txt"))
    names.write_text(names.read_text() + f"{'a' * 40} {'b' * 40} signed\n")
    save = signed.commit("by hand", "--no-verify")
    record = next((signed.root / "removals").glob("*.yaml"))
    record.write_text(record.read_text().replace("A name in a summary", "Another reason"))
    other = signed.commit("by hand", "--no-verify")
    found = [one for one in audit(signed)["findings"] if one["code"] == "LED740"]
    assert [(one["save"], one["file"]) for one in found] == [
        (save, names.relative_to(signed.root).as_posix()),
        (other, record.relative_to(signed.root).as_posix()),
    ]
    assert CASE not in str(found)
