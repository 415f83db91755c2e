"""The amount below which nothing can be filed: the figure of the year of filing, beside what the case is worth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.core.law.rule import Regime, Window


class Needed(NamedTuple):
    """What to say of the amount, in dollars; ``unpublished`` names the figure and the year for which none was found."""

    note: str = ""
    unpublished: str = ""


def amount_needed(window: Window, regime: Regime, act_by: date | None, worth: Decimal) -> Needed:
    """The amount that a window's filing needs in the year of its safe day, against what the case is worth.

    The figure of another year is never used: where none was published for the year, that is said instead.
    """
    figure = regime.figure(window.minimum) if window.minimum else None
    if figure is None or act_by is None:
        return Needed()
    title = f"{figure.title or figure.name.replace('_', ' ')} in {act_by.year}"
    point = figure.on(act_by)
    if point is None:
        return Needed(f"{title}: not found in the texts read", title)
    if not worth:
        return Needed(f"{title}: {point.value:,.2f}; this case: no amount typed")
    below = ", below it; related cases may be joined" if worth < point.value else ""
    return Needed(f"{title}: {point.value:,.2f}; this case: {worth:,.2f}{below}")
