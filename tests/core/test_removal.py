"""A break in the history is accepted with the record, both seals and the reason; what a record says never changes."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ledger.core.audit.seal import Manifest, Sealed, seal_text
from ledger.core.edited import Tree
from ledger.core.removal import (
    PLACES,
    Removal,
    accepted_break,
    coming_back,
    digest_of,
    names_in,
    names_text,
    open_places,
    pattern_of,
    record_changed,
    removal_of,
    removals_told,
)
from ledger.core.removing import StoodIn, file_of, patterns, record, saves_renamed

OLD, NEW, NEWER, TIP = ("a" * 40, "b" * 40, "c" * 40, "d" * 40)
WHY = "Name typed in a summary"
LINE = f"seal/2026-03-09 {'1' * 40} {OLD} {'2' * 64}"
RECORD = Removal("2026-03-09-K7Q2", date(2026, 3, 9), WHY, "Privacy officer", LINE, renamed={OLD: NEW})


def seal(*replaces: str, reason: str = WHY, save: str = TIP) -> Sealed:
    facts = {"reason": reason} if reason else {}
    return Sealed("seal/2026-03-09-2", "3" * 40, save, seal_text("x", Manifest("f", 1, "d", 0), facts, None, replaces))


def accepted(*seals: Sealed, removals: tuple[Removal, ...] = (RECORD,), here: str = f"{NEW} {TIP}") -> str:
    found = accepted_break(OLD, removals, seals, frozenset(here.split()))
    return "" if found is None else f"{found.removal.id} {found.now[:1]} {found.seal_after}"


def test_a_removal_with_both_seals_and_the_reason_excuses_the_break() -> None:
    assert accepted(seal(LINE)) == "2026-03-09-K7Q2 b seal/2026-03-09-2"


def test_nothing_less_does() -> None:
    assert accepted() == ""
    assert accepted(seal(LINE, reason="")) == ""
    assert accepted(seal(LINE, reason="Another one")) == ""
    assert accepted(seal("seal/2026-03-09 other")) == ""
    assert accepted(seal(LINE, save=OLD)) == ""
    assert accepted(seal(LINE), here=TIP) == ""
    assert accepted(seal(LINE), removals=()) == ""
    for half in (RECORD._replace(reason=""), RECORD._replace(authority=""), RECORD._replace(seal_before="")):
        assert accepted(seal(LINE), removals=(half,)) == ""
    assert accepted(seal(LINE), removals=(RECORD._replace(renamed={NEW: NEWER}),)) == ""


def test_a_later_removal_carries_the_earlier_one_on() -> None:
    later_line = LINE.replace("seal/2026-03-09 ", "seal/2026-05-01 ")
    later = Removal("2026-05-01-M3VD", date(2026, 5, 1), "Another", "Court", later_line, renamed={NEW: NEWER})
    marks = seal(LINE, later_line, reason="Another")
    assert accepted(marks, removals=(RECORD, later), here=f"{NEWER} {TIP}") == "2026-03-09-K7Q2 c seal/2026-03-09-2"
    assert accepted(seal(later_line, reason="Another"), removals=(RECORD, later), here=f"{NEWER} {TIP}") == ""


def test_an_audit_tells_of_every_removal_and_warns_of_one_that_proves_nothing() -> None:
    here = frozenset({NEW, TIP})
    (told,) = removals_told([RECORD], [seal(LINE)], here)
    assert (told.code, told.severity) == ("LED771", "note")
    assert told.message == (
        "1 save got another name by removal 2026-03-09-K7Q2 (Name typed in a summary; on the authority of Privacy"
        " officer), between seal/2026-03-09 and seal/2026-03-09-2"
    )
    (told,) = removals_told([RECORD._replace(signed=frozenset({OLD}))], [seal(LINE)], here)
    assert told.message.endswith("; 1 of them lost their signature")
    for record_, seals in ((RECORD, []), (RECORD._replace(renamed={}), [seal(LINE)])):
        (told,) = removals_told([record_], seals, here)
        assert (told.code, told.severity) == ("LED771", "")
        assert "no seal after cites the one before" in told.message


def test_what_a_removal_took_away_does_not_come_back() -> None:
    assert coming_back([NEW, TIP], {OLD: NEW}) == []
    (found,) = coming_back([OLD, TIP], {OLD: NEW})
    assert (found.code, found.message) == ("LED772", "1 saved state that a removal took away would come back")


TREE: dict[str, Tree] = {
    "id": "2026-03-09-K7Q2",
    "removed_on": "2026-03-09",
    "reason": WHY,
    "authority": "Privacy officer",
    "seal_before": LINE,
    "replaced_seals": [LINE, None],
    "recorded": "2026-03-09T15:00:00Z amoreno K7Q2",
}


def test_a_record_is_read_with_its_names() -> None:
    found = removal_of(TREE, f"{OLD} {NEW} signed\nnot a line\n{NEW} {NEWER}\n{NEW} short\n")
    assert found is not None
    assert found == RECORD._replace(
        replaced=(LINE,), renamed={OLD: NEW, NEW: NEWER}, signed=frozenset({OLD}), by="amoreno"
    )
    assert names_in(names_text(found.renamed, found.signed)) == (found.renamed, found.signed)
    plain = removal_of({**TREE, "replaced_seals": None, "recorded": None}, "")
    assert plain is not None
    assert (plain.replaced, plain.by) == ((), "")


@pytest.mark.parametrize("field", ["id", "removed_on", "reason", "authority", "seal_before"])
def test_half_a_record_is_none(field: str) -> None:
    assert removal_of({**TREE, field: None}, "") is None
    assert removal_of([], "") is None


def test_a_saved_record_only_gains_ticks() -> None:
    done: list[Tree] = [{"place": "backups", "done_on": "2026-03-10"}]
    ticked: Tree = {**TREE, "done": done}
    assert record_changed(TREE, ticked) == []
    assert record_changed(ticked, {**TREE, "done": [*done, {"place": "mail"}]}) == []
    other: list[Tree] = [{"place": "mail"}]
    changed: list[Tree] = [{**TREE, "reason": "x"}, TREE, {**TREE, "done": other}, None]
    for after in changed:
        assert [one.code for one in record_changed(ticked, after)] == ["LED701"]


def test_the_check_list_says_what_is_open() -> None:
    assert open_places(TREE) == open_places(None) == list(PLACES)
    assert open_places({"done": [{"place": "backups"}, "x"]}) == [place for place in PLACES if place != "backups"]


def test_the_digest_needs_its_key() -> None:
    assert digest_of(b"k", "Jane Doe") == digest_of(b"k", "Jane Doe") != digest_of(b"l", "Jane Doe")
    assert len(digest_of(b"k", "Jane Doe")) == 64


def test_a_text_is_found_over_line_ends_and_not_inside_words() -> None:
    (alone,) = patterns(("Jane Doe",))
    (anywhere,) = patterns(("Jane Doe",), alone=False)
    for text in ("spoke of jane\n    DOE's", "(Jane Doe)"):
        assert re.search(alone, text)
    for text in ("Jane Doering", "xJane Doe"):
        assert not re.search(alone, text)
        assert re.search(anywhere, text)
    assert pattern_of(" 1+1  (x) ") == r"1\+1\s+\(x\)"


def test_every_state_above_a_touched_one_gets_another_name() -> None:
    parents = {"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"]}
    assert saves_renamed(parents, frozenset({"b"})) == 2
    assert saves_renamed(parents, frozenset()) == 0


def test_a_record_is_written_with_where_the_text_stood() -> None:
    stood = StoodIn("cases/2026-03/RC-2026-7K4QXM.yaml", 2, date(2026, 3, 1), date(2026, 3, 9))
    assert record({"id": "x"}, [stood], [LINE]) == {
        "id": "x",
        "stood_in": [{"file": stood.file, "versions": "2", "first": "2026-03-01", "last": "2026-03-09"}],
        "replaced_seals": [LINE],
    }
    assert "replaced_seals" not in record({}, [], [])
    assert file_of("x") == "removals/x.yaml"
    assert file_of("x", "names") == "removals/x-names.txt"
