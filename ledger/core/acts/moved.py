"""Money that moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.acts.words import spoken
from ledger.core.amount import dollars, plain
from ledger.core.day import in_words
from ledger.core.edit import AppendEntry, Change

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

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
