"""Words that lawyers would question: what is saved stays, and others may be entitled to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.core.case import Case, Communication, Decision, Money
from ledger.core.checks.walk import Part
from ledger.core.finding import Finding
from ledger.core.proof import Evidence, Ground
from ledger.core.sending import Appeal, Filing, RepaymentPlan

QUESTIONED = (
    "our mistake",
    "our error",
    "our fault",
    "we were wrong",
    "we overbilled",
    "we admit",
    "fraud",
    "attorney said",
    "attorney says",
    "attorney advised",
    "lawyer said",
    "lawyer says",
    "lawyer advised",
    "counsel said",
    "counsel says",
    "counsel advised",
    "settle",
)
"""Admissions, accusations, advice and offers. A longer word that begins so counts as well: settlement, fraudulent."""

_OURS: dict[type, tuple[str, ...]] = {
    Case: ("title",),
    Decision: ("because",),
    Communication: ("summary",),
    Money: ("note",),
    Evidence: ("fact", "explanation"),
    Ground: ("point", "relief"),
    Filing: ("late_because",),
    Appeal: ("late_because", "further_evidence"),
    RepaymentPlan: ("because", "late_because"),
}
"""The texts that we write; what the payer states is quoted as it stands."""

HINT = "write what happened; leave opinions, offers and lawyers' advice out of the file"


def questioned(text: str) -> tuple[str, ...]:
    """Return the words in a text that lawyers would question, in small letters."""
    folded = f" {' '.join(text.casefold().split())}"
    return tuple(words for words in QUESTIONED if _begins_a_word(words, folded))


def words_to_question(everything: Sequence[Part]) -> Iterator[Finding]:
    """Find such words in the texts that we write; a warning, since the person may mean them."""
    for path, part in everything:
        for field in _OURS.get(type(part), ()):
            text: str | None = getattr(part, field)
            found = questioned(text) if text else ()
            if found:
                said = ", ".join(f'"{words}"' for words in found)
                yield Finding("LED607", f"{field} says {said}", HINT, (*path, field))


def _begins_a_word(words: str, folded: str) -> bool:
    at = folded.find(words)
    while at != -1:
        if not folded[at - 1].isalnum():
            return True
        at = folded.find(words, at + 1)
    return False
