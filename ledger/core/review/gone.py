"""Money that went already, and lines that are asked for twice: in this demand, or in another case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.amount import dollars
from ledger.core.balance import NOTHING, TAKEN, balance, claim_demanded
from ledger.core.day import spelled_out, with_year
from ledger.core.entries import effective
from ledger.core.reckoning.occasion import demand_paper
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point
from ledger.core.review.subject import few, plus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ledger.core.case import Case, Claim, Money
    from ledger.core.review.subject import Subject

_PAID = ("refund", "instalment")
_BACK = ("returned", "forwarded")


def already_paid(subject: Subject) -> Iterator[Point]:
    """Claims on which more was refunded or taken than is demanded, or that were refunded before the letter."""
    over = {claim.number: more for claim in subject.case.claims if (more := _over(subject.case, claim)) > 0}
    if over:
        yield _twice_gone(subject, over)
    elif (more := _over_in_all(subject.case)) > 0:
        yield _too_much(subject, more)
    yield from _before_the_letter(subject)
    yield from _taken_elsewhere(subject)


def _over(case: Case, claim: Claim) -> Decimal:
    """How much more went on one claim than is demanded on it, by the splits that entries give, in dollars."""
    gone = sum((amount for _, amount in _entries_of(case, claim)), NOTHING)
    return gone - max(claim_demanded(claim), NOTHING)


def _entries_of(case: Case, claim: Claim) -> Iterator[tuple[Money, Decimal]]:
    """The entries that name a claim, each with its own part; what came back counts against."""
    names = {claim.number, *claim.aliases}
    for entry in effective(case.money):
        part = sum((amount for name, amount in entry.by_claim if name.partition("/")[0] in names), NOTHING)
        if part and entry.kind in (*TAKEN, *_PAID):
            yield entry, part
        elif part and entry.kind in _BACK:
            yield entry, -part


def _over_in_all(case: Case) -> Decimal:
    """How much more went than is demanded with interest and penalty; interest inside an entry is owed on top."""
    one = balance(case)
    if not one.demanded:
        return NOTHING
    interest = sum((entry.interest or NOTHING for entry in effective(case.money)), NOTHING)
    asked = one.demanded + (case.demand.interest or NOTHING) + (case.demand.penalty or NOTHING)
    return one.taken + one.paid - one.returned - interest - asked


def _said(entry: Money, amount: Decimal) -> str:
    return f"{with_year(entry.dated_on)}  {entry.kind}  {dollars(amount)}  {entry.trace or ''}".rstrip()


def _twice_gone(subject: Subject, over: dict[str, Decimal]) -> Point:
    claims = [claim for claim in subject.case.claims if claim.number in over]
    working = []
    for claim in claims[:3]:
        working.append(f"claim {claim.number}, demanded {dollars(claim_demanded(claim))}")
        working += [f"  {_said(entry, amount)}" for entry, amount in _entries_of(subject.case, claim)]
    amounts = list(over.values())
    entries = [entry for claim in claims for entry, _ in _entries_of(subject.case, claim)]
    return Point(
        "already_paid",
        POSSIBLE,
        f"More went on {len(claims)} of the claims than is demanded on them.",
        (*working, f"too much: {plus(amounts)}"),
        paragraph=_gone_said(entries, sum(amounts, NOTHING)),
        claims=tuple(over),
        amount=sum(amounts, NOTHING),
        ask="proof of each payment and the remittance of each taking, as exhibits",
    )


def _gone_said(entries: list[Money], amount: Decimal) -> str:
    """In a letter's words: ``refunded on May 20, 2026 (check 5102) and offset on June 30, 2026 (EFT 0630-8812)``."""
    said = dict.fromkeys(
        f"{'refunded' if entry.kind in _PAID else 'offset'} on {spelled_out(entry.dated_on)}"
        + (f" ({entry.trace})" if entry.trace else "")
        for entry in entries
        if entry.kind not in _BACK
    )
    return f"The claims named here were {' and '.join(said)}. We ask for the return of ${dollars(amount)}."


def _too_much(subject: Subject, more: Decimal) -> Point:
    entries = [one for one in effective(subject.case.money) if one.kind in (*TAKEN, *_PAID, *_BACK)]
    return Point(
        "already_paid",
        POSSIBLE,
        "More was taken and paid than is demanded.",
        (*(_said(one, one.amount or NOTHING) for one in entries), f"too much: {dollars(more)}"),
        paragraph=(
            "By the remittances and payments on file, more was withheld and paid than the demand asks for"
            f"{subject.exhibit}. We ask for a statement of account and for the return of ${dollars(more)}."
        ),
        amount=more,
        ask="the remittance of each taking and proof of each payment, as exhibits",
    )


def _before_the_letter(subject: Subject) -> Iterator[Point]:
    """Refunds of single claims that were paid before the first letter asked for them."""
    dated = demand_paper(subject.case).dated
    if dated is None:
        return
    found: dict[str, list[tuple[Money, Decimal]]] = {}
    for claim in subject.case.claims:
        if _over(subject.case, claim) > 0:
            continue
        paid = [(one, part) for one, part in _entries_of(subject.case, claim) if one.kind in (*_PAID, *_BACK)]
        entries = [(one, part) for one, part in paid if one.dated_on < dated]
        if sum((part for _, part in entries), NOTHING) > 0 and claim_demanded(claim) > 0:
            found[claim.number] = entries
    if found:
        entries = [pair for pairs in found.values() for pair in pairs]
        amount = sum((part for _, part in entries), NOTHING)
        yield Point(
            "already_paid",
            POSSIBLE,
            f"Money went on claims {few(tuple(found))} before the letter of {with_year(dated)} asked for it.",
            tuple(_said(entry, part) for entry, part in entries),
            paragraph=_gone_said([entry for entry, _ in entries], amount).replace(
                f"We ask for the return of ${dollars(amount)}.",
                f"The demand is dated {spelled_out(dated)}{subject.exhibit}; ${dollars(amount)} was paid before it.",
            ),
            claims=tuple(found),
            amount=amount,
            ask="proof of the payment, or the remittance of the taking, as an exhibit",
        )


def _taken_elsewhere(subject: Subject) -> Iterator[Point]:
    """Money on a claim of this case that another case holds."""
    for other in subject.others:
        if other.payer != subject.case.payer or linked(subject.case, other):
            continue
        shared = [
            (claim, entry, amount)
            for claim in subject.case.claims
            for entry, amount in _entries_of(other, claim)
            if amount > 0 and claim_demanded(claim) > 0
        ]
        if shared:
            amount = sum((part for _, _, part in shared), NOTHING)
            numbers = tuple(dict.fromkeys(claim.number for claim, _, _ in shared))
            yield Point(
                "already_paid",
                CANNOT_TELL,
                f"{other.id} holds money on claims of this case: {few(numbers)}.",
                tuple(_said(entry, part) for _, entry, part in shared),
                claims=numbers,
                amount=amount,
                ask=f"whether {other.id} is about the same debt: link the two, or ask for a statement of account",
            )


def linked(one: Case, other: Case) -> bool:
    """Whether one case names the other: as related, or as the twin it is."""
    return any(
        any(link.case == second.id for link in first.related)
        or (first.closed is not None and first.closed.same_as == second.id)
        for first, second in ((one, other), (other, one))
    )
