"""The history of a case: what each saved version changed, told from the versions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from ledger.core.case import Case, Demand
from ledger.core.event import Event, events_between, late_by

_WITHOUT_LATENESS = ("opened", "removed")


class Saved(NamedTuple):
    """One saved version of one case. ``before`` holds the case in each version it was made from; None where absent.

    ``after`` is None where the file was removed, or, with ``unreadable``, where it could not be read as a case;
    ``mended``: the version before it could not be read.
    """

    case: str
    version: str
    at: datetime
    by: str
    before: tuple[Case | None, ...]
    after: Case | None
    unreadable: bool = False
    mended: bool = False


class Told(NamedTuple):
    """One event with the save that brought it: three times stand apart, happened, recorded and saved."""

    case: str
    version: str
    saved_at: datetime
    saved_by: str
    event: Event


def told(saved: Saved, zone: tzinfo, field: str = "") -> tuple[Told, ...]:
    """Return what one version changed, or only what it tells of one field (``demand.amount``).

    Where two lines of work were joined, only what neither of them had is an event of the joining. ``zone`` is the
    ledger's: in it the day of the save is compared with the day something happened.
    """
    if saved.unreadable:
        events: tuple[Event, ...] = (Event("unreadable", (), "the file could not be read as a case"),)
    elif saved.mended:
        events = (Event("mended", (), "the file could be read as a case again"),)
    else:
        first, *others = saved.before or (None,)
        events = _events(first, saved.after, field)
        for other in others:
            known = {(event.field, event.sentence) for event in _events(other, saved.after, field)}
            events = tuple(event for event in events if (event.field, event.sentence) in known)
    marked = _first_marked(events, saved, zone) if _is_new(saved) else [_marked(event, saved, zone) for event in events]
    return tuple(
        Told(saved.case, saved.version, saved.at, saved.by, event)
        for event in marked
        if not field or event.about(field)
    )


def _is_new(saved: Saved) -> bool:
    return not saved.mended and all(case is None for case in saved.before)


def _first_marked(events: Sequence[Event], saved: Saved, zone: tzinfo) -> list[Event]:
    """A case that is entered whole brings its past along: that is said once, not at every entry."""
    late = sum(bool(_lateness(event, saved, zone)) for event in events)
    if not late:
        return list(events)
    first, *others = events
    said = "1 of its entries is" if late == 1 else f"{late} of its entries are"
    return [first._replace(marks=(*first.marks, f"{said} older than this save")), *others]


def _events(before: Case | None, after: Case | None, field: str) -> tuple[Event, ...]:
    """A field is told from its first value on, and that one stands in the opening of the case."""
    if field and before is None and after is not None:
        before = Case(after.id, after.title, after.payer, Demand())
    return events_between(before, after)


def _marked(event: Event, saved: Saved, zone: tzinfo) -> Event:
    """Mark what was saved long after it happened, or by another than who recorded it."""
    late = _lateness(event, saved, zone)
    marks = [*event.marks, late] if late else list(event.marks)
    if event.recorded is not None and event.recorded.by != saved.by:
        marks.append(f"recorded by {event.recorded.by}")
    return event._replace(marks=tuple(marks))


def _lateness(event: Event, saved: Saved, zone: tzinfo) -> str:
    saved_on = saved.at.astimezone(zone).date()
    if event.recorded is not None:
        days = late_by(event.recorded.at.astimezone(zone).date(), saved_on)
        return f"saved {days} days after it was recorded" if days else ""
    days = late_by(event.when, saved_on) if event.kind not in _WITHOUT_LATENESS else 0
    return f"saved {days} days later" if days else ""
