"""The points of the payer's papers that a letter has to meet, and the grounds that meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.core.letter.matter import Matter
    from ledger.core.proof import Ground, PointFound

_PAPERS = ("demand", "review_results", "informational")
"""The papers that a first answer is about; a later one is about the decision on the level before."""


def points_of(matter: Matter) -> tuple[PointFound, ...]:
    """The points that the paper answered by this letter makes, in the order of the case."""
    decision = matter.decision
    if not matter.kind.after:
        papers = {*_PAPERS, matter.case.demand.document}
    elif decision is None:
        papers = {matter.kind.after}
    else:
        papers = {decision.level, decision.decision_document}
    return tuple(point for point in matter.case.findings if point.paper in papers)


def ground_for(matter: Matter, point: PointFound) -> Ground | None:
    """The ground of this letter that meets a point; the last one where several do."""
    return next((one for one in reversed(matter.grounds) if point.id in one.answers), None)
