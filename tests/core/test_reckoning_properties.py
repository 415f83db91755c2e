"""What holds for every case: nothing moves later without a document, and no answer makes anything worse."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.core.case import Extension
from ledger.core.deadline import MUST, OVERDUE
from ledger.core.law.rule import versions_in_force
from ledger.core.proof import Document
from ledger.core.reckoning import deadlines_for
from ledger.core.sending import Appeal, Moment, Notice, Printed
from tests.core.reckoned import HARBOR, MAC, TEXAS, a_law, a_letter, day, shipped_regimes

if TYPE_CHECKING:
    from ledger.core.case import Case

LAW = a_law()
TODAY = day("2026-03-09")
FEW = settings(max_examples=40, deadline=None)

dates = st.dates(date(2025, 4, 1), date(2026, 12, 31))
gaps = st.integers(0, 40)
payers = st.sampled_from([MAC, TEXAS, HARBOR])


def letters(*, with_answer: bool = True) -> st.SearchStrategy[Case]:
    days_to_answer = st.one_of(st.none(), st.integers(5, 90)) if with_answer else st.none()
    return st.builds(
        lambda payer, dated, answer: a_letter(
            payer, dated.isoformat(), answer_by=dated + timedelta(days=answer) if answer else None
        ),
        payers,
        dates,
        days_to_answer,
    )


def ours(case: Case, today: date = TODAY) -> dict[str, date]:
    found = deadlines_for(case, LAW, today)
    return {one.name: one.act_by for one in found if one.kind == MUST and one.act_by is not None}


def received(case: Case, after: int, evidence: str | None) -> Case:
    dated = case.demand.dated_on
    assert dated is not None
    demand = case.demand._replace(received_on=Moment(dated + timedelta(days=after)), received_evidence=evidence)
    return case._replace(demand=demand, documents=(Document("envelope", "envelope", "envelope.pdf"),))


@given(letters(), gaps, gaps, st.sampled_from([None, "stamp", "stamp [envelope]"]))
@FEW
def test_later_receipt_never_gives_an_earlier_day(case: Case, first: int, more: int, evidence: str | None) -> None:
    sooner, later = ours(received(case, first, evidence)), ours(received(case, first + more, evidence))
    assert all(sooner[name] <= later[name] for name in sooner)


@given(letters(), gaps, st.sampled_from([None, "stamp"]))
@FEW
def test_receipt_without_a_document_moves_nothing_later(case: Case, after: int, evidence: str | None) -> None:
    plain, stated = ours(case), ours(received(case, after, evidence))
    assert all(stated[name] <= plain[name] for name in plain)


@given(letters(), st.one_of(st.none(), gaps))
@FEW
def test_the_safe_day_is_open_and_never_after_the_last(case: Case, after: int | None) -> None:
    whole = case if after is None else received(case, after, "stamp [envelope]")
    for one in deadlines_for(whole, LAW, TODAY):
        if one.act_by is not None and one.kind == MUST:
            assert one.arguable_until is not None
            assert one.act_by <= one.arguable_until
            assert one.filed_when == "sent" or LAW.holidays.is_open(one.act_by)
            assert one.mail_by is None or one.mail_by < one.act_by


@given(letters(), dates, st.integers(1, 120), st.booleans())
@FEW
def test_a_second_notice_moves_nothing_later(case: Case, dated: date, answer: int, printed: bool) -> None:  # noqa: FBT001
    until = dated + timedelta(days=answer)
    notice = Notice("second_notice", dated_on=dated, received_on=Moment(dated))
    if printed:
        notice = notice._replace(printed=(Printed("first_stop", until=until), Printed("redetermination", until=until)))
    else:
        notice = notice._replace(answer_by=until)
    before = {one.name: one for one in deadlines_for(case, LAW, TODAY) if one.act_by is not None}
    after = {one.name: one for one in deadlines_for(case._replace(notices=(notice,)), LAW, TODAY)}
    for name, one in before.items():
        assert one.act_by is not None
        assert one.arguable_until is not None
        moved = after[name]
        assert moved.act_by is not None
        assert moved.act_by <= one.act_by
        assert moved.arguable_until is not None
        assert moved.arguable_until <= one.arguable_until


@given(letters(), dates, st.sampled_from(["Dana said so", "[letter p1]", None]))
@FEW
def test_an_extension_without_a_document_moves_nothing_later(case: Case, until: date, proof: str | None) -> None:
    names = ("first_stop", "first", "redetermination", "redetermination_stop")
    told = case._replace(extensions=tuple(Extension(name, until, proof) for name in names))
    plain, spoken = ours(case), ours(told)
    assert all(spoken[name] <= plain[name] for name in plain)


@given(letters(), st.integers(0, 3))
@FEW
def test_an_answer_that_arrived_in_time_adds_nothing_overdue(case: Case, early: int) -> None:
    today = day("2030-01-01")
    plain = {one.name for one in deadlines_for(case, LAW, today) if one.kind == MUST and one.state == OVERDUE}
    for level in ("first", "redetermination"):
        act_by = ours(case, today).get(f"{level}_stop")
        if act_by is not None:
            when = Moment(act_by - timedelta(days=early))
            answered = case._replace(appeals=(Appeal(level, sent_on=when, arrived_on=when),))
            found = {
                one.name for one in deadlines_for(answered, LAW, today) if one.kind == MUST and one.state == OVERDUE
            }
            assert found <= plain
            assert f"{level}_stop" not in found


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
@FEW
def test_a_version_never_applies_before_its_start(on: date) -> None:
    for regime in shipped_regimes().values():
        for window in regime.windows:
            assert all(version.effective_from <= on for version in versions_in_force(window, on))
