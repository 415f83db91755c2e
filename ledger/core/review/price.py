"""The price that a demand puts on a lower code, against what the same payer paid for it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.balance import NOTHING
from ledger.core.review.point import CANNOT_TELL, POSSIBLE, Point
from ledger.core.review.subject import lines_said, name_of, names_of, plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.core.case import Claim, Line
    from ledger.core.review.subject import Subject


class _Price(NamedTuple):
    claim: Claim
    line: Line
    implied: Decimal


def recoded_price(subject: Subject) -> Iterator[Point]:
    """Lines recoded to a code that the same demand shows at a higher price, or demanded whole although recoded."""
    paid: dict[tuple[object, ...], tuple[str, Decimal]] = {}
    for claim in subject.case.claims:
        for line in claim.lines:
            if line.paid and (line.units in (None, 1)):
                paid.setdefault(_service(line.procedure, line), (name_of(claim, line), line.paid))
    low, whole = [], []
    for claim, line in subject.disputable():
        if line.recoded_as is None or line.paid is None or line.demanded is None:
            continue
        one = _Price(claim, line, line.paid - line.demanded)
        if line.demanded == line.paid and not line.should_have_paid:
            whole.append(one)
        elif (seen := paid.get(_service(line.recoded_as, line))) is not None and seen[1] > one.implied:
            low.append((one, *seen))
    if low:
        yield _lower_price(low)
    if whole:
        yield _no_price(subject, whole)


def _service(procedure: str, line: Line) -> tuple[object, ...]:
    return (procedure, line.modifiers, line.place, line.served_on.year)


def _lower_price(low: list[tuple[_Price, str, Decimal]]) -> Point:
    lines = [(one.claim, one.line) for one, _, _ in low]
    amounts = [price - one.implied for one, _, price in low]
    working = [
        f"{name_of(one.claim, one.line)}: {one.line.recoded_as} is put at {dollars(one.implied)};"
        f" {seen} was paid {dollars(price)} for it"
        for one, seen, price in low
    ]
    return Point(
        "recoded_price",
        CANNOT_TELL,
        f"{lines_said(lines)}: the code put in its place is priced below what the same payer paid for it.",
        (*working, plus(amounts)),
        claims=names_of(lines),
        amount=sum(amounts, NOTHING),
        ask="the fee schedule of that day for the code put in its place",
    )


def _no_price(subject: Subject, whole: list[_Price]) -> Point:
    lines = [(one.claim, one.line) for one in whole]
    codes = dict.fromkeys(f"{one.line.procedure} as {one.line.recoded_as}" for one in whole)
    text = (
        f"The demand{subject.exhibit} re-codes {lines_said(lines)} ({', '.join(codes)}) and asks for the whole payment."
        " By its own account an amount would be the difference: what was paid, less the price of the code put in its"
        " place. We ask for that working."
    )
    return Point(
        "recoded_price",
        POSSIBLE,
        f"{lines_said(lines)}: re-coded to a lower code, and the whole payment is demanded.",
        tuple(
            f"{name_of(one.claim, one.line)}: paid and demanded {dollars(one.line.paid or NOTHING)}" for one in whole
        ),
        paragraph=text,
        claims=names_of(lines),
        ask="the price of the lower code on that day; the difference is what would be left",
    )
