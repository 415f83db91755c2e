"""What moved a date: the deadlines of every version that may have moved one, under the law as it stood then."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.audit_versions import Versions
from ledger.core.audit.moves import (
    Move,
    contradicted,
    documents_named,
    may_move,
    moves,
    quiet_in_claims,
    quiet_in_demand,
    receipt_moved,
    told_moves,
)
from ledger.core.audit.point import DATES, RULES, Point, point
from ledger.core.audit.saves import ABSENT
from ledger.core.finding import ERROR, Finding
from ledger.core.law.moved import days_moved
from ledger.core.names import id_of
from ledger.core.severity import severity_of, slug_of
from ledger.core.stopping import stops
from ledger.store.library import load_case
from ledger.store.past_library import PastLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, tzinfo
    from pathlib import Path

    from ledger.commands.audit_versions import Text
    from ledger.core.audit.between import Between
    from ledger.core.audit.saves import Save, Step
    from ledger.core.law.governing import Law
    from ledger.core.practice import Settings
    from ledger.core.roster import Roster
    from ledger.core.stopping import Version
    from ledger.store.git import Git
    from ledger.store.library import Loaded

    State = Mapping[str, str]

_LAW = ("ledger.yaml", "payers/", "rules/")
_LAWS_HELD = 4
_NOTHING: Mapping[str, str] = {}
_CASES_HELD = 8


class Ground:
    """The ledger's settings, payers and rules as they stood at every save."""

    def __init__(self, git: Git, root: Path, saves: Sequence[Save]) -> None:
        self._git = git
        self._root = root
        self._states: dict[str, State] = {}
        for save in saves:
            self._states[save.version] = self._after(save)
        self._one_of = {id(state): state for state in self._states.values()}
        self._library = lru_cache(_LAWS_HELD)(self._read)

    def _after(self, save: Save) -> State:
        first = save.parents[0] if save.parents else ""
        state = self._states.get(first, {})
        changed = {step.path: step.after for step in save.steps if step.parent == first and step.path.startswith(_LAW)}
        if not changed:
            return state
        return {path: blob for path, blob in {**state, **changed}.items() if blob != ABSENT}

    def library(self, version: str) -> PastLibrary:
        """The ledger without its cases, as it stood at a save."""
        state = self._states.get(version, _NOTHING)
        return self._library(id(state))

    def _read(self, state: int) -> PastLibrary:
        paths = sorted(self._one_of.get(state, _NOTHING).items())
        found = self._git.contents([blob for _, blob in paths])
        return PastLibrary(self._root, {path: data for (path, _), data in zip(paths, found, strict=True) if data})

    def law(self, version: str) -> Law | None:
        """The law as it stood at a save, None where its settings could not be read."""
        from ledger.store.refusal import LedgerError

        try:
            return self.library(version).law
        except LedgerError:
            return None

    def settings(self, version: str) -> Settings | None:
        """What ``ledger.yaml`` said at a save, None where it could not be read."""
        law = self.law(version)
        return law.settings if law is not None else None

    def name(self, version: str, path: str) -> str:
        """The content that a file of the law had at a save."""
        return self._states.get(version, {}).get(path, ABSENT)


class _Against(NamedTuple):
    """What a joining did, held against one of the lines it joined."""

    moves: list[Move]
    points: list[Point]


