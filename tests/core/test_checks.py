"""Each contradiction in a case is found where it stands, with its values; a sound case has none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from ledger.core.case import (
    Case,
    Claim,
    Closed,
    Communication,
    Counsel,
    Decision,
    Demand,
    Extrapolation,
    Line,
    Money,
    Related,
    Stratum,
)
from ledger.core.checks import check_case, check_together
from ledger.core.checks.wording import questioned
from ledger.core.citation import Citation, citations
from ledger.core.finding import WARNING, Finding
from ledger.core.payer import Payer
from ledger.core.practice import Person, Settings
from ledger.core.proof import Approval, Document, Evidence, Ground, PointFound, Recorded
from ledger.core.sending import Appeal, Copy, Filing, Moment, Notice, Printed, RepaymentPlan

TODAY = date(2026, 7, 1)
SETTINGS = Settings("1", "America/Chicago", people=(Person("jlee", "Jordan Lee"), Person("mortiz", "Mara Ortiz")))
PAYERS = {slug: Payer(slug) for slug in ("lone-star-health", "lone-star-dental", "harborview-audit")}


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(text: str) -> Moment:
    on, _, clock = text.partition("T")
    return Moment(day(on), clock)


def recorded(tag: str) -> Recorded:
    return Recorded(datetime(2026, 3, 9, 16, 22, 7, tzinfo=UTC), "jlee", tag)


LINES = (
    Line(
        day("2025-11-14"),
        "90837",
        line="1",
        paid=Decimal("152.40"),
        should_have_paid=Decimal("102.98"),
        demanded=Decimal("49.42"),
        answer="dispute",
    ),
    Line(
        day("2025-11-21"),
        "90837",
        line="2",
        paid=Decimal("152.40"),
        demanded=Decimal("49.42"),
        answer="dispute_in_part",
        repay=Decimal("20.00"),
    ),
)
CLAIM = Claim("0026", "P-1108", paid_on=day("2025-12-01"), payment_received_on=day("2025-12-04"), lines=LINES)
CASE = Case(
    "RC-2026-NPDMXC",
    "90837 re-priced as 90834",
    "lone-star-health",
    Demand(
        reference="LSH-OP-2026-0331",
        dated_on=day("2026-03-02"),
        received_on=moment("2026-03-06"),
        received_evidence="date stamp [demand p1]",
        amount=Decimal("98.84"),
        reason="time_based_coding",
        document="demand",
    ),
    owner="jlee",
    counsel=(Counsel("harborview-audit", day("2026-03-10"), day("2026-03-11")),),
    claims=(CLAIM,),
    documents=(Document("demand", "demand_letter", "RC-2026-NPDMXC/demand.pdf", pages=3, recorded=recorded("D0C1")),),
    filings=(
        Filing(
            "contest",
            to="harborview-audit",
            claims=("0026/1",),
            sent_on=moment("2026-03-18T14:00"),
            method="fax",
            proof="fax log",
            arrived_on=moment("2026-03-18T14:02"),
        ),
    ),
    money=(Money(day("2026-03-12"), "refund", Decimal("49.42"), by_claim=(("0026/2", Decimal("49.42")),)),),
    communications=(Communication(moment("2026-03-09T10:20"), "phone", "Asked for the worksheet [demand p1-2]."),),
    file="cases/2026-03/RC-2026-NPDMXC.yaml",
)


def found(case: Case, today: date | None = TODAY) -> list[Finding]:
    return check_case(case, SETTINGS, PAYERS, today)


def only(case: Case) -> Finding:
    """The one finding of a case that differs from the sound one in one respect."""
    findings = found(case)
    assert len(findings) == 1, findings
    return findings[0]


def said(finding: Finding) -> tuple[str, str, str]:
    return finding.code, ".".join(str(step) for step in finding.path), finding.message


def demand(**fields: Any) -> Case:
    return CASE._replace(demand=CASE.demand._replace(**fields))


def line(**fields: Any) -> Case:
    return CASE._replace(claims=(CLAIM._replace(lines=(LINES[0]._replace(**fields), LINES[1])),))


def claim(**fields: Any) -> Case:
    return CASE._replace(claims=(CLAIM._replace(**fields),))


def filing(**fields: Any) -> Case:
    return CASE._replace(filings=(CASE.filings[0]._replace(**fields),))


def test_a_sound_case_has_no_findings() -> None:
    assert found(CASE) == []


# days


def test_a_letter_received_before_it_was_dated() -> None:
    finding = only(demand(received_on=moment("2026-03-01")))
    assert said(finding) == (
        "LED304",
        "demand.received_on",
        "received_on 2026-03-01 is before dated_on 2026-03-02",
    )
    assert finding.hint == "received_on is the day the paper reached you; check the stamp"


@pytest.mark.parametrize(
    ("case", "place", "message"),
    [
        (
            filing(arrived_on=moment("2026-03-17")),
            "filings.0.arrived_on",
            "arrived_on 2026-03-17 is before sent_on 2026-03-18 14:00",
        ),
        (
            filing(arrived_on=moment("2026-03-18T13:59")),
            "filings.0.arrived_on",
            "arrived_on 2026-03-18 13:59 is before sent_on 2026-03-18 14:00",
        ),
        (
            filing(decided_on=day("2026-04-02"), decision_received_on=day("2026-04-01")),
            "filings.0.decision_received_on",
            "decision_received_on 2026-04-01 is before decided_on 2026-04-02",
        ),
        (
            line(served_through=day("2025-11-13")),
            "claims.0.lines.0.served_through",
            "served_through 2025-11-13 is before served_on 2025-11-14",
        ),
        (
            line(served_on=day("2025-12-02")),
            "claims.0.lines.0.served_on",
            "served_on 2025-12-02 is after the claim's paid_on 2025-12-01",
        ),
        (
            demand(answer_by=day("2026-03-01")),
            "demand.answer_by",
            "answer_by 2026-03-01 is before dated_on 2026-03-02",
        ),
    ],
)
def test_days_out_of_order(case: Case, place: str, message: str) -> None:
    assert said(only(case)) == ("LED305", place, message)


def test_an_hour_decides_only_where_both_are_known() -> None:
    assert found(filing(arrived_on=moment("2026-03-18"))) == []


def test_a_day_that_has_not_come() -> None:
    finding = only(demand(dated_on=day("2026-06-30"), received_on=moment("2026-07-02"))._replace(filings=()))
    assert said(finding)[:2] == ("LED312", "demand.received_on")
    assert finding.message == "received_on is Thu 2 July 2026, and today is Wed 1 July 2026"


def test_without_today_nothing_is_in_the_future() -> None:
    assert found(demand(received_on=moment("2036-03-06")), None) == []


def test_a_remittance_may_come_before_the_day_of_its_payment() -> None:
    entry = CASE.money[0]
    assert found(CASE._replace(money=(entry._replace(dated_on=day("2026-07-11")),))) == []
    late = found(CASE._replace(money=(entry._replace(dated_on=day("2026-07-12")),)))
    assert [finding.code for finding in late] == ["LED312"]


# amounts


def test_lines_that_do_not_add_up_to_the_amount() -> None:
    assert said(only(demand(amount=Decimal("1482.60")))) == (
        "LED306",
        "demand.amount",
        "the claims add up to 98.84, the amount demanded is 1,482.60",
    )


def test_claims_without_an_amount_are_counted() -> None:
    bare = demand(amount=Decimal("120.00"))._replace(claims=(CLAIM, Claim("0027", "P-1108")))
    assert (
        said(only(bare))[2] == "the claims add up to 98.84, the amount demanded is 120.00; 1 of 2 claims have no amount"
    )


def test_claims_with_no_amounts_at_all_say_nothing_about_the_sum() -> None:
    assert (
        found(
            CASE._replace(
                claims=(Claim("0026", "P-1108", lines=(LINES[0]._replace(demanded=None, line="2"),)),), filings=()
            )
        )
        == []
    )


def test_an_amount_above_the_letters_total() -> None:
    assert said(only(demand(letter_total=Decimal("50.00"))))[2] == "amount 98.84 is more than letter_total 50.00"


def test_in_a_sample_claims_are_counted_and_not_added_up() -> None:
    sample = Extrapolation(unit="claim", strata=(Stratum("low", 700, 1), Stratum("high", 300, 1)))
    case = demand(amount=Decimal("29564.28"))._replace(extrapolation=sample)
    drawn = case._replace(claims=(CLAIM._replace(stratum="low"),))
    assert said(only(drawn)) == (
        "LED306",
        "extrapolation.strata.1.sampled",
        "stratum high was sampled 1 times, and 0 claims stand in it",
    )
    simple = case._replace(extrapolation=Extrapolation(strata=(Stratum("all", 700, 1),)))
    assert found(simple) == []
    assert found(case._replace(extrapolation=Extrapolation(strata=(Stratum("all"),)))) == []
    assert found(simple._replace(claims=(), filings=(), money=())) == []


@pytest.mark.parametrize(
    ("case", "code", "place", "message"),
    [
        (
            line(answer="dispute_in_part", repay=Decimal("49.43")),
            "LED307",
            "claims.0.lines.0.repay",
            "repay 49.43 is more than the 49.42 demanded",
        ),
        (
            line(paid=Decimal("40.00"), should_have_paid=None),
            "LED308",
            "claims.0.lines.0.demanded",
            "49.42 is demanded on a line that was paid 40.00",
        ),
        (
            line(should_have_paid=Decimal("100.00")),
            "LED309",
            "claims.0.lines.0.should_have_paid",
            "paid 152.40 less should_have_paid 100.00 is 52.40, the letter demands 49.42",
        ),
    ],
)
def test_a_lines_own_amounts(case: Case, code: str, place: str, message: str) -> None:
    assert said(only(case)) == (code, place, message)


def test_a_line_without_paid_says_nothing() -> None:
    assert found(line(paid=None, should_have_paid=None)) == []


def test_a_split_that_does_not_add_up() -> None:
    entry = CASE.money[0]._replace(by_claim=(("0026", Decimal("40.00")),))
    assert said(only(CASE._replace(money=(entry,)))) == (
        "LED317",
        "money.0.by_claim",
        "by_claim adds up to 40.00, the entry's amount is 49.42",
    )
    assert found(CASE._replace(money=(entry._replace(interest=Decimal("9.42")),))) == []
    assert found(CASE._replace(money=(entry._replace(amount=None),))) == []


# fields of one entry


@pytest.mark.parametrize(
    ("case", "place", "message"),
    [
        (
            line(answer="dispute_in_part"),
            "claims.0.lines.0.answer",
            "answer is dispute_in_part, and no repay says which part",
        ),
        (
            line(repay=Decimal("1.00")),
            "claims.0.lines.0.repay",
            "repay 1.00 stands here, and answer is dispute",
        ),
        (
            line(repay=Decimal("1.00"), answer=None),
            "claims.0.lines.0.repay",
            "repay 1.00 stands here, and there is no answer",
        ),
        (
            claim(demanded=Decimal("98.84")),
            "claims.0.demanded",
            "the claim has lines, and 98.84 of its own",
        ),
        (
            CASE._replace(closed=Closed(day("2026-06-01"), "entered_in_error")),
            "closed.outcome",
            "entered_in_error names no other case",
        ),
        (
            demand(printed=(Printed("dispute"),)),
            "demand.printed.0.deadline",
            "dispute has neither until nor days",
        ),
        (
            demand(printed=(Printed("dispute", day("2026-05-01"), 30, counted_from="dated"),)),
            "demand.printed.0.deadline",
            "dispute has both until and days",
        ),
        (
            demand(printed=(Printed("dispute", days=30),)),
            "demand.printed.0.days",
            "30 days are counted from nothing",
        ),
        (
            CASE._replace(money=(Money(day("2026-03-12"), "offset", Decimal(5), Decimal(6)),)),
            "money.0.interest",
            "interest 6.00 is more than the amount 5.00 it is part of",
        ),
    ],
)
def test_fields_that_do_not_go_together(case: Case, place: str, message: str) -> None:
    assert said(only(case)) == ("LED322", place, message)


def test_an_entry_cannot_correct_and_retract() -> None:
    both = Money(day("2026-03-12"), "offset", Decimal(5), corrects="K7Q2", retracts="K7Q2")
    first = Money(day("2026-03-12"), "offset", Decimal(6), recorded=recorded("K7Q2"))
    assert said(only(CASE._replace(money=(first, both))))[:2] == ("LED322", "money.1.retracts")


def test_a_closed_case_may_be_closed_for_good() -> None:
    assert found(CASE._replace(closed=Closed(day("2026-06-01"), "overturned"))) == []


def test_a_sound_printed_window_has_no_findings() -> None:
    assert found(demand(printed=(Printed("dispute", days=30, counted_from="dated"),))) == []


def test_a_sending_without_its_proof() -> None:
    assert said(only(filing(proof=None))) == ("LED313", "filings.0.sent_on", "sent 2026-03-18, without proof")
    assert said(only(filing(method=None, proof=None)))[2] == "sent 2026-03-18, without method and proof"
    assert found(filing(proof=None, sent_by="payer")) == []


def test_a_copy_needs_its_proof_too() -> None:
    copy = Copy("harborview-audit", moment("2026-03-18"), "fax")
    assert said(only(filing(copies=(copy,))))[:2] == ("LED313", "filings.0.copies.0.sent_on")


# references


@pytest.mark.parametrize(
    ("case", "code", "place", "message"),
    [
        (CASE._replace(payer="lone-sta"), "LED302", "payer", "no payer file is called lone-sta"),
        (CASE._replace(vendor="nobody"), "LED302", "vendor", "no payer file is called nobody"),
        (filing(to="nobody"), "LED302", "filings.0.to", "no payer file is called nobody"),
        (
            CASE._replace(notices=(Notice("statement", "one", sender="nobody", dated_on=day("2026-04-01")),)),
            "LED302",
            "notices.0.from",
            "no payer file is called nobody",
        ),
        (
            CASE._replace(owner="dana"),
            "LED316",
            "owner",
            "owner is dana, and nobody in ledger.yaml has this id",
        ),
        (
            CASE._replace(decisions=(Decision(day("2026-03-08"), "dispute", approved_by="dana"),)),
            "LED316",
            "decisions.0.approved_by",
            "approved_by is dana, and nobody in ledger.yaml has this id",
        ),
        (filing(claims=("0026/3",)), "LED310", "filings.0.claims.0", "claim 0026/3 is not in this case"),
        (
            CASE._replace(money=(Money(day("2026-03-12"), "refund", Decimal(1), by_claim=(("26", Decimal(1)),)),)),
            "LED310",
            "money.0.by_claim.26",
            "claim 26 is not in this case",
        ),
        (
            demand(replaces="demand"),
            "LED321",
            "demand.replaces",
            "replaces names demand, and this case has no such notice",
        ),
        (
            claim(stratum="low"),
            "LED321",
            "claims.0.stratum",
            "stratum names low, and this case has no such stratum of the extrapolation",
        ),
        (
            claim(approval="PA-1"),
            "LED321",
            "claims.0.approval",
            "approval names PA-1, and this case has no such number under approvals",
        ),
        (
            CASE._replace(findings=(PointFound("r1", "first", "Says so"),)),
            "LED321",
            "findings.0.paper",
            "paper names first, and this case has no such paper (demand, a notice, a filing or an appeal)",
        ),
        (
            CASE._replace(grounds=(Ground("g", "A point", answers=("r1",)),)),
            "LED321",
            "grounds.0.answers.0",
            "answers names r1, and this case has no such id under findings",
        ),
        (
            CASE._replace(evidence=(Evidence("signature_log", asked_by="first"),)),
            "LED321",
            "evidence.0.asked_by",
            "asked_by names first, and this case has no such appeal or filing",
        ),
        (
            filing(answers=("second",)),
            "LED321",
            "filings.0.answers.0",
            "answers names second, and this case has no such notice",
        ),
        (
            CASE._replace(appeals=(Appeal("second", follows="first"),)),
            "LED321",
            "appeals.0.follows",
            "follows names first, and this case has no such appeal or filing",
        ),
    ],
)
def test_names_of_things_that_are_not_there(case: Case, code: str, place: str, message: str) -> None:
    assert said(only(case)) == (code, place, message)


def test_hints_name_what_is_there() -> None:
    assert only(CASE._replace(payer="lone-sta")).hint == (
        "perhaps lone-star-dental, lone-star-health; or recoup payer add lone-sta"
    )
    assert only(CASE._replace(payer="nobody")).hint == "recoup payer add nobody"
    assert only(CASE._replace(appeals=(Appeal("second", follows="first"),))).hint == "there are: contest, second"
    assert only(claim(stratum="low")).hint == "enter it in this case first, or take the name out"


def test_long_lists_of_names_are_cut() -> None:
    crowd = tuple(Person(f"person{number}", "Somebody") for number in range(9))
    findings = check_case(CASE, SETTINGS._replace(people=crowd), PAYERS, TODAY)
    assert findings[0].hint.startswith("known ids: person0, person1, person2, person3, person4, person5 and 3 more;")


def test_a_ledger_without_people_asks_for_none() -> None:
    assert check_case(CASE._replace(owner="dana"), SETTINGS._replace(people=()), PAYERS, TODAY) == []


def test_names_that_exist_are_accepted() -> None:
    case = CASE._replace(
        extrapolation=Extrapolation(strata=(Stratum("low", 10, 1),)),
        claims=(CLAIM._replace(aliases=("ICN-1",), stratum="low", approval="PA-1"),),
        approvals=(Approval("PA-1"),),
        notices=(Notice("demand", "old", dated_on=day("2026-02-01")),),
        demand=CASE.demand._replace(replaces="old"),
        findings=(PointFound("r1", "demand", "Says so", claims=("ICN-1/1",)),),
        grounds=(Ground("g", "A point", answers=("r1",)),),
        filings=(CASE.filings[0]._replace(answers=("demand", "old"), copies=(Copy("P-1108"),)),),
        appeals=(Appeal("first", follows="contest"),),
        evidence=(Evidence("signature_log", asked_by="first"),),
        repayment_plans=(RepaymentPlan(12, to="lone-star-health"),),
    )
    assert found(case) == []


# documents


def test_a_field_that_names_no_document() -> None:
    assert said(only(filing(decision_document="answer"))) == (
        "LED303",
        "filings.0.decision_document",
        "decision_document is answer, and no document has this id",
    )


def text(words: str) -> Case:
    return CASE._replace(communications=(CASE.communications[0]._replace(summary=words),))


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("See [letter p2].", "LED303", "[letter p2] cites a document that is not listed"),
        ("See [demand p4].", "LED318", "[demand p4], and demand has 3 pages"),
        ("See [demand p2-4].", "LED318", "[demand p2-4], and demand has 3 pages"),
        ("See [demand p0].", "LED318", "[demand p0] names no page"),
        ("See [demand p3-1].", "LED318", "[demand p3-1] names no page"),
    ],
)
def test_a_citation_that_leads_nowhere(words: str, code: str, message: str) -> None:
    assert said(only(text(words))) == (code, "communications.0.summary", message)


def test_one_page_is_said_in_the_singular() -> None:
    case = text("See [demand p2].")
    single = case._replace(documents=(case.documents[0]._replace(pages=1),))
    assert "[demand p2], and demand has 1 page" in [finding.message for finding in found(single)]


def test_a_bare_word_in_brackets_is_only_a_warning() -> None:
    finding = only(text("The [redacted] record"))
    assert (finding.code, finding.severity) == ("LED303", WARNING)


@pytest.mark.parametrize(
    "words", ["as [sic] printed", "[demand]", "[see the note]", "a [b", "[]", "[demand p]", "[-x p1]"]
)
def test_brackets_that_are_fine(words: str) -> None:
    assert found(text(words)) == []


def test_pages_are_not_counted_where_nobody_counted_them() -> None:
    assert found(text("[demand p99]")._replace(documents=(CASE.documents[0]._replace(pages=None),))) == []


def test_citations_in_lists_are_read_too() -> None:
    assert said(only(demand(aliases=("AR-1", "AR-2 [nowhere p1]"))))[:2] == ("LED303", "demand.aliases.1")


def test_citations_as_values() -> None:
    assert citations("x [records p12-88] y [envelope]") == (
        Citation("[records p12-88]", "records", 12, 88),
        Citation("[envelope]", "envelope"),
    )
    assert citations("[records p1-x] [records p1-] [records q1]") == ()


# identity


def test_the_file_bears_the_cases_id() -> None:
    assert said(only(CASE._replace(file="cases/2026-03/RC-2026-NPDMXD.yaml"))) == (
        "LED301",
        "id",
        "the id is RC-2026-NPDMXC, the file is called RC-2026-NPDMXD.yaml",
    )


def test_the_file_lies_in_a_month_of_the_case() -> None:
    assert said(only(CASE._replace(file="cases/2026-04/RC-2026-NPDMXC.yaml"))) == (
        "LED320",
        "demand.dated_on",
        "the file lies in 2026-04, the case begins in 2026-03",
    )
    undated = demand(dated_on=None)._replace(file="RC-2026-NPDMXC.yaml")
    assert said(only(undated)) == ("LED320", "id", "the file lies in no folder, the case begins in 2026-03")
    assert found(CASE._replace(file="")) == []
    assert found(demand(dated_on=None)._replace(money=(), file="cases/2026-04/RC-2026-NPDMXC.yaml")) == []


def test_a_replaced_letter_or_an_earlier_takeback_keeps_the_folder() -> None:
    later = demand(dated_on=day("2026-05-02"), received_on=None)._replace(
        notices=(Notice("demand", "first-letter", dated_on=day("2026-03-02")),)
    )
    assert found(later) == []


CALL = CASE.communications[0]


@pytest.mark.parametrize(
    ("case", "place", "message"),
    [
        (
            CASE._replace(appeals=(Appeal("first"), Appeal("first"))),
            "appeals.1",
            "entries 1 and 2 of appeals are both first",
        ),
        (
            CASE._replace(documents=(CASE.documents[0], Document("demand", "envelope", "b.pdf"))),
            "documents.1",
            "entries 1 and 2 of documents are both demand",
        ),
        (
            claim(lines=(LINES[0], LINES[1]._replace(line="1")))._replace(money=()),
            "claims.0.lines.1",
            "entries 1 and 2 of lines are both 1",
        ),
        (
            claim(lines=(LINES[0]._replace(line=None), LINES[0]._replace(line=None)))._replace(money=(), filings=()),
            "claims.0.lines.1",
            "entries 1 and 2 of lines are both 2025-11-14 90837",
        ),
        (
            CASE._replace(communications=(CALL, CALL)),
            "communications.1",
            "entries 1 and 2 of communications are the same in every word",
        ),
        (
            CASE._replace(
                communications=(
                    CALL._replace(recorded=recorded("K7Q2")),
                    CALL._replace(summary="Another", recorded=recorded("K7Q2")),
                )
            ),
            "communications.1",
            "entries 1 and 2 of communications are both K7Q2",
        ),
    ],
)
def test_twins(case: Case, place: str, message: str) -> None:
    assert said(only(case)) == ("LED311", place, message)


def test_entries_that_look_alike_and_are_told_apart() -> None:
    case = CASE._replace(
        communications=(CALL._replace(recorded=recorded("K7Q2")), CALL._replace(recorded=recorded("M8Q4"))),
        appeals=(Appeal("first"), Appeal("first", id="first-2")),
        repayment_plans=(RepaymentPlan(12), RepaymentPlan(24)),
    )
    assert found(case) == []


def test_a_correction_of_nothing() -> None:
    finding = only(CASE._replace(communications=(CALL._replace(corrects="K7Q2"),)))
    assert said(finding) == (
        "LED319",
        "communications.0.corrects",
        "corrects names K7Q2, and communications has no other entry of this id or tag",
    )
    assert said(only(CASE._replace(communications=(CALL._replace(retracts="K7Q2"),))))[1] == "communications.0.retracts"


def test_two_corrections_of_one_entry() -> None:
    entries = (
        CALL._replace(recorded=recorded("K7Q2")),
        CALL._replace(summary="Other", corrects="K7Q2"),
        CALL._replace(summary="Third", corrects="K7Q2"),
    )
    assert said(only(CASE._replace(communications=entries))) == (
        "LED323",
        "communications.2.corrects",
        "K7Q2 is corrected by two entries; the later saved one counts",
    )
    assert found(CASE._replace(communications=entries[:2])) == []


# words


def test_words_that_lawyers_would_question() -> None:
    assert said(only(text("Dana says it was our mistake; she wants to settle."))) == (
        "LED607",
        "communications.0.summary",
        'summary says "our mistake", "settle"',
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Settlement of the account", ("settle",)),
        ("resettled, then Our\n Mistake", ("our mistake",)),
        ("unsettled", ()),
        ("Fraudulent", ("fraud",)),
        ("The attorney said to wait", ("attorney said",)),
        ("Asked for the worksheet", ()),
    ],
)
def test_questioned_words_begin_a_word(words: str, expected: tuple[str, ...]) -> None:
    assert questioned(words) == expected


def test_what_the_payer_states_is_quoted_as_it_stands() -> None:
    assert found(demand(stated="Fraud is suspected", reason="fraud_allegation")) == []


# between cases


OTHER = CASE._replace(id="RC-2026-ZZZZZZ", file="cases/2026-03/RC-2026-ZZZZZZ.yaml")


def together(*cases: Case) -> list[tuple[str, str, str]]:
    return [said(finding) for finding in check_together(cases)]


def test_unrelated_cases_that_share_a_letter_and_a_claim() -> None:
    assert together(OTHER, CASE) == [
        ("LED314", "demand.reference", "LSH-OP-2026-0331 is also the number of RC-2026-NPDMXC"),
        ("LED315", "claims.0.number", "claim 0026 stands with the same line in RC-2026-NPDMXC"),
    ]
    assert {finding.file for finding in check_together((OTHER, CASE))} == {OTHER.file}


def test_a_reference_that_is_another_cases_alias() -> None:
    aliased = OTHER._replace(
        demand=OTHER.demand._replace(reference="X", aliases=("A", "LSH-OP-2026-0331")), claims=(), money=(), filings=()
    )
    assert together(CASE, aliased) == [
        ("LED314", "demand.aliases.1", "LSH-OP-2026-0331 is also the number of RC-2026-NPDMXC")
    ]


def test_related_cases_may_share_everything() -> None:
    linked = CASE._replace(related=(Related("RC-2026-ZZZZZZ", "same_letter"),))
    back = OTHER._replace(related=(Related("RC-2026-NPDMXC", "same_letter"),))
    assert together(linked, back) == []
    copy = OTHER._replace(closed=Closed(day("2026-06-01"), "entered_in_error", same_as="RC-2026-NPDMXC"))
    assert together(CASE, copy) == []


def test_other_payers_may_use_the_same_numbers() -> None:
    assert together(CASE, OTHER._replace(payer="harborview-audit")) == []


def test_links_lead_to_a_case_and_back() -> None:
    one_way = CASE._replace(related=(Related("RC-2026-ZZZZZZ", "same_letter"),))
    assert together(one_way, OTHER) == [
        ("LED324", "related.0.case", "RC-2026-NPDMXC names RC-2026-ZZZZZZ, which does not name it back")
    ]
    assert together(one_way) == [("LED321", "related.0.case", "there is no case RC-2026-ZZZZZZ")]
    closed = CASE._replace(closed=Closed(day("2026-06-01"), "entered_in_error", same_as="RC-2026-ZZZZZZ"))
    assert together(closed) == [("LED321", "closed.same_as", "there is no case RC-2026-ZZZZZZ")]


def test_cases_without_a_reference_share_none() -> None:
    bare = Demand(amount=Decimal(1))
    assert together(CASE._replace(demand=bare, claims=()), OTHER._replace(demand=bare, claims=())) == []


def test_a_case_that_stands_in_two_files() -> None:
    copied = CASE._replace(file="cases/2026-04/RC-2026-NPDMXC.yaml")
    assert together(copied, CASE) == [
        ("LED311", "id", "RC-2026-NPDMXC stands in two files, here and in cases/2026-03/RC-2026-NPDMXC.yaml")
    ]


def test_a_claim_of_two_patients() -> None:
    one = CASE._replace(claims=(Claim("0026", "P-1"),), demand=Demand(reference="A"))
    two = OTHER._replace(
        claims=(Claim("0027", "P-9"), Claim("0026", "P-2")),
        demand=Demand(reference="B"),
        related=(Related(one.id, "next_demand"),),
    )
    assert together(one._replace(related=(Related(two.id, "next_demand"),)), two) == [
        ("LED325", "claims.1.patient", "claim 0026 is patient P-2 here and P-1 in RC-2026-NPDMXC")
    ]


def test_two_lines_of_one_claim_are_one_finding() -> None:
    assert [row[0] for row in together(CASE, OTHER)].count("LED315") == 1


def test_cases_of_one_letter_add_up_to_its_total() -> None:
    whole = demand(letter_total=Decimal("200.00"))._replace(related=(Related(OTHER.id, "same_letter"),), claims=())
    part = OTHER._replace(
        demand=whole.demand._replace(amount=Decimal("101.16")),
        related=(Related(CASE.id, "same_letter"),),
        claims=(),
    )
    assert together(whole, part) == []
    assert together(whole._replace(related=())) == [
        (
            "LED306",
            "demand.letter_total",
            "the 1 cases of letter LSH-OP-2026-0331 add up to 98.84, its letter_total is 200.00",
        )
    ]
