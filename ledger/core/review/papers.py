"""Reasons that a paper answers: records that arrived, a signature, the acceptance of a claim, a number on a roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.day import spelled_out, with_year
from ledger.core.entries import effective
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.subject import Lines, demanded_on, few, lines_said, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.proof import Document
    from ledger.core.review.subject import Subject


def records(subject: Subject) -> Iterator[Point]:
    """Records said to be missing: whether a sending of records had arrived before the letter."""
    lines = list(subject.disputable("records_not_received"))
    if not lines:
        return
    sent = [one for one in effective(subject.case.filings) if one.kind == "records"]
    dated = subject.case.demand.dated_on
    there = [one for one in sent if one.arrived_on is not None and (dated is None or one.arrived_on.day < dated)]
    if there and there[0].arrived_on is not None:
        one = there[0]
        proof = one.arrival_evidence or one.proof or ""
        day = there[0].arrived_on.day
        exhibit = f" [{one.document}]" if one.document else ""
        yield Point(
            "records",
            POSSIBLE,
            f"{lines_said(lines)}: records had arrived on {with_year(day)}, before the letter.",
            (f"proof: {proof or 'none typed'}",),
            paragraph=f"The records were delivered on {spelled_out(day)}{exhibit}, before the notice{subject.exhibit}.",
            claims=names_of(lines),
            amount=demanded_on(lines),
            ask="the proof of delivery, as an exhibit",
        )
        return
    yield Point(
        "records",
        CANNOT_TELL,
        f"{lines_said(lines)}: the payer says that records never came; no arrival from before the letter is on file.",
        tuple(f"sent {with_year(one.sent_on.day)}, no arrival typed" for one in sent if one.sent_on is not None),
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="whether records were asked for and sent: the request, the fax log or the portal's confirmation",
    )


def signature(subject: Subject) -> Iterator[Point]:
    """A missing signature: an attestation by the author mends a note and not an order; a log mends a scrawl."""
    lines = list(subject.disputable("signature"))
    if not lines:
        return
    papers = effective(subject.case.documents)
    attested = [one for one in papers if one.kind == "attestation"]
    logs = [one for one in papers if one.kind == "signature_log"]
    orders = [one for one in papers if one.kind == "order"]
    under = subject.under(lines[0][0])
    rule = under.rule("signature_attestation")
    order = bool(orders) or "order" in (subject.case.demand.stated or "").casefold().split()
    if order:
        yield _order(lines, orders, attested, rule)
    elif attested or logs:
        yield _note(lines, attested or logs, rule)
    else:
        yield Point(
            "signature",
            CANNOT_TELL,
            f"{lines_said(lines)}: no signature log and no attestation is on file.",
            claims=names_of(lines),
            amount=demanded_on(lines),
            rule=rule,
            ask="the signature log, or the author's own dated attestation; on a contractor's request within 20 days",
        )


def _order(lines: Lines, orders: Sequence[Document], attested: Sequence[Document], rule: Rule | None) -> Point:
    working = [f"on file: {few([one.id for one in orders])}"] if orders else []
    working += ["an attestation is on file; it mends a note, not an order"] if attested else []
    return Point(
        "signature",
        CANNOT_TELL,
        f"{lines_said(lines)}: it is about an order, and an order cannot be attested afterwards.",
        tuple(working),
        rule,
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="look whether the order bears its author's signature; else the note that names the tests and the intent",
    )


def _note(lines: Lines, papers: Sequence[Document], rule: Rule | None) -> Point:
    paper = papers[0]
    undated = paper.kind == "attestation" and paper.dated_on is None
    what = paper.kind.replace("_", " ")
    check = (
        "look whether it bears the author's signature, its date and the patient"
        if undated
        else "that its author is who wrote the note"
    )
    return Point(
        "signature",
        POSSIBLE,
        f"{lines_said(lines)}: {'an' if what == 'attestation' else 'a'} {what} is on file.",
        (f"{paper.id}{f', of {with_year(paper.dated_on)}' if paper.dated_on else ', no date typed'}",),
        rule,
        f"The {what} for the note is enclosed [{paper.id}].",
        names_of(lines),
        demanded_on(lines),
        check,
    )
