"""Entries and changed fields in the words of the people who typed them."""

from __future__ import annotations

from ledger.core.sentences.entry import of_entry, opened, removed
from ledger.core.sentences.field import altered, label_of, text_of
from ledger.core.sentences.sending import Sending, named, of_sending
from ledger.core.sentences.sentence import Sentence

__all__ = [
    "Sending",
    "Sentence",
    "altered",
    "label_of",
    "named",
    "of_entry",
    "of_sending",
    "opened",
    "removed",
    "text_of",
]
