"""History for people and for programs: the four times of each event stand apart, and each has its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ledger.core.day import short
from ledger.core.history import NO_SHARED_COPY, SHARED
from ledger.core.labels import SLACK
from ledger.report.clean import clean
from ledger.report.columns import WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from ledger.core.history import Saved, Told
    from ledger.core.labels import Label

_SHOWN = 5
"""How many sentences of one save are told where the saves of all cases stand together."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|")
_ADDRESS = re.compile(r"(?i)(www|https?|ftp)([.:])")
_MARKUP = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_{}[]<#|~&@$"})

COLUMNS = (
    "case",
    "happened_on",
    "sentence",
    "field",
    "old",
    "new",
    "acted",
    "recorded_at",
    "recorded_by",
    "tag",
    "written_at",
    "saved_by",
    "saved_at",
    "kept_by",
    "shared_at",
    "shared",
    "notice",
    "documents",
    "labels",
    "marks",
    "kind",
    "version",
)
"""The columns of the CSV, which are also the keys of an event in the JSON."""


def as_text(told: Sequence[Told], zone: tzinfo, *, many_cases: bool) -> list[str]:
    """The lines of one save, in the ledger's time zone: who saved when, then each sentence and what to know of it."""
    from textwrap import wrap

    first = told[0]
    head = f"{_moment(first.saved.at, zone)}  saved by {first.saved.by}{_sharing(first.saved, zone)}"
    lines = wrap(f"{head}  {first.case}" if many_cases else head, WIDTH, subsequent_indent="    ")
    for label in first.save_labels:
        lines += wrap(f"NOTE: {label.words}", WIDTH, initial_indent="  ", subsequent_indent="        ")
    shown = told[:_SHOWN] if many_cases else told
    for one in shown:
        lines += wrap(f"{sentence(one)}{_tag(one)}", WIDTH, initial_indent="  ", subsequent_indent="    ")
        for note in (*_recorded(one, zone), *(label.words for label in one.labels)):
            lines += wrap(note, WIDTH, initial_indent="      ", subsequent_indent="        ")
    if len(told) > len(shown):
        lines.append(f"  and {len(told) - len(shown)} more: recoup history {first.case}")
    return lines


def sentence(told: Told) -> str:
    """What happened, with what it goes back to: ``..., by mortiz, after the second notice, document second-notice``."""
    event = told.event
    with_hour = event.sentence.replace(f"({event.when})", f"({event.when} {event.clock})")
    parts = [with_hour if event.clock else event.sentence]
    if event.kind == "field":
        parts.append(f"by {told.saved.by}")
    if told.notice:
        parts.append(f"after the {told.notice}")
    documents = [name for name in told.documents if name not in event.sentence.split()]
    if documents:
        parts.append(f"document{'' if len(documents) == 1 else 's'} {' and '.join(documents)}")
    return ", ".join(parts)


def _tag(told: Told) -> str:
    """What ``--corrects`` and ``--retracts`` take, beside the entry that it names."""
    recorded = told.event.recorded
    return f" [{recorded.tag}]" if recorded else ""


def as_row(told: Told) -> dict[str, Any]:
    """One event for a program. Instants are UTC; what is not known is null."""
    event, saved = told.event, told.saved
    recorded = event.recorded
    labels = [*told.labels, *told.save_labels]
    return {
        "case": told.case,
        "version": saved.version,
        "kind": event.kind,
        "sentence": event.sentence,
        "field": event.field,
        "old": event.old,
        "new": event.new,
        "happened_on": str(event.when) if event.when else None,
        "acted": event.who,
        "recorded_at": _utc(recorded.at) if recorded else None,
        "recorded_by": recorded.by if recorded else None,
        "tag": recorded.tag if recorded else None,
        "written_at": _utc(saved.written_at),
        "saved_by": saved.by,
        "saved_at": _utc(saved.at),
        "kept_by": saved.kept_by or saved.by,
        "shared_at": _utc(saved.shared_at),
        "shared": saved.shared,
        "notice": told.notice or None,
        "documents": list(told.documents),
        "labels": list(dict.fromkeys(label.name for label in labels)),
        "marks": [label.words for label in labels],
    }


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """Rows of a table for spreadsheets; what one would take for a formula gets an apostrophe in front."""
    import csv
    from io import StringIO

    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([_cell(text) for text in row] for row in rows)
    return out.getvalue().rstrip("\n")


def csv_row(told: Told) -> list[str]:
    """The cells of one event, in the order of ``COLUMNS``."""
    row = as_row(told)
    return [_flat(row[name]) for name in COLUMNS]


def markdown_head(*, many_cases: bool) -> list[str]:
    """The first two lines of the table."""
    names = [*(["Case"] if many_cases else []), "Happened", "What", "Acted", "Recorded", "Saved", "Shared", "To know"]
    return [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]


def markdown_row(told: Told, zone: tzinfo, *, many_cases: bool) -> str:
    """One event as a line of the table; no value in it is read as markup, as a link or as a name to be notified."""
    event, saved = told.event, told.saved
    recorded = f"{_moment(event.recorded.at, zone)} by {event.recorded.by}" if event.recorded else ""
    kept = f", entered by {saved.kept_by}" if saved.kept_by and saved.kept_by != saved.by else ""
    shared = _moment(saved.shared_at, zone) if saved.shared_at is not None else saved.shared
    cells = [
        *([told.case] if many_cases else []),
        str(event.when or ""),
        f"{sentence(told)}{_tag(told)}",
        event.who or "",
        recorded,
        f"{_moment(saved.at, zone)} by {saved.by}{kept}",
        shared,
        "; ".join(_words(told.labels, told.save_labels)),
    ]
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _words(*groups: Sequence[Label]) -> list[str]:
    return [label.words for group in groups for label in group]


def _plain(text: str) -> str:
    """A text that Markdown shows as it is: escaped, in one line, no bare address that a reader would make a link."""
    escaped = clean(" ".join(text.split())).translate(_MARKUP)
    return _ADDRESS.sub(r"\1\\\2", escaped)


def _cell(text: str) -> str:
    text = clean(" ".join(text.split()))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _flat(value: object) -> str:
    return "; ".join(str(item) for item in value) if isinstance(value, list) else str(value or "")


def _recorded(told: Told, zone: tzinfo) -> list[str]:
    """When it was recorded, where that is another time than that of the save; not for a case that was entered whole."""
    recorded, saved = told.event.recorded, told.saved
    if recorded is None or abs(saved.at - recorded.at) <= SLACK or all(case is None for case in saved.before):
        return []
    return [f"recorded {_moment(recorded.at, zone)} by {recorded.by}"]


def _sharing(saved: Saved, zone: tzinfo) -> str:
    if saved.shared == NO_SHARED_COPY:
        return ""
    if saved.shared_at is None:
        return f"; {saved.shared}" if saved.shared.startswith("not") else f"; {SHARED} {saved.shared}"
    at = saved.shared_at.astimezone(zone)
    return f"; {SHARED} {_moment(at, zone)}"


def _moment(at: datetime, zone: tzinfo) -> str:
    here = at.astimezone(zone)
    return f"{short(here.date())} {here:%Y %H:%M}"


def _utc(at: datetime | None) -> str | None:
    from datetime import UTC

    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at is not None else None
