"""What stands around a merge: lines, markers, sentences, places, and the search for what was lost."""

from __future__ import annotations

import pytest

from ledger.core.merging.identity import CASE, called, place_of, rule_of
from ledger.core.merging.lines import beside, both, merged_lines
from ledger.core.merging.lost import lost
from ledger.core.merging.markers import Markers, markers_in, typed_line
from ledger.core.merging.outcome import Clash
from ledger.core.merging.saying import place_in_words, sentence, shown
from tests.core.merging.versions import TITLES


def lines(base: str, ours: str, theirs: str) -> tuple[str, int]:
    old, one, other = ("\n".join(text) for text in (base, ours, theirs))
    return merged_lines(old, one, other, TITLES)


def test_lines_that_one_side_changed_are_taken_and_the_others_marked() -> None:
    assert lines("abcde", "aBcde", "abcdE") == ("a\nB\nc\nd\nE\n", 0)
    assert lines("abc", "abc", "abXYc") == ("a\nb\nX\nY\nc\n", 0)
    assert lines("abc", "aXc", "aXc") == ("a\nX\nc\n", 0)
    assert lines("abc", "aXc", "aYc") == (
        "a\n<<<<<<< Jordan Lee\nX\n||||||| before\nb\n=======\nY\n>>>>>>> Maria Ortiz\nc\n",
        1,
    )
    assert lines("", "a", "b")[1] == 1
    assert lines("ab", "Xab", "abY") == ("X\na\nb\nY\n", 0)
    assert lines("abcd", "abXcd", "YZabcE") == ("Y\nZ\na\nb\nX\nc\nE\n", 0)
    assert lines("x" * 300, "a" + "x" * 300, "x" * 300 + "b") == ("a\n" + "x\n" * 300 + "b\n", 0)


def test_remarks_that_one_side_changed_are_taken_and_the_others_put_together() -> None:
    assert both("# a\n", "# a\n", "# b\n") == both("# a\n", "# b\n", "# a\n") == "# b\n"
    assert beside("  # r\n  # low\n", "  # r1\n  # low\n  # z\n", "  # r2\n  # a\n") == "  # r1  # r2\n  # a\n  # z\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\nb\n", Markers(0, 0)),
        ("<<<<<<< A\nx\n=======\ny\n>>>>>>> B\n", Markers(1, 0)),
        ("<<<<<<< A\n||||||| b\n=======\n>>>>>>> B\n<<<<<<<\n=======\n>>>>>>>\n", Markers(2, 0)),
        ("a\n=======\nb\n", Markers(0, 2)),
        ("<<<<<<< A\nx\n=======\ny\n", Markers(0, 1)),
        ("x\ny\n>>>>>>> B\n", Markers(0, 3)),
        ("<<<<<<< A\n<<<<<<< A\n", Markers(0, 2)),
        ("======= no\n=======x\n<<<<<<<x\n", Markers(0, 0)),
    ],
)
def test_a_marker_without_its_counterpart_is_found_with_its_line(text: str, found: Markers) -> None:
    assert markers_in(text) == found


def test_a_line_that_no_version_has_was_typed() -> None:
    assert typed_line("a\n\n<<<<<<< A\n  b\n=======\nc\n>>>>>>> B\n", ["a\nb\n", "c\n"]) == 0
    assert typed_line("a\nnew\n", ["a\nb\n"]) == 2


def entry(tag: str, **fields: str) -> dict[str, object]:
    return {**fields, **({"recorded": f"2026-03-09T10:22:07Z jlee {tag}"} if tag else {})}


def missing(base: object, ours: object, theirs: object, result: object, **renamed: bool) -> list[object]:
    trees = [{"money": entries} for entries in (base, ours, theirs, result)]
    return [found[1] for found in lost(*trees, **renamed)]  # type: ignore[arg-type]


def test_an_entry_that_the_result_lacks_is_found() -> None:
    one, two, three = entry("AAAA", amount="1"), entry("BBBB", amount="1"), entry("CCCC", amount="1")
    assert missing([one], [one, two], [one, three], [one, two, three]) == []
    assert missing([one], [one, two], [one, three], [one, two]) == [three]
    assert missing([one], [one, two], [one], [two]) == [one]
    assert missing(None, [one], [two], [two]) == [one]
    assert missing([one], [entry("AAAA", amount="2")], [one], [one]) == []
    assert missing([one, one], [one, one], [one, one], [one]) == [one]
    assert missing([one, one], [one, one], [one, one], [{**one, "note": "x"}]) == [one]


def test_an_entry_that_was_stamped_or_altered_is_not_looked_for_again() -> None:
    bare, stamped = entry("", amount="1", kind="cost"), entry("AAAA", amount="1", kind="cost")
    assert missing([bare], [stamped], [bare], [stamped]) == []
    assert missing([bare], [entry("", amount="2", kind="cost")], [bare], [bare]) == []
    assert missing([bare], [bare, entry("", amount="2", kind="void")], [bare], [bare]) == [
        entry("", amount="2", kind="void")
    ]
    assert missing(["odd"], ["odd", "even"], ["odd"], ["odd"]) == ["even"]


