"""The calendar of ``recoup deadlines --format ics``: what saved states say of each event, and the file itself."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from ledger.core.feed import SOURCES, Past, Save, feed_of, past_of
from ledger.core.law.governing import counted
from ledger.store.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.due import Due


def write_feed(session: Session, found: Sequence[Due]) -> None:
    """Write the calendar to standard output, byte for byte; what it cannot hold is said beside it."""
    from ledger.store.feed import as_calendar

    feed = feed_of(found, session.library.payers, session.settings, _past(session), session.today)
    sys.stdout.flush()
    sys.stdout.buffer.write(as_calendar(feed))
    sys.stdout.buffer.flush()
    if feed.undated:
        session.note(f"NO DATE: {counted(feed.undated, 'act')} not in the calendar; recoup deadlines lists them")


def _past(session: Session) -> Past:
    """The saved states that touched what days are reckoned from, from one reading of the history.

    Raises Refused where this copy holds only the end of the history: its numbers would be lower than those sent before.
    """
    from ledger.store.git import NONE, READY

    state = session.git.state()
    otherwise = datetime.combine(session.today, time(), UTC)
    if state.kind == NONE or (state.kind == READY and state.commit is None):
        return past_of((), otherwise)
    if state.shallow:
        message = "this copy of the ledger holds only the end of its history; the calendar counts every saved state"
        raise Refused(message, "make the calendar from a whole copy: recoup join ADDRESS makes one")
    unsaved = session.git.status(SOURCES)
    if unsaved:
        session.note(f"{counted(len(unsaved), 'file')} not saved yet; save first, so that calendars see what changed")
    saves = session.git.commits(SOURCES)
    return past_of(
        (Save(one.committed_at.astimezone(UTC), tuple(change.path for change in one.files)) for one in saves), otherwise
    )
