"""``recoup sync``: what is saved here goes to the team, what the team saved comes here, and nothing is lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.asking import at_terminal
from ledger.commands.came_in import came_in
from ledger.commands.hand_edits import files_edited
from ledger.commands.kept import file_kept
from ledger.commands.meeting import Meeting, meet
from ledger.commands.open_questions import local, open_as_data, say_open
from ledger.commands.save import begin, save_edited
from ledger.commands.session import session_of
from ledger.core.names import id_of
from ledger.report.sync import Met, as_data, moment, needs_you, shared, would_be_shared
from ledger.store.git import GitFailed
from ledger.store.git.syncing import agree, bases, fetched, forget_arriving, partner_of, seal_sent, sent
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.commands.session import Session
    from ledger.core.arrival import Arrived
    from ledger.report.sync import Came
    from ledger.store.git.syncing import Partner
    from ledger.store.saving.place import Folder

_TRIES = 6
"""The first, and five more where somebody else was there first."""
_PAUSE_SECONDS = 0.2
_SKEW_SECONDS = 5 * 60
_JOIN = 2
_SEALS_SENT = "seals-sent"
"""The file, beside the lock, with the seals that went along the last time: one made since goes out by itself."""


def sync(
    ctx: typer.Context,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go out and come in.")] = False,
) -> None:
    """Send what is saved here to your team, and take over what your team saved.

    Edits by hand are shown and saved first, as recoup save does. Where two people changed the same thing in different
    ways, both stay, nothing goes out, and recoup resolve asks which one stands.
    """
    session = session_of(ctx)
    session.dry_run = session.dry_run or dry_run
    spoken = session.quiet
    session.quiet = session.quiet or session.format == "json"
    _require_nothing_waits(session)
    begin(session)
    partner = partner_of(session.git, session.git.state().branch or "")
    from ledger.store.saving.lock import locked

    with locked(_folder(session)):
        sound = _saved_here(session)
        try:
            meeting, start = _exchanged(session, partner)
        finally:
            forget_arriving(session.git)
        seal = "" if session.dry_run or meeting.waiting else _sealed(session, partner)
    session.quiet = spoken
    _say(session, meeting, start)
    if seal and session.format != "json":
        session.confirm(f"Sealed: {seal}. recoup seal --list shows the line to keep elsewhere.")
    if meeting.waiting:
        session.leave(3)
    if not sound:
        session.leave(1)


# before


def _folder(session: Session) -> Path:
    from ledger.store.saving.turn_taking import home

    folder = home(session.git) / "sync"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _require_nothing_waits(session: Session) -> None:
    """Raise Refused, naming the cases, where two versions wait for a person."""
    state = session.git.state()
    if state.unfinished != "merge":
        return
    from ledger.store.git.joining import conflicted

    waiting = [id_of(file) if file.startswith("cases/") else file for file in conflicted(session.git)]
    named = f" of {', '.join(waiting[:3])}" if waiting else ""
    raise Refused(
        f"two versions{named} wait to be joined; nothing was changed", "recoup resolve, then recoup sync again"
    )


def _saved_here(session: Session) -> bool:
    """Save edits by hand, where somebody sees their summary, and file kept notes; whether every edit was sound."""
    if session.dry_run:
        return True
    sound = save_edited(session, [])[0] if at_terminal() else True
    file_kept(session)
    return sound


# the meeting


def _exchanged(session: Session, partner: Partner) -> tuple[Meeting, str]:
    """Fetch, join and send, again where somebody else was there first; what it came to, and our state before."""
    from ledger.store.saving import turn

    git = session.git
    start = git.state().commit or ""
    arrived: dict[str, Arrived] = {}
    for tried in range(_TRIES):
        if tried:
            time.sleep(_PAUSE_SECONDS * tried + (hash((start, tried)) % 100) / 250)
        theirs = _fetched(session, partner)
        with turn(git):
            meeting = meet(session, partner, theirs, take=not session.dry_run)
            _read_anew(session)
        arrived |= {one.commit: one for one in meeting.arrived}
        meeting = meeting._replace(arrived=tuple(arrived.values()))
        if session.dry_run or meeting.waiting or _sent(session, partner, meeting, theirs):
            _warn_of_clock(session, theirs)
            return meeting, start
    raise Refused(
        "saved here, not shared yet: others were sharing at the same moment, again and again",
        "nothing is lost; recoup sync again in a minute",
    )


def _read_anew(session: Session) -> None:
    """What came in may be the settings themselves."""
    for read in ("library", "clock", "private", "identities"):
        session.__dict__.pop(read, None)


def _fetched(session: Session, partner: Partner) -> str | None:
    try:
        state, odd, renamed = fetched(session.git, partner, seals=not session.dry_run)
    except GitFailed:
        known = session.git.shared()
        if known is not None and known.ahead:
            session.note(f"Saved here, not shared yet: {known.ahead} change{'s' * (known.ahead > 1)}.")
        raise
    for name, now in renamed:
        session.note(f"Another copy made a {name}, too: the one of this copy is now called {now}. Both stay.")
    for name in odd:
        session.note(f"{name} in the shared copy is not the one of this copy: recoup audit looks at both")
    return state


def _sent(session: Session, partner: Partner, meeting: Meeting, theirs: str | None) -> bool:
    from ledger.store.git.seals import seals_of
    from ledger.store.git.sharing import MET
    from ledger.store.saving.place import folder
    from ledger.store.saving.turn_taking import home

    seals = "".join(f"{one.name} {one.tag}\n" for one in seals_of(session.git)).encode()
    with folder(home(session.git)) as place:
        if meeting.ours != theirs or seals != (place.read(_SEALS_SENT) or b""):
            if not sent(session.git, partner, meeting.ours):
                return False
            agree(session.git, partner, meeting.ours)
            _noted(place, _SEALS_SENT, seals)
        _noted(place, MET, f"{session.now:%Y-%m-%dT%H:%M:%S+00:00}\n".encode())
    return True


def _noted(place: Folder, name: str, data: bytes) -> None:
    """Keep in this copy what was shared when. Raises Refused."""
    try:
        place.write(name, data, private=True)
    except OSError as error:
        raise Refused(
            f"everything is shared, but the disk refused the note of it here: {error.strerror}",
            "nothing is lost; once the disk is in order, recoup sync again",
        ) from None


def _warn_of_clock(session: Session, theirs: str | None) -> None:
    """Say where this computer's clock and the last change of the shared copy cannot both be right."""
    if theirs is None or session.settings.frozen_on:
        return
    from ledger.store.git.arriving import times_of

    saved_at = times_of(session.git, [theirs])[theirs]
    if saved_at > session.now.timestamp() + _SKEW_SECONDS:
        at = moment(local(session, saved_at), session.today)
        session.note(f"A clock is wrong: the last change of the shared copy was saved {at}, which has not come yet.")
        session.note("  hint: check the clock of this computer, and of the one that saved it")


