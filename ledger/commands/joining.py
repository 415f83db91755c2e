"""What every join of two versions needs from the ledger around it: who wrote them, and whether the result is sound."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.core.finding import Finding
from ledger.store.merging import Names, kind_of
from ledger.store.refusal import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledger.store.git import Git
    from ledger.store.library import Library

_NUMBER = re.compile(r"[0-9][0-9,.]*")


def names_of(ours: str, theirs: str, file: str) -> Names:
    """The names of the two sides for sentences: the authors where known, told apart where both are one person."""
    defaults = Names()
    first, second = ours or defaults.ours, theirs or defaults.theirs
    if first == second:
        first, second = f"{first}, {defaults.ours}", f"{second}, {defaults.theirs}"
    return Names(first, second, file)


def authors(git: Git, ours: str | None, theirs: str | None, file: str, base: str | None = None) -> Names:
    """The names of the two sides, by the object names of their versions: of all who worked on them since ``base``."""
    from ledger.store.git.joining import authors_of

    first, second = (" and ".join(authors_of(git, blob, base, file)) for blob in (ours, theirs))
    return names_of(first, second, file)


def judge_of(library: Library, file: str) -> Callable[[bytes], Sequence[Finding]] | None:
    """What is wrong with a version of a file among the facts of its ledger; None where those cannot be read now."""
    from ledger.commands.checking import facts_of, judged, read_as

    try:
        facts = facts_of(library)
    except (LedgerError, OSError, UnicodeDecodeError):  # settings that are in conflict themselves
        return None

    def judge(data: bytes) -> Sequence[Finding]:
        loaded = read_as(kind_of(file) or "case", data, file)
        found = [*loaded.findings, *judged(loaded, facts, library.payers)]
        # Two sums that do not add up are the same mistake with another number, not a new one.
        return [finding._replace(message=_NUMBER.sub("0", finding.message)) for finding in found]

    return judge
