"""What was saved stays: entries may be added, reordered, reformatted and stamped, and nothing else."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.comparison import empty
from ledger.core.edited import Tree
from ledger.core.finding import Finding
from ledger.core.growing import FILLED, KEPT, breaches

CALL: dict[str, Tree] = {
    "at": "2026-03-09T10:20",
    "channel": "phone",
    "summary": "Asked for the audit worksheet.",
}
TAGGED: dict[str, Tree] = {**CALL, "recorded": "2026-03-09T16:22:07Z jlee K7Q2"}
PAPER: dict[str, Tree] = {"id": "demand", "kind": "demand_letter", "file": "a.pdf"}
APPEAL: dict[str, Tree] = {
    "level": "first",
    "sent_on": "2026-03-20",
    "method": "fax",
    "copies": [{"to": "harborview-audit", "method": "fax"}],
    "by_claim": {"0026": "49.42"},
}


def said(before: Tree, after: Tree) -> list[tuple[str, str]]:
    return [(".".join(map(str, finding.path)), finding.message) for finding in breaches(before, after)]


def calls(*entries: Tree) -> Tree:
    return {"communications": list(entries)}


def appeals(*entries: Tree) -> Tree:
    return {"appeals": list(entries)}


def only(before: Tree, after: Tree) -> Finding:
    findings = breaches(before, after)
    assert len(findings) == 1, findings
    return findings[0]


# what is allowed


def test_a_new_file_breaks_nothing() -> None:
    assert breaches(None, calls(CALL)) == []
    assert breaches({}, {}) == []
    assert breaches({"communications": None}, {"communications": "text"}) == []


def test_new_entries_may_stand_anywhere_and_the_order_may_change() -> None:
    other = {**CALL, "summary": "Another"}
    assert breaches(calls(CALL, other), calls(other, {**CALL, "summary": "New"}, CALL)) == []


@pytest.mark.parametrize("summary", ["Asked for the audit  worksheet.\n", "Asked for\nthe audit worksheet."])
def test_a_formatter_does_no_harm(summary: str) -> None:
    respelled: Tree = {"channel": "phone", "summary": summary, "at": "2026-03-09T10:20", "contact": None, "codes": []}
    assert breaches(calls(CALL), calls(respelled)) == []


def test_a_saved_entry_may_gain_its_stamp() -> None:
    assert breaches(calls(CALL), calls(TAGGED)) == []
    assert breaches(calls({**CALL, "contact": None}), calls(TAGGED)) == []


def test_a_document_may_gain_its_hash_and_its_pages() -> None:
    assert breaches({"documents": [PAPER]}, {"documents": [{**PAPER, "sha256": "9f2c", "pages": "3"}]}) == []


def test_of_two_equal_entries_one_may_gain_its_stamp() -> None:
    assert breaches(calls(CALL, CALL), calls(TAGGED, CALL)) == []
    assert breaches(calls(CALL, CALL), calls({**TAGGED, "recorded": "x y Z"}, TAGGED)) == []


def test_an_appeal_may_be_filled_and_lengthened() -> None:
    filled = deepcopy(APPEAL)
    filled["arrived_on"] = "2026-03-23"
    filled["copies"] = [{"to": "crestline-tpa"}, {"to": "harborview-audit", "method": "fax", "proof": "log"}]
    filled["by_claim"] = {"0026": "49.42", "0027": "1.00"}
    assert breaches(appeals(APPEAL), appeals(filled, {"level": "second"})) == []


def test_an_appeal_may_get_an_id_when_a_second_one_appears() -> None:
    second: Tree = {"level": "first", "id": "first-2"}
    assert breaches(appeals(APPEAL), appeals({**APPEAL, "id": "first-1"}, second)) == []


def test_an_offer_may_be_mended() -> None:
    offer: dict[str, Tree] = {"dated_on": "2026-03-01", "made_by": "payer", "amount": "10.00"}
    assert breaches({"offers": [offer]}, {"offers": [{**offer, "amount": "12.00"}]}) == []


def test_what_is_in_no_growing_list_may_change() -> None:
    assert breaches({"title": "A", "claims": [{"number": "1"}]}, {"title": "B", "claims": []}) == []


# what is not


def test_a_removed_entry() -> None:
    finding = only(calls(TAGGED), calls())
    assert finding == Finding(
        "LED701",
        "a saved entry is no longer in communications: 2026-03-09T10:20 phone Asked for the audit worksheet.",
        "put it back as it was; if it is wrong, take it back: recoup log CASE WHY --retracts K7Q2",
        ("communications",),
    )


def test_a_removed_list() -> None:
    assert len(breaches(calls(CALL, TAGGED), {})) == 2
    assert len(breaches(calls(CALL), None)) == 1


def test_a_removed_twin() -> None:
    assert only(calls(CALL, CALL), calls(CALL)).path == ("communications",)


def test_a_changed_field_of_a_tagged_entry() -> None:
    changed = {**TAGGED, "summary": "Asked for nothing.", "channel": "email"}
    finding = only(calls(TAGGED), calls({"at": "2026-04-01", "channel": "note", "summary": "New"}, changed))
    assert finding.path == ("communications", 1, "channel")
    assert finding.message == (
        "channel of a saved entry in communications went from phone to email"
        " (2026-03-09T10:20 phone Asked for the audit worksheet.)"
    )
    assert finding.hint == "put it back and add a new entry with corrects: K7Q2"


def test_a_changed_field_of_an_entry_without_a_tag() -> None:
    finding = only(calls(CALL), calls({**TAGGED, "summary": "Asked for nothing."}))
    assert finding.path == ("communications", 0, "summary")
    assert finding.hint == "put it back and add a new entry with the right values"


def test_a_field_added_to_a_saved_entry() -> None:
    finding = only(calls(TAGGED), calls({**TAGGED, "promised_by": "2026-03-19"}))
    assert finding.path == ("communications", 0, "promised_by")
    assert finding.message.startswith("promised_by of a saved entry in communications went from nothing to 2026-03-19")
    assert finding.hint == "take it out and add a new entry with corrects: K7Q2"


def test_a_field_taken_out_of_a_saved_entry() -> None:
    finding = only(calls(TAGGED), calls({key: value for key, value in TAGGED.items() if key != "channel"}))
    assert (finding.path, " to nothing " in finding.message) == (("communications", 0), True)


def test_a_changed_stamp() -> None:
    assert only(calls(TAGGED), calls({**TAGGED, "recorded": "2026-03-09T16:22:07Z jlee ZZZZ"})).path == (
        "communications",
    )


def test_a_changed_hash_is_no_gain() -> None:
    hashed = {**PAPER, "sha256": "9f2c"}
    finding = only({"documents": [hashed]}, {"documents": [{**PAPER, "sha256": "0000"}]})
    assert finding.path == ("documents", 0, "sha256")
    assert finding.hint == "put it back and add a new entry with corrects: demand"


def test_hints_use_the_name_that_the_entry_has() -> None:
    notice: Tree = {"kind": "second_notice", "dated_on": "2026-03-09"}
    assert only({"notices": [notice]}, {}).hint.endswith("take it back: recoup log CASE WHY --retracts second_notice")
    assert only(appeals(APPEAL), {}).hint.endswith("a new entry with corrects: first")
    assert only({"passed": [{"deadline": "rebuttal"}]}, {}).hint.endswith("a new entry with the right values")
    assert only({"documents": [{"id": ["odd"]}]}, {}).hint.endswith("a new entry with the right values")


@pytest.mark.parametrize(
    ("change", "path", "went"),
    [
        (
            {"sent_on": "2026-03-21"},
            "appeals.0.sent_on",
            "sent_on of a saved entry in appeals went from 2026-03-20 to 2026-03-21",
        ),
        ({"method": None}, "appeals.0", "method of a saved entry in appeals went from fax to nothing"),
        ({"copies": []}, "appeals.0", "copies of a saved entry in appeals went from harborview-audit fax to nothing"),
        (
            {"copies": [{"to": "harborview-audit", "method": "mail"}]},
            "appeals.0",
            "copies of a saved entry in appeals went from harborview-audit fax to nothing",
        ),
        (
            {"copies": "text"},
            "appeals.0.copies",
            "copies of a saved entry in appeals went from harborview-audit fax to text",
        ),
        (
            {"by_claim": {"0026": "0.00"}},
            "appeals.0.by_claim.0026",
            "by_claim.0026 of a saved entry in appeals went from 49.42 to 0.00",
        ),
    ],
)
def test_a_filled_field_of_an_appeal_stays(change: dict[str, Tree], path: str, went: str) -> None:
    assert said(appeals(APPEAL), appeals({**APPEAL, **change})) == [(path, f"{went} (first 2026-03-20 fax)")]


def test_a_removed_appeal_is_not_hidden_by_another_of_its_level() -> None:
    second: Tree = {"level": "first", "id": "first-2", "sent_on": "2026-05-01"}
    assert only(appeals(APPEAL, second), appeals(second)).path == ("appeals",)


def test_two_appeals_of_one_level_without_ids_are_matched_one_by_one() -> None:
    bare: Tree = {"level": "first"}
    assert breaches(appeals(bare, bare), appeals(bare, bare)) == []
    assert len(breaches(appeals(bare, bare), appeals(bare))) == 1


def test_a_removed_offer() -> None:
    offer: Tree = {"dated_on": "2026-03-01", "made_by": "payer"}
    assert only({"offers": [offer, offer]}, {"offers": [offer]}).path == ("offers",)


def test_long_texts_are_cut() -> None:
    assert "..." in only(calls({**CALL, "summary": "word " * 40}), {}).message


# properties

words = st.sampled_from(("a", "b", "c c", "2026-03-09"))
fields = st.sampled_from(("at", "summary", "channel", "amount", "id"))
leaves: st.SearchStrategy[Tree] = st.none() | words
nested: st.SearchStrategy[Tree] = st.one_of(
    leaves, st.lists(leaves, max_size=2), st.dictionaries(words, leaves, max_size=2)
)
entry: st.SearchStrategy[dict[str, Tree]] = st.dictionaries(fields, nested, min_size=1, max_size=4)
LISTS = (*KEPT, *FILLED, "offers")


@st.composite
def files(draw: st.DrawFn) -> dict[str, Tree]:
    """Up to three lists of up to four entries, with twins and half-empty ones among them."""
    names = draw(st.lists(st.sampled_from(LISTS), unique=True, max_size=3))
    return {name: list(draw(st.lists(entry, max_size=4))) for name in names}


def size(tree: dict[str, Tree]) -> int:
    return sum(len(value) for value in tree.values() if isinstance(value, list))


def weighty(item: Tree) -> bool:
    return isinstance(item, dict) and any(not empty(value) for value in item.values())


@settings(max_examples=80)
@given(files())
def test_a_file_breaks_nothing_against_itself(tree: dict[str, Tree]) -> None:
    assert breaches(tree, deepcopy(tree)) == []


@settings(max_examples=80)
@given(files(), st.randoms(use_true_random=False), files())
def test_adding_and_shuffling_break_nothing(tree: dict[str, Tree], random: object, more: dict[str, Tree]) -> None:
    after: dict[str, Tree] = {}
    for name in {*tree, *more}:
        before, new = tree.get(name) or [], more.get(name) or []
        assert isinstance(before, list)
        assert isinstance(new, list)
        # of entries that share a name the first stands for the saved one
        mixed = [*before, *new]
        if name in KEPT:
            random.shuffle(mixed)  # type: ignore[attr-defined]
        after[name] = mixed
    assert breaches(tree, after) == []


@settings(max_examples=80)
@given(files(), st.data())
def test_nothing_leaves_unseen(tree: dict[str, Tree], data: st.DataObject) -> None:
    full = {name: listed for name, listed in tree.items() if isinstance(listed, list) and listed}
    if not full:
        return
    name = data.draw(st.sampled_from(sorted(full)))
    index = data.draw(st.integers(0, len(full[name]) - 1))
    after = deepcopy(tree)
    kept = after[name]
    assert isinstance(kept, list)
    gone = kept.pop(index)
    if weighty(gone):
        assert breaches(tree, after)


@settings(max_examples=80)
@given(files(), st.data())
def test_no_kept_value_changes_unseen(tree: dict[str, Tree], data: st.DataObject) -> None:
    full = {name: listed for name, listed in tree.items() if name in KEPT and isinstance(listed, list) and listed}
    if not full:
        return
    name = data.draw(st.sampled_from(sorted(full)))
    index = data.draw(st.integers(0, len(full[name]) - 1))
    after = deepcopy(tree)
    kept = after[name]
    assert isinstance(kept, list)
    changed = kept[index]
    assert isinstance(changed, dict)
    field = data.draw(st.sampled_from(sorted(changed)))
    if not empty(changed[field]):
        changed[field] = "changed"
        assert breaches(tree, after)
