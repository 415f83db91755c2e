"""Sums of the demand that do not tie to the cent: its lines, its letter, what was paid, its own prices."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.balance import NOTHING, TAKEN, principal_standing
from ledger.core.checks.amounts import demanded_on as stated_on
from ledger.core.day import spelled_out, with_year
from ledger.core.entries import effective
from ledger.core.law.governing import counted
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point
from ledger.core.review.subject import few, lines_said, name_of, names_of, plus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.core.case import Case, Claim, Line
    from ledger.core.review.subject import Subject
    from ledger.core.sending import Notice

_PAID = ("refund", "instalment")
_FEW = 6


def sums(subject: Subject) -> Iterator[Point]:
    """The lines against the amount demanded, and the cases of one letter against its total."""
    case = subject.case
    stated = [(claim, stated_on(claim)) for claim in case.claims]
    known = [amount for _, amount in stated if amount is not None]
    asked = case.demand.amount
    if asked is not None and known and case.extrapolation is None and sum(known, NOTHING) != asked:
        bare = tuple(claim.number for claim, amount in stated if amount is None)
        yield _untied(subject, asked, sum(known, NOTHING), bare)
    yield from _letter(subject)


def _untied(subject: Subject, asked: Decimal, listed: Decimal, bare: tuple[str, ...]) -> Point:
    off = asked - listed
    extra = (subject.case.demand.interest or NOTHING) + (subject.case.demand.penalty or NOTHING)
    working = [f"demanded {dollars(asked)} - listed {dollars(listed)} = {dollars(off)}"]
    sentence = f"The claims listed add up to {dollars(listed)}, and {dollars(asked)} is demanded."
    if bare or off < 0 or off == extra:
        ask = f"the amounts of claims {few(bare)}" if bare else "an itemisation that adds up, from the payer"
        if off == extra:
            working.append(f"interest and penalty are {dollars(extra)}: the same")
            ask = "whether the amount demanded holds the interest and the penalty"
        return Point("sums", CANNOT_TELL, sentence, tuple(working), claims=bare, amount=abs(off), ask=ask)
    text = (
        f"The demand asks for ${dollars(asked)}{subject.exhibit}. The claims listed add up to ${dollars(listed)};"
        f" ${dollars(off)} is not explained. We ask for an itemisation of that amount."
    )
    return Point("sums", POSSIBLE, sentence, tuple(working), paragraph=text, amount=off, ask="the page with the list")


def _letter(subject: Subject) -> Iterator[Point]:
    """Cases that share one letter, against what the letter says it comes to."""
    case, total = subject.case, subject.case.demand.letter_total
    if total is None or case.demand.reference is None:
        return
    sharing = [one for one in (case, *subject.others) if _same_letter(one, case)]
    listed = sum((one.demand.amount or NOTHING for one in sharing), NOTHING)
    if listed != total:
        yield Point(
            "sums",
            CANNOT_TELL,
            f"The letter comes to {dollars(total)}; {counted(len(sharing), 'case')} of it add up to {dollars(listed)}.",
            tuple(f"{one.id}  {dollars(one.demand.amount or NOTHING)}" for one in sharing),
            amount=abs(total - listed),
            ask="the claims of the letter that no case holds, or an itemisation from the payer",
        )


def _same_letter(one: Case, case: Case) -> bool:
    twin = one.closed is not None and one.closed.same_as is not None
    return not twin and (one.payer, one.demand.reference) == (case.payer, case.demand.reference)


class _Over(NamedTuple):
    """A line that asks for too much: by how much, and the working."""

    claim: Claim
    line: Line
    more: Decimal
    said: str


def _too_much(check: str, over: list[_Over], words: tuple[str, str, str]) -> Point:
    """The point of some lines; ``words`` are the sentence that follows their count, the paragraph and what to add."""
    sentence, text, ask = words
    lines = [(one.claim, one.line) for one in over]
    amounts = [one.more for one in over]
    return Point(
        check,
        POSSIBLE,
        f"{lines_said(lines)}: {sentence}",
        (*(one.said for one in over[:_FEW]), plus(amounts)),
        paragraph=text,
        claims=names_of(lines),
        amount=sum(amounts, NOTHING),
        ask=ask,
    )


def _total(over: list[_Over]) -> str:
    return dollars(sum((one.more for one in over), NOTHING))


def more_than_paid(subject: Subject) -> Iterator[Point]:
    """Lines on which more is asked for than was ever paid."""
    over = [
        _Over(
            claim, line, more, f"{name_of(claim, line)}: {_minus(line.demanded, 'demanded', line.paid, 'paid', more)}"
        )
        for claim in subject.case.claims
        for line in claim.lines
        if line.paid is not None and line.demanded is not None and (more := line.demanded - line.paid) > 0
    ]
    if over:
        text = (
            f"On {lines_said([(one.claim, one.line) for one in over])} the demand asks for more than was"
            f" paid{subject.exhibit}. The amounts above the payments come to ${_total(over)}."
        )
        words = ("more is demanded than was paid.", text, "the remittance of each payment, as an exhibit")
        yield _too_much("more_than_paid", over, words)


def difference(subject: Subject) -> Iterator[Point]:
    """Lines on which the demand is more than the difference it rests on: paid less what should have been paid."""
    over = []
    own = NOTHING
    for claim in subject.case.claims:
        for line in claim.lines:
            if line.paid is None or line.should_have_paid is None or line.demanded is None:
                continue
            theirs = line.paid - line.should_have_paid
            if theirs < line.demanded <= line.paid:
                own += theirs
                left = _minus(line.paid, "paid", line.should_have_paid, "by their own word", theirs)
                said = f"{name_of(claim, line)}: {left}, demanded {dollars(line.demanded)}"
                over.append(_Over(claim, line, line.demanded - theirs, said))
    if over:
        text = (
            f"By the demand's own figures{subject.exhibit} the difference on"
            f" {lines_said([(one.claim, one.line) for one in over])} is ${dollars(own)}; ${_total(over)} more is asked"
            " for."
        )
        ask = "the page with the price the payer puts in place, as an exhibit"
        yield _too_much("difference", over, ("more is demanded than the payer's own difference.", text, ask))


def _minus(whole: Decimal, word: str, part: Decimal, other: str, left: Decimal) -> str:
    """``demanded 100.00 - paid 90.00 = 10.00``."""
    return f"{word} {dollars(whole)} - {other} {dollars(part)} = {dollars(left)}"


def balance_stated(subject: Subject) -> Iterator[Point]:
    """The balance that their latest paper states against the principal that decisions and money leave."""
    papers = [one for one in effective(subject.case.notices) if one.balance is not None and one.dated_on is not None]
    if not papers:
        return
    paper = max(papers, key=lambda one: one.dated_on or subject.today)
    stated = (paper.balance or NOTHING) - (paper.balance_interest or NOTHING)
    left = _left_on(subject.case, paper.dated_on or subject.today)
    if stated <= left:
        return
    yield _balance_point(subject, paper, stated, left)


def _balance_point(subject: Subject, paper: Notice, stated: Decimal, left: Decimal) -> Point:
    day = paper.dated_on or subject.today
    exhibit = f" [{paper.document}]" if paper.document else ""
    return Point(
        "balance",
        CANNOT_TELL,
        f"Their paper of {with_year(day)} states more principal than decisions and money leave.",
        (
            f"stated {dollars(stated)}, without interest of {dollars(paper.balance_interest or NOTHING)}",
            f"left by decisions and money on file {dollars(left)}, off by {dollars(stated - left)}",
        ),
        amount=stated - left,
        ask=f"a statement of account with each entry, against the paper of {spelled_out(day)}{exhibit}",
    )


def _left_on(case: Case, day: date) -> Decimal:
    """The principal that decisions and money up to a day leave; the interest inside an entry is not principal."""
    until = case._replace(
        appeals=tuple(one for one in effective(case.appeals) if one.decided_on is None or one.decided_on <= day),
        notices=tuple(one for one in effective(case.notices) if one.dated_on is None or one.dated_on <= day),
        offers=tuple(one for one in case.offers if one.accepted_on is None or one.accepted_on <= day),
    )
    signs: dict[str, int] = defaultdict(int)
    signs |= dict.fromkeys((*TAKEN, *_PAID), 1) | dict.fromkeys(("returned", "forwarded"), -1)
    gone = sum(
        (
            signs[entry.kind] * ((entry.amount or NOTHING) - (entry.interest or NOTHING))
            for entry in effective(case.money)
            if entry.dated_on <= day
        ),
        NOTHING,
    )
    return principal_standing(until) - gone
