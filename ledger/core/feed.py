"""The deadlines of a ledger as events of a calendar: what they say, how they are known again, when they are withdrawn.

A calendar leaves the office: it is shared, synchronised and shown on locked screens. So an event says which act of
which case is due, and nothing that anybody typed about a patient, a claim or an amount.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from ledger.core.day import in_full, in_words
from ledger.core.deadline import ANSWERED, MET, OPTION, PASSED, RELEASED, SENT, THEIRS, Deadline
from ledger.core.due import Due, undated
from ledger.core.law.rule import LOW
from ledger.core.payer import Payer
from ledger.core.practice import Settings

SOURCES = ("cases", "payers", "rules", "ledger.yaml")
"""What days are reckoned from, as paths from the root of a ledger."""
WITHDRAWN_FOR = timedelta(days=90)
"""How long a closed case goes on saying that its events are withdrawn."""
DISCLAIMER = "Check the source. Not a substitute for the advice of an attorney."

# Over because of what was done. An option that lapsed is none of these: its day went by, as anybody can see.
_ENDED = (MET, ANSWERED, RELEASED, PASSED)
# Titles that are a sentence somebody typed, by the first part of the deadline's name.
_TYPED = {"promise": "what the payer promised", "follow_up": "look at this case again"}
# Some programs show a calendar's name as it stands in the file, with the strokes that escape these.
_ESCAPED = str.maketrans("", "", ",;\\")


class Save(NamedTuple):
    """One saved state: when, and the paths it touched."""

    at: datetime
    files: tuple[str, ...]


class Mark(NamedTuple):
    """How many saved states made something what it is, and when the last of them was."""

    sequence: int
    at: datetime


class Past(NamedTuple):
    """Marks from the saved states: of what all cases share, of each case file beyond that, and the last save of all."""

    shared: Mark
    own: Mapping[str, Mark]
    last: datetime

    def mark(self, file: str) -> Mark:
        """The mark of one case: it rises with every save that touched what its days are reckoned from."""
        own = self.own.get(file, Mark(0, self.shared.at))
        return Mark(self.shared.sequence + own.sequence, max(self.shared.at, own.at))


class FeedEvent(NamedTuple):
    """One all-day event. ``uid`` stays the same when the day moves; ``warn_days`` are days before at which to warn."""

    uid: str
    day: date
    summary: str
    description: str
    mark: Mark
    theirs: bool = False
    cancelled: bool = False
    warn_days: tuple[int, ...] = ()


class Feed(NamedTuple):
    """A calendar: its name, a sentence about it, its events by day; ``undated`` acts have no day and no event."""

    name: str
    about: str
    events: tuple[FeedEvent, ...]
    undated: int = 0


def past_of(saves: Iterable[Save], otherwise: datetime) -> Past:
    """The marks of a ledger from all its saved states; ``otherwise`` stands where nothing was saved yet."""
    shared: list[datetime] = []
    own: dict[str, list[datetime]] = {}
    for save in saves:
        if any(not file.startswith("cases/") for file in save.files):
            shared.append(save.at)
        else:
            for file in save.files:
                own.setdefault(file, []).append(save.at)
    last = max([*shared, *(day for days in own.values() for day in days)], default=otherwise)
    # What no save has touched is as old as the oldest thing known, so that it never holds a newer mark back.
    first = min([*shared, *(day for days in own.values() for day in days)], default=otherwise)
    return Past(
        Mark(len(shared), max(shared, default=first)),
        {file: Mark(len(days), max(days)) for file, days in own.items()},
        last,
    )


def feed_of(cases: Iterable[Due], payers: Mapping[str, Payer], settings: Settings, past: Past, today: date) -> Feed:
    """The calendar of some cases.

    Acts that wait stand as they are, at the day to act by; answered, released and passed ones are withdrawn while their
    case is open, and for 90 days after it was closed. Days go by with the saved states: nothing changes in between.
    """
    listed = list(cases)
    practice = settings.practice
    whose = plain(practice.name.translate(_ESCAPED)) if practice else "this ledger"
    key = _digest((practice.npi or practice.name) if practice else "", 12)
    as_of = min(today, past.last.date())
    events = [
        event
        for due in listed
        if due.case.closed is None or as_of <= due.case.closed.closed_on + WITHDRAWN_FOR
        for event in _events(due, _name(due, payers), past.mark(due.case.file), key)
    ]
    lacking = sum(len(undated(due)) for due in listed)
    return Feed(
        name=f"recoup deadlines: {whose}",
        about=" ".join(_about(settings, lacking)),
        events=tuple(
            _finished(one, settings.deadlines.warn_days, as_of)
            for one in sorted(events, key=lambda one: (one.day, one.uid))
        ),
        undated=lacking,
    )


def plain(text: str) -> str:
    """A text on one line, without a character that is not printed."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def _about(settings: Settings, lacking: int) -> Iterator[str]:
    if settings.frozen_on is not None:
        yield f"A sample: it is always {in_full(settings.frozen_on)} here."
    if lacking:
        yield f"{lacking} more without a date: recoup deadlines lists them."
    yield f"Dates are the earliest reading. {DISCLAIMER}"


