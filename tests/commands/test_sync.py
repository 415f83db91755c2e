"""Sharing with a team: real copies of a ledger, and a real shared one between them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.team import CASE, LEDGER, OTHER, Clone, Team

ID = "RC-2026-7K4QXM"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


@pytest.fixture
def jordan(team: Team) -> Clone:
    return team.clone("jlee")


@pytest.fixture
def maria(team: Team) -> Clone:
    return team.clone("mortiz")


def log(clone: Clone, text: str, case: str = ID) -> None:
    done = clone.recoup("log", case, text, "--channel", "phone", "-q")
    assert done.code == 0, done


def shares(clone: Clone, *words: str) -> str:
    done = clone.recoup("sync", *words)
    assert done.code == 0, done
    assert done.err == ""
    return done.out


def refused(clone: Clone, *words: str) -> str:
    """A sync that stops: nothing here changes by it."""
    before = (clone.head, clone.status, clone.git("ls-files", "-s"))
    done = clone.recoup("sync", *words)
    assert done.code == 3, done
    assert (clone.head, clone.status, clone.git("ls-files", "-s")) == before
    return done.err


# both go on


def test_two_calls_of_one_afternoon_stand_in_both_copies(team: Team, jordan: Clone, maria: Clone) -> None:
    log(jordan, "Asked for the worksheet")
    log(maria, "They sent a fax")
    maria.recoup("money", ID, "--kind", "offset", "--amount", "12.10", "--dated-on", "3/6/2026", "-q")
    assert "1 saved change went out, nothing came in." in shares(jordan)
    said = shares(maria)
    assert "2 saved changes went out, 1 came in:" in said
    assert f"{ID}  90837 re-priced (Jordan Lee)" in said
    assert "phone call" in said
    assert "2 came in" not in said
    assert "Nothing went out, 2 saved changes came in:" in shares(jordan)
    assert jordan.read() == maria.read()
    assert [jordan.read().count(text) for text in ("Asked for the worksheet", "They sent a fax", "12.10")] == [1, 1, 1]
    assert team.tip == jordan.head == maria.head
    assert jordan.status == maria.status == ""
    assert "Nothing to send, nothing new." in shares(jordan)
    assert all(len(line) <= 80 for line in said.splitlines())


def test_facts_that_only_one_side_changed_stand(jordan: Clone, maria: Clone) -> None:
    jordan.change("funding: fully_insured", "funding: self_funded")
    jordan.commit()
    maria.change("title: 90837 re-priced", "title: 90837 as 90834")
    maria.commit()
    shares(jordan)
    shares(maria)
    assert "funding: self_funded" in maria.read()
    assert "title: 90837 as 90834" in maria.read()
    parents = maria.git("log", "-1", "--format=%P %s")
    assert len(parents.split()[:2]) == 2
    assert parents.split(" ", 2)[2] == f"{ID}: joined with the shared copy\n"


def test_a_copy_that_was_joined_shares_and_a_new_branch_goes_out(tmp_path: Path, team: Team) -> None:
    joined = Clone(tmp_path / "joined", "akim")
    at_home = Clone(tmp_path, "akim")
    assert at_home.recoup("join", str(team.shared), "joined").code == 0
    log(joined, "Called")
    assert "1 saved change went out" in shares(joined)
    joined.git("switch", "-q", "-c", "trial")
    log(joined, "On a branch of its own")
    assert "went out, nothing came in" in shares(joined)
    assert joined.git("ls-remote", "--heads", "origin", "trial").split()[0] == joined.head
    assert joined.git("rev-parse", "--abbrev-ref", "@{upstream}").strip() == "origin/trial"


def test_the_first_sharing_into_an_empty_copy(tmp_path: Path, team: Team) -> None:
    team.first.git("remote", "set-url", "origin", str(tmp_path / "other.git"))
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(tmp_path / "other.git")], check=True)
    team.first.git("update-ref", "-d", "refs/remotes/origin/main")
    assert "1 saved change went out" in shares(team.first)


def test_what_others_do_not_touch_stays_edited_and_staged(jordan: Clone, maria: Clone) -> None:
    log(jordan, "Asked for the worksheet")
    shares(jordan)
    maria.write("mine\n", "notes.md")
    maria.git("add", "notes.md")
    maria.change("title: 90837 re-priced", "title: half typed", OTHER)
    log(maria, "They sent a fax")
    before = maria.status
    said = shares(maria)
    assert f"Changed by hand, not saved, not shared: {OTHER}\n  (recoup save)" in said
    assert maria.status == before == f"M  {OTHER}\nA  notes.md\n".replace("M ", " M", 1)
    assert "Asked for the worksheet" in maria.read()
    assert maria.git("show", "--stat", "--format=", "-m", "HEAD").count("notes.md") == 0


def test_a_fast_way_forward_makes_no_save(jordan: Clone, maria: Clone) -> None:
    log(jordan, "Asked for the worksheet")
    shares(jordan)
    shares(maria)
    assert maria.head == jordan.head


def test_edits_in_a_file_that_came_are_named_and_kept(jordan: Clone, maria: Clone) -> None:
    log(jordan, "Asked for the worksheet")
    shares(jordan)
    maria.change("title: 90837 re-priced", "title: half typed")
    said = refused(maria)
    assert f"{CASE}: edits here are not saved yet" in said
    assert "recoup save keeps your edits" in said
    assert maria.recoup("save").code == 0
    shares(maria)
    assert "title: half typed" in maria.read()
    assert "Asked for the worksheet" in maria.read()


def test_a_file_that_lies_in_the_way_stays(jordan: Clone, maria: Clone) -> None:
    jordan.write("theirs\n", "docs/how.md")
    jordan.commit()
    shares(jordan)
    maria.write("mine\n", "docs/how.md")
    refused(maria)
    assert maria.read("docs/how.md") == "mine\n"
    (maria.root / "docs" / "how.md").unlink()
    (maria.root / ".git" / "info" / "exclude").write_text("docs/\n")
    maria.write("mine\n", "docs/how.md")
    assert "lies here without being part of the ledger" in refused(maria)
    maria.write("theirs\n", "docs/how.md")
    shares(maria)
    assert maria.status == ""


def test_edits_where_the_joined_file_is_ours_anyway_do_not_stop_it(jordan: Clone, maria: Clone) -> None:
    """Both made the same call's correction; what Maria has holds all of what came, and she has typed on."""
    for clone in (jordan, maria):
        clone.change("title: 90837 re-priced", "title: 90837 as 90834")
    jordan.commit()
    maria.change("funding: fully_insured", "funding: self_funded")
    maria.commit()
    maria.change("title: 90837 as 90834", "title: half typed")
    shares(jordan)
    assert "1 saved change went out, 1 came in" in shares(maria)
    assert "title: half typed" in maria.read()
    assert maria.status == f" M {CASE}\n"


