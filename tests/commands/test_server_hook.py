"""A shared copy with the hooks of ``recoup server-hook``: what it refuses, with what words, and what it takes over."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.store import receiving
from ledger.store.git.bare import PROTECTION, Bare
from ledger.store.profiles import regime_text
from ledger.store.refusal import Refused, UsageError
from tests.commands.hostile_pushes import MORE_HOSTILE
from tests.commands.shared_copy import CALL, CASE, FILE, OTHER, Clone, Sent, cloned, founded

Recoup = Callable[..., Any]

FUTURE = "2099-01-01T00:00:00Z"
LONG_AGO = "2020-01-01T00:00:00Z"


@pytest.fixture
def both(tmp_path: Path) -> tuple[Bare, Clone]:
    return founded(tmp_path)


@pytest.fixture
def here(both: tuple[Bare, Clone]) -> Clone:
    return both[1]


@pytest.fixture
def shared(both: tuple[Bare, Clone]) -> Bare:
    return both[0]


# the hostile ones


def edit_an_entry(here: Clone, _: Path) -> Sent:
    here.swap("amount: 49.42\n    trace", "amount: 94.42\n    trace")
    here.save()
    return here.push()


def remove_an_entry(here: Clone, _: Path) -> Sent:
    text = here.read()
    here.write(FILE, text[: text.index("  - at: 2026-03-07")])
    here.save()
    return here.push()


def amend_and_force(here: Clone, _: Path) -> Sent:
    here.git("commit", "-q", "--no-verify", "--amend", "--allow-empty", "-m", "never happened")
    return here.push("--force", "main")


def date_before_the_parent_s(here: Clone, _: Path) -> Sent:
    here.append("A call.")
    here.env["GIT_COMMITTER_DATE"] = LONG_AGO
    here.save()
    return here.push()


def date_in_the_future(here: Clone, _: Path) -> Sent:
    here.append("A call.")
    here.env["GIT_COMMITTER_DATE"] = FUTURE
    here.save()
    return here.push()


def symbolic_link(here: Clone, _: Path) -> Sent:
    (here.root / OTHER).symlink_to("/etc/passwd")
    here.save()
    return here.push()


def gitmodules(here: Clone, _: Path) -> Sent:
    here.write(".gitmodules", '[submodule "x"]\n\tpath = x\n\turl = https://example.org/x\n')
    here.save()
    return here.push()


def outside_the_tree(here: Clone, _: Path) -> Sent:
    here.write("tools/install.sh", "rm -rf /\n")
    here.save()
    return here.push()


def delete_a_case(here: Clone, _: Path) -> Sent:
    here.git("rm", "-q", FILE)
    here.save()
    return here.push()


def rename_a_case(here: Clone, _: Path) -> Sent:
    (here.root / "cases/2026-04").mkdir()
    here.git("mv", FILE, "cases/2026-04/RC-2026-7K4QXM.yaml")
    here.save()
    return here.push()


def delete_the_branch(here: Clone, _: Path) -> Sent:
    return here.push(":main")


def edit_hidden_in_a_merge(here: Clone, _: Path) -> Sent:
    here.git("checkout", "-q", "-b", "other")
    here.append("On the other side.")
    here.save()
    here.git("checkout", "-q", "main")
    here.write("README.md", "Words\n")
    here.save()
    here.git("merge", "-q", "--no-commit", "--no-ff", "other")
    here.swap("Asked again.", "Agreed to repay.")
    here.save()
    return here.push()


def one_side_thrown_away(here: Clone, _: Path) -> Sent:
    here.git("checkout", "-q", "-b", "other")
    here.append("On the other side.")
    here.save()
    here.git("checkout", "-q", "main")
    here.write("README.md", "Words\n")
    here.save()
    here.git("merge", "-q", "-s", "ours", "-m", "joined", "other")
    return here.push()


def move_a_seal(here: Clone, _: Path) -> Sent:
    here.git("tag", "-a", "seal/2026-03-09", "-m", "sealed")
    assert not here.push("seal/2026-03-09").refused
    here.append("Later.")
    here.save()
    here.git("tag", "-f", "-a", "seal/2026-03-09", "-m", "sealed again")
    return here.push("--force", "main", "seal/2026-03-09")


def replace_an_object(here: Clone, _: Path) -> Sent:
    head = here.git("rev-parse", "HEAD")
    here.append("Other.")
    other = here.save()
    here.git("update-ref", f"refs/replace/{head}", other)
    return here.push(f"refs/replace/{head}")


def break_and_mend_without_the_entry(here: Clone, _: Path) -> Sent:
    here.append("To be lost.", tag="L0ST")
    here.save()
    whole = here.read()
    here.write(FILE, "half a sent: [")
    here.save()
    here.write(FILE, whole[: whole.index("  - at: 2026-03-09T09:30")])
    here.save()
    return here.push()


def runnable_file(here: Clone, _: Path) -> Sent:
    here.git("update-index", "--chmod=+x", FILE)
    here.git("commit", "-q", "--no-verify", "-m", "x")
    return here.push()


def mistakes_in_the_file(here: Clone, _: Path) -> Sent:
    here.swap("payer: lone-star-health", "payer: nobody-knows")
    here.save()
    return here.push()


def odd_names(here: Clone, _: Path) -> Sent:
    for name in (b"docs/a\nb.md", b"docs/\xff.md", b"cases/2026-03/x\x1b[2J.yaml"):
        here.write(os.fsdecode(name), "x\n")
    here.save()
    return here.push()


def hooks_switched_off_from_afar(here: Clone, place: Path) -> Sent:
    (place / "nothing").mkdir()
    here.env |= {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.hooksPath",
        "GIT_CONFIG_VALUE_0": str(place / "nothing"),
    }
    return edit_an_entry(here, place)


def an_entry_of_a_new_line_of_work(here: Clone, _: Path) -> Sent:
    here.git("checkout", "-q", "-b", "trial")
    here.append("A call.")
    here.save()
    here.swap("A call.", "Another call.")
    here.save()
    return here.push("trial")


HOSTILE: dict[Callable[[Clone, Path], Sent], tuple[str, ...]] = {
    edit_an_entry: (f"{FILE} line 31: amount of a saved entry in", "went from 49.42 to 94.42", "corrects: 0G5R"),
    remove_an_entry: (f"{FILE} line 35: a saved entry is no longer", "if it is wrong, take it back", "--retracts K7Q3"),
    amend_and_force: ("what was shared as", "is no longer part of the history"),
    date_before_the_parent_s: ("earlier than the one that it builds on",),
    date_in_the_future: ("a time of saving that has not come yet",),
    symbolic_link: (f"{OTHER}: {OTHER} is a link",),
    gitmodules: (".gitmodules is no file of a ledger",),
    outside_the_tree: ("tools/install.sh is no file of a ledger",),
    delete_a_case: (f"{FILE} was removed or renamed", "no case file ever is"),
    rename_a_case: ("was renamed to cases/2026-04/RC-2026-7K4QXM.yaml",),
    delete_the_branch: ("main is not removed: what was shared stays.",),
    edit_hidden_in_a_merge: ("summary of a saved entry in communications went", "Agreed to repay."),
    one_side_thrown_away: ("a saved entry is no longer in communications",),
    move_a_seal: ("seal/2026-03-09 was set before and is never moved.",),
    replace_an_object: ("is not taken over: a shared copy holds what was saved, and seals.",),
    break_and_mend_without_the_entry: ("can no longer be read, and with it its saved entries",),
    odd_names: ("docs/a", "is no file of a ledger", "is no case file"),
    hooks_switched_off_from_afar: ("went from 49.42 to 94.42",),
    an_entry_of_a_new_line_of_work: ("summary of a saved entry in communications went", "Another call."),
    runnable_file: (f"{FILE} may be run as a program",),
    mistakes_in_the_file: (f"{FILE} line 3: ", "nobody-knows"),
    **MORE_HOSTILE,
}


@pytest.mark.parametrize("push", HOSTILE, ids=lambda push: push.__name__)
def test_a_hostile_push_is_refused_with_a_plain_sentence(
    push: Callable[[Clone, Path], Sent], here: Clone, shared: Bare, tmp_path: Path
) -> None:
    before = shared.tips().get("refs/heads/main")
    sent = push(here, tmp_path)
    lines = sent.screen.splitlines()
    assert sent.refused, sent
    assert lines[0] == "NOT SHARED. Nothing was taken over; the shared copy is as it was."
    joined = " ".join(line.strip() for line in lines)
    for words in HOSTILE[push]:
        assert words in joined
    assert shared.tips().get("refs/heads/main") == before
    ours = lines[: lines.index("Nothing you typed is lost: it is saved on your own computer.")]
    assert all(len(line) <= 72 or " " not in line.strip() for line in ours)


@pytest.mark.parametrize("push", [edit_an_entry, delete_a_case, one_side_thrown_away], ids=lambda push: push.__name__)
def test_the_change_is_named_with_its_author(push: Callable[[Clone, Path], Sent], here: Clone, tmp_path: Path) -> None:
    sent = push(here, tmp_path)
    assert f"saved as {here.git('rev-parse', 'HEAD')[:10]} by Jordan Lee" in " ".join(sent.screen.split())


# the honest ones


def append(here: Clone, _: Path) -> list[Sent]:
    here.append("A call.")
    here.save()
    return [here.push()]


def merge_of_two_clones(here: Clone, place: Path) -> list[Sent]:
    there = cloned(place, "there")
    there.write(OTHER, CASE.replace("RC-2026-7K4QXM", "RC-2026-9TB2RC").replace("LSH-OP-2026-0331", "X-1"))
    there.append("Theirs.", who="mortiz", tag="TH1R")
    there.save()
    here.swap("money:\n", "money:\n  - {dated_on: 2026-03-09, kind: offset, amount: 1.00, trace: EFT 2}\n")
    here.save()
    first = here.push()
    there.git("pull", "-q", "--no-rebase", "--no-edit")
    return [first, there.push()]


def correction(here: Clone, _: Path) -> list[Sent]:
    entry = "  - {dated_on: 2026-03-08, kind: offset, amount: 94.42, trace: EFT 0099812, corrects: 0G5R}\n"
    here.swap("communications:\n", f"{entry}communications:\n")
    here.save()
    return [here.push()]


def new_case(here: Clone, _: Path) -> list[Sent]:
    here.write(OTHER, CASE.replace("RC-2026-7K4QXM", "RC-2026-9TB2RC").replace("LSH-OP-2026-0331", "X-1"))
    here.save()
    return [here.push()]


def payer_edit(here: Clone, _: Path) -> list[Sent]:
    here.write("payers/lone-star-health.yaml", here.read("payers/lone-star-health.yaml") + "# asked on 9 March\n")
    here.save()
    return [here.push()]


def rules_update(here: Clone, _: Path) -> list[Sent]:
    here.write("rules/contract.yaml", regime_text("contract").decode())
    here.save()
    return [here.push()]


def closing(here: Clone, _: Path) -> list[Sent]:
    here.swap("\ndemand:", "\nclosed:\n  closed_on: 2026-03-09\n  outcome: upheld\n\ndemand:")
    here.save()
    return [here.push()]


def seal(here: Clone, _: Path) -> list[Sent]:
    here.git("tag", "-a", "seal/2026-03-09", "-m", "sealed")
    return [here.push("seal/2026-03-09")]


def document(here: Clone, _: Path) -> list[Sent]:
    entry = "  - {id: second, kind: medical_record, file: RC-2026-7K4QXM/second.pdf}\n"
    here.swap("documents:\n", f"documents:\n{entry}")
    here.save()
    return [here.push()]


def stamp(here: Clone, _: Path) -> list[Sent]:
    here.swap("money:\n", "money:\n  - {dated_on: 2026-03-09, kind: offset, amount: 1.00, trace: EFT 2}\n")
    here.save()
    here.swap("trace: EFT 2}", "trace: EFT 2, recorded: 2026-03-09T18:00:00Z jlee ST4M}")
    here.save()
    return [here.push()]


def another_branch(here: Clone, place: Path) -> list[Sent]:
    here.git("checkout", "-q", "-b", "trial")
    return [*append(here, place), here.push("trial")]


HONEST = [
    append,
    merge_of_two_clones,
    correction,
    new_case,
    payer_edit,
    rules_update,
    closing,
    seal,
    document,
    stamp,
    another_branch,
]


@pytest.mark.parametrize("push", HONEST, ids=lambda push: push.__name__)
def test_an_honest_push_is_taken_over(
    push: Callable[[Clone, Path], list[Sent]], here: Clone, shared: Bare, tmp_path: Path, recoup: Recoup
) -> None:
    assert [sent.screen for sent in push(here, tmp_path) if sent.refused] == []
    entries, wrong = receiving.received(shared)
    assert wrong == ()
    assert len(entries) > 1
    listed = recoup(tmp_path, "server-hook", "shared.git", "--list")
    assert (listed.code, listed.err) == (0, "")


def test_the_first_push_of_a_ledger_is_taken_over(tmp_path: Path) -> None:
    _, here = founded(tmp_path)
    here.git("init", "-q", "--bare", "-b", "main", "../empty.git")
    empty = Bare(tmp_path / "empty.git")
    receiving.install(empty)
    here.append("A call.")
    here.save()
    here.git("remote", "set-url", "origin", "../empty.git")
    assert not here.push().refused
    ((entry,), _) = receiving.received(empty)
    assert (entry.name, entry.changes) == ("refs/heads/main", 2)


def test_what_was_put_right_before_it_was_shared_is_taken_over(here: Clone) -> None:
    here.swap("Asked again.", "Agreed to repay.")
    here.save()
    here.swap("Agreed to repay.", "Asked again.")
    here.save()
    assert not here.push().refused


# who may, and who did

KEYS = "signing: {required: true}\n"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """Two people's keys, and the list that holds the first one."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen here")
    folder = tmp_path / "keys"
    folder.mkdir()
    for name in ("jlee", "mortiz"):
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)]
        subprocess.run(words, check=True, capture_output=True)
    listed = (folder / "jlee.pub").read_text(encoding="utf-8")
    (folder / "list").write_text(f"jlee@bluestem.example {listed}", encoding="utf-8")
    return folder


