"""The list of evidence as a screen and as rows, and the standard for notes as a page for the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.day import short
from ledger.core.evidence.reason import UNIVERSAL
from ledger.core.evidence.standing import (
    EXPLAINED,
    LOOK,
    MISSING,
    NOT_NEEDED,
    OPEN,
    OVERDUE,
    PROMISED,
    RECEIVED,
    REQUESTED,
)
from ledger.report.columns import DISCLAIMER, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledger.core.case import Case
    from ledger.core.evidence.reason import Reason, Saying
    from ledger.core.evidence.standing import Stands

COLUMNS = (
    "case", "reason", "item", "state", "holder", "what", "criterion", "documents", "asked_by", "requested_on",
    "promised_by", "received_on", "explanation", "why", "confidence",
)  # fmt: skip

_PAYERS = ("payer", "vendor", "plan")

_PARTS = (
    ("TO GET FROM THE PAYER", (MISSING,), _PAYERS),
    ("TO GET FROM OTHERS", (MISSING,), ("patient", "other_provider")),
    ("TO FIND HERE", (MISSING,), ("practice",)),
    ("ASKED FOR", (OVERDUE, PROMISED, REQUESTED), ()),
    ("ON FILE, LOOK WHETHER IT SHOWS THIS", (LOOK,), ()),
    ("HAVE", (RECEIVED, EXPLAINED), ()),
)


def screen(case: Case, reasons: Sequence[Reason], items: Sequence[Stands], papers: Mapping[str, str]) -> Iterator[str]:
    """What to gather, by what is to be done about it. ``papers`` says how a document stands here, by its id."""
    own = [one for one in reasons if one.name != UNIVERSAL]
    yield from wrapped(f"{case.id}: {'; '.join(one.title for one in own) or 'the list of every recoupment'}")
    for reason in own:
        yield from wrapped(f"  {reason.about}", "  ")
    for word in _unlisted(case, own):
        yield from wrapped(f"  {word}: no list of its own; recoup explain {word} says what is known.", "  ")
    missed = [one for one in items if one.asked_by]
    if missed:
        yield "A DECISION FOUND THESE MISSING: each needs a paper or an explanation"
        for one in missed:
            yield from _row(one, papers)
    for title, states, holders in _PARTS:
        rows = [
            one
            for one in items
            if one.state in states and not one.asked_by and (not holders or one.item.holder in holders)
        ]
        if rows:
            yield title
        for one in rows:
            yield from _row(one, papers)
    spared = [one.item.id for one in items if one.state == NOT_NEEDED]
    if spared:
        yield from wrapped(f"NOT NEEDED   {', '.join(spared)}", " " * 13)
    yield from _end(case, items)


def _unlisted(case: Case, own: Sequence[Reason]) -> list[str]:
    """The reasons of a case that no list is about: only the list of every recoupment stands for them."""
    listed = {one.name for one in own}
    given = (case.demand.reason, *(claim.reason for claim in case.claims))
    return list(dict.fromkeys(word for word in given if word and word not in listed))


def _end(case: Case, items: Sequence[Stands]) -> Iterator[str]:
    there = sum(one.state in (RECEIVED, EXPLAINED) for one in items)
    needed = sum(one.state != NOT_NEEDED for one in items)
    if any(one.item.confidence == "low" and one.state != NOT_NEEDED for one in items):
        yield "?  low confidence: from practice, no source was read for it"
    yield f"{there} of {needed} there or explained."
    step = next(iter(_steps(case, items)), "")
    if step:
        yield from wrapped(f"Next: {step}", "      ")
    yield DISCLAIMER


def _steps(case: Case, items: Sequence[Stands]) -> Iterator[str]:
    """What to do next, the most pressing first."""
    name = case.id
    for one in items:
        if one.asked_by and one.state in OPEN:
            yield f"recoup evidence {name} --explain {one.item.id} --words TEXT, or --received with its document"
    for one in items:
        if one.state == OVERDUE:
            yield f"recoup letter {name} follow_up: {one.item.id} was promised and has not come"
    yield from _asking(name, items)
    for one in items:
        if one.state == LOOK:
            document = one.documents[0]
            yield f"look into [{document}], then recoup evidence {name} --received {one.item.id} --document {document}"
    for one in items:
        if one.state == MISSING:
            kinds = one.item.shown_by
            yield f"find it, then recoup attach {name} FILE --kind {kinds[0] if kinds else 'other'}"


def _asking(name: str, items: Sequence[Stands]) -> Iterator[str]:
    """How to ask the payer: its letter asks by itself only for what every recoupment needs, the rest once noted."""
    held = [one for one in items if one.state == MISSING and one.item.holder in _PAYERS]
    for one in held:
        if one.reason != UNIVERSAL:
            asked = f"--request {one.item.id} --from {one.item.holder}"
            yield f"recoup evidence {name} {asked} puts it into records_request"
    if held:
        yield f"recoup letter {name} records_request asks the payer for what it holds"


def _row(one: Stands, papers: Mapping[str, str]) -> Iterator[str]:
    """``  envelope              The envelope ...``, with what is known of it below."""
    name = f"{one.item.id}{' ?' if one.item.confidence == 'low' else ''}"
    yield from wrapped(f"  {name:<22}{one.item.what}", " " * 24)
    for note in _notes(one, papers):
        yield from wrapped(f"{'':24}{note}", " " * 24)


def _notes(one: Stands, papers: Mapping[str, str]) -> Iterator[str]:
    if one.item.criterion:
        yield f"enough: {one.item.criterion[0].lower()}{one.item.criterion[1:]}"
    for document in one.documents:
        state = papers.get(document, "")
        yield f"[{document}]{f', {state}' if state and state != 'intact' else ''}"
    entry = one.entry
    if entry is not None:
        if entry.fact:
            yield f"fact: {entry.fact}"
        if one.state in (OVERDUE, PROMISED, REQUESTED):
            yield _asked(one)
        if entry.explanation:
            yield f"explained: {entry.explanation}"
        if one.asked_by:
            yield f"found missing by: {one.asked_by.replace('_', ' ')}; {_answer(one)}"


def _answer(one: Stands) -> str:
    return "NOT ANSWERED YET" if one.state in OPEN else "answered"


def _asked(one: Stands) -> str:
    entry = one.entry
    if entry is None:
        return ""
    asked = f"asked {short(entry.requested_on)}" if entry.requested_on is not None else "promised"
    by = f", promised by {short(entry.promised_by)}" if entry.promised_by is not None else ""
    return f"{asked}{by}{', NOT HERE YET' if one.state == OVERDUE else ''}"


def as_rows(case: Case, items: Sequence[Stands]) -> list[list[str]]:
    """A row for each item, in the order of ``COLUMNS``."""
    return [[_text(value) for value in as_data(case, one).values()] for one in items]


def as_data(case: Case, one: Stands) -> dict[str, Any]:
    """One item for a program."""
    entry = one.entry
    return {
        "case": case.id,
        "reason": one.reason,
        "item": one.item.id,
        "state": one.state,
        "holder": one.item.holder,
        "what": one.item.what,
        "criterion": one.item.criterion,
        "documents": list(one.documents),
        "asked_by": one.asked_by,
        "requested_on": str(entry.requested_on) if entry is not None and entry.requested_on else None,
        "promised_by": str(entry.promised_by) if entry is not None and entry.promised_by else None,
        "received_on": str(entry.received_on) if entry is not None and entry.received_on else None,
        "explanation": entry.explanation if entry is not None else None,
        "why": one.why,
        "confidence": one.item.confidence,
    }


def _text(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else str(value or "")


def explained(reason: Reason) -> Iterator[str]:
    """What a reason is, what to gather, what has won, what to look for: for ``recoup explain``."""
    yield reason.title
    yield from wrapped(f"  {reason.about}", "  ")
    yield "Gather"
    for item in reason.gather:
        only = f" (only {item.only.told})" if item.only.told else ""
        yield from wrapped(f"  - {item.what}{only}{_low(item.confidence)}", "    ")
    for title, said in (("What has won", reason.wins), ("Look for", reason.look_for)):
        if said:
            yield title
        for one in said:
            yield from _said(one)
    for way in reason.letters:
        yield from wrapped(f"Letter: {way.kind} ({way.only.told or 'everywhere'}): {way.says}", "  ")
    for gap in reason.gaps:
        yield from wrapped(f"Not known: {gap}", "  ")
    yield "Read in"
    for _, source in reason.sources:
        yield from wrapped(f"  {source.title}{f': {source.address}' if source.address else ''}", "    ")


def _said(one: Saying) -> Iterator[str]:
    only = f" (only {one.only.told})" if one.only.told else ""
    yield from wrapped(f"  - {one.says}{only}{_low(one.confidence)}", "    ")


def _low(confidence: str) -> str:
    return " (low confidence)" if confidence == "low" else ""


def standards(reasons: Sequence[Reason], *, markdown: bool) -> Iterator[str]:
    """What a note must show, reason by reason: one page to hang where notes are written."""
    yield "# What a note must show" if markdown else "What a note must show"
    for reason in reasons:
        if reason.note_shows:
            yield ""
            yield f"## {reason.title}" if markdown else reason.title
            if markdown:
                yield ""
        for one in reason.note_shows:
            line = f"- [ ] {one.says}{_low(one.confidence)}"
            yield from [line] if markdown else wrapped(f"  {line.removeprefix('- ')}", "      ")
    yield ""
    yield DISCLAIMER