@pytest.mark.skipif(os.name == "nt", reason="kills a process group")
@pytest.mark.parametrize("point", ["prepared", "committed"])
def test_a_sync_that_was_killed_is_finished_by_the_next_command(jordan: Clone, maria: Clone, point: str) -> None:
    log(jordan, "Asked for the worksheet")
    shares(jordan)
    log(maria, "They sent a fax")
    hook = maria.root / ".git" / "hooks" / "reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\n[ "$1" = {point} ] && grep -q " refs/heads/main$" && kill -9 0\nexit 0\n')
    hook.chmod(0o755)
    killed = subprocess.run(
        [sys.executable, "-m", "ledger", "sync"],
        cwd=maria.root,
        env={**os.environ, **maria.env},
        capture_output=True,
        check=False,
        start_new_session=True,
    )
    assert killed.returncode < 0
    hook.unlink()
    done = maria.recoup("log", ID, "Called again", "--channel", "phone")
    assert done.code == 0, done
    became = "finished" if point == "committed" else "taken back"
    assert f"An interrupted save was {became}: joining with the shared copy" in done.err
    assert maria.status == ""
    maria.recoup("sync")
    shares(jordan)
    assert jordan.read() == maria.read()
    texts = ("Asked for the worksheet", "They sent a fax", "Called again")
    assert [jordan.read().count(text) for text in texts] == [1, 1, 1]


