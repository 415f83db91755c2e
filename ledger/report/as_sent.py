"""What went out against what is recorded of it, as a screen and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.core.day import in_words
from ledger.report.columns import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.case import Case
    from ledger.core.letter.as_sent import Paper, Sent


def screen(case: Case, papers: Sequence[Paper], sent: Sequence[Sent]) -> Iterator[str]:
    """Files first, then what was sent, then one line that counts."""
    yield f"{case.id}: letters and packets against what the case records"
    for paper in papers:
        yield f"  {paper.document.id}"
        yield from wrapped(f"    {paper.told}", "    ")
    if not papers:
        yield "  none recorded"
    yield "SENT" if sent else "SENT   nothing"
    for one in sent:
        yield from wrapped(
            f"  {one.name.replace('_', ' ')}  {in_words(one.sent_on)}, {one.how or 'how is not noted'}", "    "
        )
        arrived = f"arrived {in_words(one.arrived_on)}" if one.arrived_on is not None else "no arrival on file"
        yield from wrapped(f"    {f'file {one.document}; ' if one.document else ''}{arrived}", "    ")
        for lack in one.lacks:
            yield from wrapped(f"    open: {lack}", "      ")
    wrong = sum(paper.wrong for paper in papers)
    yield f"{len(papers)} recorded, {wrong} not as recorded. Open points: {sum(len(one.lacks) for one in sent)}."


def as_data(papers: Sequence[Paper], sent: Sequence[Sent]) -> dict[str, Any]:
    """The same for a program."""
    return {
        "papers": [
            {
                "document": one.document.id,
                "file": one.document.file,
                "sha256": one.document.sha256,
                "state": one.state,
                "made_again": one.again,
            }
            for one in papers
        ],
        "sent": [
            {
                "what": one.name,
                "sent_on": str(one.sent_on),
                "how": one.how,
                "document": one.document,
                "arrived_on": str(one.arrived_on) if one.arrived_on is not None else None,
                "open": list(one.lacks),
            }
            for one in sent
        ],
    }
