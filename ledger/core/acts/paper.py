"""A later paper of the payer, and a document that is kept: what each adds to a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.acts.words import spoken
from ledger.core.amount import dollars, plain
from ledger.core.day import in_words
from ledger.core.edit import AppendEntry, Change, Flow, SetField

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from decimal import Decimal

    from ledger.core.case import Case
    from ledger.core.edit import Edit, Value

_DOCUMENT_KINDS = {
    "demand": "demand_letter",
    "second_notice": "demand_letter",
    "revised_demand": "demand_letter",
    "offset_notice": "demand_letter",
    "remittance": "remittance",
    "review_results": "decision",
}


class Paper(NamedTuple):
    """A kept paper: its kind, its path in the private folder, its hash and what is certain of its pages."""

    kind: str
    file: str
    sha256: str
    pages: int | None = None
    dated_on: date | None = None
    title: str = ""


class Received(NamedTuple):
    """What a person reads off a later paper. ``amount`` in dollars, as the paper states it."""

    kind: str
    dated_on: date | None = None
    received_on: date | None = None
    evidence: str = ""
    answer_by: date | None = None
    reference: str = ""
    amount: Decimal | None = None


def document_kind(notice: str) -> str:
    """Return the kind of document that a kind of notice is kept as."""
    return _DOCUMENT_KINDS.get(notice, "other")


def free_name(word: str, taken: Collection[str]) -> str:
    """Return a name that nothing in a case bears yet: ``second-notice``, then ``second-notice-2``."""
    name = word.replace("_", "-").casefold()
    number = 1
    while (name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return name if number == 1 else f"{name}-{number}"


def document_entry(name: str, paper: Paper, recorded: str) -> Flow:
    """Return a document as it is listed."""
    entry = Flow(id=name, kind=paper.kind, file=paper.file)
    if paper.title:
        entry["title"] = paper.title
    if paper.dated_on is not None:
        entry["dated_on"] = str(paper.dated_on)
    if paper.pages is not None:
        entry["pages"] = str(paper.pages)
    entry |= {"sha256": paper.sha256, "recorded": recorded}
    return entry


def attached(name: str, paper: Paper, recorded: str) -> Change:
    """Note a document among the case's documents."""
    said = f"Kept in the private folder as {paper.file}.\nCite it as [{name} p1]."
    edits = (AppendEntry(("documents",), document_entry(name, paper, recorded)),)
    return Change(edits, f"document {name} ({spoken(paper.kind)})", "document", said)


def received(case: Case, typed: Received, name: str, paper: Paper, recorded: tuple[str, str]) -> Change:
    """Note a later paper: its document, a notice, and its number among those the demand goes by.

    The demand's own dates stand. ``recorded`` are the ends of the document's and of the notice's entry.
    """
    entry: dict[str, Value] = {}
    notices = {notice.id or notice.kind for notice in case.notices}
    if typed.kind in notices:
        entry["id"] = free_name(typed.kind, {*notices, typed.kind.replace("_", "-")})
    entry["kind"] = typed.kind
    if typed.reference:
        entry["reference"] = typed.reference
    for field, day in (("dated_on", typed.dated_on), ("received_on", typed.received_on)):
        if day is not None:
            entry[field] = str(day)
    if typed.evidence:
        entry["received_evidence"] = typed.evidence
    if typed.amount is not None:
        entry["amount"] = plain(typed.amount)
    if typed.answer_by is not None:
        entry["answer_by"] = str(typed.answer_by)
    entry |= {"document": name, "recorded": recorded[1]}
    edits: list[Edit] = [
        *_alias(case, typed.reference),
        AppendEntry(("notices",), entry),
        AppendEntry(("documents",), document_entry(name, paper, recorded[0])),
    ]
    day_said = f" ({typed.dated_on})" if typed.dated_on else ""
    return Change(tuple(edits), f"{spoken(typed.kind)} received{day_said}", "notice", _said(case, typed, name))


def _alias(case: Case, reference: str) -> tuple[Edit, ...]:
    known = (case.demand.reference, *case.demand.aliases)
    if not reference or reference in known:
        return ()
    return (SetField(("demand", "aliases"), [*case.demand.aliases, reference]),)


def _said(case: Case, typed: Received, name: str) -> str:
    lines = [f"Noted: {spoken(typed.kind)}, kept as [{name}]."]
    if _alias(case, typed.reference):
        lines.append(f"The case also goes by {typed.reference} now.")
    if typed.received_on is not None and not typed.evidence:
        lines.append(f"Received {in_words(typed.received_on)}, as stated: without evidence it moves nothing later.")
    if typed.amount is not None and typed.amount != case.demand.amount:
        before = f"; the demand said {dollars(case.demand.amount)}" if case.demand.amount is not None else ""
        lines.append(f"It states {dollars(typed.amount)}{before}.")
    return "\n".join(lines)