def test_a_list_of_files_that_git_was_killed_over_is_in_nobodys_way(jordan: Clone, maria: Clone) -> None:
    log(jordan, "Asked for the worksheet")
    shares(jordan)
    log(maria, "They called back")
    lock = maria.root / ".git" / "recoup" / "joining-index.lock"
    lock.parent.mkdir(exist_ok=True)
    lock.write_bytes(b"half a list")
    shares(maria)
    assert not lock.exists()


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal")
def test_at_a_terminal_edits_are_shown_and_saved_first(
    jordan: Clone, maria: Clone, at_terminal: Callable[..., tuple[str, int]]
) -> None:
    maria.change("title: 90837 re-priced", "title: 90837 as 90834")
    said, code = at_terminal(maria.root, "sync", env={**maria.env, "RECOUP_SEED": "77"})
    assert code == 0, said
    assert "title 90837 re-priced -> 90837 as 90834" in said
    assert "1 saved change went out" in said
    maria.change("amount: 49.42", "amount: forty")
    log(maria, "Another case", "RC-2026-9TB2RC")
    said, code = at_terminal(maria.root, "sync", env={**maria.env, "RECOUP_SEED": "78"})
    assert code == 1, said
    assert "Not saved. The file is as you typed it." in said
    assert "1 saved change went out" in said
    shares(jordan)
    assert "Another case" in jordan.read(OTHER)


def test_a_kept_call_is_filed_and_goes_out(jordan: Clone) -> None:
    jordan.change("title: 90837 re-priced", "title: half typed")
    assert "Kept, not filed" in jordan.recoup("log", ID, "In between", "--channel", "phone").out
    jordan.git("checkout", "-q", "--", CASE)
    assert "1 saved change went out" in shares(jordan)
    assert "In between" in jordan.git("show", f"origin/main:{CASE}")


def test_trying_changes_nothing(team: Team, jordan: Clone, maria: Clone) -> None:
    log(jordan, "Asked for the worksheet")
    shares(jordan)
    log(maria, "They sent a fax")
    tip = team.tip
    before = (maria.head, maria.status, maria.git("for-each-ref"), maria.git("ls-files", "-s"))
    said = shares(maria, "--dry-run")
    assert "1 saved change would go out, 1 would come in:" in said
    assert "phone call" in said
    assert (maria.head, maria.status, maria.git("for-each-ref"), maria.git("ls-files", "-s")) == before
    assert team.tip == tip
    told = json.loads(shares(maria, "--dry-run", "--format", "json"))
    assert (told["kind"], told["state"], told["went_out"], told["came_in"]) == ("sync", "would_share", 1, 1)
    assert told["cases"][0]["by"] == ["Jordan Lee"]
    told = json.loads(shares(maria, "--format", "json"))
    assert (told["state"], told["at"], told["open"]) == ("shared", "2026-03-09T10:00:00-05:00", [])
    assert shares(jordan, "-q") == ""


def test_the_morning_says_when_it_was_shared(jordan: Clone) -> None:
    shares(jordan)
    assert "recoup sync" in jordan.recoup().out
    assert "Not shared" not in jordan.recoup().out
    log(jordan, "Asked for the worksheet")
    assert "Not shared yet: 1 change (last shared Mon 10:00)." in jordan.recoup().out
    assert "Shared Mon 10:00." in jordan.recoup("deadlines").out


# both changed the same thing


@pytest.fixture
def disagreeing(jordan: Clone, maria: Clone) -> Clone:
    """Maria, who changed an amount that Jordan has changed and shared, and who has a call of her own."""
    jordan.change("amount: 49.42", "amount: 49.43")
    jordan.commit()
    log(jordan, "Asked for the worksheet", "RC-2026-9TB2RC")
    shares(jordan)
    maria.change("amount: 49.42", "amount: 49.44")
    maria.commit()
    log(maria, "They sent a fax")
    return maria


def test_both_values_are_shown_and_nothing_goes_out(
    team: Team, disagreeing: Clone, jordan: Clone, golden: Callable[[str, str], None]
) -> None:
    maria, tip, head = disagreeing, team.tip, disagreeing.head
    tried = maria.recoup("sync", "--dry-run")
    assert tried.code == 3
    assert "Nothing was changed." in tried.out
    assert maria.status == ""
    done = maria.recoup("sync")
    assert done.code == 3
    golden("sync-needs-you.txt", done.out)
    assert (team.tip, maria.head) == (tip, head)
    assert maria.status == f"UU {CASE}\nM  {OTHER}\n"
    assert "Asked for the worksheet" in maria.read(OTHER)
    assert [maria.read().count(text) for text in ("49.43", "They sent a fax", "<<<<<<<")] == [1, 1, 1]
    assert "wait to be joined" in refused(maria)
    kept = maria.recoup("log", "RC-2026-9TB2RC", "In between", "--channel", "phone")
    assert (kept.code, "Kept, not filed" in kept.out) == (0, True)
    assert maria.recoup("resolve", "--keep", "theirs").code == 0
    assert "3 saved changes went out" in shares(maria)
    shares(jordan)
    assert jordan.read() == maria.read()
    assert jordan.read(OTHER) == maria.read(OTHER)
    assert "In between" in jordan.read(OTHER)
    assert "amount: 49.43" in jordan.read()


