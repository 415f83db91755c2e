"""A text in pieces, each value with the lines that belong to it: what a merge moves about."""

from __future__ import annotations

from ledger.core.edited import Tree, value_at
from ledger.core.finding import Path
from ledger.core.merging.piece import Part, Piece
from ledger.store.yaml.page import Page
from ledger.store.yaml.positions import MAPPING, SCALAR, Node


def pieces(text: str, tree: dict[str, Tree]) -> tuple[Piece, str]:
    """The document in pieces, and what stands after its last line. ``tree`` is what the text was read as."""
    cut = _Cut(text, tree)
    root = cut.page.node(())
    if root.flow or not root.children:
        return cut.whole((), root), ""
    piece, end = cut.block((), root, 0)
    return piece, text[end:]


class _Cut:
    """One text being cut up."""

    def __init__(self, text: str, tree: dict[str, Tree]) -> None:
        self.page = Page(text)
        self._text = text
        self._tree = tree

    def whole(self, path: Path, node: Node) -> Piece:
        """A value that is only ever taken as it stands."""
        return Piece(node.kind, value_at(self._tree, path), self._text[node.start : node.end])

    def block(self, path: Path, node: Node, begin: int) -> tuple[Piece, int]:
        """A container of lines whose first lines begin at ``begin``; and where its last line ends."""
        column = node.column - 1
        inline = self._inline(node)
        parts: list[Part] = []
        for child in node.children:
            inner = self.page.node((*path, child))
            start = self._start(node, inner, begin)
            begins = start if inline and not parts else self._line_start(start)
            lead = self._text[begin:begins] if begins > begin else ""
            part, begin = self._part((*path, child), inner, start, column, lead)
            parts.append(part)
        return Piece(node.kind, value_at(self._tree, path), "", column=column, parts=tuple(parts), inline=inline), begin

    def _start(self, around: Node, inner: Node, begin: int) -> int:
        """Where a key begins, or the dash of an entry: the first sign that is in no comment."""
        if around.kind == MAPPING:
            return self._offset(inner.key_line, inner.key_column)
        at = begin
        while self._text[at] in " \r\n" or self._text[at] == "#":
            at = self.page.line_end(at) if self._text[at] == "#" else at + 1
        return at

    def _part(self, path: Path, inner: Node, start: int, column: int, lead: str) -> tuple[Part, int]:
        key = path[-1] if isinstance(path[-1], str) else ""
        if inner.kind != SCALAR and not inner.flow and inner.children:
            below = self._below(inner)
            value, end = self.block(path, inner, below)
            last = self._after(end, column)
            return Part(key, lead, self._text[start:below], value, self._text[end:last], column), last
        value = self._flow(path, inner) if inner.flow else self.whole(path, inner)
        end = self._after(self._next_line(inner.end), column)
        return Part(key, lead, self._text[start : inner.start], value, self._text[inner.end : end], column), end

    def _below(self, inner: Node) -> int:
        """Where the lines of a container begin: behind its dash, else on the line below its key."""
        if self._inline(inner):
            return inner.start
        line = self._line_start(inner.start)
        key_line = self._next_line(self._offset(inner.key_line, inner.key_column))
        return key_line if inner.key_line != inner.line else line

    def _flow(self, path: Path, node: Node) -> Piece:
        """A container in braces, its parts known; one with remarks inside is taken as it stands."""
        whole = self.whole(path, node)
        if "#" in whole.text and "\n" in whole.text:
            return whole
        parts = []
        for child in node.children:
            inner = self.page.node((*path, child))
            value = self._flow((*path, child), inner) if inner.flow else self.whole((*path, child), inner)
            if isinstance(child, str):
                opening = self._text[self._offset(inner.key_line, inner.key_column) : inner.start]
                parts.append(Part(child, "", opening, value, ""))
            else:
                parts.append(Part("", "", "", value, ""))
        return whole._replace(flow=True, parts=tuple(parts))

    # lines

    def _inline(self, node: Node) -> bool:
        """Whether a dash stands before the container on its first line."""
        return self._text[self._line_start(node.start) : node.start].strip() == "-"

    def _offset(self, line: int, column: int) -> int:
        if not hasattr(self, "_starts"):
            self._starts = [0, *(index + 1 for index, char in enumerate(self._text) if char == "\n")]
        return self._starts[line - 1] + column - 1

    def _line_start(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _next_line(self, offset: int) -> int:
        return min(self.page.line_end(offset) + 1, len(self._text))

    def _after(self, end: int, column: int) -> int:
        """The end of the comments below a value that stand further in than its key or dash."""
        while end < len(self._text):
            line = self._text[end : self.page.line_end(end)]
            bare = line.lstrip(" ")
            if not bare.startswith("#") or len(line) - len(bare) <= column:
                break
            end = self._next_line(end)
        return end
