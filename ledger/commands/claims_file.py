"""A file of claims, read whole or refused with everything that is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.words import words_of
from ledger.core.claims_table import ClaimsRead, claims_from
from ledger.core.finding import ERROR
from ledger.core.severity import severity_of

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.commands.session import Session


def read_claims(session: Session, path: Path) -> ClaimsRead:
    """Return the claims of a spreadsheet. What is wrong is named by row and column, all of it, and ends the command."""
    from ledger.store.spreadsheet import read_table

    table, findings = read_table(path)
    read = claims_from(table, words_of("reason")) if table is not None else ClaimsRead()
    findings = [*findings, *(finding._replace(file=path.name) for finding in read.findings)]
    session.report(findings)
    if any(severity_of(finding) == ERROR for finding in findings):
        session.note(f"Nothing was written. Mend {path.name} and run the command again.")
        session.leave(1)
    return read
