"""What the two sides disagree about, in words: both values, who wrote which, and what stood there before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.core.amount import dollars, parse_amount
from ledger.core.comparison import empty
from ledger.core.edited import Tree
from ledger.core.merging.outcome import Clash

_AMOUNT = re.compile(r"-?[0-9]{1,8}\.[0-9]{2}")
_LONGEST = 60
_ONE = {
    "claims": "claim",
    "lines": "line",
    "appeals": "appeal",
    "filings": "filing",
    "repayment_plans": "repayment plan",
    "documents": "document",
    "notices": "notice",
    "findings": "finding",
    "grounds": "ground",
    "approvals": "approval",
    "consents": "consent",
    "decisions": "decision",
    "offers": "offer",
    "desks": "desk",
    "windows": "window",
    "providers": "provider",
    "people": "person",
    "channels": "channel",
    "our_numbers": "our number",
    "communications": "communication",
}
"""What one entry of a list is called."""


def sentence(clash: Clash, ours: str, theirs: str) -> str:
    """One clash in one sentence; ``ours`` and ``theirs`` are the people of the two sides."""
    place = place_in_words(clash.name[:-1]) if len(clash.fields) > 1 else place_in_words(clash.name)
    if clash.twins:
        return (
            f"{place}: two new entries bear this name and both stay: {shown(clash.ours)} ({ours}) and "
            f"{shown(clash.theirs)} ({theirs}); give one of them an id of its own"
        )
    before = "it was not there" if empty(clash.base) else f"it was {shown(clash.base)}"
    if empty(clash.ours) or empty(clash.theirs):
        gone, kept, stays = (ours, theirs, clash.theirs) if empty(clash.ours) else (theirs, ours, clash.ours)
        return f"{place}: taken out ({gone}) or {shown(stays)} ({kept}); {before}"
    return f"{place}: {shown(clash.ours)} ({ours}) or {shown(clash.theirs)} ({theirs}); {before}"


def place_in_words(name: Sequence[str]) -> str:
    """``demand amount``, ``claim 0026 line 2 answer``: a place as people say it."""
    last = len(name) - 1
    return " ".join(
        _ONE[word] if word in _ONE and index < last else word.replace("_", " ") for index, word in enumerate(name)
    )


def shown(value: Tree) -> str:
    """A value on one line: amounts with their commas, fields of a block with their names, long texts cut."""
    if isinstance(value, dict):
        told = ", ".join(f"{key.replace('_', ' ')} {shown(inner)}" for key, inner in value.items() if not empty(inner))
        return _short(told) if told else "nothing"
    if isinstance(value, list):
        return _short(", ".join(shown(item) for item in value)) or "nothing"
    if value is None:
        return "nothing"
    words = " ".join(value.split())
    return dollars(parse_amount(words)) if _AMOUNT.fullmatch(words) else _short(words)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."
