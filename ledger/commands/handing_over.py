"""Making counsel's bundle: everything that the case knows, in one archive, with what is not in it named."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.aside import said_aside
from ledger.commands.explain import explain_all
from ledger.commands.letter_writing import revision_of
from ledger.commands.telling import Wanted, tell
from ledger.core.acts.bundle import Made, handed_over
from ledger.core.deadline import MUST, NO_DATE, SENT
from ledger.core.due import WAITING
from ledger.core.entries import effective
from ledger.core.handover import tables
from ledger.core.handover.chronology import chronology
from ledger.core.handover.gaps import wanted
from ledger.core.handover.own import left_out_because
from ledger.core.handover.redaction import Redaction
from ledger.core.handover.table import Table
from ledger.core.law.governing import governing
from ledger.report.columns import DISCLAIMER, wrapped
from ledger.report.following import answered_late
from ledger.report.handover import Matter, memo
from ledger.report.holds import hold_lines
from ledger.report.law import law_of_case
from ledger.report.table_csv import as_csv
from ledger.store.bundle import Member, write_bundle
from ledger.store.letters.keeping import stem_of
from ledger.store.private import INTACT, NOT_HERE
from ledger.store.refusal import LedgerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.law.governing import Governed
    from ledger.core.proof import Document
    from ledger.store.library import Loaded

_PAPERS = "papers"


class _Papers(NamedTuple):
    """How each paper stands, where those that go along lie in the bundle, and why the others stay behind."""

    states: dict[str, str]
    places: dict[str, str]
    left_out: tuple[str, ...]


def hand_over(session: Session, opened: Loaded, *, redacted: bool) -> None:
    """Make the bundle, keep it in the private folder, and note in the case that it was made."""
    case = session.usable(opened)
    papers = _papers(session, case)
    members = _redacted(session, case, papers) if redacted else _whole(session, case, papers)
    members.append(Member("SHA256SUMS", _sums(members, case, papers)))
    stem = stem_of(session.private, case.id, session.today, "handover_redacted" if redacted else "handover")
    target = session.private.inside(f"{case.id}/{stem}.zip")
    if session.dry_run:
        _say(session, str(target), members, papers, redacted=redacted)
        return
    digest = write_bundle(target, members, session.today)
    made = Made(f"{case.id}/{stem}.zip", digest, revision_of(opened.data), redacted, session.today)
    try:
        session.record(opened, handed_over(case, made, session.stamp()), more=True)
    except LedgerError:  # what the case does not note is no bundle
        with suppress(OSError):  # a disk that does not let it go either: what failed first is the thing to say
            target.unlink(missing_ok=True)
        raise
    _say(session, str(target), members, papers, redacted=redacted)


def _papers(session: Session, case: Case) -> _Papers:
    states, places, left_out = {}, {}, []
    for document in effective(case.documents):
        state = session.private.state_of(document) if session.private.here else NOT_HERE
        states[document.id] = state.replace("_", " ")
        why = left_out_because(case, document, session.today) or ("" if state == INTACT else states[document.id])
        if why:
            left_out.append(f"{document.id}: {why}")
        else:
            places[document.id] = f"{_PAPERS}/{document.id}{_ending(document)}"
    return _Papers(states, places, tuple(left_out))


def _ending(document: Document) -> str:
    name = document.file.rpartition("/")[2]
    return f".{name.rpartition('.')[2]}" if "." in name else ""


def _whole(session: Session, case: Case, papers: _Papers) -> list[Member]:
    found = [chronology(case), *_tables(case, papers, governing(case, session.library.law)), _patients(session, case)]
    members = [Member(f"{table.name}.csv", as_csv(table.head, table.rows).encode()) for table in found]
    members.append(Member("deadlines.txt", _deadlines(session, case).encode()))
    members.append(
        Member("history.md", said_aside(session, "markdown", lambda one: tell(one, Wanted(case.id))).encode())
    )
    held = {one.id: one for one in effective(case.documents)}
    members += [Member(place, session.private.inside(held[name].file)) for name, place in papers.places.items()]
    return [_memo(session, case, papers, members), *members]


def _redacted(session: Session, case: Case, papers: _Papers) -> list[Member]:
    """Tables alone: no papers, no history of who typed what, no words that somebody wrote freely."""
    redaction = Redaction(case, frozenset(session.library.payers))
    states = {redaction.name("Paper", name): state for name, state in papers.states.items()}
    bare = _Papers(states, {}, ())
    found = [
        chronology(redaction.case, services=False),
        *_tables(redaction.case, bare, governing(redaction.case, session.library.law)),
    ]
    members = [Member(f"{one.name}.csv", as_csv(one.head, one.rows).encode()) for one in map(redaction.table, found)]
    members.append(Member("deadlines.txt", _deadlines(session, redaction.case).encode()))
    return members


def _tables(case: Case, papers: _Papers, laws: Sequence[Governed]) -> list[Table]:
    return [
        tables.claims(case, laws),
        tables.taken(case),
        tables.correspondence(case),
        tables.filings(case),
        tables.papers(case, papers.states, papers.places),
    ]


def _patients(session: Session, case: Case) -> Table:
    """Who the keys are, of this case alone: counsel cannot read a chart by keys."""
    keys = dict.fromkeys(claim.patient for claim in case.claims if claim.patient)
    rows = []
    for key in keys:
        patient = session.identities.patient(key)
        members = "; ".join(f"{one.payer} {one.id or ''}".strip() for one in patient.members) if patient else ""
        name, born = (patient.name or "", str(patient.born_on or "")) if patient else ("not on this computer", "")
        rows.append((key, name, born, (patient.mbi or "") if patient else "", members))
    return Table("patients", ("key", "name", "born", "Medicare number", "member numbers"), tuple(rows))


def _deadlines(session: Session, case: Case) -> str:
    every = session.deadlines(case)
    ours = [one for one in every if one.kind == MUST and one.state in (*WAITING, SENT, NO_DATE)]
    late = "".join(
        f"{line}\n" for one in answered_late(every, last_day=True) for line in wrapped(f"LATE  {one}", " " * 6)
    )
    return late + said_aside(session, "text", lambda one: explain_all(one, [(case, deadline) for deadline in ours]))


def _memo(session: Session, case: Case, papers: _Papers, members: list[Member]) -> Member:
    from ledger.store.letters.page import laid_out
    from ledger.store.shipped import shipped

    law = session.library.law
    person = session.person.name if session.person is not None else session.handle
    matter = Matter(
        case,
        law,
        [line.removeprefix("Law").strip() for line in law_of_case(governing(case, law), law)],
        session.deadlines(case),
        wanted(case),
        hold_lines([case], session.settings),
        _listed(members),
        papers.left_out,
        session.today,
        person,
    )
    layout = shipped("templates") / "handover" / "memo.typ"
    return Member("memo.pdf", laid_out(layout, "memo", memo(matter), session.today).data)


def _listed(members: list[Member]) -> list[str]:
    files = [member.name for member in members if not member.name.startswith(f"{_PAPERS}/")]
    count = len(members) - len(files)
    return [", ".join(files), f"{count} papers under {_PAPERS}/, by their names in the case; SHA256SUMS holds them all"]


def _sums(members: list[Member], case: Case, papers: _Papers) -> bytes:
    """``sha256sum -c`` reads it: every member by its hash; a paper's is the one that the case recorded."""
    recorded = {papers.places[one.id]: one.sha256 for one in effective(case.documents) if one.id in papers.places}
    lines = [
        f"{sha256(one.content).hexdigest() if isinstance(one.content, bytes) else recorded[one.name]}  {one.name}"
        for one in members
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _say(session: Session, target: str, members: list[Member], papers: _Papers, *, redacted: bool) -> None:
    session.say(target)
    session.confirm(f"  {len(members)} files; SHA256SUMS holds the hash of each")
    for line in papers.left_out if not redacted else ():
        session.confirm(f"  left out  {line}")
    if redacted:
        session.confirm("Redacted is not anonymous: who knows the practice may still recognize a patient.")
    session.confirm(
        "Nothing was written." if session.dry_run else "Noted that it was made. This program sends nothing."
    )
    session.confirm(DISCLAIMER)
