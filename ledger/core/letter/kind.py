"""The register of letters: every kind, in the order in which a person looks for it."""

from __future__ import annotations

from ledger.core.letter.element import (
    ANY,
    COMMERCIAL,
    MEDICARE,
    MEDICARE_REGIME,
    STANDARD,
    Element,
    Kind,
)
from ledger.core.letter.kinds import companions, demand, last, medicare, public, repaying

__all__ = ["ANY", "COMMERCIAL", "KINDS", "MEDICARE", "MEDICARE_REGIME", "STANDARD", "Element", "Kind"]

_ROWS = (*demand.ROWS, *medicare.ROWS, *public.ROWS, *repaying.ROWS, *companions.ROWS, *last.ROWS)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ROWS}
"""Asking and contesting first, the levels of each programme, repaying, what goes with a letter, and the gated last."""
