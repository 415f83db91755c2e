"""A side that put back an entry which had been changed before the lines parted: the others are taken as put right, too.

The merge holds every side to what was saved. Where the saved entry itself is the altered one, that would undo a repair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ledger.core.comparison import meaning
from ledger.core.edited import Tree, value_at
from ledger.core.finding import Finding
from ledger.core.growing import breaches
from ledger.core.guarding import restores
from ledger.core.merging.piece import SEQUENCE, Part, Piece, rebuilt, settled

Three = tuple[Piece, Piece, Piece]
"""The base, our side and their side."""


def repaired(three: Three, earlier: Callable[[], Sequence[Tree]]) -> Three:
    """Return the three versions with each entry that one side put back put back in all of them.

    ``earlier`` are all versions that the file had before; it is asked only where a side changed a saved entry.
    """
    for side in (1, 2):
        base = three[0]
        for finding in breaches(base.tree, three[side].tree):
            if len(finding.path) > 1 and restores(finding, [base.tree], three[side].tree, earlier()):
                three = _everywhere(three, finding, three[side])
    return three


def _everywhere(three: Three, finding: Finding, source: Piece) -> Three:
    name, index = str(finding.path[0]), finding.path[1]
    right = next(part for part in settled(source) if part.key == name)
    entry = settled(right.value)[int(index)] if right.value.kind == SEQUENCE and right.value.parts else None
    wrong = next((one for one in _listed(three[0].tree, name) if _is_it(name, one, source.tree, finding)), None)
    if entry is None or wrong is None:
        return three
    base, ours, theirs = (_with(piece, name, wrong, entry, flow=right.value.flow) for piece in three)
    return base, ours, theirs


def _is_it(name: str, entry: Tree, tree: Tree, finding: Finding) -> bool:
    return any(one.message == finding.message for one in breaches({name: [entry]}, tree))


def _listed(tree: Tree, name: str) -> Sequence[Tree]:
    listed = value_at(tree, (name,))
    return listed if isinstance(listed, list) else []


def _with(piece: Piece, name: str, wrong: Tree, entry: Part, *, flow: bool) -> Piece:
    """The file with one entry in the place of another, where it has that and is written in the same way."""
    parts: list[Part] = []
    for part in settled(piece):
        if part.key == name and part.value.flow == flow:
            entries = [entry if meaning(one.value.tree) == meaning(wrong) else one for one in settled(part.value)]
            part = part._replace(value=rebuilt(part.value, entries))  # noqa: PLW2901 - the same key, mended
        parts.append(part)
    return rebuilt(piece, parts)
