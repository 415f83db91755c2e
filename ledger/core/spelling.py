"""How the file spells what the values call otherwise: some of its words are words of Python."""

from __future__ import annotations

from typing import Any

from ledger.core.case import Related
from ledger.core.sending import Notice

_SPELLED: dict[tuple[type, str], str] = {(Notice, "sender"): "from", (Related, "link"): "as"}


def key(part: tuple[Any, ...], field: str) -> str:
    """Return how the file spells a field whose word Python has taken."""
    return _SPELLED.get((type(part), field), field)
