"""The audit's look at joinings: what each made of every file that its sides had changed since they parted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.audit.joins import Fate, Versions, entries_dropped, fates, in_all
from ledger.core.audit.saves import ABSENT, Lines
from ledger.core.audit.sides import told
from ledger.core.merging.identity import CASE
from ledger.store.git.walk import contents, names_at
from ledger.store.merging import kind_of
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledger.core.audit.point import Point
    from ledger.core.audit.saves import Save
    from ledger.core.edited import Tree
    from ledger.store.git import Git


class _Joint(NamedTuple):
    """One file of one joining: its contents by name, before the lines parted (once for each parting), and on each side.

    A second parting is there where lines had crossed before.
    """

    save: Save
    path: str
    bases: tuple[str, ...]
    sides: tuple[str, ...]
    joined: str

    @property
    def plain(self) -> bool:
        """Whether the joined file is that of the only side that changed it."""
        return all({side for side in self.sides if side != base} == {self.joined} for base in self.bases)


class _Found(NamedTuple):
    fates: tuple[Fate, ...]
    dropped: tuple[tuple[int, str], ...]


def joined_points(
    git: Git, saves: Sequence[Save], stands_on: Callable[[str, str], bool], only: str = ""
) -> Iterator[Point]:
    """Yield what every joining dropped, decided or made up; with the save in which what was dropped stands again."""
    for joint in _joints(git, saves, only):
        found = _judged(git, joint, joint.joined)
        for one in told(joint.save, joint.path, found.fates, found.dropped):
            lost = one.finding.code == "LED741"
            yield one._replace(mended=_mended(git, saves, stands_on, joint)) if lost else one


def _joints(git: Git, saves: Sequence[Save], only: str) -> list[_Joint]:
    """Every file of a joining that is not plainly that of the side which changed it."""
    joins = [save for save in saves if save.joins]
    lines = Lines(saves) if joins else None
    asked: list[tuple[Save, str, list[str]]] = []
    for save in joins:
        parted = lines.parted(save.parents) if lines is not None else []
        paths = dict.fromkeys(step.path for step in save.steps if "\n" not in step.path)
        asked += [(save, path, parted) for path in paths if not only or path == only]
    names = iter(names_at(git, [f"{one}:{path}" for _, path, parted in asked for one in parted]))
    found = []
    for save, path, parted in asked:
        bases = tuple(next(names) for _ in parted) or (ABSENT,)
        steps = {step.parent: step for step in save.steps if step.path == path}
        joined = next(iter(steps.values())).after
        sides = tuple(steps[parent].before if parent in steps else joined for parent in save.parents)
        joint = _Joint(save, path, bases, sides, joined)
        if not joint.plain and not (joined == ABSENT and path.startswith("cases/")):
            found.append(joint)
    return found


def _judged(git: Git, joint: _Joint, joined: str) -> _Found:
    """What became of the sides of one file, where it was joined as ``joined``."""
    names = (*joint.bases, *joint.sides, joined)
    kind, trees = kind_of(joint.path), _trees(git, names)
    if kind is None or trees is None:
        kind, trees = "", list(names)
    bases, sides, now = trees[: len(joint.bases)], tuple(trees[len(joint.bases) : -1]), trees[-1]
    each = [Versions(base, sides, now) for base in bases]
    dropped = [entries_dropped(one) for one in each] if kind == CASE else [[]]
    return _Found(
        tuple(in_all([list(fates(kind, one)) for one in each])),
        tuple(one for one in dropped[0] if all(one in other for other in dropped)),
    )


def _trees(git: Git, names: Sequence[str]) -> list[Tree] | None:
    """The contents as they are read, nothing for what is not there; None where one cannot be read."""
    data = contents(git, [name for name in names if name != ABSENT])
    texts = [b"" if name == ABSENT else next(data) or b"" for name in names]
    trees = [read(text)[0] if text.strip() else {} for text in texts]
    return None if any(tree is None for tree in trees) else list(trees)


def _mended(git: Git, saves: Sequence[Save], stands_on: Callable[[str, str], bool], joint: _Joint) -> str:
    """The first later save in which every place that was dropped is as its side had it; empty for none."""
    for save in saves:
        for step in save.steps:
            later = step.path == joint.path and step.after not in (ABSENT, joint.joined)
            if later and save != joint.save and stands_on(save.version, joint.save.version):
                missing = _judged(git, joint, step.after)
                first = _judged(git, joint, joint.joined)
                places = {fate.name for fate in first.fates if fate.kind == "dropped"}
                if not missing.dropped and not places & {fate.name for fate in missing.fates}:
                    return save.version
    return ""
