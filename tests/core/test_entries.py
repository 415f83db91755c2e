"""A correction replaces, a retraction withdraws, and nothing is ever counted twice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.case import Money
from ledger.core.entries import Answer, answers, effective, names_of
from ledger.core.proof import Document, Recorded
from ledger.core.sending import Appeal, Filing, Notice


def money(
    amount: str, tag: str | None = None, *, corrects: str | None = None, retracts: str | None = None, minute: int = 0
) -> Money:
    """One offset; ``tag`` and ``minute`` make its ``recorded``."""
    recorded = Recorded(datetime(2026, 7, 1, 15, minute, tzinfo=UTC), "mortiz", tag) if tag else None
    return Money(date(2026, 6, 30), "offset", Decimal(amount), corrects=corrects, retracts=retracts, recorded=recorded)


def amounts(*entries: Money) -> list[str]:
    """The amounts that count, in order."""
    return [str(entry.amount) for entry in effective(entries)]


def test_a_list_without_corrections_stands_as_it_is() -> None:
    assert amounts(money("1.00", "AAAA"), money("2.00", "BBBB")) == ["1.00", "2.00"]


def test_a_correction_stands_in_the_place_of_what_it_corrects() -> None:
    wrong, other = money("273.20", "J2NX"), money("9.00", "AAAA")
    assert amounts(wrong, other, money("237.20", "M8Q4", corrects="J2NX")) == ["237.20", "9.00"]


def test_a_correction_of_a_correction_keeps_the_first_one_out() -> None:
    assert amounts(
        money("1.00", "AAAA"), money("2.00", "BBBB", corrects="AAAA"), money("3.00", "CCCC", corrects="BBBB")
    ) == ["3.00"]


def test_a_correction_still_counts_when_what_it_corrected_is_withdrawn() -> None:
    assert amounts(
        money("1.00", "AAAA"), money("2.00", "BBBB", corrects="AAAA"), money("0.00", "CCCC", retracts="AAAA")
    ) == ["2.00"]


def test_a_retraction_withdraws_and_does_not_count_itself() -> None:
    assert amounts(money("1.00", "AAAA"), money("1.00", "BBBB", retracts="AAAA")) == []


def test_retracting_a_correction_or_a_retraction_brings_the_earlier_entry_back() -> None:
    first = money("1.00", "AAAA")
    taken_back = money("0.00", "CCCC", retracts="BBBB")
    assert amounts(first, money("2.00", "BBBB", corrects="AAAA"), taken_back) == ["1.00"]
    assert amounts(first, money("2.00", "BBBB", retracts="AAAA"), taken_back) == ["1.00"]


def test_a_withdrawn_middle_of_a_chain_leaves_its_correction_standing() -> None:
    assert amounts(
        money("1.00", "AAAA"),
        money("2.00", "BBBB", corrects="AAAA"),
        money("3.00", "CCCC", corrects="BBBB"),
        money("0.00", "DDDD", retracts="BBBB"),
    ) == ["3.00"]


def test_correcting_a_retraction_makes_the_correction_an_entry_again() -> None:
    assert amounts(
        money("1.00", "AAAA"), money("0.00", "BBBB", retracts="AAAA"), money("2.00", "CCCC", corrects="BBBB")
    ) == ["1.00", "2.00"]


def test_of_two_corrections_of_one_entry_the_later_saved_counts() -> None:
    first = money("1.00", "AAAA")
    early, late = money("2.00", "BBBB", corrects="AAAA", minute=1), money("3.00", "CCCC", corrects="AAAA", minute=9)
    assert amounts(first, early, late) == ["3.00"]
    assert amounts(first, late, early) == ["3.00"]
    unsaved = money("4.00", corrects="AAAA")
    assert amounts(first, unsaved, late) == ["4.00"]


def test_a_correction_may_stand_before_what_it_corrects() -> None:
    assert amounts(money("2.00", "BBBB", corrects="AAAA"), money("1.00", "AAAA")) == ["2.00"]


def test_a_correction_of_something_unknown_stands_for_itself() -> None:
    assert amounts(money("1.00", "AAAA"), money("2.00", "BBBB", corrects="ZZZZ")) == ["1.00", "2.00"]


def test_entries_that_answer_each_other_in_a_circle_all_stand() -> None:
    circle = (money("1.00", "AAAA", corrects="BBBB"), money("2.00", "BBBB", corrects="AAAA"))
    assert amounts(*circle) == ["1.00", "2.00"]
    assert amounts(*circle, money("3.00", "CCCC", corrects="BBBB")) == ["1.00", "3.00"]
    assert amounts(money("1.00", "AAAA", corrects="AAAA")) == ["1.00"]


def test_an_appeal_is_named_by_its_level_until_it_has_an_id() -> None:
    first = Appeal("first")
    again = Appeal("first", id="first-2", corrects="first")
    assert names_of(first) == ("first",)
    assert names_of(again) == ("first-2",)
    assert effective((first, again)) == (again,)
    careless = Appeal("first", corrects="first")
    assert effective((first, careless)) == (careless,)


def test_names_of_other_entries() -> None:
    assert names_of(Filing("contest")) == ("contest",)
    assert names_of(Notice("demand", id="replaced")) == ("replaced",)
    assert names_of(Document("demand", "demand_letter", "a.pdf")) == ("demand",)
    assert names_of(money("1.00", "AAAA")) == ("AAAA",)
    assert names_of(money("1.00")) == ()


def test_answers_say_what_they_mean_and_whether_it_is_there() -> None:
    entries = (money("1.00", "AAAA"), money("2.00", "BBBB", corrects="AAAA"), money("3.00", "CCCC", retracts="ZZZZ"))
    assert answers(entries) == (
        None,
        Answer("AAAA", retracts=False, target=0),
        Answer("ZZZZ", retracts=True, target=None),
    )


TAGS = st.sampled_from("ABCDEF")


@st.composite
def anything_goes(draw: st.DrawFn) -> tuple[Money, ...]:
    """Up to eight entries that correct and retract each other in every possible and impossible way."""
    entries = []
    for number in range(draw(st.integers(0, 8))):
        said = draw(st.sampled_from(("nothing", "corrects", "retracts")))
        name = draw(TAGS)
        entries.append(
            money(
                f"{number}.00",
                draw(st.none() | TAGS),
                corrects=name if said == "corrects" else None,
                retracts=name if said == "retracts" else None,
                minute=draw(st.integers(0, 3)),
            )
        )
    return tuple(entries)


@settings(max_examples=150)
@given(anything_goes())
def test_nothing_appears_from_nowhere_and_no_retraction_counts(entries: tuple[Money, ...]) -> None:
    standing = effective(entries)
    assert len({id(entry) for entry in standing}) == len(standing)
    assert all(any(entry is known for known in entries) for entry in standing)
    assert all(entry.retracts is None for entry in standing)
