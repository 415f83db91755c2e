"""What a reader of the history must know of a save or an entry: late, back-dated, by proxy, from outside the team.

A label accuses nobody. It says which of the four times, or which of the people, do not fit together.
"""

# No deferred annotations here: NamedTuple compiles each one that is text, which doubles the time these classes take.

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from ledger.core.event import Event, late_by
from ledger.core.roster import Roster

LATE = "late"
BACK_DATED = "back_dated"
AHEAD = "ahead"
PROXY = "proxy"
OUTSIDE = "outside"
CLOCK = "clock"
CORRECTED = "corrected"
CORRECTION = "correction"
RETRACTED = "retracted"
RETRACTION = "retraction"
PARTLY = "partly_read"
CUT = "cut"

SLACK = timedelta(minutes=5)
"""How far two clocks may stand apart, and how long a save may take, before times count as out of order."""

WITHOUT_LATENESS = ("opened", "case_removed", "cut", "missing", "unreadable", "mended")


class Label(NamedTuple):
    """One thing to know: its name for programs, its words."""

    name: str
    words: str


class Times(NamedTuple):
    """Who saved something and when: the save itself, the newest one it was made from, and the ledger's time zone."""

    at: datetime
    by: str
    kept_by: str
    zone: tzinfo
    parent_at: datetime | None = None


def of_save(save: Times, roster: Roster) -> tuple[Label, ...]:
    """What must be known of a save as a whole."""
    return tuple(_of_save(save, roster))


def of_event(event: Event, save: Times, roster: Roster) -> tuple[Label, ...]:
    """What must be known of one entry or changed field; that it was late is said by ``lateness``."""
    return (*_answering(event), *_typed(event, save, roster), *_stamped(event, save), *_outside(event, save, roster))


def lateness(event: Event, save: Times) -> Label | None:
    """That something was saved long after it happened, or long after it was recorded."""
    saved_on = save.at.astimezone(save.zone).date()
    if event.recorded is not None:
        days = late_by(event.recorded.at.astimezone(save.zone).date(), saved_on)
        return Label(BACK_DATED, f"saved {days} days after it was recorded") if days else None
    days = late_by(event.when, saved_on) if event.kind not in WITHOUT_LATENESS else 0
    return Label(LATE, f"saved {days} days later") if days else None


def _of_save(save: Times, roster: Roster) -> Iterator[Label]:
    if save.kept_by and not roster.same(save.by, save.kept_by):
        yield Label(PROXY, f"written by {save.by}, saved by {save.kept_by}")
    if save.parent_at is not None and save.parent_at - save.at > SLACK:
        yield Label(CLOCK, f"the clock stood {_spoken(save.parent_at - save.at)} before the save it follows")
    saved_on = save.at.astimezone(save.zone).date()
    for who in dict.fromkeys(filter(None, (save.by, save.kept_by))):
        why = roster.outside(who, saved_on)
        if why:
            yield Label(OUTSIDE, f"saved {saved_on}: {why}")


def _answering(event: Event) -> Iterator[Label]:
    if event.kind in (CORRECTION, RETRACTION):
        yield Label(event.kind, event.marks[-1])


def _typed(event: Event, save: Times, roster: Roster) -> Iterator[Label]:
    if event.recorded is None:
        return
    late = late_by(event.when, event.recorded.at.date())
    if late:
        yield Label(LATE, f"recorded {late} days later")
    if event.who is not None and not roster.same(event.who, event.recorded.by):
        yield Label(PROXY, f"{event.who} acted, {event.recorded.by} typed")
    if not roster.same(event.recorded.by, save.by):
        yield Label(PROXY, f"recorded by {event.recorded.by}")


def _stamped(event: Event, save: Times) -> Iterator[Label]:
    if event.recorded is None:
        return
    stamp = event.recorded.at
    if save.parent_at is not None and save.parent_at - stamp > SLACK:
        before = f"{_spoken(save.parent_at - stamp)} before the save that this one follows"
        yield Label(BACK_DATED, f"its stamp is {before}")
    if stamp - save.at > SLACK:
        yield Label(AHEAD, f"its stamp is {_spoken(stamp - save.at)} later than its save")


def _outside(event: Event, save: Times, roster: Roster) -> Iterator[Label]:
    said: dict[str, date] = {}
    if event.recorded is not None:
        said[event.recorded.by] = event.recorded.at.astimezone(save.zone).date()
    if event.who is not None and event.when is not None:
        said.setdefault(event.who, event.when)
    for who, on in said.items():
        why = roster.outside(who, on)
        if why:
            yield Label(OUTSIDE, f"{on}: {why}")


def _spoken(span: timedelta) -> str:
    """``3 days``, ``2 hours``, ``6 minutes``: the largest unit that fits."""
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        count = int(span.total_seconds()) // size
        if count:
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "less than a minute"  # pragma: no cover
