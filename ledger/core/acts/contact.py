"""Noting a call, a message or anything else that was said about a case."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ledger.core.case import Communication
from ledger.core.day import in_words
from ledger.core.edit import AppendEntry, Change
from ledger.core.sending import Moment
from ledger.core.sentences import of_entry

CHANNELS = (
    "phone",
    "voicemail",
    "email",
    "portal",
    "fax",
    "mail",
    "certified_mail",
    "courier",
    "edi",
    "in_person",
    "note",
)
DIRECTIONS = ("in", "out")


class Contact(NamedTuple):
    """What somebody typed about one contact; empty text and None where nothing was typed."""

    at: Moment
    summary: str
    channel: str = "note"
    direction: str = ""
    contact: str = ""
    reference: str = ""
    promised_by: date | None = None
    follow_up_on: date | None = None
    document: str = ""
    corrects: str = ""


def contact(typed: Contact, recorded: str) -> Change:
    """Note one contact. The entry opens with its moment and closes with its stamp, so that no two share an end."""
    fields = {
        "at": moment_text(typed.at),
        "channel": typed.channel,
        "direction": typed.direction,
        "contact": typed.contact,
        "summary": typed.summary,
        "reference": typed.reference,
        "promised_by": str(typed.promised_by or ""),
        "follow_up_on": str(typed.follow_up_on or ""),
        "document": typed.document,
        "corrects": typed.corrects,
        "recorded": recorded,
    }
    entry = {name: value for name, value in fields.items() if value}
    words = _words(typed)
    return Change((AppendEntry(("communications",), entry),), words, "communication", _said(typed, words, recorded))


def moment_text(at: Moment) -> str:
    """A moment as it stands in a file."""
    return f"{at.day}T{at.clock}" if at.clock else str(at.day)


def _words(typed: Contact) -> str:
    entry = Communication(
        typed.at, typed.channel, typed.summary, direction=typed.direction or None, contact=typed.contact or None
    )
    return of_entry(entry)[0].words


def _said(typed: Contact, words: str, recorded: str) -> str:
    parts = [f"Noted: {words}."]
    if typed.promised_by is not None:
        parts.append(f"Promised by {in_words(typed.promised_by)}.")
    if typed.follow_up_on is not None:
        parts.append(f"To be followed up on {in_words(typed.follow_up_on)}.")
    tag = recorded.rpartition(" ")[2]
    return f"{' '.join(parts)}\n  Its tag is {tag}; --corrects {tag} replaces it later."
