"""What is missing of the letterhead, the address, the signature and the demand itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.letter.answer import total
from ledger.core.letter.companions import companion, goes_to
from ledger.core.letter.lack import SETTINGS, Lack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.core.letter.matter import Matter


def practice(field: str, words: str) -> Callable[[Matter], Iterator[Lack]]:
    """One field of the letterhead."""

    def check(matter: Matter) -> Iterator[Lack]:
        practice = matter.law.settings.practice
        if practice is None or not getattr(practice, field):
            yield Lack(
                f"the practice's {words}", f"write practice: {field}: in {SETTINGS}", ("practice", field), SETTINGS
            )

    return check


def npi(matter: Matter) -> Iterator[Lack]:
    """The provider's number."""
    if not matter.npi:
        yield Lack("the provider's NPI", f"write provider: in the case, or practice: npi: in {SETTINGS}", ("provider",))


def signer(matter: Matter) -> Iterator[Lack]:
    """A person who may sign."""
    if matter.signer is None:
        hint = f"write signs: true beside the person who signs letters, under people: in {SETTINGS}"
        yield Lack("somebody who may sign", hint, ("people",), SETTINGS)


def addressee(matter: Matter) -> Iterator[Lack]:
    """An address on a paper or in a payer file."""
    if goes_to(matter) is not None:
        return
    use = next(iter(companion(matter).desks), "dispute")
    if companion(matter).to_reviewer:
        hint = f"name the reviewer with --addressee, or give one payer file a desk with use: [{use}]"
        yield Lack(
            f"the reviewer's address for the {companion(matter).serves}",
            hint,
            ("desks",),
            f"payers/{matter.case.payer}.yaml",
        )
        return
    field = "desks" if companion(matter).serves == "refund_notice" else "send_to"
    printed = "demand: send_to:" if field == "send_to" else f"demand: desks: with use: [{use}]"
    hint = f"type the address the demand prints as {printed}, or a desk with use: [{use}] in the payer file"
    yield Lack("an address to send it to", hint, ("demand", field))


def ptan(matter: Matter) -> Iterator[Lack]:
    """The Medicare contractor's own number for the provider."""
    number = matter.our_number
    if number is None or not number.ptan:
        file = f"payers/{matter.case.payer}.yaml"
        yield Lack(f"the PTAN for NPI {matter.npi}", f"write our_numbers: in {file}", ("our_numbers",), file)


def demand_number(matter: Matter) -> Iterator[Lack]:
    """The payer's number for the demand, or another number it goes by."""
    if not matter.reference:
        hint = "type demand: reference:, or the number on the remittance as demand: aliases:"
        yield Lack("the payer's number for the demand", hint, ("demand", "reference"))


def demand_date(matter: Matter) -> Iterator[Lack]:
    """The day the demand is dated."""
    if matter.case.demand.dated_on is None:
        yield Lack("the date of the demand", "type the day the letter is dated", ("demand", "dated_on"))


def demand_amount(matter: Matter) -> Iterator[Lack]:
    """The principal demanded."""
    if matter.amount is None:
        yield Lack("the amount demanded", "type the principal the letter demands", ("demand", "amount"))


def claims(matter: Matter) -> Iterator[Lack]:
    """Any claim at all."""
    if not matter.group.claims:
        yield Lack("claim numbers", "type the claims the demand lists, each with its lines", ("claims",))


def amounts_tie(matter: Matter) -> Iterator[Lack]:
    """Lines that add up to the demand; a projected sample need not."""
    if matter.amount is None or not matter.group.claims or matter.case.extrapolation is not None:
        return
    from_lines = total(matter.rows, "demanded") + matter.others
    if from_lines != matter.amount:
        what = f"an amount that ties: the lines add up to {from_lines:,.2f}, the demand says {matter.amount:,.2f}"
        yield Lack(
            what, "compare each line with the letter; a demand split over cases has letter_total", ("demand", "amount")
        )
