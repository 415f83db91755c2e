"""Letters in the making of the kinds that came later: each whole, with nothing missing, and what can be taken away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ledger.core.case import Claim, Counsel, Decision, Line, SendTo
from ledger.core.identity import Identities, Member, Patient
from ledger.core.letter.matter import Wishes
from ledger.core.letter.selection import Group
from ledger.core.payer import Payer
from ledger.core.proof import Consent, Document, Ground, PointFound
from ledger.core.sending import Appeal, Copy, Desk, Filing, Moment, Offer, RepaymentPlan
from tests.core.letter.matters import CHART, DECIDED, DECISION, DEMAND, DESK, LETTER, SETTINGS, a_case, a_law, a_matter

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.core.case import Case
    from ledger.core.letter.matter import Matter

PAT = Patient(
    "P-1",
    "Pat One",
    address="12 Elm Street\nLincoln Park TX 75001",
    phone="555-0177",
    mbi="1EG4-TE5-MK72",
    members=(Member("payer-a", "M-1"), Member("plan-a", "M-1")),
)
KNOWN = Identities((PAT,), "12-3456789")
LINES = (
    Line(date(2025, 7, 14), "90837", paid=Decimal("100.00"), demanded=Decimal("60.00"), line="1"),
    Line(date(2025, 7, 21), "90834", paid=Decimal("80.00"), demanded=Decimal("40.00"), line="2"),
)
CLAIM = Claim("C-1", "P-1", lines=LINES)
WHOLE_DEMAND = DEMAND._replace(
    amount=Decimal("100.00"),
    basis="Plan document, page 44",
    has=("claim_number", "patient_name"),
    lacks=("service_date", "policy_cited"),
)
NOTES = Document("notes", "medical_record", "RC-2026-7K4QXM/notes.pdf", patients=("P-1",), pages=12)
FORM = Document("form", "form", "RC-2026-7K4QXM/form.pdf", title="Request for an extended repayment schedule", pages=3)
BALANCE = Document("balance", "financial", "RC-2026-7K4QXM/balance.pdf", title="Balance sheets 2024, 2025", pages=2)
INCOME = Document("income", "financial", "RC-2026-7K4QXM/income.pdf", title="Income statements 2024, 2025", pages=2)
FILED_CLAIM = Document("claim", "claim_form", "RC-2026-7K4QXM/claim.pdf", patients=("P-1",), pages=1)
WAIVER = Document("waiver", "consent", "RC-2026-7K4QXM/waiver.pdf", title="Waiver of liability", pages=1)
ASSIGNED = Document("assigned", "consent", "RC-2026-7K4QXM/assigned.pdf", title="Assignment of benefits", pages=1)
AUTHORIZED = Document("allowed", "consent", "RC-2026-7K4QXM/allowed.pdf", title="Authorization", pages=1)
LATE = Document("late", "medicare_redetermination", "RC-2026-7K4QXM/late.pdf", pages=4)
ENVELOPE = Document("envelope", "envelope", "RC-2026-7K4QXM/envelope.pdf", pages=1)
FAXED = Document("contest", "contest", "RC-2026-7K4QXM/contest.pdf", pages=3)
GROUND = Ground(
    "times",
    "Start and stop times are charted for both sessions [notes p2] [notes p5].",
    "CPT time rules for psychotherapy",
    relief="withdraw the finding",
)
POINTS = (PointFound("r1", "alj", "Length of the sessions is not supported [ruling p2]."),)
HEARD = DECIDED._replace(
    amount_upheld=Decimal("100.00"), reference="1-1234567", decided_by="qic", decided_on=date(2026, 2, 2)
)
PARTIES = (Copy("P-1"), Copy("payer-a"))
OFFICE = Payer("Office of Medicare Hearings", "reviewer", desks=(Desk(("alj",), None, "PO Box 7"),), slug="omha")
COUNCIL = Payer("Medicare Appeals Council", "reviewer", desks=(Desk(("council",), None, "PO Box 8"),), slug="dab")
STATE_REVIEW = Payer("State review desk", "reviewer", desks=(Desk(("external",), None, "PO Box 6"),), slug="state")
REGULATOR = Payer("Department of Insurance", "regulator", desks=(Desk(("complaint",), None, "PO Box 4"),), slug="doi")
LAWYER = Payer(
    "Harrow and Finch", "counsel", desks=(Desk((), "Alex Harrow", "1 Main Street", "555-0190"),), slug="harrow"
)
PLAN = Payer("Employer A Health Plan", "plan", slug="plan-a")
ANSWERED = (Counsel("harrow", date(2026, 2, 20), date(2026, 3, 1)),)
ERS = RepaymentPlan(
    6,
    kind="medicare_ers",
    instalment=Decimal("17.24"),
    rate=Decimal("11.625"),
    first_due_on=date(2026, 4, 1),
    because="The demand is 11 percent of the Medicare payments of 2025.",
)
AGREED = RepaymentPlan(
    4,
    kind="contract",
    instalment=Decimal("25.00"),
    first_due_on=date(2026, 4, 30),
    because="It is 30 percent of a month.",
)


def the_case(**fields: Any) -> Case:
    """One claim of two lines, disputed as a whole."""
    start = a_case(
        demand=WHOLE_DEMAND,
        claims=(CLAIM,),
        grounds=(GROUND,),
        documents=(LETTER, CHART, DECISION, NOTES),
        decisions=(Decision(date(2026, 3, 8), "dispute"),),
        counsel=ANSWERED,
    )
    return start._replace(**fields)


def the_matter(kind: str, case: Case, regime: str = "", plan: str = "", funding: str = "fully_insured") -> Matter:
    """The letter, with every payer file that any of them needs."""
    start = a_matter(kind, case, identities=KNOWN)
    regime = regime or start.group.regime
    files = (OFFICE, COUNCIL, STATE_REVIEW, REGULATOR, LAWYER, PLAN)
    law = a_law(SETTINGS, desks=(DESK._replace(fax="555-0160"),))
    law = law._replace(payers={**law.payers, **{file.slug: file for file in files}})
    return start._replace(group=Group(regime, plan, funding, case.claims), law=law)


def _hearing() -> Matter:
    open_one = Appeal("alj", further_evidence="None.", copies=PARTIES)
    reviewed = HEARD._replace(level="reconsideration")
    points = (POINTS[0]._replace(paper="reconsideration"),)
    answers = (GROUND._replace(answers=("r1",)),)
    return the_matter("medicare_alj", the_case(appeals=(reviewed, open_one), findings=points, grounds=answers))


def _council() -> Matter:
    open_one = Appeal("council", copies=PARTIES, further_evidence="None.")
    heard = HEARD._replace(level="alj", decided_by="omha")
    answers = (GROUND._replace(answers=("r1",)),)
    return the_matter("medicare_council", the_case(appeals=(heard, open_one), findings=POINTS, grounds=answers))


def _reopening() -> Matter:
    said = Ground(
        "twice",
        "The claim of July 21 was read as a second copy of that of July 14; the sessions are a week apart [notes p2]",
        letters=("reopening_request",),
    )
    return the_matter("reopening_request", the_case(grounds=(said,)))


def _advantage() -> Matter:
    signed = Consent("waiver_of_liability", "P-1", signed_on=date(2026, 3, 4), document="waiver")
    documents = (LETTER, CHART, DECISION, NOTES, FILED_CLAIM, WAIVER)
    case = the_case(consents=(signed,), documents=documents)
    return the_matter("ma_noncontract", case, "medicare-advantage-noncontract")


def _washington() -> Matter:
    points = (PointFound("f1", "demand", "Session length is not documented [demand p3].", ("C-1",)),)
    answers = (GROUND._replace(answers=("f1",), relief="withdraw finding 1 and the amount on it"),)
    case = the_case(issued_in="WA", findings=points, grounds=answers)
    return the_matter("medicaid_prelim_WA", case, "medicaid")


def _late() -> Matter:
    late = Appeal(
        "redetermination",
        late_because="The demand arrived on March 6, 2026, after a flood had closed the post office [envelope p1].",
        document="late",
    )
    return the_matter("good_cause", the_case(appeals=(late,), documents=(LETTER, LATE, ENVELOPE)))


def _appointment() -> Matter:
    paper = Consent(
        "appointment",
        given_by="practice",
        given_to="harrow",
        scope="The redetermination of the demand named above, and every level after it",
        rep_status="attorney",
    )
    return the_matter("appointment_of_rep", the_case(consents=(paper,)))


def _erisa() -> Matter:
    signed = Consent("assignment", "P-1", given_to="practice", signed_on=date(2025, 1, 3), document="assigned")
    case = the_case(consents=(signed,), documents=(LETTER, NOTES, ASSIGNED))
    return the_matter("erisa_appeal", case, "erisa", "plan-a", "self_funded")


def _external() -> Matter:
    signed = Consent("patient_authorization", "P-1", signed_on=date(2026, 3, 1), document="allowed")
    demand = WHOLE_DEMAND._replace(reason="medical_necessity", stated="Not medically necessary [demand p2].")
    final = HEARD._replace(level="second", decided_by="payer-a")
    case = the_case(
        demand=demand, consents=(signed,), appeals=(final,), documents=(LETTER, NOTES, AUTHORIZED, DECISION)
    )
    return the_matter("external_review", case)


def _complaint() -> Matter:
    said = Ground(
        "notice",
        "The notice names no day of service [demand p1].",
        "28 TAC 21.2818",
        relief="a corrected notice",
        letters=("regulator_complaint",),
    )
    disputed = Appeal("first", sent_on=Moment(date(2026, 3, 5)), method="portal", proof="confirmation 7")
    return the_matter("regulator_complaint", the_case(grounds=(said,), appeals=(disputed,)))


def _offer() -> Matter:
    own = Offer(
        date(2026, 3, 8), "practice", Decimal("40.00"), date(2026, 4, 10), "Release of the claims listed, both ways"
    )
    return the_matter("settlement_offer", the_case(offers=(own,)))


def _member() -> Matter:
    signed = Consent("patient_authorization", "P-1", signed_on=date(2026, 3, 1), document="allowed")
    said = Ground(
        "mine", "I saw the doctor on both days. Each visit took close to an hour.", letters=("member_letter",)
    )
    case = the_case(consents=(signed,), grounds=(said,), documents=(LETTER, AUTHORIZED))
    return the_matter("member_letter", case)


def _fax() -> Matter:
    sent_to = SendTo("PO Box 9\nAustin TX", fax="512-555-0100", source="[demand p3]")
    case = the_case(documents=(LETTER, FAXED), demand=WHOLE_DEMAND._replace(send_to=sent_to))
    return the_matter("fax_cover", case)


def _schedule() -> Matter:
    case = the_case(repayment_plans=(ERS,), documents=(LETTER, FORM, BALANCE, INCOME))
    return the_matter("medicare_ers", case)._replace(wishes=Wishes(payment="check 5102"))


MORE: dict[str, Callable[[], Matter]] = {
    "itemization_request": lambda: the_matter("itemization_request", the_case()),
    "medicare_alj": _hearing,
    "medicare_council": _council,
    "reopening_request": _reopening,
    "ma_noncontract": _advantage,
    "medicaid_prelim_WA": _washington,
    "medicare_ers": _schedule,
    "repayment_plan_request": lambda: the_matter("repayment_plan_request", the_case(repayment_plans=(AGREED,))),
    "immediate_recoupment": lambda: the_matter(
        "immediate_recoupment", the_case(filings=(Filing("immediate_recoupment", covers="this_letter"),))
    ),
    "good_cause": _late,
    "appointment_of_rep": _appointment,
    "fax_cover": _fax,
    "erisa_appeal": _erisa,
    "external_review": _external,
    "regulator_complaint": _complaint,
    "settlement_offer": _offer,
    "member_letter": _member,
}
