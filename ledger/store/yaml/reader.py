"""Reading a ledger's YAML: every scalar is the text that stands in the file, and what could be misread is refused."""

from __future__ import annotations

from typing import Union

from ledger.core.finding import Finding
from ledger.store.yaml.events import (
    BROKEN,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NextEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    events_of,
)
from ledger.store.yaml.glance import unsuspicious

Tree = Union[dict[str, "Tree"], list["Tree"], str, None]  # noqa: UP007 - a name in quotes takes no |
"""A document without types; an empty value is None and means absent."""

DEEPEST = 12


class OddError(Exception):
    """Something stands here that the examination must name."""


def read(data: bytes) -> tuple[dict[str, Tree] | None, list[Finding]]:
    """The document in a file's bytes, and everything that is wrong with them, by line and column.

    No document comes with an error; warnings come with one. Nothing is raised, whatever the bytes.
    """
    text = unsuspicious(data)
    if text is not None:
        try:
            return _document(events_of(text)), []
        except (OddError, *BROKEN):
            pass
    from ledger.store.yaml.examination import examined

    return examined(data)


def document(text: str) -> dict[str, Tree]:
    """The document in a text in which nothing is suspicious. Raises ``OddError`` or one of ``BROKEN`` for any other."""
    return _document(events_of(text))


def salvaged(data: bytes) -> tuple[dict[str, Tree] | None, list[Finding]]:
    """Like ``read``, but with what can be understood of a faulty document: to find more mistakes, never to write."""
    from ledger.store.yaml.examination import salvage

    return salvage(data)


def _document(next_event: NextEvent) -> dict[str, Tree]:
    next_event()
    opening = next_event()
    if opening.__class__ is not DocumentStartEvent or opening.version or opening.tags:
        raise OddError
    root = next_event()
    if root.__class__ is not MappingStartEvent or root.anchor or root.tag:
        raise OddError
    tree = _mapping(next_event, 1)
    next_event()
    if next_event().__class__ is not StreamEndEvent:
        raise OddError
    return tree


def _mapping(next_event: NextEvent, depth: int) -> dict[str, Tree]:
    """The rest of a mapping: a tight loop, since every check of every case runs through it."""
    found: dict[str, Tree] = {}
    while True:
        event = next_event()
        kind = event.__class__
        if kind is not ScalarEvent:
            if kind is MappingEndEvent:
                return found
            raise OddError
        key = event.value
        if (
            key in found
            or event.anchor
            or event.tag
            or not key
            or key == "<<"
            or not (key.isascii() and key.isprintable())
        ):
            raise OddError
        event = next_event()
        kind = event.__class__
        if event.anchor or event.tag:
            raise OddError
        if kind is ScalarEvent:
            found[key] = event.value or ("" if event.style else None)
        elif depth == DEEPEST:
            raise OddError
        elif kind is MappingStartEvent:
            found[key] = _mapping(next_event, depth + 1)
        else:
            found[key] = _sequence(next_event, depth + 1)


def _sequence(next_event: NextEvent, depth: int) -> list[Tree]:
    found: list[Tree] = []
    while True:
        event = next_event()
        kind = event.__class__
        if kind is SequenceEndEvent:
            return found
        if event.anchor or event.tag:
            raise OddError
        if kind is ScalarEvent:
            found.append(event.value or ("" if event.style else None))
        elif depth == DEEPEST:
            raise OddError
        elif kind is MappingStartEvent:
            found.append(_mapping(next_event, depth + 1))
        elif kind is SequenceStartEvent:
            found.append(_sequence(next_event, depth + 1))
        else:
            raise OddError
