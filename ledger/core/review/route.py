"""Which way the matter goes: the law of each claim, a reopening, section 935, ERISA, and who decided an appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.balance import NOTHING, claim_demanded
from ledger.core.day import spelled_out
from ledger.core.entries import effective
from ledger.core.law.governing import counted, fact
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point
from ledger.core.review.subject import ERISA, MEDICARE, demanded_on, few, lines_said, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ledger.core.case import Claim
    from ledger.core.review.subject import Subject

_CLERICAL = {
    "duplicate_payment": "a duplicate is handled as a clerical error",
    "records_not_received": "records that never arrived are handled as a reopening",
}
_INSIDE = ("mac", "rac", "upic", "smrc", "cert", "oig")


def law(subject: Subject) -> Iterator[Point]:
    """Claims whose law is not known: no limit, no list of items and no stay can be held against anybody."""
    for under in subject.groups:
        asked = under.governed.ask
        if not asked:
            continue
        number = counted(len(under.names), "claim") if under.names else "the case"
        yield Point(
            "law",
            CANNOT_TELL,
            f"{number}: which law counts is not known, so its limits and lists were not looked at.",
            under.governed.because,
            claims=under.names,
            amount=under.amount if under.names else subject.whole,
            ask=f"{'; '.join(asked)} (funding, sponsor, issued_in, network)",
        )


def reopening(subject: Subject) -> Iterator[Point]:
    """Medicare denials that a clerical reopening mends: the appeal is filed beside it and keeps its day."""
    for reason, words in _CLERICAL.items():
        lines = [pair for pair in subject.disputable(reason) if subject.under(pair[0]).governed.regime == MEDICARE]
        if not lines:
            continue
        under = subject.under(lines[0][0])
        rule = under.rule("missing_records_become_a_reopening")
        asked = any(one.kind == "reopening" for one in effective(subject.case.filings))
        yield Point(
            "reopening",
            POSSIBLE,
            f"{lines_said(lines)}: under Medicare {words}, and not as an appeal.",
            (
                "the time to appeal runs meanwhile: file or note the redetermination as well",
                *(("a request to reopen is on file",) if asked else ()),
            ),
            rule,
            f"We ask that the determination on the claims named here{subject.exhibit} be reopened and corrected.",
            names_of(lines),
            demanded_on(lines),
            "both remittances"
            if reason == "duplicate_payment"
            else "proof that the records were sent, and the records",
        )


def section_935(subject: Subject) -> Iterator[Point]:
    """Whether an appeal stops the taking: what the demand says of section 935, and what the texts put inside."""
    demand = subject.case.demand
    for under in subject.groups:
        if under.governed.regime != MEDICARE:
            continue
        if demand.section_935 is None:
            yield Point(
                "section_935",
                CANNOT_TELL,
                "Whether section 935 covers the debt is not typed; it decides whether an appeal stops the taking.",
                claims=under.names,
                amount=under.amount or subject.whole,
                ask="look at the head of the letter for MMA 935, and type section_935: true or false",
            )
        elif demand.section_935 is False and demand.found_by in _INSIDE:
            inside = under.statement("inside_section_935")
            yield Point(
                "section_935",
                CANNOT_TELL,
                "The demand puts itself outside section 935; denials after payment that come with a demand lie inside.",
                (inside.says,) if inside is not None else (),
                under.rule("inside_section_935"),
                claims=under.names,
                amount=under.amount or subject.whole,
                ask="ask the contractor on which exception it puts the debt outside",
            )


def erisa(subject: Subject) -> Iterator[Point]:
    """Whether the claims procedure of ERISA is open here: network providers, and employers it does not cover."""
    for under in subject.groups:
        first = under.claims[0] if under.claims else None
        network = fact("network", subject.case, first, under.payers)
        if under.governed.regime == ERISA and network == "contracted":
            said = under.statement("network_providers")
            yield Point(
                "erisa",
                CANNOT_TELL,
                "Under a network contract it is not settled whether the ERISA procedure is open to the practice.",
                (said.says,) if said is not None else (),
                under.rule("network_providers"),
                claims=under.names,
                ask="counsel, and the contract: what it says of recoupment and of appeals",
            )
        elif under.governed.proposed == ERISA and under.governed.regime != ERISA and not under.governed.ask:
            yield Point(
                "erisa",
                CANNOT_TELL,
                f"The payer file names ERISA, and the facts typed bring {under.law}.",
                under.governed.set_aside,
                claims=under.names,
                amount=_demanded(under.claims),
                ask="who the employer is and who pays the claims (sponsor, funding)",
            )


def _demanded(claims: tuple[Claim, ...]) -> Decimal:
    return sum((claim_demanded(claim) for claim in claims), NOTHING)


def reviewer(subject: Subject) -> Iterator[Point]:
    """An appeal that was decided by whoever had made the finding."""
    case = subject.case
    for appeal in effective(case.appeals):
        if appeal.decided_by is None or appeal.decided_by != case.vendor or appeal.outcome == "overturned":
            continue
        payer = subject.law.payers.get(appeal.decided_by)
        name = payer.name if payer is not None else appeal.decided_by
        exhibit = f" [{appeal.decision_document}]" if appeal.decision_document else ""
        when = f" of {spelled_out(appeal.decided_on)}" if appeal.decided_on is not None else ""
        under = next((one for one in subject.groups if one.governed.regime == ERISA), None)
        rule = under.rule("written_denial") if under is not None else None
        yield Point(
            "reviewer",
            POSSIBLE,
            f"The {appeal.level.replace('_', ' ')} appeal was decided by {name}, who made the finding.",
            (f"claims {few(appeal.claims)}",) if appeal.claims else (),
            rule,
            f"The decision{when}{exhibit} was made by {name}, which also made the finding under appeal. We ask for a"
            " review by somebody who took no part in it.",
            appeal.claims,
            appeal.amount_upheld or NOTHING,
            "the page that shows who decided, as an exhibit",
        )