class Days:
    """Deadlines before and after, and what a save says it moved."""

    def __init__(self, ground: Ground, roster: Roster, zone: tzinfo) -> None:
        self._ground = ground
        self._roster = roster
        self._zone = zone
        self._joined: dict[tuple[str, str], list[_Against]] = {}
        self._load = lru_cache(_CASES_HELD)(load_case)
        self._versions = Versions()
        self.found: list[Move] = []

    def step(self, save: Save, step: Step, found: Between, text: Callable[[str], Text]) -> Iterator[Point]:
        """What one save did to the days of one case, and which checks would have stopped it."""
        if step.before == ABSENT:
            return
        says = "\nMoved: " in save.message or any(one.path.startswith(_LAW) for one in save.steps)
        if not says and not _may_move(found, text(step.before).data):
            self._versions.quiet(step)
            return
        yield from self._moved(save, step, found, text)

    def refused(self, save: Save, step: Step, data: Mapping[str, bytes]) -> Iterator[Point]:
        """What the checks would have said of one version, and not of the one before."""
        before = self._load(data[step.before], step.path).findings if step.before != ABSENT else ()
        known = {(one.code, one.message) for one in before}
        for one in self._load(data[step.after], step.path).findings:
            if severity_of(one) == ERROR and (one.code, one.message) not in known:
                message = f"the checks would have stopped this save: {one.code} {slug_of(one)}, {one.message}"
                hint = "ask why the checks did not run: recoup setup puts them in place"
                yield point(RULES, save, Finding("LED753", message, hint, file=step.path))

    def _moved(self, save: Save, step: Step, between: Between, text: Callable[[str], Text]) -> Iterator[Point]:
        laws = (self._ground.law(step.parent), self._ground.law(save.version))
        texts = (text(step.before), text(step.after))
        both = self._versions.reckoned(step, between, texts, laws, self._day(save))
        if both is None:
            return
        old, new = both
        case = id_of(step.path)
        found = moves(save, case, old.deadlines, new.deadlines)
        if any(not one.because for one in found):
            named = documents_named(old.tree, new.tree, [one.id for one in new.case.documents])
            found = [one._replace(because=one.because or named) for one in found]
        points = [*receipt_moved(save, step.path, old.tree.get("demand"), new.tree.get("demand"))]
        if _days_of(old) != _days_of(new):
            points += self._unproved(save, step, old, new)
        if not save.joins:
            points += contradicted(save, case, found)
        else:
            against = self._joined.setdefault((save.version, step.path), [])
            against.append(_Against(found, points))
            if len(against) < len(save.parents):
                return
            found, points = _of_no_side(against)
        yield from points
        who = self._roster.handle(save.author.email, save.author.name)
        self.found += [one._replace(by=who) for one in found]

    def _unproved(self, save: Save, step: Step, old: Version, new: Version) -> Iterator[Point]:
        settings = self._ground.settings(save.version)
        block = settings.deadlines.block if settings is not None else ""
        for stop in stops(old, new, block, self._day(save)):
            if stop.finding.code == "LED402":
                yield point(DATES, save, stop.finding._replace(file=step.path))

    def _day(self, save: Save) -> date:
        return save.committer.at.astimezone(self._zone).date()

    def by_rules(self, git: Git, saves: Sequence[Save], only: str = "") -> None:
        """Add what saves moved that changed rules, payers or settings: every open case of that save is reckoned."""
        for save in saves:
            first = save.parents[0] if save.parents else ""
            touched = [step.path for step in save.steps if step.parent == first and step.path.startswith(_LAW)]
            if not first or not touched or save.joins:
                continue
            old, new = self._ground.law(first), self._ground.law(save.version)
            if old is None or new is None:
                continue
            who = self._roster.handle(save.author.email, save.author.name)
            cases = [one.case for one in self._cases(git, save, only) if one.case is not None]
            for one in days_moved(cases, old, new, self._day(save)):
                was, now = (str(day) if day else "none" for day in one.days)
                because = f"rules/{one.deadline.regime}" if one.deadline.regime else ", ".join(touched[:2])
                said = {(each.deadline, each.before, each.after) for each in told_moves(save, one.deadline.case)}
                told = (one.deadline.name, was, now) in said
                name = f"{one.deadline.name} ({one.change})" if one.change == "arguable" else one.deadline.name
                days = (one.deadline.case, name, was, now)
                self.found.append(Move(save.version, save.committer.at, who, *days, because, told))

    def _cases(self, git: Git, save: Save, only: str) -> Iterator[Loaded]:
        changed = {step.path for step in save.steps}
        entries = [one for one in git.entries_at(save.version, "cases") if not only or one.path == only]
        entries = [one for one in entries if one.path.endswith(".yaml") and one.path not in changed]
        for entry, data in zip(entries, git.contents([one.blob for one in entries]), strict=True):
            if data is not None:
                yield load_case(data, entry.path)


def _of_no_side(against: Sequence[_Against]) -> tuple[list[Move], list[Point]]:
    """What a joining did that neither of the lines it joined had done."""
    days = [{(one.deadline, one.after) for one in each.moves} for each in against]
    codes = [{one.finding.code for one in each.points} for each in against]
    first = against[0]
    return (
        [one for one in first.moves if all((one.deadline, one.after) in each for each in days)],
        [one for one in first.points if all(one.finding.code in each for each in codes)],
    )


def _may_move(found: Between, before: bytes) -> bool:
    if not may_move(found.touched, found.added, before):
        return False
    demand, claims = ((found.was.get(name), found.now.get(name)) for name in ("demand", "claims"))
    return not (found.touched <= {"demand", "claims"} and quiet_in_demand(*demand) and quiet_in_claims(*claims))


def _days_of(version: Version) -> set[tuple[str, tuple[str, ...], date | None]]:
    return {(one.name, one.claims, one.act_by) for one in version.deadlines}