def test_what_both_changed_is_told_to_programs_too(disagreeing: Clone) -> None:
    told = json.loads(disagreeing.recoup("sync", "--format", "json").out)
    assert told["state"] == "needs_you"
    assert [(one["case"], one["field"], one["mine"]["value"], one["theirs"]) for one in told["open"]] == [
        (ID, "demand.amount", "49.44", {"value": "49.43", "by": "Jordan Lee, Mon 10:00"})
    ]


def test_giving_up_leaves_what_was_there(disagreeing: Clone) -> None:
    before = disagreeing.git("ls-tree", "-r", "HEAD")
    disagreeing.recoup("sync")
    disagreeing.git("merge", "--abort")
    assert disagreeing.status == ""
    assert disagreeing.git("ls-tree", "-r", "HEAD") == before
    assert disagreeing.recoup("sync").code == 3


def test_with_something_staged_nothing_is_begun(disagreeing: Clone) -> None:
    disagreeing.write("mine\n", "notes.md")
    disagreeing.git("add", "notes.md")
    assert "notes.md is staged for a save of its own" in refused(disagreeing)


def test_one_person_on_two_computers_is_told_apart(team: Team, jordan: Clone) -> None:
    at_home = team.clone("jlee", "home")
    for clone, amount in ((jordan, "49.43"), (at_home, "49.44")):
        clone.change("amount: 49.42", f"amount: {amount}")
        clone.commit(f"amount {amount}")
    shares(jordan)
    said = at_home.recoup("sync").out
    assert "49.44  you, Mon 10:00" in said
    assert "49.43  you, on another computer, Mon 10:00" in said


def test_the_looks_of_two_computers_stand_in_one_file(team: Team, jordan: Clone) -> None:
    at_home = team.clone("jlee", "home")
    for clone in (jordan, at_home):
        assert clone.recoup("checked", "fax").code == 0
    shares(jordan)
    shares(at_home)
    assert at_home.read("checked/2026-03-jlee.yaml").count("channel: fax") == 2
    assert at_home.recoup("checked").code == 0


def test_other_files_are_joined_line_by_line_or_wait(jordan: Clone, maria: Clone) -> None:
    text = "".join(f"line {number}\n" for number in range(9))
    jordan.write(text, "docs/how.md")
    jordan.write("kept\n", "docs/old.md")
    jordan.commit()
    shares(jordan)
    shares(maria)
    jordan.change("line 1", "line one", "docs/how.md")
    (jordan.root / "docs" / "old.md").unlink()
    jordan.commit()
    maria.change("line 7", "line seven", "docs/how.md")
    maria.change("kept", "kept and changed", "docs/old.md")
    maria.commit()
    shares(jordan)
    shares(maria)
    assert maria.read("docs/how.md") == text.replace("line 1", "line one").replace("line 7", "line seven")
    assert maria.read("docs/old.md") == "kept and changed\n"
    shares(jordan)
    for clone, word in ((jordan, "uno"), (maria, "eins")):
        clone.change("line one", f"line {word}", "docs/how.md")
        clone.commit()
    shares(jordan)
    done = maria.recoup("sync")
    assert done.code == 3
    assert "docs/how.md" in done.out
    assert "<<<<<<<" in maria.read("docs/how.md")


def test_who_took_over_from_each_other_crosswise_is_not_asked_again(jordan: Clone, maria: Clone) -> None:
    """Two common states, neither of which alone says what was changed: the later decision stands."""
    jordan.change("amount: 49.42", "amount: 49.43")
    jordan.commit()
    maria.change("title: 90837 re-priced", "title: 90837 as 90834")
    maria.commit()
    for clone, other in ((jordan, maria), (maria, jordan)):
        clone.git("fetch", "-q", str(other.root), "main:refs/heads/other")
    for clone in (jordan, maria):
        clone.git("merge", "-q", "-m", "crosswise", "other")
    jordan.change("amount: 49.43", "amount: 49.42")  # taken back on purpose
    jordan.commit()
    log(maria, "They sent a fax")
    shares(jordan)
    shares(maria)
    assert "amount: 49.42" in maria.read()
    assert "title: 90837 as 90834" in maria.read()
    assert "They sent a fax" in maria.read()


