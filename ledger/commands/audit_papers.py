"""The audit's look at the private folder: papers against their hashes, and letters made again from their inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.audit.page import Papers
from ledger.core.audit.point import KEPT, Point
from ledger.core.finding import Finding
from ledger.store.private import CHANGED, INTACT, NO_HASH, NOT_HERE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.commands.session import Session
    from ledger.core.case import Case


def papers_of(session: Session, cases: Iterable[Case]) -> tuple[Papers, list[Point]]:
    """How every paper that a case names stands here; one that differs from its hash is a finding."""
    states: dict[str, list[str]] = {INTACT: [], CHANGED: [], NOT_HERE: [], NO_HASH: []}
    points = []
    for case in cases:
        for document in case.documents:
            state = session.private.state_of(document)
            states[state].append(f"{case.id} {document.id}")
            if state == CHANGED:
                message = f"{document.id} of {case.id} is not the paper that was recorded"
                hint = "find the paper as it was; a new version is a new document"
                points.append(Point(KEPT, Finding("LED602", message, hint, file=case.file)))
    found = Papers(*(tuple(states[state]) for state in (INTACT, CHANGED, NOT_HERE, NO_HASH)))
    return found, points
