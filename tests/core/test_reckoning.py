"""Deadlines of whole cases: readings, what moves them and what does not, and where they stand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ledger.core.case import Claim, Closed, Decision, Extension, Extrapolation, Line, Passed
from ledger.core.deadline import (
    ANSWERED,
    LAPSED,
    MET,
    MOVED,
    MUST,
    NO_DATE,
    OPEN,
    OPTION,
    OVERDUE,
    PASSED,
    PAST_SAFE_DAY,
    RELEASED,
    SENT,
    TERM,
    Deadline,
)
from ledger.core.law.governing import governing
from ledger.core.payer import Contract, Patch, PayerWindow
from ledger.core.proof import Consent, Document
from ledger.core.reckoning import deadlines_for, levels_of, next_deadline, regime_for
from ledger.core.sending import Appeal, Filing, Notice, Printed
from tests.core.reckoned import (
    DAB,
    HARBOR,
    MAC,
    PLAN,
    TEXAS,
    a_law,
    a_letter,
    day,
    decided,
    moment,
    names,
    reckoned,
    shipped_regimes,
)

LETTER = a_letter(
    TEXAS, "2026-03-02", received_on=moment("2026-03-06"), received_evidence="stamp, envelope [demand p1]"
)
PROVED = LETTER._replace(documents=(Document("demand", "demand_letter", "demand.pdf"),))
HOUSE = PayerWindow("first", days=180, counted_from="dated", source="Manual p41", confidence="low")


def days(deadline: Deadline) -> tuple[str, str, str]:
    return str(deadline.act_by), str(deadline.mail_by), str(deadline.arguable_until)


class TestOfReadings:
    def test_the_earliest_reading_counts_and_the_last_is_arguable(self) -> None:
        case = PROVED._replace(
            demand=PROVED.demand._replace(answer_by=day("2026-04-01"), answer_by_source="[demand p2]")
        )
        deadline = reckoned(case, "first_stop")
        assert days(deadline) == ("2026-04-01", "2026-03-25", "2026-04-20")
        assert [one.source for one in deadline.readings] == [
            "the letter, demand page 2, prints it",
            "28 TAC 21.2818, 45 days from the letter's date",
            "28 TAC 21.2818, 45 days from receipt",
        ]
        assert deadline.facts[0] == "dated Mon 2 Mar; received Fri 6 Mar (stamp, envelope)"

    def test_a_printed_day_on_a_sunday_is_safe_on_the_friday(self) -> None:
        case = a_letter(HARBOR, "2026-03-02", answer_by=day("2026-04-05"))
        deadline = reckoned(case, "first_stop")
        assert days(deadline) == ("2026-04-03", "2026-03-27", "2026-04-05")
        assert deadline.readings[0].source == "the letter prints it"
        assert deadline.readings[0].steps == ("Sun 5 Apr, a Sunday; the safe day is Fri 3 Apr",)

    def test_what_counts_when_sent_leaves_on_a_working_day_and_needs_no_mail_day(self) -> None:
        printed = (Printed("first_stop", days=34, counted_from="dated", filed_when="sent"),)
        deadline = reckoned(a_letter(HARBOR, "2026-03-02", printed=printed), "first_stop")
        assert (days(deadline), deadline.filed_when) == (("2026-04-03", "None", "2026-04-05"), "sent")
        assert deadline.readings[0].steps == (
            "2 Mar + 34 calendar days = Sun 5 Apr, a Sunday; the safe day is Fri 3 Apr",
        )

    def test_printed_days_count_from_the_date_unless_the_paper_says_otherwise(self) -> None:
        printed = (Printed("first_stop", days=10, unit="business_days"), Printed("first_stop"))
        assert reckoned(a_letter(HARBOR, "2026-03-02", printed=printed), "first_stop").act_by == day("2026-03-16")

    def test_the_payer_file_gives_windows_from_the_day_they_hold(self) -> None:
        later = HOUSE._replace(days=60, valid_from=day("2026-03-03"))
        law = a_law(TEXAS._replace(windows=(HOUSE, later)))
        deadline = reckoned(LETTER, "first", law=law)
        assert days(deadline) == ("2026-08-28", "2026-08-21", "2026-08-29")
        assert deadline.readings[0].source == "Manual p41 (confidence low), 180 days from the letter's date"
        assert deadline.readings[0].basis == "contract"

    def test_a_profile_is_no_contract(self) -> None:
        bare = HOUSE._replace(source=None, confidence=None)
        law = a_law(TEXAS._replace(windows=(bare,), profile="uhc"))
        reading = reckoned(LETTER, "first", law=law).readings[0]
        assert (reading.basis, reading.source) == (
            "profile",
            "the payer file of Lone Star Health, 180 days from the letter's date",
        )
        signed = a_law(TEXAS._replace(windows=(bare,), profile="uhc", contract=Contract()))
        assert reckoned(LETTER, "first", law=signed).readings[0].basis == "contract"

    def test_the_decision_prints_the_next_window(self) -> None:
        printed = (Printed("second", days=60, counted_from="decision_received"), Printed("second", days=50))
        first = decided("first", "2026-05-11", decision_received_on=day("2026-05-14"), printed=printed)
        case = PROVED._replace(appeals=(first._replace(decision_evidence="stamp [demand]"),))
        deadline = reckoned(case, "second", "2026-05-20")
        assert days(deadline)[::2] == ("2026-06-30", "2026-07-13")

    @pytest.mark.parametrize(
        ("count", "act_by", "until"), [("90", "2026-06-05", "2026-07-06"), ("150", "2026-07-02", "2026-08-04")]
    )
    def test_a_patch_can_make_our_day_earlier_and_without_a_document_never_later(
        self, count: str, act_by: str, until: str
    ) -> None:
        payer = MAC._replace(patches=(Patch("medicare-ffs/redetermination/count", "120", count, "the letter says so"),))
        deadline = reckoned(a_letter(MAC, "2026-03-02"), "redetermination", law=a_law(payer))
        assert (days(deadline)[0], days(deadline)[2]) == (act_by, until)
        contract = next(one for one in deadline.readings if one.basis == "contract")
        assert contract.rule is None, "no statute is cited for the contract's count"
        assert contract.source == (
            f"the payer file's change of 42 CFR 405.942(a): the letter says so, {count} days from presumed receipt"
        )
        assert any(one.basis == "law" and one.rule for one in deadline.readings), "the law's own reading stays"

    def test_an_earlier_remittance_starts_the_appeal_clock_and_a_later_one_nothing(self) -> None:
        plain = a_letter(MAC, "2026-03-02")
        before = plain._replace(notices=(Notice("remittance", dated_on=day("2026-02-16")),))
        after = plain._replace(notices=(Notice("remittance", dated_on=day("2026-04-16")),))
        assert reckoned(before, "redetermination").act_by == day("2026-06-16")
        assert reckoned(after, "redetermination").readings == reckoned(plain, "redetermination").readings

    def test_outside_the_listed_years_a_working_day_says_so(self) -> None:
        case = a_letter(HARBOR, "2036-03-03", answer_by=day("2036-04-01"))
        step = reckoned(case, "first_stop", "2036-03-09").readings[0].steps[0]
        assert step == "Tue 1 Apr, a working day (the holidays of 2036 are not listed)"


class TestOfReceipt:
    def test_stated_receipt_moves_only_what_is_arguable(self) -> None:
        stated = a_letter(MAC, "2026-03-02", received_on=moment("2026-03-20"))
        assert days(reckoned(stated, "redetermination"))[::2] == ("2026-07-02", "2026-07-20")
        assert reckoned(stated, "redetermination").facts[0] == "dated Mon 2 Mar; received Fri 20 Mar (as stated)"

    def test_evidence_without_its_document_moves_no_day_later(self) -> None:
        said = a_letter(MAC, "2026-03-02", received_on=moment("2026-03-20"), received_evidence="stamp")
        deadline = reckoned(said, "redetermination")
        assert days(deadline)[::2] == ("2026-07-02", "2026-07-20")
        assert "evidence of receipt names no document" in deadline.readings[-1].steps

    def test_early_receipt_makes_the_day_earlier(self) -> None:
        early = a_letter(MAC, "2026-03-02", received_on=moment("2026-03-03"))
        assert reckoned(early, "redetermination").act_by == day("2026-07-01")
        assert len(reckoned(early, "redetermination").readings) == 2
        proved = a_letter(MAC, "2026-03-02", received_on=moment("2026-03-03"), received_evidence="portal log")
        assert len(reckoned(proved, "redetermination").readings) == 1
        presumed = a_letter(MAC, "2026-03-02", received_on=moment("2026-03-07"), received_evidence="portal log")
        assert len(reckoned(presumed, "redetermination").readings) == 1

    def test_without_a_presumption_the_date_of_the_letter_counts(self) -> None:
        law = a_law(PLAN)
        case = a_letter(PLAN, "2026-10-01")._replace(consents=(Consent("assignment"),))
        assert reckoned(case, "first", "2026-10-05", law).act_by == day("2027-03-30")

    def test_a_letter_without_a_date_counts_from_proved_receipt_alone(self) -> None:
        proved = a_letter(MAC, received_on=moment("2026-03-06"), received_evidence="[demand]")
        assert reckoned(proved, "redetermination").act_by == day("2026-07-02")
        stated = a_letter(MAC, received_on=moment("2026-03-06"))
        deadline = reckoned(stated, "redetermination")
        assert (deadline.state, deadline.missing) == (NO_DATE, "type the date on the letter")
        assert deadline.facts[0].startswith("no date on the letter")
        stop = reckoned(stated, "redetermination_stop")
        assert (stop.missing, stop.note) == ("type the answer-by date on the letter", "answer-by date not typed")


class TestOfLaterPapers:
    first = a_letter(HARBOR, "2026-03-02", answer_by=day("2026-04-01"))

    def with_notice(self, **fields: Any) -> Deadline:
        notice = Notice("second_notice", dated_on=day("2026-03-20"))._replace(**fields)
        return reckoned(self.first._replace(notices=(notice,)), "first_stop")

    def test_a_second_notice_moves_nothing_later(self) -> None:
        deadline = self.with_notice(answer_by=day("2026-05-01"), received_on=moment("2026-03-23"))
        assert days(deadline)[::2] == ("2026-04-01", "2026-04-01")

    def test_a_second_notice_with_an_earlier_day_counts(self) -> None:
        assert self.with_notice(answer_by=day("2026-03-27")).act_by == day("2026-03-27")

    def test_what_only_the_second_notice_prints_is_a_date_all_the_same(self) -> None:
        bare = a_letter(HARBOR, "2026-03-02")
        notice = Notice("second_notice", dated_on=day("2026-03-20"), answer_by=day("2026-05-01"))
        assert reckoned(bare._replace(notices=(notice,)), "first_stop").act_by == day("2026-05-01")

    def test_a_replaced_letter_keeps_its_day(self) -> None:
        old = Notice("demand", "old", dated_on=day("2026-02-02"), answer_by=day("2026-03-13"))
        new = a_letter(HARBOR, "2026-03-02", answer_by=day("2026-04-10"), replaces="old", document="demand")
        assert reckoned(new._replace(notices=(old,)), "first_stop").act_by == day("2026-03-13")
        by_name = old._replace(kind="other", answer_by=None, printed=(Printed("first_stop", until=day("2026-03-12")),))
        assert reckoned(new._replace(notices=(by_name,)), "first_stop").act_by == day("2026-03-12")

    def test_new_time_in_words_counts_with_its_document(self) -> None:
        old = Notice("demand", "old", dated_on=day("2026-02-02"), answer_by=day("2026-03-13"))
        fields: dict[str, Any] = {"answer_by": day("2026-04-10"), "replaces": "old", "clock": "fresh"}
        fresh = a_letter(HARBOR, "2026-03-02", document="demand", **fields)._replace(notices=(old,))
        assert reckoned(fresh, "first_stop").act_by == day("2026-04-10")
        said = a_letter(HARBOR, "2026-03-02", **fields)._replace(notices=(old,))
        assert reckoned(said, "first_stop").act_by == day("2026-03-13")

    def test_a_notice_without_a_date_replaces_nothing(self) -> None:
        old = Notice("demand", "old")
        case = a_letter(HARBOR, "2026-03-02", answer_by=day("2026-04-10"), replaces="old")
        assert reckoned(case._replace(notices=(old,)), "first_stop").act_by == day("2026-04-10")


class TestOfExtensions:
    case = a_letter(HARBOR, "2026-03-02", answer_by=day("2026-04-01"))._replace(
        documents=(Document("granted", "proof", "granted.pdf"),)
    )

    def extended(self, until: str, proof: str | None) -> Deadline:
        return reckoned(self.case._replace(extensions=(Extension("first_stop", day(until), proof),)), "first_stop")

    @pytest.mark.parametrize("proof", ["Letter of 30 March [granted p1]", "granted"])
    def test_a_named_document_moves_the_day(self, proof: str) -> None:
        deadline = self.extended("2026-05-03", proof)
        assert (deadline.state, *days(deadline)) == (MOVED, "2026-05-01", "2026-04-24", "2026-05-03")
        assert deadline.readings[-1].document == "granted"

    @pytest.mark.parametrize("proof", ["Dana said so", "[nothing p1]", None])
    def test_without_a_document_the_day_stands_and_only_the_last_one_moves(self, proof: str | None) -> None:
        deadline = self.extended("2026-05-01", proof)
        assert (deadline.state, *days(deadline)[::2]) == (OPEN, "2026-04-01", "2026-05-01")
        assert deadline.note == "an extension without a named document moves nothing forward"

    def test_an_earlier_day_moves_nothing(self) -> None:
        assert self.extended("2026-03-20", "granted").state == OPEN
        assert self.extended("2026-04-01", "granted").state == OPEN

    def test_an_extension_alone_gives_a_day(self) -> None:
        bare = self.case._replace(demand=self.case.demand._replace(answer_by=None))
        extension = Extension("second", day("2026-05-01"), "granted")
        first = Appeal("first", decided_on=day("2026-03-05"), outcome="upheld")
        case = bare._replace(extensions=(extension,), appeals=(first,))
        assert reckoned(case, "second").act_by == day("2026-05-01")
        spoken = case._replace(extensions=(extension._replace(proof="Dana"),))
        assert reckoned(spoken, "second").state == NO_DATE

    def test_an_extension_of_something_else_is_not_ours(self) -> None:
        other = self.case._replace(extensions=(Extension("first", day("2026-05-01"), "granted"),))
        assert reckoned(other, "first_stop").act_by == day("2026-04-01")


class TestOfStates:
    case = a_letter(MAC, "2026-03-02")

    def stands(self, name: str, today: str, **fields: Any) -> str:
        return reckoned(self.case._replace(**fields), name, today).state

    @pytest.mark.parametrize(
        ("today", "state"),
        [("2026-07-02", OPEN), ("2026-07-03", PAST_SAFE_DAY), ("2026-07-06", PAST_SAFE_DAY), ("2026-07-07", OVERDUE)],
    )
    def test_an_act_of_ours_goes_by_its_two_days(self, today: str, state: str) -> None:
        assert self.stands("redetermination", today) == state

    @pytest.mark.parametrize(("today", "state"), [("2026-03-17", PAST_SAFE_DAY), ("2026-03-18", LAPSED)])
    def test_an_option_lapses(self, today: str, state: str) -> None:
        assert self.stands("rebuttal", today) == state

    def sent(self, arrived: str | None, sent: str = "2026-03-20") -> tuple[Appeal, ...]:
        return (Appeal("redetermination", sent_on=moment(sent), arrived_on=moment(arrived) if arrived else None),)

    def test_what_arrived_in_time_meets_it(self) -> None:
        deadline = reckoned(self.case._replace(appeals=self.sent("2026-03-23")), "redetermination_stop", "2026-05-01")
        assert (deadline.state, deadline.met_on) == (MET, day("2026-03-23"))
        assert deadline.met_by == "redetermination appeal, arrived Mon 23 Mar 2026"

    def test_between_the_days_it_is_met_and_says_so(self) -> None:
        deadline = reckoned(self.case._replace(appeals=self.sent("2026-04-01")), "redetermination_stop", "2026-05-01")
        assert (deadline.state, deadline.note) == (
            MET,
            "after the safe day, Tue 31 Mar 2026; in time by a later reading",
        )

    def test_after_the_last_day_it_is_answered_and_never_met(self) -> None:
        deadline = reckoned(self.case._replace(appeals=self.sent("2026-04-03")), "redetermination_stop", "2026-05-01")
        assert (deadline.state, deadline.note) == (ANSWERED, "2 days after the last day reckoned, Wed 1 Apr 2026")

    @pytest.mark.parametrize("today", ["2026-03-25", "2026-05-01"])
    def test_on_its_way_it_stays_in_sight(self, today: str) -> None:
        deadline = reckoned(self.case._replace(appeals=self.sent(None)), "redetermination_stop", today)
        assert (deadline.state, deadline.met_by) == (SENT, "redetermination appeal, sent Fri 20 Mar 2026")
        assert deadline.note == "arrival not proven"

    def test_sent_after_the_last_day_it_is_answered(self) -> None:
        deadline = reckoned(
            self.case._replace(appeals=self.sent(None, "2026-04-20")), "redetermination_stop", "2026-05-01"
        )
        assert deadline.state == ANSWERED

    def test_neither_sent_nor_arrived_is_no_answer(self) -> None:
        assert self.stands("redetermination", "2026-05-01", appeals=(Appeal("redetermination"),)) == OPEN

    def test_where_sending_counts_the_day_of_sending_does(self) -> None:
        case = a_letter(HARBOR, "2026-03-02", printed=(Printed("first_stop", days=30, filed_when="sent"),))
        appeal = Appeal("first", sent_on=moment("2026-03-31"))
        assert reckoned(case._replace(appeals=(appeal,)), "first_stop", "2026-06-01").state == MET

    def test_passed_says_how(self) -> None:
        deadline = reckoned(self.case._replace(passed=(Passed("rebuttal", "not_used"),)), "rebuttal", "2026-05-01")
        assert (deadline.state, deadline.note) == (PASSED, "ended without a filing: not used")
        assert self.stands("redetermination", "2026-08-01", passed=(Passed("rebuttal", "not_used"),)) == OVERDUE

    def test_only_the_end_of_the_case_or_a_later_level_releases(self) -> None:
        assert self.stands("redetermination", "2026-08-01", closed=Closed(day("2026-05-01"), "repaid")) == RELEASED
        later = (Appeal("reconsideration", sent_on=moment("2026-05-01")),)
        assert self.stands("redetermination", "2026-08-01", appeals=later) == RELEASED
        assert (
            self.stands("redetermination", "2026-08-01", appeals=(decided("redetermination", "2026-05-01"),))
            == RELEASED
        )
        assert self.stands("redetermination", "2026-08-01", decisions=(Decision(day("2026-03-09"), "hold"),)) == OVERDUE

    def test_repay_makes_appeal_clocks_options(self) -> None:
        case = self.case._replace(decisions=(Decision(day("2026-03-09"), "repay"),))
        deadline = reckoned(case, "redetermination", "2026-08-01")
        assert (deadline.kind, deadline.state) == (OPTION, LAPSED)
        reopened = case._replace(decisions=(*case.decisions, Decision(day("2026-03-10"), "reopen")))
        assert reckoned(reopened, "redetermination", "2026-08-01").kind == MUST

    def test_every_line_to_repay_is_a_decision_too(self) -> None:
        line = Line(day("2026-01-08"), "99213", demanded=Decimal("50.00"), answer="repay")
        assert reckoned(self.case._replace(claims=(Claim("1", lines=(line,)),)), "redetermination").kind == OPTION

    @pytest.mark.parametrize(
        ("outcome", "starts"),
        [
            ("upheld", "reconsideration"),
            ("overturned_in_part", "reconsideration"),
            (None, "reconsideration"),
            ("dismissed", "dismissal_review"),
            ("overturned", None),
        ],
    )
    def test_the_next_clock_starts_unless_all_was_won(self, outcome: str | None, starts: str | None) -> None:
        appeal = decided("redetermination", "2026-05-01", outcome=outcome)
        found = {"reconsideration", "dismissal_review"} & set(names(self.case._replace(appeals=(appeal,))))
        assert found == ({starts} if starts else set())

    def test_outside_section_935_nothing_stops_the_taking(self) -> None:
        outside = names(a_letter(MAC, "2026-03-02", section_935=False))
        assert "redetermination" in outside
        assert not {"redetermination_stop", "taking"} & set(outside)
        assert "redetermination_stop" in names(a_letter(MAC, "2026-03-02", section_935=True))


class TestOfClaims:
    def claims(self, *answers: str | None) -> tuple[Claim, ...]:
        return tuple(
            Claim(str(number), lines=(Line(day("2025-12-01"), "97110", demanded=Decimal("10.00"), answer=answer),))
            for number, answer in enumerate(answers, 1)
        )

    def contest(self, *claims: str, arrived: bool = True) -> Filing:
        when = moment("2026-03-20")
        return Filing("contest", sent_on=when, arrived_on=when if arrived else None, claims=claims)

    def test_a_contest_of_some_claims_leaves_the_others_open(self) -> None:
        case = PROVED._replace(claims=self.claims(None, None, "repay"), filings=(self.contest("1"),))
        deadline = reckoned(case, "first_stop", "2026-03-25")
        assert (deadline.state, deadline.claims, deadline.note) == (OPEN, ("2",), "1 of 2 claims answered")
        assert deadline.worth == Decimal("10.00")
        both = case._replace(filings=(self.contest("1"), self.contest("2")))
        assert reckoned(both, "first_stop", "2026-03-25").state == MET
        rest = case._replace(filings=(self.contest("1"), self.contest("2", arrived=False)))
        assert reckoned(rest, "first_stop", "2026-03-25").state == SENT

    def test_an_alias_of_a_claim_is_the_claim(self) -> None:
        named = (self.claims(None)[0]._replace(aliases=("ICN-9",)),)
        case = PROVED._replace(claims=named, filings=(self.contest("ICN-9"),))
        assert reckoned(case, "first_stop", "2026-03-25").state == MET

    def test_worth_is_what_stands_less_what_is_to_be_repaid(self) -> None:
        case = PROVED._replace(claims=self.claims(None, "repay"))
        assert reckoned(case, "first_stop").worth == Decimal("10.00")
        part = Line(
            day("2025-12-01"), "97110", demanded=Decimal("9.00"), answer="dispute_in_part", repay=Decimal("4.00")
        )
        other = Claim("2", funding="unknown", demanded=Decimal("7.00"))
        mixed = PROVED._replace(claims=(Claim("1", lines=(part,)), other))
        found = [one.worth for one in deadlines_for(mixed, a_law(), day("2026-03-09")) if one.name == "first_stop"]
        assert found == [Decimal("7.00"), Decimal("5.00")]
        sample = case._replace(extrapolation=Extrapolation())._replace(
            demand=case.demand._replace(amount=Decimal("900.00")), claims=self.claims(None, None)
        )
        assert reckoned(sample, "first_stop").worth == Decimal("900.00")

    def test_claims_under_two_laws_have_two_groups_of_days(self) -> None:
        claims = (Claim("1"), Claim("2", plan="northfield"))
        case = PROVED._replace(claims=claims, consents=(Consent("assignment"),))
        found = {(one.regime, one.name): one.claims for one in deadlines_for(case, a_law(), day("2026-03-09"))}
        assert found["texas", "first_stop"] == ("1",)
        assert found["erisa", "first"] == ("2",)

    def test_claims_under_unknown_law_share_the_day_the_letter_prints(self) -> None:
        claims = (Claim("1"), Claim("2", funding="unknown"))
        case = PROVED._replace(claims=claims, demand=PROVED.demand._replace(answer_by=day("2026-04-01")))
        deadline = reckoned(case, "first_stop")
        assert (deadline.claims, deadline.note) == (("1", "2"), "1 claim: law unknown")
        assert deadline.arguable_until == day("2026-04-20")

    def test_claims_under_unknown_law_without_a_printed_day_have_no_date(self) -> None:
        claims = (Claim("1"), Claim("2", funding="unknown"))
        found = deadlines_for(PROVED._replace(claims=claims), a_law(), day("2026-03-09"))
        undated, dated = (one for one in found if one.name == "first_stop")
        assert (undated.state, undated.claims, undated.regime) == (NO_DATE, ("2",), "")
        assert undated.note == "answer-by date not typed; 1 claim: law unknown"
        assert (dated.state, dated.claims) == (OPEN, ("1",))

    def test_while_the_law_is_unknown_the_contract_still_counts(self) -> None:
        law = a_law(TEXAS._replace(windows=(HOUSE,)))
        case = PROVED._replace(claims=(Claim("1", funding="unknown"),))
        assert [(one.name, one.regime) for one in deadlines_for(case, law, day("2026-03-09"))] == [("first", "")]
        dated = case._replace(demand=case.demand._replace(answer_by=day("2026-04-01")))
        assert names(dated, law=law) == ["first_stop", "first"]

    def test_a_case_of_unknown_law_without_claims_says_so(self) -> None:
        case = a_letter(TEXAS._replace(funding=None), "2026-03-02")
        deadline = reckoned(case, "first_stop", law=a_law(TEXAS._replace(funding=None)))
        assert deadline.note == "answer-by date not typed; the case: law unknown"

    def test_rules_not_held_leave_the_letter_alone(self) -> None:
        payer = HARBOR._replace(regime="atlantis")
        group = governing(a_letter(payer), a_law(payer))[0]
        assert regime_for(group, a_law(payer)).title == "the letter"
        assert names(a_letter(payer, "2026-03-02"), law=a_law(payer)) == ["first_stop"]


class TestOfTheirs:
    def test_the_lookback_goes_by_the_day_each_payment_reached_us(self) -> None:
        claims = tuple(
            Claim(str(n), payment_received_on=day(one)) for n, one in enumerate(("2025-09-01", "2025-10-09"))
        )
        case = PROVED._replace(claims=(*claims, Claim("9")))
        old, new = (reckoned(case, f"lookback/{one}") for one in ("2025-09-01", "2025-10-09"))
        assert (old.state, old.act_by, old.claims) == (OVERDUE, day("2026-02-28"), ("0",))
        assert (new.state, new.act_by, new.claims) == (MET, day("2026-04-07"), ("1",))
        assert reckoned(case._replace(claims=claims[1:]), "lookback").state == MET
        last = Claim("3", payment_received_on=day("2025-09-03"))  # 180 days to the letter's own day
        assert reckoned(case._replace(claims=(last,)), "lookback").state == MET
        assert "lookback" not in names(PROVED)
        assert "lookback" not in names(a_letter(TEXAS)._replace(claims=claims[:1]))

    def test_a_decision_is_due_until_it_comes(self) -> None:
        when = moment("2026-03-20")
        asked = a_letter(MAC, "2026-03-02")._replace(
            appeals=(Appeal("redetermination", sent_on=when, arrived_on=when),)
        )
        assert reckoned(asked, "redetermination_decision", "2026-05-19").state == OPEN
        assert reckoned(asked, "redetermination_decision", "2026-05-20").state == OVERDUE
        done = asked._replace(appeals=(asked.appeals[0]._replace(decided_on=day("2026-06-01")),))
        assert reckoned(done, "redetermination_decision", "2026-06-02").state == MET
        closed = asked._replace(closed=Closed(day("2026-04-01"), "withdrawn"))
        assert reckoned(closed, "redetermination_decision", "2026-06-02").state == RELEASED
        on_its_way = asked._replace(appeals=(Appeal("redetermination", sent_on=when),))
        assert "redetermination_decision" not in names(on_its_way)

    def test_the_reading_kindest_to_the_payer_decides(self) -> None:
        appeal = Appeal("reconsideration", sent_on=moment("2026-03-20"), arrived_on=moment("2026-03-20"))
        case = a_letter(MAC, "2025-10-01")._replace(appeals=(appeal,))
        assert reckoned(case, "reconsideration_decision").act_by == day("2026-06-02")  # 74 days, not 60

    def test_a_taking_that_may_begin_is_met_once_it_may(self) -> None:
        case = a_letter(MAC, "2026-03-02")
        assert reckoned(case, "taking", "2026-04-10").state == OPEN
        assert reckoned(case, "taking", "2026-04-11").state == MET
        early = a_letter(TEXAS, "2026-03-02", received_on=moment("2026-03-06"))
        assert reckoned(early, "taking").act_by == day("2026-04-16")


class TestOfPapersThatAsk:
    def test_two_requests_have_two_clocks_and_answers_of_their_own(self) -> None:
        one = Notice("records_request", "may", dated_on=day("2026-05-04"), answer_by=day("2026-06-05"))
        two = Notice("records_request", "june", dated_on=day("2026-06-01"))
        sent = Filing("records", answers=("may",), sent_on=moment("2026-05-20"), arrived_on=moment("2026-05-20"))
        case = a_letter(MAC, "2026-03-02", found_by="mac")._replace(notices=(one, two), filings=(sent,))
        assert reckoned(case, "records/may", "2026-07-01").state == MET
        assert reckoned(case, "records/june", "2026-07-01").act_by == day("2026-07-16")
        free = case._replace(filings=(sent._replace(answers=()),))
        assert reckoned(free, "records/june", "2026-07-01").state == MET

    def test_a_letter_older_than_the_rule_has_no_rule(self) -> None:
        case = a_letter(MAC, "1996-12-30")
        assert "rebuttal" not in names(case)
        deadline = reckoned(case, "redetermination", "1997-01-01")
        assert deadline.state == NO_DATE
        assert deadline.considered == ("no text of medicare-ffs for redetermination was seen for Mon 30 Dec 1996",)
        assert deadline.missing == "type the time the letter or contract gives for the redetermination"

    def test_a_low_rule_computes_and_carries_its_label(self) -> None:
        case = a_letter(PLAN, "2026-02-02")._replace(consents=(Consent("assignment"),))
        rule = reckoned(case, "first").readings[0].rule
        assert rule is not None
        assert (rule.confidence, rule.effective_from) == ("low", day("2026-01-01"))

    def test_no_letter_at_all_is_the_one_fact_to_get(self) -> None:
        deadline = reckoned(a_letter(HARBOR), "first_stop")
        assert (deadline.missing, deadline.note) == (
            "get the letter: its date and its answer-by date",
            "no letter on file",
        )

    def test_a_hearing_notice_gives_ten_days_for_evidence(self) -> None:
        appeal = Appeal("alj", sent_on=moment("2026-02-02"), hearing_notice_received_on=day("2026-03-04"))
        case = a_letter(MAC, "2025-10-01")._replace(appeals=(appeal,))
        assert reckoned(case, "evidence").arguable_until == day("2026-03-14")
        assert "evidence" not in names(case._replace(appeals=(appeal._replace(hearing_notice_received_on=None),)))


class TestOfTypedWindows:
    def test_a_name_that_no_rule_knows_is_not_lost(self) -> None:
        printed = (
            Printed("peer_review", days=20),
            Printed("dispute", until=day("2026-04-09")),
            Printed("rebill", days=9),
        )
        case = a_letter(DAB, "2026-03-02", printed=printed)
        odd, known = reckoned(case, "peer_review"), reckoned(case, "dispute")
        assert (odd.act_by, odd.kind, odd.title) == (day("2026-03-20"), MUST, "peer review")
        assert (known.act_by, known.title) == (day("2026-04-09"), "dispute")
        assert "rebill" not in names(case._replace(demand=case.demand._replace(reason="units")))

    @pytest.mark.parametrize(
        ("name", "title", "kind"),
        [
            ("arbitration", "arbitration", TERM),
            ("suit", "time to sue", TERM),
            ("retention", "retention", TERM),
            ("own_insurer", "own insurer", TERM),
            ("attestation", "signature attestation", MUST),
            ("corrected_claim", "corrected claim", OPTION),
            ("discount", "lower amount", OPTION),
        ],
    )
    def test_terms_of_a_contract_have_words_of_their_own(self, name: str, title: str, kind: str) -> None:
        payer = HARBOR._replace(windows=(PayerWindow(name, days=60, counted_from="dated", source="Sec. 9"),))
        found = reckoned(a_letter(payer, "2026-03-02"), name, law=a_law(payer))
        assert (found.title, found.kind, found.arguable_until) == (title, kind, day("2026-05-01"))
        assert name not in names(a_letter(HARBOR, "2026-03-02"))

    def test_notices_and_decisions_name_windows_too(self) -> None:
        notice = Notice("other", dated_on=day("2026-03-03"), printed=(Printed("peer_review", until=day("2026-04-03")),))
        hearing = decided(
            "hearing", "2026-03-03", printed=(Printed("reopening", days=30, counted_from="decision_dated"),)
        )
        case = a_letter(DAB, "2026-01-05")._replace(notices=(notice,), appeals=(hearing,))
        assert reckoned(case, "peer_review").act_by == day("2026-04-03")
        assert reckoned(case, "reopening").act_by == day("2026-04-02")

    def test_the_time_to_bill_another_payer_stands_in_that_payers_file(self) -> None:
        other = PayerWindow("rebill", days=90, counted_from="other_payer_notice", source="Manual p12")
        served = PayerWindow("rebill", days=95, counted_from="served")
        law = a_law(TEXAS._replace(windows=(served,)), HARBOR._replace(windows=(other, served._replace(days=365))))
        line = Line(day("2025-09-15"), "99214", served_through=day("2025-09-16"))
        sent = Filing("rebill", to="harbor", sent_on=moment("2026-03-05"), arrived_on=moment("2026-03-06"))
        case = PROVED._replace(claims=(Claim("1", lines=(line,)),), filings=(sent,))
        case = case._replace(demand=case.demand._replace(reason="eligibility"))
        deadline = reckoned(case, "rebill", law=law)
        assert (deadline.state, deadline.kind, deadline.act_by) == (MET, OPTION, day("2026-06-04"))
        assert "rebill" not in names(case._replace(filings=()), law=law)
        assert "rebill" not in names(case._replace(demand=case.demand._replace(reason="units")), law=law)

    @pytest.mark.parametrize(
        ("trigger", "last"),
        [
            ("paid", "2025-11-05"),
            ("submitted", "2025-10-20"),
            ("accepted", "2025-10-21"),
            ("served", "2025-10-15"),
            ("discharged", "2025-10-16"),
        ],
    )
    def test_a_contract_may_count_from_the_claim(self, trigger: str, last: str) -> None:
        line = Line(day("2025-09-15"), "99214", served_through=day("2025-09-16"))
        claim = Claim(
            "1", submitted_on=day("2025-09-20"), accepted_on=day("2025-09-21"), paid_on=day("2025-10-06"), lines=(line,)
        )
        law = a_law(HARBOR._replace(windows=(PayerWindow("first", days=30, counted_from=trigger),)))
        case = a_letter(HARBOR, "2026-03-02")._replace(claims=(claim,))
        assert reckoned(case, "first", law=law).arguable_until == day(last)
        bare = a_letter(HARBOR, "2026-03-02")
        assert "first" not in names(bare, law=law)


def test_the_first_to_act_on_is_the_earliest_of_ours_that_waits() -> None:
    today = day("2026-03-09")
    found = next_deadline(deadlines_for(a_letter(MAC, "2026-03-02"), a_law(), today))
    assert found is not None
    assert found.name == "redetermination_stop"
    undated = next_deadline(deadlines_for(a_letter(HARBOR), a_law(), today))
    assert undated is not None
    assert undated.state == NO_DATE
    assert next_deadline(()) is None


def test_the_levels_of_a_case_are_those_of_its_law() -> None:
    assert levels_of(a_letter(MAC, "2026-03-02"), a_law())[-2:] == ("council", "court")
    assert levels_of(a_letter(TEXAS._replace(funding=None)), a_law(TEXAS._replace(funding=None)))[:2] == (
        "first",
        "second",
    )


def test_no_date_stands_first() -> None:
    case = a_letter(TEXAS, "2026-03-02")
    assert names(case)[0] == "first"
    assert deadlines_for(case, a_law(), day("2026-03-09"))[0].state == NO_DATE


def test_every_shipped_regime_is_reckoned_without_an_error() -> None:
    for name in shipped_regimes():
        payer = HARBOR._replace(regime=name, line_of_business=None)
        assert deadlines_for(a_letter(payer, "2026-03-02"), a_law(payer), day("2026-03-09"))
