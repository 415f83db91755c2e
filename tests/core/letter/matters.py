"""Letters in the making for the tests of core: a whole Texas case and a whole Medicare case, with nothing missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ledger.core.case import Case, Claim, Decision, Demand, Line, SendTo
from ledger.core.identity import Identities, Member, Patient
from ledger.core.law.calendar import Calendar
from ledger.core.law.governing import Law
from ledger.core.letter.kind import KINDS
from ledger.core.letter.matter import Matter, Wishes
from ledger.core.letter.selection import Group
from ledger.core.payer import OurNumber, Payer
from ledger.core.practice import Person, Practice, Settings
from ledger.core.proof import Document, Ground
from ledger.core.sending import Appeal, Desk, Filing, Moment

TODAY = date(2026, 3, 9)
PRACTICE = Practice(
    "Bluestem Medical Group", "1457389207", "partnership", "400 Prairie Street\nLincoln Park, TX", "555-0140"
)
SIGNER = Person("jlee", "Jordan Lee", "Billing manager", "555-0142", "jlee@bluestem.example", signs=True)
SETTINGS = Settings("1", "America/Chicago", PRACTICE, people=(SIGNER,))
DESK = Desk(("contest", "first", "second", "redetermination", "rebuttal", "refund"), "Disputes", "PO Box 1\nAustin TX")
REVIEWER = Payer("East QIC", "reviewer", desks=(Desk(("reconsideration",), None, "PO Box 5"),), slug="qic")
PATIENT = Patient("P-1", "Pat One", mbi="1EG4-TE5-MK72", members=(Member("payer-a", "M-1"),))
LINE = Line(date(2025, 7, 14), "90837", paid=Decimal("100.00"), demanded=Decimal("60.00"), line="1")
CLAIM = Claim("C-1", "P-1", lines=(LINE,))
GROUND = Ground("times", "The minutes are charted [chart p2].", "CPT time rules")
CHART = Document("chart", "medical_record", "RC-2026-7K4QXM/chart.pdf", patients=("P-1",), pages=9)
LETTER = Document("demand", "demand_letter", "RC-2026-7K4QXM/demand.pdf", dated_on=date(2026, 3, 2), pages=3)
DECISION = Document("ruling", "decision", "RC-2026-7K4QXM/ruling.pdf", pages=4)
DECIDED = Appeal(
    "first",
    sent_on=Moment(date(2026, 1, 5)),
    proof="confirmation 1",
    decided_on=date(2026, 2, 1),
    decision_document="ruling",
    outcome="upheld",
    amount_upheld=Decimal("60.00"),
)
DEMAND = Demand(
    "LSH-1",
    dated_on=date(2026, 3, 2),
    received_on=Moment(date(2026, 3, 6)),
    amount=Decimal("60.00"),
    reason="time_based_coding",
    stated="Length not supported [demand p2].",
    document="demand",
    section_935=True,
    offset_from=date(2026, 4, 16),
)


def a_case(**fields: Any) -> Case:
    """A case of one claim, disputed as a whole, with the fields a test is about."""
    start = Case(
        "RC-2026-7K4QXM",
        "A title",
        "payer-a",
        DEMAND,
        claims=(CLAIM,),
        grounds=(GROUND,),
        documents=(LETTER, CHART, DECISION),
        decisions=(Decision(date(2026, 3, 8), "dispute"),),
    )
    return start._replace(**fields)


def a_law(settings: Settings = SETTINGS, regimes: dict[str, Any] | None = None, **payer: Any) -> Law:
    """The law around it: one payer with every desk, one reviewer."""
    number = OurNumber("1457389207", "LS-1", ptan="TX1")
    file = Payer("Payer A", "payer", our_numbers=(number,), desks=(DESK,), slug="payer-a", file="payers/payer-a.yaml")
    payers = {"payer-a": file._replace(**payer), "qic": REVIEWER}
    return Law(settings, payers, regimes or {}, Calendar({}, 2020, 2030))


def a_matter(kind: str, case: Case | None = None, **fields: Any) -> Matter:
    """A letter of that kind about the case, with nothing missing where ``fields`` take nothing away."""
    kind_of = KINDS[kind]
    about = case if case is not None else a_case()
    regime = "medicare-ffs" if kind_of.law == "medicare" else "texas"
    start = Matter(
        kind_of,
        about,
        Group(regime, "", "fully_insured", about.claims),
        a_law(),
        Identities((PATIENT,), "12-3456789"),
        True,  # noqa: FBT003 - the private folder is here
        TODAY,
        SIGNER,
        Wishes(payment="check 5102"),
    )
    return start._replace(**fields)


def whole(kind: str) -> Matter:  # noqa: PLR0911 - one case for each kind
    """A letter of that kind with nothing missing."""
    from tests.core.letter.more_matters import MORE

    if kind in MORE:
        return MORE[kind]()
    if kind in ("second_appeal", "medicare_reconsideration"):
        level = KINDS[kind].after
        return a_matter(kind, a_case(appeals=(DECIDED._replace(level=level),)))
    if kind in ("refund", "partial_repayment"):
        lines = (LINE._replace(answer="repay"), LINE._replace(line="2", demanded=Decimal(0), answer="dispute"))
        if kind == "partial_repayment":
            lines = (
                LINE._replace(demanded=Decimal("20.00"), answer="repay"),
                LINE._replace(line="2", demanded=Decimal("40.00"), answer="dispute"),
            )
        return a_matter(kind, a_case(claims=(CLAIM._replace(lines=lines),)))
    if kind == "hold_request":
        sent = Appeal("first", sent_on=Moment(date(2026, 3, 8)), method="portal", proof="confirmation 7")
        return a_matter(kind, a_case(appeals=(sent,)))
    if kind == "follow_up":
        open_one = Filing("contest", sent_on=Moment(date(2026, 3, 4)), method="portal", proof="confirmation 7")
        return a_matter(kind, a_case(filings=(open_one,)))
    if kind == "medicare_rebuttal":
        ground = Ground("paid", "The amount was repaid on March 1", letters=("medicare_rebuttal",))
        return a_matter(kind, a_case(grounds=(ground,)))
    return a_matter(kind)


SHORT_ADDRESS = SendTo("PO Box 9, Austin TX", fax="512-555-0100", source="[demand p3]")
