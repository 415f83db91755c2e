"""What a save lost of what stood before it, and whether a later save brought it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger.core.audit.point import KEPT, Point, point
from ledger.core.audit.saves import Save, Step
from ledger.core.comparison import Meaning, empty, meaning
from ledger.core.edited import Tree, value_at
from ledger.core.finding import WARNING, Finding
from ledger.core.growing import breaches

Fields = Mapping[str, Tree]
_PUT_BACK = "bring it back as it was in a new save; if it was wrong, correct it by an entry of its own"


class Lost(NamedTuple):
    """One loss with what was lost: a piece of a case that a later version may hold again. No piece: the whole file.

    ``became`` is the entry that stands there since, where the lost one was changed and not dropped.
    """

    point: Point
    path: str
    piece: Fields | None
    became: Tree = None


def lost_entries(save: Save, step: Step, old: Fields, new: Fields, found: Iterable[Finding]) -> Iterator[Lost]:
    """Yield the entries that one save changed or dropped."""
    for finding in found:
        message = finding.message + (", where two lines of work were joined" if save.joins else "")
        said = Finding("LED740", message, _PUT_BACK, finding.path, step.path)
        became = value_at(dict(new), finding.path[:2]) if len(finding.path) > 1 else None
        yield Lost(point(KEPT, save, said), step.path, _piece(finding, old, new), became)


def reordered(save: Save, step: Step, lists: Iterable[str]) -> Iterator[Point]:
    """Yield the lists whose saved entries one save put in another order; joining two lines of work may do that."""
    for name in () if save.joins else lists:
        message = f"the saved entries of {name} stand in another order; none of them is changed by that"
        hint = "their own times still tell the order; ask who moved them, and why"
        yield point(KEPT, save, Finding("LED740", message, hint, (name,), step.path, severity=WARNING))


def lost_file(save: Save, step: Step) -> Lost:
    """Return the loss of a whole case file."""
    where = ", where two lines of work were joined" if save.joins else ""
    finding = Finding("LED742", f"the case file was removed or renamed{where}", _PUT_BACK, file=step.path)
    return Lost(point(KEPT, save, finding), step.path, None)


def stands_again(lost: Lost, tree: Fields | None) -> bool:
    """Whether a later version (None: no file) holds what was lost."""
    if tree is None:
        return False
    return lost.piece is None or not breaches(dict(lost.piece), dict(tree))


def put_back(lost: Lost, earlier: Sequence[Lost], again: Iterable[int]) -> list[int]:
    """Return which earlier losses one loss takes back: the entry that goes is what came of an entry that stands again.

    ``again`` are those of ``earlier`` whose lost entry stands again by the same save. A lost entry may have been
    changed once more since; then all its changes are taken back. Empty where the loss is one of its own.
    """
    for start in again:
        chain = [start]
        came = {_entry_of(earlier[start].became)}
        for at in range(start + 1, len(earlier)):
            if _gone_of(earlier[at]) in came - {None}:
                chain.append(at)
                came.add(_entry_of(earlier[at].became))
        if _gone_of(lost) in came - {None}:
            return chain
    return []


def _entry_of(entry: Tree) -> Meaning | None:
    return None if empty(entry) else meaning(entry)


def _gone_of(lost: Lost) -> Meaning | None:
    listed = next(iter((lost.piece or {}).values()), None)
    return meaning(listed[0]) if isinstance(listed, list) and len(listed) == 1 else None


def _piece(finding: Finding, old: Fields, new: Fields) -> Fields:
    """The one entry that a finding is about; where twins hide which, the whole list."""
    name = str(finding.path[0])
    listed = old.get(name)
    for entry in listed if isinstance(listed, list) else ():
        if any(one.message == finding.message for one in breaches({name: [entry]}, dict(new))):
            return {name: [entry]}
    return {name: listed}
