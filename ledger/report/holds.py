"""Legal holds on screens: one line for each, wherever somebody could forget that they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.day import short
from ledger.core.holding import on_ledger, standing
from ledger.report.columns import WIDTH, clipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.core.case import Case
    from ledger.core.holding import Standing
    from ledger.core.practice import Settings

_FEW = 3


def hold_lines(cases: Iterable[Case], settings: Settings | None) -> list[str]:
    """The lines of a screen that shows some cases: holds on the whole ledger first, then those on cases."""
    whole = on_ledger(settings)
    own = [hold for case in cases for hold in standing(case, None)]
    lines = [line(hold) for hold in (*whole, *own[:_FEW])]
    return [*lines, *([f"HOLD  and {len(own) - _FEW} more: recoup hold"] if len(own) > _FEW else [])]


def line(hold: Standing) -> str:
    """``HOLD  RC-2026-0VNK5J since Mon 23 Feb 2026, asked by harrow-and-finch``."""
    until = f", named until {short(hold.until)} {hold.until.year}" if hold.until is not None else ""
    since = f" since {short(hold.since)} {hold.since.year}" if hold.since is not None else ""
    return clipped(f"HOLD  {hold.on}{since}{until}, asked by {hold.asked_by}", WIDTH)


def in_short(holds: Sequence[Standing]) -> str:
    """The holds on one case for the middle of a line: ``since Mon 23 Feb``; ``none``."""
    if not holds:
        return "none"
    first = holds[0]
    more = f" and {len(holds) - 1} more" if len(holds) > 1 else ""
    where = "" if first.on.startswith("RC-") else f" on {first.on}"
    return (f"since {short(first.since)}" if first.since is not None else "stands") + where + more


def as_data(holds: Iterable[Standing]) -> list[dict[str, str | None]]:
    """Holds for a program; days are text."""
    return [
        {
            "name": hold.name,
            "on": hold.on,
            "since": str(hold.since) if hold.since else None,
            "asked_by": hold.asked_by,
            "until": str(hold.until) if hold.until else None,
        }
        for hold in holds
    ]
