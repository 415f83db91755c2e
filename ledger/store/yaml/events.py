"""The one door to PyYAML: its events, and libyaml's parser where it was built (39 times faster than a round trip)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from yaml.error import Mark, MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

__all__ = [
    "BROKEN",
    "AliasEvent",
    "DocumentEndEvent",
    "DocumentStartEvent",
    "Event",
    "MappingEndEvent",
    "MappingStartEvent",
    "Mark",
    "MarkedYAMLError",
    "NextEvent",
    "NodeEvent",
    "PureParser",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "StreamStartEvent",
    "begin",
    "events_of",
    "finish",
]

NextEvent = Callable[[], Any]
"""Gives the next event at every call: untyped, since the hot loop asks for its class once and for nothing else."""

BROKEN = (YAMLError, ValueError, OverflowError, RecursionError)
"""What the two parsers raise on text that is not YAML; the pure one lets ``chr`` complain about an escape."""


class PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for a Python without the compiled one."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def _fastest() -> Callable[[str], Any]:
    try:
        from yaml._yaml import CParser
    except ImportError:
        return PureParser
    return CParser


_parser = _fastest()


def events_of(text: str) -> NextEvent:
    """A function that gives the text's events one by one; it raises one of ``BROKEN`` where the text is not YAML."""
    return cast("NextEvent", _parser(text).get_event)


def begin(event: Event) -> Mark:
    """Where the event begins: line, column and index, all from 0 and in characters."""
    return cast("Mark", event.start_mark)


def finish(event: Event) -> Mark:
    """Where the event ends; for a block and a block text this is where the next token begins."""
    return cast("Mark", event.end_mark)
