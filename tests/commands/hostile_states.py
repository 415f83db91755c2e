"""States of a repository in which nothing may be saved: how each comes about."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import NamedTuple

from tests.commands.team import CASE, Clone

Arrange = Callable[[Clone], object]


class State(NamedTuple):
    """How it comes about, how ``recoup log`` ends in it, and words of what it says; 0: the note is kept, not filed."""

    arrange: Arrange
    code: int
    says: str


def _file(name: str, text: str = "") -> Arrange:
    """Put a file among git's own; ``{head}`` in it is the last saved state."""

    def put(here: Clone) -> None:
        path = here.root / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(head=here.head), encoding="utf-8")

    return put


def _git(*words: str) -> Arrange:
    return lambda here: here.git(*words, ok=(0, 1, 128))


def _in_turn(*steps: Arrange) -> Arrange:
    def done(here: Clone) -> None:
        for step in steps:
            step(here)

    return done


def _typed(here: Clone) -> None:
    here.change("90837 re-priced", "typed by hand")


def _conflict(here: Clone) -> None:
    here.git("checkout", "-q", "-b", "other")
    here.change("90837 re-priced", "theirs")
    here.git("commit", "-q", "-a", "-m", "theirs")
    here.git("checkout", "-q", "main")
    here.change("90837 re-priced", "mine")
    here.git("commit", "-q", "-a", "-m", "mine")
    here.git("merge", "-q", "other", ok=(1,))


def _emptied(name: str) -> Arrange:
    return lambda here: (here.root / ".git" / name).write_bytes(b"")


def _hook(name: str, text: str) -> Arrange:
    def put(here: Clone) -> None:
        path = here.root / ".git" / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        path.chmod(0o755)

    return put


def _link_for_the_case(here: Clone) -> None:
    path = here.root / CASE
    (here.root.parent / "elsewhere.yaml").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(here.root.parent / "elsewhere.yaml")


def _link_for_the_month(here: Clone) -> None:
    month = (here.root / CASE).parent
    month.rename(here.root.parent / "elsewhere")
    month.symlink_to(here.root.parent / "elsewhere")


def _file_for_our_folder(here: Clone) -> None:
    place = here.root / ".git" / "recoup"
    shutil.rmtree(place, ignore_errors=True)
    place.write_text("", encoding="utf-8")


def _folder_for_the_case(here: Clone) -> None:
    (here.root / CASE).unlink()
    (here.root / CASE).mkdir()


STATES: dict[str, State] = {
    "an old state on show": State(_git("checkout", "-q", "--detach"), 3, "shows an old state"),
    "joining": State(_file("MERGE_HEAD", "{head}\n"), 0, "two versions of another file wait"),
    "joining, in conflict": State(_conflict, 0, "Kept, not filed"),
    "replaying with the older way": State(_file("rebase-apply/x"), 3, "git rebase --abort"),
    "replaying with the newer way": State(_file("rebase-merge/x"), 3, "git rebase --abort"),
    "picking one": State(_file("CHERRY_PICK_HEAD", "{head}\n"), 3, "git cherry-pick --abort"),
    "taking one back": State(_file("REVERT_HEAD", "{head}\n"), 3, "git revert --abort"),
    "searching": State(_file("BISECT_LOG", "x\n"), 3, "git bisect reset"),
    "taking over mails": State(_file("rebase-apply/applying"), 3, "git am --abort"),
    "several picked": State(
        _in_turn(_file("sequencer/todo", "pick x\n"), _file("CHERRY_PICK_HEAD", "{head}\n")),
        3,
        "git cherry-pick --abort",
    ),
    "the list of files is locked": State(_file("index.lock"), 3, "(index.lock)"),
    "the state is locked": State(_file("HEAD.lock"), 3, "(HEAD.lock)"),
    "the branch is locked": State(_file("refs/heads/main.lock"), 3, "(main.lock)"),
    "the list of files is empty": State(_emptied("index"), 3, "--fix puts right"),
    "the list of files is nonsense": State(_file("index", "DIRC nonsense"), 3, "--fix puts right"),
    "the state is empty": State(_emptied("HEAD"), 3, "recoup doctor says"),
    "the state is nonsense": State(_file("HEAD", "nonsense\n"), 3, "recoup doctor says"),
    "the branch is empty": State(_emptied("refs/heads/main"), 0, "Kept, not filed"),
    "the branch names nothing": State(_file("refs/heads/main", f"{'12' * 20}\n"), 3, "recoup doctor says"),
    "the settings are nonsense": State(_file("config", "[nonsense"), 3, "recoup setup"),
    "the same file is staged": State(_in_turn(_typed, _git("add", CASE)), 0, "edits that are not saved yet"),
    "half of the same file is staged": State(
        _in_turn(_typed, _git("add", CASE), lambda here: here.change("typed", "typed on")),
        0,
        "edits that are not saved yet",
    ),
    "the file is hidden by assume-unchanged": State(
        _in_turn(_git("update-index", "--assume-unchanged", CASE), _typed), 3, "--no-assume-unchanged"
    ),
    "the file is hidden by skip-worktree": State(
        _in_turn(_git("update-index", "--skip-worktree", CASE), _typed), 3, "--no-skip-worktree"
    ),
    "signing without a key": State(
        _in_turn(_git("config", "commit.gpgsign", "true"), _git("config", "gpg.format", "ssh")),
        3,
        "every file is as it was",
    ),
    "a hook that refuses": State(_hook("pre-commit", "echo no >&2; exit 1"), 3, "every file is as it was"),
    "a hook that refuses the words": State(_hook("commit-msg", "exit 1"), 3, "every file is as it was"),
    "a hook that refuses the branch": State(
        _hook("reference-transaction", '[ "$1" != prepared ] || exit 1'), 3, "every file is as it was"
    ),
    "a link in the place of the case": State(_link_for_the_case, 3, "this is a link"),
    "a link in the place of the month": State(_link_for_the_month, 2, "no case is called"),
    "a folder in the place of the case": State(_folder_for_the_case, 3, "cannot be read"),
    "a file in the place of our folder": State(_file_for_our_folder, 3, "nothing was changed"),
    "the case is removed": State(lambda here: (here.root / CASE).unlink(), 2, "no case is called"),
    "the case is renamed by git": State(_git("mv", CASE, CASE.replace("2026-03/", "2026-03/x-")), 0, "Kept, not filed"),
    "the ledger file is removed": State(lambda here: (here.root / "ledger.yaml").unlink(), 2, "there is no ledger"),
    "the ledger file is not readable as text": State(
        lambda here: (here.root / "ledger.yaml").write_bytes(b"\xff\xfe"),
        3,
        "ledger.yaml:1:1: the file is saved as UTF-16",
    ),
    "grafted": State(_file("info/grafts", "{head}\n"), 3, "recoup join"),
    "the work tree is elsewhere": State(
        _in_turn(
            lambda here: (here.root.parent / "w").mkdir(),
            lambda here: here.git("config", "core.worktree", str(here.root.parent / "w")),
        ),
        0,
        "Kept, not filed",
    ),
    "it says that it is bare": State(_git("config", "core.bare", "true"), 3, "recoup doctor says"),
    "a branch that is not there yet": State(_git("symbolic-ref", "HEAD", "refs/heads/new"), 0, "Kept, not filed"),
    "the case is ignored": State(
        _in_turn(
            _git("rm", "-q", "--cached", CASE),
            _git("commit", "-q", "-m", "x"),
            lambda here: here.write("cases/\n", ".git/info/exclude"),
        ),
        3,
        ".git/info/exclude:1",
    ),
}
