"""What is missing of a hearing, a Council review, a Medicare Advantage appeal, a reopening, a Medicaid response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.citation import citations
from ledger.core.entries import effective
from ledger.core.letter.lack import IDENTITIES, Lack
from ledger.core.letter.notice_table import notice_rows
from ledger.core.letter.points import ground_for, points_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.letter.matter import Matter
    from ledger.core.sending import Appeal

_OF_SAMPLES = ("sampl", "extrapolat", "universe", "projec")


def planned(matter: Matter) -> Appeal | None:
    """The entry of the level that this letter makes: what is known of it before it is sent."""
    own = [one for one in effective(matter.case.appeals) if one.level == matter.kind.serves and one.decided_on is None]
    return own[-1] if own else None


def notice_items(matter: Matter) -> Iterator[Lack]:
    """Anything that the notice lacks, and a look at all that its law lists: a letter says only what somebody saw."""
    rows = notice_rows(matter)
    unseen = [row for row in rows if row.holds is None and row.item]
    if unseen:
        hint = f"type under demand: has: or lacks: each of {', '.join(row.item for row in unseen)}"
        yield Lack(f"a look whether the notice holds {'; '.join(row.words for row in unseen)}", hint, ("demand", "has"))
    if all(row.holds is True for row in rows):
        hint = "compare the letter with recoup review, and type what it lacks as demand: lacks:"
        yield Lack("anything that the notice leaves out", hint, ("demand", "lacks"))


def demand_letter_copy(matter: Matter) -> Iterator[Lack]:
    """The demand itself."""
    if matter.case.demand.document is None:
        hint = f"recoup attach {matter.case.id} FILE --kind demand_letter"
        yield Lack("a copy of the demand letter", hint, ("demand", "document"))


def clerical_error(matter: Matter) -> Iterator[Lack]:
    """What the error is."""
    if not matter.grounds:
        hint = "write a ground with letters: [reopening_request]: what was read or entered wrongly, and where it shows"
        yield Lack("the clerical error", hint, ("grounds",))


def beneficiary_contact(matter: Matter) -> Iterator[Lack]:
    """Address and telephone of every patient the letter is about."""
    for key in dict.fromkeys(claim.patient for claim in matter.subject if claim.patient):
        patient = matter.identities.patient(key)
        where = "" if matter.here else ": not on this computer"
        for field, words in (("address", "address"), ("phone", "telephone number")):
            if not getattr(patient, field, None):
                hint = f"write {field}: for {key} in {IDENTITIES}"
                yield Lack(f"the {words} of {key}{where}", hint, ("patients", key, field), IDENTITIES)


def appeal_number(matter: Matter) -> Iterator[Lack]:
    """The number of the decision that is appealed."""
    if matter.decision is not None and not matter.decision.reference:
        index = matter.case.appeals.index(matter.decision)
        hint = "type the appeal number that the decision prints, as reference: of that level"
        yield Lack("the Medicare appeal number of the decision", hint, ("appeals", index, "reference"))


def further_evidence(matter: Matter) -> Iterator[Lack]:
    """Whether more evidence will come, and when."""
    own = planned(matter)
    if own is None or not own.further_evidence:
        level = matter.kind.serves
        hint = f"appeals: level: {level}, further_evidence: None, or which paper will come by which day"
        yield Lack("whether further evidence will follow, and by which day", hint, _at(matter, own, "further_evidence"))


def copies_to_parties(matter: Matter) -> Iterator[Lack]:
    """To whom else the request goes."""
    own = planned(matter)
    if own is None or not own.copies:
        hint = f"appeals: level: {matter.kind.serves}, copies: who else got the decision, each with to:"
        yield Lack("the other parties who get a copy", hint, _at(matter, own, "copies"))


def _at(matter: Matter, own: Appeal | None, field: str) -> tuple[str | int, ...]:
    return ("appeals", matter.case.appeals.index(own), field) if own is not None else ("appeals",)


def sampling_reasons(matter: Matter) -> Iterator[Lack]:
    """Where the demand was projected: a reason why the sample does not carry it."""
    if matter.case.extrapolation is None:
        return
    files = {document.id for document in matter.case.documents if document.kind == "sampling_file"}
    for ground in matter.grounds:
        text = f"{ground.point} {ground.rule or ''}"
        if any(word in text.lower() for word in _OF_SAMPLES) or files & {one.name for one in citations(text)}:
            return
    hint = "write a ground about the sample, where the sample is attacked; what is not said now may not be heard"
    yield Lack("a reason about the sample", hint, ("grounds",))


def points_noted(matter: Matter) -> Iterator[Lack]:
    """The points of the paper, so that each can be met."""
    if not points_of(matter):
        paper = matter.kind.after or "demand"
        hint = f"type each point decided against you under findings:, with paper: {paper}"
        yield Lack("the points that the paper makes", hint, ("findings",))


def evidence_per_finding(matter: Matter) -> Iterator[Lack]:
    """An exhibit for each point."""
    for point in points_of(matter):
        ground = ground_for(matter, point)
        if ground is not None and not citations(f"{ground.point} {ground.rule or ''}"):
            index = matter.case.grounds.index(ground)
            hint = f"name the document in ground {ground.id}, as [chart p2]"
            yield Lack(f"the evidence on point {point.id}", hint, ("grounds", index, "point"))


def relief_per_finding(matter: Matter) -> Iterator[Lack]:
    """What is asked for on each point."""
    for point in points_of(matter):
        ground = ground_for(matter, point)
        if ground is not None and not ground.relief:
            index = matter.case.grounds.index(ground)
            hint = f"say in ground {ground.id}, as relief:, what is asked for"
            yield Lack(f"the relief sought on point {point.id}", hint, ("grounds", index))


def claim_copy(matter: Matter) -> Iterator[Lack]:
    """The claim as it was submitted."""
    if not any(document.kind == "claim_form" for document in effective(matter.case.documents)):
        hint = f"recoup attach {matter.case.id} FILE --kind claim_form"
        yield Lack("a copy of the claim", hint, ("documents",))


def late_reason(matter: Matter) -> Iterator[Lack]:
    """Why it is late, where the day that the notice prints has passed."""
    day, own = matter.case.demand.answer_by, planned(matter)
    if day is not None and day < matter.today and (own is None or not own.late_because):
        hint = f"appeals: level: {matter.kind.serves}, late_because: what kept the practice, with its proof"
        yield Lack("why it comes after the day that the notice prints", hint, _at(matter, own, "late_because"))
