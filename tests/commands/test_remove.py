"""A name saved by mistake leaves every saved state, by a ceremony that leaves its trace; or nothing changes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ledger import front
from ledger.store import diff_driver
from ledger.store.git import Git, rewriting
from ledger.store.library import Library
from ledger.store.removals import removals_in

Recoup = Callable[..., Any]
RunGit = Callable[..., str]

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
OWNER = {
    "GIT_AUTHOR_NAME": "Ana Moreno",
    "GIT_AUTHOR_EMAIL": "amoreno@bluestem.example",
    "GIT_COMMITTER_NAME": "Ana Moreno",
    "GIT_COMMITTER_EMAIL": "amoreno@bluestem.example",
}
ASKED = ("--reason", "Name typed in a summary", "--authority", "Privacy officer, 3/9/2026", "--rewrite")


class Ledger(NamedTuple):
    """A ledger in which a name was saved, and the file that names it."""

    root: Path
    text: Path


_BUILT: list[Path] = []


@pytest.fixture
def named(
    sample: Path, git: RunGit, recoup: Recoup, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Ledger:
    """A name in a file, a message and a tag, on two branches, between two seals, and shared; made once, then copied."""
    if not _BUILT:
        _BUILT.append(tmp_path_factory.mktemp("named"))
        build(sample, _BUILT[0], git, recoup)
        shutil.copytree(sample, _BUILT[0] / "ledger")
    shutil.rmtree(sample)
    shutil.copytree(_BUILT[0] / "ledger", sample)
    (tmp_path / "name.txt").write_text("Jane Doe\n")
    return Ledger(sample, tmp_path / "name.txt")


def build(root: Path, beside: Path, git: RunGit, recoup: Recoup) -> None:
    for file in ("cases/2025-04/RC-2025-ZAB5RK.yaml", "cases/2026-02/RC-2026-0VNK5J.yaml"):
        lines = (root / file).read_text().splitlines(keepends=True)
        at = next(index for index, line in enumerate(lines) if line.startswith("hold:"))
        (root / file).write_text("".join(lines[:at] + lines[at + 4 :]))
    git(root, "commit", "-qam", "No holds")
    recoup(root, "seal")
    git(root, "branch", "before")
    assert recoup(root, "log", "7K4Q", "Spoke of Jane Doe's account").code == 0
    git(root, "commit", "-q", "--allow-empty", "-m", "About JANE  DOE")
    git(root, "tag", "-a", "v1", "-m", "Jane Doe")
    git(root, "branch", "side")
    assert recoup(root, "log", "7K4Q", "Called again", env={"RECOUP_SEED": "2"}).code == 0
    recoup(root, "seal", env={"RECOUP_SEED": "3"})
    git(root, "init", "-q", "--bare", str(beside / "shared.git"))
    git(root, "remote", "add", "origin", str(beside / "shared.git"))
    git(root, "push", "-q", "-u", "origin", "main")


def everything(root: Path) -> bytes:
    """The bytes of every object that git keeps, reachable or not."""
    return subprocess.run(
        ["git", "cat-file", "--batch", "--batch-all-objects"], cwd=root, check=True, capture_output=True
    ).stdout


def standing(root: Path, git: RunGit) -> tuple[str, str, str]:
    """All names with what they stand for, how the files stand, and the files' bytes."""
    return git(root, "for-each-ref"), git(root, "status", "--porcelain"), (root / CASE).read_text()


def test_the_plan_shows_where_it_stands_and_never_the_text(
    named: Ledger, recoup: Recoup, git: RunGit, golden: Callable[[str, str], None]
) -> None:
    before = standing(named.root, git)
    ran = recoup(named.root, "remove", "--text-file", str(named.text))
    assert ran.code == 0, ran.err
    golden("remove/plan.txt", ran.out)
    assert "jane" not in (ran.out + ran.err).casefold()
    assert standing(named.root, git) == before


