"""Today, now and chance enter here, once, and are passed down."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from random import Random, SystemRandom
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ledger.core.names import ALPHABET
from ledger.store.refusal import UsageError


class Clock(NamedTuple):
    """The day in the ledger's time zone, the instant in UTC and the source of random letters."""

    today: date
    now: datetime
    zone: ZoneInfo
    chance: Random

    def letters(self, count: int) -> str:
        """Random letters of the alphabet that ids and tags are made of."""
        return "".join(self.chance.choice(ALPHABET) for _ in range(count))


def clock_of(time_zone: str, frozen_on: date | None, today: date | None) -> Clock:
    """The clock of one command.

    In a sample with ``frozen_on`` now lies on that day, too: its clock runs through the afternoon at half speed, so
    that it stands behind everything the sample brings along. ``RECOUP_NOW`` (an instant, ``2026-03-09T15:00:00Z``) and
    ``RECOUP_SEED`` (a number) are read only there. ``today`` is what the user typed; it never reaches ``now``.

    Raises UsageError for a time zone that this computer does not know.
    """
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        message = f"ledger.yaml: there is no time zone {time_zone!r}"
        raise UsageError(message, "write a name such as America/Chicago") from None
    now = datetime.now(UTC).replace(microsecond=0)
    chance: Random = SystemRandom()
    if frozen_on is not None:
        now = _pinned(os.environ.get("RECOUP_NOW"), _on(frozen_on, now, zone))
        seed = os.environ.get("RECOUP_SEED")
        chance = Random(seed) if seed else chance  # noqa: S311 - names for entries, no secrets
    return Clock(today or frozen_on or now.astimezone(zone).date(), now, zone, chance)


def _on(frozen: date, now: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a sample that an instant of the real day stands for."""
    here = now.astimezone(zone)
    since_midnight = timedelta(hours=here.hour, minutes=here.minute, seconds=here.second)
    noon = datetime(frozen.year, frozen.month, frozen.day, 12, tzinfo=zone)
    return (noon + timedelta(seconds=since_midnight.total_seconds() // 2)).astimezone(UTC)


def _pinned(text: str | None, now: datetime) -> datetime:
    if not text:
        return now
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        message = f"RECOUP_NOW: {text!r} is not an instant"
        raise UsageError(message, "write it as 2026-03-09T15:00:00Z") from None
