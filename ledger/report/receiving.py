"""What somebody reads whose changes a shared copy did not take over, and the list of who brought what when."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from ledger.core.finding import Finding
from ledger.core.received import ADMITTED, UNKNOWN, Received, short
from ledger.report.clean import clean

_WIDTH = 72
"""Whoever sends sees ``remote: `` before each line."""
_MOST = 10


def not_taken_over(sentences: Sequence[str], findings: Sequence[Finding]) -> Iterator[str]:
    """Return the lines for something that was refused: what it is, where, and what to do."""
    yield "NOT SHARED. Nothing was taken over; the shared copy is as it was."
    for sentence in sentences:
        yield from _wrapped(sentence)
    for finding in findings[:_MOST]:
        message, _, saved = finding.message.partition("; saved as ")
        yield from _wrapped(f"{_place(finding)}: {message}")
        if saved:
            yield from _wrapped(f"saved as {saved}", "  ")
        if finding.hint:
            yield from _wrapped(f"What to do: {finding.hint}", "  ")
    if len(findings) > _MOST:
        yield f"and {len(findings) - _MOST} more"
    yield "Nothing you typed is lost: it is saved on your own computer."


def list_lines(entries: Sequence[Received], authors: Mapping[str, str]) -> Iterator[str]:
    """Return two lines for each entry: when and who, and what was moved from where to where.

    Nobody signs in to a shared folder: there the author of the last change is named, by ``authors``, as a claim.
    """
    for entry in entries:
        at = entry.at.replace("T", " ").replace("Z", " UTC")
        if entry.name == ADMITTED:
            yield f"{at}  {_who(entry, {})} let in {entry.new[:10]}"
            yield from _wrapped(entry.because, "  ")
        else:
            changes = f"{entry.changes} saved change{'' if entry.changes == 1 else 's'}"
            yield f"{at}  {_who(entry, authors)}  {short(entry.name)}"
            yield f"  {entry.old[:10] or 'nothing'} -> {entry.new[:10]}, {changes}"


def _who(entry: Received, authors: Mapping[str, str]) -> str:
    if entry.who != UNKNOWN:
        return entry.who
    author = authors.get(entry.new, "")
    return f"{clean(author)}, as the change itself says" if author else "somebody with access to the folder"


def _place(finding: Finding) -> str:
    return f"{finding.file} line {finding.line}" if finding.line else finding.file


def _wrapped(text: str, indent: str = "") -> list[str]:
    further = f"{indent}  "
    lines = textwrap.TextWrapper(_WIDTH, indent, further, break_long_words=False, break_on_hyphens=False)
    return lines.wrap(text)
