"""The calendar file: whatever an event says, the file holds that and nothing else (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from ledger.core.feed import Feed, FeedEvent, Mark
from ledger.store.feed import as_calendar

MARK = Mark(7, datetime(2026, 3, 9, 15, tzinfo=UTC))
EVENT = FeedEvent("a@b.recoup.invalid", date(2026, 12, 31), "Act; or not, now", "One.\nTwo.", MARK, warn_days=(14, 0))


def written(*events: FeedEvent, name: str = "recoup deadlines") -> bytes:
    return as_calendar(Feed(name, "About, it", events))


def events_of(data: bytes) -> list[Event]:
    return [one for one in Calendar.from_ical(data).walk("VEVENT") if isinstance(one, Event)]


def test_the_file_reads_line_by_line() -> None:
    assert written(EVENT).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//recoup//deadlines//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "DESCRIPTION:About\\, it",
        "X-WR-CALDESC:About\\, it",
        "NAME:recoup deadlines",
        "X-WR-CALNAME:recoup deadlines",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "BEGIN:VEVENT",
        "SUMMARY:Act\\; or not\\, now",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "DTSTAMP:20260309T150000Z",
        "UID:a@b.recoup.invalid",
        "SEQUENCE:7",
        "DESCRIPTION:One.\\nTwo.",
        "LAST-MODIFIED:20260309T150000Z",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Act\\; or not\\, now",
        "TRIGGER:-P13DT15H",  # nine in the morning, fourteen days before
        "END:VALARM",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Act\\; or not\\, now",
        "TRIGGER:PT9H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_withdrawn_event_is_cancelled_under_its_name() -> None:
    data = written(EVENT._replace(cancelled=True, warn_days=()))
    assert b"STATUS:CANCELLED" in data
    assert b"UID:a@b.recoup.invalid" in data
    assert b"VALARM" not in data


def test_a_calendar_without_events_is_a_calendar() -> None:
    assert events_of(written()) == []


HOSTILE = 'Lone Star\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:x@example.com\rURL;X=":http://example.com\\n,;'


def test_a_name_cannot_bring_in_an_event_or_a_property() -> None:
    data = written(EVENT._replace(summary=HOSTILE, description=HOSTILE), name=HOSTILE)
    (event,) = events_of(data)
    assert "URL" not in event
    assert "ATTENDEE" not in event
    assert not [line for line in data.split(b"\r\n") if line.startswith((b"ATTENDEE", b"URL"))]


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")) | st.sampled_from('\n;,:\\"'), max_size=200)


@given(TEXT, TEXT)
@settings(max_examples=60)
def test_lines_are_short_and_every_text_comes_back(summary: str, description: str) -> None:
    data = written(EVENT._replace(summary=summary, description=description))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    (event,) = events_of(data)
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (summary, description)
