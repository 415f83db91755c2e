"""Tampering by real git: each is found, with the save and the entry, and stands on the auditor's page."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.commands import audit_work
from ledger.commands.sealing import seal, seal_if_due
from ledger.commands.session import Asked, Session
from ledger.store.git import Git
from ledger.store.git.seals import seals_of
from tests.commands.trail import (
    CASE,
    FIRST,
    JLEE,
    MORTIZ,
    NOW,
    OTHER,
    SECOND,
    THIRD,
    Trail,
    as_of,
    codes,
    honest,
)
from tests.store.letters.letters_of_the_sample import identities

Golden = Callable[[str, str], None]
LATER = "2026-03-13T15:00:00Z"
LAST = "2026-03-16T15:00:00Z"


@pytest.fixture
def trail(sample: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Trail:
    """Four honest saves, looked at some days later."""
    monkeypatch.setenv("RECOUP_NOW", NOW)
    return honest(sample, capsys)


def one(found: dict[str, Any], code: str) -> dict[str, Any]:
    """The one finding of a code, with nothing beside it."""
    assert codes(found) == [code], found["findings"]
    assert found["code"] == 1
    return dict(found["findings"][0])


def test_an_honest_trail_has_nothing_against_it(trail: Trail, golden: Golden) -> None:
    assert trail.audit()["code"] == 0
    golden("audit/honest.txt", trail.page())


def test_an_edited_entry(trail: Trail) -> None:
    trail.change("They will mail the worksheet.", "They refused.")
    save = trail.save(LATER)
    found = one(trail.audit(), "LED740")
    assert (found["save"], found["file"], found["by"]) == (save, CASE, "jlee@bluestem.example")
    assert "summary of a saved entry in communications went from They will mail" in found["message"]


def test_a_removed_entry_that_comes_back_is_said_to_be_mended(trail: Trail) -> None:
    trail.change(SECOND, "")
    save = trail.save(LATER)
    found = one(trail.audit(), "LED740")
    assert (found["save"], found["mended"]) == (save, None)
    assert "no longer in communications: 2026-03-12T09:05 jlee phone" in found["message"]
    trail.call(SECOND)
    mending = trail.save(LAST)
    assert one(trail.audit(), "LED740")["mended"] == mending


def test_an_entry_that_was_changed_and_put_back(trail: Trail) -> None:
    trail.change("amount: 49.42", "amount: 4.42")
    changed = trail.save("2026-03-12T16:00:00Z", MORTIZ)
    trail.change("amount: 4.42", "amount: 9.42")
    again = trail.save("2026-03-12T17:00:00Z", MORTIZ)
    trail.call(THIRD)
    trail.save(LATER, MORTIZ)
    assert [one["mended"] for one in trail.audit()["findings"]] == [None, None]
    trail.change("amount: 9.42", "amount: 49.42")
    back = trail.save(LAST)
    found = trail.audit()["findings"]
    assert [(one["code"], one["save"], one["mended"]) for one in found] == [
        ("LED740", changed, back),
        ("LED740", again, back),
    ]
    said = " ".join(trail.page_as_it_is().split())
    assert f"changed in {again[:10]}, put back in {back[:10]} 2026-03-16 15:00 jlee@bluestem.example" in said


def test_an_entry_put_back_by_git_revert(trail: Trail) -> None:
    trail.change("They will mail the worksheet.", "They refused.")
    changed = trail.save(LATER)
    trail.git("revert", "--no-edit", changed, **as_of(LAST))
    found = one(trail.audit(), "LED740")
    assert (found["save"], found["mended"]) == (changed, trail.git("rev-parse", "HEAD"))


def test_what_an_entry_had_gained_is_not_put_back_by_losing_it(trail: Trail) -> None:
    trail.change("7TQX\n", "7TQX\n  - {dated_on: 2026-03-11, kind: offset, amount: 5.00}\n")
    trail.save("2026-03-12T16:00:00Z")
    stamp = ", recorded: 2026-03-12T16:00:00Z jlee 0G5S}"
    trail.change("amount: 5.00}", "amount: 5.00" + stamp)
    trail.save("2026-03-12T16:00:02Z")
    trail.change(stamp, "}")
    lost = trail.save(LATER)
    assert one(trail.audit(), "LED740")["save"] == lost


def test_a_list_in_another_order(trail: Trail) -> None:
    trail.change(FIRST + SECOND, SECOND + FIRST)
    save = trail.save(LATER)
    found = one(trail.audit(), "LED740")
    assert (found["save"], found["severity"], found["mended"]) == (save, "warning", None)
    assert found["message"].startswith("the saved entries of communications stand in another order")


def test_an_edit_hidden_in_a_joining(trail: Trail) -> None:
    trail.git("checkout", "-q", "-b", "side")
    trail.change("title: ", "title: On ", OTHER)
    trail.save(LATER)
    trail.git("checkout", "-q", "main")
    trail.call(THIRD)
    trail.save("2026-03-13T15:10:00Z", MORTIZ)
    trail.git("merge", "-q", "--no-ff", "--no-commit", "side")
    trail.change("amount: 49.42", "amount: 4.42")
    save = trail.save(LAST, JLEE, "Joined")
    found = [one for one in trail.audit()["findings"] if one["code"] == "LED740"]
    assert {one["save"] for one in found} == {save}
    assert len(found) == 2  # against each side
    assert "amount of a saved entry in money went from 49.42 to 4.42" in found[0]["message"]
    assert "where two lines of work were joined" in found[0]["message"]


def test_one_side_thrown_away_by_a_joining(trail: Trail) -> None:
    trail.git("checkout", "-q", "-b", "side")
    trail.call(THIRD)
    theirs = trail.save(LATER, MORTIZ)
    trail.git("checkout", "-q", "main")
    trail.change("title: ", "title: On ", OTHER)
    trail.save("2026-03-13T15:10:00Z")
    trail.git("merge", "-q", "-s", "ours", "-m", "Joined", "side", **as_of(LAST))
    save = trail.git("rev-parse", "HEAD")
    found = trail.audit()
    assert sorted(codes(found)) == ["LED740", "LED741"]
    assert {one["save"] for one in found["findings"]} == {save}
    assert theirs[:10] in next(one["message"] for one in found["findings"] if one["code"] == "LED741")


def test_a_side_whose_fields_alone_were_thrown_away(trail: Trail) -> None:
    trail.git("checkout", "-q", "-b", "side")
    trail.change("  stated: Session length not supported by the record.", "  stated: Something else.")
    trail.save(LATER, MORTIZ)
    trail.git("checkout", "-q", "main")
    trail.change("title: ", "title: On ", OTHER)
    trail.save("2026-03-13T15:10:00Z")
    trail.git("merge", "-q", "-s", "ours", "-m", "Joined", "side", **as_of(LAST))
    found = one(trail.audit(), "LED741")
    assert (found["file"], found["message"].rpartition(": ")[2]) == (CASE, "demand stated")


def test_an_honest_joining_has_nothing_against_it(trail: Trail) -> None:
    trail.git("checkout", "-q", "-b", "side")
    trail.call(THIRD)
    trail.save(LATER, MORTIZ)
    trail.git("checkout", "-q", "main")
    trail.change("title: ", "title: On ", OTHER)
    trail.save("2026-03-13T15:10:00Z")
    trail.git("merge", "-q", "--no-ff", "-m", "Joined", "side", **as_of(LAST))
    found = trail.audit()
    assert (found["findings"], found["joined"]) == ([], 1)


def test_a_case_that_was_removed_and_one_that_was_renamed(trail: Trail) -> None:
    trail.git("rm", "-q", OTHER)
    removed = trail.save(LATER)
    (trail.root / "cases/2026-04").mkdir()
    trail.git("mv", CASE, "cases/2026-04/RC-2026-7K4QXM.yaml")
    renamed = trail.save(LAST)
    found = [one for one in trail.audit()["findings"] if one["code"] == "LED742"]
    assert [(one["save"], one["file"]) for one in found] == [(removed, OTHER), (renamed, CASE)]


def test_a_save_made_again_after_a_seal(trail: Trail, recoup: Callable[..., Any]) -> None:
    kept = recoup(trail.root, "seal").out
    sealed = trail.git("rev-parse", "HEAD")
    trail.git("commit", "-q", "--amend", "-m", "Another", **as_of("2026-03-12T14:06:41Z"))
    found = one(trail.audit(), "LED743")
    assert found["message"] == f"seal/2026-03-20 stands on {sealed[:10]}, which is no longer part of the history"
    file = trail.root.parent / "kept.txt"
    file.write_text(f"From the mail of Friday:\n{kept}", encoding="utf-8")
    checked = recoup(trail.root, "seal", "--check", str(file))
    assert checked.code == 1
    assert "no longer part of the history" in checked.out


_BY_HAND = """
git ls-tree -r --name-only seal/2026-03-20 | LC_ALL=C sort | while IFS= read -r path; do
  printf '%s  %s\\n' "$(git cat-file blob "seal/2026-03-20:$path" | sha256sum | cut -d' ' -f1)" "$path"
