"""Keeping a paper for a case: the copy in the private folder, and what the case says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.acts.paper import Paper, free_name
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.commands.session import Session
    from ledger.core.case import Case


def name_of_new(case: Case, kind: str) -> str:
    """A name for one more document, which nothing in the case bears yet."""
    return free_name(kind, {document.id for document in case.documents})


def keep_paper(session: Session, case: Case, source: Path, name: str) -> Paper:
    """Copy a paper to the private folder; a dry run only looks at it.

    Raises UsageError where the case lists the same content already, Refused where it cannot be copied.
    """
    looked_at = session.private.keep_document(case.id, source, name, dry_run=True)
    same = next((document for document in case.documents if document.sha256 == looked_at.sha256), None)
    if same is not None:
        raise UsageError(f"{case.id} has this paper already, as [{same.id}]", "nothing was changed")
    kept = looked_at if session.dry_run else session.private.keep_document(case.id, source, name)
    return Paper("other", kept.file, kept.sha256, kept.pages)
