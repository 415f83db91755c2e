"""What must stand there of the kinds that lay out more: schedules, appointments, late filings, offers, covers.

Each fact is what a letter made from the case today would say: a look is given the case and what that letter lays out,
which is made once for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.entries import effective
from ledger.core.letter.check.fact import Fact
from ledger.core.letter.check.passage import shown
from ledger.core.letter.exhibit import title_of
from ledger.core.letter.filed import last_dispute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.core.letter.matter import Matter

    Laid = dict[str, Any]
    Look = Callable[[Matter, Laid], Iterator[Fact]]

_GAP = "[[MISSING"


def said(what: str, *path: str, bare: bool = False, words: bool = True) -> Look:
    """A look for one text that the letter would lay out; none where the case gives none."""

    def look(_: Matter, laid: Laid) -> Iterator[Fact]:
        text: Any = laid
        for key in path:
            text = text.get(key, "") if isinstance(text, dict) else ""
        if isinstance(text, str) and text and _GAP not in text:
            named = f'{what}, "{shown(text)}"' if words else f"{what}, {text}"
            yield Fact(named, (text,), bare=bare, words=words and not bare)

    return look


def papers(what: str, *kinds: str) -> Look:
    """A look for each paper of some kinds by its title, as the enclosures name it."""

    def look(matter: Matter, _: Laid) -> Iterator[Fact]:
        for document in effective(matter.case.documents):
            if document.kind in kinds:
                yield Fact(f"{what}, {title_of(document)}", (title_of(document),), words=True)

    return look


def notice_items(_: Matter, laid: Laid) -> Iterator[Fact]:
    """Each item of the notice, with whether the notice holds it."""
    for name, *_rest in laid["notice"].get("rows", ()):
        yield Fact(f'the item "{shown(name)}"', (name,), words=True)


def by_point(what: str, key: str) -> Look:
    """A look for one part of each point that the paper makes: the words that meet it, or the relief."""

    def look(_: Matter, laid: Laid) -> Iterator[Fact]:
        for number, point in enumerate(laid["points"], start=1):
            if _GAP not in point[key]:
                yield Fact(f'{what} of finding {number}, "{shown(point[key])}"', (point[key],), words=True)

    return look


def authorization(matter: Matter, _: Laid) -> Iterator[Fact]:
    """The patient's authorization, where the letter rests on it; a patient's own letter need not name it."""
    if not matter.kind.from_patient:
        yield Fact("the authorization", ("authori",))


def self_funded(matter: Matter, _: Laid) -> Iterator[Fact]:
    """That the plan is self-funded, where it is."""
    if matter.group.funding == "self_funded":
        yield Fact("that the plan is self-funded", ("self-funded", "self-insured", "self funded"))


def contacts(_: Matter, laid: Laid) -> Iterator[Fact]:
    """Who appoints and who is appointed, each with the telephone number."""
    appointment = laid["appointment"]
    for who, key in (("who appoints", "by"), ("the representative", "to")):
        for field in ("name", "phone"):
            text = appointment.get(key, {}).get(field, "")
            if text and _GAP not in text:
                yield Fact(f"{who}, {text}", (text,), bare=True)


def rules(matter: Matter, _: Laid) -> Iterator[Fact]:
    """Each rule that a ground names."""
    for ground in matter.grounds:
        if ground.rule:
            yield Fact(f"the rule in question, {ground.rule}", (ground.rule,), words=True)


def earlier_dispute(matter: Matter, _: Laid) -> Iterator[Fact]:
    """That the payer's own way was gone first."""
    if last_dispute(matter.case) is not None:
        yield Fact("the dispute or appeal that came first", ("appeal", "dispute", "disagreement"))


def nothing(*_: object) -> Iterator[Fact]:
    """What other checks of a letter see: a second patient stands among those that are not of the letter."""
    yield from ()


FACTS: dict[str, Look] = {
    "notice_items": notice_items,
    "late_reason": said("why the filing is late", "planned", "late"),
    "evidence_per_finding": by_point("the evidence", "answer"),
    "relief_per_finding": by_point("the relief", "relief"),
    "hardship": said("why instalments are needed", "plan", "because"),
    "first_payment": said("the first payment", "payment", bare=True, words=False),
    "schedule_form": papers("the form", "form"),
    "statements": papers("the financial paper", "financial"),
    "authorization": authorization,
    "self_funded": self_funded,
    "late_filing": said("the late filing", "late", "what"),
    "late_evidence": said("what shows the cause", "late", "cause"),
    "scope": said("the purpose and scope", "appointment", "scope"),
    "both_contacts": contacts,
    "appointing_number": said("the number of who appoints", "appointment", "number", bare=True, words=False),
    "rep_status": said("the representative's status", "appointment", "status"),
    "faxed_letter": said("what follows the cover", "fax", "what"),
    "fax_number": said("the fax number", "fax", "number", bare=True, words=False),
    "plan_named": said("the plan", "plan_name"),
    "dispute_first": earlier_dispute,
    "rule_in_question": rules,
    "plan_type": said("whether the plan is insured", "funding", words=False),
    "offer_terms": said("the terms", "offer", "terms"),
    "one_patient": nothing,
    "plan_clause": said("the clause of the plan", "demand", "basis"),
}
"""The elements that only some kinds have, each with its look."""
