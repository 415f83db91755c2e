"""Files as bytes: what is joined by meaning, what only line by line, and what a join may not make worse."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from ledger.core.finding import Finding
from ledger.store.merging import Deciding, Names, kind_of, merge_files
from tests.store.triples import afternoon

ROOT = Path(__file__).resolve().parent.parent.parent
FILE = "cases/2026-03/RC-2026-7K4QXM.yaml"
NAMES = Names("Jordan Lee", "Maria Ortiz", FILE)
BASE = (ROOT / FILE).read_bytes()
CALL = b"  - {at: 2026-03-10T10:20, channel: phone, summary: Asked., recorded: 2026-03-10T15:22:07Z jlee AAAA}\n"


def test_files_are_joined_by_what_they_are() -> None:
    assert kind_of("ledger.yaml") == "ledger"
    assert kind_of("payers/x.yaml") == "payer"
    assert kind_of(FILE) == "case"
    assert kind_of("rules/texas.yaml") is None
    assert kind_of("cases/notes.txt") is None


def test_a_file_that_cannot_be_read_is_joined_line_by_line_and_says_why() -> None:
    ours, theirs = BASE.replace(b"owner: jlee", b"owner: [jlee"), BASE.replace(b"title: 90837", b"title: Again 90837")
    merged = merge_files(BASE, ours, theirs, NAMES)
    assert merged.data == ours.replace(b"title: 90837", b"title: Again 90837")
    (conflict,) = merged.conflicts
    assert conflict.path == ()
    assert not conflict.choice
    assert conflict.sentence.startswith(f"{FILE} could only be joined line by line: line 8 (Jordan Lee): a list in")


def test_other_files_are_joined_line_by_line() -> None:
    names = NAMES._replace(file="rules/texas.yaml")
    assert merge_files(b"a\nb\nc\n", b"A\nb\nc\n", b"a\nb\nC\n", names) == (b"A\nb\nC\n", (), ())
    merged = merge_files(b"a\n", b"b\n", b"c\n", names)
    assert merged.data == b"<<<<<<< Jordan Lee\nb\n||||||| before\na\n=======\nc\n>>>>>>> Maria Ortiz\n"
    assert merged.conflicts[0].sentence == "rules/texas.yaml has lines that both changed"


def test_what_is_no_text_is_left_as_it_is() -> None:
    merged = merge_files(b"\0a", b"\0b", b"\0c", NAMES)
    assert merged.data == b"\0b"
    assert "is no text" in merged.conflicts[0].sentence


def test_a_file_made_twice_has_no_base() -> None:
    theirs = BASE.replace(b"owner: jlee", b"owner: mortiz") + CALL
    for base in (None, b""):
        merged = merge_files(base, BASE, theirs, NAMES)
        assert [(conflict.path, conflict.choice) for conflict in merged.conflicts] == [(("owner",), True)]
        assert merged.data.endswith(CALL)


def test_line_breaks_of_windows_stay_where_one_side_brought_them() -> None:
    ours, theirs = BASE + CALL, BASE.replace(b"\n", b"\r\n")
    merged = merge_files(BASE, ours, theirs, NAMES)
    assert merged.data == ours.replace(b"\n", b"\r\n")
    assert not merged.conflicts


def test_a_last_line_without_its_end_gets_one() -> None:
    ours = BASE + CALL.rstrip(b"\n")
    theirs = BASE.replace(b"owner: jlee", b"owner: mortiz")
    assert merge_files(BASE, ours, theirs, NAMES).data == theirs + CALL


def test_remarks_after_the_last_line_of_both_sides_stay() -> None:
    merged = merge_files(BASE, BASE + b"# one\n", BASE + b"# two\n", NAMES)
    assert merged.data == BASE + b"# one\n# two\n"


def test_two_sound_versions_may_not_make_a_mistake_together() -> None:
    def judge(data: bytes) -> list[Finding]:
        wrong = b"owner: mortiz" in data and b"method: fax" in data
        return [Finding("LED322", "these two do not go together", line=5)] if wrong else []

    ours = BASE.replace(b"owner: jlee", b"owner: mortiz")
    theirs = BASE.replace(b"method: mail", b"method: fax")
    merged = merge_files(BASE, ours, theirs, NAMES, Deciding(judge=judge))
    assert merged.conflicts[0].sentence == (
        "together the two versions make a mistake: these two do not go together (line 5)"
    )
    assert b"owner: mortiz" in merged.data
    already = ours.replace(b"method: mail", b"method: fax")
    assert not merge_files(BASE, already, theirs + CALL, NAMES, Deciding(judge=judge)).conflicts


def test_a_side_that_did_nothing_changes_no_byte() -> None:
    ours = BASE.replace(b"owner: jlee", b"owner:    'jlee'").replace(b"\n", b"\r\n")
    assert merge_files(BASE, ours, BASE, NAMES) == (ours, (), ())
    assert merge_files(BASE, BASE, ours, NAMES) == (ours, (), ())
    assert merge_files(BASE, ours, ours, NAMES) == (ours, (), ())


def test_a_changed_entry_is_put_back_and_named_with_its_side() -> None:
    theirs = BASE.replace(b"Asked for the audit", b"Agreed to the audit")
    merged = merge_files(BASE, BASE + CALL, theirs, NAMES)
    assert merged.data == BASE + CALL
    assert [finding.code for finding in merged.findings] == ["LED720"]
    assert merged.findings[0].message.startswith("in the version of Maria Ortiz, summary of a saved entry")


def test_braces_over_several_lines_with_a_remark_inside_are_one_value() -> None:
    base = BASE.replace(b"[AR-5519023]  ", b"[AR-5519023,  # old\n    AR-2]")
    ours, theirs = base.replace(b"AR-2]", b"AR-3]"), base.replace(b"AR-2]", b"AR-4]")
    assert [conflict.path for conflict in merge_files(base, ours, theirs, NAMES).conflicts] == [("demand", "aliases")]


def test_a_root_in_braces_and_a_list_without_a_place_are_joined_as_one_value_or_told() -> None:
    base = b"{id: A, title: B}\n"
    merged = merge_files(base, b"{id: A, title: C}\n", b"{id: A, title: B, owner: x}\n", NAMES)
    assert merged.conflicts
    odd = b"id: A\nclaims:\n  - number: 1\n"
    merged = merge_files(odd, odd + b"  - 2\n", b"id: A\nclaims: 7\n", NAMES)
    assert merged.conflicts


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_raised_whatever_the_bytes(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - made up again the same
    for _ in range(10):
        made = afternoon(random)
        versions = []
        for data in (made.base, made.ours, made.theirs):
            lines = data.split(b"\n")
            lines.insert(
                random.randrange(len(lines)), random.choice([b"  # x", b"-", b"  - - a", b"a: {", b"? b", b""])
            )
            lines.insert(random.randrange(len(lines)), lines.pop(random.randrange(len(lines))))
            versions.append(b"\n".join(lines))
        one = merge_files(versions[0], versions[1], versions[2], NAMES)
        other = merge_files(versions[0], versions[2], versions[1], NAMES)
        assert bool(one.conflicts) == bool(other.conflicts)
        assert one.conflicts or one.data == other.data
