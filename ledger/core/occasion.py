"""What a change goes back to: the document that its source names, the notice after which it was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.core.case import Case
from ledger.core.citation import citations
from ledger.core.entries import effective
from ledger.core.sending import Notice

_OF_ANY_FIELD = ("source", "proof", "document")
"""Fields of a block that speak for all of its fields."""


def named_in(entry: Any) -> tuple[str, ...]:  # noqa: ANN401 - any named tuple of a case
    """The documents that an entry names: in ``document``, and as ``[name p2]`` anywhere in its texts."""
    return _unique(name for field in entry._fields for name in _names(field, getattr(entry, field)))


def sources(field: str, before: Any, after: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The documents that stand behind a change of one field.

    They are named in the field's own source or evidence; else in that of its block, where it changed along with it.
    """
    stem = field.removesuffix("_on").removesuffix("_by")
    own = [
        f"{name}_{kind}"
        for name in (field, stem, stem.removesuffix("_received"))
        for kind in ("source", "evidence", "document")
    ]
    along = [name for name in _OF_ANY_FIELD if getattr(after, name, None) != getattr(before, name, None)]
    for places in (own, along):
        found = _unique(name for place in places for name in _names(place, getattr(after, place, None)))
        if found:
            return found
    return ()


def notice_before(before: Case | None, after: Case) -> Notice | None:
    """The newest notice of the payer that a version holds; one that came in with this version before all others."""
    held = effective(after.notices)
    known = before.notices if before is not None else ()
    fresh = [one for one in held if one not in known]
    return max(fresh or held, key=_day, default=None)


def _day(notice: Notice) -> str:
    received = notice.received_on.day if notice.received_on is not None else None
    return str(received or notice.dated_on or "")


def _names(field: str, value: object) -> Iterator[str]:
    if not isinstance(value, str):
        return
    if field == "document" or field.endswith("_document"):
        yield value
    else:
        yield from (citation.name for citation in citations(value))


def _unique(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