def test_it_is_gone_from_everything_that_git_keeps(named: Ledger, recoup: Recoup, git: RunGit) -> None:
    saves = git(named.root, "log", "--all", "--format=%an %ae %at %ct %s")
    (named.root / ".git" / "info" / "attributes").write_text("cases/**/*.yaml diff=recoup\n")
    diff_driver.install(Git(named.root), 1)
    assert "Jane Doe" in git(named.root, "log", "-p", "--", CASE)  # from now on git keeps the pages that it showed
    assert "refs/notes/textconv/recoup" in git(named.root, "for-each-ref")
    ran = recoup(named.root, "remove", "--text-file", str(named.text), *ASKED, env=OWNER)
    assert ran.code == 0, ran.err
    assert "textconv" not in git(named.root, "for-each-ref")
    assert "Looked again: it is in nothing that git keeps here." in ran.out
    assert "jane" not in (ran.out + ran.err).casefold()
    assert b"jane" not in everything(named.root).lower()
    assert not [
        path
        for path in named.root.rglob("*")
        if path.is_file() and "objects" not in path.parts and b"Jane Doe" in path.read_bytes()
    ]
    assert git(named.root, "status", "--porcelain") == ""
    assert git(named.root, "remote") == ""
    assert "Spoke of REMOVED-" in (named.root / CASE).read_text()
    assert "REMOVED-" in git(named.root, "tag", "-l", "-n1", "v1")
    kept = git(named.root, "log", "--all", "--format=%an %ae %at %ct %s").splitlines()
    mark = next(line for line in kept if "About" in line).rpartition(" ")[2]
    assert sorted(line for line in kept if "Removal" not in line) == sorted(
        saves.replace("JANE  DOE", mark).splitlines()
    )


def test_the_record_names_old_and_new_states_and_the_audit_accepts_the_break(
    named: Ledger, recoup: Recoup, git: RunGit
) -> None:
    recoup(named.root, "audit")  # it remembers the last state as it was before
    old = git(named.root, "rev-list", "--all").split()
    before = git(named.root, "tag", "-l", "seal/*").split()
    assert recoup(named.root, "remove", "--text-file", str(named.text), *ASKED, env=OWNER).code == 0
    (removal,) = removals_in(Library(named.root))
    here = set(git(named.root, "rev-list", "--all").split())
    assert set(removal.renamed) == set(old) - here
    assert set(removal.renamed.values()) <= here
    assert removal.by == "amoreno"
    after = git(named.root, "tag", "-l", "seal/*").split()
    assert set(before) - set(after) == {removal.replaced[0].split()[0]}
    sealed = git(named.root, "tag", "-l", "--format=%(contents)", (set(after) - set(before)).pop())
    assert f"replaces: {removal.seal_before}" in sealed
    assert "reason: Name typed in a summary" in sealed
    audit = recoup(named.root, "audit")
    assert "LED743" not in audit.out
    assert "LED752" not in audit.out
    assert recoup(named.root, "check").code == 0


def test_without_the_seal_after_the_audit_does_not_accept_it(named: Ledger, recoup: Recoup, git: RunGit) -> None:
    recoup(named.root, "audit")
    before = set(git(named.root, "tag", "-l", "seal/*").split())
    assert recoup(named.root, "remove", "--text-file", str(named.text), *ASKED, env=OWNER).code == 0
    git(named.root, "tag", "-d", (set(git(named.root, "tag", "-l", "seal/*").split()) - before).pop())
    assert "LED743 history-rewritten" in recoup(named.root, "audit").out


def test_a_second_removal_carries_the_first_one_on(named: Ledger, recoup: Recoup) -> None:
    recoup(named.root, "audit")
    assert recoup(named.root, "remove", "--text-file", str(named.text), *ASKED, env=OWNER).code == 0
    named.text.write_text("Called again\n")
    env = {**OWNER, "RECOUP_SEED": "9"}
    ran = recoup(named.root, "remove", "--text-file", str(named.text), *ASKED, env=env)
    assert ran.code == 0, ran.err
    audit = recoup(named.root, "audit")
    assert "LED743" not in audit.out
    assert "LED752" not in audit.out


