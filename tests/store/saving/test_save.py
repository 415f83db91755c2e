from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.core.edit import AppendEntry, Change, SetField
from ledger.store.git import Git
from ledger.store.refusal import Refused
from ledger.store.saving import Note, Write, drop_note, keep_note, kept_notes, recover, save, turn
from ledger.store.saving import ready as ready_module
from ledger.store.saving.lock import locked

Run = Callable[..., str]
CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
TEXT = b"id: RC-2026-7K4QXM\ncommunications:\n"
MORE = TEXT + b"  - at: 2026-03-09\n"
NEW = "cases/2026-04/RC-2026-9TB2RC.yaml"
MESSAGE = "RC-2026-7K4QXM: phone call\n\nCase: RC-2026-7K4QXM\n"


def _condition(root: Path, git: Run) -> tuple[str, ...]:
    """Everything a refusal must leave alone."""
    files = sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*") if ".git" not in path.parts and path.is_file()
    )
    texts = [f"{name}={(root / name).read_bytes()!r}" for name in files]
    return (git(root, "ls-files", "-s", "-v"), git(root, "for-each-ref"), git(root, "status", "--porcelain"), *texts)


def _hook(root: Path, name: str, text: str) -> None:
    path = root / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def _refused(here: Git, git: Run, words: str, *, writes: list[Write] | None = None, commit: bool = True) -> Refused:
    before = _condition(here.root, git)
    with pytest.raises(Refused, match=words) as refused:
        save(here, writes or [Write(CASE, TEXT, MORE)], MESSAGE, commit=commit)
    assert _condition(here.root, git) == before
    assert not (here.common_dir / "recoup" / "journal.json").exists()
    assert refused.value.exit_code == 3
    assert refused.value.hint
    return refused.value


# what a save is


def test_a_save_holds_the_file_and_nothing_else_that_was_staged_or_edited(root: Path, here: Git, git: Run) -> None:
    saved = save(here, [Write(CASE, TEXT, MORE)], MESSAGE)
    assert git(root, "rev-parse", "HEAD").strip() == saved.commit
    assert git(root, "show", "--format=%B", "--name-only", "HEAD").split("\n") == [*MESSAGE.split("\n"), "", CASE, ""]
    assert here.head_blob(CASE) == MORE == (root / CASE).read_bytes()
    assert git(root, "status", "--porcelain") == " M edited.yaml\nM  staged.yaml\n"
    assert git(root, "fsck", "--strict") == ""
    assert [path.name for path in (root / ".git" / "recoup").iterdir()] == ["lock"]


def test_a_new_case_and_a_new_payer_are_one_save(root: Path, here: Git, git: Run) -> None:
    save(
        here,
        [Write(NEW, None, b"id: x\n"), Write("payers/p.yaml", None, b"name: P\n"), Write(CASE, TEXT, MORE)],
        MESSAGE,
    )
    assert git(root, "show", "--format=", "--name-only", "HEAD").split() == [CASE, NEW, "payers/p.yaml"]
    assert git(root, "status", "--porcelain") == " M edited.yaml\nM  staged.yaml\n"
    assert stat.S_IMODE((root / NEW).stat().st_mode) & 0o111 == 0


def test_the_first_save_of_an_empty_repository_works(tmp_path: Path) -> None:
    here = Git(tmp_path)
    here.begin_repository()
    assert save(here, [Write("ledger.yaml", None, b"format: 1\n")], "Begin").commit
    assert here.head_blob("ledger.yaml") == b"format: 1\n"


def test_a_file_keeps_its_mode_its_hooks_run_and_its_signature_settings_are_git_s_own(root: Path, here: Git) -> None:
    (root / CASE).chmod(0o640)
    for name in ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"):
        _hook(root, name, f"echo $0 ${{LC_ALL:-unset}} ${{GIT_LITERAL_PATHSPECS:-unset}} >> {root.parent}/ran")
    save(here, [Write(CASE, TEXT, MORE)], MESSAGE)
    assert stat.S_IMODE((root / CASE).stat().st_mode) == 0o640
    ran = (root.parent / "ran").read_text().splitlines()
    assert [Path(line.split()[0]).name for line in ran] == [
        "pre-commit",
        "prepare-commit-msg",
        "commit-msg",
        "post-commit",
    ]
    assert all(line.endswith(" unset unset") for line in ran)