done | sha256sum
"""


def test_a_seal_is_checked_with_plain_git(trail: Trail, recoup: Callable[..., Any]) -> None:
    name, tag, save, digest = recoup(trail.root, "seal").out.splitlines()[0].split(" ")
    assert trail.git("rev-parse", name) == tag
    assert trail.git("rev-parse", f"{name}^{{commit}}") == save
    done = subprocess.run(["sh", "-c", _BY_HAND], cwd=trail.root, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == digest


def test_a_kept_seal_comes_out_again(trail: Trail, recoup: Callable[..., Any]) -> None:
    recoup(trail.root, "seal")
    recoup(trail.root, "seal")
    kept = trail.root.parent / "kept.txt"
    kept.write_text(recoup(trail.root, "seal", "--list").out, encoding="utf-8")
    trail.call(THIRD)
    trail.save(LATER, MORTIZ)
    checked = recoup(trail.root, "seal", "--check", str(kept))
    assert (checked.code, checked.out.count("as it was kept")) == (0, 2)
    assert recoup(trail.root, "seal", "--check", str(trail.root / CASE)).code == 2
    data = json.loads(recoup(trail.root, "seal", "--list", "--format", "json").out)
    assert [one["name"] for one in data["seals"]] == ["seal/2026-03-20", "seal/2026-03-20-2"]
    assert "previous: seal/2026-03-20 " in data["seals"][1]["text"]


def test_a_reason_in_a_seal_alone_excuses_nothing(trail: Trail, recoup: Callable[..., Any]) -> None:
    recoup(trail.root, "seal")
    assert trail.audit()["code"] == 0
    old = seals_of(Git(trail.root))
    trail.git("commit", "-q", "--amend", "-m", "Removed by order", **as_of("2026-03-12T14:06:41Z"))
    assert codes(trail.audit()) == ["LED743", "LED743"]
    asked = Asked()
    asked.set("ledger", str(trail.root))
    made = seal(Session(asked), old, "order of the court, 2026-03-19, case 26-114")
    assert made.field("reason").startswith("order of the court")
    assert set(codes(trail.audit())) == {"LED743"}


def test_the_end_of_a_case_is_sealed(trail: Trail, recoup: Callable[..., Any]) -> None:
    ran = recoup(trail.root, "close", "7K4Q", "withdrawn")
    assert "Sealed: seal/2026-03-20." in ran.out
    assert trail.git("rev-parse", "seal/2026-03-20^{commit}") == trail.git("rev-parse", "HEAD")
    before = trail.git("tag", "--list")
    recoup(trail.root, "close", "3FD9", "withdrawn", "--no-commit")
    assert trail.git("tag", "--list") == before


def test_a_seal_is_due_once_a_month_and_stops_nothing(trail: Trail, capsys: pytest.CaptureFixture[str]) -> None:
    asked = Asked()
    asked.set("ledger", str(trail.root))
    assert seal_if_due(Session(asked)) is not None
    assert seal_if_due(Session(asked)) is None
    trail.git("tag", "-d", "seal/2026-03-20")
    (trail.root / ".git/refs/tags/seal").write_text(trail.git("rev-parse", "HEAD") + "\n", encoding="utf-8")
    capsys.readouterr()
    assert seal_if_due(Session(asked)) is None
    assert "No seal was made: " in capsys.readouterr().err


def test_a_seal_is_signed_where_there_is_a_key(trail: Trail, tmp_path: Path, recoup: Callable[..., Any]) -> None:
    key, _ = _key(tmp_path, "lee")
    trail.git("config", "gpg.format", "ssh")
    trail.git("config", "user.signingkey", str(key))
    assert "signed with your key" in recoup(trail.root, "seal").out
    assert trail.audit()["seals"][0]["signed"] is True
    trail.git("config", "user.signingkey", str(tmp_path / "gone"))
    assert "not signed" in recoup(trail.root, "seal").out


def test_a_history_rewritten_since_the_last_audit(trail: Trail) -> None:
    tip = trail.git("rev-parse", "HEAD")
    assert trail.audit()["code"] == 0
    trail.git("reset", "-q", "--hard", "HEAD~1")
    for _ in range(2):  # the first to find it does not forget it
        found = one(trail.audit(), "LED743")
        assert found["message"] == f"the audit before ended at {tip[:10]}, which is no longer part of the history"


def test_a_seal_that_is_gone_or_moved(trail: Trail, recoup: Callable[..., Any]) -> None:
    recoup(trail.root, "seal")
    recoup(trail.root, "seal")
    assert trail.audit()["code"] == 0
    trail.git("tag", "-d", "seal/2026-03-20")
    trail.git("tag", "-f", "-a", "-m", "x", "seal/2026-03-20-2", "HEAD~1")
    found = trail.audit()
    assert sorted(one["message"] for one in found["findings"]) == [
        "seal/2026-03-20 is gone",
        "seal/2026-03-20-2 is another one than the one that was kept",
    ]


def test_a_swapped_document(trail: Trail) -> None:
    private = trail.root.parent / "ledger-private"
    (private / "RC-2026-7K4QXM").mkdir(parents=True)
    (private / "RC-2026-7K4QXM/demand.pdf").write_bytes(b"another letter")
    found = one(trail.audit(), "LED602")
    assert (found["file"], found["message"]) == (CASE, "demand of RC-2026-7K4QXM is not the paper that was recorded")


def test_replaced_saves_and_grafts_are_named_and_looked_past(trail: Trail) -> None:
    trail.change(SECOND, "")
    trail.save(LATER)
    trail.git("replace", "HEAD", "HEAD~1")
    (trail.root / ".git/info/grafts").write_text(trail.git("rev-parse", "HEAD~1") + "\n", encoding="utf-8")
    found = trail.audit()
    assert codes(found) == ["LED744", "LED744", "LED740"]
    assert found["saves"] == 5


def test_a_copy_that_was_cut_short_proves_nothing(trail: Trail, capsys: pytest.CaptureFixture[str]) -> None:
    short = trail.root.parent / "short"
    trail.git("clone", "-q", "--depth", "2", f"file://{trail.root}", str(short))
    found = Trail(short, capsys).audit()
    assert found == {"code": 3}


def test_a_false_clock(trail: Trail) -> None:
    trail.change("title: ", "title: On ", OTHER)
    early = trail.save("2026-02-01T10:00:00Z")
    trail.change("title: On ", "title: ", OTHER)
    ahead = trail.save("2026-04-01T10:00:00Z", JLEE, "", author_at="2026-03-14T10:00:00Z")
    found = trail.audit()
    assert codes(found) == ["LED746"] * 3
    assert [one["save"] for one in found["findings"]] == [early, ahead, ahead]
    assert "bears 2026-02-01 10:00 +0000, and one it stands on bears 2026-03-12" in found["findings"][0]["message"]
    assert "has not come" in found["findings"][1]["message"]
    assert "written 2026-03-14" in found["findings"][2]["message"]


def test_a_clock_in_another_zone_is_listed(trail: Trail) -> None:
    trail.change("title: ", "title: On ", OTHER)
    trail.save("2026-03-13T15:00:00+0900")
    found = trail.audit()
    assert found["findings"] == []
    assert [(one["before"], one["after"]) for one in found["zones"]] == [("+0000", "+0900")]


def test_a_back_dated_stamp_and_one_ahead_of_its_save(trail: Trail) -> None:
    trail.call(THIRD.replace("03-13T14:06:40Z mortiz", "03-09T14:06:40Z jlee"))
    back = trail.save(LATER)
    trail.call(THIRD.replace("03-13T14:06:40Z mortiz 0G5R", "03-19T14:06:40Z jlee 0G5S"))
    ahead = trail.save(LAST)
    found = trail.audit()
    assert [(one["code"], one["save"]) for one in found["findings"]] == [("LED747", back), ("LED747", ahead)]
    assert (
        "communications 2026-03-13T09:05 email 0G5R is stamped 2026-03-09 14:06Z, before"
        in found["findings"][0]["message"]
    )


def test_an_entry_after_departure(trail: Trail) -> None:
    trail.change("from: 2022-08-15}", "from: 2022-08-15, through: 2026-03-11}", "ledger.yaml")
    trail.save("2026-03-12T15:00:00Z", JLEE, "Mara left")
    trail.call(THIRD)
    save = trail.save(LATER, MORTIZ)
    found = trail.audit()
    assert [(one["code"], one["save"]) for one in found["findings"]] == [("LED748", save)] * 2
    assert found["findings"][1]["message"] == (
        "communications 2026-03-13T09:05 email 0G5R, 2026-03-13: mortiz was with the team through 2026-03-11"
    )
    assert any("mortiz is with the team through 2026-03-11" in one["message"] for one in found["remarks"])


def test_a_last_day_that_was_moved_and_somebody_taken_out(trail: Trail) -> None:
    trail.change("from: 2022-08-15}", "from: 2022-08-15, through: 2026-03-11}", "ledger.yaml")
    trail.save("2026-03-12T15:00:00Z")
    trail.change("through: 2026-03-11}", "through: 2026-12-31}", "ledger.yaml")
    trail.save(LATER)
    text = trail.text("ledger.yaml")
    trail.write("".join(line for line in text.splitlines(keepends=True) if "id: amoreno" not in line), "ledger.yaml")
    trail.save(LAST)
    found = trail.audit()
    assert [one["message"] for one in found["findings"]] == [
        "the last day of mortiz went from 2026-03-11 to 2026-12-31",
        "amoreno is no longer in people:",
    ]


def test_sign_ins_that_are_shared_or_unknown(trail: Trail) -> None:
    trail.change("title: ", "title: On ", OTHER)
    shared = trail.save(LATER, ("Mara Ortiz", "jlee@bluestem.example"))
    trail.change("title: On ", "title: ", OTHER)
    unknown = trail.save(LAST, ("Front", "front@elsewhere.example"))
    found = trail.audit()
    assert [(one["code"], one["save"]) for one in found["findings"]] == [("LED749", shared), ("LED750", unknown)]


def test_a_moved_receipt_day(trail: Trail) -> None:
    trail.change("  received_on: 2026-03-06 ", "  received_on: 2026-03-09 ")
    save = trail.save(LATER)
    found = trail.audit()
    assert one(found, "LED758")["save"] == save
    assert found["findings"][0]["message"].startswith("the day of receipt went from 2026-03-06 to 2026-03-09")


def test_a_receipt_day_moved_in_a_joining(trail: Trail) -> None:
    trail.git("checkout", "-q", "-b", "side")
    trail.call(THIRD)
    trail.save(LATER, MORTIZ)
    trail.git("checkout", "-q", "main")
    trail.change("  amount: 1482.60", "  amount: 1482.00")
    trail.save("2026-03-13T15:10:00Z")
    trail.git("merge", "-q", "--no-ff", "--no-commit", "side")
    trail.change("  received_on: 2026-03-06 ", "  received_on: 2026-03-09 ")
    save = trail.save(LAST, JLEE, "Joined")
    assert {(one["code"], one["save"]) for one in trail.audit()["findings"]} == {("LED758", save), ("LED759", save)}


def test_a_day_moved_later_without_a_document(trail: Trail) -> None:
    trail.change("  answer_by: 2026-04-01", "  answer_by: 2026-04-20")
    trail.change('  answer_by_source: "[demand p2]"\n', "")
    save = trail.save(LATER, MORTIZ)
    found = trail.audit()
    assert "LED402" in codes(found)
    moved = found["moved"]
    assert {(one["save"], one["by"], one["case"], one["told"]) for one in moved} == {
        (save, "mortiz", "RC-2026-7K4QXM", False)
    }
    assert [(one["deadline"], one["before"], one["after"]) for one in moved] == [
        ("first_stop", "2026-04-01", "2026-04-16"),  # nine claims under the law of Texas
        ("first_stop", "2026-04-01", "2026-04-20"),  # two whose law is not known
    ]


def test_a_move_that_the_save_tells_and_one_that_it_invents(trail: Trail) -> None:
    trail.change("  answer_by: 2026-04-01", "  answer_by: 2026-03-30")
    said = "Case: RC-2026-7K4QXM\nRecoup: 1.0.0\nMoved: first_stop 2026-04-01 -> 2026-03-30 [demand]\n"
    trail.save(LATER, JLEE, f"RC-2026-7K4QXM: answer by\n\n{said}Moved: rebuttal 2026-04-01 -> 2026-05-01")
    found = trail.audit()
    assert codes(found) == ["LED754"]
    told = [one for one in found["moved"] if one["told"]]
    assert [(one["deadline"], one["because"]) for one in told] == [("first_stop", "demand")]


def test_rules_that_moved_a_date(trail: Trail) -> None:
    trail.change("counted_from: received", "counted_from: dated", "rules/texas.yaml")
    save = trail.save(LATER)
    moved = trail.audit()["moved"]
    assert moved
    assert {one["save"] for one in moved} == {save}
    assert any(one["because"] == "rules/texas" for one in moved)


def test_a_skipped_hook(trail: Trail) -> None:
    trail.change("  reason: time_based_coding", "  reason: time_based_coding\n  mood: bad")
    save = trail.save(LATER)
    found = one(trail.audit(), "LED753")
    assert (found["save"], found["file"]) == (save, CASE)
    assert "LED201 unknown-key" in found["message"]


def test_an_entry_in_no_form_that_the_checks_know(trail: Trail) -> None:
    trail.call(THIRD.replace("channel: email", "channel: pigeon").replace("mortiz", "jlee"))
    trail.save(LATER)
    assert "LED205" in one(trail.audit(), "LED753")["message"]


def test_a_version_that_cannot_be_read_hides_nothing(trail: Trail) -> None:
    before = trail.text()
    trail.write("{{{ broken")
    broken = trail.save(LATER)
    trail.write(before.replace(SECOND, ""))
    emptied = trail.save(LAST)
    found = trail.audit()
    assert [(one["code"], one["save"]) for one in found["findings"]] == [("LED753", broken), ("LED740", emptied)]


def test_a_text_in_quotes_that_swallows_the_entries_hides_nothing(trail: Trail) -> None:
    swallowed = trail.text().replace("title: 90837", "title: '90837").rstrip("\n").replace("'", "''")
    trail.write(f"{swallowed}'\n".replace("title: ''", "title: '", 1))
    save = trail.save(LATER)
    found = trail.audit()["findings"]
    assert found
    assert {one["save"] for one in found} == {save}


def test_what_is_no_plain_file(trail: Trail) -> None:
    (trail.root / "cases/2026-03/notes.txt").write_text("x", encoding="utf-8")
    (trail.root / "link.yaml").symlink_to("ledger.yaml")
    save = trail.save(LATER)
    found = trail.audit()
    assert [(one["code"], one["save"]) for one in found["findings"]] == [("LED753", save)] * 2


def test_late_and_for_another_are_remarks(trail: Trail) -> None:
    trail.call(THIRD.replace("by: mortiz", "by: amoreno").replace("2026-03-13T09:05", "2026-03-02T09:05"))
    trail.save("2026-03-18T15:00:00Z")
    found = trail.audit()
    assert found["code"] == 0
    assert [one["message"].partition(": ")[2] for one in found["remarks"]] == [
        "recorded 11 days after it happened",
        "saved 5 days after it was recorded",
        "amoreno acted, mortiz typed",
        "mortiz typed, jlee saved",
    ]


def test_a_remark_is_made_once_of_the_save_that_brought_the_entry(trail: Trail) -> None:
    trail.git("checkout", "-q", "-b", "side")
    trail.call(THIRD.replace("2026-03-13T09:05", "2026-03-02T09:05"))
    side = trail.save(LATER, MORTIZ)
    trail.git("checkout", "-q", "main")
    trail.change("title: ", "title: On ", OTHER)
    trail.save("2026-03-13T15:10:00Z")
    trail.git("merge", "-q", "--no-ff", "--no-commit", "side")
    trail.call(THIRD.replace("2026-03-13T09:05", "2026-03-03T09:05").replace("0G5R", "0G5S").replace("mortiz", "jlee"))
    joined = trail.save(LATER, JLEE, "Joined")
    assert [(one["save"], one["message"].rpartition(": ")[2]) for one in trail.audit()["remarks"]] == [
        (side, "recorded 11 days after it happened"),
        (joined, "recorded 10 days after it happened"),
    ]


def test_one_case_alone(trail: Trail) -> None:
    trail.change(SECOND, "")
    trail.save(LATER)
    assert codes(trail.audit("--case", "3FD9")) == []
    found = trail.audit("--case", "7K4Q")
    assert (codes(found), found["case"], found["cases"]) == (["LED740"], "RC-2026-7K4QXM", 1)


def test_a_long_history_is_judged_in_two_halves_alike(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    trail.change(SECOND, "")
    trail.change("  answer_by: 2026-04-01", "  answer_by: 2026-03-30")
    trail.git("rm", "-q", OTHER)
    trail.save(LATER)
    whole = trail.audit()
    (trail.root / ".git/recoup/audited").unlink()
    monkeypatch.setattr(audit_work, "_WORTH_HALVING", 0)
    assert trail.audit() == whole
    assert sorted(codes(whole)) == ["LED740", "LED742"]
    assert [one["deadline"] for one in whole["moved"]] == ["first_stop"]


def test_against_another_copy(trail: Trail) -> None:
    other = trail.root.parent / "other"
    trail.git("clone", "-q", str(trail.root), str(other))
    bundle = trail.root.parent / "kept.bundle"
    trail.git("bundle", "create", "-q", str(bundle), "main")
    assert trail.audit("--against", str(other))["code"] == 0
    trail.git("commit", "-q", "--amend", "-m", "Another", **as_of("2026-03-12T14:06:45Z"))
    (trail.root / ".git/recoup/audited").unlink()
    for place in (other, bundle):
        found = one(trail.audit("--against", str(place)), "LED755")
        assert "has 1 saves that are not here, and here are 1 that it does not have" in found["message"]


def test_against_a_copy_that_went_on_and_its_seals(
    trail: Trail, recoup: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    recoup(trail.root, "seal")
    other = Trail(trail.root.parent / "other", capsys)
    trail.git("clone", "-q", str(trail.root), str(other.root))
    other.call(THIRD)
    went_on = other.save(LATER, MORTIZ)
    found = trail.audit("--against", str(other.root))
    assert (found["code"], found["findings"]) == (0, [])
    assert found["compared"] == [
        f"main of the other copy ({went_on[:10]}) has 1 saves that are not here; everything here is part of it."
    ]
    assert other.audit("--against", str(trail.root))["compared"][0].endswith("is part of this one.")
    other.git("tag", "-f", "-a", "-m", "x", "seal/2026-03-20", "HEAD~1")
    found = one(trail.audit("--against", str(other.root)), "LED752")
    assert found["message"].startswith("seal/2026-03-20 is another one in the other copy (")


def test_the_page_of_a_trail_that_was_tampered_with(trail: Trail, golden: Golden, tmp_path: Path) -> None:
    trail.change("amount: 49.42", "amount: 4.42")
    trail.save("2026-03-12T16:00:00Z", MORTIZ, "Tidied")
    trail.call(THIRD.replace("03-13T14:06:40Z mortiz", "03-09T14:06:40Z jlee"))
    trail.save(LATER, ("Front", "front@elsewhere.example"), "A call")
    trail.change("  answer_by: 2026-04-01", "  answer_by: 2026-04-20")
    trail.change('  answer_by_source: "[demand p2]"\n', "")
    trail.save("2026-03-14T15:00:00Z", JLEE, "More time")
    trail.git("rm", "-q", OTHER)
    trail.save(LAST, JLEE, "Gone")
    golden("audit/tampered.txt", trail.page())
    page = tmp_path / "page.pdf"
    trail.page("--pdf", str(page))
    assert page.read_bytes().startswith(b"%PDF-")


@pytest.fixture
def letters(trail: Trail) -> Path:
    """The private folder, with names for all keys of the sample."""
    folder = trail.root.parent / "ledger-private"
    folder.mkdir(mode=0o700)
    lines = ["format: 1", "practice: {tin: 00-0001234}", "patients:"]
    for patient in identities().patients:
        members = ", ".join(f"{{payer: {member.payer}, id: {member.id}}}" for member in patient.members)
        lines.append(f"  {patient.key}: {{name: {patient.name}, mbi: {patient.mbi}, members: [{members}]}}")
    (folder / "identities.yaml").write_text("\n".join(lines) + "\n")
    return folder


def test_letters_are_made_again_as_they_were(trail: Trail, letters: Path, recoup: Callable[..., Any]) -> None:
    wishes = ("--state-receipt", "--reply-by", "4/30/2026", "--method", "fax")
    assert recoup(trail.root, "letter", "8G7V", "contest", *wishes).code == 0
    found = trail.audit("--case", "8G7V")
    assert [(one["document"], one["same"]) for one in found["letters"]] == [("contest", True)]
    [markdown] = (letters / "RC-2026-8G7VFB").glob("*.md")
    markdown.write_text(markdown.read_text().replace("Sincerely", "Yours"))
    assert "LED745" in codes(trail.audit())
    markdown.unlink()
    assert trail.audit("--case", "8G7V")["letters"][0]["why"] == "its Markdown is not on this computer"


def _key(folder: Path, name: str) -> tuple[Path, str]:
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True)
    return path, path.with_suffix(".pub").read_text(encoding="utf-8").strip()


def test_forged_authors_where_signatures_are_demanded(trail: Trail, tmp_path: Path) -> None:
    lee, lee_public = _key(tmp_path, "lee")
    strange, _ = _key(tmp_path, "strange")
    keys = tmp_path / "allowed_signers"
    keys.write_text(f"jlee@bluestem.example {lee_public}\n", encoding="utf-8")
    signed = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={lee}")

    def save(title: str, at: str, who: tuple[str, str], *settings: str, sign: bool = True) -> str:
        text = trail.text(OTHER)
        trail.write(text.replace(text[text.index("title: ") :].partition("\n")[0], f"title: {title}", 1), OTHER)
        trail.git("add", "-A")
        words = ("commit", "-q", "--no-verify", "-m", "x", *(("-S",) if sign else ()))
        trail.git(*settings, *words, **as_of(at, who))
        return trail.git("rev-parse", "HEAD")

    trail.write(trail.text("ledger.yaml") + "\nsigning:\n  required: true\n", "ledger.yaml")
    save("one", "2026-03-13T10:00:00Z", JLEE, *signed)
    assert trail.audit("--allowed-signers", str(keys))["code"] == 0
    unsigned = save("two", "2026-03-13T11:00:00Z", JLEE, sign=False)
    forged = save("three", "2026-03-13T12:00:00Z", MORTIZ, *signed)
    foreign = save("four", "2026-03-13T13:00:00Z", JLEE, "-c", "gpg.format=ssh", "-c", f"user.signingkey={strange}")
    trail.write(trail.text("ledger.yaml").replace("required: true", "required: false"), "ledger.yaml")
    lifted = save("five", "2026-03-13T14:00:00Z", JLEE, sign=False)
    found = trail.audit("--allowed-signers", str(keys))
    assert [(one["code"], one["save"]) for one in found["findings"]] == [
        ("LED751", unsigned),
        ("LED751", forged),
        ("LED751", foreign),
        ("LED751", lifted),
    ]
    assert "names mortiz@bluestem.example and is signed by jlee@" in found["findings"][1]["message"]
    assert found["signatures"]["demanded"] == 5
    assert found["signatures"]["good"] == 1
    assert trail.audit("--allowed-signers", str(keys))["findings"] == found["findings"]  # from what was kept
    assert codes(trail.audit()) == ["LED751"]  # no list of keys is here
