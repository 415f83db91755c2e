"""Whether the times of saves can all be true. Each is a claim: clocks are wrong, and git takes any time it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from ledger.core.audit.point import CLOCKS, Point, point
from ledger.core.audit.saves import Save
from ledger.core.finding import Finding

SKEW = timedelta(minutes=5)
"""How far two honest clocks may be apart."""
APART = timedelta(days=1)
"""How far the two times of one save may be apart: whoever makes a save again later keeps its first time."""

_CLOCK = "compare the clock of that computer; the order of saves holds without it"


class ZoneChange(NamedTuple):
    """The clock of one person stood in another zone than at their save before: a journey, or another computer."""

    save: str
    at: datetime
    email: str
    before: str
    after: str


def implausible(saves: Sequence[Save], now: datetime) -> Iterator[Point]:
    """Yield every save whose times contradict each other, the saves it stands on, or today."""
    times = {save.version: save.committer.at for save in saves}
    for save in saves:
        at = save.committer.at
        if at > now + SKEW:
            message = f"the save bears a time that has not come: {_shown(at)}"
            yield point(CLOCKS, save, Finding("LED746", message, _CLOCK))
        known = [times[parent] for parent in save.parents if parent in times]
        latest = max(known, default=at)
        if at < latest - SKEW:
            message = f"the save bears {_shown(at)}, and one it stands on bears {_shown(latest)}"
            yield point(CLOCKS, save, Finding("LED746", message, _CLOCK))
        if abs(save.author.at - at) > APART:
            message = f"written {_shown(save.author.at)}, as it says, and saved {_shown(at)}"
            hint = "a save that was made again keeps its first time; ask who did so, and why"
            yield point(CLOCKS, save, Finding("LED746", message, hint))


def zone_changes(saves: Sequence[Save], office: tzinfo) -> Iterator[ZoneChange]:
    """Yield where somebody's clock changed its zone, apart from the office's own turn to summer time and back."""
    last: dict[str, Save] = {}
    for save in saves:
        email = save.committer.email.casefold()
        before = last.get(email)
        last[email] = save
        if before is None or before.committer.at.utcoffset() == save.committer.at.utcoffset():
            continue
        if not (_is_office(before.committer.at, office) and _is_office(save.committer.at, office)):
            at = save.committer.at
            yield ZoneChange(save.version, at, save.committer.email, f"{before.committer.at:%z}", f"{at:%z}")


def _is_office(at: datetime, office: tzinfo) -> bool:
    return at.utcoffset() == at.astimezone(office).utcoffset()


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M %z}"
