from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ledger.core.health import copy, place, settings
from ledger.core.health.check import LOOK, OK, UNKNOWN, WRONG, Answer, named_few
from ledger.core.health.copy import HeldLock, Past
from ledger.core.health.place import Meeting, Private
from ledger.core.practice import Person

HOUR = 3600
NOW = datetime(2026, 3, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("git version 2.37.9\n", WRONG),
        ("git version 2.39.5 (Apple Git-154)\n", LOOK),
        ("git version 2.50.1.windows.1\n", OK),
        ("git version 3.0\n", OK),
        ("what?\n", LOOK),
        ("", LOOK),
    ],
)
def test_the_age_of_git(text: str, state: str) -> None:
    assert settings.git_version(text).state == state


def test_few_names_are_told_and_the_rest_counted() -> None:
    assert named_few(["a", "b", "c"]) == "a, b, c"
    assert named_few(["a", "b", "c", "d"], 2) == "a, b and 2 more"


def test_line_ends() -> None:
    assert settings.line_endings({"a": ("set", "lf"), "b": ("auto", "lf")}).state == OK
    found = settings.line_endings({"a": ("set", "lf"), "b": ("unset", "lf"), "c": ("set", "crlf")})
    assert found == Answer(WRONG, "another computer may save other line ends of b, c")


def test_the_style_in_which_two_versions_are_shown() -> None:
    states = [settings.conflict_style(style).state for style in ("diff3", "zdiff3", "merge", None)]
    assert states == [OK, OK, LOOK, LOOK]


def test_union_counts_unless_it_is_only_talked_about() -> None:
    assert settings.unions([("a", "# never merge=union"), ("a", "*.yaml merge=unions")], None).state == OK
    assert settings.unions([("a", "*.yaml merge=union")], None).said.startswith("a asks")
    assert settings.unions([], "union").state == WRONG


@pytest.mark.parametrize(
    ("attribute", "standing", "state"),
    [
        ("recoup", settings.CURRENT, OK),
        ("recoup", settings.OTHER, LOOK),
        ("recoup", settings.NOT_SET, LOOK),
        ("recoup", settings.GONE, WRONG),
        ("unspecified", settings.CURRENT, LOOK),
    ],
)
def test_a_program_of_git(attribute: str, standing: str, state: str) -> None:
    assert settings.driver(attribute, standing, "joining").state == state


def test_a_missing_attribute_is_told_with_the_line_to_add() -> None:
    assert settings.driver("unset", settings.CURRENT, "joining").cure.endswith("merge=recoup")
    assert settings.driver("unset", settings.CURRENT, "showing").cure.endswith("diff=recoup")


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        ("current", OK),
        ("missing", WRONG),
        ("not_runnable", WRONG),
        ("gone", WRONG),
        ("foreign", WRONG),
        ("outdated", LOOK),
        ("framework", LOOK),
    ],
)
def test_how_a_hook_stands(standing: str, state: str) -> None:
    assert settings.hooks("", {"pre-commit": standing, "pre-push": "current"}).state == state


def test_hooks_taken_from_elsewhere_and_the_worst_of_several() -> None:
    assert settings.hooks("/elsewhere", {}).state == WRONG
    found = settings.hooks("", {"a": "framework", "b": "missing", "c": "foreign"})
    assert found.said == "not in place: b"


def test_programs_inside_the_ledger() -> None:
    assert settings.inside_programs([]).state == OK
    assert "filter.x.clean starts tools/x" in settings.inside_programs([("filter.x.clean", "tools/x")]).said


@pytest.mark.parametrize("doing", ["", "merge", "rebase", "bisect", "am"])
def test_what_git_is_in_the_middle_of(doing: str) -> None:
    found = copy.under_way(doing, on_branch=True)
    assert found.state == (WRONG if doing else OK)
    assert bool(found.cure) == bool(doing)


def test_an_old_state() -> None:
    assert copy.under_way("", on_branch=False).cure == "git switch main"


@pytest.mark.parametrize(
    ("past", "state"),
    [
        (Past(), OK),
        (Past(shallow=True), LOOK),
        (Past(alternates=("/a",)), LOOK),
        (Past(replaced=True), WRONG),
        (Past(grafted=True), WRONG),
    ],
)
def test_whether_the_past_is_whole(past: Past, state: str) -> None:
    assert copy.whole_past(past).state == state


def test_files_that_git_overlooks() -> None:
    assert copy.overlooked({}, sparse=False).state == OK
    assert copy.overlooked({}, sparse=True).state == LOOK
    assert copy.overlooked({"a": "skip-worktree"}, sparse=False).cure == "git update-index --no-skip-worktree a"


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (5, "5 seconds old"),
        (125, "2 minutes old"),
        (2 * HOUR, "2 hours old"),
        (49 * HOUR, "2 days old"),
    ],
)
def test_the_age_and_the_holder_of_a_lock(age: int, said: str) -> None:
    found = copy.locks([HeldLock("index.lock", age)], "", journal=False)
    assert found.said == f"another program holds the ledger: index.lock, {said}, holder unknown"
    assert "git (process 1)" in copy.locks([HeldLock("x", age, "git (process 1)")], "", journal=False).said


def test_locks_of_ours() -> None:
    assert copy.locks([], "", journal=True).state == OK
    assert copy.locks([HeldLock("index.lock", 1)], "", journal=True).state == LOOK
    assert copy.locks([], "process 4", journal=False).said == "a command is writing now (process 4)"


