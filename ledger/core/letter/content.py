"""The data of one letter: plain text in plain dicts and lists, so that a template can lay it out and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.amount import dollars
from ledger.core.day import spelled_out
from ledger.core.letter.address import copies_of, delivery_of
from ledger.core.letter.citable import CITABLE
from ledger.core.letter.companions import goes_to
from ledger.core.letter.exhibit import Exhibits
from ledger.core.letter.flow import clause, filed, payment, taken
from ledger.core.letter.frame import about, decided_on, letterhead, level_of, signature
from ledger.core.letter.further import further, met_by_point
from ledger.core.letter.kind import MEDICARE_REGIME
from ledger.core.letter.missing import missing
from ledger.core.letter.points import ground_for, points_of
from ledger.core.letter.record import events_of
from ledger.core.letter.request import requests_of
from ledger.core.letter.tables import amounts, asked_for, claims, enclosed, evidence, sums
from ledger.core.letter.waiting import waiting

if TYPE_CHECKING:
    from ledger.core.letter.exhibit import Exhibit
    from ledger.core.letter.matter import Matter
    from ledger.core.proof import PointFound

Data = dict[str, Any]

_SECTIONS = {
    **dict.fromkeys(("hold", "rebuttal", "follow_up", "offer"), "Opening"),
    **dict.fromkeys(("repayment_plan", "immediate_recoupment", "good_cause"), "Facts"),
}
"""Where the demand is cited first by the letters that do not quote its reason."""
_WITHOUT_FACTS = ("", "offer", "member")
"""A table of what was filed and taken has no place in an offer, in a patient's own letter, or on a cover."""

REASONS = {
    "medical_necessity": "medical necessity",
    "time_based_coding": "time-based coding",
    "therapy_documentation": "documentation of therapy",
    "prior_authorization": "prior authorization",
    "records_not_received": "records not received",
    "not_stated": "not stated",
}


def letter_data(matter: Matter, mark: str) -> Data:
    """Everything a template may lay out, as text.

    ``mark`` is the letter's random mark. Amounts read ``1,482.60``, days ``March 6, 2026``; citations have become
    exhibits, in the order of the letter. A gap reads ``[[MISSING: ...]]``; only a draft is ever made with one.
    """
    return _laid_out(matter, mark, Exhibits(matter.case.documents))


def exhibits_of(matter: Matter) -> tuple[Exhibit, ...]:
    """The exhibits of a letter, lettered as the letter letters them."""
    exhibits = Exhibits(matter.case.documents)
    _laid_out(matter, "", exhibits)
    return exhibits.index()


def _laid_out(matter: Matter, mark: str, exhibits: Exhibits) -> Data:
    addressee = goes_to(matter)
    data: Data = {
        "kind": {"name": matter.kind.name, "title": matter.kind.title},
        "draft": matter.wishes.draft,
        "date": spelled_out(matter.today),
        "delivery": delivery_of(matter, addressee),
        "letterhead": letterhead(matter),
        "addressee": addressee.lines if addressee is not None else [missing("addressee")],
        "salutation": (addressee.desk.name or addressee.name) if addressee is not None else missing("addressee"),
        "payer": matter.payer.name if matter.payer is not None else matter.case.payer,
        "law": _law(matter),
        "rules": {name: rule.citation for name, rule in CITABLE.items()},
        "standing": _standing(matter, exhibits),
        "demand": _demand(matter, exhibits),
        "re": about(matter),
        "decision": _decision(matter, exhibits),
        "facts": events_of(matter, exhibits) if matter.kind.serves not in _WITHOUT_FACTS else [],
        "grounds": _grounds(matter, exhibits),
        "evidence": evidence(matter, exhibits),
        "claims": claims(matter),
        "amounts": amounts(matter),
        "sums": sums(matter),
        "requests": requests_of(matter, exhibits),
        "asked_for": asked_for(matter, exhibits),
        "filed": filed(matter, exhibits),
        "taken": taken(matter),
        "clause": clause(matter),
        "payment": payment(matter),
        "waiting": waiting(matter, exhibits),
        "reply_by": spelled_out(matter.wishes.reply_by) if matter.wishes.reply_by is not None else "",
        "signature": signature(matter),
        "mark": mark,
        **further(matter, exhibits),
    }
    data["exhibits"] = [enclosed(one) for one in exhibits.index()]  # last: by now everything was cited
    data["copies"] = copies_of(matter, addressee)
    return data


