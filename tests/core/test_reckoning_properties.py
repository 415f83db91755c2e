"""What holds for every case under every law that ships: nothing moves later unproved, no answer makes it worse."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.core.case import Claim, Extension, Line, Money
from ledger.core.deadline import MUST, OPTION, OVERDUE, TERM, THEIRS, Deadline
from ledger.core.law.rule import IDENTIFIED, TAKEN, Window, versions_in_force
from ledger.core.proof import Consent, Document
from ledger.core.reckoning import deadlines_for
from ledger.core.sending import Appeal, Filing, Moment, Notice, Printed
from ledger.report.explain import Told, explained
from tests.core.reckoned import a_law, a_letter, day, shipped_regimes

if TYPE_CHECKING:
    from ledger.core.case import Case
    from ledger.core.law.governing import Law
    from ledger.core.law.rule import Regime

from ledger.core.payer import Payer

TODAY = day("2026-03-09")
SOON = day("2040-01-01")
MANY = settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])

REASONS = ("units", "coordination_of_benefits", "fraud_allegation", "eligibility", "medical_necessity", None)
DOCUMENT = (Document("envelope", "envelope", "envelope.pdf"),)


class Drawn(NamedTuple):
    """One case under one shipped law."""

    case: Case
    law: Law
    regime: Regime


@cache
def law_of(name: str) -> tuple[Payer, Law]:
    """A payer whose claims a shipped law governs, with that law alone."""
    regime = shipped_regimes()[name]
    facts: dict[str, Any] = {one.fact: one.values[0] for one in regime.applies_when if not one.excluded}
    payer = Payer("A payer", regime=name, slug="payer")._replace(**facts)
    if payer.network is None:
        payer = payer._replace(network="not_contracted")
    return payer, a_law(payer, regimes={name: regime})


days = st.dates(date(2018, 1, 1), date(2028, 12, 31))
gaps = st.integers(0, 60)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """A letter with claims, decisions, other papers and takings, under any law that ships."""
    name = draw(st.sampled_from(sorted(shipped_regimes())))
    payer, law = law_of(name)
    regime = law.regimes[name]
    dated = draw(days)
    answer = draw(st.one_of(st.none(), st.integers(5, 90)))
    case = a_letter(
        payer,
        dated.isoformat(),
        answer_by=dated + timedelta(days=answer) if answer else None,
        reason=draw(st.sampled_from(REASONS)),
        found_by=draw(st.sampled_from([None, "mac", "upic"])),
        section_935=draw(st.sampled_from([None, True, False])),
    )
    before = [dated - timedelta(days=draw(st.integers(1, 2200))) for _ in range(draw(st.integers(0, 3)))]
    claims = tuple(
        Claim(str(at), paid_on=on, payment_received_on=on, submitted_on=on, accepted_on=on, lines=(Line(on, "99213"),))
        for at, on in enumerate(before)
    )
    decided = dated
    appeals = []
    for level in regime.levels[: draw(st.integers(0, 3))]:
        decided += timedelta(days=draw(st.integers(10, 200)))
        appeals.append(Appeal(level.name, decided_on=decided, outcome=draw(st.sampled_from(["upheld", "dismissed"]))))
    papers = sorted({window.paper for window in regime.windows if window.paper})
    asked = draw(st.lists(st.sampled_from(papers), max_size=2)) if papers else []
    notices = tuple(
        Notice(kind, f"n{at}", dated_on=dated + timedelta(days=draw(gaps))) for at, kind in enumerate(asked)
    )
    taken = draw(st.one_of(st.none(), st.integers(0, 200)))
    money = () if taken is None else (Money(dated + timedelta(days=taken), "offset"),)
    whole = case._replace(
        claims=claims,
        appeals=tuple(appeals),
        notices=notices,
        money=money,
        documents=DOCUMENT,
        consents=(Consent("assignment"),),
    )
    return Drawn(whole, law, regime)


cases = drawn()


def found(drawn: Drawn, case: Case | None = None, today: date = TODAY) -> tuple[Deadline, ...]:
    return deadlines_for(case or drawn.case, drawn.law, today)


def ours(drawn: Drawn, case: Case | None = None) -> dict[str, date]:
    kinds = (MUST, OPTION, TERM)
    return {one.name: one.act_by for one in found(drawn, case) if one.kind in kinds and one.act_by is not None}


def received(case: Case, after: int, evidence: str | None) -> Case:
    """The letter and the last decision, received some days after their dates."""
    dated = case.demand.dated_on
    assert dated is not None
    demand = case.demand._replace(received_on=Moment(dated + timedelta(days=after)), received_evidence=evidence)
    appeals = case.appeals
    if appeals and appeals[-1].decided_on:
        on = appeals[-1].decided_on + timedelta(days=after)
        appeals = (*appeals[:-1], appeals[-1]._replace(decision_received_on=on, decision_evidence=evidence))
    return case._replace(demand=demand, appeals=appeals)


@given(cases, gaps, gaps, st.sampled_from([None, "stamp", "stamp [envelope]"]))
@MANY
def test_later_receipt_never_gives_an_earlier_day(drawn: Drawn, first: int, more: int, evidence: str | None) -> None:
    sooner = ours(drawn, received(drawn.case, first, evidence))
    later = ours(drawn, received(drawn.case, first + more, evidence))
    assert sooner.keys() == later.keys()
    assert all(sooner[name] <= later[name] for name in sooner)


@given(cases, st.one_of(st.none(), gaps))
@MANY
def test_the_safe_day_is_never_after_the_last_and_no_day_lands_on_a_closed_one(drawn: Drawn, after: int | None) -> None:
    whole = drawn.case if after is None else received(drawn.case, after, "stamp [envelope]")
    open_on = drawn.law.holidays.is_open
    for one in found(drawn, whole):
        if one.act_by is None:
            continue
        assert one.arguable_until is not None
        assert one.act_by <= one.arguable_until
        assert all(open_on(reading.day) for reading in one.readings if reading.day != reading.unrolled)
        if one.kind in (MUST, OPTION) and one.readings:
            assert open_on(one.act_by)
            assert one.mail_by is None or (one.mail_by < one.act_by and open_on(one.mail_by))


@given(cases)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_reading_is_marked_as_the_one_that_is_used(drawn: Drawn) -> None:
    for one in found(drawn):
        if one.readings:
            lines = explained(Told(one, drawn.case, drawn.regime, 0, TODAY))
            assert sum(line.endswith("<- used") for line in lines) == 1
            assert all(len(line) <= 80 for line in lines)


def _rule_days(case: Case, window: Window) -> set[date | None]:
    """The days of everything that may start a window of the rules in this case."""
    triggers = {version.counting.counted_from for version in window.versions}
    if TAKEN in triggers:
        return {entry.dated_on for entry in case.money}
    if window.after:
        return {appeal.decided_on for appeal in case.appeals if appeal.level == window.after}
    if window.paper:
        return {notice.dated_on for notice in case.notices if notice.kind == window.paper}
    return {case.demand.dated_on}


@given(cases)
@MANY
def test_a_version_never_applies_before_its_start_or_after_its_end(drawn: Drawn) -> None:
    for one in found(drawn):
        window = drawn.regime.window(one.name.partition("/")[0])
        for rule in (reading.rule for reading in one.readings if reading.rule is not None):
            assert window is not None
            assert rule.effective_from is not None
            on = [day for day in _rule_days(drawn.case, window) if day is not None]
            assert any(
                rule.effective_from in {version.effective_from for version in versions_in_force(window, day)}
                for day in on
            )
            assert rule.effective_from <= max(on)


@given(cases, st.integers(0, 9), st.data())
@MANY
def test_an_answer_that_arrived_in_time_adds_nothing_overdue(drawn: Drawn, early: int, data: st.DataObject) -> None:
    before = found(drawn, today=SOON)
    waiting = [one for one in before if one.kind == MUST and one.act_by is not None and one.level]
    past = {one.name for one in before if one.kind != THEIRS and one.state == OVERDUE}
    if not waiting:
        return
    one = data.draw(st.sampled_from(waiting))
    assert one.act_by is not None
    when = Moment(one.act_by - timedelta(days=early))
    appeal = Appeal(one.level, sent_on=when, arrived_on=when)
    added = drawn.case._replace(appeals=(*drawn.case.appeals, appeal))
    now = {one.name for one in found(drawn, added, SOON) if one.kind != THEIRS and one.state == OVERDUE}
    assert now <= past
    window = drawn.regime.window(one.name.partition("/")[0])
    assert one.name not in now or window is None or one.level not in window.met_by


@given(cases, days, st.integers(0, 120), st.data())
@MANY
def test_no_fact_without_a_document_moves_a_day_later(
    drawn: Drawn, dated: date, count: int, data: st.DataObject
) -> None:
    case, until = drawn.case, dated + timedelta(days=count)
    name = data.draw(st.sampled_from([window.name for window in drawn.regime.windows] or ["first"]))
    said = Notice("second_notice", "told", dated_on=dated, received_on=Moment(dated))
    facts = {
        "stated receipt": received(case, count, None),
        "evidence without a document": received(case, count, "stamp"),
        "more time, said": case._replace(extensions=(Extension(name, until, "Dana said so"),)),
        "more time, nothing written": case._replace(extensions=(Extension(name, until),)),
        "more time, a letter that is not there": case._replace(extensions=(Extension(name, until, "[letter p1]"),)),
        "a second notice": case._replace(notices=(*case.notices, said._replace(answer_by=until))),
        "a day it prints": case._replace(notices=(*case.notices, said._replace(printed=(Printed(name, until=until),)))),
        "a day the letter prints": case._replace(demand=case.demand._replace(printed=(Printed(name, until=until),))),
        "new time in words": case._replace(demand=case.demand._replace(clock="fresh")),
        "a hold": case._replace(filings=(Filing("hold", held_through=until),)),
        "a later taking": case._replace(money=(*case.money, Money(date(2041, 1, 1), "offset"))),
        "a remittance": case._replace(notices=(*case.notices, said._replace(kind="remittance"))),
    }
    plain = ours(drawn)
    for what, whole in facts.items():
        spoken = ours(drawn, whole)
        assert all(spoken.get(one, plain[one]) <= plain[one] for one in plain), what


@given(cases)
@MANY
def test_the_reading_kindest_to_the_payer_decides_its_days(drawn: Drawn) -> None:
    for one in found(drawn):
        window = drawn.regime.window(one.name.partition("/")[0])
        if one.kind != THEIRS or window is None or one.act_by is None:
            continue
        kindest = min if window.permission else max
        assert one.act_by == kindest(reading.day for reading in one.readings)
        if one.state == OVERDUE:
            assert one.act_by < TODAY or (one.met_on is not None and one.met_on > one.act_by)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_versions_in_force_have_started_and_not_ended(on: date) -> None:
    for regime in shipped_regimes().values():
        for window in regime.windows:
            for version in versions_in_force(window, on):
                assert version.effective_from <= on
                assert version.through is None or on <= version.through


def test_every_law_governs_the_cases_drawn_for_it() -> None:
    for name in shipped_regimes():
        payer, law = law_of(name)
        case = a_letter(payer, "2026-11-02")._replace(consents=(Consent("assignment"),))
        report = any(
            version.counting.counted_from == IDENTIFIED
            for window in law.regimes[name].windows
            for version in window.versions
        )
        regimes = {one.regime for one in deadlines_for(case, law, TODAY)}
        assert regimes <= {name}
        assert regimes or report or not law.regimes[name].windows, name
