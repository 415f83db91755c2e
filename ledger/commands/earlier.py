"""The ledger as it stood earlier: by a day, or in a saved state that somebody names."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledger.core.day import short
from ledger.core.names import id_of
from ledger.report.columns import wrapped
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, tzinfo

    from ledger.commands.session import Session

_SHORT_HASH = 10


class Earlier(NamedTuple):
    """One saved state: its name, when it was saved, the day its dates are reckoned for, and what to know of it."""

    version: str
    saved_at: datetime
    day: date
    notes: tuple[str, ...] = ()


def as_recorded_by(session: Session, file: str, day: date) -> Earlier:
    """The state that was saved last by the end of a day, in the ledger's time zone.

    It is the last one on the line that this copy's state stands on; what others had saved by then and was joined only
    later is counted in ``notes``. Where it holds no such case and another line does, that one is taken.

    Raises UsageError where the case was not saved by then.
    """
    zone = session.clock.zone
    end = datetime.combine(day + timedelta(days=1), time.min, zone)
    line = session.git.line()
    found = next((place for place, state in enumerate(line) if state.at < end), None)
    elsewhere = [
        state for state in session.git.elsewhere(line[found].name if found is not None else "", file) if state.at < end
    ]
    if found is None or session.git.blob_at(line[found].name, file) is None:
        if not elsewhere:
            raise UsageError(f"{id_of(file)} was not saved yet at the end of {short(day)} {day.year}", _whole(session))
        newest = max(elsewhere, key=lambda state: state.at)
        note = "it came in with a joining later; then this was the copy of the one who saved it"
        return Earlier(newest.name, newest.at, day, (note,))
    notes = []
    if elsewhere:
        count = f"{len(elsewhere)} save{'' if len(elsewhere) == 1 else 's'}"
        notes.append(f"{count} of this case, made by then in another copy, came in later and is not in it")
    if any(state.at >= end for state in line[found:]):
        notes.append("the clocks of the saves before it are not in order: recoup history says where")
    return Earlier(line[found].name, line[found].at, day, tuple(notes))


def named_state(session: Session, rev: str) -> Earlier:
    """The state that a name means: the beginning of a version, a seal, any name that git knows.

    Raises UsageError where no saved state has that name.
    """
    state = session.git.state_named(rev)
    if state is None:
        raise UsageError(f"--at: no saved state is called {rev!r}", _whole(session))
    return Earlier(state.name, state.at, state.at.astimezone(session.clock.zone).date())


def said(earlier: Earlier, zone: tzinfo, asked: str) -> list[str]:
    """The head of the screen: which state it is, and with which rules its dates were reckoned."""
    at = earlier.saved_at.astimezone(zone)
    saved = f"{earlier.version[:_SHORT_HASH]}, saved {short(at.date())} {at:%Y %H:%M}"
    dates = f"Dates by the rules it holds, as of {short(earlier.day)} {earlier.day.year}."
    notes = [wrapped(f"NOTE: {note}.", "      ") for note in earlier.notes]
    return [f"{asked}.", *wrapped(f"State {saved}. {dates}", ""), *(line for lines in notes for line in lines)]


def _whole(session: Session) -> str:
    if session.git.state().shallow:
        return "this copy holds only the end of the history: recoup join ADDRESS DIR makes one that holds all of it"
    return "recoup history CASE --format csv lists the saved states of a case"


def listed(earlier: Earlier) -> dict[str, object]:
    """The state for a program."""
    notes: Sequence[str] = earlier.notes
    return {"version": earlier.version, "saved_at": earlier.saved_at.isoformat(), "notes": list(notes)}
