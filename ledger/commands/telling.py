"""The telling of the past: save after save, in the form asked for; it needs no command line."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.looking_back import case_file, look_back
from ledger.commands.past import past_of
from ledger.commands.session import SCHEMA_VERSION
from ledger.core.afternoon import as_it_happened
from ledger.core.history import answered_in, told
from ledger.core.names import id_of
from ledger.report.history import COLUMNS, as_csv, as_row, as_text, csv_row, markdown_head, markdown_row
from ledger.store.git import GitFailed
from ledger.store.refusal import Refused, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.commands.past import Past
    from ledger.commands.session import Session
    from ledger.core.history import Answered, Told

NEWEST = 50
"""How many saves are shown on a screen where nothing is asked for."""

FORMATS = ("text", "json", "csv", "markdown")


class Wanted(NamedTuple):
    """What is asked for, as typed; an empty text asks for no less."""

    case: str = ""
    field: str = ""
    since: str = ""
    by: str = ""


class _Asked(NamedTuple):
    """What is to be told: all conditions hold together."""

    file: str
    field: str
    since: date | None
    by: str

    @property
    def everything(self) -> bool:
        """Whether nothing at all narrows it down."""
        return not (self.file or self.field or self.since or self.by)


def tell(session: Session, wanted: Wanted) -> None:
    """Tell the history that is wanted.

    Raises UsageError for a form, a case or a field that there is not, Refused where nothing was ever saved.
    """
    if session.format not in FORMATS:
        raise UsageError(f"--format takes {', '.join(FORMATS)}, not {session.format!r}")
    try:
        _tell(session, wanted)
    except GitFailed:
        if session.git.state().commit is None:
            raise Refused(
                "nothing was saved here yet, so there is no history", "recoup save keeps what is here"
            ) from None
        raise


def _tell(session: Session, wanted: Wanted) -> None:
    look_back(session)
    start = session.day(wanted.since, "--since") if wanted.since else None
    file = case_file(session, wanted.case) if wanted.case else ""
    asked = _Asked(file, _field(wanted.field), start, wanted.by)
    with past_of(session) as past:
        if past.seen.cut:
            session.note("This copy holds only the end of the history; what was saved before it is missing here.")
            session.note("recoup join ADDRESS DIR makes a copy that holds all of it.")
        events = as_it_happened(_events(session, past, asked), newest_first=not asked.file)
        _WRITERS[session.format](session, asked, events)


def _field(typed: str) -> str:
    """The field as events name it. Raises UsageError where no case has such a field."""
    field = typed.strip().strip(".").replace("/", ".")
    if not field:
        return ""
    from ledger.core.definition import keys_at
    from ledger.store.schema import schema

    first = field.partition(".")[0]
    known = keys_at(schema("case"), ())
    if first not in known:
        from difflib import get_close_matches

        near = get_close_matches(first, known, 1)
        hint = f"did you mean {near[0]}?" if near else "docs/fields.md lists them, as demand.amount"
        raise UsageError(f"--field: a case has no field {first!r}", hint)
    return field


def _events(session: Session, past: Past, asked: _Asked) -> Iterator[tuple[Told, ...]]:
    """The events of one save after the other; none is held longer than it takes to tell it."""
    zone = session.clock.zone
    wanted = past.roster.meant(asked.by) if asked.by else frozenset()
    answered: dict[str, Answered] = {}
    newest = past.newest(asked.file) if asked.file else None
    if newest is not None:
        answered[id_of(asked.file)] = answered_in(newest)
    for saved in past.saves([asked.file or "cases"], oldest_first=bool(asked.file)):
        if saved.case not in answered and saved.after is not None:  # the newest of its versions is met first
            answered[saved.case] = answered_in(saved.after)
        if asked.since is not None and saved.at.astimezone(zone).date() < asked.since:
            continue
        events = told(saved, zone, asked.field, past.roster, answered.get(saved.case))
        chosen = tuple(one for one in events if not wanted or wanted & one.people)
        if chosen:
            yield chosen


def _text(session: Session, asked: _Asked, saves: Iterator[tuple[Told, ...]]) -> None:
    some = islice(saves, NEWEST) if asked.everything else saves
    count = 0
    for count, events in enumerate(some, 1):  # noqa: B007 - counted for the line below
        for line in as_text(events, session.clock.zone, many_cases=not asked.file):
            session.say(line)
    if not count:
        session.confirm("Nothing was saved that fits.")
    elif asked.everything and next(saves, None):
        session.confirm(f"The newest {NEWEST} saves. More: recoup history --since DATE, or recoup history CASE.")


def _json(session: Session, _: _Asked, saves: Iterator[tuple[Told, ...]]) -> None:
    """One event a line, so that it can be written while the past is still being read."""
    import json

    session.say(f'{{"schema_version": {SCHEMA_VERSION}, "kind": "history", "events": [')
    waiting = ""
    for row in (json.dumps(as_row(one)) for events in saves for one in events):
        if waiting:
            session.say(f"{waiting},")
        waiting = row
    session.say(f"{waiting}]}}")


def _csv(session: Session, _: _Asked, saves: Iterator[tuple[Told, ...]]) -> None:
    session.say(as_csv([COLUMNS]))
    for events in saves:
        session.say(as_csv([csv_row(one) for one in events]))


def _markdown(session: Session, asked: _Asked, saves: Iterator[tuple[Told, ...]]) -> None:
    many = not asked.file
    for line in markdown_head(many_cases=many):
        session.say(line)
    for events in saves:
        for one in events:
            session.say(markdown_row(one, session.clock.zone, many_cases=many))


_WRITERS = {"text": _text, "json": _json, "csv": _csv, "markdown": _markdown}
