"""Payers on the screen: the list, and one with its windows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ledger.core.payer import Payer, PayerWindow
from ledger.report.columns import DISCLAIMER, padded, wrapped

_LAW = ("line_of_business", "funding", "sponsor", "plan_type", "issued_in", "network")


def listed(payers: Iterable[Payer]) -> list[str]:
    """One payer a line."""
    rows = [
        f"{padded(one.slug, 28)} {padded(one.regime or '-', 14)} {padded(one.role or 'payer', 9)} {one.name}"[
            :80
        ].rstrip()
        for one in payers
    ]
    return [f"{'payer':<28} {'rules':<14} {'role':<9} name", *rows] if rows else ["No payer yet: recoup payer add SLUG"]


def shown(payer: Payer) -> list[str]:
    """One payer: which law it brings, its windows with their source, where to write."""
    facts = [f"{name.replace('_', ' ')} {value.replace('_', ' ')}" for name in _LAW if (value := getattr(payer, name))]
    lines = [payer.name, f"  rules     {payer.regime or 'none named'}"]
    lines += [f"  profile   {payer.profile}"] if payer.profile else []
    lines += wrapped(f"  law       {', '.join(facts)}", " " * 12) if facts else []
    for number, window in enumerate(payer.windows):
        lines += wrapped(f"  {'windows' if not number else '':<9} {_window(window)}", " " * 12)
    if not payer.windows:
        lines.append("  windows   none: type the answer-by date of each letter")
    for desk in payer.desks:
        where = desk.address or desk.portal or desk.fax or desk.email or "no address"
        lines += wrapped(f"  desk      {', '.join(desk.use)}: {' '.join(where.split())}", " " * 12)
    return [*lines, DISCLAIMER]


def _window(window: PayerWindow) -> str:
    when = str(window.until) if window.until else f"{window.days} {(window.unit or 'calendar_days').replace('_', ' ')}"
    counted = f" from {window.counted_from.replace('_', ' ')}" if window.counted_from else ""
    label = f", confidence {window.confidence}" if window.confidence else ""
    return f"{window.deadline}: {when}{counted} ({window.source or 'no source'}{label})"


def as_json(payer: Payer) -> dict[str, Any]:
    """One payer for a program."""
    windows = [
        {name: None if value is None else str(value) for name, value in one._asdict().items()} for one in payer.windows
    ]
    law = {name: getattr(payer, name) for name in _LAW}
    return {
        "slug": payer.slug,
        "name": payer.name,
        "role": payer.role,
        "regime": payer.regime,
        **law,
        "windows": windows,
    }
