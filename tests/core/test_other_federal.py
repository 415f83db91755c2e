"""The federal programs beside Medicare fee-for-service: date examples, and no day where nobody read a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ledger.core.case import Case, Claim, Line
from ledger.core.deadline import MET, MUST, NO_DATE, OPEN, OPTION, OVERDUE
from ledger.core.law.governing import governing
from ledger.core.payer import Payer
from ledger.core.proof import Consent, Document
from ledger.core.reckoning import deadlines_for
from ledger.core.reckoning.silence import gap_findings
from ledger.core.sending import Appeal
from tests.core.reckoned import PLAN, a_law, a_letter, day, decided, moment, names, reckoned, shipped_regimes

if TYPE_CHECKING:
    from ledger.core.deadline import Deadline


def a_payer(line_of_business: str, network: str | None = None) -> Payer:
    """A payer file that names no rules: the facts have to bring them."""
    return Payer("Bayou Health", line_of_business=line_of_business, network=network, slug=line_of_business)


ADVANTAGE = a_payer("medicare_advantage", "not_contracted")
CONTRACTED = a_payer("medicare_advantage", "contracted")
PART_D = a_payer("medicare_part_d")
MEDICAID = a_payer("medicaid_ffs")
MANAGED = a_payer("medicaid_managed")
FEHB = a_payer("fehb")
TRICARE = a_payer("tricare", "not_contracted")
VA = a_payer("va")
COMP = a_payer("workers_comp")
BROUGHT = (
    (ADVANTAGE, "medicare-advantage-noncontract"),
    (CONTRACTED, "medicare-advantage"),
    (PART_D, "part-d"),
    (MEDICAID, "medicaid"),
    (MANAGED, "medicaid-managed"),
    (FEHB, "fehb"),
    (TRICARE, "tricare"),
    (VA, "va"),
    (COMP, "workers-comp"),
)
by_program = pytest.mark.parametrize(("payer", "regime"), BROUGHT, ids=[name for _, name in BROUGHT])


def told(payer: Payer, case: Case) -> list[str]:
    return [one.message for one in gap_findings(case, a_law(payer)) if one.code == "LED503"]


def days(payer: Payer, case: Case, name: str, today: str = "2026-05-05") -> tuple[str, str]:
    """The safe day and the last day of a deadline."""
    found = reckoned(case, name, today, a_law(payer))
    return str(found.act_by), str(found.arguable_until)


def received(payer: Payer, dated: str, on: str, **fields: Any) -> Case:
    """A letter whose day of receipt a listed envelope proves."""
    case = a_letter(payer, dated, received_on=moment(on), received_evidence="stamp [envelope]", **fields)
    return case._replace(documents=(Document("envelope", "envelope", "envelope.pdf"),))


@by_program
def test_the_line_of_business_brings_the_rules_and_no_other(payer: Payer, regime: str) -> None:
    groups = governing(a_letter(payer, "2026-05-04"), a_law(payer))
    assert [(one.regime, one.ask) for one in groups] == [(regime, ())]


@by_program
def test_an_ordinary_case_is_reckoned_under_them(payer: Payer, regime: str) -> None:
    level = shipped_regimes()[regime].levels[0].name
    claim = Claim("1", "P-1", lines=(Line(day("2025-11-03"), "99213"),))
    case = a_letter(payer, "2026-05-04")._replace(
        claims=(claim,),
        appeals=(decided(level, "2026-08-03", sent_on=moment("2026-05-11"), arrived_on=moment("2026-05-13")),),
    )
    found = deadlines_for(case, a_law(payer), day("2026-08-10"))
    assert {one.regime for one in found} == {regime}
    assert all(one.missing for one in found if one.state == NO_DATE)


class TestMedicareAdvantageWithoutAContract:
    """Denials of 31 December 2024 and 6 April 2026, and what follows."""

    case = a_letter(ADVANTAGE, "2026-04-06")
    asked = Appeal("reconsideration", sent_on=moment("2026-05-04"), arrived_on=moment("2026-05-07"))

    def test_65_days_from_a_notice_of_2026(self) -> None:
        assert days(ADVANTAGE, self.case, "reconsideration") == ("2026-06-10", "2026-06-10")

    def test_60_days_from_a_notice_of_2024_and_no_roll(self) -> None:
        case = a_letter(ADVANTAGE, "2024-12-31")
        assert days(ADVANTAGE, case, "reconsideration", "2025-01-02") == ("2025-02-28", "2025-03-01")

    def test_proof_of_early_receipt_shortens_and_of_late_receipt_never_lengthens_the_safe_day(self) -> None:
        early = received(ADVANTAGE, "2026-04-06", "2026-04-07")
        assert days(ADVANTAGE, early, "reconsideration") == ("2026-06-05", "2026-06-10")
        late = received(ADVANTAGE, "2026-04-06", "2026-04-20")
        assert days(ADVANTAGE, late, "reconsideration") == ("2026-06-10", "2026-06-19")

    def test_the_waiver_is_due_with_the_request_and_not_met_by_it(self) -> None:
        law = a_law(ADVANTAGE)
        request = reckoned(self.case, "reconsideration", "2026-05-05", law)
        waiver = reckoned(self.case, "waiver_of_liability", "2026-05-05", law)
        assert (waiver.act_by, waiver.kind) == (request.act_by, MUST)
        asked = self.case._replace(appeals=(self.asked,))
        assert reckoned(asked, "reconsideration", "2026-05-11", law).state == MET
        assert reckoned(asked, "waiver_of_liability", "2026-05-11", law).state == OPEN

    def test_the_plan_has_60_days_from_the_request_and_nothing_is_filed_for_the_next_level(self) -> None:
        law = a_law(ADVANTAGE)
        asked = self.case._replace(appeals=(self.asked,))
        assert reckoned(asked, "reconsideration_decision", "2026-05-11", law).act_by == day("2026-07-06")
        upheld = self.case._replace(appeals=(decided("reconsideration", "2026-07-01"),))
        assert not {"ire_dismissal", "vacate", "alj"} & set(names(upheld, "2026-07-06", law))

    def test_a_dismissal_opens_two_ways(self) -> None:
        dismissed = decided("reconsideration", "2026-07-01", outcome="dismissed")
        case = self.case._replace(appeals=(dismissed,))
        assert days(ADVANTAGE, case, "ire_dismissal", "2026-07-06") == ("2026-08-28", "2026-08-30")
        assert days(ADVANTAGE, case, "vacate", "2026-07-06") == ("2026-12-31", "2027-01-01")

    def test_the_reviewers_decision_opens_a_hearing_with_the_amount_of_its_year(self) -> None:
        case = self.case._replace(appeals=(decided("ire", "2026-08-03"),))
        hearing = reckoned(case, "alj", "2026-08-10", a_law(ADVANTAGE))
        assert hearing.act_by == day("2026-10-07")
        assert "200.00" in hearing.note

    def test_council_and_court_wait_for_a_day_from_the_paper(self) -> None:
        case = self.case._replace(appeals=(decided("alj", "2026-11-02"),))
        council = reckoned(case, "council", "2026-11-09", a_law(ADVANTAGE))
        assert (council.state, council.act_by) == (NO_DATE, None)
        assert any("422.608" in message for message in told(ADVANTAGE, case))


def test_a_contract_of_the_plan_leaves_every_day_to_the_contract() -> None:
    case = a_letter(CONTRACTED, "2026-04-06")
    answer = reckoned(case, "first_stop", "2026-05-05", a_law(CONTRACTED))
    assert (answer.regime, answer.state) == ("medicare-advantage", NO_DATE)
    printed = a_letter(CONTRACTED, "2026-04-06", answer_by=day("2026-05-06"))
    assert days(CONTRACTED, printed, "first_stop") == ("2026-05-06", "2026-05-06")


def test_an_unknown_network_asks_instead_of_picking() -> None:
    unknown = ADVANTAGE._replace(network=None)
    group = governing(a_letter(unknown, "2026-04-06"), a_law(unknown))[0]
    assert (group.regime, len(group.ask)) == ("", 1)


def test_part_d_appeals_are_the_enrollees_and_counted_from_receipt_since_2025() -> None:
    law = a_law(PART_D)
    asked = reckoned(a_letter(PART_D, "2026-04-06"), "redetermination", "2026-05-05", law)
    assert (asked.kind, asked.act_by) == (OPTION, day("2026-06-10"))
    assert days(PART_D, a_letter(PART_D, "2024-12-31"), "redetermination") == ("2025-02-28", "2025-03-01")
    answer = reckoned(a_letter(PART_D, "2026-04-06"), "dispute", "2026-05-05", law)
    assert (answer.kind, answer.state) == (MUST, NO_DATE)
    heard = a_letter(PART_D, "2026-04-06")._replace(appeals=(decided("alj", "2026-09-14"),))
    assert days(PART_D, heard, "council", "2026-09-21") == ("2026-11-18", "2026-11-18")


class TestOfExternalReview:
    """A final denial received Friday 30 October 2026."""

    denied = decided(
        "first",
        "2026-10-26",
        decision_received_on=day("2026-10-30"),
        decision_evidence="stamp [envelope]",
    )
    case = a_letter(PLAN, "2026-10-01")._replace(
        appeals=(denied,),
        consents=(Consent("assignment"),),
        documents=(Document("envelope", "envelope", "envelope.pdf"),),
    )

    def test_four_months_without_such_a_day_end_on_the_first_of_the_fifth(self) -> None:
        assert days(PLAN, self.case, "external", "2026-11-02") == ("2027-03-01", "2027-03-01")

    def test_a_sunday_rolls_on_by_the_rule_itself(self) -> None:
        denied = self.denied._replace(decision_received_on=day("2026-10-28"))
        case = self.case._replace(appeals=(denied,))
        assert days(PLAN, case, "external", "2026-11-02") == ("2027-02-26", "2027-03-01")

    def test_the_reviewer_has_45_days(self) -> None:
        asked = Appeal("external", sent_on=moment("2026-11-09"), arrived_on=moment("2026-11-10"))
        case = self.case._replace(appeals=(self.denied, asked))
        decision = reckoned(case, "external_decision", "2026-11-11", a_law(PLAN))
        assert decision.act_by == day("2026-12-25")

    def test_without_an_assignment_no_day_of_the_law_is_shown(self) -> None:
        bare = self.case._replace(consents=())
        assert governing(bare, a_law(PLAN))[0].regime == ""
        assert "external" not in names(bare, "2026-11-02", a_law(PLAN))


@pytest.mark.parametrize("sponsor", ["government", "church"])
def test_plans_that_erisa_does_not_cover_stay_with_letter_and_contract(sponsor: str) -> None:
    plan = PLAN._replace(sponsor=sponsor, regime=None)
    group = governing(a_letter(plan, "2026-05-04"), a_law(plan))[0]
    assert group.regime == "contract"
    assert any(one.startswith("erisa set aside") for one in group.set_aside)


class TestOfATricareDemand:
    """A demand of Monday 4 May 2026."""

    case = a_letter(TRICARE, "2026-05-04")

    def test_the_review_request_is_there_by_day_90_and_the_money_by_day_30(self) -> None:
        assert days(TRICARE, self.case, "review") == ("2026-07-31", "2026-08-02")
        assert days(TRICARE, self.case, "refund") == ("2026-06-03", "2026-06-03")

    def test_receipt_moves_neither(self) -> None:
        late = received(TRICARE, "2026-05-04", "2026-05-20")
        assert days(TRICARE, late, "review") == ("2026-07-31", "2026-08-02")

    def test_a_factual_appeal_counts_by_the_postmark(self) -> None:
        appeal = reckoned(self.case, "reconsideration", "2026-05-05", a_law(TRICARE))
        assert (appeal.filed_when, appeal.act_by, appeal.kind) == ("sent", day("2026-07-31"), OPTION)
        assert appeal.arguable_until == day("2026-08-02"), "a Sunday, when no post office is open"

    @pytest.mark.parametrize(
        ("after", "name", "amount"),
        [("reconsideration", "formal_review", "50.00"), ("formal_review", "hearing", "300.00")],
    )
    def test_the_next_levels_have_60_days_and_a_least_amount(self, after: str, name: str, amount: str) -> None:
        case = self.case._replace(appeals=(decided(after, "2026-09-14"),))
        found = reckoned(case, name, "2026-09-15", a_law(TRICARE))
        assert (found.act_by, found.filed_when) == (day("2026-11-13"), "sent")
        assert amount in found.note

    def test_a_network_provider_has_the_review_and_no_appeal(self) -> None:
        inside = TRICARE._replace(network="contracted")
        case = a_letter(inside, "2026-05-04")._replace(appeals=(decided("reconsideration", "2026-09-14"),))
        found = names(case, "2026-05-05", a_law(inside))
        assert "review" in found
        assert not {"reconsideration", "formal_review", "hearing"} & set(found)


def test_fehb_reviews_are_the_individuals_and_opm_has_no_day_of_its_own() -> None:
    law = a_law(FEHB)
    claim = Claim("1", "P-1", lines=(Line(day("2024-11-03"), "99213"),))
    case = a_letter(FEHB, "2026-05-04")._replace(claims=(claim,))
    asked = reckoned(case, "reconsideration", "2026-05-05", law)
    assert (asked.kind, asked.act_by) == (OPTION, day("2026-11-04"))
    denied = case._replace(appeals=(decided("reconsideration", "2026-06-15"),))
    assert "opm" not in names(denied, "2026-06-22", law)
    assert any("OPM review" in message for message in told(FEHB, denied))
    final = case._replace(appeals=(decided("opm", "2026-09-14"),))
    # 1 January 2028 is a Saturday, observed on the Friday before
    assert days(FEHB, final, "court") == ("2027-12-30", "2027-12-31")


def _ours(case: Case, payer: Payer) -> list[Deadline]:
    return [one for one in deadlines_for(case, a_law(payer), day("2026-05-05")) if one.kind == MUST]


UNREAD = (
    (MEDICAID, "dispute", "state law"),
    (MANAGED, "first_stop", "state law"),
    (VA, "first_stop", "1703D(e)"),
    (COMP, "first_stop", "not researched"),
)


@pytest.mark.parametrize(("payer", "name", "because"), UNREAD, ids=[one[0].slug for one in UNREAD])
def test_where_nobody_read_a_rule_the_reason_stands_instead_of_a_day(payer: Payer, name: str, because: str) -> None:
    case = a_letter(payer, "2026-05-04")
    ours = _ours(case, payer)
    assert [(one.name, one.state, one.act_by, one.readings) for one in ours] == [(name, NO_DATE, None, ())]
    assert any(because in message for message in told(payer, case))


@pytest.mark.parametrize(("payer", "name"), [one[:2] for one in UNREAD], ids=[one[0].slug for one in UNREAD])
def test_where_nobody_read_a_rule_the_day_that_the_letter_prints_counts(payer: Payer, name: str) -> None:
    case = a_letter(payer, "2026-05-04", answer_by=day("2026-06-03"))
    found = reckoned(case, name, "2026-06-04", a_law(payer))
    assert (found.act_by, found.state) == (day("2026-06-03"), OVERDUE)
