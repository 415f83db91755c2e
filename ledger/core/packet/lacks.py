"""What keeps a packet from being bound: papers that are missing, changed, unreadable, or that nobody says are whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.finding import ERROR, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.core.case import Case
    from ledger.core.proof import Document

INTACT, CHANGED, NOT_HERE, NO_HASH = "intact", "changed", "not_here", "no_hash"
OF_PATIENTS = (
    "medical_record",
    "psychotherapy_notes",
    "substance_use_records",
    "order",
    "claim_form",
    "eligibility",
    "other_payer_eob",
    "approval",
)
"""Kinds of papers that are always about somebody."""


class Looked(NamedTuple):
    """One paper as it was found: its standing, why it gives no pages (empty: it does), and how many it gives."""

    document: Document
    state: str
    trouble: str = ""
    hint: str = ""
    pages: int | None = None


def papers_missing(case: Case, looked: Iterable[Looked]) -> list[Finding]:
    """Find each paper that cannot go along.

    LED602 for a changed paper, LED603 for one that is not here, LED630 without a hash, LED631 that gives no pages,
    LED632 for a paper about patients that does not say about whom, LED634 for a page count that differs.
    """
    return [finding for one in looked for finding in _of(case, one)]


def _of(case: Case, one: Looked) -> Iterator[Finding]:
    document = one.document
    path = ("documents", case.documents.index(document)) if document in case.documents else ("documents",)
    what = f"exhibit {document.id}"
    if one.state == CHANGED:
        hint = "find the paper as it was; a new version is a new document"
        yield Finding("LED602", f"{what} is not the paper that was recorded", hint, path)
    elif one.state == NOT_HERE:
        hint = f"bring {document.file} into the private folder; a packet holds every page that its letter cites"
        yield Finding("LED603", f"{what} is not on this computer", hint, path, severity=ERROR)
    elif one.state == NO_HASH:
        hint = "recoup check --fix notes the hash of the paper as it lies there"
        yield Finding(
            "LED630", f"{what} has no hash on file, so nobody could show later that it was this paper", hint, path
        )
    elif one.trouble:
        yield Finding("LED631", f"{what} {one.trouble}", one.hint, path)
    if one.pages is not None and document.pages not in (None, one.pages):
        hint = "mend pages: at the document, and write the letter again: its list of enclosures says the same"
        message = f"{what} has {one.pages} pages, and its document says {document.pages}"
        yield Finding("LED634", message, hint, path)
    if document.kind in OF_PATIENTS and not document.patients:
        hint = f"look whose pages they are and write those alone, as patients: [{_key(case)}], at the document"
        yield Finding("LED632", f"{what} does not say whose pages it holds", hint, path)


def _key(case: Case) -> str:
    return next((claim.patient for claim in case.claims if claim.patient), "P-1042")
