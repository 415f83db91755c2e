"""Noting that counsel's bundle was made: its file, its hash and what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.acts.paper import free_name
from ledger.core.edit import AppendEntry, Change

if TYPE_CHECKING:
    from datetime import date

    from ledger.core.case import Case

KIND = "handover"


class Made(NamedTuple):
    """A finished bundle: its path in the private folder, its hash, the revision of its case, whether it is redacted."""

    file: str
    sha256: str
    revision: str
    redacted: bool
    dated_on: date


def handed_over(case: Case, made: Made, recorded: str) -> Change:
    """Note a bundle among the case's documents. That it was made, not that anybody got it."""
    name = free_name("handover-redacted" if made.redacted else "handover", {one.id for one in case.documents})
    entry = {"id": name, "kind": KIND, "file": made.file, "sha256": made.sha256, "dated_on": str(made.dated_on)}
    variant = ", redacted" if made.redacted else ""
    entry |= {"made_with": f"case {made.revision}{variant}", "recorded": recorded}
    return Change(
        (AppendEntry(("documents",), entry),), f"bundle for counsel made{variant} ({made.dated_on})", "document"
    )
