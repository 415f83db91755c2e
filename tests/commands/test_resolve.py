"""Two people change one case: what git joins by itself, what is asked, and what is never lost. Real git throughout."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.store.yaml.reader import read
from tests.commands.two_clones import FILE, MARIA, Clone, call, two_clones

AMOUNT = "amount: 1482.60"
STAMP = "recorded: 2026-03-09T17:00:00Z jlee"
LINES = "    lines:\n      - {line: 1, served_on: 2025-09-15, procedure: 90837, demanded: 0.00}\n"


@pytest.fixture
def both(tmp_path: Path) -> tuple[Clone, Clone]:
    """Two clones that know how to join cases."""
    return two_clones(tmp_path)


@pytest.fixture
def plain(tmp_path: Path) -> tuple[Clone, Clone]:
    """Two clones in which nothing was set up."""
    return two_clones(tmp_path, driver=False)


def whole(clone: Clone) -> dict[str, object]:
    """The case, which must be readable."""
    tree, mistakes = read(clone.case.read_bytes())
    assert tree is not None, mistakes
    return tree  # type: ignore[return-value]


def clash(one: Clone, other: Clone) -> None:
    """Let both change the amount and share it; the second is left in the middle of a join."""
    one.edit((AMOUNT, "amount: 12400.00"))
    one.append(call("AAAA"))
    one.git("push", "-q")
    other.edit((AMOUNT, "amount: 9150.00"))
    other.append(call("BBBB"))
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)


def worked(clone: Clone, tag: str, number: str, level: str) -> None:
    """Add an entry to every list that grows, and a claim."""
    money = f"  - {{dated_on: 2026-03-08, kind: offset, amount: 1.00, {STAMP} {tag}M}}\n"
    filing = f"  - {{id: {tag.lower()}, kind: other, sent_on: 2026-03-08, method: fax, proof: x}}\n"
    appeal = f"  - level: {level}\n    sent_on: 2026-03-08\n    method: fax\n    proof: {tag}\n"
    document = f"  - {{id: {tag.lower()}, kind: proof, file: RC-2026-7K4QXM/{tag}.pdf, {STAMP} {tag}D}}\n"
    clone.edit(
        ("\nmoney:\n", f"\nfilings:\n{filing}\nappeals:\n{appeal}\nmoney:\n{money}"),
        ("jlee D4R0\n", f"jlee D4R0\n{document}"),
        ("\ndocuments:\n", f"  - number: {number}\n    patient: P-1042\n{LINES}\ndocuments:\n"),
    )
    clone.append(call(f"{tag}C"))


def test_entries_of_two_clones_are_joined_without_a_person(both: tuple[Clone, Clone]) -> None:
    one, other = both
    worked(one, "AAA", "0026030217798", "first")
    worked(other, "BBB", "0026030217799", "second")
    one.git("push", "-q")
    other.git("pull", "-q", "--no-rebase", "--no-edit")
    other.git("push", "-q")
    one.git("pull", "-q", "--no-rebase", "--no-edit")
    assert one.text() == other.text()
    tree = whole(one)
    for name, added in (("communications", 2), ("money", 2), ("documents", 2), ("claims", 2), ("appeals", 2)):
        entries = tree[name]
        assert isinstance(entries, list)
        before = {"communications": 1, "documents": 1, "claims": 11}.get(name, 0)
        assert len(entries) == before + added, name
    for tag in ("AAAC", "AAAM", "AAAD", "BBBC", "BBBM", "BBBD"):
        assert one.text().count(f"jlee {tag}") == 1


def test_one_field_changed_twice_is_said_in_words_in_a_file_that_stays_readable(both: tuple[Clone, Clone]) -> None:
    one, other = both
    clash(one, other)
    text = other.text()
    assert (
        "<<<<<<< Maria Ortiz\n  amount: 9150.00\n||||||| before\n  amount: 1482.60\n"
        "=======\n  amount: 12400.00\n>>>>>>> Jordan Lee\n"
    ) in text
    assert text.count("<<<<<<<") == 1
    assert text.endswith(call("AAAA") + call("BBBB"))
    shown = other.recoup("resolve")
    assert shown.code == 1
    assert "demand amount\n    mine    9,150.00   Maria Ortiz\n    theirs  12,400.00  Jordan Lee\n" in shown.out
    assert "    before  1,482.60\n" in shown.out
    assert other.text() == text


def test_the_driver_says_the_clash_while_git_joins(both: tuple[Clone, Clone]) -> None:
    one, other = both
    one.edit((AMOUNT, "amount: 12400.00"))
    one.git("push", "-q")
    other.edit((AMOUNT, "amount: 9150.00"))
    said = other.git("pull", "--no-rebase", "--no-edit", fails=True).err
    assert "demand amount: 9,150.00 (Maria Ortiz) or 12,400.00 (Jordan Lee); it was 1,482.60" in said
    assert "Next: recoup resolve RC-2026-7K4QXM" in said


def test_everybody_who_worked_on_a_side_is_named(both: tuple[Clone, Clone]) -> None:
    one, other = both
    one.edit((AMOUNT, "amount: 12400.00"))
    one.git("commit", "-q", "--amend", "--no-edit", "--author=Ana Moreno <amoreno@bluestem.example>")
    one.append(call("AAAA"))
    one.git("push", "-q")
    other.edit((AMOUNT, "amount: 9150.00"))
    said = other.git("pull", "--no-rebase", "--no-edit", fails=True).err
    assert "9,150.00 (Maria Ortiz) or 12,400.00 (Jordan Lee and Ana Moreno); it was 1,482.60" in said


@pytest.mark.parametrize(
    ("keep", "amount"),
    [
        ("mine", "9150.00"),
        ("theirs", "12400.00"),
        ("before", "1482.60"),
        ("demand.amount=mine", "9150.00"),
        ("demand.amount=$10,775.00", "10775.00"),
    ],
)
def test_what_is_kept_is_joined_and_saved(both: tuple[Clone, Clone], keep: str, amount: str) -> None:
    one, other = both
    clash(one, other)
    ended = other.recoup("resolve", "7K4Q", "--keep", keep)
    assert (ended.code, ended.out) == (
        0,
        "RC-2026-7K4QXM: joined; decided: demand amount\nBoth versions are joined and saved.\n",
    )
    assert f"amount: {amount}\n" in other.text().replace("  #", "\n  #")
    assert other.text().endswith(call("AAAA") + call("BBBB"))
    assert other.git("status", "--porcelain").out == ""
    assert len(other.git("log", "-1", "--format=%P").out.split()) == 2
    message = other.git("log", "-1", "--format=%B").out
    assert message.startswith("RC-2026-7K4QXM: two versions joined\n")
    assert amount not in message


def test_a_clone_without_anything_set_up_is_mended_afterwards(plain: tuple[Clone, Clone]) -> None:
    one, other = plain
    one.append(call("AAAA"))
    one.git("push", "-q")
    other.append(call("BBBB"))
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    assert "<<<<<<< " in other.text()
    ended = other.recoup("resolve")
    assert (ended.code, ended.out) == (0, "RC-2026-7K4QXM: joined\nBoth versions are joined and saved.\n")
    assert other.text().endswith(call("AAAA") + call("BBBB"))


def test_the_driver_falls_back_to_lines_where_its_program_is_gone(plain: tuple[Clone, Clone]) -> None:
    one, other = plain
    from ledger.store.merge_driver import command

    other.git("config", "merge.recoup.driver", command("/nowhere/python"))
    one.append(call("AAAA"))
    one.git("push", "-q")
    other.append(call("BBBB"))
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    assert "<<<<<<< " in other.text()
    assert other.recoup("resolve").code == 0


def test_an_entry_that_one_side_threw_away_is_put_back_and_told(both: tuple[Clone, Clone]) -> None:
    one, other = both
    saved = one.text()[one.text().index("  - at: 2026-03-09T10:20") :]
    one.edit((saved, ""))
    one.git("push", "-q")
    other.append(call("BBBB"))
    said = other.git("pull", "--no-rebase", "--no-edit", fails=True).err
    assert "LED720 entry-put-back" in said
    assert "in the version of Jordan Lee" in said
    assert saved + call("BBBB") in other.text()
    ended = other.recoup("resolve")
    assert ended.code == 0
    assert "LED720" in ended.err
    assert saved + call("BBBB") in other.text()


def test_replaying_and_taking_over_changes_join_the_same_way(both: tuple[Clone, Clone]) -> None:
    one, other = both
    one.append(call("AAAA"))
    one.git("push", "-q")
    other.append(call("BBBB"))
    other.git("pull", "-q", "--rebase")
    assert other.text().endswith(call("AAAA") + call("BBBB"))
    one.append(call("CCCC"))
    other.git("fetch", "-q", str(one.root), "main")
    other.git("cherry-pick", "FETCH_HEAD")
    assert other.text().endswith(call("AAAA") + call("BBBB") + call("CCCC"))


def test_mine_stays_mine_while_changes_are_replayed(both: tuple[Clone, Clone]) -> None:
    one, other = both
    one.edit((AMOUNT, "amount: 12400.00"))
    one.git("push", "-q")
    other.edit((AMOUNT, "amount: 9150.00"))
    other.git("pull", "-q", "--rebase", fails=True)
    shown = other.recoup("resolve").out
    assert "    mine    9,150.00   Maria Ortiz\n    theirs  12,400.00  Jordan Lee\n" in shown
    ended = other.recoup("resolve", "--keep", "mine")
    assert (ended.code, ended.out.splitlines()[-1]) == (0, "Nothing is left to decide. Go on: git rebase --continue")
    other.git("-c", "core.editor=true", "rebase", "--continue")
    assert "amount: 9150.00" in other.text()


def test_half_removed_markers_are_refused_with_their_line(both: tuple[Clone, Clone]) -> None:
    clash(*both)
    other = both[1]
    text = other.text()
    other.case.write_text(text.replace("=======\n", "", 1))
    line = text[: text.index("<<<<<<<")].count("\n") + 1
    ended = other.recoup("resolve")
    assert ended.code == 3
    assert f"{FILE} line {line + 5}: half of a marker stands here" in ended.err
    other.case.write_text(text.replace("12400.00", "12401.00"))
    ended = other.recoup("resolve", "--keep", "mine")
    assert ended.code == 3
    assert f"{FILE} line {line + 5} was typed by hand" in ended.err
    assert "12401.00" in other.text()


def test_what_a_person_typed_into_the_file_stands(both: tuple[Clone, Clone]) -> None:
    clash(*both)
    other = both[1]
    start, _, rest = other.text().partition("<<<<<<< Maria Ortiz\n")
    rest = rest.partition(">>>>>>> Jordan Lee\n")[2]
    typed = start + "  amount: 10775.00\n" + rest
    other.case.write_text(typed.replace(call("AAAA"), ""))
    ended = other.recoup("resolve")
    assert ended.code == 3
    assert "lacks an entry of communications that one side had" in ended.err
    other.case.write_text(typed.replace("10775.00", "[10775"))
    assert other.recoup("resolve").code == 3
    other.case.write_text(typed.replace("reason: time_based_coding", "reason: weather"))
    assert "weather" in other.recoup("resolve").err
    other.case.write_text(typed)
    ended = other.recoup("resolve")
    assert (ended.code, ended.out.splitlines()[0]) == (0, "RC-2026-7K4QXM: joined; decided: by hand")
    assert other.text() == typed


def test_one_whole_version_in_the_folder_is_no_decision(both: tuple[Clone, Clone]) -> None:
    clash(*both)
    other = both[1]
    other.git("checkout", "-q", "--ours", FILE)
    assert other.recoup("resolve").code == 1
    assert "<<<<<<< Maria Ortiz" in other.text()
    assert other.text().endswith(call("AAAA") + call("BBBB"))


def test_two_documents_of_one_name_need_a_person_who_names_one_anew(both: tuple[Clone, Clone]) -> None:
    one, other = both
    for clone, letter in ((one, "a"), (other, "b")):
        stamp = f"{STAMP} AA{letter.upper()}0"
        entry = f"  - {{id: remit, kind: remittance, file: RC-2026-7K4QXM/{letter}.pdf, {stamp}}}\n"
        clone.edit(("jlee D4R0\n", "jlee D4R0\n" + entry))
    one.git("push", "-q")
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    shown = other.recoup("resolve", "--keep", "mine")
    assert shown.code == 1
    assert "document remit: two new entries bear this name and both stay" in shown.out.replace("\n    ", " ")
    other.case.write_text(other.text().replace("id: remit,", "id: remit-2,", 1))
    assert other.recoup("resolve").code == 0
    assert whole(other)


def test_dependent_fields_are_kept_together(both: tuple[Clone, Clone]) -> None:
    one, other = both
    one.edit(("received_on: 2026-03-06", "received_on: 2026-03-07"))
    one.git("push", "-q")
    other.edit(("envelope kept [demand p1]", "no envelope"))
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    ended = other.recoup("resolve", "--keep", "demand.received_on=2026-03-08")
    assert ended.code == 2
    assert "received_on, received_evidence belong together" in ended.err
    assert other.recoup("resolve", "--keep", "demand.received_evidence=theirs").code == 0
    assert "received_on: 2026-03-07" in other.text()
    assert "envelope kept [demand p1]" in other.text()


def test_a_case_that_one_side_removed_stays(both: tuple[Clone, Clone]) -> None:
    one, other = both
    one.git("rm", "-q", FILE)
    one.git("commit", "-q", "-m", "Removed")
    one.git("push", "-q")
    other.append(call("BBBB"))
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    ended = other.recoup("resolve")
    assert ended.code == 0
    assert "one side had taken the file out; no file of a ledger is, so it stays" in ended.err
    assert other.text().endswith(call("BBBB"))


def test_one_id_made_twice_is_joined_field_by_field(both: tuple[Clone, Clone]) -> None:
    one, other = both
    new = "cases/2026-03/RC-2026-AAAAAA.yaml"
    text = one.text().replace("RC-2026-7K4QXM", "RC-2026-AAAAAA").replace("LSH-OP-2026-0331", "LSH-9")
    for clone, title in ((one, "The first"), (other, "The second")):
        (clone.root / new).write_text(text.replace("90837 re-priced as 90834, 11 claims, 30 sessions", title))
        clone.git("add", new)
        clone.git("commit", "-q", "-m", "New")
    one.git("push", "-q")
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    assert other.recoup("resolve", "--keep", "title=A twin").code == 0
    assert "title: A twin\n" in (other.root / new).read_text()


def test_files_of_the_ledger_are_joined_and_other_files_are_left(both: tuple[Clone, Clone]) -> None:
    one, other = both
    for clone, name in ((one, "first"), (other, "second")):
        settings = clone.root / "ledger.yaml"
        person = f"  - {{id: {name}, name: {name.title()}, email: {name}@b.example}}\n"
        settings.write_text(settings.read_text().replace("\nchannels:", person + "\nchannels:", 1))
        (clone.root / "notes.txt").write_text(name)
        clone.git("add", "-A")
        clone.git("commit", "-q", "-m", "Both")
    one.git("push", "-q")
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    ended = other.recoup("resolve")
    assert ended.code == 3
    assert "still to be decided: notes.txt" in ended.err
    assert "{id: first" in (other.root / "ledger.yaml").read_text()
    (other.root / "notes.txt").write_text("both")
    other.git("add", "notes.txt")
    assert other.recoup("resolve").out == "Both versions are joined and saved.\n"


def test_words_that_mean_nothing_are_refused_and_a_look_changes_nothing(both: tuple[Clone, Clone]) -> None:
    assert both[0].recoup("resolve").out == "Nothing waits to be joined.\n"
    clash(*both)
    other = both[1]
    before = other.text()
    assert other.recoup("resolve", "--keep", "yours").code == 2
    assert other.recoup("resolve", "9999").code == 2
    shown = other.recoup("resolve", "--keep", "mine", "--dry-run")
    assert shown.code == 0
    assert "-<<<<<<< Maria Ortiz" in shown.out
    assert other.text() == before
    assert other.recoup("resolve", "--keep", "mine", "--no-commit").code == 0
    assert "<<<<<<<" not in other.text()
    assert other.git("log", "-1", "--format=%s").out == "Added by hand\n"


def test_at_a_terminal_it_asks(both: tuple[Clone, Clone], at_terminal: Callable[..., tuple[str, int]]) -> None:
    clash(*both)
    other = both[1]
    shown, code = at_terminal(other.root, "resolve", typed="\n", env=MARIA)
    assert code == 1
    assert "both changed:" in shown
    shown, code = at_terminal(other.root, "resolve", typed="theirs\n", env=MARIA)
    assert code == 0
    assert "amount: 12400.00" in other.text()


def test_setup_installs_what_git_starts(both: tuple[Clone, Clone]) -> None:
    one, _ = both
    ended = one.recoup("setup", "--private", str(one.root.parent / "private"))
    assert ended.code == 0
    assert f"{sys.executable} -P -m ledger hook merge-driver" in one.git("config", "merge.recoup.driver").out
    assert one.git("config", "merge.conflictStyle").out == "diff3\n"


def test_an_entry_put_back_passes_the_checks_and_reaches_the_shared_copy(both: tuple[Clone, Clone]) -> None:
    one, other = both
    other.recoup("setup", "--private", str(other.root.parent / "private"))
    one.edit(("Asked for the audit worksheet", "Agreed to the audit worksheet"))
    one.git("push", "-q")
    other.append(call("BBBB"))
    other.git("pull", "-q", "--no-rebase", "--no-edit", fails=True)
    ended = other.recoup("resolve")
    assert (ended.code, ended.out.splitlines()[-1]) == (0, "Both versions are joined and saved.")
    said = other.git("push").err
    assert "warning LED701" in said
    assert "this puts right again what an earlier change did" in said
    assert "Asked for the audit worksheet" in other.text()


def test_a_case_is_found_by_any_of_its_names(both: tuple[Clone, Clone]) -> None:
    one, other = both
    clash(one, other)
    for name in ("7K4Q", "LSH-OP-2026-0331"):
        assert "one place needs you" in other.recoup("resolve", name).out
    missed = other.recoup("resolve", "9ZZZ")
    assert missed.code == 2
    assert "no case called '9ZZZ' waits to be joined" in missed.err
