"""How a meeting with the shared copy reads: when, what went out, what came in, and what needs a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.core.day import short
from ledger.report.columns import wrapped

if TYPE_CHECKING:
    from datetime import date, datetime

_WEEK = 7
_FILES = 4
_CASES = 12


class Came(NamedTuple):
    """What came in about one case: what happened, in sentences, and the names of those who saved it."""

    case: str
    title: str
    by: tuple[str, ...]
    sentences: tuple[str, ...]


class Met(NamedTuple):
    """One meeting: how many saved changes went out and came in, the cases among them, other files, what still waits.

    ``at`` is in the ledger's time zone; ``edited`` are the files with edits by hand that were not saved.
    """

    at: datetime
    today: date
    went: int
    came: int
    cases: tuple[Came, ...] = ()
    files: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()


def moment(at: datetime, today: date) -> str:
    """``Fri 16:10``, or with the day where it lies a week or more away."""
    day = short(at.date(), today)
    return f"{day.partition(' ')[0] if abs((today - at.date()).days) < _WEEK else day} {at:%H:%M}"


def shared(met: Met) -> list[str]:
    """What a meeting came to, after it."""
    when = moment(met.at, met.today)
    if not met.went and not met.came:
        return [f"Shared {when}. Nothing to send, nothing new.", *_edited(met)]
    went = f"{_changes(met.went)} went out" if met.went else "Nothing went out"
    came = f"{_came(met)} came in{_more(met)}" if met.came else "nothing came in."
    return [f"Shared {when}. {went}, {came}", *_told(met), *_edited(met)]


def would_be_shared(met: Met) -> list[str]:
    """What a meeting would come to, before it."""
    if not met.went and not met.came:
        return ["Nothing to send, nothing new.", *_edited(met)]
    went = f"{_changes(met.went)} would go out" if met.went else "Nothing would go out"
    came = f"{_came(met)} would come in{_more(met)}" if met.came else "nothing would come in."
    return [f"{went}, {came}", *_told(met), *_edited(met)]


def needs_you(joined: int, open_files: int, *, dry_run: bool = False) -> str:
    """The first line where a person must decide: ``Joined 3 of 4 changes. One needs you; ...``."""
    needs = "One needs" if open_files == 1 else f"{open_files} need"
    if dry_run:
        return f"{needs} you: both sides changed the same thing. Nothing was changed."
    total = joined + open_files
    return f"Joined {joined} of {total} change{'s' * (total > 1)}. {needs} you; nothing is lost, nothing went out."


def as_data(state: str, met: Met) -> dict[str, Any]:
    """A meeting for a program. ``state``: ``shared``, ``would_share`` or ``needs_you``."""
    cases = [{**came._asdict(), "by": list(came.by), "sentences": list(came.sentences)} for came in met.cases]
    return {
        "state": state,
        "at": met.at.isoformat(timespec="seconds"),
        "went_out": met.went,
        "came_in": met.came,
        "cases": cases,
        "files": list(met.files),
        "not_saved": list(met.edited),
    }


def _changes(number: int) -> str:
    return f"{number} saved change{'s' * (number != 1)}"


def _came(met: Met) -> str:
    return str(met.came) if met.went else _changes(met.came)


def _more(met: Met) -> str:
    """A colon where something is told below."""
    return ":" if met.cases or met.files else "."


def _told(met: Met) -> list[str]:
    lines = []
    for came in met.cases[:_CASES]:
        by = f" ({', '.join(came.by)})" if came.by else ""
        lines += wrapped(f"{came.case}  {came.title}{by}")
        for sentence in came.sentences:
            lines += wrapped(f"  {sentence}", "    ")
    if len(met.cases) > _CASES:
        lines.append(f"and {len(met.cases) - _CASES} more cases (recoup history tells of all)")
    if met.files:
        more = f" and {len(met.files) - _FILES} more" if len(met.files) > _FILES else ""
        lines += wrapped(f"Also: {', '.join(met.files[:_FILES])}{more}")
    return lines


def _edited(met: Met) -> list[str]:
    if not met.edited:
        return []
    more = f" and {len(met.edited) - _FILES} more" if len(met.edited) > _FILES else ""
    return wrapped(f"Changed by hand, not saved, not shared: {', '.join(met.edited[:_FILES])}{more} (recoup save)")