def sign_with(here: Clone, key: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ledger", "setup", "--signing-key", str(key)],
        cwd=here.root,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert f"  what you save here is signed with {key}" in done.stdout.splitlines()


def test_where_keys_are_listed_only_signed_changes_are_taken_over(
    here: Clone, keys: Path, tmp_path: Path, recoup: Recoup
) -> None:
    ran = recoup(tmp_path, "server-hook", "shared.git", "--signers", "keys/list")
    assert (ran.code, "the list of keys" in ran.out) == (0, True)
    before = here.git("rev-parse", "HEAD")
    here.append("Unsigned.")
    here.save()
    assert "a change is not signed" in here.push().screen

    here.git("reset", "-q", "--hard", before)
    sign_with(here, keys / "mortiz")
    here.append("With a key that nobody listed.")
    here.save()
    assert "not on the list" in " ".join(here.push().screen.split())

    here.git("reset", "-q", "--hard", before)
    sign_with(here, keys / "jlee")
    here.append("In another's name.")
    here.env["GIT_AUTHOR_EMAIL"] = "mortiz@bluestem.example"
    here.save()
    del here.env["GIT_AUTHOR_EMAIL"]
    joined = " ".join(here.push().screen.split())
    assert "a change of mortiz@bluestem.example is signed with the key of jlee@bluestem.example" in joined

    here.git("reset", "-q", "--hard", before)
    here.append("Signed.")
    here.save()
    assert not here.push().refused


def test_a_ledger_that_demands_signatures_takes_nothing_where_the_server_has_no_list(
    tmp_path: Path, keys: Path
) -> None:
    shared, here = founded(tmp_path, signing=KEYS)
    sign_with(here, keys / "jlee")
    here.swap("signing: {required: true}", "signing: {required: false}", "ledger.yaml")
    here.save()
    sent = here.push()
    assert sent.refused
    assert "the server has no list of keys" in sent.screen
    receiving.set_signers(shared, (keys / "list").read_bytes())
    assert not here.push().refused


def test_the_ledger_s_own_list_cannot_add_a_key(tmp_path: Path, keys: Path) -> None:
    shared, here = founded(tmp_path, signing="signing: {required: true, allowed_signers: docs/keys.txt}\n")
    receiving.set_signers(shared, (keys / "list").read_bytes())
    sign_with(here, keys / "mortiz")
    here.write("docs/keys.txt", f"jlee@bluestem.example {(keys / 'mortiz.pub').read_text(encoding='utf-8')}")
    here.save()
    assert "not on the list" in " ".join(here.push().screen.split())


def test_the_list_says_who_brought_what_when(here: Clone, tmp_path: Path, recoup: Recoup) -> None:
    here.append("A call.")
    here.save()
    here.env["REMOTE_USER"] = "jlee"
    before = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    assert not here.push().refused
    ran = recoup(tmp_path, "server-hook", "shared.git", "--list", "--format", "json")
    found, brought = json.loads(ran.out)["received"]
    assert (found["who"], found["name"]) == ("found-here", "refs/heads/main")
    assert (brought["who"], brought["old"], brought["new"], brought["changes"]) == (
        "jlee",
        found["new"],
        here.git("rev-parse", "HEAD"),
        1,
    )
    assert brought["at"] >= before
    shown = recoup(tmp_path, "server-hook", "shared.git", "--list").out.splitlines()
    assert shown[2].endswith("  jlee  main")
    assert shown[3] == f"  {found['new'][:10]} -> {brought['new'][:10]}, 1 saved change"


def test_an_edited_list_and_a_copy_moved_by_hand_show(
    here: Clone, shared: Bare, tmp_path: Path, recoup: Recoup
) -> None:
    here.append("A call.")
    here.save()
    assert not here.push().refused
    path = shared.root / "recoup" / "received.txt"
    whole = path.read_text(encoding="utf-8")
    folder = recoup(tmp_path, "server-hook", "shared.git", "--list").out
    assert "  Jordan Lee, as the change itself says  main" in folder  # nobody signs in to a folder
    path.write_text(whole.replace("unknown", "jlee"), encoding="utf-8")
    ran = recoup(tmp_path, "server-hook", "shared.git", "--list")
    assert ran.code == 1
    assert "NOT WHOLE: line 2 was changed after it was written" in ran.err
    path.write_text(whole, encoding="utf-8")
    here.git("--git-dir", str(shared.root), "update-ref", "refs/heads/main", "main~1")
    here.git("--git-dir", str(shared.root), "config", "receive.denyDeletes", "false")
    said = recoup(tmp_path, "server-hook", "shared.git", "--list").err
    assert "NOT WHOLE: main stands at" in said
    assert "NOT WHOLE: the setting receive.denyDeletes is gone" in said


@pytest.mark.parametrize(
    ("environment", "person"),
    [
        ({"REMOTE_USER": "jlee", "GL_USERNAME": "x"}, "jlee"),
        ({"GL_USERNAME": "mortiz", "LOGNAME": "git", "SSH_CONNECTION": "1 2 3 4"}, "mortiz"),
        ({"LOGNAME": "git", "SSH_CONNECTION": "1 2 3 4"}, "git"),
        ({"LOGNAME": "jlee"}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_who_is_bringing_something_is_what_the_server_knows(environment: dict[str, str], person: str) -> None:
    assert receiving.who(environment) == person


def test_several_who_bring_something_at_once_all_stand_on_a_whole_list(shared: Bare, tmp_path: Path) -> None:
    clones = [cloned(tmp_path, f"clone{number}") for number in range(4)]
    for number, clone in enumerate(clones):
        clone.append("A call.", tag=f"C0N{number}")
        clone.save()
    running = [
        subprocess.Popen(
            ["git", "push", "-q", "origin", f"main:trial{number}"], cwd=clone.root, stderr=subprocess.PIPE, text=True
        )
        for number, clone in enumerate(clones)
    ]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    entries, wrong = receiving.received(shared)
    assert wrong == ()
    assert {entry.name.rpartition("/")[2] for entry in entries} == {"main", *(f"trial{number}" for number in range(4))}


def test_a_half_written_line_does_not_stop_the_list(here: Clone, shared: Bare) -> None:
    path = shared.root / "recoup" / "received.txt"
    path.write_bytes(path.read_bytes() + b"2026-03-09T15:00")
    here.append("A call.")
    here.save()
    assert not here.push().refused
    entries, wrong = receiving.received(shared)
    assert len(entries) == 2
    assert [said.partition(" cannot")[0] for said in wrong] == ["line 2"]


def test_a_change_is_let_in_by_name_and_with_a_reason(here: Clone, tmp_path: Path, recoup: Recoup) -> None:
    here.append("A call.")
    here.env["GIT_COMMITTER_DATE"] = FUTURE
    commit = here.save()
    assert here.push().refused
    assert recoup(tmp_path, "server-hook", "shared.git", "--admit", commit).code == 2
    assert recoup(tmp_path, "server-hook", "shared.git", "--admit", "main", "--because", "x").code == 2
    ran = recoup(tmp_path, "server-hook", "shared.git", "--admit", commit, "--because", "the clock was wrong")
    assert ran.code == 0
    assert not here.push().refused
    assert "  the clock was wrong" in recoup(tmp_path, "server-hook", "shared.git", "--list").out.splitlines()


# putting it in place


def test_it_is_put_in_place_once(tmp_path: Path, recoup: Recoup) -> None:
    shared, _ = founded(tmp_path, hooks=False)
    ran = recoup(tmp_path, "server-hook", "shared.git")
    assert ran.code == 0
    assert shared.unprotected() == []
    for name in receiving.HOOKS:
        path = shared.root / "hooks" / name
        assert stat.S_IMODE(path.stat().st_mode) & 0o111
    again = recoup(tmp_path, "server-hook", "shared.git")
    assert "  everything was in place already" in again.out.splitlines()


def test_other_hooks_are_never_replaced_and_other_folders_refused(tmp_path: Path, recoup: Recoup) -> None:
    shared, here = founded(tmp_path, hooks=False)
    (shared.root / "hooks").mkdir(exist_ok=True)
    (shared.root / "hooks" / "pre-receive").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    ran = recoup(tmp_path, "server-hook", "shared.git")
    assert (ran.code, "another program's" in ran.err) == (3, True)
    assert recoup(tmp_path, "server-hook", "here").code == 2
    assert recoup(tmp_path, "server-hook", "nowhere").code == 2
    assert recoup(tmp_path, "server-hook", "shared.git", "--list").code == 3
    shutil.rmtree(shared.root / "hooks")
    (shared.root / "hooks").symlink_to(here.root)
    with pytest.raises(Refused, match="leads elsewhere"):
        receiving.install(shared)
    with pytest.raises(UsageError):
        Bare(here.root / "cases")


def test_no_setting_of_the_computer_turns_the_hooks_off(here: Clone, far_from_home: Path, tmp_path: Path) -> None:
    assert PROTECTION["core.hooksPath"] == "hooks"
    (tmp_path / "nothing").mkdir()
    with (far_from_home / ".gitconfig").open("a", encoding="utf-8") as file:
        file.write(f"[core]\n\thooksPath = {tmp_path / 'nothing'}\n")
    assert edit_an_entry(here, tmp_path).refused


def test_a_server_without_its_interpreter_refuses_with_the_cure(
    here: Clone, shared: Bare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shared.root / "hooks" / "pre-receive"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:2], "python=/nowhere/python", *lines[3:]]) + "\n", encoding="utf-8")
    git = shutil.which("git")
    assert git is not None
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "git", "git-receive-pack", "cat"):
        found = shutil.which(name)
        if found:
            (tools / name).symlink_to(found)
    here.append("A call.")
    here.save()
    monkeypatch.setenv("PATH", str(tools))
    sent = here.push()
    assert sent.refused
    assert "the server cannot check what comes in" in sent.screen


