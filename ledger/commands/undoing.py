"""What could be taken back, newest first, and the files that taking it back would write."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.checking import kind_of
from ledger.core.edit import Change
from ledger.core.event import events_between
from ledger.core.gist import told
from ledger.core.holding import standing
from ledger.core.message import Moved, message, moved_days
from ledger.core.names import id_of
from ledger.core.undoing import Marks, TakenBack, Versions, taken_back
from ledger.store.library import load_case
from ledger.store.refusal import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.commands.session import Session
    from ledger.core.law.moved import DayMoved
    from ledger.store.git.past import Commit
    from ledger.store.library import Loaded
    from ledger.store.saving import Write

LOOKED_AT = 500
"""So many of the newest saves are looked at."""
_SHORT = 7
_EVENT = "undo"
_UNDOES = "Undoes"
_PLAIN = ("payers/", "templates/", "ledger.yaml", "phi-allow.yaml")
"""Files without growing lists of their own, which may be written as they were."""
_STAYS = {
    "rules/": "rules move days; recoup rules update and recoup rules confirm say what each change does",
    "checked/": "that somebody looked is never taken back; recoup checked notes a further look, with what was found",
}


class Save(NamedTuple):
    """One save of this person's, by this program; ``shared`` says that others may have it."""

    commit: Commit
    shared: bool

    @property
    def name(self) -> str:
        """What it is asked for by."""
        return self.commit.commit[:_SHORT]

    @property
    def at(self) -> datetime:
        """When it was saved."""
        return self.commit.committed_at.astimezone(UTC)


class Plan(NamedTuple):
    """What taking a save back would write and how it reads; ``obstacle`` says why it may not be.

    ``cases`` are those of the files that are cases, as they would be; ``moved`` the lines of the message on days that
    other files move.
    """

    writes: tuple[Write, ...] = ()
    sentences: tuple[str, ...] = ()
    cases: tuple[Loaded, ...] = ()
    moved: str = ""
    obstacle: str = ""


def saves(session: Session) -> Iterator[Save]:
    """The saves that this person made with this program and that were not taken back, newest first."""
    git = session.git
    identity = git.identity()
    email = identity.email.casefold() if identity is not None else ""
    newest = git.commits(newest=LOOKED_AT) if git.state().commit else []
    seen = git.first_seen()
    undone = {value for commit in newest for key, value in commit.trailers if key == _UNDOES}
    for commit in reversed(newest):
        trailers = dict(commit.trailers)
        ours = "Recoup" in trailers and trailers.get("Event") not in (_EVENT, "begin")
        mine = ours and commit.author_email.casefold() == email and len(commit.parents) == 1
        if mine and commit.commit not in undone:
            yield Save(commit, seen.shares and commit.commit not in seen.waiting)


def plan(session: Session, save: Save) -> Plan:
    """What takes a save back: all of its files, or none."""
    names = [blob for file in save.commit.files for blob in (file.before, file.after) if blob]
    blobs = dict(zip(names, session.git.contents(names), strict=True))
    parts = []
    for file in save.commit.files:
        before, after = blobs.get(file.before or ""), blobs.get(file.after or "")
        part = _file_back(session, save, file.path, before, after)
        if part.obstacle:
            return part
        parts.append(part)
    if not parts:
        return Plan(obstacle="it changed no file")
    return Plan(
        tuple(write for part in parts for write in part.writes),
        tuple(sentence for part in parts for sentence in part.sentences),
        tuple(case for part in parts for case in part.cases),
        "".join(part.moved for part in parts),
    )


def _file_back(session: Session, save: Save, path: str, before: bytes | None, after: bytes | None) -> Plan:
    if after is None:
        return Plan(obstacle=f"{path} was removed by it; bring it back by hand")
    if path in session.git.status([path]):
        return Plan(obstacle=f"{path} has edits that are not saved yet; recoup save keeps them")
    now = session.library.bytes_of(path)
    if kind_of(path) == "case":
        return _case_back(session, save, path, (before, after, now))
    obstacle = _why_it_stays(session, path)
    if not obstacle and before is not None and now == after:
        return _as_before(session, path, before, now)
    changed = "was new, and no file of a ledger is ever removed" if before is None else "was changed since"
    return Plan(obstacle=obstacle or f"{path} {changed}")