def test_what_saves_left_behind() -> None:
    assert copy.interrupted("", []).state == OK
    assert copy.interrupted("a call", ["aside-1.json"]).said.endswith("a call")
    assert "aside-1.json" in copy.interrupted("", ["aside-1.json"]).said
    assert copy.kept_notes([]).state == OK
    assert copy.kept_notes(["B", "A", "B"]).said == "3 kept notes not filed yet: A, B"
    assert copy.leftovers([]).state == OK
    assert "1 patch " in copy.leftovers(["p"]).said
    assert "2 patches " in copy.leftovers(["p", "q"]).said


def test_what_git_says_of_its_store() -> None:
    assert copy.objects(0, []).state == OK
    assert copy.objects(0, ["missing blob 1"]).state == WRONG
    assert "status 3" in copy.objects(3, []).said


def test_large_files_the_largest_first() -> None:
    assert copy.large({"a": copy.LARGE_BYTES}).state == OK
    megabyte = 1024 * 1024
    assert copy.large({"a": 6 * megabyte, "b": 9 * megabyte}).said.endswith("b (9 MB), a (6 MB)")


def test_names_that_a_disk_cannot_tell_apart() -> None:
    assert copy.alike(["a", "b"]).state == OK
    assert copy.alike(["Case.yaml", "case.yaml"]).said.endswith("Case.yaml and case.yaml")
    assert copy.alike(["caf\u00e9", "cafe\u0301"]).state == WRONG


def test_what_is_kept_out_and_what_went_past_the_checks() -> None:
    assert (copy.ignored([]).state, copy.ignored(["a"]).state) == (OK, WRONG)
    assert (copy.waiting_breaches([]).state, copy.waiting_breaches(["a: gone"]).state) == (OK, WRONG)


def test_synced_folders() -> None:
    assert (place.synced(None).state, place.synced("OneDrive").state) == (OK, WRONG)


@pytest.mark.parametrize(
    ("seen", "state"),
    [
        (Private("p"), OK),
        (Private("p", inside=True), WRONG),
        (Private("p", here=False), LOOK),
        (Private("p", writable=False), WRONG),
        (Private("p", open_to="its group"), LOOK),
        (Private("p", service="Dropbox"), LOOK),
    ],
)
def test_the_private_folder(seen: Private, state: str) -> None:
    assert place.private(seen).state == state


def test_papers() -> None:
    assert place.documents({}) == Answer(OK, "no papers yet")
    assert place.documents({"intact": 2}).said == "2 intact, 0 not here, 0 without a hash"
    assert place.documents({"intact": 2, "not_here": 1}).state == LOOK
    assert place.documents({"changed": 1}).state == WRONG


def test_the_disk() -> None:
    states = [place.room(free).state for free in (1, place.FULL_BYTES, place.ROOM_BYTES)]
    assert states == [WRONG, LOOK, OK]
    assert [place.encryption(told).state for told in ("on", "off", None)] == [OK, LOOK, UNKNOWN]
    assert [place.layers(text) for text in ("lvm\ncrypt\npart\ndisk\n", "part\ndisk\n", "")] == ["on", "off", None]
    said = ("FileVault is On.\n", "FileVault is Off.\n", "")
    assert [place.file_vault(text) for text in said] == ["on", "off", None]


def test_the_shared_copy() -> None:
    assert place.shared(None, None).state == LOOK
    assert place.shared("x", None).state == LOOK
    assert place.shared("x", Meeting(0, 0, "Fri 6 Mar")).said == "0 to share, 0 to take in, last shared Fri 6 Mar"
    assert place.shared("x", Meeting(1, 0)) == Answer(LOOK, "1 to share, 0 to take in")
    assert (place.reached(None).state, place.reached("no route").state) == (OK, WRONG)


@pytest.mark.parametrize(
    ("address", "state"),
    [
        (None, OK),
        ("/srv/ledger.git", OK),
        ("ssh://git@office.example:2222/ledger.git", OK),
        ("https://GitHub.com/bluestem/ledger", LOOK),
        ("git@gitlab.com:bluestem/ledger.git", LOOK),
        ("https://user@bitbucket.org/bluestem/ledger", LOOK),
    ],
)
def test_who_keeps_the_shared_copy(address: str | None, state: str) -> None:
    assert place.host(address).state == state


def test_the_clock() -> None:
    slack = NOW + timedelta(minutes=5)
    assert place.clock(NOW, None, None).state == OK
    assert place.clock(NOW, slack, slack).state == OK
    assert place.clock(NOW, NOW, NOW + timedelta(minutes=6)).said.startswith("the last save in the shared copy is 6")
    assert place.clock(NOW, NOW + timedelta(minutes=6), None).said.startswith("the last save here is 6")


LEE = Person("jlee", "Jordan Lee", email="jlee@b.example")
ORTIZ = Person("mortiz", "Mara Ortiz", email="JLEE@b.example")


def test_who_works_here() -> None:
    assert place.who(None, None, [LEE]).state == WRONG
    assert place.who("J", "x@b.example", [LEE, Person("a", "A")]).state == LOOK
    assert place.who("J", "JLee@b.example", [LEE]).state == OK


def test_who_signs_in_as_whom() -> None:
    assert place.sign_ins([LEE, Person("a", "A")], [("Jordan Lee", "jlee@b.example")]).state == OK
    assert "jlee, mortiz" in place.sign_ins([LEE, ORTIZ], []).said
    saved = [("Jordan Lee", "jlee@b.example"), ("jordan lee", "home@x.example"), ("Mara", "m@b.example")]
    found = place.sign_ins([LEE], saved)
    assert (found.state, "Jordan Lee (home@x.example, jlee@b.example)" in found.said) == (LOOK, True)
