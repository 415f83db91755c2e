"""What counsel is handed: the tables, what stays behind, and what the redacted variant no longer says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ledger.core.acts.bundle import Made, handed_over
from ledger.core.case import (
    Claim,
    Closed,
    Communication,
    Counsel,
    Decision,
    Extension,
    Extrapolation,
    Line,
    Money,
    Passed,
)
from ledger.core.edit import AppendEntry
from ledger.core.handover import tables
from ledger.core.handover.chronology import chronology
from ledger.core.handover.gaps import wanted
from ledger.core.handover.own import left_out_because
from ledger.core.handover.table import day, money, noted, plain
from ledger.core.law.governing import Governed
from ledger.core.proof import Consent, Document, Evidence, Recorded
from ledger.core.sending import Appeal, Filing, Moment, Notice, Offer
from tests.core.letter.matters import CHART, CLAIM, DEMAND, LETTER, LINE, TODAY, a_case

STAMP = Recorded(datetime(2026, 3, 20, 16, 22, tzinfo=UTC), "jlee", "K7Q2")
CALL = Communication(
    Moment(date(2026, 3, 9), "10:20"),
    "phone",
    "Asked about P-1 and C-1.\nThey call back.",
    "jlee",
    "out",
    "Dana",
    "CALL-1",
    date(2026, 3, 19),
    recorded=STAMP,
)
FILING = Filing(
    "contest",
    sent_on=Moment(date(2026, 3, 10)),
    method="fax",
    proof="4411",
    arrived_on=Moment(date(2026, 3, 11)),
    arrival_evidence="fax log",
    document="chart",
    decided_on=date(2026, 4, 1),
    outcome="declined",
    decision_received_on=date(2026, 4, 3),
    decision_document="ruling",
    recorded=STAMP,
)


def whats(**fields: object) -> list[str]:
    return [row[1] for row in chronology(a_case(**fields)).rows]


def test_a_cell_says_what_is_known_and_nothing_else() -> None:
    assert (day(None), day(date(2026, 3, 6)), day(Moment(date(2026, 3, 6), "17:32"))) == (
        "",
        "2026-03-06",
        "2026-03-06T17:32",
    )
    assert (money(None), money(Decimal("1482.6"))) == ("", "1,482.60")
    assert (noted(None), noted(STAMP)) == ("", "2026-03-20 jlee")
    assert (plain(None), plain("second_notice")) == ("", "second notice")


def test_the_chronology_holds_every_dated_fact_in_its_order() -> None:
    case = a_case(
        notices=(
            Notice("second_notice", reference="V-1", dated_on=date(2026, 3, 12), received_on=Moment(date(2026, 3, 14))),
            Notice("statement"),
        ),
        filings=(FILING, Filing("rebuttal")),
        appeals=(Appeal("first", sent_on=Moment(date(2026, 5, 1)), decided_on=date(2026, 6, 1)),),
        extensions=(
            Extension("first_stop", date(2026, 5, 1), "Letter [demand p1]", recorded=STAMP),
            Extension("first", date(2026, 5, 1), recorded=STAMP._replace(tag="K7Q3")),
            Extension("second", date(2026, 6, 1)),
        ),
        passed=(Passed("rebuttal", "not_used", recorded=STAMP), Passed("first", "conceded")),
        counsel=(Counsel("firm", date(2026, 3, 12), date(2026, 3, 13)), Counsel("firm", date(2026, 4, 12))),
        closed=Closed(date(2026, 7, 1), "overturned_in_part"),
        money=(
            Money(date(2026, 4, 20), "offset", Decimal("312.10"), trace="EFT 1", recorded=STAMP),
            Money(date(2026, 4, 21), "forwarded"),
        ),
        communications=(CALL, Communication(Moment(date(2026, 3, 8)), "portal", "A message")),
    )
    assert chronology(case, services=False).rows == (
        ("2026-03-02", "demand LSH-1 dated for 60.00", "demand", ""),
        ("2026-03-06", "demand received (as stated, without evidence)", "demand", ""),
        ("2026-03-08", "the practice chose: dispute", "", ""),
        ("2026-03-08", "portal: A message", "", ""),
        (
            "2026-03-09T10:20",
            "phone with Dana, from us: Asked about P-1 and C-1. They call back.",
            "",
            "2026-03-20 jlee",
        ),
        ("2026-03-10", "contest sent, fax, 4411", "chart", "2026-03-20 jlee"),
        ("2026-03-11", "contest arrived (fax log)", "chart", "2026-03-20 jlee"),
        ("2026-03-12", "second notice V-1 dated", "", ""),
        ("2026-03-12", "counsel asked", "", ""),
        ("2026-03-13", "counsel answered", "", ""),
        ("2026-03-14", "second notice V-1 received", "", ""),
        ("2026-03-20", "more time for first stop, until 2026-05-01: Letter [demand p1]", "", "2026-03-20 jlee"),
        ("2026-03-20", "more time for first, until 2026-05-01: no proof", "", "2026-03-20 jlee"),
        ("2026-03-20", "rebuttal ended without a filing", "", "2026-03-20 jlee"),
        ("2026-04-01", "contest decided: declined", "ruling", "2026-03-20 jlee"),
        ("2026-04-03", "contest: decision received", "ruling", "2026-03-20 jlee"),
        ("2026-04-12", "counsel asked", "", ""),
        ("2026-04-16", "taking begins, as the demand announces", "demand", ""),
        ("2026-04-20", "offset 312.10, EFT 1", "", "2026-03-20 jlee"),
        ("2026-04-21", "forwarded ", "", ""),
        ("2026-05-01", "first sent", "", ""),
        ("2026-06-01", "first decided", "", ""),
        ("2026-07-01", "case closed: overturned in part", "", ""),
    )


def test_a_demand_is_told_as_far_as_it_is_known() -> None:
    bare = DEMAND._replace(reference=None, amount=None, received_evidence="date stamp")
    assert "demand without a number dated" in whats(demand=bare)
    assert "demand received (date stamp)" in whats(demand=bare)
    nothing = DEMAND._replace(dated_on=None, received_on=None, answer_by=None, offset_from=None)
    assert whats(demand=nothing, decisions=(), claims=()) == []
    assert "first arrived" in whats(appeals=(Appeal("first", arrived_on=Moment(date(2026, 5, 2))),))


def test_days_of_service_payment_and_what_papers_name_are_told() -> None:
    later = CLAIM._replace(number="C-2", lines=(LINE._replace(served_on=date(2025, 8, 1)),), paid_on=date(2025, 9, 1))
    paid = CLAIM._replace(payment_received_on=date(2025, 8, 20))
    named = DEMAND._replace(answer_by=date(2026, 4, 1), offset_from=date(2026, 4, 16))
    notice = Notice("second_notice", answer_by=date(2026, 4, 20), offset_from=date(2026, 5, 1), document="later")
    case = a_case(claims=(paid, later), demand=named, notices=(notice,), decisions=())
    rows = [(row[0], row[1]) for row in chronology(case).rows]
    assert rows == [
        ("2025-07-14", "first day of service"),
        ("2025-08-01", "last day of service"),
        ("2025-08-20", "payment of 1 claim received"),
        ("2025-09-01", "payment of 1 claim made"),
        ("2026-03-02", "demand LSH-1 dated for 60.00"),
        ("2026-03-06", "demand received (as stated, without evidence)"),
        ("2026-04-01", "last day for an answer, as the demand prints it"),
        ("2026-04-16", "taking begins, as the demand announces"),
        ("2026-04-20", "last day for an answer, as the second notice prints it"),
        ("2026-05-01", "taking begins, as the second notice announces"),
    ]
    assert not any("service" in row[1] or "payment" in row[1] for row in chronology(case, services=False).rows)


def test_evidence_offers_and_what_was_made_here_are_told() -> None:
    asked = Evidence("policy_then", holder="payer", requested_on=date(2026, 3, 3))
    came = Evidence("record", received_on=date(2026, 3, 4), document="chart")
    offers = (
        Offer(date(2026, 3, 5), "us", Decimal("40.00"), accepted_on=date(2026, 3, 9)),
        Offer(date(2026, 3, 6), "them"),
    )
    letter = Document("contest", "contest", "RC/contest.pdf", dated_on=date(2026, 3, 7), recorded=STAMP)
    undated = Document("packet", "packet", "RC/packet.pdf")
    case = a_case(evidence=(asked, came), offers=offers, documents=(letter, undated), claims=(), decisions=())
    told = {row[1]: row[2:] for row in chronology(case).rows}
    assert told["evidence asked for: policy then (payer)"] == ("", "")
    assert told["evidence received: record"] == ("chart", "")
    assert told["offer made: 40.00"] == ("", "")
    assert told["offer accepted"] == ("", "")
    assert told["contest made"] == ("contest", "2026-03-20 jlee")
    assert "packet made" not in told


def test_one_day_is_told_in_the_order_of_events() -> None:
    day_of_all = Moment(date(2026, 3, 10))
    sent = FILING._replace(arrived_on=day_of_all, arrival_evidence=None, decided_on=None, decision_received_on=None)
    answered = Communication(Moment(date(2026, 3, 10), "09:00"), "phone", "They have it.")
    case = a_case(filings=(sent,), communications=(answered,), decisions=(Decision(date(2026, 3, 10), "dispute"),))
    assert [row[1] for row in chronology(case).rows if row[0].startswith("2026-03-10")] == [
        "the practice chose: dispute",
        "contest sent, fax, 4411",
        "contest arrived",
        "phone: They have it.",
    ]


def test_claims_line_by_line_with_law_answer_and_grounds() -> None:
    line = Line(date(2025, 7, 14), "90837", "1", modifiers=("GT",), units=Decimal(2), minutes=56, demanded=Decimal(60))
    lined = CLAIM._replace(lines=(line, line._replace(line=None, answer="repay")), paid_on=date(2025, 8, 1))
    whole = Claim("C-2", demanded=Decimal("9.00"), plan="plan-b")
    table = tables.claims(
        a_case(claims=(lined, whole), plan="plan-a"), [Governed("texas", ("C-1",)), Governed("", ("C-2",))]
    )
    assert [len(row) for row in table.rows] == [len(table.head)] * 3
    first, second, third = (dict(zip(table.head, row, strict=True)) for row in table.rows)
    assert (first["procedure"], first["units"], first["minutes"], first["paid on"]) == (
        "90837-GT",
        "2",
        "56",
        "2025-08-01",
    )
    assert (first["answer"], first["law"], first["plan"], first["grounds"]) == ("dispute", "texas", "plan-a", "times")
    assert (second["line"], second["answer"]) == ("2", "repay")
    assert (third["claim"], third["demanded"], third["law"], third["plan"]) == ("C-2", "9.00", "not known", "plan-b")
    undecided = tables.claims(a_case(claims=(lined, whole), decisions=()), [])
    assert [row[table.head.index("answer")] for row in undecided.rows] == ["open", "repay", "open"]


def test_grounds_stand_at_the_lines_they_name_and_a_claim_outside_every_law_says_so() -> None:
    case = a_case()
    ground = case.grounds[0]._replace(claims=("C-9",))
    [row] = tables.claims(case._replace(grounds=(ground,)), []).rows
    assert (row[-1], row[13]) == ("", "not known")
    [row] = tables.claims(case._replace(grounds=(ground._replace(claims=("C-1/1",)),)), [Governed("erisa", ())]).rows
    assert (row[-1], row[13]) == ("times", "erisa")


def test_money_words_filings_and_papers() -> None:
    entry = Money(
        date(2026, 4, 20), "offset", Decimal("9.00"), Decimal("1.00"), by_claim=(("C-1", Decimal("9.00")),), note="n"
    )
    assert tables.taken(a_case(money=(entry,))).rows == (
        ("2026-04-20", "offset", "9.00", "1.00", "", "", "C-1 9.00", "n", ""),
    )
    [row] = tables.correspondence(a_case(communications=(CALL,))).rows
    assert row[:5] == ("2026-03-09T10:20", "phone", "out", "Dana", "Asked about P-1 and C-1. They call back.")
    [row] = tables.filings(a_case(filings=(FILING,))).rows
    assert row == (
        *("contest", "2026-03-10", "fax", "4411", "2026-03-11", "fax log", "chart"),
        *("2026-04-01", "declined", "2026-04-03", "ruling"),
    )
    table = tables.papers(a_case(documents=(CHART, LETTER)), {"chart": "intact"}, {"chart": "papers/chart.pdf"})
    assert [row[0] for row in table.rows] == ["chart", "demand"]
    assert table.rows[0][6:8] == ("intact", "papers/chart.pdf")
    assert table.rows[1][6:8] == ("", "")


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (CHART, ""),
        (CHART._replace(patients=("P-1", "P-9")), "holds pages of P-9, who is in no claim of this case"),
        (
            CHART._replace(kind="psychotherapy_notes"),
            "goes out on a signed authorization alone, and none that holds is on file",
        ),
        (Document("handover", "handover", "RC/x.zip"), "an earlier bundle"),
    ],
)
def test_what_stays_behind_and_why(document: Document, why: str) -> None:
    assert left_out_because(a_case(), document, TODAY) == why


def test_a_consent_that_holds_lets_protected_papers_go_along() -> None:
    notes = CHART._replace(kind="substance_use_records")
    consent = Consent("patient_authorization", "P-1", signed_on=date(2026, 3, 1), expires_on=TODAY)
    assert left_out_because(a_case(consents=(consent,)), notes, TODAY) == ""
    assert left_out_because(a_case(consents=(consent,)), notes, date(2026, 3, 10)) != ""
    assert left_out_because(a_case(consents=(consent._replace(signed_on=None),)), notes, TODAY) != ""
    assert left_out_because(a_case(consents=(consent,)), notes._replace(patients=()), TODAY) != ""


def test_counsel_sees_what_the_case_lacks() -> None:
    found = {one.what: one.there for one in wanted(a_case())}
    assert found["the demand"] == "demand"
    assert found["records"] == "chart"
    assert found["remittances of payment and of taking"] == ""
    assert "sampling file: frame, sample, seed, software" not in found
    sample = Document("frame", "sampling_file", "RC/frame.csv")
    found = {one.what: one.there for one in wanted(a_case(extrapolation=Extrapolation(), documents=(sample,)))}
    assert found["sampling file: frame, sample, seed, software"] == "frame"


def test_the_bundle_is_noted_as_made() -> None:
    made = Made("RC/h.zip", "a" * 64, "9f2c4b1a", redacted=False, dated_on=TODAY)
    change = handed_over(a_case(), made, "2026-03-09T16:22:07Z jlee K7Q2")
    [edit] = change.edits
    assert isinstance(edit, AppendEntry)
    entry = dict(edit.entry)
    assert (entry["id"], entry["kind"], entry["made_with"]) == ("handover", "handover", "case 9f2c4b1a")
    assert change.subject == "bundle for counsel made (2026-03-09)"
    again = handed_over(a_case(), made._replace(redacted=True), "2026-03-09T16:22:07Z jlee K7Q2")
    assert again.subject == "bundle for counsel made, redacted (2026-03-09)"


def test_decisions_are_told_as_they_count() -> None:
    first = Decision(date(2026, 3, 8), "dispute", recorded=STAMP)
    mended = Decision(date(2026, 3, 8), "hold", corrects="K7Q2", recorded=STAMP._replace(tag="K7Q9"))
    assert [what for what in whats(decisions=(first, mended)) if "chose" in what] == ["the practice chose: hold"]
