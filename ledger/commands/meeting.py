"""One meeting with the shared copy: what came is looked at, joined with what is here, checked, and only then taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.bringing import Bringing, judge_brought
from ledger.commands.joining import authors, judge_of
from ledger.core.arrival import rewritten
from ledger.core.finding import ERROR
from ledger.core.names import id_of
from ledger.core.severity import severity_of
from ledger.store.git.program import failed
from ledger.store.git.standing import PLAIN_FILE
from ledger.store.git.syncing import agree, bases, known_before
from ledger.store.git.trees import Entry, commit_tree
from ledger.store.joining import Way, join, lost_by
from ledger.store.refusal import Refused
from ledger.store.saving.journal import Moving
from ledger.store.saving.moving import move
from ledger.store.saving.turn_taking import home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.arrival import Arrived
    from ledger.core.finding import Finding
    from ledger.store.git.syncing import Partner
    from ledger.store.joining import Joined, Open

_STOPS = frozenset({"LED116", "LED701", "LED702", "LED703", "LED704", "LED705", "LED706", "LED709", "LED730"})
"""What nobody takes over: lost entries, removed files, files that could run or lead elsewhere, a rewritten past."""


class Meeting(NamedTuple):
    """What one meeting came to.

    ``ours``: the state to send, our own where a person must decide first. ``theirs``: what the shared copy held, empty
    for nothing. ``arrived`` and ``leaving``: the saved
    changes that only the other side had. ``notes``: what is wrong with what came and stops nobody.
    """

    ours: str
    theirs: str = ""
    arrived: tuple[Arrived, ...] = ()
    leaving: tuple[Arrived, ...] = ()
    notes: tuple[Finding, ...] = ()
    waiting: tuple[Open, ...] = ()
    joined: int = 0


def meet(session: Session, partner: Partner, theirs: str | None, *, take: bool) -> Meeting:
    """Look at what the shared copy holds and, with ``take``, make it part of this copy; under the lock.

    Raises Refused, with nothing changed, where something came that nobody takes over, something here is not to be sent,
    or a file in question has edits.
    """
    git = session.git
    ours = git.state().commit
    if ours is None:
        raise Refused("nothing was saved here yet", "recoup save keeps what was edited")
    before = known_before(git, partner)
    if theirs is None:
        if before is not None:
            _stop([rewritten(before)], "The shared copy no longer holds what was shared.")
        return Meeting(ours, leaving=_leaving(session, ours, None, None).arrived)
    common = next(iter(bases(git, ours, theirs)), None)
    if common is None:
        raise Refused(
            "the shared copy holds another ledger than this one; nothing was changed",
            "check the address with your team",
        )
    came = _came(session, ours, before, theirs)
    leaving = _leaving(session, ours, common, theirs)
    notes = tuple(one for one in came.findings if severity_of(one) == ERROR and one.code not in _STOPS)
    meeting = Meeting(ours, theirs, came.arrived, leaving.arrived, notes)
    if git.follows(theirs, ours):
        meeting = meeting._replace(arrived=())
    elif git.follows(ours, theirs):
        meeting = meeting._replace(ours=_forward(session, ours, theirs) if take else ours)
    else:
        meeting = _join(session, meeting, theirs, take=take)
    if take:
        agree(git, partner, theirs)
    return meeting


# what comes and what goes


class _Looked(NamedTuple):
    arrived: tuple[Arrived, ...]
    findings: tuple[Finding, ...] = ()


def _came(session: Session, ours: str, before: str | None, theirs: str) -> _Looked:
    """Judge what came. What was shared before must still be part of it, whatever a plain fetch has done since."""
    git = session.git
    if before is not None and not git.follows(before, theirs):
        _stop([rewritten(before)], "The shared copy no longer holds what was shared.")
    brought = judge_brought(git, _asked(session, theirs, before, (ours,)))
    wrong = [one for one in brought.findings if severity_of(one) == ERROR and one.code in _STOPS]
    if wrong:
        session.report(wrong)
        _stop(wrong, "What came in was not taken over.")
    return _Looked(brought.arrived, brought.findings)


def _leaving(session: Session, ours: str, common: str | None, theirs: str | None) -> _Looked:
    """Judge what is to be sent, as the check before sharing does where it is set up."""
    brought = judge_brought(session.git, _asked(session, ours, common, (theirs,) if theirs else ()))
    wrong = [one for one in brought.findings if severity_of(one) == ERROR and one.code in _STOPS]
    if wrong:
        session.report(wrong)
        raise Refused(
            f"not shared, nothing was changed: {wrong[0].message}", wrong[0].hint or "put it right, then recoup sync"
        )
    return _Looked(brought.arrived)


def _asked(session: Session, new: str, old: str | None, known: tuple[str, ...]) -> Bringing:
    now = None if session.settings.frozen_on else int(session.now.timestamp())
    return Bringing(new, old, known=known, now=now, identities=session.identities)


def _stop(wrong: Sequence[Finding], first: str) -> None:
    hint = "ask whoever saved it, or looks after the shared copy, to bring it back; your copy still has everything"
    if wrong[0].code == "LED730":
        hint += "; after a removal that your team agreed on, recoup join gets a new copy"
    raise Refused(f"{first} {wrong[0].message[:1].upper()}{wrong[0].message[1:]}. Nothing was changed here", hint)


# taking it over


def _forward(session: Session, ours: str, theirs: str) -> str:
    git = session.git
    changed = git.between(ours, theirs)
    entries = tuple((one.path, one.mode if one.after else PLAIN_FILE, one.before, one.after) for one in changed)
    _move(session, Moving(git.state().branch or "", ours, theirs, theirs, entries), "")
    return theirs


def _join(session: Session, meeting: Meeting, theirs: str, *, take: bool) -> Meeting:
    git, ours = session.git, meeting.ours
    way = Way(
        home(git),
        lambda sided: authors(git, sided.ours, sided.theirs, sided.path, sided.base),
        lambda path: judge_of(session.library, path),
    )
    joined = join(git, ours, theirs, way)
    if joined is None:
        return meeting
    session.report(joined.findings)
    lost = [one for one in lost_by(git, ours, theirs, joined) if severity_of(one) == ERROR]
    if lost:
        session.report(lost)
        raise Refused(
            f"joining would lose something: {lost[0].message}; nothing was changed", "recoup doctor, then ask for help"
        )
    meeting = meeting._replace(waiting=joined.open, joined=len(joined.entries) - len(joined.open))
    if not take:
        return meeting
    entries = _moved(session, joined)
    branch = git.state().branch or ""
    message = _message(joined.entries, session.version)
    if joined.open:
        _require_nothing_staged(session)
        stages = tuple(
            (one.sided.path, number, name)
            for one in joined.open
            for number, name in enumerate(one.sided[1:], start=1)
            if name
        )
        _move(session, Moving(branch, ours, "", theirs, entries, stages), message)
        return meeting
    answer = commit_tree(git, joined.tree, (ours, theirs), message)
    if answer.status:
        raise failed("commit-tree", answer)
    new = answer.out.decode().strip()
    _move(session, Moving(branch, ours, new, theirs, entries), message)
    return meeting._replace(ours=new)


def _moved(session: Session, joined: Joined) -> tuple[tuple[str, str, str | None, str | None], ...]:
    held = {entry.path: entry.blob for entry in session.git.entries_at("HEAD")}
    return tuple(
        (path, mode if blob else PLAIN_FILE, held.get(path), blob)
        for path, mode, blob in map(Entry._make, joined.entries)
    )


def _move(session: Session, moving: Moving, message: str) -> None:
    move(session.git, home(session.git), moving, message)


def _require_nothing_staged(session: Session) -> None:
    staged = session.git.staged()
    if staged:
        raise Refused(
            f"two versions need you, and {staged[0].path} is staged for a save of its own; nothing was changed",
            "save it, or take it off git's list; then recoup sync again",
        )


def _message(entries: Sequence[Entry], version: str) -> str:
    """The message of the save: which cases were joined; no value stands in it."""
    cases = [id_of(entry.path) for entry in entries if entry.path.startswith("cases/")]
    most = 3
    more = f" and {len(cases) - most} more" if len(cases) > most else ""
    subject = (
        f"{', '.join(cases[:most])}{more}: joined with the shared copy" if cases else "Joined with the shared copy"
    )
    return (
        "\n".join([subject, "", *(f"Case: {name}" for name in cases[:50]), "Event: joined", f"Recoup: {version}"])
        + "\n"
    )