REFUSALS: dict[str, tuple[Callable[[Ledger, RunGit, Recoup], object], tuple[str, ...], dict[str, str], str]] = {
    "no role": (lambda *_: None, ASKED, {}, "jlee has no role that may remove what was saved"),
    "no reason": (lambda *_: None, ("--rewrite",), OWNER, "a removal says why"),
    "the text as its reason": (
        lambda *_: None,
        ("--reason", "Jane Doe", "--authority", "x", "--rewrite"),
        OWNER,
        "holds the text itself",
    ),
    "a hold on the case": (
        lambda ledger, _, recoup: recoup(ledger.root, "hold", "7K4Q", "--asked-by", "counsel"),
        ASKED,
        OWNER,
        "legal hold since 2026-03-09 on RC-2026-7K4QXM",
    ),
    "a hold on the ledger": (
        lambda ledger, _, recoup: recoup(ledger.root, "hold", "--all", "--asked-by", "counsel"),
        ASKED,
        OWNER,
        "legal hold since 2026-03-09 on the whole ledger",
    ),
    "edits": (
        lambda ledger, *_: (ledger.root / CASE).write_text((ledger.root / CASE).read_text() + "# mine\n"),
        ASKED,
        OWNER,
        "some files have changes that are not saved",
    ),
    "a state of its own": (
        lambda ledger, git, _: git(ledger.root, "update-ref", "refs/stash", "HEAD"),
        ASKED,
        OWNER,
        "under a name of its own (refs/stash)",
    ),
    "another folder": (
        lambda ledger, git, _: git(ledger.root, "worktree", "add", "-q", "../other", "side"),
        ASKED,
        OWNER,
        "further folders",
    ),
    "the name of a branch": (
        lambda ledger, git, _: (ledger.text.write_text("side\nJane Doe\n"), git(ledger.root, "branch", "-f", "side")),
        ASKED,
        OWNER,
        "the name of a branch",
    ),
    "somebody who saved": (
        lambda ledger, *_: ledger.text.write_text("Jordan Lee\n"),
        ASKED,
        OWNER,
        "the name or e-mail of somebody who saved",
    ),
    "the name of a file": (
        lambda ledger, *_: ledger.text.write_text("RC-2026-7K4QXM\n"),
        ASKED,
        OWNER,
        "the name of a file",
    ),
    "nowhere": (lambda ledger, *_: ledger.text.write_text("Zebra Quux\n"), ASKED, OWNER, "in no saved state"),
    "too short": (lambda ledger, *_: ledger.text.write_text("Doe\n"), ASKED, OWNER, "fewer than 4 characters"),
    "a bad mark": (lambda *_: None, (*ASKED, "--replacement", "[x]"), OWNER, "letters, digits, hyphens"),
    "the text as its mark": (
        lambda ledger, *_: ledger.text.write_text("account\n"),
        (*ASKED, "--replacement", "x.account"),
        OWNER,
        "--replacement holds the text itself",
    ),
    "a value that a field needs": (
        lambda ledger, *_: ledger.text.write_text("time_based_coding\n"),
        ASKED,
        OWNER,
        "would have the mistakes above",
    ),
}


@pytest.mark.parametrize("why", REFUSALS)
def test_what_is_refused_changes_nothing(why: str, named: Ledger, recoup: Recoup, git: RunGit) -> None:
    prepare, words, env, said = REFUSALS[why]
    prepare(named, git, recoup)
    before = standing(named.root, git)
    ran = recoup(named.root, "remove", "--text-file", str(named.text), *words, env=env)
    assert ran.code in (2, 3), ran.out + ran.err
    assert said in ran.err
    assert standing(named.root, git) == before
    assert not (named.root / ".git/recoup/removal").exists()


