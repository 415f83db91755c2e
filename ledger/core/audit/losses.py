"""What a save lost of what stood before it, and whether a later save brought it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ledger.core.audit.point import KEPT, Point, point
from ledger.core.audit.saves import ABSENT, Save, Step
from ledger.core.edited import Tree
from ledger.core.finding import Finding
from ledger.core.growing import breaches

Fields = Mapping[str, Tree]
_PUT_BACK = "bring it back as it was in a new save; if it was wrong, correct it by an entry of its own"


class Lost(NamedTuple):
    """One loss with what was lost: a piece of a case that a later version may hold again. No piece: the whole file."""

    point: Point
    path: str
    piece: Fields | None


def lost_entries(save: Save, step: Step, old: Fields, new: Fields, found: Iterable[Finding]) -> Iterator[Lost]:
    """Yield the entries that one save changed or dropped."""
    for finding in found:
        message = finding.message + (", where two lines of work were joined" if save.joins else "")
        said = Finding("LED740", message, _PUT_BACK, finding.path, step.path)
        yield Lost(point(KEPT, save, said), step.path, _piece(finding, old, new))


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


def _piece(finding: Finding, old: Fields, new: Fields) -> Fields:
    """The one entry that a finding is about; where twins hide which, the whole list."""
    name = str(finding.path[0])
    listed = old.get(name)
    for entry in listed if isinstance(listed, list) else ():
        if any(one.message == finding.message for one in breaches({name: [entry]}, dict(new))):
            return {name: [entry]}
    return {name: listed}


def thrown_away(save: Save, base: Mapping[str, str]) -> Iterator[Point]:
    """Yield for a joining that it kept nothing of one side.

    That is: one side's files are the result, and the other had changed files since the two parted; ``base`` names their
    contents then.
    """
    for parent in save.parents:
        others = [one for one in save.parents if one != parent]
        if any(step.parent == parent for step in save.steps) or not others:
            continue
        for other in others:
            dropped = [
                step.path
                for step in save.steps
                if step.parent == other and step.before not in (step.after, base.get(step.path, ABSENT))
            ]
            if dropped:
                more = f" and {len(dropped) - 1} more" if len(dropped) > 1 else ""
                message = f"the joining kept nothing of what {other[:10]} had changed: {dropped[0]}{more}"
                hint = "look at both sides and enter again what is missing; entries that are gone are named too"
                yield point(KEPT, save, Finding("LED741", message, hint, file=dropped[0]))
