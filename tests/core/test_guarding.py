"""What may become of a ledger's files between two saved states, or where a merge joins two into one."""

from __future__ import annotations

import json

import pytest

from ledger.core.edited import Tree
from ledger.core.guarding import (
    GONE,
    LINK,
    REPOSITORY,
    RUNNABLE,
    Change,
    belongs,
    is_case_path,
    is_kept,
    judged,
    lost_entries,
    restores,
)

PLAIN = "100644"
CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
CALL: dict[str, Tree] = {
    "at": "2026-03-09T10:20",
    "channel": "phone",
    "summary": "Asked.",
    "recorded": "2026-03-09T16:22:07Z jlee K7Q2",
}
MONEY: dict[str, Tree] = {
    "dated_on": "2026-03-08",
    "kind": "offset",
    "amount": "49.42",
    "recorded": "2026-03-09T16:22:07Z jlee 0G5R",
}
APPEAL: dict[str, Tree] = {"level": "first", "sent_on": "2026-03-20", "method": "fax"}

SECOND: dict[str, Tree] = {**APPEAL, "level": "second", "outcome": "upheld"}


def of(**lists: list[Tree]) -> Tree:
    """A case file that holds nothing but these lists."""
    return {**lists}


def data(tree: object) -> bytes:
    return json.dumps(tree).encode()


def read(text: bytes) -> Tree:
    """The reader of these tests: JSON is YAML enough."""
    tree: Tree = json.loads(text) if text.startswith(b"{") else None
    return tree


def codes(*changes: Change, quickly: bool = False) -> list[str]:
    return [finding.code for finding in judged(changes, read, quickly=quickly)]


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("ledger.yaml", True),
        ("README.md", True),
        (CASE, True),
        ("cases/2026-13/RC-2026-7K4QXM.yaml", False),
        ("cases/2026-03/rc-2026-7k4qxm.yaml", False),
        ("cases/RC-2026-7K4QXM.yaml", False),
        ("cases/2026-03/RC-2026-7K4QXM.yml", False),
        ("payers/lone-star-health.yaml", True),
        ("payers/run.sh", False),
        ("rules/texas.yaml", True),
        ("templates/contest.md.j2", True),
        ("checked/2026-03-jlee.yaml", True),
        ("removals/2026-03-09.yaml", True),
        (".vscode/settings.json", True),
        (".github/workflows/ledger.yml", True),
        (".github/CODEOWNERS", True),
        (".gitmodules", False),
        (".git/config", False),
        ("docs/.GIT/x.md", False),
        ("docs/git~1/x.md", False),
        ("docs/a:b.md", False),
        ("docs/aux.md", False),
        ("payers/Com1.yaml", False),
        ("docs/auxiliary.md", True),
        ("tools/x.md", False),
        ("setup.py", False),
    ],
)
def test_a_ledger_holds_its_own_files_and_few_others(path: str, *, fits: bool) -> None:
    assert belongs(path) is fits


def test_only_cases_and_looks_are_read() -> None:
    assert is_kept(CASE)
    assert is_kept("checked/2026-03-jlee.yaml")
    assert not is_kept("payers/a.yaml")
    assert not is_kept("cases/a.pdf")
    assert not is_case_path("payers/2026-03/RC-2026-7K4QXM.yaml")


@pytest.mark.parametrize(
    ("path", "mode", "befores", "code"),
    [
        (CASE, LINK, (None,), "LED116"),
        ("payers/x", REPOSITORY, (None,), "LED704"),
        ("cases/2026-03/demand.pdf", PLAIN, (None,), "LED703"),
        ("run.sh", PLAIN, (None,), "LED705"),
        (".gitmodules", PLAIN, (None,), "LED705"),
        ("README.md", RUNNABLE, (None,), "LED706"),
        ("README.md", RUNNABLE, (b"",), "LED706"),
    ],
)
def test_what_is_no_plain_file_in_its_place_is_found(
    path: str, mode: str, befores: tuple[bytes | None, ...], code: str
) -> None:
    assert codes(Change(path, mode, befores, b"")) == [code]


def test_a_file_in_a_wrong_place_is_named_when_it_comes_and_not_when_it_changes() -> None:
    assert codes(Change("run.sh", PLAIN, (b"a",), b"b")) == []
    assert codes(Change("run.sh", GONE, (b"a",), None)) == []


def test_a_case_is_never_removed_and_its_new_name_is_said() -> None:
    gone = Change(CASE, GONE, (data({}),), None)
    assert [(one.code, one.file) for one in judged([gone], read)] == [("LED702", CASE)]
    elsewhere = Change("cases/2026-04/RC-2026-7K4QXM.yaml", PLAIN, (None,), data({"title": "x"}))
    assert "renamed to cases/2026-04/" in judged([gone, elsewhere], read)[0].message
    same = Change("cases/2026-03/RC-2026-AAAAAA.yaml", PLAIN, (None,), data({}))
    assert "renamed to cases/2026-03/RC-2026-AAAAAA" in judged([gone, same], read)[0].message


@pytest.mark.parametrize("path", ["ledger.yaml", "payers/a.yaml", "rules/texas.yaml", "checked/2026-03-jlee.yaml"])
def test_what_cases_stand_on_is_never_removed(path: str) -> None:
    assert codes(Change(path, GONE, (b"",), None)) == ["LED709"]
    assert codes(Change("templates/a.j2", GONE, (b"",), None)) == []


