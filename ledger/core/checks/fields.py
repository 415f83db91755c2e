"""Fields of one entry that do not go together, and sendings without their proof."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ledger.core.amount import dollars
from ledger.core.case import Claim, Closed, Line, Money
from ledger.core.checks.walk import Part
from ledger.core.finding import Finding, Path
from ledger.core.sending import Appeal, Copy, Filing, Printed, RepaymentPlan

Check = Callable[[Path, Any], Iterator[Finding]]


def fields_agree(everything: Sequence[Part]) -> Iterator[Finding]:
    """Find contradictions inside one entry."""
    for path, part in everything:
        check = _CHECKS.get(type(part))
        if check is not None:
            yield from check(path, part)
        if getattr(part, "corrects", None) and getattr(part, "retracts", None):
            yield _disagree(
                path,
                "retracts",
                "an entry either corrects or retracts another",
                "keep one of the two; a second entry can do the other",
            )


def _disagree(path: Path, field: str, message: str, hint: str) -> Finding:
    return Finding("LED322", message, hint, (*path, field))


def _line(path: Path, line: Line) -> Iterator[Finding]:
    if line.answer == "dispute_in_part" and line.repay is None:
        yield _disagree(
            path,
            "answer",
            "answer is dispute_in_part, and no repay says which part",
            "add repay: the dollars you will repay",
        )
    elif line.answer != "dispute_in_part" and line.repay is not None:
        answered = f"answer is {line.answer}" if line.answer else "there is no answer"
        yield _disagree(
            path, "repay", f"repay {dollars(line.repay)} stands here, and {answered}",
            "repay goes with answer: dispute_in_part only; take one of them out",
        )  # fmt: skip


def _claim(path: Path, claim: Claim) -> Iterator[Finding]:
    if claim.demanded is not None and claim.lines:
        yield _disagree(
            path,
            "demanded",
            f"the claim has lines, and {dollars(claim.demanded)} of its own",
            "with lines, type demanded on each line and not on the claim",
        )


def _closed(path: Path, closed: Closed) -> Iterator[Finding]:
    if closed.outcome == "entered_in_error" and closed.same_as is None:
        hint = "if it was entered twice, add same_as: the case that is the right one"
        yield _disagree(path, "outcome", "entered_in_error names no other case", hint)._replace(severity="note")


def _printed(path: Path, printed: Printed) -> Iterator[Finding]:
    if (printed.until is None) == (printed.days is None):
        said = "neither until nor days" if printed.until is None else "both until and days"
        yield _disagree(
            path, "deadline", f"{printed.deadline} has {said}", "type the day the paper prints, or its count of days"
        )
    elif printed.days is not None and printed.counted_from is None:
        yield _disagree(
            path, "days", f"{printed.days} days are counted from nothing", "add counted_from, as the paper says it"
        )


def _money(path: Path, money: Money) -> Iterator[Finding]:
    if money.amount is not None and money.interest is not None and money.interest > money.amount:
        yield _disagree(
            path,
            "interest",
            f"interest {dollars(money.interest)} is more than the amount {dollars(money.amount)} it is part of",
            "amount is the whole movement; interest is the part of it that is interest",
        )


def _sending(path: Path, sending: Filing | Appeal | RepaymentPlan) -> Iterator[Finding]:
    if sending.sent_by != "payer":
        yield from _proven(path, sending)


def _copy(path: Path, copy: Copy) -> Iterator[Finding]:
    yield from _proven(path, copy)


def _proven(path: Path, sent: Filing | Appeal | RepaymentPlan | Copy) -> Iterator[Finding]:
    missing = [field for field in ("method", "proof") if getattr(sent, field) is None]
    if sent.sent_on is not None and missing:
        yield Finding(
            "LED313",
            f"sent {sent.sent_on.day}, without {' and '.join(missing)}",
            "type how it went and what shows it: the tracking number, the fax log, the confirmation",
            (*path, "sent_on"),
        )


_CHECKS: dict[type, Check] = {
    Line: _line,
    Claim: _claim,
    Closed: _closed,
    Printed: _printed,
    Money: _money,
    Filing: _sending,
    Appeal: _sending,
    RepaymentPlan: _sending,
    Copy: _copy,
}
