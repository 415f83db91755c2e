"""The law in a letter: cited though its claims stand under another, cited unread, or that of two letters in one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.finding import Finding
from ledger.core.letter.check.passage import QUOTE, at
from ledger.core.letter.check.persons import runs, squeeze
from ledger.core.letter.citable import doubts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ledger.core.case import Claim
    from ledger.core.law.regime import Regime
    from ledger.core.letter.check.passage import Letter, Passage
    from ledger.core.letter.selection import Group

CODE = "LED623"
_MOST_NAMED = 5

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


def unread_findings(letter: Letter, regimes: Mapping[str, Regime]) -> Iterator[Finding]:
    """LED608 for each rule that a letter cites and that the ledger holds below high confidence, confirmed by nobody."""
    said = [passage for passage in letter.passages if passage.kind != QUOTE]
    for doubt in doubts((passage.text for passage in said), regimes):
        held = f"which the rules {doubt.regime} hold with {doubt.confidence} confidence and nobody has confirmed"
        passage = next((one for one in said if doubt.citation in one.text), said[0])
        hint = f"whoever read it notes it: recoup rules confirm {doubt.regime} --by HANDLE --read-on SOURCE"
        message = f"the letter cites {doubt.citation}, {held}"
        yield at(passage, max(passage.text.find(doubt.citation), 0), "LED608", message, hint)


def mixed_findings(letter: Letter, group: Group, claims: Sequence[Claim]) -> Iterator[Finding]:
    """LED606 where claims of the case that stand under another law or plan are named as well."""
    inside = {claim.number for claim in group.claims}
    held = runs(letter.text)
    others = [claim.number for claim in claims if claim.number not in inside and squeeze(claim.number) in held]
    if others:
        message = f"claims under another law or plan are named as well: {', '.join(others[:_MOST_NAMED])}"
        yield Finding("LED606", message, "one letter is about claims of one law", line=1)


def _first(letter: Letter, pattern: re.Pattern[str]) -> tuple[Passage, int] | None:
    """Where a pattern first stands, outside of quoted blocks."""
    for passage in letter.passages:
        match = pattern.search(passage.text) if passage.kind != QUOTE else None
        if match:
            return passage, match.start()
    return None
