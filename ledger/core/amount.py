"""Amounts in dollars and cents, as people type them and as they are read back."""

from __future__ import annotations

from decimal import Decimal

LARGEST = Decimal("99999999.99")
CENTS = 2
THOUSANDS = 3


class NotAnAmount(ValueError):
    """The text is no amount; the message says why in one line."""


def parse_amount(text: str) -> Decimal:
    """The dollars that ``$1,482.60``, ``1482.6`` or ``1482`` mean.

    Raises ``NotAnAmount`` for three decimals, for commas that do not part thousands, for a sign and for anything else.
    """
    words = text.strip()
    bare = words.removeprefix("$").strip()
    whole, point, cents = bare.partition(".")
    if not _grouped(whole) or (point and not _digits(cents)):
        message = f"{words!r} is not an amount; write $1,482.60 or 1482.60"
        raise NotAnAmount(message)
    if len(cents) > CENTS:
        message = f"{words!r} has more than two decimals; an amount ends in cents, as 1482.60"
        raise NotAnAmount(message)
    value = Decimal(whole.replace(",", "") + "." + (cents or "00"))
    if value > LARGEST:
        message = f"{words!r} is more than a case can hold ({dollars(LARGEST)})"
        raise NotAnAmount(message)
    return value.quantize(Decimal("0.01"))


def _grouped(whole: str) -> bool:
    groups = whole.split(",")
    if not all(_digits(group) for group in groups):
        return False
    return len(groups) == 1 or (len(groups[0]) <= THOUSANDS and all(len(group) == THOUSANDS for group in groups[1:]))


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def dollars(amount: Decimal) -> str:
    """``1,482.60``: for screens and letters."""
    return f"{amount:,.2f}"


def plain(amount: Decimal) -> str:
    """``1482.60``: for files and JSON."""
    return f"{amount:.2f}"
