"""The audit: one walk over everything that was ever saved, and the page that says what it proves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.audit_cases import by_file
from ledger.commands.audit_days import Ground
from ledger.commands.audit_papers import named_papers, papers_of
from ledger.commands.audit_work import Work, judged
from ledger.commands.remaking import letters_again
from ledger.core.audit.clocks import zone_changes
from ledger.core.audit.page import Page
from ledger.core.audit.point import KEPT, Point, with_mending
from ledger.core.audit.saves import reached
from ledger.core.audit.seal import Remembered, rewritten
from ledger.core.audit.signatures import signatures_ended
from ledger.core.finding import Finding
from ledger.core.removal import accepted_break, removals_told
from ledger.core.roster import Roster
from ledger.store import audited
from ledger.store.git import walk
from ledger.store.git.seals import seals_of
from ledger.store.refusal import Refused
from ledger.store.removals import removals_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ledger.commands.session import Session
    from ledger.core.audit.saves import Save, Step
    from ledger.core.practice import Person
    from ledger.store.git import State

    Steps = Mapping[str, Sequence[tuple[Save, Step]]]


class Asked(NamedTuple):
    """What was asked for: one case file or all, a list of keys kept elsewhere, another copy to compare with."""

    file: str = ""
    allowed_signers: Path | None = None
    against: str = ""


def audit(session: Session, asked: Asked) -> Page:
    """Walk the history, judge it, and remember where it ended.

    Raises Refused where the history is not all here: a copy that was cut short proves nothing.
    """
    state = _require_whole(session)
    saves = walk.saves(session.git)
    if state.commit is None or not saves:
        message = "nothing was saved here yet"
        raise Refused(message, "recoup save keeps what you typed")
    ground = Ground(session.git, session.root, saves)
    roster = Roster(session.settings.people, lambda: _people_before(ground, saves))
    points = [*_pretending(session, state), *_history(session, saves, state.commit)]
    steps = by_file(saves, asked.file)
    more, moved = judged(Work(session, ground, roster, saves, asked.file), steps)
    points += with_mending(more, saves)
    page = _page(session, asked, saves, state.commit)
    order = {save.version: at for at, save in enumerate(saves)}
    page = page._replace(
        points=tuple(sorted(points, key=lambda one: (order.get(one.save, -1), one.finding.file, one.finding.code))),
        moves=tuple(sorted(moved, key=lambda one: (order[one.save], one.case, one.deadline))),
        zones=tuple(zone_changes(saves, session.clock.zone)),
    )
    papers = list(named_papers(session.git, asked.file))
    letters, differing = letters_again(session, ground, steps, papers)
    states, changed = papers_of(session, papers)
    page = page._replace(letters=letters, papers=states, points=(*page.points, *changed, *differing))
    return _with_the_rest(session, asked, ground, saves, page)


def _require_whole(session: Session) -> State:
    state = session.git.state()
    if state.kind != "ready":
        message = "this ledger is not kept by git, or git cannot read it; nothing can be proved of it"
        raise Refused(message, "run the audit in a copy of the ledger: recoup join ADDRESS makes one")
    if state.shallow:
        message = "this copy holds only the newest saves: the older ones cannot be proved from it"
        raise Refused(message, "git fetch --unshallow brings them, or recoup join ADDRESS makes a whole copy")
    return state


def _pretending(session: Session, state: State) -> Iterator[Point]:
    if session.git.replaced():
        message = "this copy shows other saves in place of some of its own (refs/replace); the audit looked past them"
        hint = "git replace --list names them, git replace -d takes one away"
        yield Point(KEPT, Finding("LED744", message, hint))
    if state.grafted:
        message = "this copy says of some saves that others came before them (a grafts file); the audit looked past it"
        hint = "look into .git/info/grafts, ask who made it, then remove it"
        yield Point(KEPT, Finding("LED744", message, hint))


def _history(session: Session, saves: Sequence[Save], tip: str) -> Iterator[Point]:
    """What was sealed or audited and is gone; what a documented removal renamed is accepted, and told."""
    seals, seen = seals_of(session.git), audited.remembered(session.git)
    below = reached(tip, saves)
    removals = removals_in(session.library)
    lines = [line.split(" ") for line in ((*seen.seals,) if seen is not None else ())]
    marks = [*lines, *([one.name, one.tag, one.save] for one in seals), *([[seen.tip] * 3] if seen is not None else [])]
    accepted = {part for mark in marks if accepted_break(mark[2], removals, seals, below) for part in mark[:3]}
    yield from rewritten(seals, seen, below, frozenset(accepted))
    for finding in removals_told(removals, seals, below):
        yield Point(KEPT, finding)


def _people_before(ground: Ground, saves: Sequence[Save]) -> list[Person]:
    found: dict[Person, None] = {}
    seen: set[str] = set()
    for save in reversed(saves):
        name = ground.name(save.version, "ledger.yaml")
        if name not in seen:
            seen.add(name)
            settings = ground.settings(save.version)
            found |= dict.fromkeys(settings.people if settings is not None else ())
    return list(found)


def _page(session: Session, asked: Asked, saves: Sequence[Save], tip: str) -> Page:
    from ledger.core.names import id_of

    practice = session.settings.practice
    programs = Counter(said[0] if (said := save.trailers("Recoup")) else "" for save in saves if not save.joins)
    unnamed = programs.pop("", 0)
    before = audited.remembered(session.git)
    identity = session.git.identity()
    return Page(
        name=practice.name if practice is not None else session.root.name,
        made_at=session.now,
        by=identity.email if identity is not None else "",
        program=session.version,
        case=id_of(asked.file) if asked.file else "",
        tip=tip,
        saves=len(saves),
        joined=sum(save.joins for save in saves),
        cases=1 if asked.file else len(session.library.case_files()),
        first=saves[0].committer.at,
        last=max(save.committer.at for save in saves),
        seals=tuple(seals_of(session.git)),
        programs=tuple(sorted(programs.items())),
        unnamed_program=unnamed,
        rules=tuple(_rules(session)),
        people=tuple(_people(session)),
        before=before.tip if before is not None else "",
    )


def _rules(session: Session) -> Iterator[str]:
    """Each rule file with the hash that git keeps it under: its version."""
    for entry in session.git.entries_at("HEAD", "rules"):
        yield f"{entry.path} {entry.blob[:10]}"


def _people(session: Session) -> Iterator[str]:
    for one in session.settings.people:
        roles = ", ".join(one.roles) or "no role"
        days = " ".join(
            f"{word} {day}"
            for word, day in (
                ("from", one.joined_on),
                ("through", one.left_on),
                ("away from", one.away_from),
                ("away through", one.away_through),
            )
            if day is not None
        )
        yield f"{one.id}: {roles}" + (f"; {days}" if days else "")


def _with_the_rest(session: Session, asked: Asked, ground: Ground, saves: Sequence[Save], page: Page) -> Page:
    """Signatures and another copy; then what this audit saw is kept for the next."""
    from ledger.commands.audit_copies import compared
    from ledger.commands.audit_signatures import signing_of

    ended = signatures_ended(removals_in(session.library), page.seals, reached(page.tip, saves))
    signing, unsigned = signing_of(session, ground, saves, asked.allowed_signers, ended)
    told, differing = compared(session, asked.against, page.tip)
    page = page._replace(points=(*page.points, *unsigned, *differing), signing=signing, compared=told)
    if not any(one.finding.code in ("LED743", "LED752") for one in page.points):
        audited.remember(session.git, Remembered(page.tip, tuple(one.kept_line for one in page.seals if one.text)))
    return page