def test_a_new_entry_may_have_got_another_id_from_a_person() -> None:
    mine, yours = {"id": "remit", "file": "a"}, {"id": "remit", "file": "b"}
    result = [mine, {"id": "remit-2", "file": "b"}]
    assert missing([], [mine], [yours], result) == [yours]
    assert missing([], [mine, "odd"], [yours], [*result, "odd"], renamed=True) == []
    assert missing([], [mine], [{"id": "remit", "file": "c"}], result, renamed=True) == [{"file": "c"}]
    assert missing([{**mine, "note": "x"}], [yours], [mine], [{**mine, "note": "x"}]) == []


def test_entries_that_are_filled_are_known_by_their_level_and_offers_may_change() -> None:
    before = {"appeals": [{"level": "first"}], "offers": [{"dated_on": "1", "made_by": "payer", "amount": "1"}]}
    after = {"appeals": [{"level": "first", "proof": "x"}], "offers": [{"dated_on": "1", "made_by": "payer"}]}
    assert list(lost(before, after, before, after)) == []  # type: ignore[arg-type]
    assert [name for name, _ in lost(before, after, before, before)] == []  # type: ignore[arg-type]
    assert [name for name, _ in lost(before, before, after, {})] == ["appeals"]  # type: ignore[arg-type]


def test_a_place_in_words_leads_back_to_its_path() -> None:
    tree = {"claims": [{"number": "1"}, {"number": "2", "lines": [{"line": "7", "answer": "repay"}]}], "money": [{}]}
    assert place_of(CASE, tree, ("claims", "2", "lines", "7", "answer")) == ("claims", 1, "lines", 0, "answer")  # type: ignore[arg-type]
    assert place_of(CASE, tree, ("money", "1", "note")) == ("money", 0, "note")  # type: ignore[arg-type]
    assert place_of(CASE, tree, ("claims", "3")) is None  # type: ignore[arg-type]
    assert place_of(CASE, {"demand": {"has": ["x"]}}, ("demand", "has", "1")) == ("demand", "has", 0)
    rule = rule_of(CASE, ("claims", "lines"))
    assert rule is not None
    assert called({"served_on": "2026-01-08", "procedure": "20610"}, rule, 0) == "2026-01-08/20610"
    assert called({"line": "", "served_on": "2026-01-08", "modifiers": ["25"]}, rule, 0) == "2026-01-08"
    assert rule_of(CASE, ()) is None


def test_a_long_value_is_cut() -> None:
    assert shown("x" * 60) == "x" * 60
    assert shown("x" * 61) == "x" * 57 + "..."


def test_a_clash_is_said_with_both_values_and_both_people() -> None:
    def said(ours: object, theirs: object, base: object, **more: object) -> str:
        clash = Clash(("demand", "amount"), ("amount",), ours, theirs, base)._replace(**more)  # type: ignore[arg-type]
        return sentence(clash, "Jordan Lee", "Maria Ortiz")

    assert said("12400.00", "9150.00", "61.18") == (
        "demand amount: 12,400.00 (Jordan Lee) or 9,150.00 (Maria Ortiz); it was 61.18"
    )
    assert said("1", "2", None) == "demand amount: 1 (Jordan Lee) or 2 (Maria Ortiz); it was not there"
    assert said(None, "2", "1") == "demand amount: taken out (Jordan Lee) or 2 (Maria Ortiz); it was 1"
    assert said("2", None, "1") == "demand amount: taken out (Maria Ortiz) or 2 (Jordan Lee); it was 1"
    assert said({"amount": "1"}, {"amount": "2"}, {}, fields=("amount", "dated_on")).startswith("demand: amount 1 (")
    twins = said({"id": "remit"}, {"id": "remit", "file": "b"}, None, name=("documents", "remit"), twins=True)
    assert twins.startswith("document remit: two new entries bear this name and both stay: id remit (Jordan Lee) and ")


def test_values_and_places_are_shown_on_one_line() -> None:
    assert place_in_words(("claims", "0026", "lines", "2", "answer")) == "claim 0026 line 2 answer"
    assert place_in_words(("demand", "received_on")) == "demand received on"
    assert place_in_words(("repayment_plans",)) == "repayment plans"
    assert shown({"a_b": "1482.60", "c": None}) == "a b 1,482.60"
    assert (shown({}), shown([]), shown(None)) == ("nothing", "nothing", "nothing")
    assert shown(["x", {"y": "z"}]) == "x, y z"
    assert shown("word " * 30) == ("word " * 30)[:57] + "..."
