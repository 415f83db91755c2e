"""Which version of its policy the payer cites: from after the service or the approval, or one that nobody has."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from ledger.core.day import MONTHS, spelled_out, with_year
from ledger.core.entries import effective
from ledger.core.law.governing import counted
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point
from ledger.core.review.subject import demanded_on, lines_said, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.case import Claim, Line
    from ledger.core.proof import Document
    from ledger.core.review.subject import Subject

_POLICY_REASONS = (
    "medical_necessity",
    "not_covered",
    "prior_authorization",
    "documentation",
    "units",
    "unbundling",
    "modifier",
)

_YEAR_DIGITS = 4


def policy(subject: Subject) -> Iterator[Point]:
    """A policy in force only after the service, or only after the approval; and one that nobody has."""
    lines = list(subject.disputable(*_POLICY_REASONS))
    if not lines:
        return
    papers = [one for one in effective(subject.case.documents) if one.kind == "policy"]
    dated = [one for one in papers if one.effective_on is not None]
    first = min((one.effective_on for one in dated if one.effective_on is not None), default=None)
    early = [(claim, line) for claim, line in lines if first is not None and line.served_on < first]
    cited = _named_month(subject.case.demand.basis or "")
    if early:
        yield _retroactive(early, dated)
    elif cited is not None:
        yield from _cited(subject, lines, cited)
    if "policy_cited" in subject.case.demand.has and not dated:
        yield _missing(lines, papers)


def _retroactive(lines: Sequence[tuple[Claim, Line]], later: Sequence[Document]) -> Point:
    last = max(line.served_on for _, line in lines)
    working = tuple(f"{one.id}: in force from {with_year(one.effective_on)} on" for one in later if one.effective_on)
    first = min(one.effective_on for one in later if one.effective_on is not None)
    paper = next(one for one in later if one.effective_on == first)
    return Point(
        "policy",
        POSSIBLE,
        f"{lines_said(lines)}: every policy on file took effect after the service.",
        (*working, f"the last service was on {with_year(last)}"),
        paragraph=(
            f"The policy enclosed took effect on {spelled_out(first)} [{paper.id}]. The services named here were given"
            f" by {spelled_out(last)}. We ask for the version in force on each day of service."
        ),
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the version in force on the days of service; whether they rely on the one on file",
    )


def _cited(subject: Subject, lines: Sequence[tuple[Claim, Line]], cited: date) -> Iterator[Point]:
    """The month that the demand names for its policy, against the services and the approval."""
    month = f"{MONTHS[cited.month - 1]} {cited.year}"
    after = [(claim, line) for claim, line in lines if line.served_on < cited]
    given = {one.number: one.given_on for one in subject.case.approvals if one.given_on is not None}
    approved = [
        (claim, line)
        for claim, line in lines
        if (claim, line) not in after and claim.approval in given and given[claim.approval] < cited
    ]
    if after:
        last = max(line.served_on for _, line in after)
        yield Point(
            "policy",
            POSSIBLE,
            f"{lines_said(after)}: the policy the demand cites is of {month}, after the services.",
            (f"the last of these services was on {with_year(last)}", f"cited: {subject.case.demand.basis}"),
            paragraph=(
                f"The demand{subject.exhibit} relies on a policy of {month}. The services named here were given by"
                f" {spelled_out(last)}. We ask for the version in force on each day of service."
            ),
            claims=names_of(after),
            amount=demanded_on(after),
            ask="the version of the policy in force on the days of service, as an exhibit",
        )
    if approved:
        first = min(given[claim.approval] for claim, _ in approved if claim.approval in given)
        yield Point(
            "policy",
            POSSIBLE,
            f"{lines_said(approved)}: the policy the demand cites is of {month}, after the approval.",
            (f"approved {with_year(first)}", f"cited: {subject.case.demand.basis}"),
            paragraph=(
                f"The demand{subject.exhibit} relies on a policy of {month}. The services named here had been approved"
                f" on {spelled_out(first)}, before it."
            ),
            claims=names_of(approved),
            amount=demanded_on(approved),
            ask="the version of the policy in force at the approval, as an exhibit",
        )


def _named_month(text: str) -> date | None:
    """The first day of the month that a text names in words, as ``January 2026``; None where it names none."""
    words = text.replace(",", " ").replace(".", " ").split()
    for name, year in pairwise(words):
        if name.capitalize() in MONTHS and year.isascii() and year.isdigit() and len(year) == _YEAR_DIGITS:
            return date(int(year), MONTHS.index(name.capitalize()) + 1, 1) if int(year) > 0 else None
    return None


def _missing(lines: Sequence[tuple[Claim, Line]], papers: Sequence[Document]) -> Point:
    here = (
        f"{counted(len(papers), 'policy document')} on file, without the day it took effect"
        if papers
        else "no policy on file"
    )
    return Point(
        "policy",
        CANNOT_TELL,
        f"{lines_said(lines)}: the demand cites a policy; {here}.",
        claims=names_of(lines),
        amount=demanded_on(lines),
        ask="the version in force on the days of service, with the day it took effect (effective_on)",
    )
