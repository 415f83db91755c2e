"""Reasons that a paper answers: records that arrived, a signature, the acceptance of a claim, a number on a roster."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from ledger.core.day import spelled_out, with_year
from ledger.core.entries import effective
from ledger.core.law.calendar import CALENDAR_DAYS, after
from ledger.core.law.governing import counted
from ledger.core.law.rule import HIGH, MEDIUM
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point, Rule
from ledger.core.review.subject import MEDICARE, demanded_on, few, lines_said, name_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ledger.core.case import Claim, Line
    from ledger.core.payer import OurNumber, PayerWindow
    from ledger.core.proof import Document
    from ledger.core.review.subject import Subject

FILING_LIMIT = "timely_filing"
"""The name under which a payer file states the contract's time for a first claim, counted from the service."""

_SIGNATURES = Rule(
    "Medicare signature guidelines, as contractors' pages state them",
    HIGH,
    "http://cgsmedicare.com/hhh/medreview/sig_guidelines.html",
)
_ACCEPTED = Rule("acceptance reports as proof of timely filing, as articles describe it", MEDIUM)
_RETRO = Rule("42 CFR 424.521(a)", HIGH, "decisions of the Departmental Appeals Board")
_RETRO_DAYS = 30

Lines = list[tuple["Claim", "Line"]]


def records(subject: Subject) -> Iterator[Point]:
    """Records said to be missing: whether a sending of records had arrived before the letter."""
    lines = list(subject.disputable("records_not_received"))
    if not lines:
        return
    sent = [one for one in effective(subject.case.filings) if one.kind == "records"]
    dated = subject.case.demand.dated_on
    there = [one for one in sent if one.arrived_on is not None and (dated is None or one.arrived_on.day <= dated)]
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
    rule = _SIGNATURES if under.governed.regime == MEDICARE else None
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


def timely_filing(subject: Subject) -> Iterator[Point]:
    """A claim said to be late: the day it was accepted against the contract's time, where that is typed."""
    found: dict[str, Lines] = defaultdict(list)
    limits: dict[str, PayerWindow] = {}
    for claim, line in subject.disputable("timely_filing"):
        limit = _limit(subject, claim)
        if claim.accepted_on is None:
            found["bare"].append((claim, line))
        elif limit is None or limit.days is None:
            found["unknown"].append((claim, line))
        elif claim.accepted_on <= _last(subject, line, limit):
            found["in time"].append((claim, line))
            limits[claim.number] = limit
        else:
            found["after"].append((claim, line))
    if lines := found["in time"]:
        yield _in_time(lines, limits)
    if lines := found["unknown"]:
        yield _no_limit(lines)
    if lines := found["bare"]:
        yield _not_accepted(lines)


def _limit(subject: Subject, claim: Claim) -> PayerWindow | None:
    under = subject.under(claim)
    return next((one for payer in under.payers for one in payer.windows if one.deadline == FILING_LIMIT), None)


def _last(subject: Subject, line: Line, limit: PayerWindow) -> date:
    return after(line.served_on, limit.days or 0, limit.unit or CALENDAR_DAYS, subject.law.holidays)


def _gap(claim: Claim, line: Line) -> str:
    accepted = claim.accepted_on or line.served_on
    days = counted((accepted - line.served_on).days, "day")
    return f"{name_of(claim, line)}: served {with_year(line.served_on)}, accepted {with_year(accepted)}, {days} later"


def _in_time(lines: Lines, limits: dict[str, PayerWindow]) -> Point:
    claim, line = lines[0]
    limit = limits[claim.number]
    source = limit.source or "the payer file"
    accepted = claim.accepted_on or line.served_on
    return Point(
        "timely_filing",
        POSSIBLE,
        f"{lines_said(lines)}: accepted within the contract's time to file.",
        (*(_gap(*pair) for pair in lines[:6]), f"the limit: {limit.days} days ({source})"),
        paragraph=(
            f"The claims named here were accepted within the time for filing ({source}). The first was accepted on"
            f" {spelled_out(accepted)}, {counted((accepted - line.served_on).days, 'day')} after the service."
        ),
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the acceptance report (277CA) of each claim with its time and trace, as an exhibit",
    )


