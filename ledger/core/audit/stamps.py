"""What an entry says of itself, held against the save that brought it: who acted, who typed, when, and how late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from ledger.core.audit.clocks import SKEW
from ledger.core.audit.point import CLOCKS, PEOPLE, TIMES, Point, point
from ledger.core.audit.saves import Save
from ledger.core.event import late_by
from ledger.core.finding import NOTE, Finding
from ledger.core.practice import Person
from ledger.core.proof import Recorded
from ledger.core.roster import Roster
from ledger.core.scalar import day as read_day
from ledger.core.scalar import recorded as read_recorded

_HAPPENED = ("at", "decided_on", "dated_on", "asked_on")
_PAPERS = ("documents", "notices")
"""Lists whose days are a paper's own: such a day is no day on which somebody acted."""


class Came(NamedTuple):
    """One entry as one save brought it: its list, its fields, its file, and when that file was saved before."""

    list: str
    entry: Mapping[str, str]
    file: str
    before: datetime | None

    @property
    def told(self) -> str:
        """The entry in a few words, as the file has them: its list and what tells it apart, never what was said."""
        named = [self.entry[key] for key in ("id", *_HAPPENED, "kind", "channel") if self.entry.get(key)][:2]
        tag = self.entry.get("recorded", "").rpartition(" ")[2]
        return " ".join([self.list, *named, *([tag] if tag else [])])

    @property
    def recorded(self) -> Recorded | None:
        """Its stamp, None where it has none that can be read."""
        found = read_recorded(self.entry.get("recorded", ""))
        return found if isinstance(found, Recorded) else None

    @property
    def happened(self) -> date | None:
        """The day on which it happened, as somebody says."""
        text = "" if self.list in _PAPERS else next((self.entry[key] for key in _HAPPENED if key in self.entry), "")
        found = read_day(text[:10])
        return found if isinstance(found, date) else None


def judged(came: Came, save: Save, roster: Roster, zone: tzinfo) -> Iterator[Point]:
    """Yield what must be known of an entry: late, typed or saved by another, a stamp that cannot be true."""
    saver = roster.handle(save.author.email, save.author.name)
    happened, stamp = came.happened, came.recorded
    acted = came.entry.get("by") or (stamp.by if stamp else "")
    if acted and happened is not None:
        yield from _outside(came, save, roster, acted, happened)
    saved_on = _day(save.committer.at, zone)
    if stamp is None:
        late = late_by(happened, saved_on)
        if late:
            yield _remark(came, save, f"{came.told}: saved {late} days after it happened, and bears no stamp")
        return
    yield from _contradicting(came, save, stamp)
    stamped_on = _day(stamp.at, zone)
    for late, what in (
        (late_by(happened, stamped_on), "recorded {} days after it happened"),
        (late_by(stamped_on, saved_on), "saved {} days after it was recorded"),
    ):
        if late:
            yield _remark(came, save, f"{came.told}: {what.format(late)}")
    if acted != stamp.by:
        if not roster.same(acted, stamp.by):
            yield _remark(came, save, f"{came.told}: {acted} acted, {stamp.by} typed")
        yield from _outside(came, save, roster, stamp.by, stamped_on)
    if stamp.by != saver and not roster.same(saver, stamp.by):
        yield _remark(came, save, f"{came.told}: {stamp.by} typed, {saver} saved")


def _day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()


def _remark(came: Came, save: Save, message: str) -> Point:
    return point(TIMES, save, Finding("LED757", message, file=came.file, severity=NOTE))


def _outside(came: Came, save: Save, roster: Roster, who: str, on: date) -> Iterator[Point]:
    away, why = _absent(roster, who, on)
    if away:
        yield _remark(came, save, f"{came.told}, {on}: {who} was away then")
    if why:
        hint = "say in a new entry who really acted; nothing that was saved changes"
        yield point(PEOPLE, save, Finding("LED748", f"{came.told}, {on}: {why}", hint, file=came.file))


@lru_cache(256)
def _absent(roster: Roster, who: str, on: date) -> tuple[bool, str]:
    """Whether somebody was away on a day, and why they were not of the team then."""
    return any(one.id == who and _is_away(one, on) for one in roster.ever), roster.outside(who, on)


def _is_away(person: Person, on: date) -> bool:
    return person.away_from is not None and person.away_from <= on <= (person.away_through or on)


def _contradicting(came: Came, save: Save, stamp: Recorded) -> Iterator[Point]:
    hint = "ask who typed it, and when; another entry can say so"
    if stamp.at > save.committer.at + SKEW:
        message = f"{came.told} is stamped {_utc(stamp.at)}, after the save that brought it ({_utc(save.committer.at)})"
        yield point(CLOCKS, save, Finding("LED747", message, hint, file=came.file))
    elif came.before is not None and stamp.at < came.before - SKEW:
        message = f"{came.told} is stamped {_utc(stamp.at)}, before the case was last saved ({_utc(came.before)})"
        yield point(CLOCKS, save, Finding("LED747", message, hint, file=came.file))


def _utc(at: datetime) -> str:
    offset = at.utcoffset()
    plain = at.replace(tzinfo=None) - offset if offset is not None else at
    return f"{plain:%Y-%m-%d %H:%M}Z"
