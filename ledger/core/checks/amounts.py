"""Amounts that must add up: lines, samples, splits by claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledger.core.amount import dollars
from ledger.core.case import Case, Claim, Line, Money
from ledger.core.checks.walk import Part
from ledger.core.finding import Finding, Path

_NOTHING = Decimal(0)


def amounts_add_up(case: Case, everything: Sequence[Part]) -> Iterator[Finding]:
    """Find sums that differ and parts that are larger than their whole."""
    yield from _lines_and_amount(case)
    yield from _strata(case)
    for path, part in everything:
        if isinstance(part, Line):
            yield from _line(path, part)
        elif isinstance(part, Money):
            yield from _split(path, part)


def demanded_on(claim: Claim) -> Decimal | None:
    """Return what is demanded on one claim, in dollars; None where nothing says so."""
    stated = [line.demanded for line in claim.lines if line.demanded is not None]
    return sum(stated, _NOTHING) if stated else claim.demanded


def _lines_and_amount(case: Case) -> Iterator[Finding]:
    """In a sample the lines are findings on single claims; there the demand is a projection, not their sum."""
    demand = case.demand
    stated = [amount for amount in map(demanded_on, case.claims) if amount is not None]
    if demand.amount is not None and demand.letter_total is not None and demand.amount > demand.letter_total:
        yield Finding(
            "LED306",
            f"amount {dollars(demand.amount)} is more than letter_total {dollars(demand.letter_total)}",
            "letter_total is the whole letter, amount this case's share of it",
            ("demand", "letter_total"),
        )
    if demand.amount is None or case.extrapolation is not None or not stated:
        return
    total = sum(stated, _NOTHING)
    if total != demand.amount:
        bare = len(case.claims) - len(stated)
        without = f"; {bare} of {len(case.claims)} claims have no amount" if bare else ""
        yield Finding(
            "LED306",
            f"the claims add up to {dollars(total)}, the amount demanded is {dollars(demand.amount)}{without}",
            "compare the lines with the letter's list; interest and penalty have fields of their own",
            ("demand", "amount"),
        )


def _strata(case: Case) -> Iterator[Finding]:
    if case.extrapolation is None or not case.claims:
        return
    strata = case.extrapolation.strata
    drawn = Counter(claim.stratum for claim in case.claims)
    for index, stratum in enumerate(strata):
        here = drawn[stratum.id] + (drawn[None] if len(strata) == 1 else 0)
        if stratum.sampled is not None and stratum.sampled != here:
            yield Finding(
                "LED306",
                f"stratum {stratum.id} was sampled {stratum.sampled} times, and {here} claims stand in it",
                "compare with the sampling file; each claim names its stratum",
                ("extrapolation", "strata", index, "sampled"),
            )


def _line(path: Path, line: Line) -> Iterator[Finding]:
    if line.demanded is None:
        return
    demanded = dollars(line.demanded)
    if line.repay is not None and line.repay > line.demanded:
        yield Finding(
            "LED307",
            f"repay {dollars(line.repay)} is more than the {demanded} demanded",
            "repay is the part of the line you answer with money; the rest is disputed",
            (*path, "repay"),
        )
    if line.paid is None:
        return
    if line.demanded > line.paid:
        yield Finding(
            "LED308",
            f"{demanded} is demanded on a line that was paid {dollars(line.paid)}",
            "check paid on the remittance; if both are right, this is a possible ground",
            (*path, "demanded"),
        )
    if line.should_have_paid is not None and line.paid - line.should_have_paid != line.demanded:
        yield Finding(
            "LED309",
            f"paid {dollars(line.paid)} less should_have_paid {dollars(line.should_have_paid)} is"
            f" {dollars(line.paid - line.should_have_paid)}, the letter demands {demanded}",
            "check the three amounts; if they are right, the letter's arithmetic is a possible ground",
            (*path, "should_have_paid"),
        )


def _split(path: Path, money: Money) -> Iterator[Finding]:
    """The split may leave the interest out, since interest belongs to no claim."""
    if not money.by_claim or money.amount is None:
        return
    total = sum((amount for _, amount in money.by_claim), _NOTHING)
    if total not in (money.amount, money.amount - (money.interest or _NOTHING)):
        yield Finding(
            "LED317",
            f"by_claim adds up to {dollars(total)}, the entry's amount is {dollars(money.amount)}",
            "type what the remittance shows for each claim",
            (*path, "by_claim"),
        )
