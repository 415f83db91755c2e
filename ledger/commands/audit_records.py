"""The audit's look at what grows beside the cases: who looked where, holds of the ledger, records of removals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.core.audit.point import KEPT, Point, point
from ledger.core.audit.saves import ABSENT
from ledger.core.finding import Finding
from ledger.core.guarding import is_kept, lost_entries
from ledger.core.removal import FOLDER
from ledger.store.git.walk import contents
from ledger.store.yaml.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.core.audit.saves import Save, Step
    from ledger.store.git import Git

_HINT = "bring it back as it was in a new save"


def record_points(git: Git, saves: Sequence[Save]) -> Iterator[Point]:
    """Yield every save that changed or took out what only grows in these files."""
    for save in saves:
        steps: dict[str, list[Step]] = {}
        for step in save.steps:
            if step.before != ABSENT and not step.path.startswith("cases/"):
                steps.setdefault(step.path, []).append(step)
        for path, own in steps.items():
            for message in _lost(git, path, own) if is_kept(path) else _list_changed(path):
                yield point(KEPT, save, Finding("LED740", message, _HINT, file=path))


def _lost(git: Git, path: str, steps: Sequence[Step]) -> list[str]:
    after = steps[0].after
    if after == ABSENT:
        return [f"{path} was removed"] if path.startswith(f"{FOLDER}/") else []
    *befores, now = contents(git, [*(step.before for step in steps), after])
    found = lost_entries(path, [read(data or b"")[0] for data in befores], read(now or b"")[0])
    return [one.message for one in found]


def _list_changed(path: str) -> list[str]:
    """A removal's list of names and its kept seals say which states are excused: they are written once."""
    return [f"{path} was changed after it was saved"] if path.startswith(f"{FOLDER}/") else []
