"""The kinds of letters: which filing each serves, where it goes, what must stand in it and by which rule."""

from __future__ import annotations

from typing import NamedTuple

STANDARD = "letter standard"
"""The citation of an element that no rule asks for, but that letters are thrown out without."""

ANY = "any"
MEDICARE = "medicare"
COMMERCIAL = "commercial"

MEDICARE_REGIME = "medicare-ffs"


class Element(NamedTuple):
    """Something a letter must carry: ``key`` names the check in ``core.letter.gap``, ``citation`` who asks for it."""

    key: str
    citation: str = STANDARD


class Kind(NamedTuple):
    """One kind of letter.

    ``serves`` is the filing or the level of appeal that it makes, ``after`` the level whose decision it answers.
    ``desks`` are the words of a desk's ``use`` that it may go to, the first that fits winning. ``law`` is where it
    belongs. ``subject`` says which claims it is about: ``all``, ``disputed`` or ``to_repay``. ``effect`` is what it
    does to the taking, for the person who sends it; no letter prints it.
    """

    name: str
    title: str
    serves: str
    desks: tuple[str, ...]
    law: str
    subject: str
    effect: str
    elements: tuple[Element, ...]
    after: str = ""
    to_reviewer: bool = False
    encloses: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """The file name of its template."""
        return f"{self.name}.md.j2"

    @property
    def is_dispute(self) -> bool:
        """Whether it says why the demand is wrong."""
        return any(element.key == "ground_per_claim" for element in self.elements)


_SPINE = (
    Element("practice_name"),
    Element("practice_address"),
    Element("practice_phone"),
    Element("npi"),
    Element("signer"),
    Element("addressee"),
    Element("demand_number"),
    Element("claims"),
)
_DEMAND = (Element("demand_date"), Element("demand_amount"), Element("amounts_tie"))
_MEMBERS = (Element("patient_name"), Element("member_id"))


def _beneficiary(rule: str) -> tuple[Element, ...]:
    return (
        Element("patient_name", f"{rule}(1), beneficiary name"),
        Element("mbi", f"{rule}(2), Medicare number"),
        Element("service_and_date", f"{rule}(3), service and date"),
    )