def test_line_endings_of_the_work_tree_do_not_confuse_the_reading_back(root: Path, here: Git, git: Run) -> None:
    (root / ".gitattributes").write_text("*.yaml text eol=lf\n")
    git(root, "add", ".gitattributes")
    git(root, "commit", "-q", "-m", "attributes", "--", ".gitattributes")
    crlf = MORE.replace(b"\n", b"\r\n")
    save(here, [Write(CASE, TEXT, crlf)], MESSAGE)
    assert here.head_blob(CASE) == MORE
    assert (root / CASE).read_bytes() == crlf


def test_written_but_not_saved_leaves_the_saved_states_alone(root: Path, here: Git, git: Run) -> None:
    head = git(root, "rev-parse", "HEAD")
    assert save(here, [Write(CASE, TEXT, MORE), Write(NEW, None, b"id: x\n")], MESSAGE, commit=False).commit is None
    assert git(root, "rev-parse", "HEAD") == head
    assert (root / CASE).read_bytes() == MORE
    again = save(here, [Write(CASE, MORE, MORE + b"#\n")], MESSAGE, commit=False)
    assert again.commit is None


def test_a_folder_that_keeps_no_saved_states_can_be_written_but_not_saved(tmp_path: Path) -> None:
    here = Git(tmp_path)
    save(here, [Write("a.yaml", None, b"a: 1\n")], "x", commit=False)
    assert (tmp_path / "a.yaml").read_bytes() == b"a: 1\n"
    with pytest.raises(Refused, match="does not keep saved states"):
        save(here, [Write("a.yaml", b"a: 1\n", b"a: 2\n")], "x")


def test_edits_by_hand_are_saved_when_that_is_what_was_asked(root: Path, here: Git, git: Run) -> None:
    (root / CASE).write_bytes(MORE)
    (root / "new.yaml").write_bytes(b"new\n")
    saved = save(
        here, [Write(CASE, MORE, MORE + b"# x\n"), Write("new.yaml", b"new\n", b"new\n")], MESSAGE, edited=True
    )
    assert saved.commit == git(root, "rev-parse", "HEAD").strip()
    assert here.head_blob(CASE) == MORE + b"# x\n"
    assert save(here, [Write("new.yaml", b"new\n", b"new\n")], MESSAGE, edited=True).commit is None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kinds=st.dictionaries(
        st.sampled_from(
            ["a.yaml", "b.yaml", "cases/2026-03/RC-2026-7K4QXM.yaml.bak", "cases/2026-04/x.yaml", ":odd [n]ame"]
        ),
        st.sampled_from(["new", "intent", "changed", "removed", "both"]),
    )
)
def test_the_index_of_all_other_paths_is_the_same_before_and_after(
    kinds: dict[str, str], tmp_path_factory: pytest.TempPathFactory, git: Run
) -> None:
    root = tmp_path_factory.mktemp("ledger")
    git(root, "init", "-q", "-b", "main")
    for name, kind in {**kinds, CASE: "case"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(TEXT)
        if kind not in ("new", "intent"):
            git(root, "--literal-pathspecs", "add", name)
    git(root, "commit", "-q", "-m", "first")
    for name, kind in kinds.items():
        (root / name).write_bytes(b"changed\n")
        words = {"intent": ("add", "-N"), "removed": ("rm", "-q", "--cached", "-f")}.get(kind, ("add",))
        git(root, "--literal-pathspecs", *words, "--", name)
        if kind == "both":
            (root / name).write_bytes(b"changed twice\n")

    def others() -> list[str]:
        lines = git(root, "ls-files", "-s", "-v", "-z").split("\0")
        return [line for line in lines if not line.endswith(("\t" + CASE, "\t" + NEW))]

    before = others()
    save(Git(root), [Write(CASE, TEXT, MORE), Write(NEW, None, b"id: x\n")], MESSAGE)
    assert others() == before
    assert git(root, "show", "--format=", "--name-only", "HEAD").split() == [CASE, NEW]


# refusals: each leaves files, index and saved states as they were


@pytest.mark.parametrize(
    "state", ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "BISECT_LOG", "rebase-merge", "rebase-apply"]
)
def test_a_ledger_in_the_middle_of_something_is_refused(state: str, root: Path, here: Git, git: Run) -> None:
    if state.startswith("rebase"):
        (root / ".git" / state).mkdir()
    else:
        (root / ".git" / state).write_text(git(root, "rev-parse", "HEAD"))
    refused = _refused(here, git, "this ledger is in the middle of")
    assert "--abort" in refused.hint or "reset" in refused.hint


