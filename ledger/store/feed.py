"""The calendar file: plain events become iCalendar, RFC 5545. The home of the library icalendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Alarm, Event

    from ledger.core.feed import Feed, FeedEvent

MAKER = "-//recoup//deadlines//EN"
LOOK_AGAIN = timedelta(hours=6)
"""How often a calendar that subscribes is asked to fetch the file anew."""
WARN_AT = timedelta(hours=9)
"""When on a day to warn: an event of a whole day begins at midnight, when nobody looks."""
_BEFORE = {"name": "x-wr-calname", "description": "x-wr-caldesc"}


def as_calendar(feed: Feed) -> bytes:
    """The bytes of the file, with the line ends that the standard asks for; the same feed gives the same bytes."""
    from icalendar import Calendar, vDuration, vText

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # The standard's names since 2016 and those that programs read before; the library escapes what it knows to be text.
    for name, text in (("name", feed.name), ("description", feed.about)):
        calendar.add(name, vText(text))
        calendar.add(_BEFORE[name], vText(text))
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(LOOK_AGAIN))
    for event in feed.events:
        calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def _event(one: FeedEvent) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", one.mark.at)
    event.add("last-modified", one.mark.at)
    event.add("sequence", one.mark.sequence)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", one.summary)
    event.add("description", one.description)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    for days in one.warn_days:
        event.add_component(_alarm(one, days))
    return event


def _alarm(one: FeedEvent, days: int) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one.summary)
    alarm.add("trigger", WARN_AT - timedelta(days=days))
    return alarm
