"""Binding one packet: gather, say everything that is missing, number, split, bind, keep, note it in the case."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.letter_writing import when_sent
from ledger.commands.packet_layout import Layout, Paper
from ledger.commands.recorded_letter import letter_meant, matter_of
from ledger.core.finding import ERROR
from ledger.core.letter.companions import goes_to
from ledger.core.letter.content import exhibits_of
from ledger.core.letter.counsel_gate import waits_for_counsel
from ledger.core.letter.stop import strange_exhibits
from ledger.core.packet.bates import numbered
from ledger.core.packet.exhibit import Paged
from ledger.core.packet.lacks import INTACT, Looked, papers_missing
from ledger.core.packet.record import Bound, Packet, bound, document_names, made_from, on_file
from ledger.core.packet.volume import Limits, TooNarrow, volumes
from ledger.core.severity import severity_of
from ledger.report.holds import hold_lines
from ledger.store.letters.keeping import keep, stem_of, take_back
from ledger.store.packet.opening import NotPages, pages_in, size_of
from ledger.store.refusal import LedgerError, Refused
from ledger.store.yaml.positions import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.letter.matter import Matter
    from ledger.core.packet.volume import Stretch
    from ledger.core.proof import Document
    from ledger.store.letters.keeping import KeptLetter
    from ledger.store.library import Loaded
    from ledger.store.packet.opening import Size


class _Ready(NamedTuple):
    """A letter whose exhibits are all here: how large the letter is, and the exhibits with their numbers."""

    matter: Matter
    letter: Document
    size: Size
    exhibits: tuple[Paged, ...]
    limits: Limits


def bind(session: Session, opened: Loaded, name: str, asked: Limits) -> None:
    """Bind the packet of one letter, or say in one report everything that keeps it from being bound."""
    case = session.usable(opened)
    for line in hold_lines([case], session.settings):
        session.note(line)
    letter = letter_meant(case, name)
    matter = matter_of(session, case, letter)
    ready = _ready(session, opened, matter, letter, asked)
    files = _files(session, ready)
    there = on_file(case, [sha256(data).hexdigest() for data in files])
    if there:
        _say_again(session, there)
        return
    _keep(session, opened, ready, files)


def _ready(session: Session, opened: Loaded, matter: Matter, letter: Document, asked: Limits) -> _Ready:
    """Open every paper. Leaves with 1, after naming all of them, where one cannot go along."""
    case = session.usable(opened)
    gates = [*waits_for_counsel(matter), *strange_exhibits(matter)]
    exhibits = exhibits_of(matter)
    size, own = _looked(session, letter)
    seen = [_looked(session, one.document) for one in exhibits]
    findings = [*gates, *papers_missing(case, [own._replace(document=letter), *(looked for _, looked in seen)])]
    placed = place(findings, opened.text, opened.file)
    session.report(placed)
    if size is None or any(severity_of(finding) == ERROR for finding in placed):
        session.note("No packet was bound.")
        session.leave(1)
    limits = _limits(matter, asked)
    paged = [Paged(one, found.pages, found.size) for one, (found, _) in zip(exhibits, seen, strict=True) if found]
    return _Ready(matter, letter, size, numbered(case, paged), limits)


def _looked(session: Session, document: Document) -> tuple[Size | None, Looked]:
    state = session.private.state_of(document)
    if state != INTACT:
        return None, Looked(document, state)
    try:
        size = size_of(session.private.inside(document.file))
    except NotPages as error:
        return None, Looked(document, state, str(error), error.hint)
    return size, Looked(document, state, pages=size.pages)


def _limits(matter: Matter, asked: Limits) -> Limits:
    """What was asked for, else what the payer's file says of the desk that the letter goes to."""
    addressee = goes_to(matter)
    desk = addressee.desk if addressee is not None else None
    pages = desk.max_pages if desk is not None else None
    megabytes = desk.max_file_mb if desk is not None else None
    return Limits(asked.pages or pages, asked.size or (megabytes * 1024 * 1024 if megabytes else None))


def _files(session: Session, ready: _Ready) -> list[bytes]:
    """The files of the packet, split again more finely while one weighs more than the payer takes."""
    letter = Paper(ready.letter, ready.size.pages)
    layout = Layout(session.private, ready.matter, letter, ready.exhibits)
    room = ready.limits
    for _ in range(8):
        split = _split(ready, layout, room)
        files = layout.files(split)
        largest = max(len(data) for data in files)
        if ready.limits.size is None or largest <= ready.limits.size:
            return files
        room = room._replace(size=(room.size or 0) * ready.limits.size // (largest + 1))
    raise _too_narrow()


def _split(ready: _Ready, layout: Layout, room: Limits) -> tuple[tuple[Stretch, ...], ...]:
    index = layout.index_pages()
    try:
        return volumes(ready.exhibits, (ready.size.pages + index, ready.size.size), room)
    except TooNarrow:
        raise _too_narrow() from None


def _too_narrow() -> Refused:
    message = "LED633 above-the-limit: no split fits what the payer takes a file; the letter or one page is too large"
    return Refused(message, "scan at 300 dots per inch in black and white, or ask the desk for another way")


def _keep(session: Session, opened: Loaded, ready: _Ready, files: Sequence[bytes]) -> None:
    case = session.usable(opened)
    day = session.today
    stems: list[str] = []
    kept: dict[str, KeptLetter] = {}
    for number, data in enumerate(files, start=1):
        part = f"_part{number}" if len(files) > 1 else ""
        stem = stem_of(session.private, case.id, day, f"packet_{ready.letter.id.replace('-', '_')}{part}")
        stems.append(stem)
        if not session.dry_run:
            kept |= {f"{number}": one for one in keep(session.private, case.id, stem, {"pdf": data}).values()}
    named = tuple(
        Bound(f"{case.id}/{stem}.pdf", sha256(data).hexdigest(), pages_in(data))
        for stem, data in zip(stems, files, strict=True)
    )
    packet = Packet(ready.letter, named, made_from(ready.letter, ready.exhibits), day)
    change = bound(case, packet, [session.stamp() for _ in named])
    try:
        session.record(opened, change)
    except LedgerError:  # what the case does not record is no packet
        take_back(session.private, kept)
        raise
    _say(session, ready, named, document_names(case, packet)[0])


def _say(session: Session, ready: _Ready, files: Sequence[Bound], name: str) -> None:
    for file in files:
        session.say(str(session.private.path / file.file))
        session.confirm(f"  {file.pages} pages, sha256 {file.sha256[:16]}...")
    if ready.exhibits:
        last = ready.exhibits[-1].exhibit.letter
        which = "Exhibit A" if last == "A" else f"Exhibits A to {last}"
        pages = sum(one.pages for one in ready.exhibits)
        session.confirm(f"{which}: {pages} page{'s' * (pages != 1)}, each with its number; the index says which.")
    else:
        session.confirm("The letter cites no exhibit: this is the letter alone.")
    session.confirm("Nothing was written." if session.dry_run else "Noted. This program sends nothing.")
    for line in when_sent(ready.matter, name):
        session.confirm(line)


def _say_again(session: Session, there: Sequence[Document]) -> None:
    for document in there:
        session.say(str(session.private.path / document.file))
    session.confirm(f"The same papers give the same packet: on file as [{there[0].id}].")
    session.confirm("Nothing was changed.")
