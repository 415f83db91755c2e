"""An entry that goes back to what it was before somebody changed it: every check lets that through, with a remark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.finding import WARNING, Finding
from ledger.core.guarding import restores
from ledger.store.git.walk import versions_of
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.core.edited import Tree
    from ledger.store.git import Program

HINT = "it stands again as it was saved first: this puts it back, and the audit names both saves"


def earlier_of(git: Program, file: str, before: bytes | None, heads: Sequence[str]) -> list[Tree]:
    """Every version that a file had on the way to the save that first held ``before``, as it is read.

    Only its own past counts: what another line of work holds may be the altered one. ``heads`` are states that stand
    on that save.
    """
    if before is None:
        return []
    blob = git.run("hash-object", "--stdin", stdin=before).decode().strip()
    words = ("log", "--format=%H", "--topo-order", "-m", "--root", "--no-renames", "--full-history", "--no-color")
    found = git.ask(*words, "--no-show-signature", f"--find-object={blob}", "--end-of-options", *heads, "--", file)
    saves = found.out.decode().split()
    return [read(data)[0] for data in versions_of(git, file, saves[-1:])] if saves else []


def puts_back(git: Program, one: Finding, befores: Sequence[bytes], after: Tree, heads: Sequence[str]) -> bool:
    """Whether what a finding names only puts back an entry, which was intact before one of ``befores``."""
    if one.code != "LED701" or len(one.path) < 2:  # noqa: PLR2004 - a list and which entry
        return False
    return any(restores(one, [read(before)[0]], after, earlier_of(git, one.file, before, heads)) for before in befores)


def with_remarks(git: Program, found: Sequence[Finding], file: str, before: bytes, after: Tree) -> list[Finding]:
    """The findings about one edited file; one that only puts an entry back is a warning and stops nothing."""
    return [
        one._replace(severity=WARNING, hint=HINT)
        if puts_back(git, one._replace(file=file), [before], after, ["HEAD"])
        else one
        for one in found
    ]
