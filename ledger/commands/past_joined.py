"""What was decided where two lines of work were joined, read off the versions of both lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledger.core.joined import Step, decided_in, decision, plainly_joined, typist
from ledger.store.git.saves import FileChange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from ledger.commands.past_versions import Reading
    from ledger.core.case import Case
    from ledger.core.event import Event
    from ledger.core.joined import Decided
    from ledger.store.git import Git
    from ledger.store.git.saves import Save

_TWO = 2
"""Of two lines it can be said who held what; this program never joins more."""


class _Sides(NamedTuple):
    """The saves that only one of the two lines holds, newest first."""

    ours: Sequence[Save]
    theirs: Sequence[Save]


class Joinings:
    """The joinings of a past. Git is asked only about those that nobody could have foreseen from one side alone."""

    def __init__(self, git: Git, reading: Reading) -> None:
        self._git = git
        self._reading = reading
        self._sides: tuple[str, _Sides] = ("", _Sides((), ()))
        self._paths: Sequence[str] = ()

    def dropped(self, save: Save, paths: Sequence[str]) -> Iterator[FileChange]:
        """The files of the second line whose changes a joining left out: they read as they did on the first."""
        if len(save.parents) != _TWO:
            return
        self._paths = paths
        told = {change.path for change in save.files}
        ours, theirs = save.parents
        if len(paths) == 1 and paths[0].endswith(".yaml"):
            changed = {path for path in paths if self._reading.data(ours, path) != self._reading.data(theirs, path)}
        else:
            changed = {change.path for one in self._of(save).theirs for change in one.files}
        for path in sorted(changed - told):
            yield FileChange(path, f"{ours}:{path}", f"{save.commit}:{path}")

    def decided(self, save: Save, path: str, on: date, handle: Callable[[Save], str]) -> tuple[Event, ...]:
        """What somebody had to choose in one file, as events; ``handle`` names the author of a save."""
        if len(save.parents) != _TWO:
            return ()
        ours, theirs = (self._reading.at(parent, path).case for parent in save.parents)
        after = self._reading.at(save.commit, path).case
        if ours is None or theirs is None or after is None or plainly_joined(ours, theirs, after):
            return ()
        touched = [any(change.path == path for one in side for change in one.files) for side in self._of(save)]
        if (after == theirs and not touched[0]) or (after == ours and not touched[1]):
            return ()
        by = handle(save)
        return tuple(
            decision(place, self._typists(save, place, path, handle), by, on)
            for place in self._places(save, path, ours, theirs, after)
        )

    def _places(self, save: Save, path: str, ours: Case, theirs: Case, after: Case) -> list[Decided]:
        """The places decided, whichever of several common beginnings is taken."""
        found: list[Decided] | None = None
        for base in self._git.bases(save.parents[0], save.parents[1]):
            first = self._reading.at(base, path).case
            if first is None:
                continue
            places = decided_in(first, ours, theirs, after)
            names = {place.name for place in places}
            found = list(places) if found is None else [place for place in found if place.name in names]
        return found or []

    def _typists(self, save: Save, place: Decided, path: str, handle: Callable[[Save], str]) -> tuple[str, str]:
        ours, theirs = (typist(place, self._steps(side, path, handle)) for side in self._of(save))
        return ours, theirs

    def _steps(self, saves: Sequence[Save], path: str, handle: Callable[[Save], str]) -> Iterator[Step]:
        for save in saves:
            for change in save.files:
                if change.path == path:
                    before, after = (self._reading.version(name, path).case for name in (change.before, change.after))
                    yield Step(handle(save), before, after)

    def _of(self, save: Save) -> _Sides:
        """Both lines of the joining that is being told."""
        if self._sides[0] != save.commit:
            ours, theirs = save.parents
            self._sides = (save.commit, _Sides(*self._git.sides(ours, theirs, self._paths)))
        return self._sides[1]
