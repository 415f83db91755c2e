"""``recoup letter verify``: letters and packets against their hashes, and letters made again from their inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.audit_cases import by_file
from ledger.commands.audit_days import Ground
from ledger.commands.audit_papers import named_papers
from ledger.commands.remaking import letters_again
from ledger.core.deadline import SENT
from ledger.core.entries import effective
from ledger.core.letter.as_sent import ATTACHED, OTHERWISE, SAME, Paper, sent_of
from ledger.core.letter.filed import filings_of, name_of
from ledger.core.letter.kind import KINDS
from ledger.core.packet.record import KIND
from ledger.report.as_sent import as_data, screen
from ledger.store.git.walk import saves as saves_of
from ledger.store.private import NOT_HERE

if TYPE_CHECKING:
    from ledger.commands.session import Session
    from ledger.core.audit.page import Remade
    from ledger.core.case import Case
    from ledger.store.library import Loaded


def verify(session: Session, opened: Loaded) -> None:
    """Say of every letter, packet and sending what holds and what nothing shows; leave with 1 where one is wrong."""
    case = session.usable(opened)
    papers = tuple(_papers(session, case, _again(session, opened.file)))
    waits = any(one.state == SENT and one.filed_when == "received" for one in session.deadlines(case))
    unproven = {name_of(one) for one in filings_of(case) if waits and one.sent_on and one.arrived_on is None}
    sent = sent_of(case, papers, unproven)
    if session.format == "json":
        session.json("letters-verified", {"case": case.id, **as_data(papers, sent)})
    else:
        for line in screen(case, papers, sent):
            session.say(line)
    if any(paper.wrong for paper in papers):
        session.leave(1)


def _again(session: Session, file: str) -> dict[str, Remade]:
    """Every letter of the case that was made here, made again from its case, its rules and its template."""
    saves = saves_of(session.git)
    ground = Ground(session.git, session.root, saves)
    papers = list(named_papers(session.git, file))
    remade, _ = letters_again(session, ground, by_file(saves, file), papers)
    return {one.document: one for one in remade}


def _papers(session: Session, case: Case, again: dict[str, Remade]) -> list[Paper]:
    here = session.private.here
    found = []
    for document in effective(case.documents):
        if document.kind in KINDS or document.kind == KIND:
            state = session.private.state_of(document) if here else NOT_HERE
            found.append(Paper(document, state, _told(document.kind, document.made_with, again.get(document.id))))
    return found


def _told(kind: str, made_with: str | None, again: Remade | None) -> str:
    if kind == KIND:
        return ""
    if made_with is None:
        return ATTACHED
    if again is None:
        return "it is not saved yet"
    return SAME if again.same else OTHERWISE if again.why == "it came out otherwise" else again.why