def _law(matter: Matter) -> Data:
    regime = matter.group.regime
    return {
        "medicare": regime == MEDICARE_REGIME,
        "texas": regime == "texas",
        "section_935": matter.case.demand.section_935 is True,
        "unknown": not regime,
    }


def _standing(matter: Matter, exhibits: Exhibits) -> list[str]:
    """Under ERISA the right to appeal is the patient's: the assignments that let the practice act."""
    if matter.group.regime != "erisa" or matter.kind.from_patient:
        return []
    patients = {claim.patient for claim in matter.subject}
    signed = [one for one in matter.case.consents if one.kind == "assignment" and one.patient in patients]
    return [shown for one in signed if (shown := exhibits.refer(one.document, "Opening"))]


def _demand(matter: Matter, exhibits: Exhibits) -> Data:
    demand = matter.case.demand
    section = _SECTIONS.get(matter.kind.serves, "Stated reason")
    exhibit = exhibits.refer(demand.document, section)
    own = [(claim.number, claim.stated) for claim in matter.subject if claim.stated]
    common = [("", demand.stated)] if len(own) < len(matter.subject) or not own else []
    stated = [(claim, *exhibits.apart(text, section)) for claim, text in (*common, *own) if text]
    words = dict.fromkeys(claim.reason or demand.reason or "" for claim in matter.subject)
    reason = ", ".join(REASONS.get(word, word.replace("_", " ")) for word in words if word)
    return {
        "number": matter.reference or missing("demand number"),
        "date": spelled_out(demand.dated_on) if demand.dated_on is not None else missing("date of the demand"),
        "amount": dollars(matter.amount) if matter.amount is not None else missing("amount demanded"),
        "exhibit": exhibit,
        "stated": [{"claim": claim, "words": words, "exhibit": shown or exhibit} for claim, words, shown in stated],
        "reason": reason or (missing("the reason") if matter.kind.asks_for("reason") else ""),
        "basis": exhibits.cite(demand.basis or "", section),
        "offset_from": spelled_out(demand.offset_from) if demand.offset_from else missing("day of the taking"),
        "offset_known": demand.offset_from is not None,
        "interest": dollars(demand.interest) if demand.interest else "",
    }


def _decision(matter: Matter, exhibits: Exhibits) -> Data:
    decision = matter.decision
    if not matter.kind.after or (decision is None and not matter.kind.asks_for("decision")):
        return {}
    section = "Decision"
    by = matter.law.payers.get((decision.decided_by if decision is not None else None) or matter.case.payer)
    answers = [[exhibits.cite(point.says, section), _answer(matter, point)] for point in points_of(matter)]
    return {
        "level": level_of(matter),
        "date": decided_on(decision),
        "by": by.name if by is not None else missing("who decided"),
        "exhibit": exhibits.refer(decision.decision_document, section) if decision is not None else "",
        "answers": answers,
    }


def _answer(matter: Matter, point: PointFound) -> str:
    ground = ground_for(matter, point)
    return missing("answer") if ground is None else f"See ground {matter.grounds.index(ground) + 1}"


def _grounds(matter: Matter, exhibits: Exhibits) -> list[Data]:
    grounds = []
    apart = met_by_point(matter)
    for number, ground in enumerate((one for one in matter.grounds if one not in apart), start=1):
        section = f"Ground {number}"
        grounds.append(
            {
                "point": _sentence(exhibits.cite(ground.point, section)),
                "rule": exhibits.cite(ground.rule or "", section),
                "claims": ", ".join(ground.claims),
                "relief": _sentence(exhibits.cite(ground.relief or "", section)),
            }
        )
    if not grounds and not apart and matter.kind.is_dispute:
        return [{"point": missing("the specific reason"), "rule": "", "claims": "", "relief": ""}]
    return grounds


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".?" else f"{text}."
