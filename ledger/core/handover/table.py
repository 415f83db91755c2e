"""A table that is handed over, and the day of a thing as tables write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.amount import dollars
from ledger.core.sending import Moment

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ledger.core.proof import Recorded

Row = tuple[str, ...]


class Table(NamedTuple):
    """Rows of plain text under their headings."""

    name: str
    head: Row
    rows: tuple[Row, ...]


def day(value: date | Moment | None) -> str:
    """``2026-03-06``, with the hour where it is known; empty for none."""
    if isinstance(value, Moment):
        return f"{value.day}T{value.clock}" if value.clock else str(value.day)
    return "" if value is None else str(value)


def money(value: Decimal | None) -> str:
    """``1,482.60``; empty for none."""
    return "" if value is None else dollars(value)


def noted(recorded: Recorded | None) -> str:
    """``2026-03-09 jlee``: when it was written down and by whom."""
    return "" if recorded is None else f"{recorded.at:%Y-%m-%d} {recorded.by}"


def plain(word: str | None) -> str:
    """A word of the format as people say it."""
    return (word or "").replace("_", " ")
