from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.core.edit import AppendEntry, SetField
from ledger.core.edited import edited
from ledger.core.growing import breaches
from ledger.core.undoing import Marks, TakenBack, Versions, taken_back

Case = dict[str, Any]
CALL = {"at": "2026-03-09T10:20", "channel": "phone", "summary": "Asked", "recorded": "2026-03-09T16:22:07Z jlee K7Q2"}
MONEY = {"dated_on": "2026-03-08", "kind": "offset", "amount": "5.00", "recorded": "2026-03-09T16:22:08Z jlee M3VD"}
PAPER = {"id": "chart", "kind": "medical_record", "file": "RC/chart.pdf", "recorded": "2026-03-09T16:22:09Z jlee D0C1"}
CASE: dict[str, Any] = {
    "id": "RC-2026-7K4QXM",
    "demand": {"amount": "10.00", "reason": "other"},
    "claims": [{"number": "1", "lines": [{"procedure": "90837", "answer": "dispute"}]}],
    "communications": [CALL],
}


def marks() -> Marks:
    tags = iter(["AAAA", "BBBB", "CCCC", "DDDD", "EEEE", "FFFF"])
    return Marks(lambda: f"2026-03-09T17:00:00Z jlee {next(tags)}", "2026-03-09T11:00", date(2026, 3, 9))


def back(before: Case | None, after: Case, now: Case | None = None, *, shared: bool = False) -> TakenBack:
    """What takes the save back; where nothing is said of now, nobody touched the file since."""
    there = after if now is None else now
    found = taken_back(Versions(before, after, there, now is None), marks(), shared=shared)
    if found.edits:  # whatever is written, no entry of a list that only grows is lost
        assert breaches(there, edited(there, found.edits)) == []
    return found


def entry(found: TakenBack, place: int = 0) -> dict[str, Any]:
    edit = found.edits[place]
    assert isinstance(edit, AppendEntry)
    return dict(edit.entry)


def test_an_entry_is_withdrawn_by_its_tag() -> None:
    found = back(CASE, {**CASE, "money": [MONEY]})
    assert [edit.path for edit in found.edits] == [("money",)]
    sent = {**CASE, "appeals": [APPEAL]}
    assert len(back(sent, {**sent, "money": [MONEY]}).edits) == 1
    assert entry(found)["retracts"] == "M3VD"
    assert entry(found)["recorded"].endswith("AAAA")


def test_a_call_is_withdrawn_without_a_second_note() -> None:
    found = back({**CASE, "communications": []}, CASE)
    assert len(found.edits) == 1
    assert (entry(found)["channel"], entry(found)["retracts"]) == ("note", "K7Q2")


def test_what_was_added_later_stands_and_what_was_stamped_later_is_the_same() -> None:
    added = {**MONEY, "recorded": ""}
    now = {**CASE, "money": [MONEY, {**MONEY, "amount": "6.00"}], "demand": {"amount": "11.00"}}
    found = back(CASE, {**CASE, "money": [{**added, "id": "first"}]}, {**now, "money": [{**MONEY, "id": "first"}]})
    assert entry(found)["retracts"] == "first"
    assert back(CASE, {**CASE, "communications": [{**CALL, "recorded": None}]}).obstacle.startswith(
        "it changed nothing"
    )


@pytest.mark.parametrize(
    ("money", "now", "said"),
    [
        ([{**MONEY, "recorded": ""}], None, "no name to take it back by"),
        ([MONEY], [{**MONEY, "amount": "6.00"}], "was changed since"),
        ([MONEY], [], "was changed since"),
        ([MONEY], [MONEY, {"retracts": "M3VD"}], "answers M3VD already"),
        ([MONEY], [MONEY, {"corrects": "M3VD"}], "answers M3VD already"),
        ([{**MONEY, "recorded": "K7Q2"}], None, "can mean entries of"),
    ],
)
def test_an_entry_that_was_touched_since_is_left_alone(money: list[Case], now: list[Case] | None, said: str) -> None:
    found = back(CASE, {**CASE, "money": money}, None if now is None else {**CASE, "money": now})
    assert (said in found.obstacle, found.edits) == (True, ()), found


def test_a_document_goes_only_where_nothing_else_names_it() -> None:
    with_paper = {**CASE, "documents": [PAPER, "no entry"], "title": None}
    assert entry(back(CASE, with_paper))["retracts"] == "D0C1"
    notice = {"kind": "second_notice", "dated_on": "2026-03-08", "document": "chart", "recorded": None}
    both = back(CASE, {**with_paper, "notices": [notice]})
    assert [edit.path[0] for edit in both.edits] == ["notices", "documents"]
    for naming in (
        {"demand": {"received_evidence": "stamp [chart p1]"}},
        {"demand": {"document": "chart"}},
        {"communications": [CALL, {**CALL, "document": "chart"}]},
    ):
        found = back(CASE, with_paper, {**with_paper, **naming})
        assert "still names the document chart" in found.obstacle


