"""One fact that must stand in a letter, and how days and amounts may be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.day import MONTHS, spelled_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

_SHORT_MONTH = 3
_CITATION = re.compile(r"\s*\[[^\]]*\]")


class Fact(NamedTuple):
    """Something that must stand in the letter: what it is, and the spellings of which one does.

    ``bare`` spellings are compared by their letters and digits alone, as numbers are. ``words`` are looked for by how
    many of them one passage holds, since a person may say a ground in other words.
    """

    what: str
    spellings: tuple[str, ...]
    bare: bool = False
    words: bool = False


def day_fact(what: str, day: date | None) -> Iterator[Fact]:
    """A day in every form that a letter may give it."""
    if day is not None:
        month = MONTHS[day.month - 1]
        yield Fact(
            f"{what}, {spelled_out(day)}",
            (
                spelled_out(day),
                f"{month[:_SHORT_MONTH]} {day.day}, {day.year}",
                f"{month[:_SHORT_MONTH]}. {day.day}, {day.year}",
                f"{day.day} {month} {day.year}",
                f"{day:%m/%d/%Y}",
                f"{day.month}/{day.day}/{day.year}",
                day.isoformat(),
            ),
        )


def amount_fact(what: str, amount: Decimal | None) -> Iterator[Fact]:
    """An amount in dollars, with or without its commas; nothing for none."""
    if amount:
        whole = (f"${amount:,.0f}",) if amount == amount.to_integral_value() else ()
        yield Fact(f"{what}, ${dollars(amount)}", (dollars(amount), f"{amount:.2f}", *whole))


def uncited(text: str) -> str:
    """A text of the case without its citations of documents."""
    return _CITATION.sub("", text)
