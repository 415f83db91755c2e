"""Rules that a letter cites though its claims stand under another law."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.letter.check.passage import QUOTE, at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ledger.core.finding import Finding
    from ledger.core.letter.check.passage import Letter, Passage

CODE = "LED623"

_FEDERAL = (
    "erisa",
    "medicare-ffs",
    "medicare-advantage",
    "medicare-advantage-noncontract",
    "part-d",
    "tricare",
    "fehb",
)
_ERISA = "ERISA"
_GOVERNED_BY_ITSELF = ("church", "government")
_SAYS_SO = re.compile(r"\b(?:church|governmental?) plan|\bnon-?federal governmental\b", re.IGNORECASE)


class _Law(NamedTuple):
    name: str
    cites: re.Pattern[str]
    regimes: tuple[str, ...]
    """The rules of a ledger under which it may be cited."""


_LAWS = (
    _Law(
        _ERISA,
        re.compile(r"\bERISA\b|\b29 (?:U\.?S\.?C\.?|USC) (?:\u00a7 ?)?1(?:0|1)\d\d|\b29 C\.?F\.?R\.? 2560"),
        ("erisa",),
    ),
    _Law(
        "Medicare's appeal rules",
        re.compile(r"\b42 C\.?F\.?R\.? (?:\u00a7 ?)?405\.\d|\b42 (?:U\.?S\.?C\.?) (?:\u00a7 ?)?1395ff|\b1395ddd"),
        ("medicare-ffs",),
    ),
)
_STATE = re.compile(r"\b28 TAC\b|\b\d+ CCR\b|\bFla\. Stat|\bIns\. Code|\b\d+ ILCS\b|\bWAC\b|\bR\.C\. \d")


def law_findings(letter: Letter, regime: str, sponsors: Collection[str]) -> Iterator[Finding]:
    """LED623 for each law that is cited once or more and does not fit.

    ``regime`` is the law of the letter's claims, empty where it is not known; ``sponsors`` says who the employers of
    its plans are. A law that is not known contradicts nothing.
    """
    for law in _LAWS:
        found = _first(letter, law.cites)
        if found is None or regime in law.regimes:
            continue
        passage, offset = found
        of = next((one for one in _GOVERNED_BY_ITSELF if one in sponsors), "")
        if law.name == _ERISA and not regime and (of or _SAYS_SO.search(letter.text)):
            message = f"ERISA is cited, and the plan is that of a {of or 'church or a government'}"
            yield at(
                passage, offset, CODE, message, "ask which law governs the plan before the letter leans on this one"
            )
        elif regime:
            message = f"{law.name} is cited, and these claims stand under {regime}"
            yield at(passage, offset, CODE, message, "recoup explain CASE shows which law governs, and why")
    found = _first(letter, _STATE)
    if found is not None and regime in _FEDERAL:
        message = f"a rule of a state is cited, and these claims stand under {regime}"
        yield at(*found, CODE, message, "recoup explain CASE shows which law governs, and why")


def _first(letter: Letter, pattern: re.Pattern[str]) -> tuple[Passage, int] | None:
    """Where a pattern first stands, outside of quoted blocks."""
    for passage in letter.passages:
        match = pattern.search(passage.text) if passage.kind != QUOTE else None
        if match:
            return passage, match.start()
    return None