# what nobody takes over


def test_a_rewritten_past_stops_even_after_a_plain_fetch(team: Team, jordan: Clone, maria: Clone) -> None:
    log(jordan, "Asked for the worksheet")
    shares(jordan)
    shares(maria)
    jordan.git("reset", "-q", "--hard", "HEAD~1")
    log(jordan, "Something else")
    jordan.git("push", "-q", "--force", "origin", "main")
    assert "The shared copy no longer holds what was shared" in refused(maria)
    maria.git("fetch", "-q")
    said = refused(maria)
    assert "is no longer part of the history" in said
    assert "your copy still has everything" in said
    jordan.git("push", "-q", "origin", "main:elsewhere")
    subprocess.run(["git", "update-ref", "-d", "refs/heads/main"], cwd=team.shared, check=True)
    assert "no longer holds what was shared" in refused(maria)


def test_an_entry_that_somebody_removed_is_not_taken_over(jordan: Clone, maria: Clone) -> None:
    log(jordan, "Asked for the worksheet")
    shares(jordan)
    shares(maria)
    jordan.change("Asked for the worksheet", "Asked for nothing")
    jordan.commit()
    jordan.git("push", "-q")
    said = refused(maria)
    assert "LED701" in said
    assert "What came in was not taken over." in said
    assert "saved as" in said
    jordan.change("Asked for nothing", "Asked for the worksheet")
    jordan.commit("put back")
    jordan.git("push", "-q")
    shares(maria)


@pytest.mark.parametrize(
    ("path", "code"), [("tools/run.sh", "LED705"), (".gitmodules", "LED705"), ("cases/2026-03/link.yaml", "LED116")]
)
def test_files_that_have_no_place_are_not_taken_over(jordan: Clone, maria: Clone, path: str, code: str) -> None:
    if code == "LED116":
        (jordan.root / path).symlink_to("/etc/passwd")
    else:
        jordan.write("x\n", path)
    jordan.commit()
    jordan.git("push", "-q")
    assert code in refused(maria)
    assert not (maria.root / path).exists()


def test_an_entry_that_was_lost_here_does_not_go_out(team: Team, jordan: Clone) -> None:
    log(jordan, "Asked for the worksheet")
    shares(jordan)
    jordan.change("Asked for the worksheet", "Asked for nothing")
    jordan.commit()
    tip = team.tip
    assert "not shared, nothing was changed: summary of a saved entry" in refused(jordan)
    assert team.tip == tip


def test_mistakes_that_came_are_said_and_stop_nobody(jordan: Clone, maria: Clone) -> None:
    jordan.change("reason: time_based_coding", "reason: Nonsense of all kinds", OTHER)
    jordan.change("amount: 49.42", "amount: forty", OTHER)
    jordan.commit()
    jordan.git("push", "-q")
    log(maria, "They sent a fax")
    done = maria.recoup("sync")
    assert done.code == 0, done
    assert "LED204" in done.err
    assert f"{OTHER}:" in done.err


def test_another_ledger_is_not_joined(tmp_path: Path, jordan: Clone) -> None:
    (tmp_path / "elsewhere").mkdir()
    stranger = Team(tmp_path / "elsewhere")
    stranger.first.commit("another beginning", "--amend", "--allow-empty")
    stranger.first.git("push", "-q", "--force", "origin", "main")
    jordan.git("remote", "set-url", "origin", str(stranger.shared))
    jordan.git("update-ref", "-d", "refs/remotes/origin/main")
    assert "holds another ledger" in refused(jordan)


# the way there


def test_without_a_shared_copy_it_says_how_to_make_one(jordan: Clone) -> None:
    jordan.git("remote", "remove", "origin")
    said = refused(jordan)
    assert "this ledger has no shared copy yet" in said
    assert "recoup init --team ADDRESS" in said


def test_a_shared_copy_that_moved(team: Team, jordan: Clone, tmp_path: Path) -> None:
    log(jordan, "Asked for the worksheet")
    team.shared.rename(tmp_path / "moved.git")
    said = refused(jordan)
    assert "Saved here, not shared yet: 1 change." in said
    assert f"there is no shared copy at {team.shared} (any more)" in said
    assert jordan.recoup("init", "--team", str(tmp_path / "moved.git")).code == 0
    assert "Nothing to send" in shares(jordan)