def _sealed(session: Session, partner: Partner) -> str:
    """Make the seal of the month where it is due; its name, empty for none.

    One that cannot be sent at once is not kept, and made another time.
    """
    from ledger.commands.sealing import seal_if_due

    session.quiet = True
    made = seal_if_due(session)
    return made.name if made is not None and seal_sent(session.git, partner, made.name) else ""


# after


def _say(session: Session, meeting: Meeting, start: str) -> None:
    met = _met(session, meeting, start)
    if session.format == "json":
        state = "needs_you" if meeting.waiting else "would_share" if session.dry_run else "shared"
        session.json("sync", {**as_data(state, met), "open": open_as_data(session, meeting)})
        return
    session.report(meeting.notes)
    if meeting.waiting:
        session.say(needs_you(meeting.joined, len(meeting.waiting), dry_run=session.dry_run))
        say_open(session, meeting)
        return
    for line in would_be_shared(met) if session.dry_run else shared(met):
        session.confirm(line)


def _met(session: Session, meeting: Meeting, start: str) -> Met:
    went, came = (sum(len(one.parents) < _JOIN for one in some) for some in (meeting.leaving, meeting.arrived))
    cases, files = _came(session, meeting, start) if meeting.arrived else ((), ())
    edited = tuple(files_edited(session)) if not meeting.waiting else ()
    now = session.now.astimezone(session.clock.zone)
    return Met(now, session.today, went, came, cases, files, edited)


def _came(session: Session, meeting: Meeting, start: str) -> tuple[tuple[Came, ...], tuple[str, ...]]:
    common = next(iter(bases(session.git, start, meeting.theirs)), None)
    return came_in(session.git, common, meeting.theirs, meeting.arrived) if common else ((), ())
