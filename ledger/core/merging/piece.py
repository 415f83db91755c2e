"""A document in pieces: each value with the text that stands for it; a merge moves text and never rewrites it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Union

from ledger.core.edited import Tree

SCALAR = "scalar"
MAPPING = "mapping"
SEQUENCE = "sequence"

OURS = "ours"
THEIRS = "theirs"
BASE = "base"
SIDES = (OURS, BASE, THEIRS)


class Part(NamedTuple):
    """One key with its value, or one entry of a list, with all the text that belongs to it.

    ``lead`` are the blank and comment lines above, ``open`` is what stands from the key or dash to the value, ``tail``
    what follows the value, the line break included. ``column`` is where key or dash stand, from 0. In braces only
    ``open`` and the value count.
    """

    key: str
    lead: str
    open: str
    value: Piece
    tail: str
    column: int = 0


class Undecided(NamedTuple):
    """A place in a merged block where the two sides disagree: what each of the three versions has there."""

    ours: tuple[Part, ...]
    base: tuple[Part, ...]
    theirs: tuple[Part, ...]

    def of(self, side: str) -> tuple[Part, ...]:
        """What one version has there."""
        parts: tuple[Part, ...] = getattr(self, side)
        return parts


Place = Union[Part, Undecided]  # noqa: UP007 - the classes name each other


class Piece(NamedTuple):
    """A value: a block of ``parts``, or a ``text`` that is only ever copied as a whole.

    ``flow`` marks a container in braces or brackets; its text stands in ``text``, its parts are known all the same. A
    container without parts and not in flow is opaque: one that is merged as a whole. ``inline`` says that its first
    line begins with the dash of the entry around it.
    """

    kind: str
    tree: Tree
    text: str = ""
    flow: bool = False
    column: int = 0
    parts: tuple[Place, ...] = ()
    inline: bool = False

    @property
    def block(self) -> bool:
        """Whether this is a container whose lines can be taken one by one."""
        return bool(self.parts) and not self.flow


EMPTY = Piece(SCALAR, None)
"""The value of a key with nothing after it."""


def settled(piece: Piece) -> tuple[Part, ...]:
    """The parts of a piece in which nothing is undecided."""
    return tuple(part for part in piece.parts if isinstance(part, Part))


def undecided(piece: Piece) -> bool:
    """Whether the sides disagree anywhere within."""
    return any(isinstance(place, Undecided) or undecided(place.value) for place in piece.parts)


def sided(piece: Piece, side: str) -> Piece:
    """The piece with one side's version wherever the sides disagree."""
    if not undecided(piece):
        return piece
    parts: list[Place] = []
    for place in piece.parts:
        if isinstance(place, Undecided):
            parts.extend(place.of(side))
        else:
            parts.append(place._replace(value=sided(place.value, side)))
    return rebuilt(piece, parts)


def rebuilt(piece: Piece, parts: Sequence[Place]) -> Piece:
    """The same container around other parts; its text and value follow from them."""
    changed = piece._replace(parts=tuple(parts), tree=None)
    changed = changed._replace(tree=tree_of(changed))
    return changed._replace(text=_flow_text(changed)) if piece.flow and not undecided(changed) else changed


def tree_of(piece: Piece) -> Tree:
    """The value without its text, with our version where the sides disagree."""
    if not piece.parts:
        return piece.tree
    parts: list[Part] = []
    for place in piece.parts:
        parts.extend(place.of(OURS) if isinstance(place, Undecided) else (place,))
    if piece.kind == MAPPING:
        return {part.key: tree_of(part.value) for part in parts}
    return [tree_of(part.value) for part in parts]


def _flow_text(piece: Piece) -> str:
    inside = ", ".join(part.open + part.value.text for part in settled(piece))
    return f"{{{inside}}}" if piece.kind == MAPPING else f"[{inside}]"


# from pieces to text


def text_of(piece: Piece, titles: Mapping[str, str]) -> str:
    """The text of a document, with markers round the lines where the sides disagree; ``titles`` name the sides."""
    return "".join(block_text(piece, titles))


def block_text(piece: Piece, titles: Mapping[str, str]) -> tuple[str, str]:
    """The lines that belong above a block's first line, and the block."""
    if not piece.block:
        return "", piece.text
    above, written = "", ""
    for index, place in enumerate(piece.parts):
        if isinstance(place, Undecided):
            written += _marked(place, piece.column, titles)
            continue
        lead, text = part_text(place, piece.column, titles)
        if piece.inline and index == 0:
            above, written = lead, text
        else:
            written += lead + " " * piece.column + text
    return above, written


def part_text(part: Part, column: int, titles: Mapping[str, str]) -> tuple[str, str]:
    """The lines above a part, and the part at a column, without the margin of its first line."""
    part = part._replace(
        lead=_shifted(part.lead, column - part.column), value=shifted(part.value, column - part.column)
    )
    above, inside = block_text(part.value, titles)
    return part.lead + above, part.open + inside + part.tail


def _marked(place: Undecided, column: int, titles: Mapping[str, str]) -> str:
    versions = {side: _lines_of(place.of(side), column, titles) for side in SIDES}
    return (
        f"<<<<<<< {titles[OURS]}\n{versions[OURS]}||||||| {titles[BASE]}\n{versions[BASE]}"
        f"=======\n{versions[THEIRS]}>>>>>>> {titles[THEIRS]}\n"
    )


def _lines_of(parts: Sequence[Part], column: int, titles: Mapping[str, str]) -> str:
    written = (part_text(part, column, titles) for part in parts)
    return "".join(lead + " " * column + text for lead, text in written)


# from one column to another


def shifted(piece: Piece, by: int) -> Piece:
    """The value with all its lines but the first so many columns further in, or out."""
    if not by:
        return piece
    parts = [
        place._replace(lead=_shifted(place.lead, by), value=shifted(place.value, by), column=place.column + by)
        if isinstance(place, Part)
        else Undecided(*(tuple(part._replace(column=part.column + by) for part in row) for row in place))
        for place in piece.parts
    ]
    first, line_break, below = piece.text.partition("\n")
    return piece._replace(text=first + line_break + _shifted(below, by), column=piece.column + by, parts=tuple(parts))


def _shifted(text: str, by: int) -> str:
    return "".join(_line_shifted(line, by) for line in text.splitlines(keepends=True)) if by else text


def _line_shifted(line: str, by: int) -> str:
    if by > 0:
        return " " * by + line if line.strip() else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]
