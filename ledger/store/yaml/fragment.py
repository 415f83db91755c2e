"""New pieces of YAML, written by ruamel.yaml's emitter: plain wherever plain reads back as the same text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import StringIO
from typing import TYPE_CHECKING

from ledger.core.edit import Flow, Value

if TYPE_CHECKING:
    from ruamel.yaml.events import Event

WIDEST_LINE = 120
"""Columns: a longer one-line entry is written as a block."""

_UNFOLDED = 1_000_000_000


def inline(value: Value, *, within_flow: bool, quotes: str = "") -> str:
    """The value on one line, to stand after a colon or, ``within_flow``, between commas.

    ``quotes`` asks a text to keep the quotes it has.
    """
    if within_flow:
        written = _emitted(_sequence(iter([_inline_events(value, quotes)]), flow=True))
        return written.strip()[1:-1].strip()
    written = _emitted(_mapping(iter([("k", _inline_events(value, quotes))]), flow=False))
    return written.removeprefix("k:").strip()


def block(value: Value) -> list[str]:
    """The lines of a mapping or list in block style, beginning at column 0."""
    lines = _emitted(_block_events(value, top=True)).rstrip("\n").split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return [line[margin:] for line in lines]


def field(key: str, value: Value) -> list[str]:
    """The lines of ``key: value``, beginning at column 0."""
    return block({key: value})


def block_text(text: str) -> tuple[str, list[str]] | None:
    """The sign (``|`` or ``|-``) and the lines of a text of several lines; None where it cannot stand like that."""
    lines = text.removesuffix("\n").split("\n")
    awkward = (
        text.endswith("\n\n")
        or not lines[0]
        or lines[0].startswith(" ")
        or any(line != line.rstrip() for line in lines)
    )
    return None if awkward else ("|" if text.endswith("\n") else "|-", lines)


def fits_one_line(value: Value) -> bool:
    """Whether a container is written as ``{...}`` or ``[...]``: a ``Flow``, or a list of short texts."""
    if isinstance(value, str) or _several_lines(value):
        return False
    if isinstance(value, Mapping):
        return not value or (isinstance(value, Flow) and len(inline(value, within_flow=False)) <= WIDEST_LINE - 8)
    return all(isinstance(item, str) for item in value) and len(inline(value, within_flow=False)) <= WIDEST_LINE - 30


def _several_lines(value: Value) -> bool:
    if isinstance(value, str):
        return "\n" in value
    items = value.values() if isinstance(value, Mapping) else value
    return any(_several_lines(item) for item in items)


def _block_events(value: Value, *, top: bool = False) -> Iterator[Event]:
    if isinstance(value, str):
        several = "\n" in value
        return iter([_scalar(value, ("|" if block_text(value) else '"') if several else "")])
    if not top and fits_one_line(value):
        return _inline_events(value, "")
    if isinstance(value, Mapping):
        return _mapping(((key, _block_events(inner)) for key, inner in value.items()), flow=False)
    return _sequence((_block_events(item) for item in value), flow=False)


def _inline_events(value: Value, quotes: str) -> Iterator[Event]:
    if isinstance(value, str):
        return iter([_scalar(value, '"' if "\n" in value else quotes)])
    if isinstance(value, Mapping):
        return _mapping(((key, _inline_events(inner, "")) for key, inner in value.items()), flow=True)
    return _sequence((_inline_events(item, "") for item in value), flow=True)


def _scalar(text: str, style: str) -> Event:
    from ruamel.yaml.events import ScalarEvent
    from ruamel.yaml.tag import Tag

    # The emitter asks an empty text for the handle of its tag; an implicit tag is never written.
    tag = None if text else Tag(suffix="!")
    return ScalarEvent(anchor=None, tag=tag, implicit=(True, True), value=text, style=style or ("" if text else '"'))


def _mapping(entries: Iterator[tuple[str, Iterator[Event]]], *, flow: bool) -> Iterator[Event]:
    from ruamel.yaml.events import MappingEndEvent, MappingStartEvent

    yield MappingStartEvent(anchor=None, tag=None, implicit=True, flow_style=flow)
    for key, events in entries:
        yield _scalar(key, "")
        yield from events
    yield MappingEndEvent()


def _sequence(items: Iterator[Iterator[Event]], *, flow: bool) -> Iterator[Event]:
    from ruamel.yaml.events import SequenceEndEvent, SequenceStartEvent

    yield SequenceStartEvent(anchor=None, tag=None, implicit=True, flow_style=flow)
    for events in items:
        yield from events
    yield SequenceEndEvent()


def _emitted(events: Iterator[Event]) -> str:
    from ruamel.yaml import YAML
    from ruamel.yaml.events import DocumentEndEvent, DocumentStartEvent, StreamEndEvent, StreamStartEvent

    writer = YAML()
    writer.width = _UNFOLDED
    writer.allow_unicode = True
    writer.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    opening = [StreamStartEvent(), DocumentStartEvent(explicit=False)]
    writer.emit([*opening, *events, DocumentEndEvent(explicit=False), StreamEndEvent()], stream)
    return stream.getvalue()
