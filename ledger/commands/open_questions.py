"""What two people changed in different ways, as ``recoup sync`` shows it: both values, whose they are, since when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ledger.commands.came_in import last_by
from ledger.report.sync import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.meeting import Meeting
    from ledger.commands.session import Session
    from ledger.core.arrival import Arrived
    from ledger.report.joining import Question

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def local(session: Session, second: int) -> datetime:
    """A second since 1970, as git counts them, in the ledger's time zone."""
    return (_EPOCH + timedelta(seconds=second)).astimezone(session.clock.zone)


def _open_questions(session: Session, meeting: Meeting) -> list[tuple[str, list[Question]]]:
    """What both changed, file by file, with who saved either version and when."""
    from ledger.commands.resolving import Joint, question

    ours, theirs = (last_by(session.git, some) for some in (meeting.leaving, meeting.arrived))
    found = []
    for one in meeting.waiting:
        path = one.sided.path
        names = one.names._replace(
            ours=_who(session, ours.get(path), one.names.ours, elsewhere=""),
            theirs=_who(session, theirs.get(path), one.names.theirs, elsewhere=", on another computer"),
        )
        joint = Joint(path, None, None, None, names, turned=False)
        found.append((joint.called, [question(joint, conflict) for conflict in one.conflicts]))
    return found


def _who(session: Session, saved: Sequence[Arrived] | None, name: str, *, elsewhere: str) -> str:
    """Who saved a version last, and when: ``you, Mon 14:02``."""
    if not saved:
        return name
    last = saved[-1]
    own = session.git.identity()
    mine = own is not None and own.email.casefold() == last.email.casefold()
    return f"{f'you{elsewhere}' if mine else last.name}, {moment(local(session, last.saved_at), session.today)}"


def say_open(session: Session, meeting: Meeting) -> None:
    """Print each place to decide, and how to decide it."""
    from ledger.report.joining import asked, waiting

    for called, questions in _open_questions(session, meeting):
        if session.dry_run:
            session.say(called)
        for line in (
            [line for one in questions for line in asked(one)] if session.dry_run else waiting(called, questions)
        ):
            session.say(line)
    if not session.dry_run:
        session.say("Until then no letter is made from it, and calls you log are kept for later.")


def open_as_data(session: Session, meeting: Meeting) -> list[dict[str, Any]]:
    """Each place to decide, for a program."""
    return [
        {
            "case": called,
            "field": one.field,
            "said": one.said,
            **{word: {"value": value, "by": whose} for word, value, whose in one.values},
        }
        for called, questions in _open_questions(session, meeting)
        for one in questions
    ]