APPEAL = {"level": "first", "sent_on": "2026-03-08", "claims": ["1", "2"]}
DECIDED = {**APPEAL, "outcome": "upheld", "by_claim": {"1": "5.00"}}


def test_a_filled_appeal_is_answered_by_what_stood_there_before() -> None:
    before, after = {**CASE, "appeals": [APPEAL]}, {**CASE, "appeals": [DECIDED]}
    assert entry(back(before, after)) == {**APPEAL, "id": "first-2", "corrects": "first"}
    assert entry(back(CASE, before)) == {"id": "first-2", "level": "first", "corrects": "first"}
    again = {**CASE, "filings": [{"kind": "rebuttal", "id": "r-1", "sent_on": "2026-03-08"}]}
    assert entry(back(CASE, again)) == {"id": "r-1-2", "kind": "rebuttal", "corrects": "r-1"}


@pytest.mark.parametrize(
    ("name", "now", "said"),
    [
        ("appeals", [DECIDED], "was filled further since"),
        ("appeals", [], "was filled further since"),
        ("appeals", [APPEAL, {"level": "first", "id": "x", "corrects": "first"}], "answers first already"),
        ("appeals", [APPEAL, *({"level": "second", "id": f"first-{n}"} for n in range(2, 10))], "corrected many times"),
        ("repayment_plans", [APPEAL], "an entry of repayment_plans stays"),
        ("offers", [APPEAL], "offers stay"),
    ],
)
def test_a_filling_that_cannot_be_answered(name: str, now: list[Case], said: str) -> None:
    found = back(CASE, {**CASE, name: [APPEAL]}, {**CASE, name: now})
    assert said in found.obstacle


def test_facts_alone_are_taken_back_by_the_text_of_before() -> None:
    changed = {**CASE, "demand": {"amount": "11.00", "reason": "other"}}
    assert back(CASE, changed) == TakenBack(as_before=True)
    assert back(CASE, {**CASE, "title": "x"}) == TakenBack(as_before=True)
    assert back(CASE, CASE).obstacle == "it changed nothing but the layout"
    assert back(CASE, CASE, {**CASE, "title": "y"}).obstacle == "it changed nothing but the layout"


def test_facts_are_put_back_beside_what_came_later() -> None:
    changed = {**CASE, "demand": {"amount": "11.00", "reason": "other"}, "title": "x"}
    changed["claims"] = [{"number": "1", "lines": [{"procedure": "90837", "answer": "repay"}]}]
    found = back(CASE, changed, {**changed, "money": [MONEY]})
    assert found.edits == (
        SetField(("demand", "amount"), "10.00"),
        SetField(("claims", 0, "lines", 0, "answer"), "dispute"),
        SetField(("title",), ""),
    )
    emptied = {**CASE, "demand": {"reason": "other"}}
    assert back(CASE, emptied, {**emptied, "title": "x"}).edits == (SetField(("demand", "amount"), "10.00"),)
    gone = {key: value for key, value in CASE.items() if key != "demand"}
    assert back(CASE, gone, {**gone, "title": "x"}).edits == (SetField(("demand",), CASE["demand"]),)


@pytest.mark.parametrize(
    ("after", "now", "said"),
    [
        ({"demand": {"amount": "11.00"}}, {"demand": {"amount": "12.00"}}, "demand.amount was changed since"),
        (
            {"closed": {"outcome": "repaid"}},
            {"closed": {"outcome": "repaid"}, "title": "x"},
            "cannot be put back beside",
        ),
        ({"claims": []}, {"claims": [], "title": "x"}, ""),
    ],
)
def test_a_fact_that_cannot_be_put_back(after: Case, now: Case, said: str) -> None:
    before = {**CASE, "demand": {"amount": "10.00"}}
    found = back(before, {**before, **after}, {**before, **now})
    assert said in found.obstacle
    assert bool(said) == bool(found.obstacle)


def test_a_field_that_was_filled_is_emptied_only_before_it_is_shared() -> None:
    filled = {**CASE, "closed": {"outcome": "repaid"}}
    assert back(CASE, filled).as_before
    assert "closed was filled and shared" in back(CASE, filled, shared=True).obstacle
    assert back(CASE, {**CASE, "demand": {**CASE["demand"], "amount": "11.00"}}, shared=True).as_before


def test_a_new_case_is_closed_unless_somebody_worked_on_it() -> None:
    found = back(None, CASE, shared=True)
    assert found.edits == (SetField(("closed",), {"closed_on": "2026-03-09", "outcome": "entered_in_error"}),)
    assert "was worked on since" in back(None, CASE, {**CASE, "title": "x"}).obstacle
    assert back(None, CASE, {**CASE, "closed": {"outcome": "repaid"}}).obstacle == "the case is closed already"
