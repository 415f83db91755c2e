"""What keeps a letter back although nothing is missing: something in it does not belong there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.citation import citations
from ledger.core.consent import ON_CONSENT, authorized
from ledger.core.entries import effective
from ledger.core.finding import WARNING, Finding
from ledger.core.letter.citable import cited_by, doubts
from ledger.core.letter.enclosures import enclosed_with
from ledger.core.letter.forbidden import forbidden_in, whole
from ledger.core.letter.kind import MEDICARE_REGIME
from ledger.core.letter.tone import blocked_words
from ledger.core.personal_name import fold, same_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.finding import Path
    from ledger.core.letter.citable import Doubt
    from ledger.core.letter.matter import Matter
    from ledger.core.proof import Document, Evidence


def out_of_place(matter: Matter) -> list[Finding]:
    """What is there and does not belong: other patients' pages, protected notes, charts in a rebuttal, hard words."""
    return [
        *strange_exhibits(matter),
        *forbidden_in(matter),
        *_not_935(matter),
        *_routed_elsewhere(matter),
        *_clock_runs_on(matter),
        *_two_names(matter),
        *_words(matter),
        *_rules_not_read(matter),
    ]


def cited_documents(matter: Matter) -> list[Document]:
    """The documents that this letter will enclose, in the order of the case."""
    names = {one.name for text in _texts(matter) for one in citations(text)}
    names |= {item.document for item in facts_of(matter) if item.document}
    demand, decision = matter.case.demand.document, matter.decision
    names |= {demand} if demand and "demand" in matter.kind.encloses else set()
    if decision is not None and decision.decision_document and "decision" in matter.kind.encloses:
        names.add(decision.decision_document)
    names |= set(enclosed_with(matter))
    return [document for document in effective(matter.case.documents) if document.id in names]


def facts_of(matter: Matter) -> tuple[Evidence, ...]:
    """The items of evidence that the letter lays out: those with a fact, in a letter that says why."""
    return tuple(item for item in matter.case.evidence if item.fact) if matter.kind.is_dispute else ()


def _texts(matter: Matter) -> Iterator[str]:
    for ground in matter.grounds:
        yield from (ground.point, ground.rule or "", ground.relief or "")
    for item in facts_of(matter):
        yield from (item.criterion or "", item.fact or "")


def strange_exhibits(matter: Matter) -> Iterator[Finding]:
    """Exhibits that this letter may not carry: pages of other patients, and records that go out on consent alone."""
    ours = {claim.patient for claim in matter.subject}
    for document in cited_documents(matter):
        path = ("documents", matter.case.documents.index(document))
        strange = [patient for patient in document.patients if patient not in ours]
        if strange:
            message = f"exhibit {document.id} holds pages of {', '.join(strange)}, who is in no claim of this letter"
            hint = "attach the pages of this letter's patients alone, and cite those"
            yield Finding("LED608", message, hint, path)
        if document.kind in ON_CONSENT and not authorized(matter.case, document, matter.today):
            what = ON_CONSENT[document.kind]
            message = f"exhibit {document.id} is {what}, and no signed authorization is on file"
            yield Finding("LED608", message, "cite the routine record, or attach the authorization as a consent", path)


def _not_935(matter: Matter) -> Iterator[Finding]:
    asks_for_935 = matter.kind.serves == "hold" and matter.group.regime == MEDICARE_REGIME
    if asks_for_935 and matter.case.demand.section_935 is False:
        message = "the demand says that section 935 does not cover it, so nothing there stops the taking"
        yield Finding("LED608", message, "a rebuttal can still say why it should not start", ("demand", "section_935"))


def _routed_elsewhere(matter: Matter) -> Iterator[Finding]:
    if matter.kind.serves == "redetermination" and matter.case.demand.reason == "duplicate_payment":
        message = "Medicare takes a duplicate denial as a clerical error: a reopening, not a redetermination"
        hint = "ask for the reopening as well; the redetermination keeps the day if it is declined"
        yield Finding("LED608", message, hint, ("demand", "reason"), severity=WARNING)


def _clock_runs_on(matter: Matter) -> Iterator[Finding]:
    if matter.kind.serves == "reopening":
        message = "the time for the redetermination runs on while a reopening is asked for, and it may be declined"
        hint = f"recoup deadlines shows its day; recoup letter {matter.case.id} medicare_redetermination keeps it"
        yield Finding("LED608", message, hint, ("demand",), severity=WARNING)


def _two_names(matter: Matter) -> Iterator[Finding]:
    for key in sorted({claim.patient for claim in matter.subject if claim.patient}):
        named = [one for one in matter.identities.patients if one.key == key]
        names = [one.name for one in named if one.name]
        on_remits = [one.name_on_remit for one in named if one.name_on_remit]
        if any(not same_name(names[0], other) for other in names[1:]) or _strangers(names, on_remits):
            message = f"{key} goes by two names in the private folder"
            hint = "one key is one person: find out whose account it is before anything is sent"
            yield Finding("LED604", message, hint, ("patients", key), "identities.yaml")


def _strangers(names: list[str], on_remits: list[str]) -> bool:
    """Whether a remittance's name shares no word with any name: spellings differ, another person differs wholly."""
    known = {word for name in names for word in fold(name).split()}
    return bool(known) and any(not known & set(fold(name).split()) for name in on_remits)


def _words(matter: Matter) -> Iterator[Finding]:
    for index, ground in enumerate(matter.case.grounds):
        words = blocked_words(whole(ground)) if ground in matter.grounds else ()
        if words:
            said = ", ".join(dict.fromkeys(words))
            hint = "say what the record shows; quoted words of the payer are left alone"
            yield Finding("LED607", f"ground {ground.id} says: {said}", hint, ("grounds", index), severity="error")


def _rules_not_read(matter: Matter) -> Iterator[Finding]:
    """No letter cites a rule that this ledger holds below high confidence until a named person has read its text."""
    regimes = matter.law.regimes
    texts = cited_by(matter.kind.name, matter.group.regime)
    for doubt in doubts(texts, regimes):
        yield _unread(f"{matter.kind.name} cites", doubt, ("claims",))
    for index, ground in enumerate(matter.case.grounds):
        if ground in matter.grounds:
            for doubt in doubts((ground.rule or "",), regimes):
                yield _unread(f"ground {ground.id} cites", doubt, ("grounds", index, "rule"))


def _unread(who: str, doubt: Doubt, path: Path) -> Finding:
    message = (
        f"{who} {doubt.citation}, which the rules {doubt.regime} hold with {doubt.confidence} confidence"
        " and nobody has confirmed"
    )
    hint = f"whoever read it notes it: recoup rules confirm {doubt.regime} --by HANDLE --read-on SOURCE"
    return Finding("LED608", message, hint, path)