def _no_limit(lines: Lines) -> Point:
    return Point(
        "timely_filing",
        CANNOT_TELL,
        f"{lines_said(lines)}: the day of acceptance is known, the contract's time to file is not typed.",
        tuple(_gap(*pair) for pair in lines[:6]),
        _ACCEPTED,
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask=f"the time to file from the contract (payer file, windows: {FILING_LIMIT}, counted from the service)",
    )


def _not_accepted(lines: Lines) -> Point:
    return Point(
        "timely_filing",
        CANNOT_TELL,
        f"{lines_said(lines)}: no day of acceptance is typed.",
        rule=_ACCEPTED,
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the acceptance report (277CA) with its time and trace; a 999 proves only that the batch could be read",
    )


def enrollment(subject: Subject) -> Iterator[Point]:
    """A provider said not to be enrolled: the numbers that the payer file holds against the days of service."""
    found: dict[str, Lines] = defaultdict(list)
    for claim, line in subject.disputable("enrollment"):
        found[_enrolled(subject, claim, line)].append((claim, line))
    if lines := found["valid"]:
        yield _on_roster(subject, lines)
    if lines := found["before"]:
        yield Point(
            "enrollment",
            POSSIBLE,
            f"{lines_said(lines)}: served within {_RETRO_DAYS} days before the number took effect.",
            tuple(_number_said(subject, *pair) for pair in lines[:6]),
            _RETRO,
            "The services named here lie within the 30 days before the effective date of the enrollment, for which"
            " billing is allowed by the rule relied on.",
            names_of(lines),
            demanded_on(lines),
            "the approval letter with the day the application came, as an exhibit",
        )
    if lines := found["unknown"]:
        yield Point(
            "enrollment",
            CANNOT_TELL,
            f"{lines_said(lines)}: no number of ours that was valid on the day is in the payer file.",
            tuple(_number_said(subject, *pair) for pair in lines[:6]),
            claims=names_of(lines),
            amount=demanded_on(lines),
            ask="the application's receipt, the approval letter, and the roster with number, location and days",
        )


def _numbers(subject: Subject, claim: Claim) -> list[OurNumber]:
    practice = subject.law.settings.practice
    npi = claim.rendering or subject.case.provider or (practice.npi if practice is not None else None)
    return [one for payer in subject.under(claim).payers for one in payer.our_numbers if one.npi == npi]


def _enrolled(subject: Subject, claim: Claim, line: Line) -> str:
    numbers = _numbers(subject, claim)
    for one in numbers:
        begun = one.valid_from is not None and one.valid_from <= line.served_on
        if begun and (one.valid_through is None or line.served_on <= one.valid_through):
            return "valid"
    early = [
        one
        for one in numbers
        if one.valid_from is not None
        and line.served_on < one.valid_from <= line.served_on + timedelta(days=_RETRO_DAYS)
    ]
    return "before" if early and subject.under(claim).governed.regime == MEDICARE else "unknown"


def _number_said(subject: Subject, claim: Claim, line: Line) -> str:
    numbers = _numbers(subject, claim)
    known = "; ".join(
        f"{one.npi} from {with_year(one.valid_from) if one.valid_from else 'a day not typed'}"
        + (f" through {with_year(one.valid_through)}" if one.valid_through else "")
        for one in numbers
    )
    return f"{name_of(claim, line)}: served {with_year(line.served_on)}; {known or 'no number on file'}"


def _on_roster(subject: Subject, lines: Lines) -> Point:
    days = sorted(line.served_on for _, line in lines)
    return Point(
        "enrollment",
        POSSIBLE,
        f"{lines_said(lines)}: the payer file holds a number that was valid on the day.",
        tuple(_number_said(subject, *pair) for pair in lines[:6]),
        paragraph=(
            "The provider's number was on file with you on each day of service named here, from"
            f" {spelled_out(days[0])} through {spelled_out(days[-1])}."
        ),
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the approval letter or the roster that shows the number and its days, as an exhibit",
    )
