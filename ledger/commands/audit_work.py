"""What the audit judges of every save: the cases in two halves at once, and beside them everything else."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands.audit_cases import Known, case_points
from ledger.commands.audit_days import Days, Ground
from ledger.commands.audit_joins import joined_points
from ledger.commands.audit_records import record_points
from ledger.commands.checking import kind_of
from ledger.core.audit.clocks import implausible
from ledger.core.audit.people import roster_changed, signed_in
from ledger.core.audit.point import RULES, Point, point
from ledger.core.audit.saves import ABSENT, reached
from ledger.core.finding import Finding
from ledger.store.git.standing import PLAIN_FILE
from ledger.store.halves import in_halves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ledger.commands.session import Session
    from ledger.core.audit.moves import Move
    from ledger.core.audit.saves import Save, Step
    from ledger.core.roster import Roster

    Steps = Mapping[str, Sequence[tuple[Save, Step]]]
    Judged = tuple[list[Point], list[Move]]

_WORTH_HALVING = 2000
"""Versions of cases from which on a second process costs less than it brings."""
_SAVES_TO_A_VERSION = 8
"""For how many saves everything beside the cases takes as long as one version of a case."""


class Work(NamedTuple):
    """What is judged: every save, or only those of one case (``only`` names its file)."""

    session: Session
    ground: Ground
    roster: Roster
    saves: Sequence[Save]
    only: str = ""


def judged(work: Work, steps: Steps) -> Judged:
    """What every save did, and the dates that it moved. A long history is judged by two processes."""
    if sum(map(len, steps.values())) < _WORTH_HALVING:
        return _together(_beside(work), _cases(work, steps))
    one, other = _halves(steps, len(work.saves) // _SAVES_TO_A_VERSION)
    there, here = in_halves(_done, lambda: _cases(work, one), lambda: _together(_beside(work), _cases(work, other)))
    return _together(here, there)


def _done(part: Callable[[], Judged]) -> Judged:
    return part()


def _halves(steps: Steps, head_start: int) -> tuple[Steps, Steps]:
    """The files in two parts; the first has about ``head_start`` more versions than the second."""
    parts: tuple[dict[str, Sequence[tuple[Save, Step]]], dict[str, Sequence[tuple[Save, Step]]]] = ({}, {})
    heavy = [0, head_start]
    for path in sorted(steps, key=lambda path: -len(steps[path])):
        lighter = int(heavy[1] < heavy[0])
        parts[lighter][path] = steps[path]
        heavy[lighter] += len(steps[path])
    return parts


def _together(one: Judged, other: Judged) -> Judged:
    return [*one[0], *other[0]], [*one[1], *other[1]]


def _cases(work: Work, steps: Steps) -> Judged:
    git, zone = work.session.git, work.session.clock.zone
    days = Days(work.ground, work.roster, zone)
    known = Known(work.roster, zone, days, _standing_on(work.saves), lambda name: git.contents([name])[0] or b"")
    return list(case_points(git, steps, known)), days.found


def _beside(work: Work) -> Judged:
    """Everything but the cases' own versions."""
    session, saves = work.session, work.saves
    days = Days(work.ground, work.roster, session.clock.zone)
    days.by_rules(session.git, saves, work.only)
    return [
        *joined_points(session.git, saves, _standing_on(saves), work.only),
        *record_points(session.git, saves),
        *_other_files(saves),
        *implausible(saves, session.now),
        *signed_in(saves, work.roster, session.settings.people, session.clock.zone),
        *_roster_changes(work.ground, saves),
    ], days.found


def _standing_on(saves: Sequence[Save]) -> Callable[[str, str], bool]:
    below = lru_cache(8)(lambda version: reached(version, saves))
    return lambda later, earlier: earlier in below(later)


def _other_files(saves: Sequence[Save]) -> Iterator[Point]:
    """What lay under ``cases/`` and was no case, and what is no plain file anywhere."""
    for save in saves:
        for step in save.steps:
            odd = step.after != ABSENT and step.mode != PLAIN_FILE
            if odd or (step.before == ABSENT and step.path.startswith("cases/") and kind_of(step.path) != "case"):
                message = f"{step.path} is no plain file of a ledger; the checks would have stopped this save"
                yield point(RULES, save, Finding("LED753", message, "ask who brought it", file=step.path))


def _roster_changes(ground: Ground, saves: Sequence[Save]) -> Iterator[Point]:
    for save in saves:
        first = save.parents[0] if save.parents else ""
        if any(step.path == "ledger.yaml" and step.parent == first for step in save.steps) and first:
            old, new = ground.settings(first), ground.settings(save.version)
            if old is not None and new is not None:
                yield from roster_changed(save, old.people, new.people)
