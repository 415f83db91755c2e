"""Several people, several clocks, a shared copy: who did what when stays apart and is named."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

Recoup = Callable[..., Any]
Git = Any
Golden = Callable[[str, str], None]

CASE = "cases/2026-03/RC-2026-7K4QXM.yaml"
JLEE = ("Jordan Lee", "jlee@bluestem.example")
MORTIZ = ("Mara Ortiz", "mortiz@bluestem.example")


class Desk:
    """One copy of the ledger, in which anybody can save at any time."""

    def __init__(self, root: Path, git: Git, recoup: Recoup) -> None:
        self.root, self.git, self.recoup = root, git, recoup

    def save(
        self, old: str, new: str, at: str, by: tuple[str, str] = JLEE, kept_by: tuple[str, str] | None = None
    ) -> None:
        """Change the case by hand and save it with plain git."""
        file = self.root / CASE
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        self.commit(at, by, kept_by)

    def commit(self, at: str, by: tuple[str, str] = JLEE, kept_by: tuple[str, str] | None = None) -> None:
        """Save whatever was changed, as somebody, at an instant."""
        keeper = kept_by or by
        self.git.env = {
            "GIT_AUTHOR_NAME": by[0],
            "GIT_AUTHOR_EMAIL": by[1],
            "GIT_COMMITTER_NAME": keeper[0],
            "GIT_COMMITTER_EMAIL": keeper[1],
            "GIT_AUTHOR_DATE": at,
            "GIT_COMMITTER_DATE": at,
        }
        self.git(self.root, "commit", "-qam", "by hand")

    def entry(self, lines: str, at: str, by: tuple[str, str] = JLEE) -> None:
        """Add an entry at the end of the file, which is the end of its communications."""
        file = self.root / CASE
        file.write_text(file.read_text(encoding="utf-8") + lines, encoding="utf-8", newline="\n")
        self.commit(at, by)

    def at_time(self, at: str, *words: str) -> str:
        """One call of git at an instant, which is what git then notes of the shared copy."""
        self.git.env = {"GIT_COMMITTER_DATE": at}
        out: str = self.git(self.root, *words)
        return out

    def told(self, *words: str) -> list[dict[str, Any]]:
        """The events of history for programs."""
        ran = self.recoup(self.root, "history", *words, "--format", "json")
        assert ran.code == 0, ran.err
        events: list[dict[str, Any]] = json.loads(ran.out)["events"]
        return events


@pytest.fixture
def desk(sample: Path, git_as: Git, recoup: Recoup) -> Desk:
    """The sample ledger."""
    return Desk(sample, git_as, recoup)


CALL = """\
  - at: 2026-03-10T09:00
    by: {by}
    channel: phone
    summary: Asked again.
{more}    recorded: {at} {typed} {tag}
"""


def entry(at: str, tag: str, by: str = "jlee", typed: str = "jlee", more: str = "") -> str:
    return CALL.format(at=at, tag=tag, by=by, typed=typed, more=more)


def whole_story(desk: Desk) -> None:
    desk.entry(entry("2026-03-10T15:00:00Z", "AAAA"), "2026-03-10T15:00:10Z")
    desk.entry(
        entry("2026-03-16T15:00:00Z", "BBBB", typed="mortiz", more="    corrects: AAAA\n").replace(
            "again", "once more"
        ),
        "2026-03-16T15:00:09Z",
        MORTIZ,
    )
    desk.entry(entry("2026-03-12T15:00:00Z", "CCCC"), "2026-03-17T15:00:00Z")
    desk.entry(entry("2026-03-17T16:00:00Z", "DDDD", more="    retracts: CCCC\n"), "2026-03-17T16:00:02Z")
    desk.save("  amount: 1482.60", "  amount: 1170.50", "2026-03-18T15:00:00Z", MORTIZ, JLEE)
    desk.save("  amount: 1170.50", "  amount: 1170.05", "2026-03-18T12:00:00Z", ("Mara Ortiz", "m@elsewhere.example"))


def test_the_whole_story(desk: Desk, golden: Golden) -> None:
    whole_story(desk)
    ran = desk.recoup(desk.root, "history", "7K4Q")
    assert ran.code == 0, ran.err
    assert ran.out.isascii()
    assert max(map(len, ran.out.splitlines())) <= 80
    golden("history/team.txt", ran.out)
    golden("history/team.md", desk.recoup(desk.root, "history", "7K4Q", "--format", "markdown").out)


def test_labels_for_programs(desk: Desk) -> None:
    whole_story(desk)
    labels = [event["labels"] for event in desk.told("7K4Q", "--since", "2026-03-10")]
    assert labels == [
        ["corrected"],
        ["correction", "late", "proxy"],
        ["back_dated", "retracted"],
        ["retraction", "late"],
        ["proxy"],
        ["clock", "outside"],
    ]


def test_filters_hold_together_and_across_all_cases(desk: Desk) -> None:
    whole_story(desk)
    assert [one["new"] for one in desk.told("--field", "demand.amount", "--by", "mortiz")] == ["1,170.50"]
    assert [one["new"] for one in desk.told("--field", "demand.amount", "--since", "3/18/2026")] == [
        "1,170.05",
        "1,170.50",
    ]
    assert desk.told("--field", "demand.amount", "--since", "3/18/2026", "--by", "amoreno") == []
    both = [one["field"] for one in desk.told("7K4Q", "--field", "communications/AAAA")]
    assert both == ["communications.AAAA", "communications.BBBB"]


def test_a_table_has_a_row_for_each_event(desk: Desk) -> None:
    whole_story(desk)
    ran = desk.recoup(desk.root, "history", "--since", "2026-03-10", "--format", "csv")
    rows = list(csv.DictReader(StringIO(ran.out)))
    assert len(rows) == 6
    assert rows[0]["marks"].startswith(
        "the clock stood 3 hours before the save it follows; saved 2026-03-18: Mara Ortiz <m@"
    )
    assert (rows[1]["saved_by"], rows[1]["kept_by"], rows[1]["saved_at"]) == ("mortiz", "jlee", "2026-03-18T15:00:00Z")


def test_who_changed_their_name_keeps_what_they_did(desk: Desk) -> None:
    file = desk.root / "ledger.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("id: jlee, name: Jordan Lee", "id: jreyes, name: Jordan Reyes", 1)
    file.write_text(text, encoding="utf-8")
    desk.commit("2026-03-11T15:00:00Z")
    text = text.replace("jlee@bluestem.example", "jreyes@bluestem.example", 1)
    file.write_text(text, encoding="utf-8")
    desk.commit("2026-03-12T15:00:00Z")
    desk.save(
        "  amount: 1482.60", "  amount: 1170.50", "2026-03-13T15:00:00Z", ("Jordan Reyes", "jreyes@bluestem.example")
    )
    told = desk.told("7K4Q", "--by", "Jordan Reyes")
    assert [one["saved_by"] for one in told] == ["jreyes", "jreyes", "jreyes", "jreyes"]
    assert {label for one in told for label in one["labels"]} <= {"ahead"}
    assert told == desk.told("7K4Q", "--by", "jlee")


def test_when_it_was_shared_is_a_time_of_its_own(desk: Desk, tmp_path: Path, git: Git) -> None:
    shared = tmp_path / "shared.git"
    git(tmp_path, "clone", "-q", "--bare", str(desk.root), str(shared))
    desk.at_time("2026-03-09T18:00:00Z", "remote", "add", "origin", str(shared))
    desk.at_time("2026-03-09T18:00:00Z", "fetch", "-q", "origin")
    desk.at_time("2026-03-09T18:00:00Z", "branch", "-q", "--set-upstream-to=origin/main")
    desk.save("  amount: 1482.60", "  amount: 1170.50", "2026-03-10T15:00:00Z")
    desk.at_time("2026-03-12T15:00:00Z", "push", "-q", "origin", "main")
    desk.save("  amount: 1170.50", "  amount: 1170.05", "2026-03-13T15:00:00Z")
    told = desk.told("7K4Q", "--field", "demand.amount")
    assert [(one["saved_at"], one["shared"], one["shared_at"]) for one in told] == [
        ("2026-03-09T15:00:00Z", "shared", "2026-03-09T18:00:00Z"),
        ("2026-03-10T15:00:00Z", "shared", "2026-03-12T15:00:00Z"),
        ("2026-03-13T15:00:00Z", "not shared yet", None),
    ]
    heads = [line for line in desk.recoup(desk.root, "history", "7K4Q").out.splitlines() if "saved by" in line]
    assert heads == [
        "Mon 9 Mar 2026 10:00  saved by jlee; shared Mon 9 Mar 2026 13:00",
        "Tue 10 Mar 2026 10:00  saved by jlee; shared Thu 12 Mar 2026 10:00",
        "Fri 13 Mar 2026 10:00  saved by jlee; not shared yet",
    ]
    git(tmp_path, "clone", "-q", str(shared), "other")
    other = Desk(tmp_path / "other", desk.git, desk.recoup)
    assert {one["shared"] for one in other.told("7K4Q")} == {"before this copy took note"}
    desk.at_time("2026-03-14T15:00:00Z", "push", "-q", "origin", "main")
    other.at_time("2026-03-15T15:00:00Z", "pull", "-q")
    assert other.told("7K4Q")[-1]["shared_at"] == "2026-03-15T15:00:00Z"
    assert "; shared before this copy took note\n" in desk.recoup(other.root, "history", "7K4Q").out


def test_a_copy_that_was_cut_says_what_is_missing(desk: Desk, tmp_path: Path, git: Git) -> None:
    whole_story(desk)
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{desk.root}", "cut")
    ran = desk.recoup(tmp_path / "cut", "history", "7K4Q")
    assert "This copy holds only the end of the history" in ran.err
    assert "  this copy's history begins here; what was saved before is not in it\n" in ran.out
    assert "case opened" not in ran.out
    later = desk.recoup(tmp_path / "cut", "show", "7K4Q", "--as-of", "2026-03-10")
    assert later.code == 2
    assert "recoup join ADDRESS DIR" in later.err


def test_files_that_are_half_edited_or_gone_do_not_matter_and_stay_as_they_are(desk: Desk, git: Git) -> None:
    before = desk.told("7K4Q"), desk.told()
    (desk.root / CASE).write_text("id: [", encoding="utf-8")
    (desk.root / "ledger.yaml").write_text("people: [", encoding="utf-8")
    standing = git(desk.root, "status", "--porcelain")
    assert (desk.told("7K4Q"), desk.told()) == before
    ran = desk.recoup(desk.root, "history", "7K4Q")
    assert "it is taken as it was last saved" in ran.err
    (desk.root / CASE).unlink()
    assert desk.told("RC-2026-7K4QXM") == before[0]
    git(desk.root, "commit", "-qm", "gone", "--", CASE)
    assert desk.told("7K4Q")[-1]["kind"] == "case_removed"
    assert standing.count("\n") == 2
    assert not (desk.root / ".git" / "recoup").exists()


def test_values_that_could_not_be_read_are_not_told_as_taken_out_alone(desk: Desk) -> None:
    desk.save("  amount: 1482.60", "  amount: much", "2026-03-10T15:00:00Z")
    last = desk.told("7K4Q")[-1]
    assert last["labels"] == ["partly_read"]
    assert last["marks"] == ["some values of this version could not be read"]
