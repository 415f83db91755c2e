"""What came in with the changes of others, case by case, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.commands.checking import kind_of, read_as
from ledger.core.event import events_between
from ledger.core.gist import summary
from ledger.core.names import id_of
from ledger.report.sync import Came
from ledger.store.git.arriving import steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.core.arrival import Arrived
    from ledger.core.case import Case
    from ledger.store.git import Git, Staged

_TOLD_OF = 40
"""So many cases are told in sentences; who takes over a thousand at once reads none of them."""
_NAMED = 300
"""Of so many saved changes it is asked who made which."""


def came_in(git: Git, old: str, new: str, arrived: Sequence[Arrived]) -> tuple[tuple[Came, ...], tuple[str, ...]]:
    """The cases that one state has otherwise than an older one, and the other files."""
    changed = git.between(old, new)
    cases = [one for one in changed if kind_of(one.path) == "case"]
    by = last_by(git, arrived)
    told = tuple(_came(git, one, by) for one in cases[:_TOLD_OF])
    rest = tuple(Came(id_of(one.path), "", (), ()) for one in cases[_TOLD_OF:])
    return (*told, *rest), tuple(one.path for one in changed if kind_of(one.path) != "case")


def last_by(git: Git, arrived: Sequence[Arrived]) -> dict[str, list[Arrived]]:
    """The saved changes that touched each file, oldest first; joins of two states left out."""
    found: dict[str, list[Arrived]] = {}
    for step in steps(git, [one for one in arrived if len(one.parents) < 2][-_NAMED:]):  # noqa: PLR2004 - a join has two
        for change in step.changes:
            found.setdefault(change.path, []).append(step.arrived)
    return found


def _came(git: Git, one: Staged, by: dict[str, list[Arrived]]) -> Came:
    before, after = git.contents([one.before or "", one.after or ""])
    old, new = _case(before, one.path), _case(after, one.path)
    people = tuple(dict.fromkeys(arrived.name for arrived in by.get(one.path, ())))
    case_id = id_of(one.path)
    if new is None:
        return Came(case_id, "cannot be read; recoup check says why", people, ())
    events = events_between(old, new)
    lines = summary(events).splitlines() if events else ["only the layout changed"]
    return Came(case_id, new.title or "", people, tuple(line.removeprefix("- ") for line in lines))


def _case(data: bytes | None, path: str) -> Case | None:
    return None if data is None else read_as("case", data, path).case