def _name(due: Due, payers: Mapping[str, Payer]) -> str:
    payer = payers.get(due.case.payer)
    return plain(payer.name if payer else due.case.payer)


def _digest(text: str, length: int) -> str:
    return sha256(text.encode()).hexdigest()[:length]


def _events(due: Due, payer: str, mark: Mark, key: str) -> Iterator[FeedEvent]:
    for one, name in _known_by(due):
        if one.act_by is None or not one.awaited:
            continue
        head, foot = f"{due.case.id}-{_digest(name, 10)}", f"@{key}.recoup.invalid"
        about = f"{payer}, {due.case.id}"
        act, ended, theirs = _act(one, one.act_by), one.state in _ENDED, one.kind == THEIRS
        told = _description(one, act, about)
        yield FeedEvent(f"{head}-act{foot}", one.act_by, f"{act}: {about}", told, mark, theirs, ended)
        if one.mail_by is not None:
            mail = f"{_prefix(one)}{_title(one)}, mail by {in_words(one.mail_by)}: {about}"
            left = ended or one.state == SENT
            yield FeedEvent(f"{head}-mail{foot}", one.mail_by, mail, told, mark, theirs, left)


def _finished(one: FeedEvent, warn_days: tuple[int, ...], as_of: date) -> FeedEvent:
    """The event with a capital and its warnings: none for the payer's days, for past ones and for withdrawn ones.

    A withdrawn event also says so in words, for programs that overlook the mark.
    """
    if one.cancelled:
        return one._replace(summary=f"No longer due: {one.summary}")
    mute = one.theirs or one.day < as_of
    warn = () if mute else tuple(sorted(set(warn_days), reverse=True))
    return one._replace(summary=_capital(one.summary), warn_days=warn)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _known_by(due: Due) -> list[tuple[Deadline, str]]:
    """Each deadline with the name it is known by for good.

    Where claims under two laws give one name twice, the first claim in the file has the plain one.
    """
    place = {claim.number: number for number, claim in enumerate(due.case.claims)}
    in_order = sorted(due.deadlines, key=lambda one: min((place.get(number, 0) for number in one.claims), default=0))
    seen: Counter[str] = Counter()
    found = []
    for one in in_order:
        seen[one.name] += 1
        found.append((one, one.name if seen[one.name] == 1 else f"{one.name} {seen[one.name]}"))
    return found


def _title(one: Deadline) -> str:
    """``redetermination (stops the taking)``: the two clocks of a demand bear one name."""
    title = _TYPED.get(one.name.partition("/")[0]) or plain(one.title)
    return f"{title} ({', '.join(one.protects)})" if one.protects else title


def _prefix(one: Deadline) -> str:
    return {THEIRS: "THEIRS: ", OPTION: "optional: "}.get(one.kind, "")


def _act(one: Deadline, act_by: date) -> str:
    """``disagreement must ARRIVE by Wed 1 April 2026``; a day that somebody named stands alone."""
    day = in_words(act_by)
    if one.kind == THEIRS:
        how = f", due by {day}"
    elif not one.readings:
        how = f", {day}"
    else:
        how = f" must be SENT by {day}" if one.filed_when == "sent" else f" must ARRIVE by {day}"
    return f"{_prefix(one)}{_title(one)}{how}"


def _description(one: Deadline, act: str, about: str) -> str:
    lines = [f"{_capital(act)}.", f"{about}."]
    if one.mail_by is not None:
        lines.append(f"Mail by {in_words(one.mail_by)}.")
    if one.state == SENT:
        lines.append("Sent; arrival not proven.")
    if _rests_on_a_weak_rule(one):
        lines.append("A rule of low confidence.")
    name = "" if "/" in one.name else f" {one.name}"  # what stands behind the stroke may have been typed
    return "\n".join([*lines, f"Why this day: recoup explain {one.case}{name}", DISCLAIMER])


def _rests_on_a_weak_rule(one: Deadline) -> bool:
    used = (reading.rule for reading in one.readings if one.act_by in (reading.day, reading.safe_day))
    return any(rule is not None and rule.confidence == LOW and not rule.confirmed for rule in used)
