"""What a kind of letter is: the filing it makes, where it goes, the elements it carries and those it must not."""

from __future__ import annotations

from typing import NamedTuple

STANDARD = "letter standard"
"""The citation of an element that no rule asks for, but that letters are thrown out without."""

ANY = "any"
MEDICARE = "medicare"
COMMERCIAL = "commercial"
ADVANTAGE = "medicare_advantage"
MEDICAID = "medicaid"
ERISA = "erisa"
LAWS = {
    MEDICARE: ("medicare-ffs",),
    ADVANTAGE: ("medicare-advantage-noncontract",),
    MEDICAID: ("medicaid",),
    ERISA: ("erisa",),
}
"""The rules under which a letter of a law is made. A letter of no such law goes under all, a commercial one under all
but Medicare."""

MEDICARE_REGIME = "medicare-ffs"

REQUIRED, RECOMMENDED, CONDITIONAL, FORBIDDEN = "required", "recommended", "conditional", "forbidden"
HIGH, MEDIUM, LOW = "high", "medium", "low"

FINAL = "final"
"""The word of ``after`` for the last decision of the payer's own levels."""


class Element(NamedTuple):
    """Something that a letter carries, or must not.

    ``key`` names the check in ``core.letter.gap``, ``citation`` who asks for it. ``level`` says how much: a required or
    conditional one keeps the letter back, a recommended one is told. ``when`` is the condition in words.
    ``confidence`` says how well the text that asks for it was read; empty where no rule asks.
    """

    key: str
    citation: str = STANDARD
    level: str = REQUIRED
    confidence: str = ""
    when: str = ""


class Kind(NamedTuple):
    """One kind of letter.

    ``serves`` is the filing or the level of appeal that it makes, ``after`` the level whose decision it answers.
    ``desks`` are the words of a desk's ``use`` that it may go to, the first that fits winning. ``law`` is where it
    belongs. ``subject`` says which claims it is about: ``all``, ``disputed`` or ``to_repay``. ``effect`` is what it
    does to the taking, for the person who sends it, and ``heed`` what else they have to know; no letter prints either.
    ``counsel`` letters wait for counsel in every case; ``asks_only`` ones take no position, so amounts alone never hold
    them. ``from_patient``: the patient signs and is written back to.
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
    counsel: bool = False
    asks_only: bool = False
    from_patient: bool = False
    heed: str = ""
    use: str = ""

    @property
    def template(self) -> str:
        """The file name of its template."""
        return f"{self.name.lower()}.md.j2"

    @property
    def is_dispute(self) -> bool:
        """Whether it says why the demand is wrong."""
        return self.asks_for("ground_per_claim")

    def asks_for(self, key: str) -> bool:
        """Whether it carries an element."""
        return any(element.key == key for element in self.elements)


SPINE = (
    Element("practice_name"),
    Element("practice_address"),
    Element("practice_phone"),
    Element("npi"),
    Element("signer"),
    Element("addressee"),
    Element("demand_number"),
    Element("claims"),
)
DEMAND = (Element("demand_date"), Element("demand_amount"), Element("amounts_tie"))
MEMBERS = (Element("patient_name"), Element("member_id"))


def beneficiary(rule: str, confidence: str = HIGH, *, numbered: bool = True) -> tuple[Element, ...]:
    """The three things that Medicare's levels ask about each claim; ``numbered`` as the paragraphs of the rule are."""
    asked = (("patient_name", "beneficiary name"), ("mbi", "Medicare number"), ("service_and_date", "service and date"))
    return tuple(
        Element(key, f"{rule}({number}), {words}" if numbered else f"{rule}, {words}", confidence=confidence)
        for number, (key, words) in enumerate(asked, start=1)
    )