_REFUND_FORM = "Medicare contractors' refund form"
_ROWS = (
    Kind(
        "records_request",
        "Request for records and the basis of the demand",
        "information",
        ("information", "records", "dispute", "contest", "rebuttal", "first"),
        ANY,
        "all",
        "does not stop the taking and moves no day: keep the dispute's own date",
        (*_SPINE, *_MEMBERS[:1]),
    ),
    Kind(
        "contest",
        "Notice of disagreement with a refund request",
        "contest",
        ("contest", "dispute"),
        COMMERCIAL,
        "disputed",
        "stops the taking for now where state law or the contract says so",
        (
            *_SPINE,
            *_DEMAND,
            *_MEMBERS,
            Element("contested_portion"),
            Element("ground_per_claim"),
            Element("state_contest"),
        ),
        encloses=("demand",),
    ),
    Kind(
        "first_appeal",
        "First-level appeal",
        "first",
        ("first", "dispute", "contest"),
        COMMERCIAL,
        "disputed",
        "stops the taking where state law or the contract says so",
        (
            *_SPINE,
            *_DEMAND,
            *_MEMBERS,
            Element("service_and_date"),
            Element("answered_lines"),
            Element("contested_portion"),
            Element("ground_per_claim"),
        ),
        encloses=("demand",),
    ),
    Kind(
        "medicare_redetermination",
        "Request for redetermination",
        "redetermination",
        ("redetermination",),
        MEDICARE,
        "disputed",
        "stops the taking for now when it has arrived by day 30 of the demand; later, from its arrival",
        (
            *_SPINE,
            *_DEMAND,
            *_beneficiary("42 CFR 405.944(b)"),
            Element("answered_lines"),
            Element("contested_portion"),
            Element("ground_per_claim", "CMS redetermination page, explanation"),
            Element("demand_copy", "Medicare contractors' instructions for section 935"),
        ),
        encloses=("demand",),
    ),
    Kind(
        "second_appeal",
        "Second-level appeal",
        "second",
        ("second", "dispute"),
        COMMERCIAL,
        "disputed",
        "stops the taking where state law or the contract says so",
        (
            *_SPINE,
            *_DEMAND,
            *_MEMBERS,
            Element("service_and_date"),
            Element("decision"),
            Element("amount_left"),
            Element("contested_portion"),
            Element("ground_per_claim"),
            Element("finding_answered"),
        ),
        after="first",
        encloses=("decision", "demand"),
    ),
    Kind(
        "medicare_reconsideration",
        "Request for reconsideration",
        "reconsideration",
        ("reconsideration",),
        MEDICARE,
        "disputed",
        "keeps the stop when it has arrived within 60 days of the redetermination",
        (
            *_SPINE,
            *_DEMAND,
            *_beneficiary("42 CFR 405.964(b)"),
            Element("decision", "42 CFR 405.964(b), contractor that made the redetermination"),
            Element("amount_left"),
            Element("contested_portion"),
            Element("ground_per_claim", "CMS reconsideration page, explanation"),
            Element("finding_answered"),
            Element("evidence_answered", "CMS reconsideration page, missing documentation"),
        ),
        after="redetermination",
        to_reviewer=True,
        encloses=("decision", "demand"),
    ),
    Kind(
        "refund",
        "Refund of the amounts listed",
        "refund_notice",
        ("refund",),
        ANY,
        "to_repay",
        "ends the taking for the lines repaid",
        (
            *_SPINE,
            Element("demand_date"),
            Element("amounts_tie"),
            Element("patient_name", f"{_REFUND_FORM}, patient as on the remittance"),
            Element("service_and_date", f"{_REFUND_FORM}, date and procedure"),
            Element("to_repay", f"{_REFUND_FORM}, amount"),
            Element("reason", f"{_REFUND_FORM}, reason"),
            Element("payment", f"{_REFUND_FORM}, check number"),
        ),
        encloses=("demand",),
    ),
    Kind(
        "partial_repayment",
        "Repayment in part and notice of disagreement",
        "contest",
        ("contest", "dispute", "refund"),
        COMMERCIAL,
        "all",
        "ends the taking for the lines repaid; the rest as a disagreement",
        (
            *_SPINE,
            *_DEMAND,
            *_MEMBERS,
            Element("to_repay"),
            Element("payment"),
            Element("contested_portion"),
            Element("ground_per_claim"),
            Element("state_contest"),
        ),
        encloses=("demand",),
    ),
    Kind(
        "hold_request",
        "Request to stop the taking while a dispute is pending",
        "hold",
        ("hold", "rebuttal", "contest", "dispute", "redetermination"),
        ANY,
        "disputed",
        "asks for the stop; the filing it names is what brings it",
        (
            *_SPINE,
            Element("demand_date"),
            Element("amount_held"),
            Element("filed_dispute"),
            Element("section_935", "42 U.S.C. 1395ddd(f)(2)"),
        ),
    ),
    Kind(
        "medicare_rebuttal",
        "Rebuttal statement",
        "rebuttal",
        ("rebuttal",),
        MEDICARE,
        "all",
        "does not stop the taking and is no appeal: keep the redetermination's own date",
        (
            *_SPINE,
            *_DEMAND[:2],
            Element("ptan", "Medicare contractors' rebuttal instructions"),
            Element("taking_date", "42 CFR 405.374"),
            Element("rebuttal_statement", "42 CFR 405.374"),
        ),
        encloses=("demand",),
    ),
    Kind(
        "follow_up",
        "Request for an answer that is still open",
        "follow_up",
        ("follow_up", "dispute", "contest", "information", "records", "redetermination", "rebuttal", "first"),
        ANY,
        "all",
        "does not stop the taking and moves no day: keep every day of your own",
        (*_SPINE, *_DEMAND[:1], *_MEMBERS[:1], Element("waits_for_an_answer")),
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ROWS}
