"""``recoup hand-over``: open cases of one person to another, in one saved change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ledger.commands import arguments
from ledger.commands.session import session_of
from ledger.commands.several import changed
from ledger.core.checks.people import has_left
from ledger.core.edit import SetField
from ledger.core.owner import away
from ledger.report.columns import DISCLAIMER, wrapped
from ledger.report.following import next_day
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.case import Case
    from ledger.core.practice import Person
    from ledger.store.library import Loaded
    from ledger.store.saving import Write

NOBODY = "nobody"


class HandedOver(NamedTuple):
    """One case on its way to somebody else: how it will read, and what is due next."""

    case: Case
    write: Write
    due: str


def hand_over(
    ctx: typer.Context,
    giver: Annotated[str, typer.Argument(metavar="FROM", help="Whose cases: an id of people:, or nobody.")],
    taker: Annotated[str, typer.Argument(metavar="TO", help="Who has them from now on.")],
    cases: Annotated[list[str] | None, arguments.cases] = None,
) -> None:
    """Hand the open cases of one person, or those named, to another."""
    session = session_of(ctx)
    new = _taker(session, taker)
    old = _giver(session, giver)
    if old == new.id:
        raise UsageError(f"{old} has them already", "name two different people")
    found = [_handed_over(session, opened, new.id) for opened in _theirs(session, old, cases or [])]
    if not found:
        session.say(f"{old} has no open case.")
        return
    session.keep([one.write for one in found], _message(session, old, new.id, found))
    if session.dry_run:
        return
    for one in found:
        for line in wrapped(f"{one.case.id}: owner {old} -> {new.id}. {one.due or 'Nothing of ours is due.'}"):
            session.confirm(line)
    count = f"{len(found)} case{'' if len(found) == 1 else 's'}"
    session.confirm(f"Handed over: {count}. {_there(new, session)}".rstrip())
    session.confirm(DISCLAIMER)


def _taker(session: Session, typed: str) -> Person:
    people = session.settings.people
    person = next((one for one in people if one.id == typed.strip().casefold()), None)
    if person is None:
        known = ", ".join(one.id for one in people) or "nobody yet"
        raise UsageError(f"{typed!r} is nobody of people: in ledger.yaml", f"known ids: {known}")
    if has_left(person, session.today):
        message = f"{person.id} was with the team through {person.left_on}; nothing was changed"
        raise Refused(message, "hand the cases to somebody who is here")
    return person


def _giver(session: Session, typed: str) -> str:
    """The owner as the cases name them: somebody of people:, somebody whom no line names any more, or nobody."""
    wanted = typed.strip().casefold()
    known = {one.id for one in session.settings.people} | {case.owner for case in session.cases()} | {NOBODY}
    if wanted not in known:
        message = f"{typed!r} is nobody of people: in ledger.yaml, and no case names them"
        raise UsageError(message, f"known: {', '.join(sorted(one for one in known if one))}")
    return wanted


def _theirs(session: Session, old: str, names: Sequence[str]) -> list[Loaded]:
    """The open cases of somebody, or those named. Raises Refused where one is somebody else's, or closed."""
    opened = [session.open_case(name) for name in names]
    for one in opened:
        case = session.usable(one)
        if case.closed is not None:
            raise Refused(f"{case.id} is closed; nothing was changed", "leave it out; a closed case keeps its owner")
        if (case.owner or NOBODY) != old:
            message = f"{case.id} is {case.owner or NOBODY}'s, not {old}'s; nothing was changed"
            raise Refused(message, f"recoup list --owner {old} shows whose is what")
    if names:
        return list({one.file: one for one in opened}.values())
    open_cases = (one for one in session.cases() if one.closed is None and (one.owner or NOBODY) == old)
    return [session.library.load_case(one.file) for one in open_cases]


def _handed_over(session: Session, opened: Loaded, new: str) -> HandedOver:
    one = changed(session, opened, [SetField(("owner",), new)])
    due = " ".join(line.strip() for line in next_day(session.deadlines(one.case), session.today))
    return HandedOver(one.case, one.write, due)


def _message(session: Session, old: str, new: str, found: Sequence[HandedOver]) -> str:
    """A sentence for each case, so that the change reads without any of our tools."""
    count = f"{len(found)} case{'' if len(found) == 1 else 's'}"
    named = found[0].case.id if len(found) == 1 else count
    body = "\n".join(f"- {one.case.id}: owner {old} -> {new}" for one in found)
    trailers = [*(f"Case: {one.case.id}" for one in found), "Event: hand_over", f"Recoup: {session.version}"]
    return f"{named}: handed over from {old} to {new}\n\n{body}\n\n" + "\n".join(trailers) + "\n"


def _there(new: Person, session: Session) -> str:
    if not away(new, session.today):
        return ""
    through = f" through {new.away_through}" if new.away_through else ""
    return f"{new.id} is away{through}; {new.covered_by or NOBODY} stands in."
