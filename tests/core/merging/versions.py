"""Texts of three versions, joined as values: what the tests of this room share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.merging.merge import merge
from ledger.core.merging.outcome import Clash, Format
from ledger.core.merging.piece import BASE, MAPPING, OURS, THEIRS, Piece, text_of
from ledger.store.schema import key_order
from ledger.store.yaml.pieces import pieces
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLES = {OURS: "Jordan Lee", BASE: "before", THEIRS: "Maria Ortiz"}


class Outcome(NamedTuple):
    """What a join of three texts came to."""

    text: str
    clashes: tuple[Clash, ...]
    broken: tuple[str, ...]

    @property
    def places(self) -> list[str]:
        """Where the sides disagree."""
        return [".".join(clash.name) for clash in self.clashes]


def joined(
    base: str, ours: str, theirs: str, decided: Mapping[tuple[str, ...], str] | None = None, kind: str = "case"
) -> Outcome:
    """Join three texts that can be read."""
    cut = [_cut(text) for text in (base, ours, theirs)]
    result = merge(Format(kind, key_order(kind)(())), cut[0], cut[1], cut[2], decided or {})
    text = text_of(result.piece, TITLES)
    return Outcome(text, result.clashes, tuple(f"{one.side}: {one.message}" for one in result.broken))


def both_ways(base: str, ours: str, theirs: str) -> Outcome:
    """As ``joined``, which must come to the same with the sides exchanged, and leave nothing to decide."""
    one, other = joined(base, ours, theirs), joined(base, theirs, ours)
    assert one.text == other.text
    assert not one.clashes
    return one


def _cut(text: str) -> Piece:
    if not text:
        return Piece(MAPPING, {})
    tree, mistakes = read(text.encode())
    assert tree is not None, mistakes
    return pieces(text, tree)[0]
