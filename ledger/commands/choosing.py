"""Words that are taken from a closed list on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


def one_of(word: str, words: Sequence[str], what: str) -> str:
    """The word itself, or with hyphens for underscores.

    Raises UsageError naming the words there are, the nearest first.
    """
    from difflib import get_close_matches

    meant = word.strip().casefold().replace("-", "_")
    found = next((one for one in words if one.casefold() == meant), None)
    if found is not None:
        return found
    near = get_close_matches(meant, words, 1)
    message = f"{word!r} is not {what}" + (f"; did you mean {near[0]}?" if near else "")
    raise UsageError(message, f"one of: {', '.join(words)}")