@pytest.mark.parametrize("step", ["copy_beside", "rewrite", "bring_back", "bring_over", "swap"])
def test_interrupted_before_the_swap_the_ledger_is_as_it_was(
    step: str, named: Ledger, recoup: Recoup, git: RunGit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in OWNER.items():
        monkeypatch.setenv(name, value)
    before = standing(named.root, git)

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(named.root)
    with monkeypatch.context() as fault:
        fault.setattr(rewriting, step, broken)
        assert front.run(["remove", "--text-file", str(named.text), *ASKED]) == 130
    assert standing(named.root, git) == before
    ran = recoup(named.root, "remove", "--finish")
    assert ran.code == 0
    assert recoup(named.root, "log", "7K4Q", "Goes on", env={"RECOUP_SEED": "7"}).code == 0
    if step == "swap":
        assert recoup(named.root, "remove", "--text-file", str(named.text), *ASKED, env=OWNER).code == 0


def test_interrupted_after_the_swap_nothing_is_saved_until_it_is_finished(
    named: Ledger, recoup: Recoup, git: RunGit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in OWNER.items():
        monkeypatch.setenv(name, value)

    def broken(_: Git) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(named.root)
    with monkeypatch.context() as fault:
        fault.setattr(rewriting, "settle", broken)
        assert front.run(["remove", "--text-file", str(named.text), *ASKED]) == 130
    waits = recoup(named.root, "decide", "7K4Q", "dispute")
    assert waits.code == 3
    assert "a removal was interrupted" in waits.err
    ran = recoup(named.root, "remove", "--finish")
    assert "The removal is finished." in ran.out
    assert b"jane" not in everything(named.root).lower()
    assert git(named.root, "status", "--porcelain") == ""
    assert recoup(named.root, "log", "7K4Q", "Goes on", env={"RECOUP_SEED": "7"}).code == 0


def test_what_is_left_elsewhere_is_ticked_and_the_record_stays(named: Ledger, recoup: Recoup, git: RunGit) -> None:
    assert recoup(named.root, "remove").out == "Nothing was ever removed from this ledger.\n"
    assert recoup(named.root, "remove", "--tick", "backups").code == 3
    assert recoup(named.root, "remove", "--text-file", str(named.text), *ASKED, env=OWNER).code == 0
    assert recoup(named.root, "remove", "--tick", "nowhere").code == 2
    assert recoup(named.root, "remove", "--tick", "other-copies").code == 0
    listed = json.loads(recoup(named.root, "--format", "json", "remove").out)
    (record,) = listed["removals"]
    assert "other_copies" not in record["open"]
    assert "backups" in record["open"]
    path = named.root / record["record"]
    path.write_text(path.read_text().replace("Privacy officer", "Nobody"))
    git(named.root, "add", "-A")
    checked = recoup(named.root, "check", "--staged")
    assert checked.code == 1
    assert "the saved record of a removal was changed" in checked.out


def test_the_key_of_the_digest_goes_to_the_private_folder(named: Ledger, recoup: Recoup) -> None:
    private = named.root.parent / "ledger-private"
    private.mkdir()
    ran = recoup(named.root, "remove", "--text-file", str(named.text), *ASKED, env=OWNER)
    assert ran.code == 0, ran.err
    (key,) = (private / "removals").glob("*.key")
    assert f"removals/{key.name} in the private folder" in ran.out
    assert key.read_text().strip() not in ran.out


def test_an_old_copy_cannot_bring_the_text_back(named: Ledger, recoup: Recoup, git: RunGit, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "ledger", "old")
    assert recoup(named.root, "remove", "--text-file", str(named.text), *ASKED, env=OWNER).code == 0
    git(tmp_path, "init", "-q", "-b", "main", "--bare", "new.git")
    git(named.root, "remote", "add", "origin", str(tmp_path / "new.git"))
    git(named.root, "push", "-q", "-u", "origin", "main")
    since = git(named.root, "rev-parse", "HEAD").strip()
    assert recoup(named.root, "check", "--since", since).code == 0
    git(named.root, "fetch", "-q", "../old", "main")
    git(named.root, "merge", "-q", "-X", "ours", "--no-edit", "FETCH_HEAD")
    came = recoup(named.root, "check", "--since", since)
    assert came.code == 1
    assert "LED772 removed-comes-back: 3 saved states that a removal took away would come back" in came.out
