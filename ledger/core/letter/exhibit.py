"""Citations of documents become exhibits: ``[demand p2]`` reads ``(Exhibit A, page 2)`` and stands in an index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.citation import citations
from ledger.core.letter.kind import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.core.proof import Document

_ONE = r"\[[A-Za-z0-9][A-Za-z0-9._-]*(?: p\d+(?:-\d+)?)?\]"
_RUN = re.compile(rf"\s*{_ONE}(?:\s*{_ONE})*")

TITLES = {
    "demand_letter": "Demand letter",
    "envelope": "Envelope",
    "proof": "Proof",
    "remittance": "Remittance",
    "claim_form": "Claim as submitted",
    "acceptance": "Claim acceptance",
    "medical_record": "Medical record",
    "psychotherapy_notes": "Psychotherapy notes",
    "substance_use_records": "Substance-use records",
    "order": "Order",
    "signature_log": "Signature log",
    "attestation": "Signature attestation",
    "contract": "Contract",
    "fee_schedule": "Fee schedule",
    "policy": "Payer policy",
    "plan_document": "Plan document",
    "approval": "Prior approval",
    "eligibility": "Eligibility response",
    "other_payer_eob": "Other payer's explanation of benefits",
    "decision": "Decision",
    "sampling_file": "Sampling file",
    "consent": "Consent",
    "financial": "Financial statement",
    "form": "Form",
}
_INITIALS = {"upic", "rac", "mac", "qic", "siu", "tpe", "eob", "era", "lcd", "ncd", "mdm", "abn", "npi"}
"""What the field calls by its initials, as it may stand in the name of a document."""


class Exhibit(NamedTuple):
    """One document as it is enclosed: its letter, and the sections that cite it."""

    letter: str
    document: Document
    cited_in: tuple[str, ...]


def lettered(position: int) -> str:
    """Return A, B ... Z, AA, AB ... for 0, 1 ... ."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Exhibits:
    """The exhibits of one letter, lettered in the order in which they are first cited."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.id: document for document in documents}
        self._cited: dict[str, list[str]] = {}

    def cite(self, text: str, section: str) -> str:
        """The text with its citations turned into exhibits, neighbours joined in one bracket."""

        def joined(match: re.Match[str]) -> str:
            words = self._joined(match.group(), section)
            return f" ({words})" if words else match.group()

        return _RUN.sub(joined, text).strip()

    def apart(self, text: str, section: str) -> tuple[str, str]:
        """The words of a text without its citations, and the exhibits they name: for quotations."""
        exhibits = self._joined(text, section)
        return _RUN.sub("", text).strip() if exhibits else text, exhibits

    def refer(self, document: str | None, section: str) -> str:
        """``Exhibit A``, or nothing where there is no such document."""
        return self._words(document, [], section) if document is not None and document in self._documents else ""

    def _joined(self, text: str, section: str) -> str:
        """``Exhibit B, pages 2, 5; Exhibit C``: each document of a text once, with its pages."""
        pages: dict[str, list[str]] = {}
        for one in citations(text):
            if one.name in self._documents:
                own = pages.setdefault(one.name, [])
                if one.first is not None:
                    own.append(str(one.first) if one.last in (None, one.first) else f"{one.first}-{one.last}")
        return "; ".join(self._words(name, own, section) for name, own in pages.items())

    def _words(self, name: str, pages: Sequence[str], section: str) -> str:
        sections = self._cited.setdefault(name, [])
        if section not in sections:
            sections.append(section)
        exhibit = f"Exhibit {lettered(list(self._cited).index(name))}"
        if not pages:
            return exhibit
        several = len(pages) > 1 or "-" in pages[0]
        return f"{exhibit}, {'pages' if several else 'page'} {', '.join(pages)}"

    def index(self) -> tuple[Exhibit, ...]:
        """All exhibits cited so far, in order."""
        return tuple(
            Exhibit(lettered(position), self._documents[name], tuple(sections))
            for position, (name, sections) in enumerate(self._cited.items())
        )


def title_of(document: Document) -> str:
    """How a document is called in the index: its own title, or what kind of paper it is."""
    if document.title or document.kind in TITLES:
        return document.title or TITLES[document.kind]
    if document.kind in KINDS:
        return KINDS[document.kind].title
    words = [word.upper() if word in _INITIALS else word for word in document.id.replace("_", "-").split("-")]
    called = " ".join(words)
    return called[:1].upper() + called[1:]