def test_an_old_state_on_show_is_refused(root: Path, here: Git, git: Run) -> None:
    git(root, "checkout", "-q", "--detach")
    assert _refused(here, git, "old state").hint.endswith("git switch main")


def test_nobody_is_made_up(here: Git, git: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _condition(here.root, git)
    for name in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    with pytest.raises(Refused, match="does not know who you are"):
        save(here, [Write(CASE, TEXT, MORE)], MESSAGE)
    assert _condition(here.root, git) == before


@pytest.mark.parametrize("how", ["edited", "staged"])
def test_edits_by_hand_are_never_swept_in(how: str, root: Path, here: Git, git: Run) -> None:
    typed = TEXT + b"# half typed\n"
    (root / CASE).write_bytes(typed)
    if how == "staged":
        git(root, "add", CASE)
    _refused(here, git, "edits that are not saved yet", writes=[Write(CASE, typed, typed + b"more\n")])


def test_a_file_saved_by_an_editor_meanwhile_is_refused(root: Path, here: Git, git: Run) -> None:
    (root / CASE).write_bytes(b"from an editor\n")
    _refused(here, git, "changed by another program meanwhile")
    _refused(here, git, "changed by another program meanwhile", commit=False)
    _refused(here, git, "changed by another program meanwhile", writes=[Write("new.yaml", b"there?", b"x")])


def test_an_editor_that_saves_after_the_journal_is_noticed(
    root: Path, here: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ledger.store.saving import journal

    keep = journal.keep

    def keep_and_edit(where: Path, kept: journal.Journal) -> None:
        keep(where, kept)
        (root / CASE).write_bytes(b"from an editor\n")

    monkeypatch.setattr(journal, "keep", keep_and_edit)
    with pytest.raises(Refused, match="changed by another program meanwhile"):
        save(here, [Write(CASE, TEXT, MORE)], MESSAGE)
    assert (root / CASE).read_bytes() == b"from an editor\n"
    assert here.head_blob(CASE) == TEXT
    assert recover(here) is None


@pytest.mark.parametrize("mark", ["skip-worktree", "assume-unchanged"])
def test_a_path_hidden_from_git_is_refused_by_its_mark(mark: str, root: Path, here: Git, git: Run) -> None:
    git(root, "update-index", f"--{mark}", CASE)
    assert f"--no-{mark}" in _refused(here, git, mark).hint


def test_an_ignored_path_is_refused_with_its_rule(root: Path, here: Git, git: Run) -> None:
    (root / ".git" / "info").mkdir(exist_ok=True)
    (root / ".git" / "info" / "exclude").write_text("cases/2026-04/\n")
    _refused(here, git, r"exclude:1: cases/2026-04/", writes=[Write(NEW, None, b"x")])


@pytest.mark.parametrize("lock", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
def test_a_lock_of_another_git_is_waited_for_and_never_removed(
    lock: str, root: Path, here: Git, git: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready_module, "_LOCK_PAUSE_SECONDS", 0.01)
    (root / ".git" / lock).touch()
    assert lock.rpartition("/")[2] in _refused(here, git, "another program is writing").hint
    assert (root / ".git" / lock).exists()
    monkeypatch.setattr(ready_module, "_LOCK_PAUSE_SECONDS", 0.4)
    threading.Timer(0.2, (root / ".git" / lock).unlink).start()
    assert save(here, [Write(CASE, TEXT, MORE)], MESSAGE).commit


def test_a_nearly_full_disk_is_refused_before_anything_is_touched(
    here: Git, git: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready_module, "ROOM_BYTES", 1 << 62)
    _refused(here, git, "nearly full")


def test_a_busy_ledger_names_the_holder_and_the_age(here: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    from ledger.store.saving import turn_taking

    save(here, [Write(CASE, TEXT, MORE)], MESSAGE)
    monkeypatch.setattr(turn_taking, "locked", lambda where: locked(where, wait_seconds=0.1))
    ready, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(here.common_dir / "recoup"):
            ready.set()
            done.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    ready.wait(5)
    with pytest.raises(Refused, match=rf"process {os.getpid()}, for \d+ seconds"):
        save(here, [Write(CASE, MORE, TEXT)], MESSAGE)
    done.set()
    holder.join()
    assert save(here, [Write(CASE, MORE, TEXT)], MESSAGE).commit


@pytest.mark.parametrize(
    "path", ["../x.yaml", "/etc/x", "a/../../x", ".git/config", ".GIT/config", "a//b", "C:/x", "a\\b", "x\ny", ""]
)
def test_a_path_that_leaves_the_ledger_is_refused(path: str, here: Git, git: Run) -> None:
    _refused(here, git, "leaves the ledger", writes=[Write(path, None, b"x")])


@pytest.mark.parametrize("commit", [True, False])
def test_links_are_not_followed_neither_the_file_nor_a_folder_on_the_way(
    *, commit: bool, tmp_path: Path, root: Path, here: Git, git: Run
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_bytes(TEXT)
    (root / "linked.yaml").symlink_to(outside / "secret.yaml")
    (root / "cases" / "away").symlink_to(outside, target_is_directory=True)
    _refused(here, git, "link", writes=[Write("linked.yaml", TEXT, MORE)], commit=commit)
    _refused(here, git, "link", writes=[Write("cases/away/secret.yaml", TEXT, MORE)], commit=commit)
    _refused(here, git, "link", writes=[Write("cases/away/new.yaml", None, MORE)], commit=commit)
    assert sorted(path.name for path in outside.iterdir()) == ["secret.yaml"]
    assert (outside / "secret.yaml").read_bytes() == TEXT


def test_a_folder_in_the_place_of_a_file_is_refused(root: Path, here: Git, git: Run) -> None:
    (root / "folder.yaml").mkdir()
    _refused(here, git, "not a plain file|a folder", writes=[Write("folder.yaml", b"", b"x")])


@pytest.mark.parametrize("writes", [[Write(CASE, TEXT, MORE)], [Write(CASE, TEXT, MORE), Write(NEW, None, b"x\n")]])
@pytest.mark.parametrize("hook", ["pre-commit", "commit-msg", "prepare-commit-msg"])
def test_a_refusing_hook_puts_everything_back_and_is_heard(
    hook: str, writes: list[Write], root: Path, here: Git, git: Run
) -> None:
    _hook(root, hook, "printf 'NOT SAVED: RC-2026-7K4QXM line 14\\n\\033[31mred\\n' >&2; exit 1")
    refused = _refused(here, git, r"^NOT SAVED: RC-2026-7K4QXM line 14\n\\x1b\[31mred$", writes=writes)
    assert "try again" in refused.hint
    (root / ".git" / "hooks" / hook).unlink()
    assert save(here, writes, MESSAGE).commit


def test_a_refusing_hook_leaves_edits_by_hand_as_they_were_typed(root: Path, here: Git, git: Run) -> None:
    (root / CASE).write_bytes(MORE)
    (root / "half.yaml").write_bytes(b"one\n")
    git(root, "add", "half.yaml")
    (root / "half.yaml").write_bytes(b"two\n")
    (root / "unknown.yaml").write_bytes(b"new\n")
    _hook(root, "pre-commit", "exit 1")
    before = _condition(root, git)
    writes = [
        Write(CASE, MORE, MORE + b"#\n"),
        Write("half.yaml", b"two\n", b"two\n"),
        Write("unknown.yaml", b"new\n", b"new\n"),
    ]
    with pytest.raises(Refused, match="not saved; every file is as it was"):
        save(here, writes, MESSAGE, edited=True)
    assert _condition(root, git) == before


def test_a_hook_that_rewrites_the_file_is_noticed(root: Path, here: Git) -> None:
    _hook(root, "pre-commit", f"echo '# tidied' >> {CASE}; git add {CASE}")
    with pytest.raises(Refused, match="a hook of this copy changed the files"):
        save(here, [Write(CASE, TEXT, MORE)], MESSAGE)
    assert recover(here) is None


def test_a_hook_that_leaves_a_program_running_does_not_hold_the_save_up(root: Path, here: Git) -> None:
    _hook(root, "post-commit", "sleep 30 &")
    assert save(here, [Write(CASE, TEXT, MORE)], MESSAGE).commit


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs a second user to act as")
@pytest.mark.parametrize("closed", ["cases/2026-03", ".git", ".git/objects", ".git/refs/heads"])
def test_a_folder_that_may_not_be_written_is_one_clear_line(
    closed: str, root: Path, git: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = 65534
    with tempfile.TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        shared = Path(open_to_all) / "ledger"
        shutil.copytree(root, shared)
        before = _condition(shared, git)
        subprocess.run(["chown", "-R", str(nobody), str(shared)], check=True)
        (shared / closed).chmod(0o555)
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        answer, child_end = os.pipe()
        if (child := os.fork()) == 0:
            os.setuid(nobody)
            try:
                said = str(save(Git(shared), [Write(CASE, TEXT, MORE)], "x"))
            except BaseException as error:  # noqa: BLE001 - the parent judges
                said = f"{type(error).__name__}: {error}"
            os.write(child_end, said.encode())
            os._exit(0)
        os.waitpid(child, 0)
        said = os.read(answer, 10_000).decode()
        os.close(answer)
        os.close(child_end)
        subprocess.run(["chown", "-R", "0", str(shared)], check=True)
        (shared / closed).chmod(0o755)
        assert said.startswith(("Refused: ", "GitFailed: ")), said
        assert "you may not write here" in said
        assert "\n" not in said
        assert _condition(shared, git) == before


def test_a_link_in_the_middle_of_a_write_is_an_error_not_a_trap(root: Path) -> None:
    from ledger.store.saving.place import folder

    (root / "cases" / "away").symlink_to(root.parent, target_is_directory=True)
    with pytest.raises(Refused), folder(root, ("cases", "away"), make=True):
        pass
    with folder(root, ("cases",)) as place:
        assert place.read("2026-99") is None
        with pytest.raises(OSError, match=os.strerror(errno.ENOENT)):
            place.open("missing", os.O_RDONLY)


# turns and notes


def test_turns_inside_turns_are_one(here: Git) -> None:
    with turn(here), turn(here):
        assert save(here, [Write(CASE, TEXT, MORE)], MESSAGE).commit


def test_two_linked_work_trees_share_one_lock(tmp_path: Path, root: Path, here: Git, git: Run) -> None:
    git(root, "worktree", "add", "-q", str(tmp_path / "linked"))
    linked = Git(tmp_path / "linked")
    assert save(linked, [Write(CASE, TEXT, MORE)], MESSAGE).commit
    with turn(here) as one, turn(linked) as other:
        assert one == other


def test_notes_are_kept_for_this_person_alone_until_they_are_filed(here: Git) -> None:
    entry = {"at": "2026-03-09T10:20", "summary": "Asked for the\nworksheet \u2013 \u00fc"}
    change = Change(
        (AppendEntry(("communications",), entry), SetField(("owner",), "jlee")), "call", "communication", "Noted."
    )
    notes = [Note(str(number), "RC-2026-7K4QXM", "2026-03-09T15:00:00Z", change) for number in range(3)]
    assert kept_notes(here) == ()
    for note in notes:
        keep_note(here, note)
    assert kept_notes(here) == tuple(notes)
    drop_note(here, "1")
    assert [note.id for note in kept_notes(here)] == ["0", "2"]
    path = here.common_dir / "recoup" / "kept.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]) == 2
    path.write_text("{broken\n")
    with pytest.raises(Refused, match="cannot be read"):
        kept_notes(here)
    with pytest.raises(Refused, match="cannot be read"):
        keep_note(here, notes[0])
    assert path.read_text() == "{broken\n"
