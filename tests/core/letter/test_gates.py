"""What holds a letter beyond its elements: counsel, what is forbidden, one law; and schedules, notices, companions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ledger.core.case import Counsel, Related, SelfReport
from ledger.core.identity import Identities
from ledger.core.law.rule import Content, Counting, Recovery, Regime, Window, WindowVersion
from ledger.core.letter import companions
from ledger.core.letter.content import exhibits_of, letter_data
from ledger.core.letter.element import FORBIDDEN, LAWS
from ledger.core.letter.forbidden import _CHECKS
from ledger.core.letter.gap import elements_missing
from ledger.core.letter.kind import KINDS
from ledger.core.letter.schedule import instalments_of, ties
from ledger.core.letter.selection import Selection, chosen
from ledger.core.practice import Finance, Thresholds
from ledger.core.proof import Consent, Ground
from ledger.core.sending import Appeal, Desk, Filing, RepaymentPlan
from tests.core.letter.matters import a_case, a_law, whole
from tests.core.letter.more_matters import AGREED, ERS, PAT, the_matter

if TYPE_CHECKING:
    from ledger.core.letter.matter import Matter

LINES = Thresholds(Decimal("90.00"), Decimal(20), 3)


def held(matter: Matter) -> list[str]:
    return [one.message for one in elements_missing(matter) if one.code == "LED609"]


def under(matter: Matter, lines: Thresholds, revenue: str = "") -> Matter:
    finance = Finance(monthly_revenue=Decimal(revenue)) if revenue else None
    settings = matter.law.settings._replace(thresholds=lines, finance=finance)
    return matter._replace(law=matter.law._replace(settings=settings))


def with_case(matter: Matter, **fields: Any) -> Matter:
    return matter._replace(case=matter.case._replace(**fields))


@pytest.mark.parametrize(
    ("lines", "revenue", "related", "says"),
    [
        (LINES._replace(counsel_share=None), "", 0, "100.00 is over the 90.00 of counsel_amount in ledger.yaml"),
        (LINES._replace(counsel_amount=Decimal("100.00"), counsel_share=None), "", 0, ""),
        (LINES._replace(counsel_amount=None), "499.00", 0, "20 % of a month's revenue is over the 20 of counsel_share"),
        (LINES._replace(counsel_amount=None), "500.00", 0, ""),
        (LINES._replace(counsel_amount=None), "", 3, "3 related cases reach the 3 of counsel_related in ledger.yaml"),
        (LINES._replace(counsel_amount=None), "", 2, ""),
        (Thresholds(), "1.00", 9, ""),
    ],
)
def test_a_line_of_the_ledger_holds_a_letter_and_says_which(
    lines: Thresholds, revenue: str, related: int, says: str
) -> None:
    cases = tuple(Related(f"RC-2026-00000{number}", "next_demand") for number in range(related))
    matter = with_case(whole("itemization_request"), counsel=(), related=cases)
    contest = the_matter("contest", matter.case)
    found = held(under(contest, lines, revenue))
    assert len(found) == bool(says)
    assert says in "".join(found)
    assert held(under(matter, lines, revenue)) == [], "who only asks is not held by an amount"
    answered = with_case(contest, counsel=(Counsel("x", date(2026, 3, 1), date(2026, 3, 2)),))
    assert held(under(answered, lines, revenue)) == []


def test_an_overpayment_that_the_practice_found_itself_holds_even_what_only_asks() -> None:
    own = with_case(whole("itemization_request"), counsel=(), self_report=SelfReport(date(2026, 3, 1)))
    assert held(own) == ["counsel comes first: the practice itself found an overpayment"]
    assert held(with_case(own, self_report=SelfReport())) == []
    found_by = own.case.demand._replace(found_by="oig")
    assert held(with_case(own, self_report=None, demand=found_by)) == ["counsel comes first: the OIG found it"]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.counsel])
def test_some_letters_wait_for_counsel_in_every_case(kind: str) -> None:
    assert held(with_case(whole(kind), counsel=())) == [f"counsel comes first: {kind} waits for counsel in every case"]


def test_the_letters_that_come_last_are_the_gated_ones() -> None:
    last = list(KINDS)[-5:]
    assert last == ["erisa_appeal", "external_review", "regulator_complaint", "settlement_offer", "member_letter"]
    consents = {"assignment", "authorization"}
    assert all(KINDS[name].counsel or consents & {one.key for one in KINDS[name].elements} for name in last)


def test_a_consent_that_has_run_out_or_is_not_on_file_does_not_count() -> None:
    matter = whole("external_review")
    [signed] = matter.case.consents
    for gone in ({"expires_on": date(2026, 3, 8)}, {"signed_on": None}, {"document": None}):
        changed = with_case(matter, consents=(signed._replace(**gone),))
        assert "lacks the signed authorization of P-1" in elements_missing(changed)[0].message
    for_all = with_case(matter, consents=(signed._replace(patient=None, expires_on=date(2026, 3, 9)),))
    assert elements_missing(for_all) == []


# what is forbidden


def _charts() -> Matter:
    ground = Ground("x", "The minutes are charted [chart p2].", letters=("medicare_rebuttal",))
    return with_case(whole("medicare_rebuttal"), grounds=(ground,))


def _practice(matter: Matter, **fields: Any) -> Matter:
    settings = matter.law.settings
    assert settings.practice is not None
    changed = settings._replace(practice=settings.practice._replace(**fields))
    return matter._replace(law=matter.law._replace(settings=changed))


def _firm() -> Matter:
    matter = whole("appointment_of_rep")
    firm = matter.law.payers["harrow"]._replace(desks=(Desk((), "Harrow and Finch LLP", "1 Main Street", "555-0190"),))
    return matter._replace(law=matter.law._replace(payers={**matter.law.payers, "harrow": firm}))


def _argued_offer() -> Matter:
    return with_case(
        whole("settlement_offer"), grounds=(Ground("x", "The chart shows it.", letters=("settlement_offer",)),)
    )


def _theory() -> Matter:
    matter = whole("member_letter")
    return with_case(matter, grounds=(matter.case.grounds[0]._replace(rule="28 TAC 21.2818"),))


FORBIDDEN_THERE: dict[str, tuple[Matter, str]] = {
    "clinical_argument": (_charts(), "argues from the chart"),
    "billing_company": (_practice(whole("ma_noncontract"), name="Best Billing LLC"), "looks like a billing company"),
    "another_state": (with_case(whole("medicaid_prelim_WA"), issued_in="OR"), "the claims stand under OR"),
    "one_person": (_firm(), "reads like a firm"),
    "payment_dispute": (
        with_case(
            whole("external_review"), demand=whole("external_review").case.demand._replace(reason="duplicate_payment")
        ),
        "duplicate payment is a dispute about payment",
    ),
    "argument_in_offer": (_argued_offer(), "is written into an offer"),
    "legal_theory": (_theory(), "names a rule"),
}


@pytest.mark.parametrize("key", FORBIDDEN_THERE)
def test_what_is_forbidden_keeps_the_letter_back(key: str) -> None:
    matter, says = FORBIDDEN_THERE[key]
    assert key in {one.key for one in matter.kind.elements if one.level == FORBIDDEN}
    found = [one for one in elements_missing(matter) if one.code == "LED608"]
    assert [(says in one.message, one.severity, bool(one.hint)) for one in found] == [(True, "", True)]


def test_every_forbidden_element_has_a_check_and_a_case() -> None:
    keys = {one.key for kind in KINDS.values() for one in kind.elements if one.level == FORBIDDEN}
    assert keys == set(_CHECKS) == set(FORBIDDEN_THERE)


def test_what_nobody_has_written_down_is_not_forbidden() -> None:
    bare = whole("appointment_of_rep")
    assert not [one for one in elements_missing(with_case(bare, consents=())) if one.code == "LED608"]
    nobody = whole("ma_noncontract")
    law = nobody.law._replace(settings=nobody.law.settings._replace(practice=None))
    assert not [one for one in elements_missing(nobody._replace(law=law)) if one.code == "LED608"]
    unknown = with_case(whole("medicaid_prelim_WA"), issued_in=None)
    assert "a State not yet known" in elements_missing(unknown)[-1].message


# one law


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.law in LAWS])
def test_a_letter_of_a_law_is_made_for_claims_of_that_law_alone(kind: str) -> None:
    group, findings = chosen(a_case(), Selection(), a_law(), KINDS[kind])
    assert group is not None
    assert [one.code for one in findings] == ["LED608"]
    assert f"{kind} is a" in findings[0].message


# schedules


def test_the_instalments_pay_the_amount_off_to_the_cent() -> None:
    rows = instalments_of(ERS, Decimal("100.00"))
    assert [(str(one.paid), str(one.interest), str(one.left)) for one in rows][-2:] == [
        ("17.24", "0.33", "17.05"),
        ("17.22", "0.17", "0.00"),
    ]
    assert sum(one.principal for one in rows) == Decimal("100.00")
    assert ties(ERS, rows)
    assert not ties(
        ERS._replace(instalment=Decimal("15.00")),
        instalments_of(ERS._replace(instalment=Decimal("15.00")), Decimal("100.00")),
    )
    assert instalments_of(AGREED._replace(months=None), Decimal("100.00")) == ()
    assert instalments_of(AGREED._replace(months=10**9), Decimal("100.00")) == ()
    assert instalments_of(AGREED._replace(first_due_on=date(9990, 1, 1)), Decimal("100.00")) == ()
    assert not ties(AGREED, ())


def test_a_month_without_the_day_ends_on_its_last() -> None:
    plan = RepaymentPlan(3, instalment=Decimal("40.00"), first_due_on=date(2026, 12, 31))
    assert [str(one.due_on) for one in instalments_of(plan, Decimal("100.00"))] == [
        "2026-12-31",
        "2027-01-31",
        "2027-02-28",
    ]


def test_a_plan_or_an_offer_that_is_half_there_says_what_is_open() -> None:
    half = with_case(whole("repayment_plan_request"), repayment_plans=(RepaymentPlan(because="It is much."),))
    assert [one.path[-1] for one in elements_missing(half)] == ["months", "instalment", "first_due_on"]
    none = with_case(half, repayment_plans=())
    assert [one.path for one in elements_missing(none)] == [("repayment_plans",)]
    none_left = with_case(whole("repayment_plan_request"), repayment_plans=(AGREED._replace(months=0),))
    assert "the last one would be nothing" in elements_missing(none_left)[0].message
    offer = with_case(
        whole("settlement_offer"), offers=(whole("settlement_offer").case.offers[0]._replace(amount=None, until=None),)
    )
    assert [one.path[-1] for one in elements_missing(offer)] == ["amount", "until"]


def test_the_papers_of_a_schedule_go_by_the_legal_form() -> None:
    matter = whole("medicare_ers")
    [found] = elements_missing(_practice(matter, entity="sole_proprietor"))
    assert "form CMS-379 and the last tax return" in found.message
    bare = matter._replace(law=matter.law._replace(settings=matter.law.settings._replace(practice=None)))
    assert not [one for one in elements_missing(bare) if "income statements" in one.message]
    paid = with_case(matter, money=())
    assert elements_missing(paid) == []


# what a notice holds


def test_the_list_of_the_law_comes_first_and_is_cited_where_it_was_read() -> None:
    matter = whole("itemization_request")
    listed = Recovery(
        contents=(
            Content("claim_number", "the claim"),
            Content("service_date", "the day of service"),
            Content("", "the plan's seal"),
        )
    )
    counting = Counting("received", 45, "calendar_days", citation="28 TAC 21.2818", confidence="high")
    window = Window("lookback", "x", "x", "theirs", versions=(WindowVersion(date(2020, 1, 1), counting),))
    regime = Regime("texas", "Texas", (window,), recovery=listed)
    told = matter._replace(law=matter.law._replace(regimes={"texas": regime}))
    notice = letter_data(told, "")["notice"]
    assert [row[:2] for row in notice["rows"]] == [
        ["The claim", "Yes"],
        ["The day of service", "No"],
        ["The plan's seal", "Please show"],
        ["The policy or guideline applied", "No"],
    ]
    assert notice["listed_by"] == "28 TAC 21.2818"
    assert elements_missing(told) == []
    unseen = with_case(told, demand=told.case.demand._replace(has=("patient_name",)))
    [gap] = elements_missing(unseen)
    assert "a look whether the notice holds the claim (letter standard)" in gap.message
    assert gap.hint == "type under demand: has: or lacks: each of claim_number"
    low = regime._replace(
        windows=(window._replace(versions=(WindowVersion(date(2020, 1, 1), counting._replace(confidence="low")),)),)
    )
    assert (
        letter_data(matter._replace(law=matter.law._replace(regimes={"texas": low})), "")["notice"]["listed_by"] == ""
    )
    bare = regime._replace(recovery=None)
    assert (
        letter_data(matter._replace(law=matter.law._replace(regimes={"texas": bare})), "")["notice"]["listed_by"] == ""
    )


def test_a_packet_asks_for_the_exhibits_as_the_letter_letters_them() -> None:
    shown = [(one.letter, one.document.id) for one in exhibits_of(whole("ma_noncontract"))]
    assert shown == [("A", "demand"), ("B", "notes"), ("C", "waiver"), ("D", "claim")]


# companions


def test_a_patient_appoints_with_the_medicare_number_and_a_release() -> None:
    matter = whole("appointment_of_rep")
    [paper] = matter.case.consents
    own = with_case(matter, consents=(paper._replace(patient="P-1", given_by="P-1", given_to="jlee"),))
    shown = letter_data(own, "")["appointment"]
    assert (shown["by"]["name"], shown["number"], shown["patient"]) == (
        "Pat One",
        "Medicare number 1EG4-TE5-MK72",
        "yes",
    )
    assert shown["to"]["name"] == "Jordan Lee"
    assert elements_missing(own) == []
    stranger = own._replace(identities=Identities())
    assert [one.file for one in elements_missing(stranger)] == ["identities.yaml", "identities.yaml"]
    assert "[[MISSING: Medicare number]]" in letter_data(stranger, "")["appointment"]["number"]


@pytest.mark.parametrize("to", ["nobody", "payer-a"])
def test_who_is_appointed_must_be_a_person_with_an_address(to: str) -> None:
    matter = whole("appointment_of_rep")
    [paper] = matter.case.consents
    law = matter.law._replace(payers={**matter.law.payers, "payer-a": matter.law.payers["payer-a"]._replace(desks=())})
    changed = with_case(matter._replace(law=law), consents=(paper._replace(given_to=to),))
    assert any("name and address and phone of the representative" in one.message for one in elements_missing(changed))


def test_a_draft_of_each_companion_shows_what_is_open() -> None:
    for kind, field in (("appointment_of_rep", "consents"), ("good_cause", "appeals"), ("fax_cover", "documents")):
        bare = with_case(whole(kind), **{field: ()})
        assert "MISSING" in str(letter_data(bare, ""))
        assert elements_missing(bare)
    unpaged = with_case(whole("fax_cover"), documents=(whole("fax_cover").case.documents[1]._replace(pages=None),))
    assert companions.faxed_pages(unpaged) is None
    late = with_case(whole("good_cause"), appeals=(), filings=(Filing("rebuttal", document="late"),))
    assert companions.companion(late).name == "medicare_rebuttal"
    assert [one.path for one in elements_missing(late)] == [("filings", 0, "late_because")]
    other = with_case(whole("good_cause"), appeals=(Appeal("court", document="late", late_because="x [envelope]"),))
    assert companions.companion(other).name == "good_cause"
    alone = whole("appointment_of_rep")
    settings = alone.law.settings._replace(practice=None)
    assert (
        companions.appointing(alone._replace(law=alone.law._replace(settings=settings)), Consent("appointment")).name
        == ""
    )
    by_person = Consent("appointment", given_to="jlee")
    assert (
        companions.appointed(alone._replace(law=alone.law._replace(settings=settings)), by_person).phone == "555-0142"
    )


DRAFTS = {
    "medicare_alj": {"appeals": (), "findings": ()},
    "medicare_council": {"grounds": ()},
    "medicaid_prelim_WA": {"grounds": ()},
    "medicare_ers": {"repayment_plans": ()},
    "immediate_recoupment": {"filings": ()},
    "settlement_offer": {"offers": (), "claims": ()},
    "ma_noncontract": {"consents": ()},
    "member_letter": {"claims": ()},
}


@pytest.mark.parametrize("kind", DRAFTS)
def test_a_draft_marks_what_is_open(kind: str) -> None:
    matter = with_case(whole(kind), **DRAFTS[kind])
    matter = matter._replace(group=matter.group._replace(claims=matter.case.claims))
    assert ("MISSING" in str(letter_data(matter, ""))) == (kind != "ma_noncontract")


def test_a_plan_that_is_not_on_file_is_called_by_its_word_and_a_strange_funding_is_a_gap() -> None:
    matter = whole("erisa_appeal")
    assert letter_data(matter._replace(group=matter.group._replace(plan="plan-z")), "")["plan_name"] == "plan-z"
    told = whole("regulator_complaint")
    assert "MISSING" in letter_data(told._replace(group=told.group._replace(funding="unknown")), "")["funding"]
    decided = with_case(told, appeals=())
    assert letter_data(decided, "")["decision"] == {}


def test_a_fax_without_a_number_of_the_demand_points_at_the_letter() -> None:
    matter = whole("fax_cover")
    bare = with_case(matter, demand=matter.case.demand._replace(reference=None))
    assert letter_data(bare, "")["re"] == [["Your reference", "on the letter"]]


def test_copies_name_people_and_files_and_what_is_neither() -> None:
    matter = whole("medicare_alj")
    copies = (*matter.case.appeals[-1].copies, matter.case.appeals[-1].copies[0]._replace(to="the QIC"))
    changed = with_case(matter, appeals=(matter.case.appeals[0], matter.case.appeals[1]._replace(copies=copies)))
    assert letter_data(changed, "")["planned"]["parties"] == "Pat One, Payer A, the QIC"


def test_a_patient_without_an_address_here_is_not_called_absent() -> None:
    matter = whole("member_letter")._replace(
        identities=Identities((PAT._replace(address=None, phone=None),)), here=False
    )
    found = [one.message for one in elements_missing(matter)]
    assert any("the address of P-1: not on this computer" in one for one in found)
    assert letter_data(matter, "")["letterhead"]["lines"][0] == "[[MISSING: address]]"


def test_a_sample_is_attacked_by_words_or_by_its_file() -> None:
    matter = whole("medicare_alj")
    ground = matter.case.grounds[0]._replace(point="The frame left out paid claims; the sample does not stand for it.")
    from ledger.core.case import Extrapolation

    attacked = with_case(matter, extrapolation=Extrapolation(), grounds=(ground,))
    assert not [one for one in elements_missing(attacked) if "about the sample" in one.message]
