"""What of a new demand is on file already: its number, its claims, its amount, case by case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ledger.core.amount import dollars
from ledger.core.case import Case


class Arrived(NamedTuple):
    """What a new paper is known by. ``amount`` in dollars."""

    payer: str
    references: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    amount: Decimal | None = None


class OnFile(NamedTuple):
    """What one case shares with a new demand: references, claims out of ``of``, the amount."""

    case: str
    references: tuple[str, ...]
    claims: int
    of: int
    amount: Decimal | None

    def sentence(self) -> str:
        """``on file as RC-2026-7K4QXM: number LSH-OP-2026-0331, 11 of 11 claims, amount 1,482.60``."""
        shared = [f"number {reference}" for reference in self.references]
        shared += [f"{self.claims} of {self.of} claims"] if self.claims else []
        shared += [f"amount {dollars(self.amount)}"] if self.amount is not None else []
        return f"on file as {self.case}: {', '.join(shared)}"


def on_file(arrived: Arrived, cases: Iterable[Case]) -> tuple[OnFile, ...]:
    """Return the cases that share something with a new demand, those with most claims first.

    An amount counts where the payer is the same and the case is open.
    """
    found = []
    for case in cases:
        numbers = set(_claims(case))
        claims = sum(number in numbers for number in arrived.claims)
        references = tuple(name for name in arrived.references if name in set(_references(case)))
        same_sum = arrived.amount is not None and arrived.amount in set(_amounts(case))
        amount = arrived.amount if same_sum and case.payer == arrived.payer and case.closed is None else None
        if claims or references or amount is not None:
            found.append(OnFile(case.id, references, claims, len(arrived.claims), amount))
    return tuple(sorted(found, key=lambda one: (-one.claims, not one.references, one.case)))


def _claims(case: Case) -> Iterator[str]:
    for claim in case.claims:
        yield claim.number
        yield from claim.aliases


def _references(case: Case) -> Collection[str | None]:
    return (case.demand.reference, *case.demand.aliases, *(notice.reference for notice in case.notices))


def _amounts(case: Case) -> Collection[Decimal | None]:
    return (case.demand.amount, *(notice.amount for notice in case.notices))
