"""The message of a save in which cases were changed by hand: the sentences that history tells, for a person to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.edit import Change
from ledger.core.event import events_between
from ledger.core.gist import subject, summary
from ledger.core.message import message
from ledger.core.names import id_of
from ledger.store.library import load_case

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED = 3


class Changed(NamedTuple):
    """One case file in two versions; None where it is absent."""

    file: str
    before: bytes | None
    after: bytes | None


def message_of(changed: Sequence[Changed], version: str) -> str:
    """The message for the changed case files, with subject, sentences and trailers; empty where none was changed."""
    told = [_told(one, version) for one in changed if one.before != one.after]
    if len(told) < 2:  # noqa: PLR2004 - one case speaks for itself
        return "".join(told)
    ids = [id_of(one.file) for one in changed if one.before != one.after]
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    parts = [part for text in told for part in text.rstrip("\n").split("\n\n")]
    trailers = [part for part in parts if part.startswith("Case: ")]
    sentences = [part for part in parts if not part.startswith("Case: ")]
    lines = dict.fromkeys(line for part in trailers for line in part.split("\n"))
    head = f"{len(ids)} cases: {', '.join(ids[:_NAMED])}{more}"
    return "\n\n".join([head, *sentences, "\n".join(sorted(lines, key=_by_kind))]) + "\n"


def _told(changed: Changed, version: str) -> str:
    before = load_case(changed.before, changed.file).case if changed.before is not None else None
    after = load_case(changed.after, changed.file).case if changed.after is not None else None
    events = events_between(before, after)
    kinds = ", ".join(dict.fromkeys(event.kind for event in events)) or "edited"
    body = summary(events) if len(events) > 1 else ""
    return message(id_of(changed.file), Change((), subject(events), kinds), version, body=body)


def _by_kind(trailer: str) -> int:
    return ("Case", "Event", "Recoup", "Moved").index(trailer.partition(":")[0])
