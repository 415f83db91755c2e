"""Happened, recorded and saved stand apart, and a joining tells only what neither side had."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from ledger.core.case import Case, Communication, Demand, Money
from ledger.core.history import Saved, answered_in, told
from ledger.core.labels import Label
from ledger.core.proof import Recorded
from ledger.core.sending import Appeal, Moment, Notice

AT = datetime(2026, 3, 9, 16, tzinfo=UTC)
CASE = Case("RC-2026-NPDMXC", "A title", "lone-star-health", Demand(amount=Decimal("12400.00")))
LATER = CASE._replace(demand=Demand(amount=Decimal("9150.00")))
CALL = Communication(
    Moment(date(2026, 3, 9)),
    "phone",
    "Asked.",
    recorded=Recorded(datetime(2026, 3, 9, 16, tzinfo=UTC), "mortiz", "K7Q2"),
)
SENT = CASE._replace(appeals=(Appeal("redetermination", sent_on=Moment(date(2026, 3, 1))),))


def saved(*before: Case | None, after: Case | None, day: int = 10) -> Saved:
    return Saved("RC-2026-NPDMXC", "abc", datetime(2026, 3, day, 12, tzinfo=UTC), "mortiz", before, after)


def sentences(one: Saved, field: str = "") -> list[str]:
    return [each.event.sentence for each in told(one, UTC, field)]


def marks(one: Saved) -> list[tuple[str, ...]]:
    return [tuple(label.words for label in each.labels) for each in told(one, UTC)]


def test_a_save_is_told_with_who_and_when() -> None:
    (one,) = told(saved(CASE, after=LATER), UTC)
    assert (one.case, one.saved.version, one.saved.by) == ("RC-2026-NPDMXC", "abc", "mortiz")
    assert one.event.sentence == "demand amount 12,400.00 -> 9,150.00"


def test_one_field_is_told_from_its_first_value_on() -> None:
    assert sentences(saved(None, after=CASE), "demand.amount") == ["demand amount set to 12,400.00"]
    assert sentences(saved(after=CASE), "demand.amount") == ["demand amount set to 12,400.00"]
    assert sentences(saved(CASE, after=LATER), "demand") == ["demand amount 12,400.00 -> 9,150.00"]
    assert sentences(saved(CASE, after=LATER), "appeals") == []


def test_a_joining_tells_only_what_neither_side_had() -> None:
    mine = LATER
    theirs = CASE._replace(communications=(CALL,))
    joined = LATER._replace(communications=(CALL,))
    assert sentences(saved(mine, theirs, after=joined)) == []
    assert sentences(saved(mine, theirs, after=joined._replace(title="New"))) == ["title A title -> New"]


def test_what_could_not_be_read_is_said() -> None:
    broken = saved(CASE, after=None)._replace(unreadable=True)
    assert sentences(broken) == ["the file could not be read as a case"]
    assert sentences(saved(None, after=CASE)._replace(mended=True)) == ["the file could be read as a case again"]
    assert sentences(saved(CASE, after=None)) == ["the case file was removed"]


def test_entries_saved_late_or_by_another_are_marked() -> None:
    after = CASE._replace(communications=(CALL,))
    assert marks(saved(CASE, after=after)) == [()]
    assert marks(saved(CASE, after=after, day=20)) == [("saved 11 days after it was recorded",)]
    assert marks(saved(CASE, after=after)._replace(by="jlee")) == [("recorded by mortiz",)]
    assert marks(saved(CASE, after=SENT)) == [("saved 9 days later",)]
    assert marks(saved(CASE, after=LATER, day=30)) == [()]


def test_a_case_entered_whole_says_once_that_it_brings_its_past() -> None:
    one = SENT._replace(communications=(CALL,))
    assert marks(saved(None, after=one, day=20)) == [("2 of its entries are older than this save",), (), ()]
    assert marks(saved(None, after=SENT)) == [("1 of its entries is older than this save",), ()]
    assert marks(saved(None, after=CASE)) == [()]


TWICE = CASE._replace(
    money=(
        Money(date(2026, 3, 1), "offset", Decimal("10.00"), recorded=Recorded(AT, "jlee", "AAAA")),
        Money(date(2026, 3, 1), "offset", Decimal("12.00"), corrects="AAAA", recorded=Recorded(AT, "mortiz", "BBBB")),
    ),
    communications=(CALL, CALL._replace(retracts="K7Q2", recorded=None)),
)


def test_both_values_and_who_corrected_stand_at_both_entries() -> None:
    answered = answered_in(TWICE)
    assert {name: label.words for name, label in answered.items()} == {
        "money.AAAA": "later corrected by mortiz, recorded 2026-03-09 (BBBB)",
        "communications.K7Q2": "later taken back",
    }
    first = CASE._replace(money=TWICE.money[:1])
    (wrong,) = told(saved(CASE, after=first), UTC, answered=answered)
    assert Label("corrected", "later corrected by mortiz, recorded 2026-03-09 (BBBB)") in wrong.labels
    (right,) = told(saved(first, after=first._replace(money=TWICE.money)), UTC, "money.AAAA")
    assert right.event.sentence == "corrected: offset of 12.00 (2026-03-01); amount 10.00 -> 12.00"
    assert Label("correction", "corrects AAAA, recorded 2026-03-09 by jlee") in right.labels


def test_an_answer_to_nothing_answers_nothing() -> None:
    lost = CASE._replace(communications=(CALL._replace(corrects="0000"),))
    assert answered_in(lost) == {}


def test_a_changed_demand_stands_after_the_notice_that_changed_it() -> None:
    notice = Notice("second_notice", dated_on=date(2026, 3, 9), document="second")
    (_, one) = told(saved(CASE, after=LATER._replace(notices=(notice,))), UTC)[::-1]
    assert (one.notice, one.documents) == ("second notice", ("second",))
    (sourced,) = told(saved(LATER, after=LATER._replace(demand=LATER.demand._replace(document="demand"))), UTC)
    assert (sourced.notice, sourced.documents) == ("", ("demand",))
    plain = notice._replace(document=None)
    (bare,) = told(saved(CASE._replace(notices=(plain,)), after=LATER._replace(notices=(plain,))), UTC)
    assert (bare.notice, bare.documents) == ("second notice", ())


def test_what_is_not_in_this_copy_is_never_told_as_an_opening() -> None:
    (one,) = told(saved(after=CASE)._replace(cut=True), UTC)
    assert one.event.kind == "cut"
    assert one.labels == ()
    (partly,) = told(saved(CASE, after=LATER)._replace(partly=True), UTC)
    assert partly.save_labels == (Label("partly_read", "some values of this version could not be read"),)


def test_everybody_who_had_a_hand_in_it_is_found() -> None:
    (one,) = told(saved(CASE, after=CASE._replace(communications=(CALL,)))._replace(by="A", kept_by="B"), UTC)
    assert one.people == {"a", "b", "mortiz"}


def test_a_step_of_an_appeal_is_not_measured_by_the_stamp_of_the_appeal() -> None:
    sent = CASE._replace(appeals=(Appeal("first", recorded=Recorded(AT, "jlee", "CCCC")),))
    decided = sent._replace(appeals=(sent.appeals[0]._replace(outcome="upheld", decided_on=date(2026, 5, 11)),))
    (one,) = told(saved(sent, after=decided)._replace(at=datetime(2026, 5, 12, tzinfo=UTC)), UTC)
    assert one.labels == ()
