"""The audit's pass over every version of every case file: what each save added, lost and moved."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.audit_versions import Text
from ledger.commands.checking import kind_of
from ledger.core.audit.between import Between, Proved, between_trees, followed, proved
from ledger.core.audit.losses import Lost, lost_entries, lost_file, put_back, reordered, stands_again
from ledger.core.audit.point import RULES, Point, point
from ledger.core.audit.saves import ABSENT
from ledger.core.audit.stamps import Came, judged
from ledger.core.comparison import Meaning, meaning
from ledger.core.finding import Finding
from ledger.core.guarding import decided
from ledger.store.git.walk import contents
from ledger.store.schema import part_fits
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo

    from ledger.commands.audit_days import Days
    from ledger.core.audit.saves import Save, Step
    from ledger.core.edited import Tree
    from ledger.core.roster import Roster
    from ledger.store.git import Git

    Fields = Mapping[str, Tree]


class Known(NamedTuple):
    """What the pass goes by: the people, the office's zone, and what reckons days."""

    roster: Roster
    zone: tzinfo
    days: Days
    stands_on: Callable[[str, str], bool]
    """Whether one save stands on another."""
    content: Callable[[str], bytes]
    """The bytes behind the name of a content."""


@lru_cache(16)
def read_fields(data: bytes) -> Fields | None:
    """The keys of a text, None where it cannot be read. What one save leaves is what the next one finds."""
    return read(data)[0]


def by_file(saves: Sequence[Save], only: str = "") -> dict[str, list[tuple[Save, Step]]]:
    """Every step on a case file, by the file, older saves first; only the one file where one is named."""
    found: dict[str, list[tuple[Save, Step]]] = {}
    for save in saves:
        for step in save.steps:
            if step.path.startswith("cases/") and (not only or step.path == only) and kind_of(step.path) == "case":
                found.setdefault(step.path, []).append((save, step))
    return found


def case_points(git: Git, steps: Mapping[str, Sequence[tuple[Save, Step]]], known: Known) -> Iterator[Point]:
    """What every save did to every case file. Contents come file by file and are dropped as soon as they may be."""
    plans = {path: _plan(path_steps) for path, path_steps in steps.items()}
    stream = contents(git, [name for plan in plans.values() for name in plan])
    for path, path_steps in steps.items():
        pass_ = _FilePass(path, known)
        waiting = iter(plans[path])
        last_use = {name: at for at, (_, step) in enumerate(path_steps) for name in (step.before, step.after)}
        for at, (save, step) in enumerate(path_steps):
            for name in (step.before, step.after):
                while name != ABSENT and name not in pass_.data:
                    pass_.data[next(waiting)] = next(stream) or b""
            yield from pass_.step(save, step)
            for name in (step.before, step.after):
                if last_use[name] == at:
                    pass_.forget(name)
        yield from pass_.end()


def _plan(steps: Sequence[tuple[Save, Step]]) -> list[str]:
    return list(dict.fromkeys(name for _, step in steps for name in (step.before, step.after) if name != ABSENT))


