"""That somebody looked at a place where demands arrive: one line for each look, in a file of its own for each person.

The files are ``checked/2026-03-jlee.yaml``: a month and a person apiece, so that no two people ever add to one file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from ledger.core.day import NotADay, parse_day
from ledger.core.edit import AppendEntry, Change, Flow
from ledger.core.practice import Channel

FOLDER = "checked"
FIRST_LINES = "# Where demands can arrive, and when somebody looked. Lines are only added: recoup checked\nchecked:\n"


class Look(NamedTuple):
    """One look at one place."""

    channel: str
    looked_on: date
    by: str = ""


class Watch(NamedTuple):
    """One place with its latest look and the day by which the next is due (None where no rhythm is set)."""

    channel: Channel
    last: Look | None
    due_on: date | None


def file_of(day: date, handle: str) -> str:
    """Return the file that one person's looks of one month go to."""
    return f"{FOLDER}/{day:%Y-%m}-{handle}.yaml"


def looked(channel: Channel, looked_on: date, recorded: str) -> Change:
    """Note one look."""
    entry = Flow(channel=channel.id, looked_on=str(looked_on), recorded=recorded)
    return Change((AppendEntry(("checked",), entry),), f"{channel.id} looked at ({looked_on})", "checked")


def looks_in(tree: Mapping[str, Any]) -> Iterable[Look]:
    """Return the looks of one file; a line that cannot be read says nothing."""
    entries = tree.get("checked")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("channel"), str):
            try:
                looked_on = parse_day(str(entry.get("looked_on")))
            except NotADay:
                continue
            yield Look(entry["channel"], looked_on, _by(entry.get("recorded")))


def watches(channels: Sequence[Channel], looks: Iterable[Look]) -> tuple[Watch, ...]:
    """Return every place with its latest look, the most overdue first."""
    latest: dict[str, Look] = {}
    for look in looks:
        if look.channel not in latest or latest[look.channel].looked_on <= look.looked_on:
            latest[look.channel] = look
    found = [_watch(channel, latest.get(channel.id)) for channel in channels]
    return tuple(sorted(found, key=lambda watch: (watch.due_on or date.max, watch.channel.id)))


def _watch(channel: Channel, last: Look | None) -> Watch:
    if not channel.every_days:
        return Watch(channel, last, None)
    return Watch(channel, last, last.looked_on + timedelta(days=channel.every_days) if last else date.min)


def _by(recorded: object) -> str:
    words = recorded.split() if isinstance(recorded, str) else []
    return words[1] if len(words) > 1 else ""