def test_a_thousand_changes_are_judged_in_seconds(here: Clone, shared: Bare, tmp_path: Path) -> None:
    count = 1000
    lines = ["reset refs/heads/main", f"from {here.git('rev-parse', 'HEAD')}", ""]
    text = here.read()
    for number in range(count):
        text += CALL.format(words=f"Call {number}.", who="jlee", tag=f"{number:04}")
        data = text.encode()
        head = "commit refs/heads/main\ncommitter Jordan Lee <jlee@bluestem.example> 1773068400 +0000\ndata 1\nx\n"
        lines += [f"{head}M 100644 inline {FILE}\ndata {len(data)}\n{text}"]
    (tmp_path / "stream").write_text("\n".join(lines), encoding="utf-8")
    with (tmp_path / "stream").open("rb") as stream:
        subprocess.run(["git", "fast-import", "--quiet"], cwd=here.root, stdin=stream, check=True)
    start = time.perf_counter()
    sent = here.push()
    took = time.perf_counter() - start
    assert not sent.refused, sent
    assert receiving.received(shared)[0][-1].changes == count
    assert took < 20


def test_a_key_for_signing_lies_outside_the_ledger(here: Clone, recoup: Recoup) -> None:
    here.write("key", "x")
    assert recoup(here.root, "setup", "--signing-key", "key").code == 2
    assert recoup(here.root, "setup", "--signing-key", "nowhere").code == 2