@pytest.mark.skipif(os.name == "nt", reason="stands in for ssh with a script")
@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("Host key verification failed.", "has not met the server"),
        ("@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @", "answers with another key than before"),
        ("git@host: Permission denied (publickey).", "does not let you in"),
        ("ssh: Could not resolve hostname host: Name or service not known", "offline, or the address"),
        ("ssh: connect to host host port 22: Connection timed out", "does not answer"),
        ("ssh: connect to host host port 22: Connection refused", "does not answer"),
        ("fatal: '/x.git' does not appear to be a git repository", "there is no shared copy at"),
        ("fatal: detected dubious ownership in repository at '/x.git'", "belongs to another user"),
        ("ERROR: Repository not found.", "there is no shared copy at"),
        ("nobody has heard of this", "did not answer as it should: nobody has heard of this"),
    ],
)
def test_each_trouble_on_the_way_has_its_sentence(
    jordan: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, told: str
) -> None:
    script = tmp_path / "ssh"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "{says}" >&2\nexit 255\n')
    script.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(script))
    jordan.git("remote", "set-url", "origin", "ssh://git@host/x.git")
    said = refused(jordan)
    assert told in said.replace("\n", " ")
    assert "hint: " in said


@pytest.mark.skipif(os.name == "nt", reason="stands in for ssh with a script")
def test_ssh_is_told_never_to_ask(jordan: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "ssh"
    script.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\nexit 255\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    jordan.git("remote", "set-url", "origin", "ssh://git@host/x.git")
    refused(jordan)
    assert "-o BatchMode=yes -o ConnectTimeout=30" in (tmp_path / "asked").read_text()


def test_a_server_that_refuses_says_why(team: Team, jordan: Clone, maria: Clone) -> None:
    hook = team.shared / "hooks" / "pre-receive"
    hook.write_text('#!/bin/sh\necho "NOT TAKEN OVER: ledger.yaml: the office is closed"\nexit 1\n')
    hook.chmod(0o755)
    log(jordan, "Asked for the worksheet")
    done = jordan.recoup("sync")
    assert done.code == 3
    assert "the shared copy's own check stopped what was sent:" in done.err
    assert "the office is closed" in done.err
    assert jordan.status == ""
    hook.unlink()
    assert "1 saved change went out" in shares(jordan)
    shares(maria)


def test_a_shared_copy_with_its_own_checks_takes_honest_changes(team: Team, jordan: Clone, maria: Clone) -> None:
    assert jordan.recoup("server-hook", str(team.shared)).code == 0
    for clone, text in ((jordan, "Asked for the worksheet"), (maria, "They sent a fax")):
        log(clone, text)
        done = clone.recoup("sync")
        assert done.code == 0, done
    assert team.tip == maria.head


def test_who_is_overtaken_begins_again(team: Team, jordan: Clone, maria: Clone) -> None:
    """Somebody shares between our fetch and our sending: a check before sending does it here."""
    log(maria, "They sent a fax")
    hook = jordan.root / ".git" / "hooks" / "pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nrm -f {hook}\ngit -C {maria.root} push -q origin main\n")
    hook.chmod(0o755)
    log(jordan, "Asked for the worksheet")
    assert "1 saved change went out, 1 came in:" in shares(jordan)
    shares(maria)
    assert maria.read() == jordan.read()
    assert team.tip == maria.head