def _why_it_stays(session: Session, path: str) -> str:
    """Why a file that is no case is never written as it was before; empty where it is."""
    held = standing(None, session.settings)
    if held:
        return f"a {held[0].told} stands"
    stays = next((why for folder, why in _STAYS.items() if path.startswith(folder)), "")
    return stays or ("" if path.startswith(_PLAIN) else f"{path} is nothing that undo knows")


def _as_before(session: Session, path: str, before: bytes, now: bytes) -> Plan:
    """A file without growing lists, written as it was before; the days that this moves are named."""
    from ledger.commands.saving_edits import moved_by_law
    from ledger.core.law.moved import trailer
    from ledger.store.saving import Write

    moved: list[DayMoved] = moved_by_law(session, path, now, before)
    trailers = "".join(f"Moved: {trailer(one)}\n" for one in moved)
    said = f"{path} reads again as it did before" + (f"; {len(moved)} days move" if moved else "")
    return Plan((Write(path, now, before),), (said,), moved=trailers)


def _case_back(session: Session, save: Save, path: str, data: tuple[bytes | None, bytes, bytes]) -> Plan:
    from ledger.store.saving import Write

    before, after, now = (load_case(one, path) if one is not None else None for one in data)
    if after is None or now is None or now.case is None or after.tree is None or now.tree is None or now.broken:
        return Plan(obstacle=f"{path} cannot be read; recoup check says why")
    held = standing(now.case, session.settings)
    if held:
        return Plan(obstacle=f"a {held[0].told} stands")
    tree = None if before is None else before.tree or {}
    found = taken_back(
        Versions(tree, after.tree, now.tree, same=data[1] == data[2]), _marks(session), shared=save.shared
    )
    if found.obstacle:
        return Plan(obstacle=f"{id_of(path)}: {found.obstacle}")
    try:
        text = _text(found, now, before)
    except LedgerError as refused:
        return Plan(obstacle=f"{id_of(path)}: {refused.message}")
    changed = load_case(text, path)
    events = events_between(now.case, changed.case) if changed.case is not None else ()
    sentences = tuple(f"{id_of(path)}: {told(event)}" for event in events)
    if before is None:
        sentences = (f"{id_of(path)} is closed as entered in error; its file stays",)
    return Plan((Write(path, now.data, text),), sentences, cases=(changed,))


def _text(found: TakenBack, now: Loaded, before: Loaded | None) -> bytes:
    """The new text of a case. Raises Refused where an edit cannot be made safely in its layout."""
    if found.as_before and before is not None:
        return before.data
    from ledger.store.schema import key_order
    from ledger.store.yaml.splice import splice

    return splice(now.text, found.edits, key_order("case")).encode()


def _marks(session: Session) -> Marks:
    now = session.now.astimezone(session.clock.zone)
    return Marks(session.stamp, f"{now:%Y-%m-%dT%H:%M}", session.today)


def message_of(session: Session, save: Save, made: Plan) -> str:
    """The whole message of the undoing save, with the days that it moves."""
    trailer = f"{_UNDOES}: {save.commit.commit}\n"
    subject = save.commit.subject.partition(": ")[2]
    change = Change((), f"undo of {subject or save.commit.subject}", _EVENT)
    if len(made.cases) == 1 and len(made.writes) == 1:
        return message(id_of(made.cases[0].file), change, session.version, moved=days_moved(session, made)) + trailer
    rest = f"Event: {_EVENT}\nRecoup: {session.version}\n{made.moved}{trailer}"
    return f"undo of {save.commit.subject}\n\n{rest}"


def days_moved(session: Session, made: Plan) -> tuple[Moved, ...]:
    """The days of the cases that taking it back moves."""
    as_now = {write.path: write.before or b"" for write in made.writes}
    moved: list[Moved] = []
    for changed in made.cases:
        now = load_case(as_now[changed.file], changed.file)
        if now.case is not None and changed.case is not None:
            moved += moved_days(session.deadlines(now.case), session.deadlines(changed.case))
    return tuple(moved)
