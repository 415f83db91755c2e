"""Lines of fixed columns for a terminal of 80."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.amount import dollars

if TYPE_CHECKING:
    from decimal import Decimal

WIDTH = 80
DISCLAIMER = "Not a substitute for the advice of an attorney."


def clipped(text: str, width: int) -> str:
    """The text in at most ``width`` columns; what was cut shows as two dots."""
    return text if len(text) <= width else text[: width - 2].rstrip() + ".."


def in_words_that_fit(name: str, width: int) -> str:
    """A name as people say it: as many of its first words as fit, never half a word where one fits."""
    words = name.split()
    fitting = words[:1]
    for word in words[1:]:
        if len(" ".join([*fitting, word])) > width:
            break
        fitting.append(word)
    return clipped(" ".join(fitting), width)


def padded(text: str, width: int) -> str:
    """The text in exactly ``width`` columns."""
    return clipped(text, width).ljust(width)


def money(amount: Decimal | None, width: int = 12) -> str:
    """Dollars, right-aligned; blank for none."""
    return ("" if amount is None else dollars(amount)).rjust(width)


def wrapped(text: str, indent: str = "  ") -> list[str]:
    """The text over lines that fit, each after the first indented."""
    from textwrap import wrap

    return wrap(text, WIDTH, subsequent_indent=indent) or [""]
