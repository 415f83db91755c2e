"""One text being edited: its lines, its places and its habits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.core.finding import Path
from ledger.store.refusal import Refused
from ledger.store.yaml.positions import SCALAR, SEQUENCE, Node, Positions, positions


class CannotSplice(Refused):
    """The edit cannot be made without touching what it should not touch; ``by_hand`` says how a person makes it."""

    def __init__(self, reason: str, by_hand: str) -> None:
        super().__init__(reason, by_hand)
        self.reason = reason
        self.by_hand = by_hand


class Replacement(NamedTuple):
    """Characters ``start`` to ``end`` of a text give way to ``text``."""

    start: int
    end: int
    text: str


class Page:
    """A text with the places of its values; it never changes, edits give ``Replacement``s."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: Positions = positions(text)
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def node(self, path: Path) -> Node:
        """The value at a path that is known to be there."""
        node = self.places.node(path)
        if node is None:
            raise CannotSplice(f"{named(path)} is not in the file", f"add {named(path)} with an editor, then save")
        return node

    def line_end(self, offset: int) -> int:
        """Where the line of this offset ends, before its line break."""
        end = self.text.find("\n", offset)
        if end < 0:
            return len(self.text)
        return end - 1 if end > offset and self.text[end - 1] == "\r" else end

    def after(self, node: Node) -> int:
        """The end of the last line of a value and of the comments below it that are indented as a part of it."""
        end = self.line_end(node.end)
        while (following := self._next_line(end)) is not None and self._is_comment_within(following, node):
            end = self.line_end(following)
        return end

    def _next_line(self, end: int) -> int | None:
        following = end + (2 if self.text.startswith("\r\n", end) else 1)
        return following if following < len(self.text) else None

    def _is_comment_within(self, start: int, node: Node) -> bool:
        line = self.text[start : self.line_end(start)]
        bare = line.lstrip(" ")
        return bare.startswith("#") and len(line) - len(bare) > node.key_column - 1

    def blank_line_follows(self, end: int) -> bool:
        """Whether the next line is empty, or there is none."""
        following = self._next_line(end)
        return following is None or not self.text[following : self.line_end(following)].strip()

    def key_follows(self, end: int) -> bool:
        """Whether the next line begins a top-level key."""
        following = self._next_line(end)
        return following is not None and self.text[following] not in " #\r\n-"

    def in_flow(self, path: Path) -> bool:
        """Whether the value at this path stands within braces or brackets."""
        return any(node is not None and node.flow for node in map(self.places.node, _above(path)))

    def dash_offset(self) -> int:
        """How far this file sets the dash of a list from its key: 0, 2 or more columns."""
        for path, node in self.places.nodes():
            if (
                path
                and isinstance(path[-1], str)
                and node.kind == SEQUENCE
                and not node.flow
                and node.column >= node.key_column
            ):
                return node.column - node.key_column
        return 2

    def lines(self, lines: Sequence[str], indent: int) -> str:
        """The lines, each after a line break of this file's kind and at this indentation."""
        margin = " " * indent
        return "".join(self.newline + (margin + line if line else "") for line in lines)

    def comments_within(self, path: Path) -> bool:
        """Whether a comment stands inside a block, where replacing it would lose it."""
        node = self.node(path)
        inside = list(self.text[node.start : node.end])
        for at, part in self.places.nodes():
            if part.kind == SCALAR and at[: len(path)] == path:
                for index in range(part.start - node.start, part.end - node.start):
                    inside[index] = "x"
        return "#" in "".join(inside)


def rewritten(text: str, replacements: Sequence[Replacement]) -> str:
    """The text with all replacements made; they must not overlap."""
    for start, end, new in sorted(replacements, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def named(path: Path) -> str:
    """The path in words a person finds in the file: ``appeals, entry 2, arrived_on``."""
    return ", ".join(f"entry {step + 1}" if isinstance(step, int) else step for step in path)


def _above(path: Path) -> Iterator[Path]:
    return (path[:length] for length in range(len(path)))
