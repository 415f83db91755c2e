"""Where things stand in a text: a second pass over the events, for files with findings and files being written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ledger.core.finding import Finding, Path
from ledger.store.yaml.events import (
    BROKEN,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    begin,
    events_of,
    finish,
)

SCALAR = "scalar"
MAPPING = "mapping"
SEQUENCE = "sequence"


class Node(NamedTuple):
    """One value: offsets count characters of the text, lines and columns from 1.

    ``start`` to ``end`` is the value itself (an empty one has no length); ``end`` is where its last visible character
    ends: no comment, blank or line break after it belongs to it. ``style`` is the scalar's sign (``"``, ``'``, ``|``,
    ``>`` or nothing) or ``{`` for a container in flow style. ``children`` are the keys or indexes, in the file's order.
    """

    kind: str
    style: str
    start: int
    end: int
    line: int
    column: int
    key_start: int
    key_line: int
    key_column: int
    children: tuple[str | int, ...] = ()

    @property
    def flow(self) -> bool:
        """Whether this is a container in braces or brackets."""
        return self.style == "{"


class Positions:
    """The places of all values of one text, by path."""

    def __init__(self, nodes: Mapping[Path, Node]) -> None:
        self._nodes = nodes

    def node(self, path: Path) -> Node | None:
        """The value at exactly this path."""
        return self._nodes.get(path)

    def nodes(self) -> Iterable[tuple[Path, Node]]:
        """All values with their paths, outer ones first."""
        return self._nodes.items()

    def at(self, path: Path) -> tuple[int, int]:
        """Line and column of the value, from 1; of something missing: of the key of its nearest parent."""
        node = self._nodes.get(path)
        if node is not None:
            empty = node.kind == SCALAR and node.start == node.end
            return (node.key_line, node.key_column) if empty else (node.line, node.column)
        while path:
            path = path[:-1]
            if (parent := self._nodes.get(path)) is not None:
                return parent.key_line, parent.key_column
        return 1, 1

    def of_key(self, path: Path) -> tuple[int, int]:
        """Line and column of the key itself; as ``at`` where there is none."""
        node = self._nodes.get(path)
        return (node.key_line, node.key_column) if node else self.at(path)


def positions(text: str) -> Positions:
    """The places of everything in the text, up to where it stops being YAML."""
    survey = _Survey(text)
    survey.walk()
    return Positions(survey.nodes)


OF_THE_KEY = frozenset({"LED201", "LED202"})
"""Findings that are about a key rather than its value."""


def place(findings: Iterable[Finding], text: str, file: str) -> list[Finding]:
    """The findings with file, line and column filled in from their paths, in the order of their places."""
    listed = list(findings)
    if any(not finding.line for finding in listed):
        places = positions(text)
        listed = [finding if finding.line else _placed(finding, places) for finding in listed]
    return sorted((finding._replace(file=finding.file or file) for finding in listed), key=_by_place)


def _placed(finding: Finding, places: Positions) -> Finding:
    line, column = places.of_key(finding.path) if finding.code in OF_THE_KEY else places.at(finding.path)
    return finding._replace(line=line, column=column)


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line, finding.column, finding.code


class _Survey:
    """One walk over the events; it fills ``nodes`` and leaves off where the text breaks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.nodes: dict[Path, Node] = {}

    def walk(self) -> None:
        try:
            self._next = events_of(self._text)
            self._next()
            self._next()
            root = self._next()
            if isinstance(root, NodeEvent):  # an empty text has none
                self._node((), root, root)
        except BROKEN:
            return

    def _node(self, path: Path, key: Event, event: Event) -> int:
        """Note one value and everything in it; the answer is where its last visible character ends."""
        start = begin(event)
        where = (start.index, start.index, start.line + 1, start.column + 1)
        of_key = (begin(key).index, begin(key).line + 1, begin(key).column + 1)
        if isinstance(event, ScalarEvent):
            end = self._end_of_scalar(event)
            self.nodes.setdefault(path, Node(SCALAR, event.style or "", start.index, end, *where[2:], *of_key))
            return end
        if not isinstance(event, (MappingStartEvent, SequenceStartEvent)):  # an alias
            return int(finish(event).index)
        kind = MAPPING if isinstance(event, MappingStartEvent) else SEQUENCE
        style = "{" if event.flow_style else ""
        self.nodes.setdefault(path, Node(kind, style, *where, *of_key))
        within = self._entries if kind == MAPPING else self._items
        children, closed, end = within(path, start.index)
        end = closed if style else end
        self.nodes[path] = Node(kind, style, start.index, end, *where[2:], *of_key, tuple(children))
        return end

    def _entries(self, path: Path, end: int) -> tuple[list[str | int], int, int]:
        children: list[str | int] = []
        while not isinstance(key := self._next(), MappingEndEvent):
            if isinstance(key, ScalarEvent):
                name = key.value
            else:
                name = f"? {len(children)}"
                self._node((*path, name), key, key)
            twin = (*path, name) in self.nodes
            end = self._node((*path, name, "twin") if twin else (*path, name), key, self._next())
            children.append(name)
        return children, finish(key).index, end

    def _items(self, path: Path, end: int) -> tuple[list[str | int], int, int]:
        children: list[str | int] = []
        while not isinstance(item := self._next(), SequenceEndEvent):
            end = self._node((*path, len(children)), item, item)
            children.append(len(children))
        return children, finish(item).index, end

    def _end_of_scalar(self, event: ScalarEvent) -> int:
        """The parser lets a block text run on to the next token; blank lines after it are its own only under ``+``."""
        start, end = begin(event).index, finish(event).index
        if event.style not in ("|", ">"):
            return int(end)
        written = self._text[start:end]
        header = written.partition("\n")[0].partition("#")[0]
        kept = written.removesuffix("\n").removesuffix("\r") if "+" in header else written.rstrip(" \r\n")
        return start + len(kept)