def test_who_is_overtaken_again_and_again_stops_with_all_saved(
    jordan: Clone, maria: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.commands.sync._PAUSE_SECONDS", 0.0)
    hook = jordan.root / ".git" / "hooks" / "pre-push"
    hook.parent.mkdir(exist_ok=True)
    author = "-c user.name=Maria -c user.email=mortiz@bluestem.example"
    busy = f"git -C {maria.root} {author} commit -q --allow-empty -m again && git -C {maria.root} push -q origin main"
    hook.write_text(f"#!/bin/sh\n{busy}\n")
    hook.chmod(0o755)
    log(jordan, "Asked for the worksheet")
    done = jordan.recoup("sync")
    assert done.code == 3
    assert "saved here, not shared yet" in done.err
    assert maria.git("rev-list", "--count", "HEAD").strip() == "7"
    assert jordan.status == ""
    hook.unlink()
    shares(jordan)
    assert "Asked for the worksheet" in jordan.git("show", f"origin/main:{CASE}")


def test_three_at_once(team: Team) -> None:
    clones = [team.clone(who) for who in ("jlee", "mortiz", "akim")]
    for clone in clones:
        log(clone, f"Call of {clone.who}")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "ledger", "sync"],
            cwd=clone.root,
            env={**os.environ, **clone.env},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for clone in clones
    ]
    said = [(child.communicate(), child.returncode) for child in running]
    assert [code for _, code in said] == [0, 0, 0], said
    for clone in clones:
        shares(clone)
    assert len({clone.read() for clone in clones}) == 1
    assert [clones[0].read().count(f"Call of {clone.who}") for clone in clones] == [1, 1, 1]


# clocks, seals, signatures


def test_a_clock_that_cannot_be_right_is_said(jordan: Clone, maria: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    jordan.write(LEDGER.replace("frozen_on: 2026-03-09\n", ""), "ledger.yaml")
    jordan.commit()
    shares(jordan)
    shares(maria)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2039-01-01T00:00:00Z")
    jordan.change("title: 90837 re-priced", "title: 90837 as 90834")
    jordan.commit()
    jordan.git("push", "-q")
    done = maria.recoup("sync")
    assert done.code == 0, done
    assert "A clock is wrong" in done.err


def test_the_seal_of_the_month_goes_along(jordan: Clone, maria: Clone) -> None:
    jordan.write(LEDGER.replace("frozen_on: 2026-03-09\n", ""), "ledger.yaml")
    jordan.commit()
    assert "Sealed: seal/" in shares(jordan)
    seals = jordan.git("for-each-ref", "refs/tags/seal")
    assert "Sealed" not in shares(maria)
    assert maria.git("for-each-ref", "refs/tags/seal") == seals
    name = seals.split("refs/tags/")[1].strip()
    maria.git("tag", "-f", "-a", "-m", "another", name)
    log(maria, "They sent a fax")
    done = maria.recoup("sync")
    assert done.code == 0, done
    assert f"{name} in the shared copy is not the one of this copy" in done.err
    assert "1 saved change went out" in done.out
    assert jordan.git("ls-remote", "--tags", "origin").split()[0] == seals.split()[0]


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="signs with an SSH key")
def test_a_join_is_signed_where_saves_are(jordan: Clone, maria: Clone, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    for name, value in (("gpg.format", "ssh"), ("user.signingkey", str(key)), ("commit.gpgsign", "true")):
        maria.git("config", name, value)
    log(jordan, "Asked for the worksheet")
    log(maria, "They sent a fax")
    shares(jordan)
    shares(maria)
    assert "SSH SIGNATURE" in maria.git("cat-file", "commit", "HEAD")
    maria.git("config", "user.signingkey", str(tmp_path / "none"))
    log(jordan, "Asked again")
    shares(jordan)
    maria.change("title: 90837 re-priced", "title: 90837 as 90834", OTHER)
    maria.git("-c", "commit.gpgsign=false", "commit", "-q", "-a", "-m", "by hand")
    refused(maria)


def test_two_seals_of_one_day_made_in_two_copies_both_stay(jordan: Clone, maria: Clone) -> None:
    log(maria, "They sent a fax")
    first, second = (clone.recoup("seal").out.splitlines()[0] for clone in (jordan, maria))
    name = first.split(" ")[0]
    assert second.split(" ")[0] == name
    shares(jordan)
    done = maria.recoup("sync")
    assert done.code == 0, done
    assert done.err == f"Another copy made a {name}, too: the one of this copy is now called {name}-2. Both stay.\n"
    shares(jordan)
    for clone in (jordan, maria):
        tags = [f"{line.split()[0]} {line.split()[2]}" for line in clone.git("for-each-ref", "refs/tags").splitlines()]
        assert tags == [f"{first.split(' ')[1]} refs/tags/{name}", f"{second.split(' ')[1]} refs/tags/{name}-2"]
        kept = clone.root.parent / "kept.txt"
        kept.write_text("\n".join([first, second.replace(" ", "\n")]), encoding="utf-8")  # a mail broke the line
        assert clone.recoup("seal", "--check", str(kept)).code == 0
        assert "LED752" not in clone.recoup("audit").out