def test_a_removed_entry_is_found_in_a_case_and_among_the_looks() -> None:
    look = {"channel": "mail", "looked_on": "2026-03-09"}
    assert codes(Change(CASE, PLAIN, (data({"money": [MONEY]}),), data({}))) == ["LED701"]
    assert codes(Change("checked/2026-03-a.yaml", PLAIN, (data({"checked": [look]}),), data({}))) == ["LED701"]
    assert codes(Change("payers/a.yaml", PLAIN, (data({"money": [MONEY]}),), data({}))) == []
    assert lost_entries("checked/a.yaml", ["text"], "text") == []


def test_a_file_that_can_no_longer_be_read_has_lost_what_was_saved_in_it() -> None:
    (found,) = judged([Change(CASE, PLAIN, (data({"money": [MONEY]}),), b"half a sent")], read)
    assert (found.code, found.path) == ("LED701", ())
    assert codes(Change(CASE, PLAIN, (data({"title": "no entries"}),), b"half a sent")) == []


def test_an_entry_of_either_side_of_a_merge_must_stand_in_the_result() -> None:
    ours, theirs = {"communications": [CALL]}, {"money": [MONEY]}
    both = {**ours, **theirs}
    assert codes(Change(CASE, PLAIN, (data(ours), data(theirs)), data(both))) == []
    found = judged([Change(CASE, PLAIN, (data(ours), data(theirs)), data(ours))], read)
    assert [finding.path for finding in found] == [("money",)]
    assert codes(Change(CASE, PLAIN, (data(both), data(both)), data(ours))) == ["LED701"]
    assert codes(Change(CASE, PLAIN, (data(ours), None), data(ours))) == []
    assert codes(Change(CASE, GONE, (None, data(theirs)), None)) == ["LED702"]


def test_what_both_sides_filled_differently_has_to_be_decided_for_one() -> None:
    ours = of(appeals=[{**APPEAL, "outcome": "upheld"}])
    theirs = of(appeals=[{**APPEAL, "outcome": "overturned", "reference": "A-1"}])
    decided = of(appeals=[{**APPEAL, "outcome": "upheld", "reference": "A-1"}])
    assert lost_entries(CASE, [ours, theirs], decided) == []
    third = of(appeals=[{**APPEAL, "outcome": "overturned_in_part", "reference": "A-1"}])
    assert [one.path for one in lost_entries(CASE, [ours, theirs], third)] == [("appeals", 0, "outcome")] * 2
    emptied = of(appeals=[{**APPEAL, "reference": "A-1"}])
    assert len(lost_entries(CASE, [ours, theirs], emptied)) == 2
    assert (
        lost_entries(CASE, [of(appeals=[SECOND]), theirs], of(appeals=[SECOND, {**APPEAL, "outcome": "upheld"}])) != []
    )
    assert lost_entries(CASE, [{"appeals": "text"}, theirs], ours) != []


def test_an_entry_that_never_changes_is_never_decided_about() -> None:
    ours, theirs = of(money=[MONEY]), of(money=[{**MONEY, "amount": "94.42"}])
    assert len(lost_entries(CASE, [ours, theirs], ours)) == 1


def test_an_entry_put_back_as_it_was_restores() -> None:
    tampered, intact = of(money=[{**MONEY, "amount": "94.42"}]), of(money=[MONEY])
    (found,) = lost_entries(CASE, [tampered], intact)
    assert restores(found, [tampered], intact, [intact, tampered])
    assert not restores(found, [tampered], intact, [tampered, {}, None])
    (gone,) = lost_entries(CASE, [intact], {})
    assert not restores(gone, [intact], {}, [intact])
    assert not restores(found, [tampered], of(money=[]), [intact])


def test_what_an_entry_had_gained_may_not_be_lost_on_the_way_back() -> None:
    bare = {key: value for key, value in MONEY.items() if key != "recorded"}
    stamped = {**bare, "recorded": "2026-03-09T16:00:00Z jlee 0G5R"}
    (found,) = lost_entries(CASE, [of(money=[stamped])], of(money=[bare]))
    assert not restores(found, [of(money=[stamped])], of(money=[bare]), [of(money=[bare])])  # nobody had changed it
    tampered = of(money=[{**stamped, "amount": "94.42"}])
    (found,) = lost_entries(CASE, [tampered], of(money=[stamped]))
    earlier = [of(money=[bare]), of(money=[stamped])]
    assert restores(found, [tampered], of(money=[stamped]), earlier)
    assert not restores(found, [tampered], of(money=[bare]), earlier)


def test_a_field_of_an_appeal_may_be_put_back() -> None:
    first, tampered = of(appeals=[{**APPEAL, "outcome": "upheld"}]), of(appeals=[{**APPEAL, "outcome": "overturned"}])
    (found,) = lost_entries(CASE, [tampered], first)
    assert restores(found, [tampered], first, [first])
    (emptied,) = lost_entries(CASE, [tampered], of(appeals=[APPEAL]))
    assert not restores(emptied, [tampered], of(appeals=[APPEAL]), [first])


def test_text_that_only_gained_entries_passes_quickly_and_unread() -> None:
    before = b"money:\ncommunications:\n  - at: 2026-03-09\n    channel: note\n"
    after = before + b"  - at: 2026-03-10\n    channel: note\n"

    def unread(_: bytes) -> Tree:
        raise AssertionError

    assert judged([Change(CASE, PLAIN, (before,), after)], unread, quickly=True) == []
    assert judged([Change(CASE, PLAIN, (before, after), after)], unread, quickly=True) == []
    with pytest.raises(AssertionError):
        judged([Change(CASE, PLAIN, (before,), after)], unread)
