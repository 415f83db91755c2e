"""What must stand at the head and the foot of a letter: the practice, the addressee, the demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.letter.address import lines_of
from ledger.core.letter.check.fact import Fact, amount_fact, day_fact
from ledger.core.letter.companions import goes_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.core.letter.matter import Matter


def practice(field: str, words: str) -> Callable[[Matter], Iterator[Fact]]:
    """One field of the letterhead."""

    def look(matter: Matter) -> Iterator[Fact]:
        practice = matter.law.settings.practice
        value = getattr(practice, field) if practice is not None else None
        if value:
            first = lines_of(value)[0] if field == "address" else value
            yield Fact(f"the practice's {words}, {first}", (first,), bare=field == "phone")

    return look


def npi(matter: Matter) -> Iterator[Fact]:
    """The provider's number."""
    if matter.npi:
        yield Fact(f"the provider's NPI, {matter.npi}", (matter.npi,), bare=True)


def signer(matter: Matter) -> Iterator[Fact]:
    """Somebody who may sign."""
    names = tuple(one.name for one in matter.law.settings.people if one.signs and one.left_on is None)
    if names:
        yield Fact(f"the name of somebody who may sign, as {names[0]}", names)


def addressee(matter: Matter) -> Iterator[Fact]:
    """Whom it goes to."""
    found = goes_to(matter)
    if found is not None:
        yield Fact(f"whom it is sent to, {found.lines[0]}", (found.lines[0],))


def ptan(matter: Matter) -> Iterator[Fact]:
    """The contractor's number for the provider."""
    number = matter.our_number
    if number is not None and number.ptan:
        yield Fact(f"the PTAN, {number.ptan}", (number.ptan,), bare=True)


def demand_number(matter: Matter) -> Iterator[Fact]:
    """The payer's number, or another it goes by."""
    if matter.reference:
        known = (matter.reference, *matter.case.demand.aliases)
        yield Fact(f"the number of the demand, {matter.reference}", known, bare=True)


def demand_date(matter: Matter) -> Iterator[Fact]:
    """The day of the demand."""
    return day_fact("the date of the demand", matter.case.demand.dated_on)


def demand_amount(matter: Matter) -> Iterator[Fact]:
    """The principal demanded."""
    return amount_fact("the amount demanded", matter.amount)


def tax_number(matter: Matter) -> Iterator[Fact]:
    """A disagreement in writing; California asks for the tax number as well (Ins. Code 10123.137(c))."""
    yield Fact("the disagreement in writing", ("disagree", "contest", "disput"))
    state = matter.case.issued_in or (matter.payer.issued_in if matter.payer is not None else None)
    if state == "CA" and matter.identities.tin:
        yield Fact("the practice's tax number", (matter.identities.tin,), bare=True)
