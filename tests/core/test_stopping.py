"""The deadline hook's rule: what is stopped, and how much goes through."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger.core.case import Case, Demand
from ledger.core.deadline import LAPSED, MET, MOVED, MUST, NO_DATE, OPEN, OPTION, OVERDUE, PAST_SAFE_DAY, Deadline
from ledger.core.finding import ERROR, WARNING
from ledger.core.proof import Document
from ledger.core.stopping import Version, act, level_of, prefix, stops

TODAY = date(2026, 4, 10)
ID = "RC-2026-7K4QXM"


def deadline(
    name: str = "first",
    state: str = OVERDUE,
    act_by: date | None = date(2026, 4, 1),
    **more: Any,
) -> Deadline:
    kind = more.pop("kind", MUST)
    keeps = more.pop("keeps_appeal", True)
    return Deadline(ID, name, more.pop("title", "first appeal"), kind, state, keeps_appeal=keeps, act_by=act_by, **more)


def version(tree: dict[str, Any], *deadlines: Deadline) -> Version:
    documents = tuple(Document(one["id"], "demand_letter", "x.pdf") for one in tree.get("documents", ()))
    return Version(tree, Case(ID, "x", "lone-star", Demand(), documents=documents), deadlines)


def base(**more: Any) -> dict[str, Any]:
    tree: dict[str, Any] = {"id": ID, "title": "x", "payer": "lone-star", "demand": {"answer_by": "2026-04-01"}}
    tree["documents"] = [{"id": "demand"}]
    return {**tree, **more}


def judged(before: Version | None, after: Version, block: str = "overdue") -> list[tuple[str, str]]:
    return [(stop.finding.code, stop.finding.severity) for stop in stops(before, after, block, TODAY)]


OVERDUE_BEFORE = version(base(), deadline())


@pytest.mark.parametrize(
    ("name", "tree"),
    [
        ("an entry added", base(communications=[{"at": "2026-04-09", "summary": "called"}])),
        ("an empty field filled", base(owner="jlee")),
        ("work on claims", base(claims=[{"number": "1", "lines": []}])),
        ("a document's field", base(documents=[{"id": "demand", "pages": "3"}])),
        ("closed", base(closed={"closed_on": "2026-04-09", "outcome": "upheld"})),
        ("nothing", base()),
    ],
)
def test_recording_what_happened_is_never_stopped(name: str, tree: dict[str, Any]) -> None:
    assert judged(OVERDUE_BEFORE, version(tree, deadline())) == [("LED403", WARNING)], name


def test_claims_may_change_while_a_deadline_waits() -> None:
    before = version(base(claims=[{"number": "1", "answer": "dispute"}]), deadline())
    after = version(base(claims=[{"number": "1", "answer": "repay"}]), deadline())
    assert judged(before, after) == [("LED403", WARNING)]


def test_other_work_on_a_case_past_every_reading_is_stopped() -> None:
    found = stops(OVERDUE_BEFORE, version(base(title="y"), deadline()), "overdue", TODAY)
    assert [(stop.finding.code, stop.finding.severity, stop.finding.path) for stop in found] == [
        ("LED403", ERROR, ("title",))
    ]
    assert (
        found[0].finding.message
        == "the first appeal had to arrive by Wed 1 Apr; no answer is recorded, and title changed"
    )
    assert "recoup appeal 7K4Q first" in found[0].finding.hint


@pytest.mark.parametrize(
    "after",
    [
        deadline(state=MET),
        deadline(state=OPEN, act_by=date(2026, 4, 1)),
        deadline(kind=OPTION),
        deadline(keeps_appeal=False),
        deadline(state=LAPSED),
    ],
)
def test_what_cures_it_or_never_stops_goes_through(after: Deadline) -> None:
    assert judged(OVERDUE_BEFORE, version(base(title="y"), after)) == []


def test_a_new_case_is_let_through_however_old_its_letter() -> None:
    assert judged(None, version(base(), deadline())) == [("LED403", WARNING)]


def test_a_correction_that_brings_the_truth_to_light_is_not_stopped() -> None:
    before = version(base(), deadline(state=OPEN, act_by=date(2026, 4, 20)))
    assert judged(before, version(base(title="y"), deadline())) == [("LED403", WARNING)]
    assert judged(version(base()), version(base(title="y"), deadline())) == [("LED403", WARNING)]


def test_a_ledger_may_ask_for_warnings_only() -> None:
    assert judged(OVERDUE_BEFORE, version(base(title="y"), deadline()), "never") == [("LED403", WARNING)]


def test_a_day_past_the_safe_day_is_a_loud_warning() -> None:
    found = stops(None, version(base(), deadline(state=PAST_SAFE_DAY)), "overdue", TODAY)
    assert [(stop.finding.code, stop.finding.severity) for stop in found] == [("LED404", WARNING)]


# days that move


def moved(field: str = "answer_by", now: str | None = "2026-04-20", **more: str) -> dict[str, Any]:
    demand = {field: now, **more} if now else more
    return base(demand=demand)


BEFORE = version(base(), deadline("first_stop", PAST_SAFE_DAY, title="disagreement", keeps_appeal=False))
LATER = deadline("first_stop", OPEN, date(2026, 4, 20), title="disagreement", keeps_appeal=False)


def test_an_unanswered_day_moved_later_without_a_document_is_stopped() -> None:
    found = stops(BEFORE, version(moved(), LATER), "overdue", TODAY)
    assert len(found) == 1
    stop = found[0]
    assert (stop.finding.code, stop.finding.severity, stop.finding.path) == ("LED402", ERROR, ("demand", "answer_by"))
    assert (stop.field, stop.was, stop.now) == ("answer_by", "2026-04-01", "2026-04-20")
    assert stop.finding.message == (
        "answer_by went from 1 Apr to 20 Apr, no document named; "
        "the disagreement had to arrive by Wed 1 Apr and no answer is recorded"
    )
    assert judged(BEFORE, version(moved(), LATER), "never") == [("LED402", WARNING)]


@pytest.mark.parametrize(
    ("source", "stopped"),
    [("[demand p2]", False), ("the letter [demand]", False), ("page 2", True), ("[other p1]", True)],
)
def test_a_day_moves_with_its_document(source: str, *, stopped: bool) -> None:
    found = judged(BEFORE, version(moved(answer_by_source=source), LATER))
    assert found == ([("LED402", ERROR)] if stopped else [])


def test_a_day_that_is_taken_out_moves_too() -> None:
    for after in (deadline("first_stop", OPEN, date(2026, 5, 1)), deadline("first_stop", NO_DATE, None)):
        found = stops(BEFORE, version(moved(now=None), after), "overdue", TODAY)
        assert [stop.finding.code for stop in found] == ["LED402"]
        assert "went from 1 Apr to nothing" in found[0].finding.message


def test_an_extension_needs_its_proof() -> None:
    after = deadline("first_stop", MOVED, date(2026, 5, 1))
    bare = base(extensions=[{"deadline": "first_stop", "until": "2026-05-01", "proof": "said on the phone"}])
    found = stops(BEFORE, version(bare, after), "overdue", TODAY)
    assert [(stop.finding.code, stop.finding.path) for stop in found] == [("LED402", ("extensions", 0, "until"))]
    assert found[0].finding.message.startswith("its day moves later, no document named")
    proven = base(extensions=[{"deadline": "first_stop", "until": "2026-05-01", "proof": "Letter [demand p1]"}])
    assert judged(BEFORE, version(proven, after)) == []


def test_a_field_that_is_no_day_can_move_a_day() -> None:
    before = version(base(funding="fully_insured"), deadline("first_stop", OPEN))
    found = stops(before, version(base(funding="self_funded"), LATER), "overdue", TODAY)
    assert [stop.finding.path for stop in found] == [("funding",)]
    assert "funding went from fully_insured to self_funded" in found[0].finding.message


@pytest.mark.parametrize(
    "after",
    [
        (),
        (deadline("first_stop", MET, date(2026, 4, 20)),),
        (deadline("first_stop", OPEN, date(2026, 3, 30)),),
        (deadline("second", OPEN, date(2026, 9, 1)),),
    ],
    ids=["gone", "answered", "earlier", "another one"],
)
def test_what_is_no_move_is_let_through(after: tuple[Deadline, ...]) -> None:
    assert judged(BEFORE, version(moved(), *after)) == []


def test_a_day_that_moves_without_any_change_in_the_file_is_not_the_persons_doing() -> None:
    assert judged(BEFORE, version(base(), LATER)) == []
    for waiting in (
        deadline("first_stop", MET),
        deadline("first_stop", OPEN, None),
        deadline("first_stop", kind=OPTION),
    ):
        before = version(base(), waiting)
        assert judged(before, version(moved(), LATER)) == []


def test_the_deadline_of_the_same_claims_is_compared() -> None:
    before = version(base(), deadline("first_stop", OPEN, date(2026, 4, 20), claims=("1",)))
    after = version(
        moved(),
        deadline("first_stop", OPEN, date(2026, 6, 1), claims=("2",)),
        deadline("first_stop", OPEN, date(2026, 4, 20), claims=("1",)),
    )
    assert judged(before, after) == []


def test_a_list_in_the_place_of_a_block_names_no_document() -> None:
    before = version(base(aliases=["2026-04-01"]), deadline("first_stop", OPEN))
    assert judged(before, version(base(aliases=["2026-05-01"]), LATER)) == [("LED402", ERROR)]


# words


def test_the_act_in_words() -> None:
    assert act(LATER, TODAY) == "the disagreement must arrive by Mon 20 Apr"
    assert act(LATER._replace(filed_when="sent"), TODAY) == "the disagreement must be sent by Mon 20 Apr"
    assert act(LATER._replace(act_by=None), TODAY) == "the disagreement must arrive by an unknown day"
    assert prefix(ID) == "7K4Q"
    assert level_of(LATER) == "first"
    assert level_of(LATER._replace(level="redetermination")) == "redetermination"


def test_a_stop_keeps_its_deadline() -> None:
    assert [stop.deadline.name for stop in stops(None, OVERDUE_BEFORE, "overdue", TODAY)] == ["first"]
