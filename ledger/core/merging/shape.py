"""Versions of one value side by side: whether they are written alike, and the container their parts go into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ledger.core.comparison import Meaning, empty, meaning
from ledger.core.merging.lines import beside, both, either
from ledger.core.merging.piece import (
    SIDES,
    Part,
    Piece,
    Place,
    Undecided,
    part_text,
    rebuilt,
    shifted,
    sided,
    undecided,
)


class Versions(NamedTuple):
    """One key or entry in the three versions; None where it does not stand."""

    base: Part | None
    ours: Part | None
    theirs: Part | None


class Bodies(NamedTuple):
    """One value in the three versions; an absent one is an empty container."""

    base: Piece
    ours: Piece
    theirs: Piece


def said(part: Part | None) -> Meaning:
    """The value of a part, however it is spelled; an absent one says the same as an empty one."""
    return "" if part is None else meaning(part.value.tree)


def absent(like: Piece) -> Piece:
    """A container without anything in it."""
    return like._replace(tree=None, text="", parts=())


def written_alike(filled: Sequence[Piece]) -> bool:
    """Whether values are of one kind and written in one way, as blocks or in braces, so that parts can be exchanged."""
    return all(piece.parts for piece in filled) and len({(piece.kind, piece.flow) for piece in filled}) == 1


def opened(part: Part, like: Piece) -> Part:
    """A key with nothing after it, or with empty brackets, as the container that it can become."""
    if not empty(part.value.tree):
        return part
    if like.flow:
        return part._replace(open=f"{part.open.rstrip()} ", value=absent(like))
    return part._replace(open=part.open.rstrip() + (part.tail or "\n"), value=absent(like), tail="")


def aligned(bodies: Bodies) -> Bodies:
    """The versions at one column: where one side moved the block, there."""
    base, ours, theirs = bodies
    columns = [piece.column for piece in (ours, theirs) if piece.parts] or [base.column]
    column = min([column for column in columns if column != base.column or not base.parts] or columns)
    return Bodies(*(shifted(piece, column - piece.column) for piece in bodies))


def container(kind: str, parts: Sequence[Place], bodies: Bodies) -> Piece:
    """The parts in a container as the versions have it."""
    like = next((piece for piece in (bodies.ours, bodies.theirs, bodies.base) if piece.parts), bodies.ours)
    return rebuilt(like._replace(kind=kind), parts)


def part_of(three: tuple[Part | None, Part, Part], opening: str, value: Piece) -> Part:
    """A merged value with the remarks of both sides around it."""
    base, ours, theirs = three
    lead = both(base and base.lead, ours.lead, theirs.lead)
    tail = beside(base and base.tail, ours.tail, theirs.tail)
    if value.block and not opening.endswith("\n"):  # its lines stand below what follows the dash
        value = shifted(value, ours.column + len(opening) - value.column)._replace(inline=True)
    else:
        value = value._replace(inline=False)
    return ours._replace(lead=lead, open=opening, value=value, tail=tail)


def same_value(base: Part | None, ours: Part, theirs: Part) -> Part:
    """Which spelling of one value stands."""
    texts = ["".join(part_text(part, part.column, {})) for part in (ours, theirs)]
    chosen = either(base and "".join(part_text(base, base.column, {})), *texts)
    return ours if chosen == texts[0] else theirs


def on_whole_lines(part: Part) -> Place:
    """A part, undecided as a whole where a marker could not stand on a line of its own within it."""
    value = part.value
    if (value.flow and undecided(value)) or (value.inline and isinstance(value.parts[0], Undecided)):
        return Undecided(*((part._replace(value=sided(value, side)),) for side in SIDES))
    return part
