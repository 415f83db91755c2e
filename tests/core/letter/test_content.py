"""The data a template lays out: plain text, amounts that tie, nothing of ours that the letter should not say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.core.case import Case, Extrapolation, Money
from ledger.core.identity import Identities
from ledger.core.letter import paper_lacks
from ledger.core.letter.content import letter_data
from ledger.core.letter.kind import KINDS
from ledger.core.letter.matter import Wishes
from ledger.core.letter.missing import missing
from ledger.core.payer import Contract
from ledger.core.practice import Practice
from ledger.core.proof import Consent, Document, Evidence, Ground, PointFound
from ledger.core.sending import Appeal, Filing, Moment, Notice
from tests.core.letter.matters import (
    CLAIM,
    DECIDED,
    DEMAND,
    GROUND,
    LETTER,
    LINE,
    PATIENT,
    SETTINGS,
    TODAY,
    a_case,
    a_law,
    a_matter,
    whole,
)

MARK = "K7Q2-0G5R"


def data_of(kind: str, case: Any = None, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return letter_data(a_matter(kind, case, **fields), MARK)


def flat(value: Any) -> list[Any]:  # noqa: ANN401
    if isinstance(value, dict):
        return [one for entry in value.values() for one in flat(entry)]
    if isinstance(value, list):
        return [one for entry in value for one in flat(entry)]
    return [value]


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_data_is_text_and_yes_or_no_and_a_whole_letter_has_no_gap(kind: str) -> None:
    values = flat(letter_data(whole(kind), MARK))
    assert {type(value) for value in values} <= {str, bool}
    assert not [value for value in values if isinstance(value, str) and "MISSING" in value]


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_draft_of_nothing_shows_its_gaps(kind: str) -> None:
    bare = a_case(
        claims=(), grounds=(), documents=(), decisions=(), payer="nobody", provider=None, demand=DEMAND._replace(
            reference=None, dated_on=None, amount=None, stated=None, reason=None, document=None, offset_from=None
        )
    )  # fmt: skip
    law = a_law(SETTINGS._replace(practice=None, people=()))
    values = flat(data_of(kind, bare, law=law, identities=Identities(), wishes=Wishes(draft=True), writer=None))
    assert [value for value in values if isinstance(value, str) and value.startswith("[[MISSING: ")]


def test_the_letterhead_shows_four_digits_of_the_tax_number_unless_the_rule_wants_all() -> None:
    assert data_of("contest")["letterhead"] == {
        "name": "Bluestem Medical Group",
        "lines": [
            "400 Prairie Street",
            "Lincoln Park, TX",
            "Telephone 555-0140",
            "NPI 1457389207 · Tax ID ending 6789",
        ],
    }
    assert data_of("contest", a_case(issued_in="CA"))["letterhead"]["lines"][-1] == "NPI 1457389207 · Tax ID 12-3456789"
    by_payer = data_of("contest", law=a_law(issued_in="CA"), identities=Identities((PATIENT,), "12-3456789"))
    assert by_payer["letterhead"]["lines"][-1].endswith("12-3456789")
    practice = Practice("B", "1457389207", None, "1 Road", "555-0140", "555-0141")
    law = a_law(SETTINGS._replace(practice=practice))
    assert data_of("contest", law=law, identities=Identities())["letterhead"]["lines"] == [
        "1 Road",
        "Telephone 555-0140 · Fax 555-0141",
        "NPI 1457389207",
    ]


def test_the_re_block_identifies_without_names() -> None:
    case = a_case(demand=DEMAND._replace(aliases=("AR-1", "LSH-1")))
    assert data_of("contest", case)["re"] == [
        ["Your reference", "LSH-1"],
        ["Also known as", "AR-1"],
        ["Demand dated", "March 2, 2026"],
        ["Amount demanded", "$60.00"],
        ["Claims", "C-1"],
        ["Dates of service", "July 14, 2025"],
        ["Provider", "NPI 1457389207, PTAN TX1, your provider number LS-1"],
    ]


def test_many_claims_are_listed_below_or_as_in_the_demand() -> None:
    lines = (LINE, LINE._replace(line="2", served_on=date(2025, 7, 21)))
    claims = tuple(CLAIM._replace(number=f"C-{number}", lines=lines) for number in range(7))
    case = a_case(claims=claims)
    rows = dict(data_of("contest", case)["re"])
    assert rows["Claims"] == "7 claims, listed below"
    assert rows["Dates of service"] == "July 14, 2025 to July 21, 2025"
    assert dict(data_of("medicare_rebuttal", case)["re"])["Claims"] == "7 claims, as in the demand"


def test_a_request_without_a_letter_of_the_payer_goes_by_the_remittances_number() -> None:
    case = a_case(demand=DEMAND._replace(reference=None, aliases=("AR-1",), dated_on=None, document=None))
    assert data_of("records_request", case)["re"][:2] == [["Your reference", "AR-1"], ["Amount demanded", "$60.00"]]


def test_a_later_level_names_the_decision_it_answers() -> None:
    decision = DECIDED._replace(reference="1-88", decided_by="qic")
    findings = (
        PointFound("r1", "first", "Unsigned [ruling p4]."),
        PointFound("r2", "ruling", "Too short."),
        PointFound("r3", "demand", "Not this one."),
    )
    grounds = (GROUND, Ground("signed", "Signed", answers=("r1",)))
    case = a_case(appeals=(decision,), findings=findings, grounds=grounds)
    data = data_of("second_appeal", case)
    assert ["Number of the first-level appeal", "1-88"] in data["re"]
    assert data["decision"]["by"] == "East QIC"
    assert data["decision"]["answers"] == [
        ["Unsigned (Exhibit B, page 4).", "See ground 2"],
        ["Too short.", "[[MISSING: answer]]"],
    ]
    assert data["grounds"][1]["point"] == "Signed."


def test_the_reviewer_reads_demand_number_not_your_reference() -> None:
    assert letter_data(whole("medicare_reconsideration"), MARK)["re"][0] == ["Demand number", "LSH-1"]


def test_what_a_decision_found_missing_is_answered_by_exhibit_or_reason() -> None:
    asked = (
        Evidence("signature_log", asked_by="redetermination", document="chart"),
        Evidence("order", asked_by="redetermination", explanation="None was needed [demand p1]."),
        Evidence("plan", asked_by="redetermination"),
        Evidence("other"),
    )
    case = a_case(appeals=(DECIDED._replace(level="redetermination"),), evidence=asked)
    rows = data_of("medicare_reconsideration", case)["asked_for"]
    assert rows == [
        ["Signature log", "Exhibit C"],
        ["Order", "None was needed (Exhibit A, page 1)."],
        ["Plan", "[[MISSING: the document]]"],
    ]


def test_evidence_reads_as_a_table_with_its_days() -> None:
    items = (
        Evidence(
            "trial",
            criterion="Three months [chart p1]",
            fact="Failed methotrexate",
            begun_on=date(2024, 9, 2),
            ended_on=date(2024, 12, 1),
        ),
        Evidence("tb_screen", fact="Negative [chart p3]", begun_on=date(2025, 3, 18), document="chart"),
        Evidence("order", fact="Signed", document="demand"),
        Evidence("nothing"),
    )
    assert data_of("contest", a_case(evidence=items))["evidence"] == [
        ["Three months (Exhibit B, page 1)", "Failed methotrexate; 09/02/2024 to 12/01/2024, 90 days"],
        ["Tb screen", "Negative (Exhibit B, page 3); 03/18/2025"],
        ["Order", "Signed (Exhibit A)"],
    ]


def test_amounts_tie_to_the_demand_across_laws() -> None:
    other = CLAIM._replace(number="C-2", lines=(LINE._replace(demanded=Decimal("40.00"), answer="repay"),))
    mine = CLAIM._replace(lines=(LINE._replace(answer="dispute_in_part", repay=Decimal("10.00")),))
    case = a_case(claims=(mine, other), demand=DEMAND._replace(amount=Decimal("100.00")))
    matter = a_matter("contest", case)
    part = letter_data(matter._replace(group=matter.group._replace(claims=(mine,))), MARK)["amounts"]
    assert part == {
        "head": ["Claim", "Service", "Demanded", "To repay", "Disputed"],
        "rows": [
            ["C-1, line 1", "07/14/2025, 90837", "60.00", "10.00", "50.00"],
            ["Other claims of this demand, answered by separate letter", "", "40.00", "", ""],
        ],
        "total": ["Total", "", "100.00", "10.00", "50.00"],
    }


def test_a_refund_shows_what_it_returns_and_nothing_else() -> None:
    assert letter_data(whole("refund"), MARK)["amounts"] == {
        "head": ["Claim", "Service", "Demanded", "Returned"],
        "rows": [["C-1, line 1", "07/14/2025, 90837", "60.00", "60.00"]],
        "total": ["Total", "", "60.00", "60.00"],
    }


def test_a_request_for_records_answers_no_line() -> None:
    assert data_of("records_request")["amounts"]["head"] == ["Claim", "Service", "Demanded"]


def test_a_projected_sample_is_one_row() -> None:
    case = a_case(extrapolation=Extrapolation(), demand=DEMAND._replace(amount=Decimal("9000.00")))
    assert data_of("medicare_redetermination", case)["amounts"]["rows"] == [
        ["Demand", "projected from the sample listed under Claims", "9,000.00", "9,000.00"]
    ]
    after = case._replace(appeals=(DECIDED._replace(level="redetermination", amount_upheld=Decimal("7000.00")),))
    assert data_of("medicare_reconsideration", after)["amounts"]["total"][2:] == ["9,000.00", "7,000.00", "7,000.00"]


def test_what_a_decision_left_by_claim_and_by_line() -> None:
    two = CLAIM._replace(number="C-2", lines=(LINE, LINE._replace(line="2")))
    bare = CLAIM._replace(number="C-3", lines=(), demanded=Decimal("5.00"))
    left = (("C-1", Decimal("20.00")), ("C-2/2", Decimal(0)))
    demand = DEMAND._replace(amount=Decimal("185.00"))
    case = a_case(claims=(CLAIM, two, bare), appeals=(DECIDED._replace(by_claim=left),), demand=demand)
    assert [row[3:] for row in data_of("second_appeal", case)["amounts"]["rows"]] == [
        ["20.00", "20.00"],
        ["60.00", "60.00"],
        ["5.00", "5.00"],
    ]
    overturned = case._replace(appeals=(DECIDED._replace(outcome="overturned"),))
    assert data_of("second_appeal", overturned)["amounts"]["total"][3] == "0.00"


def test_our_receipt_stands_only_where_it_was_asked_for() -> None:
    case = a_case(demand=DEMAND._replace(received_evidence="date stamp [demand p1]"))
    silent = data_of("contest", case)
    assert not [row for row in silent["facts"] if "received" in row[1]]
    told = data_of("contest", case, wishes=Wishes(state_receipt=True))
    assert ["03/06/2026", "Demand received, date stamp (Exhibit A, page 1)", ""] in told["facts"]
    decided = a_case(appeals=(DECIDED._replace(decision_received_on=date(2026, 2, 4), decision_evidence="stamp"),))
    told = data_of("second_appeal", decided, wishes=Wishes(state_receipt=True))
    assert ["02/04/2026", "First-level appeal: decision received, stamp", ""] in told["facts"]
    no_day = a_case(demand=DEMAND._replace(received_on=None))
    assert data_of("contest", no_day, wishes=Wishes(state_receipt=True))["facts"] == [
        ["03/02/2026", "Demand LSH-1", "Exhibit A"]
    ]


def test_facts_leave_out_other_laws_later_days_and_the_letter_itself() -> None:
    filings = (
        Filing("contest", sent_on=Moment(TODAY), proof="today's own"),
        Filing(
            "information",
            sent_on=Moment(date(2026, 3, 3)),
            method="fax",
            proof="log",
            arrived_on=Moment(date(2026, 3, 4)),
            arrival_evidence="receipt",
        ),
        Filing("rebill", sent_on=Moment(date(2026, 3, 3))),
        Filing("records", claims=("C-9",), sent_on=Moment(date(2026, 3, 3))),
        Filing("hold", sent_on=Moment(date(2026, 3, 5)), decided_on=date(2026, 3, 8), outcome="no_answer"),
        Filing("discussion", decided_on=date(2026, 3, 8)),
    )
    money = (
        Money(date(2026, 3, 7), "offset", Decimal("5.00"), trace="EFT 1", by_claim=(("C-1/1", Decimal("5.00")),)),
        Money(date(2026, 3, 7), "offset", Decimal("6.00"), by_claim=(("C-9", Decimal("6.00")),)),
        Money(date(2026, 3, 7), "cost", Decimal("7.00")),
        Money(date(2026, 3, 7), "offset"),
        Money(date(2026, 3, 20), "offset", Decimal("8.00")),
        Money(date(2026, 3, 6), "refund", Decimal("9.00")),
    )
    data = data_of("contest", a_case(filings=filings, money=money))
    assert [row[:2] for row in data["facts"]] == [
        ["03/02/2026", "Demand LSH-1"],
        ["03/03/2026", "Request for records and information sent, fax, log"],
        ["03/04/2026", "Request for records and information arrived, receipt"],
        ["03/05/2026", "Request to stop the taking sent"],
        ["03/06/2026", "Refund paid: $9.00"],
        ["03/07/2026", "Offset: $5.00, EFT 1"],
        ["03/08/2026", "Request to stop the taking decided"],
        ["03/08/2026", "Discussion request decided"],
    ]
    assert data["taken"] == {"any": True, "amount": "13.00"}


def test_an_own_filing_without_a_day_is_not_yet_a_fact() -> None:
    assert len(data_of("contest", a_case(filings=(Filing("contest"),)))["facts"]) == 1


def test_a_hold_rests_on_the_last_dispute_and_the_contract() -> None:
    appeals = (
        Appeal("first", sent_on=Moment(date(2026, 3, 3)), proof="a", document="chart"),
        Appeal(
            "reconsideration",
            sent_on=Moment(date(2026, 3, 5)),
            method="courier",
            proof="b",
            arrived_on=Moment(date(2026, 3, 6)),
        ),
    )
    law = a_law(contract=Contract(offset_clause="Section 7.4. Offset after notice unless disputed."))
    data = data_of("hold_request", a_case(appeals=appeals), law=law)
    assert data["filed"] == {
        "what": "request for reconsideration",
        "sent": "March 5, 2026",
        "proof": "courier, b",
        "arrived": "March 6, 2026",
        "exhibit": "",
        "reconsideration": True,
    }
    assert data["clause"] == "Section 7.4. Offset after notice unless disputed"


def test_each_claim_may_have_its_own_stated_reason() -> None:
    own = CLAIM._replace(stated="Paid twice [demand p3].", reason="duplicate_payment")
    both = a_case(claims=(own, CLAIM._replace(number="C-2")))
    demand = data_of("contest", both)["demand"]
    assert demand["stated"] == [
        {"claim": "", "words": "Length not supported.", "exhibit": "Exhibit A, page 2"},
        {"claim": "C-1", "words": "Paid twice.", "exhibit": "Exhibit A, page 3"},
    ]
    assert demand["reason"] == "duplicate payment, time-based coding"
    alone = data_of("contest", a_case(claims=(own,)))["demand"]
    assert [one["claim"] for one in alone["stated"]] == ["C-1"]


def test_under_erisa_the_assignment_goes_along() -> None:
    paper = Document("assignment", "consent", "x.pdf", patients=("P-1",))
    consents = (
        Consent("assignment", "P-1", document="assignment"),
        Consent("assignment", "P-1"),
        Consent("appointment", "P-1"),
    )
    matter = a_matter("first_appeal", a_case(consents=consents, documents=(LETTER, paper)))
    erisa = matter._replace(group=matter.group._replace(regime="erisa", funding="self_funded"))
    assert letter_data(erisa, MARK)["standing"] == ["Exhibit A"]
    assert letter_data(matter, MARK)["standing"] == []


def test_the_index_lists_what_is_enclosed() -> None:
    assert data_of("contest")["exhibits"] == [
        ["A", "Demand letter", "03/02/2026", "3", "Stated reason, Facts"],
        ["B", "Medical record", "", "9", "Ground 1"],
    ]


def test_who_signs() -> None:
    assert data_of("contest")["signature"] == [
        "Jordan Lee",
        "Billing manager",
        "Bluestem Medical Group",
        "Direct line 555-0142",
        "jlee@bluestem.example",
    ]


PAID = Money(
    date(2026, 3, 8),
    "refund",
    Decimal("60.00"),
    trace="check 9",
    by_claim=(("C-1/1", Decimal("60.00")),),
)
ANOTHER_PAYMENT = {
    "a part of the sum": PAID._replace(amount=Decimal("30.00")),
    "before the demand": PAID._replace(dated_on=date(2026, 1, 2)),
    "for another claim": PAID._replace(by_claim=(("X9", Decimal("60.00")),)),
    "taken, not paid": PAID._replace(kind="offset"),
    "without a trace": PAID._replace(trace=None),
}


def repaid(*money: Money) -> Case:
    return a_case(claims=(CLAIM._replace(lines=(LINE._replace(answer="repay"),)),), money=money)


@pytest.mark.parametrize("other", ANOTHER_PAYMENT.values(), ids=ANOTHER_PAYMENT)
def test_a_repayment_names_the_check_that_carries_it_and_no_other(other: Money) -> None:
    assert data_of("refund", repaid(PAID, other), wishes=Wishes())["payment"] == "check 9 of March 8, 2026"
    assert data_of("refund", repaid(other), wishes=Wishes())["payment"] == missing("check number")
    lacks = list(paper_lacks.payment(a_matter("refund", repaid(other), wishes=Wishes())))
    assert [lack.what for lack in lacks] == ["the check or transfer that carries the money"]
    assert not list(paper_lacks.payment(a_matter("refund", repaid(PAID, other), wishes=Wishes())))


def test_a_request_for_a_schedule_names_the_last_instalment() -> None:
    paid = tuple(Money(date(2026, 3, day), "instalment", Decimal("75.00"), trace=f"check {day}") for day in (3, 8))
    matter = whole("medicare_ers")
    matter = matter._replace(wishes=Wishes(), case=matter.case._replace(money=paid))
    assert letter_data(matter, MARK)["payment"] == "check 8 of March 8, 2026"


def test_a_letter_without_a_repayment_names_no_check() -> None:
    assert data_of("contest", wishes=Wishes())["payment"] == ""
    assert data_of("contest", wishes=Wishes(reply_by=date(2026, 4, 1)))["reply_by"] == "April 1, 2026"


def test_a_claim_reads_with_name_number_services_and_payment() -> None:
    assert data_of("contest")["claims"]["rows"] == [["C-1", "Pat One", "M-1", "07/14/2025, 90837", "100.00"]]
    medicare = data_of("medicare_redetermination")["claims"]
    assert medicare["head"] == ["Claim", "Beneficiary", "Medicare number", "Date and service", "Paid"]
    assert medicare["rows"][0][2] == "1EG4-TE5-MK72"
    ranged = LINE._replace(served_through=date(2025, 7, 16), modifiers=("GP", "59"), paid=None)
    bare = a_case(claims=(CLAIM._replace(patient=None, lines=(ranged,)),))
    [row] = data_of("contest", bare)["claims"]["rows"]
    assert row == [
        "C-1",
        "[[MISSING: name of the patient]]",
        "[[MISSING: member ID]]",
        "07/14/2025 to 07/16/2025, 90837-GP-59",
        "",
    ]


def test_papers_of_the_payer_stand_among_the_facts() -> None:
    notices = (
        Notice("second_notice", reference="V-2", dated_on=date(2026, 3, 5), document="chart"),
        Notice("informational", dated_on=date(2026, 3, 6)),
        Notice("statement"),
        Notice("statement", dated_on=date(2026, 3, 7), claims=("C-9",)),
    )
    assert data_of("contest", a_case(notices=notices))["facts"][1:] == [
        ["03/05/2026", "Second notice V-2", "Exhibit B"],
        ["03/06/2026", "Letter", ""],
    ]


def test_each_kind_has_a_template_of_its_name() -> None:
    assert {kind.template for kind in KINDS.values()} == {f"{name.lower()}.md.j2" for name in KINDS}
