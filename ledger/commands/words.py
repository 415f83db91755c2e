"""The closed lists of the format, as the schema publishes them."""

from __future__ import annotations

from ledger.store.schema import schema


def words_of(name: str) -> tuple[str, ...]:
    """The words of one closed list of the case schema: ``reason``, ``funding``, ``notice_kind``, ``document_kind``."""
    return tuple(word for word in schema("case")["$defs"][name]["enum"] if word is not None)
