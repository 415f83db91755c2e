"""The payer's days: which day of the claims starts them, what shows that they were kept, and what cannot be told."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ledger.core.case import Claim, Closed, Line, Money
from ledger.core.deadline import MET, OPEN, OVERDUE, RELEASED, THEIRS, Deadline
from ledger.core.law.rule import Condition, Counting, Gap, Regime, Window, WindowVersion
from ledger.core.reckoning import deadlines_for
from ledger.core.reckoning.claim_days import EACH_DAY
from ledger.core.sending import Appeal, Filing, Notice
from tests.core.reckoned import HARBOR, a_law, a_letter, day, moment, names, reckoned

if TYPE_CHECKING:
    from ledger.core.case import Case
    from ledger.core.law.governing import Law

SINCE = day("2020-01-01")
OWN = HARBOR._replace(regime="own")


def version(counted_from: str, number: int = 30, *also: Counting, unit: str = "calendar_days") -> WindowVersion:
    counting = Counting(counted_from, number, unit, citation="Sec. 1", source="book", confidence="high")
    return WindowVersion(SINCE, counting, also)


def window(name: str, *versions: WindowVersion, **fields: Any) -> Window:
    return Window(name, name, name.capitalize(), THEIRS, versions=versions)._replace(**fields)


def law_of(*windows: Window) -> Law:
    return a_law(OWN, regimes={"own": Regime("own", "own law", windows)})


def lookback(*met_by: str, trigger: str = "paid", number: int = 30) -> Window:
    return window("lookback", version(trigger, number), met_by=met_by, limits="asking for it")


def paid(number: str, on: str, **fields: Any) -> Claim:
    return Claim(number, paid_on=day(on))._replace(**fields)


def lookbacks(case: Case, law: Law, today: str = "2026-03-09") -> list[Deadline]:
    return [one for one in deadlines_for(case, law, day(today)) if one.name.startswith("lookback")]


CASE = a_letter(OWN, "2026-03-02")


class TestOfTheDayThatStartsThem:
    @pytest.mark.parametrize(
        ("trigger", "last"),
        [
            ("paid", "2026-02-01"),
            ("submitted", "2026-01-20"),
            ("accepted", "2026-01-21"),
            ("payment_received", "2026-02-06"),
            ("served", "2026-01-10"),
            ("discharged", "2026-01-14"),
        ],
    )
    def test_is_any_day_of_a_claim(self, trigger: str, last: str) -> None:
        claim = Claim(
            "1",
            submitted_on=day("2025-12-21"),
            accepted_on=day("2025-12-22"),
            paid_on=day("2026-01-02"),
            payment_received_on=day("2026-01-07"),
            lines=(Line(day("2025-12-11"), "99213", served_through=day("2025-12-15")),),
        )
        law = law_of(lookback("demand", trigger=trigger))
        found = reckoned(CASE._replace(claims=(claim,)), "lookback", law=law)
        assert (found.act_by, found.state, found.awaited, found.limits) == (
            day(last),
            OVERDUE,
            False,
            "asking for it",
        )
        assert lookbacks(CASE._replace(claims=(Claim("2"),)), law) == []

    def test_each_distinct_day_has_its_own_deadline(self) -> None:
        lines = (Line(day("2026-01-05"), "99213"), Line(day("2026-02-16"), "99213"))
        case = CASE._replace(claims=(Claim("1", lines=lines), Claim("2", lines=lines[:1])))
        found = lookbacks(case, law_of(lookback("demand", trigger="served")))
        assert [(one.name, one.state, one.claims) for one in found] == [
            ("lookback/2026-01-05", OVERDUE, ("1", "2")),
            ("lookback/2026-02-16", MET, ("1",)),
        ]

    def test_many_days_that_stand_alike_share_one(self) -> None:
        claims = tuple(Claim(str(at), paid_on=day("2025-06-01") + timedelta(days=at)) for at in range(270))
        late = tuple(one for one in claims if one.paid_on and one.paid_on < day("2026-01-31"))
        found = lookbacks(CASE._replace(claims=claims), law_of(lookback("demand")))
        assert [(one.name, one.state, len(one.claims)) for one in found] == [
            ("lookback/2025-06-01", OVERDUE, len(late)),
            ("lookback/2026-01-31", MET, len(claims) - len(late)),
        ]
        assert found[0].note.endswith("the first of 244 days of payment that stand alike, through Fri 30 Jan 2026")
        few = CASE._replace(claims=claims[:EACH_DAY])
        assert len(lookbacks(few, law_of(lookback("demand")))) == EACH_DAY
        edge = CASE._replace(claims=(*claims[:EACH_DAY], paid("last", "2026-02-20")))
        alone = lookbacks(edge, law_of(lookback("demand")))[-1]
        assert (alone.name, alone.claims, alone.note) == ("lookback/2026-02-20", ("last",), "")

    def test_many_days_before_the_rule_began_have_none(self) -> None:
        claims = tuple(Claim(str(at), paid_on=day("2018-06-01") + timedelta(days=at)) for at in range(60))
        old = a_letter(OWN, "2019-03-02")._replace(claims=claims)
        assert lookbacks(old, law_of(lookback("demand"))) == []
        assert lookbacks(old._replace(claims=claims[:2]), law_of(lookback("demand"))) == []

    def test_a_claim_with_a_reason_of_its_own_follows_it(self) -> None:
        general = lookback("demand")._replace(when=(Condition("reason", ("eligibility",), excluded=True),))
        special = general._replace(name="lookback_cob", when=(Condition("reason", ("eligibility",)),))
        claims = (paid("1", "2026-02-16"), paid("2", "2026-02-17", reason="eligibility"))
        case = a_letter(OWN, "2026-03-02", reason="units")._replace(claims=claims)
        found = lookbacks(case, law_of(general, special))
        assert [(one.name, one.claims) for one in found] == [("lookback", ("1",)), ("lookback_cob", ("2",))]

    def test_the_first_taking_starts_a_corrected_claim(self) -> None:
        own = Window("corrected_claim", "corrected claim", "Corrected claim", "must", versions=(version("taken"),))
        money = (
            Money(day("2026-04-02"), "offset", by_claim=(("1/2", Decimal(1)),)),
            Money(day("2026-03-20"), "withheld", by_claim=(("9", Decimal(1)),)),
            Money(day("2026-03-10"), "refund"),
        )
        case = CASE._replace(claims=(Claim("1"),))
        assert "corrected_claim" not in names(case, law=law_of(own))
        taken = case._replace(money=money)
        assert reckoned(taken, "corrected_claim", law=law_of(own)).arguable_until == day("2026-05-02")
        bare = a_letter(OWN)._replace(money=money)
        assert reckoned(bare, "corrected_claim", law=law_of(own)).arguable_until == day("2026-04-19")

    def test_whole_calendar_years_are_said_so(self) -> None:
        fault = window("without_fault", version("paid", 5, unit="calendar_years"), met_by=("demand",), limits="it")
        case = CASE._replace(claims=(paid("1", "2021-04-06"),))
        reading = reckoned(case, "without_fault", law=law_of(fault)).readings[0]
        assert reading.day == day("2026-12-31")
        assert reading.steps[0].startswith("the fifth calendar year after 2021 ends Thu 31 Dec")
        assert reading.source == "Sec. 1, 5 calendar years after the year of payment"
        long = window("without_fault", version("paid", 12, unit="calendar_years"), met_by=("demand",), limits="it")
        step = reckoned(case, "without_fault", law=law_of(long)).readings[0].steps[0]
        assert step.startswith("the 12th calendar year after 2021 ends")

    def test_a_text_seen_only_later_has_low_confidence_until_then(self) -> None:
        seen = version("paid")._replace(seen_from=day("2026-06-01"))
        case = CASE._replace(claims=(paid("1", "2026-02-16"),))
        reading = reckoned(case, "lookback", law=law_of(lookback()._replace(versions=(seen,)))).readings[0]
        assert reading.rule is not None
        assert reading.rule.confidence == "low"
        assert reading.steps[-1] == "text seen only from Mon 1 Jun 2026"
        later = a_letter(OWN, "2026-06-01")._replace(claims=(paid("1", "2026-05-16"),))
        sure = reckoned(later, "lookback", law=law_of(lookback()._replace(versions=(seen,)))).readings[0]
        assert sure.rule is not None
        assert sure.rule.confidence == "high"


class TestOfWhatShowsIt:
    claims = (paid("1", "2026-01-02"),)  # 30 days end on Sunday 1 February

    def stands(self, window: Window, today: str = "2026-03-09", case: Case = CASE, **fields: Any) -> tuple[str, str]:
        whole = case._replace(claims=self.claims)._replace(**fields)
        found = reckoned(whole, "lookback", today, law_of(window))
        return found.state, found.note

    def test_a_letter_after_the_last_day_is_a_possible_ground(self) -> None:
        assert self.stands(lookback("demand")) == (
            OVERDUE,
            "Mon 2 Mar 2026 is 29 days after the reading kindest to them: possible ground",
        )
        assert self.stands(lookback("demand"), closed=Closed(day("2026-04-01"), "repaid")) == (RELEASED, "")
        assert self.stands(lookback("demand"), case=a_letter(OWN, "2026-02-01")) == (MET, "")

    def test_an_earlier_paper_of_theirs_leaves_it_open(self) -> None:
        asked = (Notice("records_request", dated_on=day("2026-01-20")), Notice("other"))
        state, note = self.stands(lookback("demand"), notices=asked)
        assert (state, note.partition(":")[0]) == (MET, "cannot tell")
        assert note.endswith("but a paper of theirs is of Tue 20 Jan 2026")
        late = (Notice("records_request", dated_on=day("2026-02-20")),)
        assert self.stands(lookback("demand"), notices=late)[0] == OVERDUE
        nothing = (Notice("remittance", dated_on=day("2026-01-20")),)
        assert self.stands(lookback("demand"), notices=nothing)[0] == OVERDUE

    def test_a_letter_without_a_date_came_no_later_than_it_was_received(self) -> None:
        early = a_letter(OWN, received_on=moment("2026-01-30"))
        assert self.stands(lookback("demand"), case=early) == (MET, "")
        late = a_letter(OWN, received_on=moment("2026-03-06"))
        assert self.stands(lookback("demand"), case=late) == (
            OVERDUE,
            "cannot tell: it came 33 days after the day and bears no date",
        )

    def test_where_the_taking_counts_the_letter_does_not(self) -> None:
        early = a_letter(OWN, "2026-01-20")
        assert self.stands(lookback("offset"), "2026-01-25", early) == (OPEN, "")
        assert self.stands(lookback("offset"), case=early) == (OVERDUE, "nothing on file shows that it was done")
        taken = (Money(day("2026-01-30"), "offset"),)
        assert self.stands(lookback("offset"), case=early, money=taken) == (MET, "")
        late = (Money(day("2026-02-03"), "offset"),)
        assert self.stands(lookback("offset"), case=early, money=late)[0] == OVERDUE
        assert self.stands(lookback("demand", "offset"), case=early, money=late) == (MET, "")

    def test_what_no_case_can_show_is_never_asserted(self) -> None:
        early = a_letter(OWN, "2026-01-20")
        assert self.stands(lookback(), "2026-02-01", early) == (OPEN, "")
        assert self.stands(lookback(), "2026-02-02", early) == (
            OVERDUE,
            "cannot tell: nothing in a case shows whether it was done",
        )
        closed = Closed(day("2026-02-01"), "repaid")
        assert self.stands(lookback(), "2026-02-02", early, closed=closed) == (RELEASED, "")

    def test_between_two_readings_it_cannot_be_told(self) -> None:
        longer = Counting("paid", 90, "calendar_days", because="another text", citation="Sec. 2", source="book")
        both = lookback("demand")._replace(versions=(version("paid", 30, longer),))
        state, note = self.stands(both)
        assert (state, note) == (
            MET,
            "cannot tell: done Mon 2 Mar 2026; one reading ends Sun 1 Feb 2026, the kindest Thu 2 Apr 2026",
        )
        bare = a_letter(OWN, "2026-01-20")
        offset = both._replace(met_by=("offset",))
        assert self.stands(offset, "2026-02-03", bare) == (OPEN, "cannot tell: by one reading it ended Sun 1 Feb 2026")

    def test_claims_that_differ_count_from_the_first_and_the_last(self) -> None:
        by_service = Counting("served", 30, "calendar_days", citation="Sec. 2", source="book")
        both = lookback("demand")._replace(versions=(version("paid", 30, by_service),))
        lines = (Line(day("2025-11-03"), "99213"), Line(day("2026-02-09"), "99213"))
        case = CASE._replace(claims=(paid("1", "2026-01-02", lines=lines),))
        found = reckoned(case, "lookback", law=law_of(both))
        assert [one.day for one in found.readings] == [day("2025-12-03"), day("2026-02-01"), day("2026-03-11")]
        assert found.readings[-1].source == "Sec. 2, 30 days from the last service"
        assert (found.act_by, found.state) == (day("2026-03-11"), MET)


class TestOfTheTaking:
    early = window("taking", version("dated", 30, Counting("dated", 45, "calendar_days")), permission=True)
    law = law_of(early)

    def noted(self, *money: Money, **fields: Any) -> tuple[str, str]:
        found = reckoned(CASE._replace(money=money)._replace(**fields), "taking", law=self.law)
        return found.state, found.note

    def test_before_every_reading_is_a_possible_ground(self) -> None:
        money = Money(day("2026-03-20"), "offset")
        assert self.noted(money) == (
            OPEN,
            "taken Fri 20 Mar 2026, before the earliest day, Wed 1 Apr 2026: possible ground",
        )
        assert self.noted(money, closed=Closed(day("2026-04-01"), "repaid"))[0] == RELEASED
        asked = (Filing("immediate_recoupment", sent_on=moment("2026-03-09")),)
        assert self.noted(money, filings=asked) == (OPEN, "")

    def test_between_the_readings_it_cannot_be_told(self) -> None:
        assert self.noted(Money(day("2026-04-02"), "offset"))[1] == (
            "cannot tell: taken Thu 2 Apr 2026; a reading has Thu 16 Apr 2026 as the earliest day"
        )
        assert self.noted(Money(day("2026-04-16"), "offset"))[1] == ""

    def test_a_day_that_is_not_about_the_taking_says_nothing_of_it(self) -> None:
        referral = window("referral", version("dated", 30), permission=True)
        case = a_letter(OWN, "2026-03-02", offset_from=day("2026-03-20"))
        case = case._replace(money=(Money(day("2026-03-20"), "offset"),))
        found = reckoned(case, "referral", law=law_of(referral))
        assert (found.note, len(found.facts)) == ("", 2)

    def test_the_announced_day_stands_beside_the_laws(self) -> None:
        case = a_letter(OWN, "2026-03-02", offset_from=day("2026-03-25"))
        found = reckoned(case, "taking_announced", law=self.law)
        assert (found.act_by, found.state, found.awaited) == (day("2026-03-25"), OPEN, False)
        assert found.note == "announced for Wed 25 Mar 2026, before the earliest day, Wed 1 Apr 2026: possible ground"
        assert "they announce it for Wed 25 Mar 2026" in reckoned(case, "taking", law=self.law).facts
        assert reckoned(case, "taking_announced", "2026-03-25", self.law).state == MET
        notice = Notice("offset_notice", dated_on=day("2026-03-09"), offset_from=day("2026-04-02"))
        both = case._replace(notices=(notice,))
        later = reckoned(both, "taking_announced/2026-04-02", law=self.law)
        assert later.note.startswith("cannot tell: announced for Thu 2 Apr 2026;")
        assert reckoned(case, "taking_announced", law=law_of()).note == ""
        assert "taking_announced" not in names(CASE, law=self.law)


class TestOfAnswersThatAreDue:
    answer = window("payer_answer", version("filing_received", 30), level="first", then="follow_up")
    ours = Window("dispute", "dispute", "Dispute", "must", "first", met_by=("contest", "first"))

    def test_a_contest_starts_it_where_it_answers_the_same_level(self) -> None:
        sent = Filing("contest", sent_on=moment("2026-03-10"), arrived_on=moment("2026-03-12"))
        case = CASE._replace(filings=(sent,))
        law = law_of(self.ours, self.answer)
        found = reckoned(case, "payer_answer", "2026-04-12", law)
        assert (found.act_by, found.state, found.awaited, found.then) == (
            day("2026-04-11"),
            OVERDUE,
            True,
            "follow_up",
        )
        done = case._replace(filings=(sent._replace(decided_on=day("2026-04-20")),))
        found = reckoned(done, "payer_answer", "2026-04-22", law)
        assert (found.state, found.note) == (MET, "9 days after it, Mon 20 Apr 2026")
        received = case._replace(filings=(sent._replace(decision_received_on=day("2026-04-01")),))
        assert reckoned(received, "payer_answer", "2026-04-22", law).met_on == day("2026-04-01")
        assert "payer_answer" not in names(case, law=law_of(self.answer))
        appeal = Appeal("first", sent_on=moment("2026-03-20"), arrived_on=moment("2026-03-23"))
        assert reckoned(case._replace(appeals=(appeal,)), "payer_answer", law=law).act_by == day("2026-04-22")

    def test_a_window_may_name_the_filing_that_starts_it(self) -> None:
        named = self.answer._replace(paper="rebuttal", level="")
        sent = Filing("rebuttal", sent_on=moment("2026-03-10"), arrived_on=moment("2026-03-12"))
        found = reckoned(CASE._replace(filings=(sent,)), "payer_answer", law=law_of(named))
        assert found.act_by == day("2026-04-11")

    def test_only_a_dismissal_starts_what_answers_a_dismissal(self) -> None:
        vacate = Window(
            "vacate",
            "vacate",
            "Request to vacate",
            "option",
            after="first",
            outcomes=("dismissed",),
            versions=(version("decision_dated", 60),),
        )
        upheld = Appeal("first", decided_on=day("2026-04-01"), outcome="upheld")
        law = law_of(self.ours, vacate)
        assert "vacate" not in names(CASE._replace(appeals=(upheld,)), law=law)
        dismissed = CASE._replace(appeals=(upheld._replace(outcome="dismissed"),))
        assert reckoned(dismissed, "vacate", law=law).arguable_until == day("2026-05-31")


def test_gaps_are_no_part_of_reckoning() -> None:
    regime = Regime("own", "own law", (), gaps=(Gap("a rule", "not read"),))
    assert names(CASE, law=a_law(OWN, regimes={"own": regime})) == []
