"""What is missing of decisions, of filings a letter rests on, and of the money that goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.letter.answer import total
from ledger.core.letter.element import FINAL
from ledger.core.letter.filed import last_dispute
from ledger.core.letter.flow import carrying
from ledger.core.letter.kind import MEDICARE_REGIME
from ledger.core.letter.lack import Lack
from ledger.core.letter.points import ground_for, points_of
from ledger.core.letter.waiting import promised, unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.letter.matter import Matter


def decision(matter: Matter) -> Iterator[Lack]:
    """The decision that a later level answers, and a copy of it."""
    level = matter.kind.after
    if matter.decision is None and level == FINAL:
        hint = f"recoup outcome {matter.case.id} LEVEL RESULT --decided-on DATE"
        yield Lack("the payer's final decision", hint, ("appeals",))
    elif matter.decision is None:
        hint = f"recoup outcome {matter.case.id} {level} RESULT --decided-on DATE"
        yield Lack(f"the decision on the {level} level", hint, ("appeals",))
    elif matter.decision.decision_document is None:
        index = matter.case.appeals.index(matter.decision)
        hint = f"recoup attach {matter.case.id} FILE --kind decision, then name it as decision_document"
        yield Lack("a copy of the decision", hint, ("appeals", index, "decision_document"))


def amount_left(matter: Matter) -> Iterator[Lack]:
    """What the decision left of each claim, adding up to what it upheld."""
    decision = matter.decision
    if decision is None or decision.amount_upheld is None or matter.others:
        return
    left = total(matter.rows, "left")
    if left != decision.amount_upheld:
        what = (
            f"what the decision left of each claim: the claims say {left:,.2f}, it upheld {decision.amount_upheld:,.2f}"
        )
        index = matter.case.appeals.index(decision)
        yield Lack(what, "type by_claim: for the claims it changed", ("appeals", index, "by_claim"))


def finding_answered(matter: Matter) -> Iterator[Lack]:
    """An answer to each point of the decision."""
    for point in points_of(matter):
        if ground_for(matter, point) is None:
            hint = f"name {point.id} under answers: of the ground that meets it"
            paper = "decision" if matter.kind.after else "paper"
            index = matter.case.findings.index(point)
            yield Lack(f"an answer to the {paper}'s point {point.id}", hint, ("findings", index))


def evidence_answered(matter: Matter) -> Iterator[Lack]:
    """Each paper that the decision found missing, or why there is none."""
    for index, item in enumerate(matter.case.evidence):
        if item.asked_by == matter.kind.after and item.document is None and not item.explanation:
            name = item.item.replace("_", " ")
            hint = "name its document, or say in explanation why there is none"
            yield Lack(f"the {name} that the decision found missing", hint, ("evidence", index))


def reason(matter: Matter) -> Iterator[Lack]:
    """The reason that goes with a refund."""
    if not matter.case.demand.reason and not matter.case.demand.stated:
        yield Lack("the reason of the refund", "type demand: reason:, as the letter gives it", ("demand", "reason"))


def payment(matter: Matter) -> Iterator[Lack]:
    """The check or transfer that carries the money."""
    if not matter.wishes.payment and carrying(matter) is None:
        hint = "say it with --payment 'check 5102'; no refund on file has this sum for these claims since the demand"
        yield Lack("the check or transfer that carries the money", hint, ("money",))


def amount_held(matter: Matter) -> Iterator[Lack]:
    """A disputed amount to be left alone."""
    if not total(matter.rows, "disputed"):
        hint = f"answer the lines with dispute, or recoup decide {matter.case.id} dispute"
        yield Lack("the amount to be left alone", hint, ("decisions",))


def filed_dispute(matter: Matter) -> Iterator[Lack]:
    """A pending dispute that can prove it was sent."""
    if last_dispute(matter.case) is None:
        hint = f"recoup appeal {matter.case.id} LEVEL --sent-on DATE --method METHOD --proof TEXT comes first"
        yield Lack("proof of a dispute that is pending", hint, ("appeals",))


def section_935(matter: Matter) -> Iterator[Lack]:
    """Whether the limit on recoupment covers a Medicare demand."""
    if matter.group.regime == MEDICARE_REGIME and matter.case.demand.section_935 is None:
        hint = "look at the demand's heading: section_935: true or false"
        yield Lack("whether section 935 covers the demand", hint, ("demand", "section_935"))


def waits_for_an_answer(matter: Matter) -> Iterator[Lack]:
    """Something sent with its proof that has no decision, or a promise whose day has passed."""
    if not unanswered(matter) and not promised(matter):
        hint = f"recoup appeal or recoup log {matter.case.id} notes what was sent, with its proof, or promised"
        yield Lack("anything that waits for an answer of theirs", hint, ("filings",))


def taking_date(matter: Matter) -> Iterator[Lack]:
    """The day on which the taking is announced to start."""
    if matter.case.demand.offset_from is None:
        hint = "type demand: offset_from:, the day the letter announces"
        yield Lack("the day on which the taking is to start", hint, ("demand", "offset_from"))


def rebuttal_statement(matter: Matter) -> Iterator[Lack]:
    """The statement why the taking should not start on that day."""
    if not matter.grounds:
        hint = "write a ground with letters: [medicare_rebuttal]: why the taking should not start on that day"
        yield Lack("a statement why the taking should not start", hint, ("grounds",))