# the recipe


@pytest.mark.skipif(shutil.which("git-shell") is None, reason="there is no git-shell here")
def test_the_recipe_s_forced_command_names_who_signed_in(here: Clone, shared: Bare, tmp_path: Path) -> None:
    """The line of ``authorized_keys`` as the recipe has it, started by a stand-in for sshd."""
    recipe = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")
    line = next(line for line in recipe.splitlines() if line.startswith("restrict,command="))
    forced = line.partition('command="')[2].partition('" ssh-ed25519')[0].replace('\\"', '"')
    assert forced.startswith("env REMOTE_USER=jlee git-shell -c")
    sshd = tmp_path / "sshd"
    sshd.write_text(f'#!/bin/sh\nshift\nexport SSH_ORIGINAL_COMMAND="$1"\n{forced}\n', encoding="utf-8")
    sshd.chmod(0o755)
    here.env |= {"GIT_SSH_COMMAND": str(sshd), "GIT_SSH_VARIANT": "simple", "REMOTE_USER": "mortiz"}
    here.git("remote", "set-url", "origin", f"ssh://git@server{shared.root}")
    here.append("A call.")
    here.save()
    sent = here.push()
    assert not sent.refused, sent
    assert receiving.received(shared)[0][-1].who == "jlee"


def test_the_recipe_s_jobs_run_what_there_is(here: Clone, recoup: Recoup) -> None:
    """Both files for hosted services are YAML, and the commands in them run with what the services fill in."""
    import yaml

    recipe = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")
    github, gitlab = (yaml.safe_load(part.partition("```")[0]) for part in recipe.split("```yaml\n")[1:])
    steps = [step["run"] for step in github["jobs"]["check"]["steps"] if "run" in step]
    lines = [line for line in (*steps, *gitlab["ledger"]["script"]) if line.startswith("recoup")]
    assert len(lines) == 4
    for name in ("texas", "state-insured"):
        here.write(f"rules/{name}.yaml", regime_text(name).decode())
    here.append("A call.")
    here.save()
    for line in lines:
        words = [word.strip('"') for word in line.split()[1:]]
        for since in ("0000000000", "HEAD~1"):
            ran = recoup(here.root, *(since if word.startswith("$") else word for word in words))
            assert ran.code == 0, ran