class _FilePass:
    """One case file, version after version."""

    def __init__(self, path: str, known: Known) -> None:
        self.path = path
        self.data: dict[str, bytes] = {}
        self._known = known
        self._proved: dict[str, Proved] = {}
        self._grounds: dict[str, Fields] = {}  # for a version that cannot be read: the last one that could
        self._saved: dict[str, datetime] = {}
        self._lost: list[Lost] = []
        self._mended: dict[int, str] = {}
        self._came: dict[str, tuple[int, Counter[tuple[str, Meaning]]]] = {}

    def step(self, save: Save, step: Step) -> Iterator[Point]:
        """What one save did."""
        self._look_for_mending(save, step)
        if step.after == ABSENT:
            self._lost.append(lost_file(save, step))
            return
        found = self._between(save, step)
        self._saved.setdefault(step.after, save.committer.at)
        if isinstance(found, Point):
            yield found
            return
        yield from reordered(save, step, found.reordered)
        yield from self._stamps(save, step, found)
        if not part_fits("case", found.now):
            yield from self._known.days.refused(save, step, self.data)
        yield from self._known.days.step(save, step, found, self._text)

    def _text(self, name: str) -> Text:
        known = self._proved.get(name)
        return Text(self.data[name], None if known is None else known.blocks)

    def _between(self, save: Save, step: Step) -> Between | Point:
        data = self.data[step.after]
        old = self._proved.get(step.before)
        if old is not None:
            now = followed(old, data, read_fields)
            if now is not None:
                self._proved[step.after] = now[0]
                if now[1].lost:
                    self._lose(save, step, self._fields(step.before), read_fields(data) or {}, now[1].lost)
                return now[1]
        tree, before = read_fields(data), self._fields(step.before)
        if tree is None:
            self._grounds.setdefault(step.after, before)
            hint = "later versions are held against the last one that could be read"
            message = "this version of the case cannot be read; the checks would have stopped it"
            return point(RULES, save, Finding("LED753", message, hint, file=step.path))
        whole = proved(data, tree)
        if whole is not None:
            self._proved[step.after] = whole
        found = between_trees(before, tree)
        self._lose(save, step, before, tree, found.lost)
        return found

    def _lose(self, save: Save, step: Step, old: Fields, new: Fields, found: Sequence[Finding]) -> None:
        """Keep what a save lost, but for what it decided between two sides and what it only put back."""
        others = [dict(one) for one in self._other_sides(save, step)] if found else []
        again = [at for at, version in self._mended.items() if version == save.version]
        for lost in lost_entries(save, step, old, new, [one for one in found if not decided(one, dict(new), others)]):
            taken_back = put_back(lost, self._lost, again)
            self._mended |= dict.fromkeys(taken_back, save.version)
            if not taken_back:
                self._lost.append(lost)

    def _other_sides(self, save: Save, step: Step) -> Iterator[Fields]:
        """The other versions that a joining had of this file."""
        own = {one.parent: one for one in save.steps if one.path == step.path}
        for parent in save.parents:
            if parent != step.parent:
                name = own[parent].before if parent in own else step.after
                yield {} if name == ABSENT else read_fields(self._known.content(name)) or {}

    def _fields(self, name: str) -> Fields:
        if name == ABSENT:
            return {}
        return read_fields(self.data[name]) or self._grounds.get(name, {})

    def _look_for_mending(self, save: Save, step: Step) -> None:
        """Whether this save brings back what an earlier one lost."""
        if len(self._lost) == len(self._mended) or step.after == ABSENT:
            return
        open_ = [at for at in range(len(self._lost)) if at not in self._mended]
        tree = read_fields(self.data[step.after])
        again = [at for at in open_ if stands_again(self._lost[at], tree)]
        self._mended |= {
            at: save.version for at in again if self._known.stands_on(save.version, self._lost[at].point.save)
        }

    def _stamps(self, save: Save, step: Step, found: Between) -> Iterator[Point]:
        """What the new entries say of themselves; where lines were joined, only what no side had."""
        entries = found.added
        if save.joins:
            now = Counter((name, meaning(dict(entry))) for name, entry in entries)
            seen, known = self._came.get(save.version, (0, now))
            common = known & now
            self._came[save.version] = (seen + 1, common)
            if seen + 1 < len(save.parents):
                return
            entries = tuple(one for one in entries if common[one[0], meaning(dict(one[1]))])
        before = self._saved.get(step.before)
        for name, entry in entries:
            came = Came(name, entry, step.path, before)
            for one in judged(came, save, self._known.roster, self._known.zone):
                if step.before != ABSENT or one.stands:  # a case that is entered whole brings its past along
                    yield one

    def forget(self, name: str) -> None:
        """Drop a content that no later save speaks of."""
        self.data.pop(name, None)
        self._proved.pop(name, None)

    def end(self) -> Iterator[Point]:
        """What was lost, each with the save that brought it back where one did."""
        for at, lost in enumerate(self._lost):
            yield lost.point._replace(mended=self._mended.get(at, ""))
