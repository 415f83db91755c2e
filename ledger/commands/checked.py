"""``recoup checked``: a place where demands arrive was looked at."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands import arguments
from ledger.commands.session import session_of
from ledger.core.acts.looked import Watch, looked, watches
from ledger.core.day import in_words, short
from ledger.store.looks import look_written, looks
from ledger.store.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.commands.session import Session
    from ledger.core.practice import Channel

_CHANNEL = typer.Argument(
    metavar="[CHANNEL]", help="The place, by its id under channels: in ledger.yaml; none lists all."
)


def checked(
    ctx: typer.Context,
    channel: Annotated[str, _CHANNEL] = "",
    looked_on: Annotated[str, arguments.day("The day it was looked at; today if not given.", "--on")] = "",
) -> None:
    """Note that a place where demands arrive was looked at; without CHANNEL, show when each was."""
    session = session_of(ctx)
    places = session.settings.channels
    if not places:
        hint = "add channels: to ledger.yaml, as - {id: mail, name: Front desk, owner: jlee, every_days: 1}"
        raise UsageError("ledger.yaml names no place where demands arrive", hint)
    if channel:
        _note(session, one_of_ids(channel, places), looked_on)
    show(session, watches(places, looks(session.library)))


def one_of_ids(typed: str, places: Sequence[Channel]) -> Channel:
    """The place with that id. Raises UsageError naming the ids there are."""
    wanted = typed.strip().casefold()
    found = next((place for place in places if place.id.casefold() == wanted), None)
    if found is None:
        raise UsageError(
            f"{typed!r} is no channel of this ledger", f"one of: {', '.join(place.id for place in places)}"
        )
    return found


def show(session: Session, found: Sequence[Watch]) -> None:
    """Say of every place when somebody looked last, and what is due."""
    if session.format == "json":
        session.json("channels", {"channels": [_as_data(watch) for watch in found]})
        return
    width = max(len(watch.channel.id) for watch in found)
    for watch in found:
        session.say(f"  {watch.channel.id:<{width}}  {_state(watch, session.today)}")


def _note(session: Session, place: Channel, typed: str) -> None:
    day = session.day_not_ahead(typed, "--on") if typed else session.today
    change = looked(place, day, session.stamp())
    write = look_written(session.library, change.edits, session.now.date(), session.handle)
    said = f"{change.subject[0].upper()}{change.subject[1:]}\n\nEvent: {change.event}\nRecoup: {session.version}\n"
    session.keep([write], said)
    if not session.dry_run:
        session.confirm(f"Noted: {place.name or place.id} looked at {in_words(day)}.")


def _state(watch: Watch, today: date) -> str:
    if watch.last is None:
        return "never looked at" if watch.due_on else "never looked at; no rhythm set"
    said = f"looked at {short(watch.last.looked_on, today)}"
    said += f" by {watch.last.by}" if watch.last.by else ""
    if watch.due_on is None:
        return said
    if watch.due_on < today:
        return f"{said}; DUE since {short(watch.due_on, today)}"
    return f"{said}; next by {short(watch.due_on, today)}"


def _as_data(watch: Watch) -> dict[str, str | None]:
    due_on = None if watch.due_on in (None, date.min) else str(watch.due_on)
    return {
        "channel": watch.channel.id,
        "owner": watch.channel.owner,
        "looked_on": str(watch.last.looked_on) if watch.last else None,
        "by": watch.last.by if watch.last else None,
        "due_on": due_on,
    }
