"""What a merge is asked and what it comes to: places in words, and what the sides disagree about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ledger.core.edited import Tree
from ledger.core.merging.identity import Where
from ledger.core.merging.piece import Piece

Name = tuple[str, ...]
"""A place in words: keys, and entries by what they are called, as ``("claims", "0026", "lines", "2", "answer")``."""


class Format(NamedTuple):
    """What kind of file is merged, and its keys in the order in which the format has them."""

    kind: str
    order: Sequence[str]


class Clash(NamedTuple):
    """A place where the two sides say different things. A missing value is None.

    ``fields`` are the keys that were weighed together, one unless they depend on each other. ``twins``: two entries of
    one name that both stay, instead of one value to choose.
    """

    name: Name
    fields: tuple[str, ...]
    ours: Tree
    theirs: Tree
    base: Tree
    twins: bool = False


class Broken(NamedTuple):
    """A saved entry that one side had changed or removed; the merge keeps it as it was saved."""

    side: str
    message: str


class Joined(NamedTuple):
    """What a merge came to: the pieces of the file, what is left to decide, what was put back."""

    piece: Piece
    clashes: tuple[Clash, ...]
    broken: tuple[Broken, ...]


class Spot(NamedTuple):
    """Where in the file: ``where`` by keys alone, for rules; ``name`` with what entries are called, for people."""

    where: Where = ()
    name: Name = ()

    def key(self, key: str) -> Spot:
        """The value of a key of the block here."""
        return Spot((*self.where, key), (*self.name, key))

    def entry(self, called_by: str) -> Spot:
        """An entry of the list here."""
        return Spot(self.where, (*self.name, called_by))
