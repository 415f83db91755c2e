"""Payers on the screen: the list, and one with the law that its facts bring, its windows and where to write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ledger.core.law.rule import Counting
from ledger.core.law.wording import count_said, spaced
from ledger.core.payer import Payer, PayerWindow
from ledger.core.source_age import is_old
from ledger.report.columns import DISCLAIMER, WIDTH, padded, wrapped
from ledger.report.law import law_as_data, said_of_law

if TYPE_CHECKING:
    from ledger.core.law.governing import Governed, Law

_FACTS = ("line_of_business", "funding", "sponsor", "plan_type", "issued_in", "network")
_PAYS = (None, "payer", "plan")
"""Roles for which the law of a claim is asked."""
_NONE = "none: type the answer-by date of each letter"
_NO_ANSWER = "no window for an answer: type the answer-by date of each letter"
_INDENT = " " * 12
_FEW = 4
"""So many of the days that wait for an answer are named; `explain` names them all for a case."""


def listed(payers: Iterable[Payer]) -> list[str]:
    """One payer a line."""
    rows = [
        f"{padded(one.slug, 28)} {padded(one.regime or '-', 14)} {padded(one.role or 'payer', 9)} {one.name}"[
            :80
        ].rstrip()
        for one in payers
    ]
    return [f"{'payer':<28} {'rules':<14} {'role':<9} name", *rows] if rows else ["No payer yet: recoup payer add SLUG"]


def shown(payer: Payer, group: Governed, law: Law, today: date, *, lacks: bool) -> list[str]:
    """One payer: its facts and the law they bring, its windows with their source, where to write.

    ``lacks``: neither the file nor the law has a day for an answer.
    """
    facts = [f"{spaced(name)} {spaced(value)}" for name in _FACTS if (value := getattr(payer, name))]
    lines = [payer.name, f"  rules     {payer.regime or 'none named'}"]
    lines += [f"  profile   {payer.profile}"] if payer.profile else []
    lines += wrapped(f"  facts     {', '.join(facts)}", _INDENT) if facts else []
    if payer.role in _PAYS:
        lines += law_lines(group, law, "  law       ", _INDENT)
    said = [_window(window, window.as_of or payer.as_of, today) for window in payer.windows]
    if payer.role in _PAYS:
        said += [_NO_ANSWER if said else _NONE] if lacks else [] if said else ["none of its own"]
    for number, window in enumerate(said):
        lines += wrapped(f"  {'windows' if not number else '':<9} {window}", _INDENT)
    for desk in payer.desks:
        where = desk.address or desk.portal or desk.fax or desk.email or desk.phone or "no address"
        there = f"{', '.join(desk.use)}: {' '.join(where.split())}{_old(desk.as_of, today)}"
        lines += wrapped(f"  desk      {there}", _INDENT)
    return [*lines, DISCLAIMER]


def law_lines(group: Governed, law: Law, label: str, indent: str) -> list[str]:
    """The law that the facts of a payer file bring, in words, beside a label."""
    lines = [line for part in said_of_law(group, law, _FEW) for line in wrap(part, WIDTH - len(label))]
    return [f"{indent if number else label}{line}" for number, line in enumerate(lines)]


def _window(window: PayerWindow, as_of: date | None, today: date) -> str:
    if window.until is not None:
        when = str(window.until)
    else:
        when = count_said(Counting(window.counted_from or "", window.days or 0, window.unit or "calendar_days"))
    label = f", confidence {window.confidence}" if window.confidence else ""
    because = f"; {window.because}" if window.because else ""
    return f"{window.deadline}: {when} ({window.source or 'no source'}{label}){_old(as_of, today)}{because}"


def _old(as_of: date | None, today: date) -> str:
    """``(old: 2021)`` beside a figure whose source is old."""
    return f" (old: {as_of.year})" if as_of is not None and is_old(as_of, today) else ""


def as_json(payer: Payer, today: date, group: Governed | None = None) -> dict[str, Any]:
    """One payer for a program, with the law that its facts bring where that was asked for."""
    windows = [
        {
            **{name: None if value is None else str(value) for name, value in one._asdict().items()},
            "old": is_old(one.as_of or payer.as_of, today),
        }
        for one in payer.windows
    ]
    data = {
        "slug": payer.slug,
        "name": payer.name,
        "role": payer.role,
        "regime": payer.regime,
        **{name: getattr(payer, name) for name in _FACTS},
        "windows": windows,
    }
    return data if group is None else {**data, "law": law_as_data((group,))[0]}
