"""Minutes, units, visits, coverage, approvals, policies, records, signatures, filing and enrolment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ledger.core.case import Claim, Coverage, Line
from ledger.core.payer import OurNumber, Payer, PayerWindow
from ledger.core.practice import Practice
from ledger.core.proof import Approval, Document
from ledger.core.review.minutes import code_for
from ledger.core.review.point import CANNOT_TELL, POSSIBLE
from ledger.core.review.therapy import units_by_code, units_of_total
from ledger.core.sending import Moment
from tests.core.cases import decided
from tests.core.reckoned import HARBOR, MAC, TEXAS, a_law, day, names
from tests.core.review.reviews import LETTER, a_claim, a_demand, a_line, dollars, filed, points, verdicts


def session(minutes: int | None, procedure: str = "90837", **fields: Any) -> Claim:
    line = a_line("49.42", procedure, minutes=minutes, paid=dollars("152.40"), line="1")
    return a_claim("C-1", line._replace(**fields))


@pytest.mark.parametrize(
    ("procedure", "least"),
    [("90832", 16), ("90833", 16), ("90834", 38), ("90836", 38), ("90837", 53), ("90838", 53)],
)
def test_psychotherapy_codes_begin_at_their_minutes(procedure: str, least: int) -> None:
    [one] = points(a_demand(TEXAS, session(least, procedure), reason="time_based_coding"), "time_code")
    assert (one.verdict, one.amount, one.claims) == (POSSIBLE, dollars("49.42"), ("C-1",))
    assert one.paragraph == (
        f"The session of November 14, 2025 lasted {least} minutes;"
        f" the code billed begins at {least} minutes ({procedure})."
    )
    assert points(a_demand(TEXAS, session(least - 1, procedure), reason="time_based_coding"), "time_code") == []
    assert points(a_demand(TEXAS, session(None, procedure), reason="time_based_coding"), "time_code") == []
    assert points(a_demand(TEXAS, session(least, procedure), reason="timely_filing"), "time_code") == []


@pytest.mark.parametrize(
    ("minutes", "code", "add_on"),
    [
        (15, "", ""),
        (16, "90832", "90833"),
        (37, "90832", "90833"),
        (38, "90834", "90836"),
        (52, "90834", "90836"),
        (53, "90837", "90838"),
    ],
)
def test_minutes_have_one_code(minutes: int, code: str, add_on: str) -> None:
    assert (code_for(minutes), code_for(minutes, add_on=True)) == (code, add_on)


def test_a_shorter_session_is_not_to_be_repaid_whole() -> None:
    whole = session(50, demanded=dollars("152.40"))
    [one] = points(a_demand(TEXAS, whole, reason="time_based_coding"), "time_code")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("152.40"))
    assert one.arithmetic == ("C-1/1: 50 minutes are 90834",)
    assert "50" not in one.paragraph  # the length that speaks against us stands in no letter of ours
    priced = session(50, demanded=dollars("152.40"), should_have_paid=dollars("102.98"))
    [two] = points(a_demand(TEXAS, priced, reason="time_based_coding"), "time_code")
    assert two.amount == dollars("102.98")
    assert two.arithmetic == ("C-1/1: 50 minutes are 90834; paid 152.40 - 102.98 = 49.42 at most", "what stays: 102.98")
    assert (
        points(a_demand(TEXAS, session(15, demanded=dollars("152.40")), reason="time_based_coding"), "time_code") == []
    )


def test_sixteen_minutes_have_a_code_of_their_own() -> None:
    least = session(16, demanded=dollars("152.40"))
    assert verdicts(a_demand(TEXAS, least, reason="time_based_coding"), "time_code") == [POSSIBLE]


def test_many_sessions_are_counted_and_a_line_to_be_repaid_is_left_alone() -> None:
    lines = [a_line("10.00", "90837", f"2025-11-{n:02d}", minutes=52 + n, line=str(n)) for n in range(1, 8)]
    lines[0] = lines[0]._replace(answer="repay")
    [one] = points(a_demand(TEXAS, a_claim("C-1", *lines), reason="time_based_coding"), "time_code")
    assert (one.amount, one.claims[0], len(one.claims)) == (dollars("60.00"), "C-1/2", 6)
    assert one.paragraph.startswith("Each of the 6 sessions lasted between 54 and 59 minutes;")
    assert "2 more, at least 54 minutes" in one.arithmetic
    repaid = a_demand(TEXAS, session(56), reason="time_based_coding", decisions=(decided("repay"),))
    assert points(repaid, "time_code") == []
    alike = [a_line("10.00", "90837", f"2025-11-{n:02d}", minutes=60) for n in (1, 2)]
    [two] = points(a_demand(TEXAS, a_claim("C-1", *alike), reason="time_based_coding"), "time_code")
    assert two.paragraph.startswith("Each of the 2 sessions lasted 60 minutes;")


# therapy


def test_the_units_of_a_total() -> None:
    table = {1: (8, 22), 2: (23, 37), 3: (38, 52), 4: (53, 67), 5: (68, 82), 6: (83, 97), 7: (98, 112), 8: (113, 127)}
    for units, minutes in table.items():
        assert {units_of_total(one) for one in range(minutes[0], minutes[1] + 1)} == {units}
    assert units_of_total(7) == 0


def test_33_and_7_minutes_are_three_units_by_the_total_and_two_by_the_midpoint() -> None:
    assert (units_of_total(40), units_by_code((33, 7))) == (3, 2)


def therapy(*lines: tuple[str, int | None, str | None], **fields: Any) -> Claim:
    return a_claim(
        "C-1",
        *(
            a_line("30.00", code, minutes=minutes, units=Decimal(units) if units else None, line=str(number))
            for number, (code, minutes, units) in enumerate(lines, start=1)
        ),
    )._replace(**fields)


def test_minutes_that_support_the_units_both_ways() -> None:
    claim = therapy(("97110", 40, "3"), ("97140", 15, "1"))
    [one] = points(a_demand(TEXAS, claim, reason="therapy_documentation"), "therapy_units")
    assert (one.verdict, one.amount, one.claims) == (POSSIBLE, dollars("60.00"), ("C-1",))
    assert one.rule is not None
    assert not one.rule.citable
    assert "November 14, 2025: 55 timed minutes, 4 units billed." in one.paragraph
    assert points(a_demand(TEXAS, claim, reason="eligibility"), "therapy_units") == []


def test_where_the_two_ways_differ_the_manual_decides() -> None:
    claim = therapy(("97110", 33, "2"), ("97140", 7, "1"))
    [one] = points(a_demand(TEXAS, claim, reason="units"), "therapy_units")
    assert (one.verdict, one.paragraph) == (CANNOT_TELL, "")
    assert "40 minutes are 3 by the total, 2 by the midpoint of each code; 3 billed" in one.arithmetic[0]
    assert "the payer's manual" in one.ask


@pytest.mark.parametrize(
    "lines",
    [
        [("97110", 33, "3"), ("97140", 7, "1")],  # neither way
        [("97110", None, "3")],
        [("97110", 40, None)],
        [("97110", 40, "2.5")],
        [("97161", 40, "1")],
    ],
)
def test_units_that_minutes_do_not_show_are_no_finding(lines: list[tuple[str, int | None, str | None]]) -> None:
    assert points(a_demand(TEXAS, therapy(*lines), reason="units"), "therapy_units") == []


def test_many_days_of_therapy_are_counted() -> None:
    lines = [
        a_line("30.00", "97110", f"2025-11-{n:02d}", minutes=30, units=Decimal(2), line=str(n)) for n in range(1, 11)
    ]
    [one] = points(a_demand(TEXAS, a_claim("C-1", *lines, patient=None), reason="units"), "therapy_units")
    assert one.arithmetic[-1] == "4 more days"
    assert one.paragraph.endswith("; and 2 more days.")


def test_the_time_of_an_office_visit() -> None:
    def visit(minutes: int | None) -> Claim:
        return a_claim("C-1", a_line("33.07", "99214", minutes=minutes))

    [one] = points(a_demand(MAC, visit(30), reason="level_of_service"), "visit_time")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("33.07"))
    assert one.rule is not None
    assert (one.rule.citable, one.paragraph) == (
        False,
        "The record states a total time of 30 minutes on the day of each visit named here.",
    )
    for minutes in (29, None):
        assert points(a_demand(MAC, visit(minutes), reason="level_of_service"), "visit_time") == []
    two = a_claim("C-2", a_line("33.07", "99215", minutes=41))
    [both] = points(a_demand(MAC, visit(30), two, reason="level_of_service"), "visit_time")
    assert "at least 30 minutes" in both.paragraph


# coverage


def covered(number: str = "C-1", **fields: Any) -> Claim:
    return a_claim(number, a_line(served="2025-09-15"), coverage=Coverage()._replace(**fields))


def test_eligibility_that_was_verified_by_the_day_of_service() -> None:
    claim = covered(verified_on=day("2025-09-15"), evidence="271 [eligibility]", payer_knew_on=day("2025-11-20"))
    [one] = points(a_demand(TEXAS, claim, reason="eligibility"), "coverage")
    assert (one.verdict, one.rule, one.amount) == (POSSIBLE, None, dollars("100.00"))
    assert (
        "The plan knew of the end of coverage on November 20, 2025; its notice is dated March 2, 2026" in one.paragraph
    )
    assert "C-1, verified September 15, 2025." in one.paragraph  # the paper that is named is not on file
    listed = a_demand(TEXAS, claim, reason="eligibility", documents=(Document("eligibility", "eligibility", "x.pdf"),))
    assert "verified September 15, 2025 [eligibility]." in points(listed, "coverage")[0].paragraph
    assert "the payer knew before it paid: claims C-1" in one.arithmetic
    later = covered(verified_on=day("2025-09-16"), ended_on=day("2025-08-31"))
    assert verdicts(a_demand(TEXAS, later, reason="eligibility"), "coverage") == [CANNOT_TELL]
    assert verdicts(a_demand(TEXAS, a_claim(), reason="eligibility"), "coverage") == [CANNOT_TELL]
    assert points(a_demand(TEXAS, claim, reason="units"), "coverage") == []
    assert points(a_demand(TEXAS, a_claim(), reason="coordination_of_benefits"), "coverage") == []


def test_what_the_payer_knew_only_after_its_letter_is_not_said() -> None:
    claims = [covered(f"C-{n}", verified_on=day("2025-09-15"), payer_knew_on=day("2026-04-01")) for n in range(1, 9)]
    [one] = points(a_demand(TEXAS, *claims, reason="eligibility"), "coverage")
    assert "knew" not in one.paragraph
    assert one.paragraph.endswith("; and 2 more.")
    assert one.arithmetic[0] == "claim C-1: verified Mon 15 Sep 2025, no proof typed"
    [six] = points(a_demand(TEXAS, *claims[:6], reason="eligibility"), "coverage")
    assert "more" not in six.paragraph
    [same] = points(
        a_demand(TEXAS, covered(verified_on=day("2025-09-15"), payer_knew_on=day("2026-03-02")), reason="eligibility"),
        "coverage",
    )
    assert "knew" not in " ".join((same.paragraph, *same.arithmetic))
    paid = covered(verified_on=day("2025-09-15"), payer_knew_on=day("2025-12-01"))  # the day of payment
    [told] = points(a_demand(TEXAS, paid, reason="eligibility"), "coverage")
    assert "the payer knew before it paid: claims C-1" not in told.arithmetic


def test_coverage_that_ended_after_the_service() -> None:
    claim = covered(verified_on=day("2025-09-15"), ended_on=day("2025-09-30"))
    [one] = points(a_demand(TEXAS, claim, reason="eligibility"), "coverage")
    assert one.verdict == POSSIBLE
    assert "Coverage ended on September 30, 2025" in one.paragraph
    on_the_day = covered(verified_on=day("2025-09-15"), ended_on=day("2025-09-15"))
    assert "ended on or after" in points(a_demand(TEXAS, on_the_day, reason="eligibility"), "coverage")[0].sentence
    before = covered(verified_on=day("2025-09-15"), ended_on=day("2025-09-14"))
    assert "was verified" in points(a_demand(TEXAS, before, reason="eligibility"), "coverage")[0].sentence


def test_another_payer_said_to_be_first() -> None:
    [one] = points(a_demand(TEXAS, reason="coordination_of_benefits", lacks=("other_payer",)), "other_payer")
    assert one.rule is not None
    assert (one.verdict, one.rule.citation) == (POSSIBLE, "28 TAC 21.2818")
    assert one.paragraph.endswith("and does not name it. We ask you to turn to that payer for its share.")
    named = points(a_demand(TEXAS, reason="coordination_of_benefits"), "other_payer")
    assert "was primary. We ask" in named[0].paragraph
    [two] = points(a_demand(HARBOR, reason="coordination_of_benefits", lacks=("other_payer",)), "other_payer")
    assert (two.verdict, two.arithmetic) == (CANNOT_TELL, ("the letter names no other payer",))
    assert verdicts(a_demand(HARBOR, reason="third_party_liability"), "other_payer") == [CANNOT_TELL]
    assert points(a_demand(TEXAS, reason="eligibility"), "other_payer") == []
    assert points(a_demand(TEXAS, reason="coordination_of_benefits")._replace(claims=()), "other_payer") == []


# approvals and policies

GIVEN = Approval(
    "PA-1",
    ("J0139",),
    Decimal(80),
    day("2025-09-01"),
    day("2026-08-31"),
    None,
    "Pharmacy",
    day("2025-08-28"),
    "approval",
)


def approved(given: Approval | None = GIVEN, claim: Claim | None = None, **fields: Any) -> list[Any]:
    mine = claim or a_claim("C-1", a_line(procedure="J0139", units=Decimal(40), line="1"), approval="PA-1")
    approvals = (given,) if given is not None else ()
    return points(a_demand(TEXAS, mine, approvals=approvals, **{"reason": "medical_necessity", **fields}), "approval")


def test_a_line_under_its_approval() -> None:
    [one] = approved()
    assert (one.verdict, one.amount, one.rule) == (POSSIBLE, dollars("100.00"), None)
    assert one.paragraph == (
        "Approval PA-1 was given on August 28, 2025 for services from September 1, 2025 through August 31, 2026"
        " [approval]. The services billed under it (J0139) were given on November 14, 2025."
    )
    assert approved(reason="eligibility") == []


def test_the_first_day_the_last_day_and_the_last_unit_are_approved() -> None:
    edge = GIVEN._replace(valid_from=day("2025-11-14"), valid_through=day("2025-11-14"), units=Decimal(40))
    assert [one.verdict for one in approved(edge)] == [POSSIBLE]


def test_an_approval_with_little_typed_says_so() -> None:
    [one] = approved(Approval("PA-1"))
    assert one.arithmetic[1] == "not typed of the approval: its days, its codes, its units"
    assert one.paragraph == (
        "Approval PA-1 was given. The services billed under it (J0139) were given on November 14, 2025."
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"valid_from": day("2025-11-15")}, "served Fri 14 Nov 2025, approved from Sat 15 Nov 2025 on"),
        ({"valid_through": day("2025-11-13")}, "served Fri 14 Nov 2025, approved through Thu 13 Nov 2025"),
        ({"procedures": ("J0135",)}, "J0139 was billed, J0135 approved"),
        ({"units": Decimal(39)}, "40 units billed in all, 39 approved"),
        ({"provider": "1922334457"}, "provider 1457389207, approved for 1922334457"),
    ],
)
def test_what_does_not_fit_an_approval_cannot_be_told(fields: dict[str, Any], said: str) -> None:
    [one] = approved(GIVEN._replace(**fields), provider="1457389207")
    assert (one.verdict, one.arithmetic) == (CANNOT_TELL, (f"C-1/1: {said}",))


def test_an_approval_that_is_said_to_be_missing() -> None:
    [one] = approved(None, reason="prior_authorization")
    assert one.verdict == CANNOT_TELL
    assert approved(None) == []
    two = a_claim("C-1", a_line(procedure="J0139"), a_line(procedure="J0139", served="2025-11-28"), approval="PA-1")
    assert "from November 14, 2025 through November 28, 2025" in approved(claim=two)[0].paragraph


def policy_paper(effective: str | None, name: str = "policy") -> Document:
    return Document(name, "policy", "x.pdf", effective_on=day(effective) if effective else None)


def test_a_policy_from_after_the_service() -> None:
    def found(*papers: Document, **fields: Any) -> list[Any]:
        return points(a_demand(TEXAS, documents=(LETTER, *papers), reason="medical_necessity", **fields), "policy")

    [one] = found(policy_paper("2025-11-15"))
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("100.00"))
    assert "took effect on November 15, 2025 [policy]" in one.paragraph
    assert found(policy_paper("2025-11-14")) == []
    two = (a_claim("C-1"), a_claim("C-2", a_line("50.00", served="2025-11-16")))
    mixed = a_demand(TEXAS, *two, documents=(LETTER, policy_paper("2025-11-15")), reason="medical_necessity")
    [part] = points(mixed, "policy")
    assert (part.claims, part.amount) == (("C-1",), dollars("100.00"))
    assert found(policy_paper("2025-11-15"), policy_paper("2025-01-01", "old")) == []
    assert found() == []
    has = ("policy_cited",)
    assert [one.verdict for one in found(has=has)] == [CANNOT_TELL]
    assert "1 policy document on file, without the day it took effect" in found(policy_paper(None), has=has)[0].sentence
    assert found(policy_paper("2025-01-01"), has=has) == []
    assert points(a_demand(TEXAS, documents=(policy_paper("2025-11-15"),), reason="eligibility"), "policy") == []


@pytest.mark.parametrize(
    ("basis", "verdict"),
    [
        ("Policy RX-114, December 2025", [POSSIBLE]),
        ("Policy RX-114, November 2025", []),
        ("Policy RX-114, September 2025", []),
        ("Policy RX-114, of december, 2025.", [POSSIBLE]),
        ("March 0000", []),
        ("Policy", []),
    ],
)
def test_the_month_that_a_demand_cites(basis: str, verdict: list[str]) -> None:
    assert verdicts(a_demand(TEXAS, basis=basis, reason="medical_necessity"), "policy") == verdict


def test_a_policy_from_after_the_approval() -> None:
    claim = a_claim("C-1", a_line(procedure="J0139"), approval="PA-1")
    case = a_demand(TEXAS, claim, approvals=(GIVEN,), basis="RX-114, October 2025", reason="medical_necessity")
    [one] = points(case, "policy")
    assert one.verdict == POSSIBLE
    assert "had been approved on August 28, 2025" in one.paragraph
    same = case._replace(demand=case.demand._replace(basis="RX-114, August 2025"))
    assert points(same, "policy") == []
    first = GIVEN._replace(given_on=day("2025-10-01"))
    assert points(case._replace(approvals=(first,)), "policy") == []
    served = a_demand(TEXAS, a_claim("C-1", a_line(served="2025-12-01")), basis="December 2025", reason="not_covered")
    assert points(served, "policy") == []


# papers that answer a reason


def test_records_that_had_arrived_before_the_letter() -> None:
    sent = filed("records", "2026-01-10", proof="upload 5", document="sent")
    [one] = points(a_demand(HARBOR, reason="records_not_received", filings=(sent,)), "records")
    assert one.verdict == POSSIBLE
    assert one.paragraph == "The records were delivered on January 10, 2026 [sent], before the notice [demand]."
    late = sent._replace(arrived_on=Moment(day("2026-03-02")))  # the day of the letter
    unproved = sent._replace(arrived_on=None)
    for near in ((late,), (unproved,), (unproved._replace(sent_on=None),), ()):
        assert verdicts(a_demand(HARBOR, reason="records_not_received", filings=near), "records") == [CANNOT_TELL]
    assert points(a_demand(HARBOR, reason="units", filings=(sent,)), "records") == []
    bare = sent._replace(proof=None, document=None)
    assert points(a_demand(HARBOR, reason="records_not_received", filings=(bare,), dated_on=None), "records")[
        0
    ].arithmetic == ("proof: none typed",)


def signed(*papers: Document, **fields: Any) -> list[Any]:
    return points(a_demand(MAC, documents=(LETTER, *papers), reason="signature", **fields), "signature")


def test_an_attestation_or_a_log_mends_a_note_and_never_an_order() -> None:
    attestation = Document("attested", "attestation", "x.pdf")
    [one] = signed(attestation)
    assert (one.verdict, one.paragraph) == (POSSIBLE, "The attestation for the note is enclosed [attested].")
    assert one.ask == "look whether it bears the author's signature, its date and the patient"
    dated = signed(attestation._replace(dated_on=day("2026-03-10")))
    assert dated[0].ask == "that its author is who wrote the note"
    [log] = signed(Document("log", "signature_log", "x.pdf"))
    assert (log.verdict, log.sentence) == (POSSIBLE, "1 line of 1 claim: a signature log is on file.")
    assert [two.verdict for two in signed()] == [CANNOT_TELL]
    [order] = signed(attestation, Document("orders", "order", "x.pdf"))
    assert order.verdict == CANNOT_TELL
    assert "it mends a note, not an order" in " ".join(order.arithmetic)
    assert signed(stated="The order is not signed.")[0].arithmetic == ()
    assert points(a_demand(TEXAS, reason="signature"), "signature")[0].rule is None
    assert points(a_demand(MAC, reason="units"), "signature") == []


def test_a_claim_accepted_within_the_contracts_time() -> None:
    limit = PayerWindow("timely_filing", days=95, unit="calendar_days", source="Contract 5.1")
    payer = HARBOR._replace(windows=(limit,))

    def found(accepted: str | None, payer: Payer = payer, **fields: Any) -> list[Any]:
        claim = a_claim("C-1", a_line(served="2025-06-02"), accepted_on=day(accepted) if accepted else None)
        return points(
            a_demand(payer, claim, **{"reason": "timely_filing", **fields}), "timely_filing", law=a_law(payer)
        )

    [one] = found("2025-09-05")
    assert (one.verdict, one.amount) == (POSSIBLE, dollars("100.00"))
    assert "(Contract 5.1). The first was accepted on September 5, 2025, 95 days after the service." in one.paragraph
    assert found("2025-09-06") == []
    assert [one.verdict for one in found(None)] == [CANNOT_TELL]
    assert [one.verdict for one in found("2025-06-13", HARBOR)] == [CANNOT_TELL]
    until = HARBOR._replace(windows=(limit._replace(days=None),))
    assert [one.verdict for one in found("2025-06-13", until)] == [CANNOT_TELL]
    unsourced = HARBOR._replace(windows=(limit._replace(source=None, unit=None),))
    assert "(the payer file)" in found("2025-06-13", unsourced)[0].paragraph
    assert found("2025-06-13", reason="units") == []
    assert names(a_demand(payer, reason="timely_filing"), law=a_law(payer)) == names(
        a_demand(HARBOR, reason="timely_filing"), law=a_law(HARBOR)
    )  # no act of anybody falls due by it


@pytest.mark.parametrize(
    ("served", "payer", "verdict"),
    [
        ("2025-03-01", MAC, POSSIBLE),
        ("2025-12-31", MAC, POSSIBLE),
        ("2026-01-01", MAC, CANNOT_TELL),
        ("2025-01-30", MAC, POSSIBLE),
        ("2025-01-29", MAC, CANNOT_TELL),
        ("2025-01-30", HARBOR, CANNOT_TELL),
    ],
)
def test_the_numbers_that_the_payer_holds(served: str, payer: Payer, verdict: str) -> None:
    number = OurNumber("1457389207", valid_from=day("2025-03-01"), valid_through=day("2025-12-31"))
    payer = payer._replace(our_numbers=(number,))
    claim = a_claim("C-1", a_line(served=served), rendering="1457389207")
    [one] = points(a_demand(payer, claim, reason="enrollment"), "enrollment", law=a_law(payer))
    assert one.verdict == verdict
    assert bool(one.rule) == (served == "2025-01-30" and payer.slug == "mac")


def test_a_provider_nobody_knows() -> None:
    [one] = points(a_demand(MAC, reason="enrollment"), "enrollment")
    assert (one.verdict, one.arithmetic) == (CANNOT_TELL, ("C-1: served Fri 14 Nov 2025; no number on file",))
    assert points(a_demand(MAC, reason="units"), "enrollment") == []
    payer = MAC._replace(our_numbers=(OurNumber("1457389207"),))
    law = a_law(payer)
    law = law._replace(settings=law.settings._replace(practice=Practice("Bluestem", "1457389207")))
    [two] = points(a_demand(payer, reason="enrollment"), "enrollment", law=law)
    assert two.arithmetic == ("C-1: served Fri 14 Nov 2025; 1457389207 from a day not typed",)
    open_ended = MAC._replace(our_numbers=(OurNumber("1457389207", valid_from=day("2025-01-01")),))
    case = a_demand(
        open_ended, a_claim("C-1", Line(day("2025-11-14"), "99214", demanded=dollars("1.00"))), reason="enrollment"
    )
    assert verdicts(case._replace(provider="1457389207"), "enrollment", law=a_law(open_ended)) == [POSSIBLE]
