"""Money that moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.acts.words import spoken
from ledger.core.amount import dollars, plain
from ledger.core.day import in_words
from ledger.core.edit import AppendEntry, Change
from ledger.core.entries import effective

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ledger.core.case import Case, Money
    from ledger.core.edit import Value


class Movement(NamedTuple):
    """What somebody typed about money; amounts in dollars."""

    kind: str
    amount: Decimal
    dated_on: date
    trace: str = ""
    code: str = ""
    reference: str = ""
    interest: Decimal | None = None
    document: str = ""
    note: str = ""
    corrects: str = ""
    by_claim: tuple[tuple[str, Decimal], ...] = ()


def twin_of(typed: Movement, case: Case) -> Money | None:
    """The entry on file that says the same: kind, day, amount and trace; one that is being corrected is no twin."""
    for entry in effective(case.money):
        same = (entry.kind, entry.dated_on, entry.amount, entry.trace or "", entry.provider)
        if same == (typed.kind, typed.dated_on, typed.amount, typed.trace, None) and not typed.corrects:
            return entry
    return None


def movement(typed: Movement, recorded: str) -> Change:
    """Note money taken, paid or returned; a wrong entry is replaced by one that names it in ``corrects``."""
    entry: dict[str, Value] = {"dated_on": str(typed.dated_on), "kind": typed.kind, "amount": plain(typed.amount)}
    if typed.interest is not None:
        entry["interest"] = plain(typed.interest)
    for name in ("trace", "code", "reference"):
        if getattr(typed, name):
            entry[name] = getattr(typed, name)
    if typed.by_claim:
        entry["by_claim"] = {number: plain(amount) for number, amount in typed.by_claim}
    for name in ("document", "note", "corrects"):
        if getattr(typed, name):
            entry[name] = getattr(typed, name)
    entry["recorded"] = recorded
    said = (
        f"Noted: {spoken(typed.kind)} {dollars(typed.amount)}, {in_words(typed.dated_on)}. This program pays nothing."
    )
    subject = f"{spoken(typed.kind)} noted ({typed.dated_on})"
    return Change((AppendEntry(("money",), entry),), subject, "money", said)
