"""Who saved when, and from what: one short line for each save, for questions about people and not about files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.crossing import Made

if TYPE_CHECKING:
    from ledger.store.git.program import Program

_FORMAT = "--format=%H%x00%P%x00%ae%x00%at"
_SECONDS = 300


def made(git: Program) -> list[Made]:
    """Every save behind the last one, newest first, each before what it builds on; none before the first."""
    words = ("log", "--topo-order", "--no-show-signature", "--no-color", "--encoding=UTF-8", _FORMAT, "HEAD", "--")
    answer = git.ask(*words, seconds=_SECONDS)
    if answer.status:
        return []
    rows = (line.split("\0") for line in answer.out.decode("utf-8", "replace").splitlines())
    return [Made(row[0], tuple(row[1].split()), row[2], int(row[3])) for row in rows if len(row) == 4]  # noqa: PLR2004
